//! One action of every act, for tests. What a person could have typed begins
//! with 写 and stands nowhere else.

use casework::action::*;
use casework::escalation::{Escalation, Step};
use casework::event::{By, Finding, PhotoRef};
use casework::joint::TaskOrder;
use casework::letter::{FiledPdf, LetterContent, LetterKind, Paragraph};
use casework::rules::{ClockKind, Matter};
use casework::{
    ActionId, Case, CaseId, Due, Event, EventKind, LetterId, Moment, OfficeId, Role, VisitRecord,
    fold,
};
use chrono::NaiveDate;
use std::num::NonZeroU32;
use uuid::Uuid;

pub(super) fn samples() -> Vec<Action> {
    let all: Vec<Action> = Act::ALL.into_iter().map(sample).collect();
    for (act, action) in Act::ALL.into_iter().zip(&all) {
        assert_eq!(action.act(), act);
    }
    all
}

/// In progress at 白鹤.
pub(super) fn case() -> Case {
    let registration = Registration {
        number: "20261102-0001".into(),
        title: "流浪犬".into(),
        body: "门口有多只流浪犬。".into(),
        matter: Matter::Hotline,
        category: String::new(),
        channel: Channel::Forum,
        origin: None,
        citizen: Citizen::default(),
        community: String::new(),
        place: Place::default(),
        submitted_at: Moment(0),
    };
    let event = |kind| Event {
        at: Moment(0),
        by: By {
            user: "chen.jing".into(),
            name: "陈静".into(),
            role: Role::Handler,
            office: Some("白鹤".into()),
        },
        action: None,
        device_at: None,
        kind,
    };
    let events = [
        EventKind::Registered {
            registration,
            rules: 1,
        },
        EventKind::Accepted,
        EventKind::Dispatched {
            office: "白鹤".into(),
            from: None,
        },
        EventKind::SignedFor,
    ];
    fold(&events.map(event)).unwrap()
}

fn sample(act: Act) -> Action {
    let mut text = texts();
    let mut text = move || text.next().unwrap_or_default();
    let office = OfficeId::from("330212001");
    let day = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
    let case = CaseId(Uuid::nil());
    let letter = LetterId(Uuid::nil());
    let request = ActionId(Uuid::nil());
    let number = "20261103-0001".to_owned();
    let by = ReplyBy::Phone;
    match act {
        Act::Accept => Action::Accept,
        Act::Reject => Action::Reject {
            reason: text(),
            refer_to: text(),
        },
        Act::Dispatch => Action::Dispatch { office },
        Act::RuleReturn => Action::RuleReturn {
            upheld: true,
            reason: text(),
        },
        Act::RecordRating => Action::RecordRating {
            rating: Rating::Basically,
            note: text(),
        },
        Act::Reopen => Action::Reopen { reason: text() },
        Act::Withdraw => Action::Withdraw { reason: text() },
        Act::SignFor => Action::SignFor,
        Act::UndoSignFor => Action::UndoSignFor,
        Act::LogVisit => Action::LogVisit {
            visit: VisitRecord {
                at: Moment(0),
                note: text(),
                companions: text(),
                finding: Some(Finding::Partly),
                lat: Some(29.9),
                lng: Some(121.6),
                no_photo_reason: Some(text()),
                photos: vec![photo(text(), text()), photo(text(), text())],
            },
        },
        Act::LogContact => Action::LogContact { note: text() },
        Act::RequestReturn => Action::RequestReturn {
            reason: text(),
            code: ReturnCode::NotOurArea,
            evidence: vec![request],
        },
        Act::RequestExtension => Action::RequestExtension {
            days: 5,
            reason: text(),
        },
        Act::AskSupplement => Action::AskSupplement { ask: text() },
        Act::ReceiveSupplement => Action::ReceiveSupplement { text: text() },
        Act::DraftLetter => Action::DraftLetter {
            letter,
            letter_kind: LetterKind::Reply,
            content: LetterContent {
                title: text(),
                addressee: Some(text()),
                body: vec![paragraph(1, text()), paragraph(0, text())],
                attachments: vec![text(), text()],
                note: Some(text()),
                copy_to: vec![text(), text()],
                annex: Vec::new(),
            },
        },
        Act::SubmitLetter => Action::SubmitLetter {
            letter,
            hash: "0".repeat(64),
            kept: Vec::new(),
        },
        Act::RecordReply => Action::RecordReply { letter: None, by },
        Act::ServeLetter => Action::ServeLetter { letter, by },
        Act::PrintLetter => Action::PrintLetter {
            letter,
            copies: NonZeroU32::MIN,
        },
        Act::Close => Action::Close {
            form: ClosingForm {
                is_true: Degree::Partly,
                beyond_duty: false,
                contacted: true,
                solved: Degree::No,
                unsolved_reason: Some(text()),
                handling: text(),
                public_reply: text(),
            },
        },
        Act::CorrectPostalAddress => Action::CorrectPostalAddress {
            postal: PostalAddress {
                address: text(),
                postcode: "315040".into(),
            },
        },
        Act::ShowCitizen => Action::ShowCitizen,
        Act::ApproveExtension => Action::ApproveExtension { request },
        Act::RefuseExtension => Action::RefuseExtension {
            request,
            reason: text(),
        },
        Act::ReturnLetter => Action::ReturnLetter {
            letter,
            remark: text(),
        },
        Act::SignLetter => Action::SignLetter {
            letter,
            hash: "0".repeat(64),
        },
        Act::VoidLetter => Action::VoidLetter {
            letter,
            reason: text(),
        },
        Act::FileLetter => Action::FileLetter {
            letter,
            pdf: FiledPdf {
                sha256: "0".repeat(64),
                size: 1,
                pages: 1,
            },
        },
        Act::RecordFollowUp => Action::RecordFollowUp {
            follow_up: FollowUp {
                valid: true,
                contacted: true,
                solved: Degree::Partly,
                rating: Some(Rating::Satisfied),
                note: text(),
            },
        },
        Act::Merge => Action::Merge { into: case, number },
        Act::Supervise => Action::Supervise {
            reason: text(),
            until: Some(day),
        },
        Act::EndSupervision => Action::EndSupervision { reason: text() },
        Act::DecideJointly => Action::DecideJointly {
            held_on: day,
            decision: text(),
            tasks: vec![TaskOrder {
                office,
                what: text(),
                due: day,
            }],
        },
        Act::Archive => Action::Archive,
        Act::Consult => Action::Consult {
            whom: text(),
            question: text(),
        },
        Act::ReceiveOpinion => Action::ReceiveOpinion { text: text() },
        Act::InviteAssist => Action::InviteAssist {
            office,
            ask: text(),
        },
        Act::ReleaseAssist => Action::ReleaseAssist {
            office,
            reason: text(),
        },
        Act::ReferToMeeting => Action::ReferToMeeting { reason: text() },
        Act::NotifyExtension => Action::NotifyExtension { by },
        Act::AnswerAbsorbed => Action::AnswerAbsorbed { case, by },
        Act::SignForAssist => Action::SignForAssist,
        Act::Contribute => Action::Contribute { text: text() },
        Act::CompleteTask => Action::CompleteTask {
            task: 1,
            note: text(),
        },
        Act::Absorb => Action::Absorb { case, number },
        Act::Escalate => Action::Escalate {
            escalation: Escalation {
                step: Step::Red,
                clock: ClockKind::Answer,
                office,
                due: Due::Day(day),
            },
        },
    }
}

/// 写1。 写2。 …: none is a part of another.
fn texts() -> impl Iterator<Item = String> {
    (1..).map(|n| format!("写{n}。"))
}

fn photo(name: String, caption: String) -> PhotoRef {
    PhotoRef {
        sha256: "0".repeat(64),
        size: 1,
        name,
        format: "jpeg".into(),
        width: 4,
        height: 3,
        taken_at: None,
        lat: None,
        lng: None,
        caption,
        thumbnail: None,
    }
}

fn paragraph(level: u8, text: String) -> Paragraph {
    Paragraph {
        level,
        text,
        table: None,
    }
}
