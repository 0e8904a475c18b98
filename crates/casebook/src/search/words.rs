//! Text as FTS5 sees it: NFKC, lower case, one token a character.
//!
//! FTS5's `ascii` tokenizer takes everything above U+007F as part of a token and
//! ASCII marks as separators. Dropping marks costs precision (without them
//! 居民委员会 matches 村（居）民委员会), so marks and white space become
//! private-use characters.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

/// ASCII marks and white space stand at U+E000 + their code.
const MARKS: u32 = 0xE000;
/// Characters that are private-use already in a text make room for them.
const DISPLACED: u32 = 0xF_0000;
/// Between fields; no query can hold it.
const BOUNDARY: char = '\u{E0FF}';

/// NFKC and lower case, character by character: what is compared.
pub(crate) fn normal(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc().flat_map(char::to_lowercase).nfkc()
}

/// The tokens of a text, separated by spaces.
pub(crate) fn tokens(text: &str) -> String {
    let mut tokens = String::with_capacity(text.len() * 2);
    push_tokens(&mut tokens, text);
    tokens
}

/// The tokens of fields that no term may span.
pub(crate) fn fields<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut tokens = String::new();
    for (index, text) in texts.into_iter().enumerate() {
        if index > 0 {
            tokens.push(BOUNDARY);
            tokens.push(' ');
        }
        push_tokens(&mut tokens, text);
    }
    tokens
}

fn push_tokens(tokens: &mut String, text: &str) {
    for c in normal(text) {
        tokens.push(token(c));
        tokens.push(' ');
    }
}

fn token(c: char) -> char {
    let code = c as u32;
    let mapped = match c {
        'a'..='z' | '0'..='9' => return c,
        _ if c.is_ascii() => MARKS + code,
        _ if (MARKS..MARKS + 0x100).contains(&code) => DISPLACED + code - MARKS,
        _ => return c,
    };
    // Both ranges are private use, so every value in them is a character.
    char::from_u32(mapped).unwrap_or(c)
}

/// 张三丰 → zsf; other characters stand for themselves.
pub(crate) fn initials(name: &str) -> String {
    normal(name)
        .filter(|c| !c.is_whitespace())
        .map(|c| match c.to_pinyin() {
            Some(pinyin) => pinyin.first_letter().chars().next().unwrap_or(c),
            None => c,
        })
        .collect()
}
