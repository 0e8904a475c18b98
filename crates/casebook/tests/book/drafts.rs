use crate::support::*;
use casebook::{DraftKey, DraftKind};
use casework::{CaseId, Moment};
use serde_json::json;
use uuid::Uuid;

#[test]
fn a_draft_survives_a_kill() {
    let desk = desk();
    let case = CaseId(Uuid::from_u128(1));
    let visit = DraftKey::new(DraftKind::Visit, case);
    let letter = DraftKey::of_item(DraftKind::Letter, case, Uuid::from_u128(9));
    desk.book
        .save_draft(&visit, &json!({"note": "三"}), NOW)
        .unwrap();
    desk.book
        .save_draft(&visit, &json!({"note": "三只犬，"}), Moment(NOW.0 + 1))
        .unwrap();
    desk.book
        .save_draft(&letter, &json!({"title": "答复函"}), NOW)
        .unwrap();

    let desk = desk.reopen();
    let found = desk.book.draft(&visit).unwrap().unwrap();
    assert_eq!(found.body, json!({"note": "三只犬，"}));
    let all = desk.book.drafts(Some(case)).unwrap();
    assert_eq!(
        all.iter().map(|draft| &draft.key).collect::<Vec<_>>(),
        [&visit, &letter]
    );
    assert!(
        desk.book
            .drafts(Some(CaseId(Uuid::nil())))
            .unwrap()
            .is_empty()
    );
    desk.book.discard_draft(&visit).unwrap();
    assert_eq!(desk.book.drafts(None).unwrap().len(), 1);
}
