//! Letters on their way to a signature.

use super::{Desk, next_id};
use casework::letter::{LetterContent, LetterKind, Paragraph};
use casework::{Action, CaseId, LetterId};

pub(crate) fn content(text: &str) -> LetterContent {
    LetterContent {
        title: "关于反映问题的答复函".into(),
        addressee: Some("王先生".into()),
        body: vec![Paragraph {
            level: 0,
            text: text.into(),
            table: None,
        }],
        attachments: Vec::new(),
        note: None,
        copy_to: Vec::new(),
        annex: Vec::new(),
    }
}

/// A letter that waits for its signature; with the hash that a head signs.
pub(crate) async fn submitted(desk: &mut Desk, case: CaseId, text: &str) -> (LetterId, String) {
    submitted_as(desk, case, content(text)).await
}

pub(crate) async fn submitted_as(
    desk: &mut Desk,
    case: CaseId,
    content: LetterContent,
) -> (LetterId, String) {
    let letter = LetterId(next_id());
    let hash = content.hash(LetterKind::Reply);
    let draft = Action::DraftLetter {
        letter,
        letter_kind: LetterKind::Reply,
        content,
    };
    assert_eq!(desk.act(case, draft).await.code, None);
    let submit = Action::SubmitLetter {
        letter,
        hash: hash.clone(),
        kept: Vec::new(),
    };
    assert_eq!(desk.act(case, submit).await.code, None);
    (letter, hash)
}
