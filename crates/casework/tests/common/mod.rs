//! A case of 白鹤街道 and the people around it, at fixed times.
#![allow(dead_code)] // each test file uses its part

use casework::action::{Channel, Citizen, Place};
use casework::decide::{decide, register};
use casework::event::VisitRecord;
use casework::letter::{DocumentNumber, LetterContent, Paragraph};
use casework::rules::Matter;
use casework::{
    Action, ActionId, Actor, Calendar, Case, Context, Event, LetterId, Moment, OfficeId, Refusal,
    Registration, Role, Rules, UserId, evolve, fold,
};
use chrono::NaiveDate;
use uuid::Uuid;

pub const BAIHE: &str = "330212011";
pub const DONGLIU: &str = "330212012";

pub fn china(text: &str) -> Moment {
    Moment::from_china(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn actor(name: &str, role: Role, office: Option<&str>) -> Actor {
    Actor {
        user: UserId::from(name),
        name: name.into(),
        role,
        office: office.map(OfficeId::from),
    }
}

pub fn handler() -> Actor {
    actor("chen", Role::Handler, Some(BAIHE))
}

pub fn head() -> Actor {
    actor("zhou", Role::Head, Some(BAIHE))
}

pub fn dispatcher() -> Actor {
    actor("centre", Role::Dispatcher, None)
}

pub fn letter_id(n: u128) -> LetterId {
    LetterId(Uuid::from_u128(n))
}

pub fn content(text: &str) -> LetterContent {
    LetterContent {
        title: "关于反映白鹤新村犬只扰民问题的答复函".into(),
        addressee: Some("王先生".into()),
        body: vec![Paragraph {
            level: 0,
            text: text.into(),
            table: None,
        }],
        attachments: vec![],
        note: None,
        copy_to: vec![],
        annex: Vec::new(),
    }
}

pub fn visit(note: &str, at: Moment) -> VisitRecord {
    VisitRecord {
        at,
        note: note.into(),
        companions: String::new(),
        finding: None,
        lat: None,
        lng: None,
        no_photo_reason: None,
        photos: vec![],
    }
}

pub fn registration(matter: Matter) -> Registration {
    Registration {
        number: "20261112-0187".into(),
        title: "白鹤新村29幢旁搭狗窝，夜间犬吠扰民".into(),
        body: "有人用木板搭了一个狗窝。".into(),
        matter,
        category: "S218".into(),
        channel: Channel::Forum,
        origin: None,
        citizen: Citizen {
            name: "王试".into(),
            phone: "13800000000".into(),
            postal: None,
        },
        community: "白鹤社区".into(),
        place: Place::default(),
        submitted_at: china("2026-11-12 09:00"),
    }
}

/// A history that grows by decided actions, each checked against its replay.
pub struct Story {
    pub events: Vec<Event>,
    pub case: Case,
    pub serial: u32,
    actions: u128,
}

impl Story {
    pub fn registered(at: &str) -> Self {
        Self::of(Matter::Hotline, at)
    }

    pub fn of(matter: Matter, at: &str) -> Self {
        let context = context(china(at), None, None);
        let event = register(registration(matter), &dispatcher(), &context).unwrap();
        let case = fold([&event]).unwrap();
        Self {
            events: vec![event],
            case,
            serial: 0,
            actions: 0,
        }
    }

    /// Registered, dispatched and signed for.
    pub fn in_progress() -> Self {
        let mut story = Self::registered("2026-11-12 15:48");
        story
            .act(
                &dispatcher(),
                Action::Dispatch {
                    office: BAIHE.into(),
                },
                "2026-11-12 16:30",
            )
            .unwrap();
        story
            .act(&handler(), Action::SignFor, "2026-11-13 10:02")
            .unwrap();
        story
    }

    pub fn act(&mut self, actor: &Actor, action: Action, at: &str) -> Result<ActionId, Refusal> {
        self.act_at(actor, action, china(at))
    }

    pub fn act_at(
        &mut self,
        actor: &Actor,
        action: Action,
        at: Moment,
    ) -> Result<ActionId, Refusal> {
        self.actions += 1;
        let id = ActionId(Uuid::from_u128(self.actions));
        let number = DocumentNumber {
            word: "白鹤街办函".into(),
            year: 2026,
            serial: self.serial + 1,
        };
        let context = context(at, Some(id), Some(number));
        let events = decide(&self.case, &action, actor, &context)?;
        assert!(!events.is_empty());
        self.serial += u32::from(matches!(action, Action::SignLetter { .. }));
        for event in events {
            self.case = evolve(self.case.clone(), &event);
            self.events.push(event);
        }
        assert_eq!(
            fold(&self.events).as_ref(),
            Some(&self.case),
            "replay equals what decide saw"
        );
        Ok(id)
    }

    pub fn refused(&mut self, actor: &Actor, action: Action, at: &str) -> Refusal {
        let before = self.events.len();
        let refusal = self.act(actor, action, at).unwrap_err();
        assert_eq!(self.events.len(), before);
        refusal
    }
}

pub fn context(
    now: Moment,
    action: Option<ActionId>,
    number: Option<DocumentNumber>,
) -> Context<'static> {
    Context {
        now,
        calendar: Calendar::embedded(),
        rules: Rules::embedded(),
        number,
        action,
        device_at: None,
        office_phones: Vec::new(),
    }
}

/// Runs every other test of this test program again, as on a machine in that zone.
pub fn run_again_in(zone: &str, but: &str) {
    let again = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--skip", but])
        .env("TZ", zone)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&again.stdout);
    assert!(again.status.success(), "TZ={zone}: {said}");
    assert!(!said.contains(" 0 passed"), "TZ={zone}: {said}");
}

pub const ZONES: [&str; 3] = ["UTC", "Asia/Shanghai", "America/New_York"];
