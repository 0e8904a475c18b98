//! A world: three desks, a centre, an administrator, one clock, and the memory of
//! what was confirmed. `step` moves it; `checks` say whether it is still sound.

use crate::centre::{Centre, Clock};
use crate::desk::Desk;
use crate::dice::names;
use crate::log::Log;
use crate::look::{CentreFiles, CentreLook, DeskLook};
use crate::oracle::Oracle;
use crate::post::{Late, deliver};
use crate::shared::{MINUTE, copy_folder};
use crate::step::Step;
use crate::template::{PEOPLE, Template, ground, template};
use casework::{ActionId, Event};
use server::command::backup;
use server::command::numbers::LastNumber;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use sync::Farewell;
use tempfile::TempDir;
use uuid::Uuid;

/// Copies of laptops go no further than this.
const MOST_DESKS: usize = 5;

pub type Names = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

pub struct World {
    pub clock: Clock,
    pub centre: Arc<Centre>,
    pub desks: Vec<Desk>,
    pub oracle: Oracle,
    pub log: Log,
    pub ground: TempDir,
    /// for ids that people's forms draw
    pub names: Names,
    pub disabled: BTreeSet<&'static str>,
    pub retired: BTreeSet<Uuid>,
    /// actions that the last backup has
    pub in_backup: BTreeSet<ActionId>,
    /// the epoch of a server whose disk was set back and who does not know it
    pub set_back: Option<String>,
    pub did: BTreeMap<String, u64>,
    /// what was found sound when it was last looked at
    pub sound: Option<Rc<CentreLook>>,
    pub sound_desks: Vec<Rc<DeskLook>>,
    /// histories that are legal paths, by case
    pub proven: BTreeMap<String, Vec<Event>>,
    server_files: RefCell<Option<Rc<CentreFiles>>>,
    late: Late,
    backup: Option<PathBuf>,
    disk: Option<PathBuf>,
    seed: u64,
    count: u64,
}

impl World {
    pub fn new(seed: u64, log: Log) -> Self {
        let template = template();
        let (ground, clock) = (ground(), Template::clock());
        let data = ground.path().join("centre");
        template.copy_centre(&data);
        let centre = Arc::new(Centre::start(&data, &clock, names(seed, 1)));
        let late = Late::default();
        let mut desks = Vec::new();
        for (nth, user) in PEOPLE.into_iter().enumerate() {
            let place = ground.path().join(format!("desk-{nth}"));
            let keychain = template.copy_desk(nth, &place);
            let names = names(seed, 10 + nth as u64);
            let late = late.clone();
            desks.push(Desk::open(
                &place, user, keychain, names, &clock, &centre, &log, late,
            ));
        }
        Self {
            clock,
            centre,
            desks,
            oracle: Oracle::default(),
            log,
            ground,
            names: Arc::new(names(seed, 2)),
            disabled: BTreeSet::new(),
            retired: BTreeSet::new(),
            in_backup: BTreeSet::new(),
            set_back: None,
            did: BTreeMap::new(),
            sound: None,
            sound_desks: Vec::new(),
            proven: BTreeMap::new(),
            server_files: RefCell::default(),
            late,
            backup: None,
            disk: None,
            seed,
            count: 0,
        }
    }

    pub async fn step(&mut self, step: &Step) {
        self.clock.pass(MINUTE);
        self.log.line(format!("{step:?}"));
        let told = self.take(step).await;
        let sort = format!("{step:?}");
        let sort = sort.split([' ', '{']).next().unwrap_or_default();
        if !told.starts_with("no") {
            *self.did.entry(sort.to_owned()).or_default() += 1;
        }
        self.log.line(format!("  {told}"));
    }

    async fn take(&mut self, step: &Step) -> String {
        if let Some(desk) = desk_of(step)
            && self.desks[desk].gone
        {
            return "no such desk any more".into();
        }
        match step {
            Step::Act { desk, case, doing } => self.act(*desk, *case, *doing),
            Step::Sync {
                desk,
                explicit,
                faults,
            } => {
                if !self.desks[*desk].is_busy() {
                    self.desks[*desk].begin(faults.clone(), *explicit);
                }
                self.desks[*desk].go_on().await;
                self.say_farewell(*desk).await
            }
            Step::Arrive { nth } => self.arrive(*nth).await,
            Step::CrashDesk { desk } => {
                self.desks[*desk].crash().await;
                "started again".into()
            }
            Step::CrashServer => {
                self.centre.restart();
                "started again".into()
            }
            Step::KeepLaptop { desk } => self.keep_laptop(*desk),
            Step::SetBackLaptop { desk } => self.set_back_laptop(*desk).await,
            Step::CloneLaptop { desk } => self.clone_laptop(*desk).await,
            Step::WrongClock { desk, hours } => {
                let skew = &self.desks[*desk].skew;
                skew.store(hours * 60 * MINUTE, Ordering::SeqCst);
                "set".into()
            }
            Step::Pass { minutes } => {
                self.clock.pass(minutes * MINUTE);
                "passed".into()
            }
            Step::Administer { what, nth } => self.administer(*what, *nth),
            Step::Backup => self.back_up(),
            Step::Restore => self.restore(),
            Step::KeepDisk => {
                let copy = self.ground.path().join("disk");
                self.centre.copy_disk(&copy);
                self.disk = Some(copy);
                "kept".into()
            }
            Step::SetBackDisk => self.set_back_disk(),
        }
    }

    /// A desk whose computer was retired or lost is erased when it is time.
    pub async fn say_farewell(&mut self, desk: usize) -> String {
        let here = &self.desks[desk];
        let Some(Err(error)) = &here.done else {
            return "no more to say".into();
        };
        let farewell = here.engine().farewell(error).await.unwrap();
        match farewell {
            Some(farewell) if farewell.is_due() => {}
            _ => return "it stays".into(),
        }
        if farewell == Some(Farewell::Revoked) {
            self.forgive_after(|world| world.erase(desk));
        } else {
            self.erase(desk);
        }
        "erased".into()
    }

    fn erase(&mut self, desk: usize) {
        let desk = &mut self.desks[desk];
        let keychain = desk.keychain.clone();
        desk.book().destroy_keys(Some(keychain.as_ref())).unwrap();
        desk.close();
        casebook::finish_erasing(&desk.place).unwrap();
        desk.gone = true;
    }

    pub async fn arrive(&mut self, nth: usize) -> String {
        let (device, request) = {
            let mut late = self.late.lock().unwrap();
            let count = late.len();
            match late.remove(nth % count.max(1)) {
                Some(late) => late,
                None => return "nothing is on its way".into(),
            }
        };
        let call = request.uri().path().to_owned();
        let answer = deliver(&self.centre, device, request).await;
        format!("{call} arrived: {}", answer.status().as_u16())
    }

    fn keep_laptop(&mut self, desk: usize) -> String {
        let place = &self.desks[desk].place;
        let copy = place.with_extension("kept");
        if copy.exists() {
            std::fs::remove_dir_all(&copy).unwrap();
        }
        copy_folder(place, &copy);
        let drafts = self.desks[desk].drafts.clone();
        self.desks[desk].kept_drafts = Some(drafts);
        "kept".into()
    }

    async fn set_back_laptop(&mut self, desk: usize) -> String {
        let Some(drafts) = self.desks[desk].kept_drafts.clone() else {
            return "nothing was kept".into();
        };
        self.desks[desk].stop().await;
        self.forgive_after(|world| {
            let desk = &mut world.desks[desk];
            desk.close();
            std::fs::remove_dir_all(&desk.place).unwrap();
            copy_folder(&desk.place.with_extension("kept"), &desk.place);
            desk.drafts = drafts;
            desk.start();
        });
        "set back".into()
    }

    async fn clone_laptop(&mut self, desk: usize) -> String {
        if self.desks.len() >= MOST_DESKS {
            return "no more desks".into();
        }
        let place = self
            .ground
            .path()
            .join(format!("desk-{}", self.desks.len()));
        copy_folder(&self.desks[desk].place, &place);
        let stream = 10 + self.desks.len() as u64;
        let old = &self.desks[desk];
        let mut copy = Desk::open(
            &place,
            old.user,
            Arc::new(old.keychain.copy()),
            names(self.seed, stream),
            &self.clock,
            &self.centre,
            &self.log,
            self.late.clone(),
        );
        copy.drafts = old.drafts.clone();
        self.desks.push(copy);
        "goes on beside it".into()
    }

    pub fn back_up(&mut self) -> String {
        let file = self.ground.path().join("backup");
        backup::backup(&self.centre.app(), &file).unwrap();
        let actions = CentreFiles::open(&file).look();
        self.in_backup = actions.actions.keys().copied().collect();
        self.backup = Some(file);
        // What one would go back to is the newest: an older disk is thrown away.
        self.disk = None;
        "backed up".into()
    }

    pub fn restore(&mut self) -> String {
        let Some(file) = self.backup.clone() else {
            return "no backup yet".into();
        };
        let paper = self.paper_register();
        self.forgive_after(|world| world.centre.restore(&file, &paper));
        self.set_back = None;
        self.disk = None;
        "restored".into()
    }

    fn set_back_disk(&mut self) -> String {
        let Some(copy) = self.disk.clone() else {
            return "no copy of the disk".into();
        };
        self.forgive_after(|world| world.centre.set_back(&copy));
        self.set_back = Some(self.look_at_server().epoch.clone());
        // Nobody asked for the last numbers: they may be given again.
        self.oracle.numbers.clear();
        "set back".into()
    }

    /// What is nowhere after people changed disks was lost by them.
    fn forgive_after(&mut self, change: impl FnOnce(&mut World)) {
        self.server_files.take();
        change(self);
        let nowhere = self.confirmed_nowhere();
        self.oracle.forgiven.extend(nowhere);
    }

    /// The last number of every word and year, as the paper register has them.
    fn paper_register(&self) -> Vec<LastNumber> {
        let mut last: BTreeMap<(String, i32), u32> = BTreeMap::new();
        for number in self.oracle.numbers.keys() {
            let (word, rest) = number.split_once('〔').unwrap();
            let (year, serial) = rest.split_once('〕').unwrap();
            let serial: u32 = serial.trim_end_matches('号').parse().unwrap();
            let known = last.entry((word.to_owned(), year.parse().unwrap()));
            let known = known.or_default();
            *known = serial.max(*known);
        }
        let last = last.into_iter();
        last.map(|((word, year), serial)| LastNumber::Of {
            word,
            year: Some(year),
            serial,
        })
        .collect()
    }

    pub fn look_at(&self, desk: usize) -> Rc<DeskLook> {
        self.desks[desk].files().look()
    }

    pub fn look_at_server(&self) -> Rc<CentreLook> {
        self.server_files().look()
    }

    /// Opened anew when the disk was changed.
    pub fn server_files(&self) -> Rc<CentreFiles> {
        let mut files = self.server_files.borrow_mut();
        let open = || Rc::new(CentreFiles::open(&self.centre.database()));
        files.get_or_insert_with(open).clone()
    }

    pub fn here(&self) -> impl Iterator<Item = usize> {
        (0..self.desks.len()).filter(|desk| !self.desks[*desk].gone)
    }

    /// Counts whatever needs another name.
    pub fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }
}

fn desk_of(step: &Step) -> Option<usize> {
    match step {
        Step::Act { desk, .. }
        | Step::Sync { desk, .. }
        | Step::CrashDesk { desk }
        | Step::KeepLaptop { desk }
        | Step::SetBackLaptop { desk }
        | Step::CloneLaptop { desk }
        | Step::WrongClock { desk, .. } => Some(*desk),
        _ => None,
    }
}
