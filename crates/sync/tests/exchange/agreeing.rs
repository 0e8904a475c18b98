//! The rulebook answers the same on desk and server: whatever a desk's rulebook
//! makes of an action on its replica, the server makes of it on the case.

use crate::support::*;
use casework::action::{Rating, ReturnCode};
use casework::letter::{LetterContent, LetterKind};
use casework::{
    Action, ActionId, Case, CaseId, Context, Event, LetterId, OfficeId, ReplyBy, State,
    VisitRecord, decide, evolve, fold,
};
use protocol::auth::{Session, SignIn};
use protocol::push::{Asks, Evidence, Mutation, Outcome, Payload, PushRequest, PushResult};
use server::command::centre;
use std::collections::BTreeMap;
use sync::{HttpTransport, Transport};
use uuid::Uuid;

/// Enough for most office acts to be both allowed and refused.
const STEPS: u64 = 400;

#[tokio::test]
async fn one_walk_feeds_both_and_they_answer_the_same() {
    let district = District::with(4).await;
    let (mut desks, mut hands) = (Vec::new(), Vec::new());
    for user in ["chen.jing", "zhou.min", "wu.tao"] {
        desks.push(district.desk(user).await);
        hands.push(Hands::of(&district, user).await);
    }
    desks[0].sync().await.unwrap();
    let mut cases = desks[0].cases();
    cases.sort();
    let mut dice = Dice(2026);
    let mut answers: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for step in 0..STEPS {
        let who = dice.up_to(desks.len());
        let (desk, hands) = (&desks[who], &mut hands[who]);
        district.clock.pass(2 * MINUTE);
        desk.sync().await.unwrap();
        let case = cases[dice.up_to(cases.len())];
        let n = dice.up_to(OFFICE_ACTS);
        let Ok(view) = desk.book().case(case) else {
            continue; // it is not this office's
        };
        let action = action(n, &view.case, &cases, step);
        let foreseen = foreseen(desk, &view.case, &action);
        let said = hands.push(&district, case, &action).await;

        let told = format!("step {step}: {action:?} on {:?}", view.case.state);
        let count = answers.entry(format!("{:?}", action.act())).or_default();
        match foreseen {
            Err(code) => {
                assert_eq!(said.code, Some(code), "{told}");
                assert_eq!(said.outcome, Outcome::Held, "{told}");
                count.1 += 1;
            }
            Ok(after) => {
                assert_eq!(
                    (said.code, said.outcome),
                    (None, Outcome::Applied),
                    "{told}"
                );
                count.0 += 1;
                desk.sync().await.unwrap();
                let replica = desk.book().case(case).unwrap().case;
                let on_server = fold(&histories(&district).await[&case]).unwrap();
                assert_eq!(replica, on_server, "{told}");
                assert_eq!(after, on_server.state, "{told}");
                keep_going(&district, case, on_server.state).await;
            }
        }
    }
    let allowed = answers.values().filter(|(allowed, _)| *allowed > 0).count();
    let refused = answers.values().filter(|(_, refused)| *refused > 0).count();
    assert!(allowed >= 15 && refused >= 20, "{answers:?}");
}

/// Somebody's second device, which hands in whatever it is told.
struct Hands {
    user: &'static str,
    net: HttpTransport,
    device: Uuid,
    session: Session,
    seq: u64,
}

impl Hands {
    async fn of(district: &District, user: &'static str) -> Self {
        let net = HttpTransport::new(&district.url).unwrap();
        let device = Uuid::new_v4();
        Self {
            user,
            session: sign_in(&net, device, user).await,
            net,
            device,
            seq: 0,
        }
    }

    async fn push(&mut self, district: &District, case: CaseId, action: &Action) -> PushResult {
        if district.clock.now() >= self.session.expires_at {
            self.session = sign_in(&self.net, self.device, self.user).await;
        }
        self.seq += 1;
        let payload = Payload {
            id: ActionId(Uuid::new_v4()),
            case,
            base_rev: u64::MAX,
            after: None,
            resolves: None,
            asks: Asks::default(),
            action: action.clone(),
            v: 1,
            at: district.clock.now(),
        };
        let request = PushRequest {
            device: self.device,
            incarnation: self.device,
            epoch: self.session.epoch.clone(),
            evidence: Evidence::default(),
            mutations: vec![Mutation::new(
                self.seq,
                serde_json::to_string(&payload).unwrap(),
            )],
        };
        let mut reply = self.net.push(&self.session.access, &request).await.unwrap();
        reply.results.remove(0)
    }
}

async fn sign_in(net: &HttpTransport, device: Uuid, user: &str) -> Session {
    let request = SignIn {
        user: user.into(),
        password: PASSWORD.into(),
        device,
        device_name: "hands".into(),
        refresh: Uuid::new_v4().simple().to_string().repeat(2),
    };
    net.sign_in(&request).await.unwrap()
}

/// The state this desk's own rulebook brings the case to, or its code.
fn foreseen(desk: &Desk, case: &Case, action: &Action) -> Result<State, String> {
    let district = desk.book().district();
    let context = Context {
        now: desk.clock.now(),
        calendar: &district.calendar,
        rules: &district.rules,
        number: None,
        action: Some(ActionId(Uuid::from_u128(1))),
        device_at: None,
        office_phones: district.directory.phones(),
    };
    let person = desk.book().person().unwrap();
    match decide(case, action, &person, &context) {
        Ok(events) => Ok(events.iter().fold(case.clone(), evolve).state),
        Err(refusal) => Err(refusal.code),
    }
}

/// The centre's part: returns are refused, and what was answered is taken up again.
async fn keep_going(district: &District, case: CaseId, state: State) {
    let reason = || "再去看看".to_owned();
    let acts = match state {
        State::ReturnRequested => vec![Action::RuleReturn {
            upheld: false,
            reason: reason(),
        }],
        State::Replied => vec![
            Action::RecordRating {
                rating: Rating::Dissatisfied,
                note: reason(),
            },
            Action::Reopen { reason: reason() },
        ],
        _ => Vec::new(),
    };
    for action in acts {
        district
            .command(move |app| centre::act(app, &case.to_string(), &action))
            .await;
    }
}

/// Every case's events as the server has them.
async fn histories(district: &District) -> BTreeMap<CaseId, Vec<Event>> {
    let mut histories: BTreeMap<CaseId, Vec<Event>> = BTreeMap::new();
    for office in [BAIHE, DONGLIU] {
        for line in district.dump(office).await {
            if line["type"] == "event" {
                let case = line["case"].as_str().unwrap().parse().unwrap();
                let event = serde_json::from_value(line["event"].clone()).unwrap();
                histories.entry(case).or_default().push(event);
            }
        }
    }
    histories
}

const OFFICE_ACTS: usize = 25;

fn action(n: usize, case: &Case, cases: &[CaseId], step: u64) -> Action {
    let text = || format!("第{step}步");
    let letter = case.letters.last();
    let request = case
        .extension_request
        .as_ref()
        .map_or(ActionId(Uuid::from_u128(7)), |request| request.request);
    match n {
        0 | 1 => Action::SignFor,
        2 => Action::UndoSignFor,
        3 => visit(text()),
        4 => Action::LogContact { note: text() },
        5 => Action::RequestReturn {
            reason: text(),
            code: ReturnCode::NotOurDuty,
            evidence: Vec::new(),
        },
        6 => Action::RequestExtension {
            days: 1 + (step % 9) as u32,
            reason: text(),
        },
        7 => Action::ApproveExtension { request },
        8 => Action::RefuseExtension {
            request,
            reason: text(),
        },
        9 => Action::AskSupplement { ask: text() },
        10 => Action::ReceiveSupplement { text: text() },
        11 => Action::Consult {
            whom: "区资规局".into(),
            question: text(),
        },
        12 => Action::ReceiveOpinion { text: text() },
        13 => Action::InviteAssist {
            office: OfficeId::from("330212002"),
            ask: text(),
        },
        14 => Action::SignForAssist,
        15 => Action::Contribute { text: text() },
        16 => Action::ReleaseAssist {
            office: OfficeId::from("330212002"),
            reason: text(),
        },
        17 => Action::ReferToMeeting { reason: text() },
        18 => Action::DraftLetter {
            letter: letter.map_or(LetterId(Uuid::from_u128(u128::from(step))), |one| one.id),
            letter_kind: LetterKind::Reply,
            content: content(step),
        },
        19 => Action::SubmitLetter {
            kept: Vec::new(),
            letter: letter.map_or(LetterId(Uuid::from_u128(9)), |one| one.id),
            hash: letter
                .and_then(|one| one.latest())
                .map(|(_, revision)| revision.hash.clone())
                .unwrap_or_default(),
        },
        20 => Action::ReturnLetter {
            letter: letter.map_or(LetterId(Uuid::from_u128(9)), |one| one.id),
            remark: text(),
        },
        21 => Action::RecordReply {
            letter: None,
            by: ReplyBy::Phone,
        },
        24 => Action::ServeLetter {
            letter: letter.map_or(LetterId(Uuid::from_u128(9)), |one| one.id),
            by: ReplyBy::Sms,
        },
        22 if step.is_multiple_of(3) => Action::Close {
            form: closing_form(),
        },
        22 => Action::NotifyExtension { by: ReplyBy::Sms },
        _ => Action::AnswerAbsorbed {
            case: cases[0],
            by: ReplyBy::Phone,
        },
    }
}

fn visit(note: String) -> Action {
    Action::LogVisit {
        visit: VisitRecord {
            at: casework::Moment(MORNING),
            note,
            companions: String::new(),
            finding: None,
            lat: None,
            lng: None,
            no_photo_reason: None,
            photos: Vec::new(),
        },
    }
}

/// Every third hides behind an empty word.
fn content(step: u64) -> LetterContent {
    let text = match step % 3 {
        0 => "我街道将尽快处理。",
        _ => "我街道已于11月2日派人到现场查看，狗窝已拆除。",
    };
    reply(text)
}

/// The same throws every time.
struct Dice(u64);

impl Dice {
    fn up_to(&mut self, n: usize) -> usize {
        // Knuth's MMIX constants
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
}
