//! From the draft to the signed letter: handed in, returned, signed, voided.

use super::drafts::key;
use super::issuing_office;
use crate::Desk;
use crate::acts::confirm;
use crate::error::{Reply, error};
use crate::letter_checks;
use crate::letter_text::{self, written};
use crate::rows::case_row;
use crate::view::{Acted, CommandError, Signed};
use casebook::Intent;
use casework::letter::{LetterContent, LetterKind};
use casework::lint::KeptFinding;
use casework::{Action, CaseId, LetterId};
use serde_json::json;

impl Desk {
    /// Makes the revision and hands it to the head, in one commit.
    pub async fn submit_letter(
        &self,
        case: CaseId,
        letter: LetterId,
        kind: LetterKind,
        content: LetterContent,
        kept: Vec<KeptFinding>,
    ) -> Reply<Acted> {
        let acted = self
            .with_fonts(move |open, fonts| {
                let content = written(&content);
                letter_checks::pass(open, case, kind, &content)?;
                // A letter that cannot be printed is not handed in.
                let office = issuing_office(open, case)?;
                letter::layout(
                    &letter_text::draft(&content, kind, &office, open.now()),
                    fonts?,
                )?;
                let hash = content.hash(kind);
                let now = open.now();
                let drafted = open
                    .book
                    .case(case)?
                    .case
                    .letter(letter)
                    .is_some_and(|known| {
                        known
                            .latest()
                            .is_some_and(|(_, revision)| revision.hash == hash)
                    });
                let mut intents = Vec::new();
                if !drafted {
                    let draft = Action::DraftLetter {
                        letter,
                        letter_kind: kind,
                        content,
                    };
                    intents.push(Intent {
                        draft: Some(key(case, letter)),
                        ..Intent::new(case, draft, now)
                    });
                }
                let submit = Action::SubmitLetter { letter, hash, kept };
                intents.push(Intent {
                    draft: Some(key(case, letter)),
                    ..Intent::new(case, submit, now)
                });
                done(confirm(open, intents)?)
            })
            .await?;
        self.changed(vec![case]).await;
        Ok(acted)
    }

    pub async fn return_letter(
        &self,
        case: CaseId,
        letter: LetterId,
        remark: String,
    ) -> Reply<Acted> {
        self.act_now(case, Action::ReturnLetter { letter, remark })
            .await
    }

    /// Signs what the head has on screen: `hash` names the revision. Number and
    /// seal come from the centre, so nothing is filed while it cannot be reached.
    pub async fn sign_letter(&self, case: CaseId, letter: LetterId, hash: String) -> Reply<Signed> {
        self.reach_centre().await.map_err(needs_server)?;
        let id = self
            .edit(move |open| {
                let sign = Action::SignLetter { letter, hash };
                let intent = Intent {
                    online: true,
                    ..Intent::new(case, sign, open.now())
                };
                Ok(open.book.confirm(intent)?.id)
            })
            .await?;
        self.sync_once().await?;
        let signed = self
            .read(move |open| {
                if let Some(entry) = open.book.outbox_entry(id)?
                    && entry.state == casebook::SendState::Held
                {
                    let code = entry.code.unwrap_or_else(|| "held".into());
                    return Err(CommandError {
                        code,
                        message: "the centre did not take the sign-off".into(),
                        facts: entry.facts,
                    });
                }
                let view = open.book.case(case)?;
                let number = view
                    .case
                    .letter(letter)
                    .and_then(|letter| letter.signed.as_ref());
                match number {
                    Some(signed) => Ok(Signed {
                        number: signed.number.to_string(),
                        changed: vec![case_row(&view.row, &open.book.district(), open.now())],
                    }),
                    None => Err(error(
                        "letter.needs_server",
                        "the sign-off waits for the centre",
                        json!({}),
                    )),
                }
            })
            .await?;
        self.changed(vec![case]).await;
        Ok(signed)
    }

    pub async fn void_letter(
        &self,
        case: CaseId,
        letter: LetterId,
        reason: String,
    ) -> Reply<Acted> {
        self.act_now(case, Action::VoidLetter { letter, reason })
            .await
    }
}

fn needs_server(problem: CommandError) -> CommandError {
    match problem.code.as_str() {
        "net.unreachable" => error(
            "letter.needs_server",
            "number and seal come from the centre; go online to sign",
            json!({}),
        ),
        _ => problem,
    }
}

fn done(acted: Acted) -> Reply<Acted> {
    match acted.refused.first() {
        Some(refused) => Err(refused.reason.clone()),
        None => Ok(acted),
    }
}
