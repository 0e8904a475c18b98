//! Invariant 8: a locally deleted photo is on the server and in a backup, and
//! nobody here needs the original.

use crate::support::*;
use casebook::{Change, DraftKey, DraftKind, PhotoState, StoredPhoto};
use casework::{ActionId, EventKind, Moment, State, VisitRecord};
use protocol::item::CaseDocument;
use protocol::push::Outcome;
use serde_json::json;
use std::path::PathBuf;

const LATER: Moment = Moment(NOW.0 + 31 * DAY);

/// A visit with a photo, safe at the centre, on a case that is over.
struct Story {
    desk: Desk,
    case: History,
    photo: StoredPhoto,
    visit: ActionId,
}

impl Story {
    fn new() -> Self {
        let desk = desk();
        let case = History::dispatched(1, "流浪犬扰民");
        desk.pull(vec![case.put()]);
        let photo = desk
            .book
            .add_photo_bytes(&b"jpeg"[..], "a.jpg", NOW)
            .unwrap();
        let action = visit_with("三只犬", vec![photo_ref(&photo.sha256, photo.size)]);
        let visit = desk.confirm(case.id, action).id;
        Self {
            desk,
            case,
            photo,
            visit,
        }
    }

    /// With everything that lets the original go.
    fn over() -> Self {
        let story = Self::new();
        story.desk.acknowledge(Outcome::Applied);
        story.pull(story.closed());
        story.state(PhotoState::Safe);
        story
    }

    fn closed(&self) -> CaseDocument {
        let record = VisitRecord {
            at: NOW,
            note: "三只犬".into(),
            companions: String::new(),
            finding: None,
            lat: None,
            lng: None,
            no_photo_reason: None,
            photos: vec![photo_ref(&self.photo.sha256, self.photo.size)],
        };
        let history = self
            .case
            .clone()
            .with(self.visit, EventKind::VisitLogged { visit: record });
        let mut document = history.document();
        document.summary.state = State::Closed;
        document.received = vec![self.photo.sha256.clone()];
        document
    }

    fn pull(&self, document: CaseDocument) {
        self.desk.pull(vec![self.case.put_as(SCOPE, &document)]);
    }

    fn state(&self, state: PhotoState) {
        self.desk
            .book
            .photo_state(&self.photo.sha256, state)
            .unwrap();
    }

    fn may_go_at(&self, now: Moment) -> bool {
        let book = &self.desk.book;
        let listed = !book.photos_that_may_go(now, 9).unwrap().is_empty();
        let went = book.let_photo_go(&self.photo.sha256, now).unwrap();
        assert_eq!(listed, went, "the same rule both times");
        assert_eq!(went, !self.file().exists());
        went
    }

    fn may_go(&self) -> bool {
        self.may_go_at(LATER)
    }

    fn file(&self) -> PathBuf {
        let shelf = self.desk.book.folder().join("photos");
        shelf.join(&self.photo.sha256[..2]).join(&self.photo.sha256)
    }
}

#[test]
fn an_original_that_centre_and_backup_have_goes_and_its_row_stays() {
    let story = Story::over();
    assert!(story.may_go());
    let book = &story.desk.book;
    let photo = book.photo(&story.photo.sha256).unwrap().unwrap();
    assert_eq!(photo.state, PhotoState::Departed);
    assert!(!book.has_blob(&story.photo.sha256).unwrap());
    assert!(book.photos_waiting().unwrap().is_empty());
    assert_eq!(book.left_to_hand_in().unwrap().photos, 0);
    assert!(!book.let_photo_go(&story.photo.sha256, LATER).unwrap());

    // Fetched again it is opened as any colleague's; taken again it is an original.
    book.keep_fetched(&story.photo.sha256, b"jpeg", LATER)
        .unwrap();
    assert!(book.has_blob(&story.photo.sha256).unwrap());
    let again = book.add_photo_bytes(&b"jpeg"[..], "a.jpg", LATER).unwrap();
    assert_eq!(again.state, PhotoState::Local);
    book.verify_photo(&story.photo.sha256).unwrap();
}

#[test]
fn an_original_stays_while_no_backup_has_it() {
    for state in [PhotoState::Local, PhotoState::Receipt, PhotoState::Rotten] {
        let story = Story::over();
        story.state(state);
        assert!(!story.may_go(), "{state:?}");
    }
}

#[test]
fn an_original_of_the_last_month_stays() {
    assert!(!Story::over().may_go_at(Moment(NOW.0 + 30 * DAY)));
    assert!(Story::over().may_go_at(Moment(NOW.0 + 30 * DAY + 1)));
}

#[test]
fn an_original_of_an_open_case_stays() {
    let story = Story::new();
    story.desk.acknowledge(Outcome::Applied);
    let mut open = story.closed();
    open.summary.state = State::Replied;
    story.pull(open);
    story.state(PhotoState::Safe);
    assert!(!story.may_go());
}

#[test]
fn an_original_stays_until_its_attachment_is_in_the_feed() {
    let story = Story::new();
    story.desk.acknowledge(Outcome::Applied);
    let mut unseen = story.closed();
    unseen.received.clear();
    story.pull(unseen);
    story.state(PhotoState::Safe);
    assert!(!story.may_go());
}

#[test]
fn an_attachment_in_the_feed_of_another_epoch_counts_for_nothing() {
    let story = Story::over();
    story.desk.book.enter_epoch("epoch-2").unwrap();
    story.desk.acknowledge(Outcome::Applied);
    story.state(PhotoState::Safe);
    assert!(!story.may_go());
    let mut again = story.closed();
    again.summary.revision += 1;
    story.pull(again);
    assert!(story.may_go());
}

#[test]
fn an_original_that_another_visit_waits_for_stays() {
    let story = Story::over();
    let other = History::dispatched(2, "车辆噪声");
    story.desk.pull(vec![other.put()]);
    let photos = vec![photo_ref(&story.photo.sha256, story.photo.size)];
    story.desk.confirm(other.id, visit_with("同一张", photos));
    assert!(!story.may_go(), "no outcome");
    story.desk.acknowledge(Outcome::Held);
    assert!(!story.may_go(), "its case is open");
    story.desk.pull(vec![other.leave()]);
    assert!(story.may_go(), "the case is gone and the outcome known");
}

#[test]
fn an_original_in_a_draft_stays() {
    let story = Story::over();
    let key = DraftKey::new(DraftKind::Visit, story.case.id);
    let body = json!({ "photos": [{ "sha256": story.photo.sha256 }] });
    story.desk.book.save_draft(&key, &body, NOW).unwrap();
    assert!(!story.may_go());
    story.desk.book.discard_draft(&key).unwrap();
    assert!(story.may_go());
}

#[test]
fn of_a_case_that_is_gone_the_outcome_must_be_known() {
    let story = Story::new();
    story.desk.acknowledge(Outcome::Applied);
    story.desk.pull(vec![]);
    story.state(PhotoState::Safe);
    assert_eq!(
        story.desk.pull(vec![story.case.leave()]).left,
        [story.case.id]
    );
    assert!(story.may_go());

    let story = Story::new();
    story.state(PhotoState::Safe);
    let frozen: Vec<Change> = vec![story.case.leave()];
    assert!(story.desk.pull(frozen).left.is_empty());
    assert!(!story.may_go());
}

#[test]
fn what_a_crash_interrupted_is_ended_at_the_next_open() {
    for file_is_gone in [false, true] {
        let mut story = Story::over();
        story.state(PhotoState::Departing);
        if file_is_gone {
            std::fs::remove_file(story.file()).unwrap();
        }
        story.desk = story.desk.reopen();
        let photo = story.desk.book.photo(&story.photo.sha256).unwrap();
        assert_eq!(photo.unwrap().state, PhotoState::Departed);
        assert!(!story.file().exists());
    }
}
