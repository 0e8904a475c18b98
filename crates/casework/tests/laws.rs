//! What holds for every history: random people try random things, and whatever
//! the rulebook accepts must stay legal, complete and replayable.

mod common;

use casework::action::{Act, Degree, FollowUp, PostalAddress, Rating, ReplyBy, ReturnCode};
use casework::joint::TaskOrder;
use casework::letter::{FiledPdf, LetterKind};
use casework::{
    Action, Actor, Case, CaseId, ClosingForm, EventKind, LetterId, Moment, Role, State, escalation,
    evolve, fold,
};
use common::*;
use proptest::prelude::*;
use std::num::NonZeroU32;
use uuid::Uuid;

/// Who tries, what, with which choice of words and numbers, and after how many
/// minutes.
#[derive(Clone, Debug)]
struct Try {
    who: usize,
    act: Act,
    /// which words, numbers, office
    pick: u8,
    /// which of the acts that are open; None: `act`, open or not
    open: Option<u8>,
    minutes: i64,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = (
        0usize..8,
        proptest::sample::select(Act::ALL.to_vec()),
        any::<u8>(),
        // Most follow what is open, or a walk would hardly get anywhere.
        prop_oneof![1 => Just(None), 4 => any::<u8>().prop_map(Some)],
        // Mostly within a day, at times weeks: clocks run out.
        prop_oneof![4 => 1i64..600, 1 => 1_000i64..40_000],
    )
        .prop_map(|(who, act, pick, open, minutes)| Try {
            who,
            act,
            pick,
            open,
            minutes,
        });
    proptest::collection::vec(one, 1..160)
}

fn people() -> [Actor; 8] {
    [
        handler(),
        handler(),
        head(),
        dispatcher(),
        actor("admin", Role::Administrator, None),
        actor("sun", Role::Handler, Some(DONGLIU)),
        actor("audit", Role::Auditor, None),
        Actor::system(),
    ]
}

struct Run {
    story: Story,
    now: Moment,
    accepted: Vec<(State, Act, State)>,
}

fn run(tries: &[Try]) -> Run {
    let mut run = Run {
        story: Story::registered("2026-08-03 08:30"),
        now: china("2026-08-03 08:30"),
        accepted: Vec::new(),
    };
    let people = people();
    for one in tries {
        run.now = Moment(run.now.0 + one.minutes * 60_000);
        let before = run.story.case.state;
        let actor = &people[one.who];
        let act = one
            .open
            .and_then(|open| open_act(&run.story.case, actor, run.now, open))
            .unwrap_or(one.act);
        let action = action(&run.story.case, act, one.pick, run.now);
        // `Story::act` itself checks that the replay equals what decide saw.
        if run.story.act_at(actor, action, run.now).is_ok() {
            run.accepted.push((before, act, run.story.case.state));
        }
    }
    run
}

/// One of the acts that a refusal names as open; ways out of the office seldom.
fn open_act(case: &Case, actor: &Actor, now: Moment, pick: u8) -> Option<Act> {
    let context = context(now, None, None);
    let refusal = casework::decide(
        case,
        &Action::LogContact { note: "".into() },
        actor,
        &context,
    )
    .err()?;
    let ends = |act: &Act| matches!(act, Act::Reject | Act::Withdraw | Act::Merge);
    let open: Vec<Act> = refusal
        .allowed
        .into_iter()
        .filter(|act| pick.is_multiple_of(16) || !ends(act))
        .collect();
    (!open.is_empty()).then(|| open[usize::from(pick) % open.len()])
}

fn action(case: &Case, act: Act, pick: u8, now: Moment) -> Action {
    let text = || format!("说明{pick}");
    let yes = pick.is_multiple_of(2);
    let office = || if yes { BAIHE } else { DONGLIU }.into();
    let letter = case
        .letters
        .get(usize::from(pick) % case.letters.len().max(1))
        .map_or(LetterId(Uuid::from_u128(u128::from(pick))), |letter| {
            letter.id
        });
    let hash = case
        .letter(letter)
        .and_then(|letter| letter.latest())
        .map_or_else(String::new, |(_, revision)| revision.hash.clone());
    let request = case
        .extension_request
        .as_ref()
        .map_or(casework::ActionId(Uuid::nil()), |request| request.request);
    let by = [ReplyBy::Phone, ReplyBy::Hand, ReplyBy::Sms][usize::from(pick % 3)];
    let degree = [Degree::Yes, Degree::Partly, Degree::No][usize::from(pick % 3)];
    match act {
        Act::Accept => Action::Accept,
        Act::Reject => Action::Reject {
            reason: text(),
            refer_to: text(),
        },
        Act::Dispatch => Action::Dispatch { office: office() },
        Act::RuleReturn => Action::RuleReturn {
            upheld: yes,
            reason: text(),
        },
        Act::RecordRating => Action::RecordRating {
            rating: [Rating::Satisfied, Rating::Basically, Rating::Dissatisfied]
                [usize::from(pick % 3)],
            note: text(),
        },
        Act::RecordFollowUp => Action::RecordFollowUp {
            follow_up: FollowUp {
                valid: yes,
                contacted: true,
                solved: degree,
                rating: None,
                note: text(),
            },
        },
        Act::Reopen => Action::Reopen { reason: text() },
        Act::Withdraw => Action::Withdraw { reason: text() },
        Act::Merge => Action::Merge {
            into: CaseId(Uuid::from_u128(7)),
            number: text(),
        },
        Act::Supervise => Action::Supervise {
            reason: text(),
            until: None,
        },
        Act::EndSupervision => Action::EndSupervision { reason: text() },
        Act::DecideJointly => Action::DecideJointly {
            held_on: now.date(),
            decision: text(),
            tasks: vec![TaskOrder {
                office: office(),
                what: text(),
                due: now.date(),
            }],
        },
        Act::Archive => Action::Archive,
        Act::SignFor => Action::SignFor,
        Act::UndoSignFor => Action::UndoSignFor,
        Act::LogVisit => Action::LogVisit {
            visit: visit(&text(), now),
        },
        Act::LogContact => Action::LogContact { note: text() },
        Act::RequestReturn => Action::RequestReturn {
            reason: text(),
            code: ReturnCode::ALL[usize::from(pick) % ReturnCode::ALL.len()],
            evidence: case.visits.iter().map(|visit| visit.id).collect(),
        },
        Act::RequestExtension => Action::RequestExtension {
            days: u32::from(pick % 6),
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
            office: office(),
            ask: text(),
        },
        Act::ReleaseAssist => Action::ReleaseAssist {
            office: DONGLIU.into(),
            reason: text(),
        },
        Act::ReferToMeeting => Action::ReferToMeeting { reason: text() },
        Act::NotifyExtension => Action::NotifyExtension { by },
        Act::AnswerAbsorbed => Action::AnswerAbsorbed {
            case: CaseId(Uuid::from_u128(u128::from(pick % 3))),
            by,
        },
        Act::SignForAssist => Action::SignForAssist,
        Act::Contribute => Action::Contribute { text: text() },
        Act::CompleteTask => Action::CompleteTask {
            task: u32::from(pick % 3),
            note: text(),
        },
        Act::DraftLetter => Action::DraftLetter {
            letter,
            letter_kind: LetterKind::Reply,
            content: content(&text()),
        },
        Act::SubmitLetter => Action::SubmitLetter {
            letter,
            hash,
            kept: Vec::new(),
        },
        Act::ReturnLetter => Action::ReturnLetter {
            letter,
            remark: text(),
        },
        Act::SignLetter => Action::SignLetter { letter, hash },
        Act::ServeLetter => Action::ServeLetter {
            letter,
            by: ReplyBy::Post,
        },
        Act::PrintLetter => Action::PrintLetter {
            letter,
            copies: NonZeroU32::MIN.saturating_add(u32::from(pick % 3)),
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
        Act::RecordReply => Action::RecordReply { letter: None, by },
        Act::Close => Action::Close {
            form: ClosingForm {
                is_true: degree,
                beyond_duty: false,
                contacted: true,
                solved: degree,
                unsolved_reason: Some(text()),
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
        Act::ApproveExtension => Action::ApproveExtension { request },
        Act::RefuseExtension => Action::RefuseExtension {
            request,
            reason: text(),
        },
        Act::Absorb => Action::Absorb {
            case: CaseId(Uuid::from_u128(u128::from(pick % 3))),
            number: text(),
        },
        Act::Escalate => escalation::actions(case, &context(now, None, None))
            .into_iter()
            .next()
            .unwrap_or(Action::Archive),
    }
}

/// The ways between states that DOMAIN.md knows.
fn is_legal(from: State, to: State) -> bool {
    use State::*;
    from == to
        || matches!(
            (from, to),
            (
                Registered,
                Accepted | Assigned | Rejected | Withdrawn | Merged
            ) | (Accepted, Assigned | Rejected | Withdrawn | Merged)
                | (Assigned, InProgress | Withdrawn | Merged)
                | (
                    InProgress,
                    Assigned | ReturnRequested | Paused | Replied | Withdrawn | Merged
                )
                | (ReturnRequested, Accepted | InProgress | Withdrawn)
                | (Paused, InProgress | Assigned | Withdrawn | Merged)
                | (Replied, Closed | InProgress)
                | (Closed, InProgress | Archived)
                | (Rejected | Withdrawn | Merged, Archived)
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_sequence_of_accepted_actions_reaches_an_illegal_state(tries in tries()) {
        for (from, act, to) in run(&tries).accepted {
            prop_assert!(is_legal(from, to), "{act:?} led from {from:?} to {to:?}");
        }
    }

    #[test]
    fn every_accepted_action_stands_in_the_history_and_no_event_is_lost(tries in tries()) {
        let Run { story, accepted, .. } = run(&tries);
        prop_assert_eq!(story.events.len(), 1 + accepted.len());
        prop_assert_eq!(story.case.revision, story.events.len() as u64);
        let of = |act| accepted.iter().filter(|(_, other, _)| *other == act).count();
        prop_assert_eq!(story.case.visits.len(), of(Act::LogVisit));
        let revisions: usize = story.case.letters.iter().map(|letter| letter.revisions.len()).sum();
        prop_assert_eq!(revisions, of(Act::DraftLetter));
        prop_assert_eq!(story.case.reopened as usize, of(Act::Reopen));
        prop_assert_eq!(story.case.absorbed.len(), of(Act::Absorb));
    }

    #[test]
    fn every_prefix_of_a_history_is_a_valid_case(tries in tries()) {
        let Run { story, .. } = run(&tries);
        let mut case = fold(&story.events[..1]).unwrap();
        for n in 1..story.events.len() {
            case = evolve(case, &story.events[n]);
            prop_assert_eq!(fold(&story.events[..=n]), Some(case.clone()));
            check_whole(&case)?;
        }
    }

    #[test]
    fn a_history_survives_its_journey_as_json(tries in tries()) {
        let Run { story, .. } = run(&tries);
        let json = serde_json::to_string(&story.events).unwrap();
        let read: Vec<casework::Event> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, &story.events);
        prop_assert_eq!(fold(&read), Some(story.case));
    }

    #[test]
    fn no_step_of_a_clock_is_set_off_twice_in_a_round(tries in tries()) {
        let mut round = Vec::new();
        for event in run(&tries).story.events {
            match event.kind {
                EventKind::Reopened { .. } => round.clear(),
                EventKind::Escalated { escalation } => {
                    prop_assert!(!round.contains(&escalation));
                    round.push(escalation);
                }
                _ => {}
            }
        }
    }
}

/// What must be true of a case in its state.
fn check_whole(case: &Case) -> Result<(), TestCaseError> {
    let paused = case.paused_for().is_some();
    prop_assert_eq!(paused, case.state == State::Paused, "pause and state agree");
    let dispatched = !matches!(
        case.state,
        State::Registered
            | State::Accepted
            | State::Rejected
            | State::Withdrawn
            | State::Merged
            | State::Archived
    );
    prop_assert!(!dispatched || case.office.is_some());
    if matches!(
        case.state,
        State::InProgress | State::Paused | State::ReturnRequested
    ) {
        prop_assert!(case.signed_for_at.is_some());
        prop_assert!(case.replied.is_none());
    }
    if matches!(case.state, State::Replied | State::Closed) {
        prop_assert!(case.replied.is_some());
        prop_assert!(case.assists.iter().all(|assist| !assist.is_open()));
    }
    if case.state == State::Closed {
        prop_assert!(case.closing.is_some());
        prop_assert!(case.absorbed.iter().all(|one| one.answered.is_some()));
    }
    Ok(())
}

/// The laws above say little if the walks stay near the door.
#[test]
fn the_random_walks_reach_every_state_and_nearly_every_act() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    use std::collections::BTreeSet;
    let mut runner = TestRunner::deterministic();
    let (mut states, mut acts) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..400 {
        let tries = tries().new_tree(&mut runner).unwrap().current();
        for (_, act, to) in run(&tries).accepted {
            states.insert(to);
            acts.insert(act);
        }
    }
    let missing: Vec<State> = State::ALL
        .into_iter()
        .filter(|state| !states.contains(state) && *state != State::Registered)
        .collect();
    assert!(missing.is_empty(), "never reached: {missing:?}");
    let untried: Vec<Act> = Act::ALL
        .into_iter()
        .filter(|act| !acts.contains(act))
        .collect();
    assert!(untried.is_empty(), "never accepted: {untried:?}");
}
