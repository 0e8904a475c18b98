//! Full-width forms and other shapes of digits read as the plain ones, one
//! character for one, so that a place in the folded text is a place in the text.

/// What NFKC makes of digits, Latin letters and full-width marks; dashes of
/// every length become `-`.
pub(crate) fn fold(c: char) -> char {
    let from = |base: u32, zero: char| char::from_u32(zero as u32 + base).unwrap_or(c);
    let code = c as u32;
    match c {
        ' '..='~' => c,
        '\u{3000}' | '\u{a0}' => ' ',
        '！'..='～' => from(code - 0xff01, '!'),
        '⁰' | '⁴'..='⁹' => from(code - 0x2070, '0'),
        '₀'..='₉' => from(code - 0x2080, '0'),
        '𝟎'..='𝟿' => from((code - 0x1d7ce) % 10, '0'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '•' | '・' | '‧' => '·',
        _ => c,
    }
}

pub(crate) fn folded(text: &str) -> Vec<char> {
    text.chars().map(fold).collect()
}
