//! How an event changes a case. Total: whatever `decide` once allowed folds for
//! ever, also under later rules.

use crate::case::{Absorbed, Case, ExtensionRequest, Replied, State, Supervision, Visit};
use crate::deadline::Pause;
use crate::escalation::{Escalation, Step};
use crate::event::{Event, EventKind};
use crate::ids::OfficeId;
use crate::joint::{Assist, Contribution, Referral, Task};
use crate::letter::{Kept, Letter, LetterKind, LetterState, Printing, Revision, SignOff};
use crate::rules::PauseReason;

/// The case after all its events; None without a registration at their head.
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Case> {
    let mut events = events.into_iter();
    let first = opened(events.next()?)?;
    Some(events.fold(first, evolve))
}

/// The case that a registration opens.
fn opened(event: &Event) -> Option<Case> {
    let EventKind::Registered {
        registration,
        rules,
    } = &event.kind
    else {
        return None;
    };
    Some(Case {
        revision: 1,
        state: State::Registered,
        registration: registration.clone(),
        registered_at: event.at,
        rules_version: *rules,
        office: None,
        accepted_at: None,
        first_dispatched_at: None,
        dispatched_at: None,
        signed_for_at: None,
        handler: None,
        pauses: Vec::new(),
        extended_by: 0,
        extended_in_all: 0,
        extension_request: None,
        return_refused: false,
        visits: Vec::new(),
        letters: Vec::new(),
        replied: None,
        rating: None,
        reopened: 0,
        reopened_at: None,
        closing: None,
        supervision: None,
        follow_up: None,
        escalations: Vec::new(),
        assists: Vec::new(),
        referral: None,
        tasks: Vec::new(),
        extension_notice_owed: None,
        absorbed: Vec::new(),
        merged_into: None,
        last_event_at: event.at,
    })
}

/// The case after one more event.
pub fn evolve(mut case: Case, event: &Event) -> Case {
    case.revision += 1;
    case.last_event_at = event.at;
    match &event.kind {
        // A second registration cannot be decided; it would change nothing.
        EventKind::Registered { .. } => {}
        EventKind::Accepted => {
            case.state = State::Accepted;
            case.accepted_at = Some(event.at);
        }
        EventKind::Rejected { .. } => case.state = State::Rejected,
        EventKind::Dispatched { office, .. } => dispatched(&mut case, office.clone(), event),
        EventKind::SignedFor => {
            case.state = State::InProgress;
            case.signed_for_at = Some(event.at);
            case.handler = Some(event.by.clone());
        }
        EventKind::SignForUndone => {
            case.state = State::Assigned;
            case.signed_for_at = None;
            case.handler = None;
        }
        EventKind::VisitLogged { visit } => {
            if let Some(id) = event.action {
                case.visits.push(Visit {
                    id,
                    by: event.by.clone(),
                    logged_at: event.at,
                    after_closing: case.state.is_final(),
                    record: visit.clone(),
                });
            }
        }
        EventKind::PostalAddressCorrected { postal } => {
            case.registration.citizen.postal = Some(postal.clone());
        }
        // A due date is computed, never stored: the event only tells of it.
        EventKind::ContactLogged { .. }
        | EventKind::CitizenShown
        | EventKind::CalendarChanged { .. } => {}
        EventKind::ReturnRequested { .. } => case.state = State::ReturnRequested,
        EventKind::ReturnRuled { upheld, .. } => returned(&mut case, *upheld),
        EventKind::ExtensionRequested {
            request,
            days,
            reason,
        } => {
            case.extension_request = Some(ExtensionRequest {
                request: *request,
                days: *days,
                reason: reason.clone(),
                by: event.by.user.clone(),
                at: event.at,
            });
        }
        EventKind::ExtensionApproved { days, .. } => {
            case.extended_by += days;
            case.extended_in_all += days;
            case.extension_request = None;
            case.extension_notice_owed = Some(event.at);
        }
        EventKind::ExtensionRefused { .. } => case.extension_request = None,
        EventKind::ExtensionNotified { .. } => case.extension_notice_owed = None,
        EventKind::SupplementAsked { .. } => pause(&mut case, event, PauseReason::Supplement),
        EventKind::ConsultationAsked { .. } => pause(&mut case, event, PauseReason::Consultation),
        EventKind::SupplementReceived { .. } | EventKind::OpinionReceived { .. } => {
            case.state = State::InProgress;
            resume(&mut case, event);
        }
        EventKind::AssistInvited { .. }
        | EventKind::AssistSignedFor { .. }
        | EventKind::AssistContributed { .. }
        | EventKind::AssistReleased { .. } => assisted(&mut case, event),
        EventKind::ReferredToMeeting { reason } => {
            case.referral = Some(Referral {
                reason: reason.clone(),
                by: event.by.clone(),
                at: event.at,
            });
        }
        EventKind::JointlyDecided { tasks, .. } => {
            case.referral = None;
            case.tasks.extend(tasks.iter().map(|order| Task {
                office: order.office.clone(),
                what: order.what.clone(),
                due: order.due,
                done: None,
            }));
        }
        EventKind::TaskCompleted { task, note } => {
            if let Some(task) = case.tasks.get_mut(*task as usize) {
                task.done = Some(contribution(note, event));
            }
        }
        EventKind::Merged { into, .. } => {
            case.state = State::Merged;
            case.merged_into = Some(*into);
            resume(&mut case, event);
        }
        EventKind::Absorbed { case: id, number } => case.absorbed.push(Absorbed {
            case: *id,
            number: number.clone(),
            answered: None,
        }),
        EventKind::AbsorbedAnswered {
            case: id, means, ..
        } => {
            for absorbed in case.absorbed.iter_mut().filter(|one| one.case == *id) {
                absorbed.answered = Some((*means, event.at));
            }
        }
        EventKind::Supervised { reason, until } => {
            case.supervision = Some(Supervision {
                by: event.by.clone(),
                reason: reason.clone(),
                until: *until,
                since: event.at,
            });
        }
        EventKind::SupervisionEnded { .. } => case.supervision = None,
        EventKind::Escalated { escalation } => escalated(&mut case, escalation, event),
        EventKind::FollowedUp { follow_up } => {
            case.follow_up = Some((follow_up.clone(), event.at));
        }
        EventKind::Archived => case.state = State::Archived,
        EventKind::LetterDrafted { .. }
        | EventKind::LetterSubmitted { .. }
        | EventKind::LetterReturned { .. }
        | EventKind::LetterSigned { .. }
        | EventKind::LetterFiled { .. }
        | EventKind::LetterServed { .. }
        | EventKind::LetterPrinted { .. }
        | EventKind::LetterVoided { .. } => lettered(&mut case, event),
        EventKind::Replied { letter, means } => {
            let sent = case.letters.iter_mut().find(|one| Some(one.id) == *letter);
            if let Some(sent) = sent {
                sent.served = Some((*means, event.at));
            }
            case.state = State::Replied;
            case.extension_request = None;
            case.replied = Some(Replied {
                letter: *letter,
                means: *means,
                at: event.at,
            });
        }
        EventKind::Rated { rating, .. } => case.rating = Some((*rating, event.at)),
        EventKind::Reopened { count, .. } => reopened(&mut case, *count, event),
        EventKind::Closed { form } => {
            case.state = State::Closed;
            case.closing = Some(form.clone());
        }
        EventKind::Withdrawn { .. } => {
            case.state = State::Withdrawn;
            resume(&mut case, event);
        }
    }
    case
}

fn dispatched(case: &mut Case, office: OfficeId, event: &Event) {
    if case.office.as_ref() != Some(&office) {
        // Whom the former lead asked to assist, the new one asks anew.
        case.assists.retain(|assist| !assist.is_open());
        case.referral = None;
    }
    case.state = State::Assigned;
    case.office = Some(office);
    case.accepted_at.get_or_insert(event.at);
    case.first_dispatched_at.get_or_insert(event.at);
    case.dispatched_at = Some(event.at);
    case.signed_for_at = None;
    case.handler = None;
    case.extended_by = 0;
    case.extension_request = None;
    resume(case, event);
}

fn returned(case: &mut Case, upheld: bool) {
    if upheld {
        case.state = State::Accepted;
        case.handler = None;
        case.signed_for_at = None;
    } else {
        case.state = State::InProgress;
        case.return_refused = true;
    }
}

fn reopened(case: &mut Case, count: u32, event: &Event) {
    case.state = State::InProgress;
    case.reopened = count;
    case.reopened_at = Some(event.at);
    case.replied = None;
    case.rating = None;
    case.closing = None;
    case.pauses.clear();
    case.extended_by = 0;
    case.extended_in_all = 0;
    case.extension_request = None;
    case.extension_notice_owed = None;
    case.follow_up = None;
    case.escalations.clear();
    case.assists.clear();
    case.referral = None;
}

fn pause(case: &mut Case, event: &Event, why: PauseReason) {
    case.state = State::Paused;
    case.pauses.push(Pause {
        from: event.at,
        until: None,
        why,
    });
}

fn assisted(case: &mut Case, event: &Event) {
    if let EventKind::AssistInvited { office, ask } = &event.kind {
        case.assists.retain(|assist| assist.office != *office);
        case.assists.push(Assist {
            office: office.clone(),
            ask: ask.clone(),
            invited_at: event.at,
            signed_for_at: None,
            contributed: None,
            released: None,
        });
        return;
    }
    let (EventKind::AssistSignedFor { office }
    | EventKind::AssistContributed { office, .. }
    | EventKind::AssistReleased { office, .. }) = &event.kind
    else {
        return;
    };
    let Some(assist) = case.assists.iter_mut().find(|one| one.office == *office) else {
        return;
    };
    match &event.kind {
        EventKind::AssistContributed { text, .. } => {
            assist.signed_for_at.get_or_insert(event.at);
            assist.contributed = Some(contribution(text, event));
        }
        EventKind::AssistReleased { reason, .. } => assist.released = Some(reason.clone()),
        _ => assist.signed_for_at = Some(event.at),
    }
}

fn contribution(text: &str, event: &Event) -> Contribution {
    Contribution {
        text: text.to_owned(),
        by: event.by.clone(),
        at: event.at,
    }
}

/// From the first overdue step on the case is supervised (督办), unless somebody
/// already is.
fn escalated(case: &mut Case, escalation: &Escalation, event: &Event) {
    if matches!(escalation.step, Step::Overdue { .. }) && case.supervision.is_none() {
        case.supervision = Some(Supervision {
            by: event.by.clone(),
            reason: String::new(),
            until: None,
            since: event.at,
        });
    }
    case.escalations.push(escalation.clone());
}

/// The day on which the clock goes on counts again.
fn resume(case: &mut Case, event: &Event) {
    for pause in case.pauses.iter_mut().filter(|pause| pause.until.is_none()) {
        pause.until = Some(event.at);
    }
}

fn lettered(case: &mut Case, event: &Event) {
    if let EventKind::LetterDrafted {
        letter: id,
        letter_kind,
        content,
        hash,
        ..
    } = &event.kind
    {
        let revision = Revision {
            content: content.clone(),
            hash: hash.clone(),
            by: event.by.user.clone(),
            by_name: event.by.name.clone(),
            at: event.at,
        };
        match case.letters.iter_mut().find(|letter| letter.id == *id) {
            Some(letter) => {
                letter.revisions.push(revision);
                letter.state = LetterState::Draft;
                letter.submitted = None;
            }
            None => case.letters.push(Letter {
                id: *id,
                kind: *letter_kind,
                state: LetterState::Draft,
                revisions: vec![revision],
                submitted: None,
                remark: None,
                signed: None,
                pdf: None,
                void_reason: None,
                kept: Kept::default(),
                served: None,
                printed: Vec::new(),
            }),
        }
        return;
    }
    let (EventKind::LetterSubmitted { letter: id, .. }
    | EventKind::LetterReturned { letter: id, .. }
    | EventKind::LetterSigned { letter: id, .. }
    | EventKind::LetterFiled { letter: id, .. }
    | EventKind::LetterServed { letter: id, .. }
    | EventKind::LetterPrinted { letter: id, .. }
    | EventKind::LetterVoided { letter: id, .. }) = &event.kind
    else {
        return;
    };
    let Some(letter) = case.letters.iter_mut().find(|letter| letter.id == *id) else {
        return;
    };
    match &event.kind {
        EventKind::LetterSubmitted { kept, .. } => {
            letter.state = LetterState::Submitted;
            letter.submitted = Some((event.by.user.clone(), event.at));
            letter.kept = Kept {
                findings: kept.clone(),
                by_name: event.by.name.clone(),
            };
            letter.remark = None;
        }
        EventKind::LetterReturned { remark, .. } => {
            letter.state = LetterState::Returned;
            letter.remark = Some(remark.clone());
        }
        EventKind::LetterSigned {
            revision,
            number,
            date,
            ..
        } => {
            letter.state = LetterState::Signed;
            letter.signed = Some(SignOff {
                number: number.clone(),
                date: *date,
                revision: *revision,
                by: event.by.user.clone(),
                by_name: event.by.name.clone(),
                at: event.at,
            });
        }
        EventKind::LetterFiled { pdf, .. } => letter.pdf = Some(pdf.clone()),
        EventKind::LetterServed { means, .. } => {
            letter.served = Some((*means, event.at));
            if letter.kind == LetterKind::Extension {
                case.extension_notice_owed = None;
            }
        }
        EventKind::LetterPrinted { copies, .. } => {
            letter.printed.push(Printing {
                copies: *copies,
                by_name: event.by.name.clone(),
                at: event.at,
            });
            if letter.state == LetterState::Signed {
                letter.state = LetterState::Printed;
            }
        }
        EventKind::LetterVoided { reason, .. } => {
            letter.state = LetterState::Voided;
            letter.void_reason = Some(reason.clone());
        }
        _ => {}
    }
}
