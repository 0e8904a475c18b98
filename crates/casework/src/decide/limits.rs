//! What is too long or too much; refused before an action is confirmed.

use crate::refusal::Refusal;

/// characters of a note, a reason, a form field
pub const NOTE: usize = 20_000;
/// characters of a case's or a letter's text
pub const BODY: usize = 50_000;
/// characters of a title
pub const TITLE: usize = 200;
/// photos of one visit
pub const PHOTOS: usize = 30;

/// At most `limit` characters; `code` names the field, e.g. `note.too_long`.
pub fn at_most(text: &str, limit: usize, code: &str) -> Result<(), Refusal> {
    let length = text.chars().count();
    if length > limit {
        return Err(Refusal::new(
            code,
            format!("{length} characters, at most {limit} are allowed"),
        )
        .fact("length", length)
        .fact("limit", limit));
    }
    Ok(())
}

/// Something other than white space, and at most [`NOTE`] characters.
pub fn required(text: &str, field: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(
            Refusal::new("field.required", format!("{field} must not be empty"))
                .fact("field", field),
        );
    }
    at_most(text, NOTE, "note.too_long").map_err(|refusal| refusal.fact("field", field))
}
