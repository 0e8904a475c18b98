//! What a person typed as an FTS5 expression that cannot fail: every term is a
//! quoted phrase of tokens, and no token is a quotation mark.

use super::words::{normal, tokens};

/// None when nothing searchable was typed. With `initials`, a term of Latin
/// letters also finds names by their pinyin initials.
pub(super) fn expression(typed: &str, initials: bool) -> Option<String> {
    let text: String = normal(typed).collect();
    let terms: Vec<String> = text
        .split_whitespace()
        .filter(|term| !term.chars().all(char::is_control))
        .map(|term| {
            let phrase = format!("\"{}\"", tokens(term).trim_end());
            match initials && term.chars().all(|c| c.is_ascii_lowercase()) {
                true => format!("({{text}} : {phrase} OR {{initials}} : {phrase})"),
                false => format!("{{text}} : {phrase}"),
            }
        })
        .collect();
    (!terms.is_empty()).then(|| terms.join(" AND "))
}
