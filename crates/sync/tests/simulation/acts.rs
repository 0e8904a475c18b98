//! What a person does at a desk.

use crate::oracle::Confirmed;
use crate::shared::{closing_form, reply};
use crate::world::World;
use casebook::{AttentionKind, DraftKey, DraftKind, Intent};
use casework::action::{Act, ReturnCode};
use casework::event::PhotoRef;
use casework::letter::{LetterContent, LetterKind};
use casework::{Action, ActionId, Case, CaseId, LetterId, OfficeId, ReplyBy, VisitRecord};
use protocol::item::HeldAction;
use serde_json::json;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doing {
    /// with a photo of this many bytes, or none
    Visit {
        photo: usize,
    },
    Act(Act),
    Draft,
    DiscardDraft,
    Settle(Settling),
}

/// What is done with the oldest held action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Settling {
    Retry,
    Note,
    PassToHead,
}

/// With how often they are tried.
pub const DOINGS: [(usize, Doing); 27] = [
    (14, Doing::Visit { photo: 0 }),
    (8, Doing::Visit { photo: 3_000 }),
    (3, Doing::Visit { photo: 40_000 }),
    (10, Doing::Act(Act::SignFor)),
    (3, Doing::Act(Act::UndoSignFor)),
    (6, Doing::Act(Act::LogContact)),
    (3, Doing::Act(Act::RequestReturn)),
    (4, Doing::Act(Act::RequestExtension)),
    (3, Doing::Act(Act::ApproveExtension)),
    (2, Doing::Act(Act::RefuseExtension)),
    (2, Doing::Act(Act::AskSupplement)),
    (2, Doing::Act(Act::ReceiveSupplement)),
    (3, Doing::Act(Act::InviteAssist)),
    (3, Doing::Act(Act::SignForAssist)),
    (3, Doing::Act(Act::Contribute)),
    (2, Doing::Act(Act::ReleaseAssist)),
    (9, Doing::Act(Act::DraftLetter)),
    (7, Doing::Act(Act::SubmitLetter)),
    (2, Doing::Act(Act::ReturnLetter)),
    (9, Doing::Act(Act::SignLetter)),
    (3, Doing::Act(Act::RecordReply)),
    (2, Doing::Act(Act::Close)),
    (5, Doing::Draft),
    (2, Doing::DiscardDraft),
    (3, Doing::Settle(Settling::Retry)),
    (3, Doing::Settle(Settling::Note)),
    (3, Doing::Settle(Settling::PassToHead)),
];

impl World {
    /// The person at this desk does it on the nth case of theirs; answers what
    /// became of it, in a word.
    pub fn act(&mut self, desk: usize, nth: usize, doing: Doing) -> String {
        if let Doing::Settle(settling) = doing {
            return self.settle(desk, settling);
        }
        let cases = self.desks[desk].cases();
        if cases.is_empty() {
            return "no case here".into();
        }
        let case = cases[nth % cases.len()];
        let key = DraftKey::new(DraftKind::Visit, case);
        match doing {
            Doing::Draft => {
                let body = json!({ "note": format!("草稿{}", self.next()) });
                let at = self.desks[desk].now();
                let desk = &mut self.desks[desk];
                desk.book().save_draft(&key, &body, at).unwrap();
                desk.drafts.insert(case, body);
                "saved".into()
            }
            Doing::DiscardDraft => {
                let desk = &mut self.desks[desk];
                desk.book().discard_draft(&key).unwrap();
                desk.drafts.remove(&case);
                "discarded".into()
            }
            Doing::Visit { photo } => {
                let photos = match photo {
                    0 => Vec::new(),
                    size => vec![self.photo(desk, size)],
                };
                let action = self.visit(desk, photos);
                told(self.confirm(desk, case, action, None, Some(key)))
            }
            Doing::Act(act) => {
                let view = self.desks[desk].book().case(case).unwrap();
                match self.action(act, &view.case) {
                    Some(action) => told(self.confirm(desk, case, action, None, None)),
                    None => "nothing to do".into(),
                }
            }
            Doing::Settle(_) => unreachable!("above"),
        }
    }

    fn settle(&mut self, desk: usize, settling: Settling) -> String {
        let attention = self.desks[desk].book().attention().unwrap();
        let held = attention.into_iter().find_map(|one| match one.kind {
            AttentionKind::Held(held) => Some(held),
            AttentionKind::RottenPhoto { .. } => None,
        });
        let Some(held) = held else {
            return "nothing is held".into();
        };
        let (case, id) = (held.case, Some(held.id));
        match settling {
            Settling::Retry => {
                let payload: protocol::push::Payload = serde_json::from_str(&held.payload).unwrap();
                told(self.confirm(desk, case, payload.action, id, None))
            }
            Settling::Note => {
                let note = format!("原拟办理：{}", held.code);
                told(self.confirm(desk, case, Action::LogContact { note }, id, None))
            }
            Settling::PassToHead => self.pass_to_head(desk, &held),
        }
    }

    fn pass_to_head(&mut self, desk: usize, held: &HeldAction) -> String {
        let at = self.desks[desk].now();
        match self.desks[desk].book().pass_to_head(held, at) {
            Ok(confirmed) => {
                self.remember(desk, confirmed.id, held.case, Act::LogContact);
                "passed to the head".into()
            }
            Err(error) => format!("refused: {}", error.code()),
        }
    }

    /// What the desk answers to a person who confirms it.
    pub fn confirm(
        &mut self,
        desk: usize,
        case: CaseId,
        action: Action,
        resolves: Option<ActionId>,
        draft: Option<DraftKey>,
    ) -> Result<ActionId, String> {
        let at = self.desks[desk].now();
        let (act, id) = (action.act(), ActionId(self.draw_id()));
        let from_draft = draft.is_some();
        let intent = Intent {
            id,
            undo_ms: if act == Act::SignFor { 10_000 } else { 0 },
            resolves,
            online: true,
            draft,
            ..Intent::new(case, action, at)
        };
        match self.desks[desk].book().confirm(intent) {
            Ok(_) => {
                if from_draft {
                    self.desks[desk].drafts.remove(&case);
                }
                self.remember(desk, id, case, act);
                Ok(id)
            }
            Err(error) => Err(error.code().to_owned()),
        }
    }

    fn remember(&mut self, desk: usize, id: ActionId, case: CaseId, act: Act) {
        let user = self.desks[desk].user;
        let payload = self.desks[desk].files().payload(id);
        let confirmed = Confirmed {
            payload: payload.unwrap(),
            user,
            case,
            act,
        };
        self.oracle.confirmed.insert(id, confirmed);
    }

    fn photo(&mut self, desk: usize, size: usize) -> PhotoRef {
        let bytes = crate::shared::picture(size, self.next());
        let (book, at) = (self.desks[desk].book(), self.desks[desk].now());
        let name = format!("{size}.jpg");
        let stored = book.add_photo_bytes(bytes.as_slice(), &name, at).unwrap();
        PhotoRef {
            sha256: stored.sha256,
            size: stored.size,
            name,
            format: "jpeg".into(),
            width: 4,
            height: 3,
            taken_at: None,
            lat: None,
            lng: None,
            caption: String::new(),
            thumbnail: None,
        }
    }

    fn visit(&mut self, desk: usize, photos: Vec<PhotoRef>) -> Action {
        Action::LogVisit {
            visit: VisitRecord {
                at: self.desks[desk].now(),
                note: format!(
                    "第{}次到现场，{}",
                    self.next(),
                    "狗窝已拆除，场地已清理。".repeat(8)
                ),
                companions: String::new(),
                finding: None,
                lat: None,
                lng: None,
                no_photo_reason: None,
                photos,
            },
        }
    }

    /// The words of an act on this case, if it can be put into any.
    fn action(&mut self, act: Act, case: &Case) -> Option<Action> {
        let n = self.next();
        let text = || format!("第{n}步");
        let letter = case.letters.last();
        let request = case.extension_request.as_ref().map(|one| one.request);
        let other = || {
            OfficeId::from(if n.is_multiple_of(2) {
                "330212001"
            } else {
                "330212002"
            })
        };
        Some(match act {
            Act::SignFor => Action::SignFor,
            Act::UndoSignFor => Action::UndoSignFor,
            Act::LogContact => Action::LogContact { note: text() },
            Act::RequestReturn => Action::RequestReturn {
                reason: text(),
                code: ReturnCode::NotOurDuty,
                evidence: Vec::new(),
            },
            Act::RequestExtension => Action::RequestExtension {
                days: 1 + (n % 9) as u32,
                reason: text(),
            },
            Act::ApproveExtension => Action::ApproveExtension { request: request? },
            Act::RefuseExtension => Action::RefuseExtension {
                request: request?,
                reason: text(),
            },
            Act::AskSupplement => Action::AskSupplement { ask: text() },
            Act::ReceiveSupplement => Action::ReceiveSupplement { text: text() },
            Act::InviteAssist => Action::InviteAssist {
                office: other(),
                ask: text(),
            },
            Act::SignForAssist => Action::SignForAssist,
            Act::Contribute => Action::Contribute { text: text() },
            Act::ReleaseAssist => Action::ReleaseAssist {
                office: other(),
                reason: text(),
            },
            Act::DraftLetter => Action::DraftLetter {
                letter: match letter {
                    Some(letter) if letter.signed.is_none() => letter.id,
                    _ => LetterId(self.draw_id()),
                },
                letter_kind: LetterKind::Reply,
                content: content(n),
            },
            Act::SubmitLetter => Action::SubmitLetter {
                letter: letter?.id,
                hash: letter?.latest()?.1.hash.clone(),
                kept: Vec::new(),
            },
            Act::ReturnLetter => Action::ReturnLetter {
                letter: letter?.id,
                remark: text(),
            },
            Act::SignLetter => Action::SignLetter {
                letter: letter?.id,
                hash: letter?.latest()?.1.hash.clone(),
            },
            Act::RecordReply => Action::RecordReply {
                letter: None,
                by: ReplyBy::Phone,
            },
            Act::Close => Action::Close {
                form: closing_form(),
            },
            _ => return None,
        })
    }

    fn draw_id(&mut self) -> Uuid {
        let millis = u64::try_from(self.clock.now().0).unwrap();
        let mut bytes = [0; 10];
        (self.names)(&mut bytes);
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

fn told(confirmed: Result<ActionId, String>) -> String {
    match confirmed {
        Ok(id) => format!("confirmed {id}"),
        Err(code) => format!("refused: {code}"),
    }
}

fn content(n: u64) -> LetterContent {
    reply(&format!(
        "我街道已于11月2日第{n}次派人到现场查看，狗窝已拆除。"
    ))
}
