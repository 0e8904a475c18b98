//! What the administrator and the dispatch centre do at the server.

use crate::shared::{BAIHE, DONGLIU};
use crate::world::World;
use casework::action::{FollowUp, Rating};
use casework::{Action, Calendar};
use protocol::auth::DeviceState;
use server::command::{assign, calendar, centre, device, import, user};
use std::fmt::Write;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Administering {
    /// to one office or, for an odd case, first to the other
    Assign,
    Merge,
    Withdraw,
    UpholdReturn,
    RefuseReturn,
    Rate,
    Reopen,
    FollowUp,
    /// a new case comes in
    Register,
    NewCalendar,
    Disable,
    Retire,
    ReportLost,
}

pub const ADMINISTERING: [(usize, Administering); 13] = [
    (30, Administering::Assign),
    (6, Administering::Merge),
    (4, Administering::Withdraw),
    (5, Administering::UpholdReturn),
    (5, Administering::RefuseReturn),
    (4, Administering::Rate),
    (4, Administering::Reopen),
    (3, Administering::FollowUp),
    (6, Administering::Register),
    (6, Administering::NewCalendar),
    (1, Administering::Disable),
    (2, Administering::Retire),
    (1, Administering::ReportLost),
];

impl World {
    /// On the nth case, or at the nth desk; answers what became of it.
    pub fn administer(&mut self, what: Administering, nth: usize) -> String {
        let app = self.centre.app();
        let cases = self.server_files().case_ids();
        let case = cases[nth % cases.len()].clone();
        let n = self.next();
        let reason = || format!("第{n}次");
        let act = |action: Action| centre::act(&app, &case, &action).map(drop);
        let done = match what {
            Administering::Assign => {
                let office = if n.is_multiple_of(2) { BAIHE } else { DONGLIU };
                assign::assign(&app, &case, office).map(drop)
            }
            Administering::Merge => {
                let into = &cases[(nth + 1) % cases.len()];
                centre::merge(&app, &case, into).map(drop)
            }
            Administering::Withdraw => act(Action::Withdraw { reason: reason() }),
            Administering::UpholdReturn | Administering::RefuseReturn => act(Action::RuleReturn {
                upheld: what == Administering::UpholdReturn,
                reason: reason(),
            }),
            Administering::Rate => act(Action::RecordRating {
                rating: Rating::Dissatisfied,
                note: reason(),
            }),
            Administering::Reopen => act(Action::Reopen { reason: reason() }),
            Administering::FollowUp => act(Action::RecordFollowUp {
                follow_up: FollowUp {
                    valid: true,
                    contacted: true,
                    solved: casework::action::Degree::Partly,
                    rating: Some(Rating::Basically),
                    note: reason(),
                },
            }),
            Administering::Register => {
                let file = self.write("cases.csv", &one_case(n));
                import::import(&app, &file, true).map(drop)
            }
            Administering::NewCalendar => {
                let file = self.write("calendar.csv", &week_off(n));
                calendar::import(&app, &file).map(drop)
            }
            Administering::Disable => self.disable(nth),
            Administering::Retire => self.end_device(nth, DeviceState::Retired),
            Administering::ReportLost => self.end_device(nth, DeviceState::Wipe),
        };
        match done {
            Ok(()) => "done".into(),
            Err(error) => format!("refused: {}", error.code()),
        }
    }

    /// Access ends for a person: none of their desks may read from here on.
    fn disable(&mut self, nth: usize) -> server::Result<()> {
        let user = self.desks[nth % self.desks.len()].user;
        user::disable(&self.centre.app(), user)?;
        for desk in self.desks.iter().filter(|desk| desk.user == user) {
            self.centre.revoke(desk.device);
        }
        self.disabled.insert(user);
        Ok(())
    }

    fn end_device(&mut self, nth: usize, state: DeviceState) -> server::Result<()> {
        let id = self.desks[nth % self.desks.len()].device;
        device::set_state(&self.centre.app(), id, state)?;
        self.centre.revoke(id);
        self.retired.insert(id);
        Ok(())
    }

    fn write(&self, name: &str, text: &str) -> std::path::PathBuf {
        let file = self.ground.path().join(name);
        std::fs::write(&file, text).unwrap();
        file
    }
}

fn one_case(n: u64) -> String {
    format!(
        "title,body,category,channel,citizen_name,citizen_phone,address,lat,lng,submitted_at,office\n\
         另{n}件,路灯不亮。,,hotline,李小红,13900001234,东柳新村{n}号,,,2026-11-02T10:00:00+08:00,{DONGLIU}\n"
    )
}

/// The year as it was, and another week off in it: due dates move.
fn week_off(n: u64) -> String {
    let mut rows = String::from("date,weekday,kind,name\n");
    for (date, exception) in Calendar::embedded().exceptions() {
        let kind = if exception.work { "work" } else { "off" };
        writeln!(rows, "{date},,{kind},{}", exception.name).unwrap();
    }
    let first = chrono::NaiveDate::from_ymd_opt(2026, 11, 5 + (n % 20) as u32).unwrap();
    for day in first.iter_days().take(4) {
        writeln!(rows, "{day},,off,停工").unwrap();
    }
    rows
}
