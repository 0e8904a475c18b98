//! The acts that need no screen of their own.

use crate::Desk;
use crate::error::Reply;
use crate::open::Open;
use crate::rows::case_row;
use crate::view::{ActInput, Acted, CaseRow, RefusedCase};
use casebook::Intent;
use casework::action::PostalAddress;
use casework::{Action, CaseId};

/// 撤销 is offered for 10 s; the act is in the outbox at once and sent after
/// them (DESIGN: UI).
const UNDO_MS: i64 = 10_000;

impl Desk {
    pub async fn act(&self, cases: Vec<CaseId>, input: ActInput) -> Reply<Acted> {
        let acted = self.read(move |open| act(open, &cases, input)).await?;
        self.changed(acted.changed.iter().map(|row| row.id).collect())
            .await;
        Ok(acted)
    }

    /// As [`Desk::act`] for one case, sent without waiting for an undo.
    pub async fn act_now(&self, case: CaseId, action: Action) -> Reply<Acted> {
        let acted = self
            .read(move |open| confirm(open, vec![Intent::new(case, action, open.now())]))
            .await?;
        self.changed(vec![case]).await;
        match acted.refused.first() {
            Some(refused) => Err(refused.reason.clone()),
            None => Ok(acted),
        }
    }
}

fn act(open: &Open, cases: &[CaseId], input: ActInput) -> Reply<Acted> {
    let now = open.now();
    let undo_ms = if input == ActInput::SignFor {
        UNDO_MS
    } else {
        0
    };
    let action = action(input);
    let intents = cases
        .iter()
        .map(|case| Intent {
            undo_ms,
            ..Intent::new(*case, action.clone(), now)
        })
        .collect();
    let acted = confirm(open, intents)?;
    // A single act is done or refused; of several, the others go on.
    match (cases.len(), acted.refused.first()) {
        (1, Some(refused)) => Err(refused.reason.clone()),
        _ => Ok(Acted {
            undo_until: (undo_ms > 0).then_some(now.0 + undo_ms),
            ..acted
        }),
    }
}

/// Files the intents in one commit and shows what became of them.
pub(crate) fn confirm(open: &Open, intents: Vec<Intent>) -> Reply<Acted> {
    let cases: Vec<CaseId> = intents.iter().map(|intent| intent.case).collect();
    let results = open.book.confirm_all(intents)?;
    let mut acted = Acted {
        actions: Vec::new(),
        undo_until: None,
        changed: Vec::new(),
        refused: Vec::new(),
    };
    for (case, result) in cases.into_iter().zip(results) {
        match result {
            Ok(confirmed) => {
                acted.actions.push(confirmed.id);
                if !acted.changed.iter().any(|row| row.id == case) {
                    acted.changed.extend(row_if_here(open, case)?);
                }
            }
            Err(refusal) => acted.refused.push(RefusedCase {
                case,
                number: open
                    .book
                    .case(case)
                    .map(|view| view.row.summary.number)
                    .unwrap_or_default(),
                reason: refusal.into(),
            }),
        }
    }
    Ok(acted)
}

/// None for a case that left: what was held on it is settled without it.
pub(crate) fn row_if_here(open: &Open, case: CaseId) -> Reply<Option<CaseRow>> {
    match row(open, case) {
        Err(problem) if problem.code == "case.unknown" => Ok(None),
        row => row.map(Some),
    }
}

pub(crate) fn row(open: &Open, case: CaseId) -> Reply<CaseRow> {
    let view = open.book.case(case)?;
    Ok(case_row(&view.row, &open.book.district(), open.now()))
}

fn action(input: ActInput) -> Action {
    match input {
        ActInput::SignFor => Action::SignFor,
        ActInput::UndoSignFor => Action::UndoSignFor,
        ActInput::LogContact { note } => Action::LogContact { note },
        ActInput::CorrectPostalAddress { address, postcode } => Action::CorrectPostalAddress {
            postal: PostalAddress { address, postcode },
        },
        ActInput::RequestReturn {
            reason,
            code,
            evidence,
        } => Action::RequestReturn {
            reason,
            code,
            evidence,
        },
        ActInput::RequestExtension { days, reason } => Action::RequestExtension { days, reason },
        ActInput::ApproveExtension { request } => Action::ApproveExtension { request },
        ActInput::RefuseExtension { request, reason } => {
            Action::RefuseExtension { request, reason }
        }
        ActInput::AskSupplement { ask } => Action::AskSupplement { ask },
        ActInput::ReceiveSupplement { text } => Action::ReceiveSupplement { text },
        ActInput::Consult { whom, question } => Action::Consult { whom, question },
        ActInput::ReceiveOpinion { text } => Action::ReceiveOpinion { text },
        ActInput::InviteAssist { office, ask } => Action::InviteAssist { office, ask },
        ActInput::ReleaseAssist { office, reason } => Action::ReleaseAssist { office, reason },
        ActInput::SignForAssist => Action::SignForAssist,
        ActInput::Contribute { text } => Action::Contribute { text },
        ActInput::ReferToMeeting { reason } => Action::ReferToMeeting { reason },
        ActInput::CompleteTask { task, note } => Action::CompleteTask { task, note },
        ActInput::NotifyExtension { by } => Action::NotifyExtension { by },
        ActInput::AnswerAbsorbed { case, by } => Action::AnswerAbsorbed { case, by },
        ActInput::ServeLetter { letter, by } => Action::ServeLetter { letter, by },
        ActInput::RecordReply { letter, by } => Action::RecordReply { letter, by },
        ActInput::Close { form } => Action::Close { form },
    }
}
