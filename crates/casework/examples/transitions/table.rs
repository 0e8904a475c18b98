//! The transition table. Each cell is asked of `decide`: a case in that state,
//! with whatever the act answers to already there, an action that is complete,
//! and the person of that role.

use casework::action::{
    Act, ClosingForm, Degree, FollowUp, PostalAddress, Rating, Registration, ReplyBy, ReturnCode,
};
use casework::case::{Absorbed, ExtensionRequest, Supervision};
use casework::deadline::Pause;
use casework::escalation::{Escalation, Step};
use casework::event::{By, VisitRecord};
use casework::joint::{Assist, Task, TaskOrder};
use casework::letter::{
    DocumentNumber, FiledPdf, Letter, LetterContent, LetterKind, LetterState, Paragraph, Revision,
    SignOff,
};
use casework::rules::{ClockKind, Matter, PauseReason};
use casework::{
    Action, ActionId, Actor, Calendar, Case, CaseId, Context, Due, LetterId, Moment, OfficeId,
    Role, Rules, State, UserId, decide, evolve, fold,
};
use chrono::{NaiveDate, NaiveDateTime};
use std::fmt::Write;
use std::num::NonZeroU32;
use uuid::Uuid;

const LEAD: &str = "lead";
const BESIDE: &str = "beside";
const LETTER: LetterId = LetterId(Uuid::from_u128(1));
const REQUEST: ActionId = ActionId(Uuid::from_u128(2));
const OTHER: CaseId = CaseId(Uuid::from_u128(3));

pub fn markdown() -> String {
    let mut page = String::from(
        "# What every act leads to\n\n\
         Generated from the rulebook by `cargo run -q -p casework --example transitions > docs/transitions.md`; \
         a test compares the two. Each row is an act, each column a state of DOMAIN's table; the person is of the \
         named role, the action complete, and whatever it answers to (a request, a letter at its step) is there. \
         `→` names the state that follows, `·` keeps it, an empty cell is refused with `case.not_allowed_now` and the acts \
         that are open. Acts that a role never has are left out of its table; they are refused with `case.wrong_role`.\n",
    );
    for who in people() {
        write_role(&mut page, &who).unwrap_or_else(|error| unreachable!("a string: {error}"));
    }
    page
}

struct Person {
    title: &'static str,
    actor: Actor,
}

fn people() -> Vec<Person> {
    let person = |title, role, office: Option<&str>| Person {
        title,
        actor: Actor {
            user: UserId::from("p"),
            name: "p".into(),
            role,
            office: office.map(OfficeId::from),
        },
    };
    vec![
        person("受理员 dispatcher", Role::Dispatcher, None),
        person(
            "承办人 handler of the lead office",
            Role::Handler,
            Some(LEAD),
        ),
        person("分管领导 head of the lead office", Role::Head, Some(LEAD)),
        person(
            "协办单位 handler of an assisting office",
            Role::Handler,
            Some(BESIDE),
        ),
        person("管理员 administrator", Role::Administrator, None),
        person("审计员 auditor", Role::Auditor, None),
        Person {
            title: "中心 the server itself",
            actor: Actor::system(),
        },
    ]
}

fn write_role(page: &mut String, who: &Person) -> std::fmt::Result {
    writeln!(page, "\n## {}\n", who.title)?;
    let rows: Vec<(Act, Vec<String>)> = Act::ALL
        .into_iter()
        .map(|act| {
            let cells = State::ALL.map(|state| cell(act, state, &who.actor));
            (act, cells.to_vec())
        })
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    if rows.is_empty() {
        return writeln!(page, "Reads everything, changes nothing.");
    }
    let states = State::ALL.map(State::code).join(" | ");
    writeln!(page, "| act | {states} |")?;
    writeln!(page, "|---|{}", "---|".repeat(State::ALL.len()))?;
    for (act, cells) in rows {
        writeln!(page, "| {} | {} |", act.code(), cells.join(" | "))?;
    }
    Ok(())
}

fn cell(act: Act, state: State, actor: &Actor) -> String {
    let case = prepared(act, state);
    let context = Context {
        now: at("2026-11-13 12:00"),
        calendar: Calendar::embedded(),
        rules: Rules::embedded(),
        number: Some(number()),
        action: Some(ActionId(Uuid::from_u128(9))),
        device_at: None,
        office_phones: Vec::new(),
    };
    let context = match act {
        // Two days past due: red has been reached.
        Act::Escalate => Context {
            now: at("2026-11-23 12:00"),
            ..context
        },
        _ => context,
    };
    match decide(&case, &complete(act, state), actor, &context) {
        Ok(events) => {
            let after = events.iter().fold(case, evolve).state;
            match after == state {
                true => "·".into(),
                false => format!("→ {}", after.code()),
            }
        }
        Err(refusal) => match refusal.code.as_str() {
            "case.not_allowed_now" | "case.wrong_role" | "case.wrong_office" => String::new(),
            other => format!("`{other}`"),
        },
    }
}

/// A case in this state in which everything that this act answers to is there.
fn prepared(act: Act, state: State) -> Case {
    let registered = casework::register(
        registration(),
        &Actor::system(),
        &Context {
            now: at("2026-11-12 09:00"),
            calendar: Calendar::embedded(),
            rules: Rules::embedded(),
            number: None,
            action: None,
            device_at: None,
            office_phones: Vec::new(),
        },
    );
    let event = registered.unwrap_or_else(|refusal| unreachable!("a whole one: {refusal}"));
    let Some(mut case) = fold([&event]) else {
        unreachable!("it begins with a registration")
    };
    case.state = state;
    let dispatched = !matches!(state, State::Registered | State::Accepted | State::Rejected);
    if dispatched {
        case.office = Some(LEAD.into());
        case.accepted_at = Some(at("2026-11-12 10:00"));
        case.first_dispatched_at = case.accepted_at;
        case.dispatched_at = case.accepted_at;
    }
    if dispatched && state != State::Assigned {
        case.signed_for_at = Some(at("2026-11-13 09:00"));
    }
    if state == State::Paused {
        case.pauses.push(Pause {
            from: at("2026-11-13 11:00"),
            until: None,
            why: match act {
                Act::ReceiveOpinion => PauseReason::Consultation,
                _ => PauseReason::Supplement,
            },
        });
    }
    situation(&mut case, act);
    case
}

fn situation(case: &mut Case, act: Act) {
    match act {
        Act::ApproveExtension | Act::RefuseExtension => {
            case.extension_request = Some(ExtensionRequest {
                request: REQUEST,
                days: 3,
                reason: "r".into(),
                by: UserId::from("p"),
                at: case.registered_at,
            });
        }
        Act::NotifyExtension => case.extension_notice_owed = Some(case.registered_at),
        Act::SignForAssist | Act::Contribute | Act::ReleaseAssist => case.assists.push(Assist {
            office: BESIDE.into(),
            ask: "a".into(),
            invited_at: case.registered_at,
            signed_for_at: None,
            contributed: None,
            released: None,
        }),
        Act::LogVisit
        | Act::LogContact
        | Act::CorrectPostalAddress
        | Act::ShowCitizen
        | Act::CompleteTask => {
            case.tasks.push(Task {
                office: BESIDE.into(),
                what: "w".into(),
                due: day("2026-11-20"),
                done: None,
            });
        }
        Act::AnswerAbsorbed => case.absorbed.push(Absorbed {
            case: OTHER,
            number: "20261112-0002".into(),
            answered: None,
        }),
        Act::EndSupervision => {
            case.supervision = Some(Supervision {
                by: by(),
                reason: "r".into(),
                until: None,
                since: case.registered_at,
            });
        }
        Act::Reopen => case.rating = Some((Rating::Dissatisfied, case.registered_at)),
        Act::SubmitLetter => case.letters.push(letter(LetterState::Draft)),
        Act::ReturnLetter | Act::SignLetter => case.letters.push(letter(LetterState::Submitted)),
        Act::PrintLetter => case.letters.push(Letter {
            pdf: Some(pdf()),
            ..letter(LetterState::Signed)
        }),
        Act::VoidLetter | Act::FileLetter => case.letters.push(letter(LetterState::Signed)),
        Act::ServeLetter => case.letters.push(Letter {
            kind: LetterKind::Extension,
            ..letter(LetterState::Signed)
        }),
        _ => {}
    }
}

/// An action with nothing left out.
fn complete(act: Act, state: State) -> Action {
    let text = || "t".to_owned();
    match act {
        Act::Accept => Action::Accept,
        Act::Reject => Action::Reject {
            reason: text(),
            refer_to: text(),
        },
        Act::Dispatch => Action::Dispatch {
            office: BESIDE.into(),
        },
        Act::RuleReturn => Action::RuleReturn {
            upheld: true,
            reason: text(),
        },
        Act::RecordRating => Action::RecordRating {
            rating: Rating::Satisfied,
            note: text(),
        },
        Act::RecordFollowUp => Action::RecordFollowUp {
            follow_up: FollowUp {
                valid: true,
                contacted: true,
                solved: Degree::Yes,
                rating: None,
                note: text(),
            },
        },
        Act::Reopen => Action::Reopen { reason: text() },
        Act::Withdraw => Action::Withdraw { reason: text() },
        Act::Merge => Action::Merge {
            into: OTHER,
            number: text(),
        },
        Act::Supervise => Action::Supervise {
            reason: text(),
            until: None,
        },
        Act::EndSupervision => Action::EndSupervision { reason: text() },
        Act::DecideJointly => Action::DecideJointly {
            held_on: day("2026-11-12"),
            decision: text(),
            tasks: vec![TaskOrder {
                office: BESIDE.into(),
                what: text(),
                due: day("2026-11-20"),
            }],
        },
        Act::Archive => Action::Archive,
        Act::SignFor => Action::SignFor,
        Act::UndoSignFor => Action::UndoSignFor,
        Act::LogVisit => Action::LogVisit {
            visit: VisitRecord {
                at: at("2026-11-13 09:30"),
                note: text(),
                companions: String::new(),
                finding: None,
                lat: None,
                lng: None,
                no_photo_reason: None,
                photos: vec![],
            },
        },
        Act::LogContact => Action::LogContact { note: text() },
        Act::RequestReturn => Action::RequestReturn {
            reason: text(),
            code: ReturnCode::NotOurDuty,
            evidence: vec![],
        },
        Act::RequestExtension => Action::RequestExtension {
            days: 3,
            reason: text(),
        },
        Act::AskSupplement => Action::AskSupplement { ask: text() },
        Act::ReceiveSupplement => Action::ReceiveSupplement { text: text() },
        Act::Consult => Action::Consult {
            whom: text(),
            question: text(),
        },
        Act::ReceiveOpinion => Action::ReceiveOpinion { text: text() },
        Act::InviteAssist => Action::InviteAssist {
            office: BESIDE.into(),
            ask: text(),
        },
        Act::ReleaseAssist => Action::ReleaseAssist {
            office: BESIDE.into(),
            reason: text(),
        },
        Act::ReferToMeeting => Action::ReferToMeeting { reason: text() },
        Act::NotifyExtension => Action::NotifyExtension { by: ReplyBy::Phone },
        Act::AnswerAbsorbed => Action::AnswerAbsorbed {
            case: OTHER,
            by: ReplyBy::Phone,
        },
        Act::SignForAssist => Action::SignForAssist,
        Act::Contribute => Action::Contribute { text: text() },
        Act::CompleteTask => Action::CompleteTask {
            task: 0,
            note: text(),
        },
        Act::DraftLetter => Action::DraftLetter {
            letter: LETTER,
            letter_kind: LetterKind::Reply,
            content: content(),
        },
        Act::SubmitLetter => Action::SubmitLetter {
            letter: LETTER,
            hash: hash(),
            kept: Vec::new(),
        },
        Act::ReturnLetter => Action::ReturnLetter {
            letter: LETTER,
            remark: text(),
        },
        Act::SignLetter => Action::SignLetter {
            letter: LETTER,
            hash: hash(),
        },
        Act::VoidLetter => Action::VoidLetter {
            letter: LETTER,
            reason: text(),
        },
        Act::FileLetter => Action::FileLetter {
            letter: LETTER,
            pdf: pdf(),
        },
        Act::PrintLetter => Action::PrintLetter {
            letter: LETTER,
            copies: NonZeroU32::MIN,
        },
        Act::RecordReply => Action::RecordReply {
            letter: None,
            by: ReplyBy::Phone,
        },
        Act::ServeLetter => Action::ServeLetter {
            letter: LetterId(uuid::Uuid::from_u128(9)),
            by: ReplyBy::Post,
        },
        Act::Close => Action::Close {
            form: ClosingForm {
                is_true: Degree::Yes,
                beyond_duty: false,
                contacted: true,
                solved: Degree::Yes,
                unsolved_reason: None,
                handling: text(),
                public_reply: text(),
            },
        },
        Act::CorrectPostalAddress => Action::CorrectPostalAddress {
            postal: PostalAddress {
                address: text(),
                postcode: String::new(),
            },
        },
        Act::ShowCitizen => Action::ShowCitizen,
        Act::ApproveExtension => Action::ApproveExtension { request: REQUEST },
        Act::RefuseExtension => Action::RefuseExtension {
            request: REQUEST,
            reason: text(),
        },
        Act::Absorb => Action::Absorb {
            case: OTHER,
            number: text(),
        },
        Act::Escalate => Action::Escalate {
            escalation: Escalation {
                step: Step::Red,
                clock: match state {
                    State::Assigned => ClockKind::SignFor,
                    _ => ClockKind::Answer,
                },
                office: LEAD.into(),
                due: match state {
                    State::Assigned => Due::Day(day("2026-11-13")),
                    _ => Due::Day(day("2026-11-19")),
                },
            },
        },
    }
}

fn pdf() -> FiledPdf {
    FiledPdf {
        sha256: "0".repeat(64),
        size: 1,
        pages: 1,
    }
}

fn registration() -> Registration {
    Registration {
        number: "20261112-0001".into(),
        title: "t".into(),
        body: "b".into(),
        matter: Matter::Hotline,
        category: "S218".into(),
        channel: casework::action::Channel::Portal,
        origin: None,
        citizen: Default::default(),
        community: String::new(),
        place: Default::default(),
        submitted_at: at("2026-11-12 08:00"),
    }
}

fn content() -> LetterContent {
    LetterContent {
        title: "t".into(),
        addressee: None,
        body: vec![Paragraph {
            level: 0,
            text: "t".into(),
            table: None,
        }],
        attachments: vec![],
        note: None,
        copy_to: vec![],
        annex: Vec::new(),
    }
}

fn hash() -> String {
    content().hash(LetterKind::Reply)
}

fn letter(state: LetterState) -> Letter {
    let now = at("2026-11-13 10:00");
    Letter {
        id: LETTER,
        kind: LetterKind::Reply,
        state,
        revisions: vec![Revision {
            content: content(),
            hash: hash(),
            by: UserId::from("p"),
            by_name: "p".into(),
            at: now,
        }],
        submitted: None,
        remark: None,
        signed: (state == LetterState::Signed).then(|| SignOff {
            number: number(),
            date: now.date(),
            revision: 1,
            by: UserId::from("p"),
            by_name: "p".into(),
            at: now,
        }),
        pdf: None,
        void_reason: None,
        kept: casework::letter::Kept::default(),
        served: None,
        printed: vec![],
    }
}

fn number() -> DocumentNumber {
    DocumentNumber {
        word: "函".into(),
        year: 2026,
        serial: 1,
    }
}

fn by() -> By {
    By {
        user: UserId::from("p"),
        name: "p".into(),
        role: Role::Dispatcher,
        office: None,
    }
}

fn at(text: &str) -> Moment {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M")
        .map(Moment::from_china)
        .unwrap_or_else(|error| unreachable!("written above: {error}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse()
        .unwrap_or_else(|error| unreachable!("written above: {error}"))
}
