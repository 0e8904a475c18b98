//! The steps of a world: whatever people, machines and the administrator do. A
//! step says all there is to it, so that a list of them can be read and cut.

use crate::acts::{DOINGS, Doing};
use crate::administrator::{ADMINISTERING, Administering};
use crate::dice::Dice;
use crate::faults::{self, Fault};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// a person at a desk, on the nth case there
    Act {
        desk: usize,
        case: usize,
        doing: Doing,
    },
    /// begins to synchronise, or goes on with what hangs
    Sync {
        desk: usize,
        explicit: bool,
        faults: Vec<Fault>,
    },
    /// what was given up arrives: the nth of those requests
    Arrive {
        nth: usize,
    },
    CrashDesk {
        desk: usize,
    },
    CrashServer,
    /// the laptop's files are copied away, or come back
    KeepLaptop {
        desk: usize,
    },
    SetBackLaptop {
        desk: usize,
    },
    /// a copy of the laptop goes on beside it
    CloneLaptop {
        desk: usize,
    },
    WrongClock {
        desk: usize,
        hours: i64,
    },
    Pass {
        minutes: i64,
    },
    Administer {
        what: Administering,
        nth: usize,
    },
    Backup,
    Restore,
    /// the server's disk is copied, or set back to that copy
    KeepDisk,
    SetBackDisk,
}

#[derive(Clone, Copy)]
enum Sort {
    Act,
    Sync,
    Arrive,
    CrashDesk,
    CrashServer,
    KeepLaptop,
    SetBackLaptop,
    CloneLaptop,
    WrongClock,
    Pass,
    Administer,
    Backup,
    Restore,
    KeepDisk,
    SetBackDisk,
}

impl Step {
    pub fn draw(dice: &mut Dice, desks: usize) -> Self {
        let sort = dice.weighted(&[
            (34, Sort::Act),
            (34, Sort::Sync),
            (4, Sort::Arrive),
            (3, Sort::CrashDesk),
            (2, Sort::CrashServer),
            (1, Sort::KeepLaptop),
            (1, Sort::SetBackLaptop),
            (1, Sort::CloneLaptop),
            (1, Sort::WrongClock),
            (4, Sort::Pass),
            (10, Sort::Administer),
            (2, Sort::Backup),
            (1, Sort::Restore),
            (1, Sort::KeepDisk),
            (1, Sort::SetBackDisk),
        ]);
        let desk = dice.below(desks);
        match sort {
            Sort::Act => Step::Act {
                desk,
                case: dice.below(5),
                doing: dice.weighted(&DOINGS),
            },
            Sort::Sync => Step::Sync {
                desk,
                explicit: dice.percent(70),
                faults: faults::draw(dice),
            },
            Sort::Arrive => Step::Arrive { nth: dice.below(4) },
            Sort::CrashDesk => Step::CrashDesk { desk },
            Sort::CrashServer => Step::CrashServer,
            Sort::KeepLaptop => Step::KeepLaptop { desk },
            Sort::SetBackLaptop => Step::SetBackLaptop { desk },
            Sort::CloneLaptop => Step::CloneLaptop { desk },
            Sort::WrongClock => Step::WrongClock {
                desk,
                hours: if dice.percent(50) { 24 } else { -24 },
            },
            Sort::Pass => Step::Pass {
                minutes: if dice.percent(20) { 24 * 60 } else { 20 },
            },
            Sort::Administer => Step::Administer {
                what: dice.weighted(&ADMINISTERING),
                nth: dice.below(8),
            },
            Sort::Backup => Step::Backup,
            Sort::Restore => Step::Restore,
            Sort::KeepDisk => Step::KeepDisk,
            Sort::SetBackDisk => Step::SetBackDisk,
        }
    }
}
