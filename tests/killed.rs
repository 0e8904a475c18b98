//! A day of work in which the laptop or the server dies by SIGKILL, at every
//! marked point (`marks::ALL`). After each death a person does what a person
//! would: looks what was kept, and does the rest again. At the end of the day
//! everything confirmed is at the centre once, whole, and numbers have no gap.
//!
//! The day has steps. A first run, in which nobody dies, writes down which marks
//! each step reaches. Then the day is lived again and again: every time each
//! step has the next of its deaths, until there is none left.

use crate::place::{OFFICE, photo, today, wait_for_letters};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::rc::Rc;
use tempfile::TempDir;
use testkit::{Account, Desk, Refused, Server, attempt, seed};

const NOTE: &str = "现场查看：木板搭建狗窝1处，已拍照。";
const LATER: &str = "备份以后又去了一次，已拆除。";

/// What no command of the terminal reaches; casebook's own tests die there.
const ELSEWHERE: [&str; 3] = ["desk.draft.", "desk.migrate.copy.", "desk.migrate.copied"];
/// A new centre's; `a_centre_that_dies_in_its_making_is_made_again` dies there.
const OF_A_NEW_CENTRE: &str = "server.migrate.";

type Step = (&'static str, fn(&mut Day));

const STEPS: [Step; 9] = [
    ("signs in", Day::signs_in),
    ("reads the cases", Day::reads),
    ("signs for a case", Day::signs_for),
    ("visits it", Day::visits),
    ("exports what is unsent", Day::exports),
    ("sends it", Day::sends),
    ("has a letter signed", Day::has_a_letter_signed),
    ("the centre is restored", Day::centre_is_restored),
    ("the laptop is lost", Day::laptop_is_lost),
];

#[test]
fn whoever_dies_wherever_nothing_confirmed_is_lost_or_doubled() {
    let template = Rc::new(Template::new());
    // Nobody dies; the marks, and everything as it was before each step, are kept.
    let mut deaths: Vec<Vec<String>> = Vec::new();
    let mut mornings: Vec<TempDir> = Vec::new();
    let mut day = Day::begin(&template, template.folder.path(), "127.0.0.1:0");
    let address = day.address.clone();
    for (name, step) in STEPS {
        mornings.push(day.put_aside());
        let marks = day.folder.path().join("marks");
        day.environment = vec![("LIANXIN_MARKS".to_owned(), marks.display().to_string())];
        day.start_again();
        step(&mut day);
        day.end_step(name);
        deaths.push(deaths_of(&marks, &deaths));
        fs::remove_file(&marks).ok();
    }
    drop(day);

    let mut died = BTreeSet::new();
    for turn in 0..deaths.iter().map(Vec::len).max().unwrap_or(0) {
        // Steps before the first that still has a death need not be lived again.
        let from = deaths.iter().position(|of| of.len() > turn).unwrap_or(0);
        let mut day = Day::begin(&template, mornings[from].path(), &address);
        for (place, (name, step)) in STEPS.iter().enumerate().skip(from) {
            day.arm(deaths[place].get(turn).cloned());
            println!("turn {turn}, {name}: {:?}", day.armed);
            step(&mut day);
            day.end_step(name);
        }
        died.extend(std::mem::take(&mut day.died));
    }
    let missed: Vec<&&str> = marks::ALL
        .iter()
        .filter(|mark| !mark.starts_with(OF_A_NEW_CENTRE))
        .filter(|mark| !ELSEWHERE.iter().any(|other| mark.starts_with(other)))
        .filter(|&&mark| !died.contains(mark))
        .collect();
    assert!(missed.is_empty(), "nobody died at {missed:?}");
}

#[test]
fn a_centre_that_dies_in_its_making_is_made_again() {
    for mark in marks::ALL
        .iter()
        .filter(|mark| mark.starts_with(OF_A_NEW_CENTRE))
    {
        for times in 1.. {
            let folder = TempDir::new().expect("a temporary folder");
            let password = ("LIANXIN_PASSWORD", "a password of the tests");
            let init = ["init", "--admin", "admin"];
            let armed = format!("{mark}#{times}");
            let first = attempt(
                folder.path(),
                &init,
                &[password, ("LIANXIN_KILL_AT", &armed)],
            );
            if !was_killed(&first) {
                assert!(first.status.success() && times > 1, "{armed} was reached");
                break;
            }
            let again = attempt(folder.path(), &init, &[password]);
            assert!(again.status.success(), "{armed}: {}", said(&again));
        }
    }
}

/// Of `pid mark` lines: the first and the last time that a process reaches each,
/// where not two steps before have died the same death.
fn deaths_of(marks: &Path, before: &[Vec<String>]) -> Vec<String> {
    let text = fs::read_to_string(marks).unwrap_or_default();
    let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for (process, mark) in text.lines().filter_map(|line| line.split_once(' ')) {
        *counts.entry((mark, process)).or_default() += 1;
        if !order.contains(&mark) {
            order.push(mark);
        }
    }
    let mut deaths = Vec::new();
    for mark in order
        .into_iter()
        .filter(|mark| !mark.starts_with(OF_A_NEW_CENTRE))
    {
        let of_mark = counts.iter().filter(|((name, _), _)| *name == mark);
        let most = of_mark.map(|(_, count)| *count).max().unwrap_or(1);
        deaths.push(format!("{mark}#1"));
        if most > 1 {
            deaths.push(format!("{mark}#{most}"));
        }
    }
    let died_before = |death: &String| before.iter().filter(|of| of.contains(death)).count();
    deaths.retain(|death| died_before(death) < 2);
    deaths
}

/// What a step reaches is of that step alone.
fn make_every_letter(data: &Path, accounts: &[Account]) {
    let server = Server::start(data, "127.0.0.1:0");
    let offices: BTreeSet<&String> = accounts
        .iter()
        .filter_map(|of| of.office.as_ref())
        .collect();
    for office in offices {
        wait_for_letters(&server, office);
    }
    server.stop();
}

/// A seeded district, once.
struct Template {
    folder: TempDir,
    accounts: Vec<Account>,
    photo: PathBuf,
    photo_bytes: Vec<u8>,
}

impl Template {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let accounts = seed(&folder.path().join("server"), 30, &today());
        make_every_letter(&folder.path().join("server"), &accounts);
        // Three parts: what follows a picture's end belongs to its bytes too.
        let mut bytes = fs::read(photo("Landscape_6.jpg")).expect("the photo");
        bytes.resize(2 * 1024 * 1024 + 300_000, 7);
        let path = folder.path().join("狗窝.jpg");
        fs::write(&path, &bytes).expect("written");
        Self {
            accounts,
            photo: path,
            photo_bytes: bytes,
            folder,
        }
    }

    fn account(&self, role: &str) -> &Account {
        let of_office = |account: &&Account| account.office.as_deref() == Some(OFFICE);
        let mut found = self.accounts.iter().filter(of_office);
        found
            .find(|account| account.role == role)
            .expect("it is there")
    }
}

#[derive(Clone, Copy)]
enum Who {
    Clerk,
    Head,
}
use Who::{Clerk, Head};

struct Day {
    template: Rc<Template>,
    folder: TempDir,
    server: Option<Server>,
    /// where it listens: the desks' stores belong to it
    address: String,
    clerk: Desk,
    head: Desk,
    /// of every process that starts now
    environment: Vec<(String, String)>,
    armed: Option<String>,
    died: Vec<String>,
}

/// The steps.
impl Day {
    fn signs_in(&mut self) {
        let user = self.clerk.account.user.clone();
        self.does(Clerk, &["login", &user], |_| false);
    }

    fn reads(&mut self) {
        self.does(Clerk, &["sync"], |_| false);
        let cases = self.ask(Clerk, &["cases", "--json", "--state", "assigned"]);
        self.keep("case", cases[0]["number"].as_str().expect("a case waits"));
    }

    fn signs_for(&mut self) {
        let case = self.kept("case");
        self.does(Clerk, &["sign-for", &case], |day| day.unsent(Clerk) == 1);
        self.does(Clerk, &["sync"], |_| false);
        assert_eq!(self.state(), "in_progress");
    }

    fn visits(&mut self) {
        let case = self.kept("case");
        let photo = self.template.photo.display().to_string();
        let visit = ["visit", &case, "--note", NOTE, "--photo", &photo];
        self.does(Clerk, &visit, |day| day.unsent(Clerk) == 1);
        assert_eq!(self.unsent(Clerk), 1);
        // Left over from a death is nothing, neither half nor whole.
        let shelf = walk(&self.clerk.data());
        let of_photo = |path: &&PathBuf| {
            path.parent()
                .and_then(Path::parent)
                .is_some_and(|up| up.ends_with("photos"))
        };
        assert_eq!(shelf.iter().filter(of_photo).count(), 1, "{shelf:?}");
        let is_half = |path: &&PathBuf| path.extension().is_some_and(|end| end == "tmp");
        assert_eq!(shelf.iter().find(is_half), None);
    }

    fn exports(&mut self) {
        let file = self.folder.path().join("kept/unsent.lianxin");
        let name = file.display().to_string();
        self.does(Clerk, &["export", "--out", &name], |_| false);
        assert!(file.exists());
    }

    fn sends(&mut self) {
        self.does(Clerk, &["sync", "--wait-photos"], |_| false);
        self.all_is_at_the_centre_once(&[NOTE]);
        // The file from before, carried to the centre after all.
        let file = self.folder.path().join("kept/unsent.lianxin");
        let report = self
            .server()
            .run(&["import-sealed", &file.display().to_string()]);
        assert_eq!(report.expect("it is whole")["already"], 1);
    }

    fn has_a_letter_signed(&mut self) {
        let case = self.kept("case");
        let body = self.folder.path().join("letter.txt");
        fs::write(&body, "您好！现答复如下：\n犬主承诺三日内整改。\n").expect("written");
        let body = body.display().to_string();
        let draft = [
            "letter",
            "draft",
            &case,
            "--kind",
            "reply",
            "--body",
            &body,
            "--title",
            "关于犬只扰民问题的答复函",
        ];
        self.does(Clerk, &draft, |day| day.unsent(Clerk) == 1);
        let letter = self.letter(Clerk)["id"]
            .as_str()
            .expect("a letter")
            .to_owned();
        self.does(Clerk, &["letter", "submit", &letter], |day| {
            day.unsent(Clerk) == 2
        });
        self.does(Clerk, &["sync"], |_| false);

        let user = self.head.account.user.clone();
        self.does(Head, &["login", &user], |_| false);
        self.does(Head, &["sync"], |_| false);
        self.does(Head, &["letter", "sign", &letter], |day| {
            day.does(Head, &["sync"], |_| false);
            !day.letter(Head)["number"].is_null()
        });
        let pdf = self.folder.path().join("kept/letter.pdf");
        let render = [
            "letter",
            "render",
            &letter,
            "--out",
            &pdf.display().to_string(),
        ];
        loop {
            self.does(Clerk, &["sync"], |_| false);
            match self.tries(Clerk, &render) {
                Ok(_) => break,
                // The centre died of making it, and is up again.
                Err(Refused { status: -1, .. }) => {}
                Err(refused) => assert_eq!(refused.code(), "letter.rendering", "{}", refused.line),
            }
        }
        assert!(fs::read(&pdf).expect("the letter").starts_with(b"%PDF"));
    }

    fn centre_is_restored(&mut self) {
        let case = self.kept("case");
        let backup = self.folder.path().join("kept/backup").display().to_string();
        self.administers(&["backup", &backup]);
        self.does(Clerk, &["visit", &case, "--note", LATER], |day| {
            day.unsent(Clerk) == 1
        });
        self.does(Clerk, &["sync"], |_| false);
        self.all_is_at_the_centre_once(&[NOTE, LATER]);

        self.server = None;
        self.administers(&["restore", &backup]);
        self.start_again();
        for (who, desk) in [
            (Clerk, self.clerk.account.user.clone()),
            (Head, self.head.account.user.clone()),
        ] {
            self.does(who, &["login", &desk], |_| false);
            self.does(who, &["sync", "--wait-photos"], |_| false);
        }
        self.all_is_at_the_centre_once(&[NOTE, LATER]);
        assert!(
            !self.letter(Clerk)["number"].is_null(),
            "it keeps its number"
        );
    }

    fn laptop_is_lost(&mut self) {
        let devices = self.server().lines(&["device", "list"]);
        let of_clerk = devices
            .iter()
            .filter(|device| device["user"] == self.clerk.account.user.as_str());
        let ids: Vec<&str> = of_clerk
            .filter_map(|device| device["id"].as_str())
            .collect();
        for id in ids {
            attempt(&self.server().data, &["device", "wipe", id], &[]);
        }
        while let Ok(_) | Err(Refused { status: -1, .. }) = self.tries(Clerk, &["sync"]) {}
        assert_eq!(
            walk(&self.clerk.data())
                .iter()
                .find(|path| path.ends_with("key.json")),
            None
        );
    }
}

/// What the steps are made of.
impl Day {
    /// Goes on from what lies in `from`.
    fn begin(template: &Rc<Template>, from: &Path, listen: &str) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        copy_all(&from.join("server"), &folder.path().join("server"));
        copy_all(&from.join("kept"), &folder.path().join("kept"));
        fs::create_dir_all(folder.path().join("kept")).expect("made");
        let server = Server::start(&folder.path().join("server"), listen);
        let desk = |name: &str, role: &str| {
            let desk = Desk::new(&server.url, template.account(role));
            copy_all(&from.join(name), &desk.data());
            desk
        };
        Self {
            clerk: desk("clerk", "handler"),
            head: desk("head", "head"),
            address: server.url.trim_start_matches("http://").to_owned(),
            server: Some(server),
            template: Rc::clone(template),
            folder,
            environment: Vec::new(),
            armed: None,
            died: Vec::new(),
        }
    }

    /// A copy of everything as it is, while nobody works.
    fn put_aside(&mut self) -> TempDir {
        self.server.take().expect("it is up").stop();
        let aside = TempDir::new().expect("a temporary folder");
        copy_all(
            &self.folder.path().join("server"),
            &aside.path().join("server"),
        );
        copy_all(&self.folder.path().join("kept"), &aside.path().join("kept"));
        copy_all(&self.clerk.data(), &aside.path().join("clerk"));
        copy_all(&self.head.data(), &aside.path().join("head"));
        self.start_again();
        aside
    }

    fn arm(&mut self, death: Option<String>) {
        let of_server = death
            .as_ref()
            .is_some_and(|death| death.starts_with("server."));
        self.environment = death
            .iter()
            .map(|death| ("LIANXIN_KILL_AT".to_owned(), death.clone()))
            .collect();
        self.armed = death;
        if of_server {
            self.start_again();
        }
    }

    /// The server, with the environment of now.
    fn start_again(&mut self) {
        self.server = None;
        let environment: Vec<(&str, &str)> = self
            .environment
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let data = self.folder.path().join("server");
        self.server = Some(Server::start_with(&data, &self.address, &environment));
    }

    fn server(&self) -> &Server {
        self.server.as_ref().expect("it is up")
    }

    /// Somebody died: whoever is down comes back, and nobody dies again.
    fn revive(&mut self, what: &str) {
        let death = self
            .armed
            .take()
            .unwrap_or_else(|| panic!("{what}: nobody was to die"));
        self.died
            .push(death.split('#').next().unwrap_or_default().to_owned());
        self.environment.clear();
        if self.server.as_mut().is_some_and(Server::is_gone) {
            self.start_again();
        }
    }

    /// A command that has to be done in the end; after a death it is given again
    /// unless `kept` sees that it was done.
    fn does(&mut self, who: Who, arguments: &[&str], kept: impl Fn(&mut Self) -> bool) {
        while let Err(refused) = self.tries(who, arguments) {
            assert_eq!(refused.status, -1, "{arguments:?}: {}", refused.line);
            if kept(self) {
                return;
            }
        }
    }

    /// Its JSON; status -1 when somebody died of it.
    fn tries(&mut self, who: Who, arguments: &[&str]) -> Result<Value, Refused> {
        let environment = self.environment.clone();
        let environment: Vec<(&str, &str)> = environment
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let output = self.desk(who).attempt(arguments, &environment);
        if output.status.success() {
            return Ok(serde_json::from_slice(&output.stdout).unwrap_or_default());
        }
        let line = String::from_utf8_lossy(&output.stderr).into_owned();
        // A server that was killed shuts its sockets a moment before it is gone.
        let of_server = self
            .armed
            .as_ref()
            .is_some_and(|armed| armed.starts_with("server."));
        if of_server && line.contains("error[net.unreachable]") {
            self.server.as_mut().expect("it was up").wait();
        }
        let server_died = self.server.as_mut().is_some_and(Server::is_gone);
        if was_killed(&output) || server_died {
            self.revive(&format!("{arguments:?}: {line}"));
            return Err(Refused { status: -1, line });
        }
        Err(Refused {
            status: output.status.code().unwrap_or_default(),
            line,
        })
    }

    /// A subcommand of the server, given again when it died.
    fn administers(&mut self, arguments: &[&str]) {
        loop {
            let environment = self.environment.clone();
            let environment: Vec<(&str, &str)> = environment
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let output = attempt(&self.folder.path().join("server"), arguments, &environment);
            if output.status.success() {
                return;
            }
            assert!(was_killed(&output), "{arguments:?}: {}", said(&output));
            self.revive(&format!("{arguments:?}"));
        }
    }

    fn end_step(&mut self, name: &str) {
        if self.server.as_mut().is_some_and(Server::is_gone) {
            self.revive(name);
        }
        let of_server = self
            .armed
            .take()
            .is_some_and(|armed| armed.starts_with("server."));
        self.environment.clear();
        if of_server {
            self.start_again();
        }
    }

    fn desk(&self, who: Who) -> &Desk {
        match who {
            Clerk => &self.clerk,
            Head => &self.head,
        }
    }

    /// Asked without anybody dying of it.
    fn ask(&self, who: Who, arguments: &[&str]) -> Value {
        self.desk(who).json(arguments)
    }

    fn unsent(&self, who: Who) -> usize {
        self.ask(who, &["outbox"]).as_array().map_or(0, Vec::len)
    }

    fn letter(&self, who: Who) -> Value {
        let case = self.kept("case");
        let letters = self.ask(who, &["letter", "list", &case]);
        letters[0].clone()
    }

    fn state(&self) -> String {
        let shown = self.ask(Clerk, &["show", &self.kept("case")]);
        shown["row"]["state"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    fn keep(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join("kept").join(name), text).expect("written");
    }

    fn kept(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join("kept").join(name)).expect("kept")
    }

    fn all_is_at_the_centre_once(&self, notes: &[&str]) {
        assert_eq!(self.unsent(Clerk), 0);
        assert_eq!(self.ask(Clerk, &["attention"]), serde_json::json!([]));
        let received = self.folder.path().join("received");
        let dump = self.server().dump(OFFICE, Some(&received));
        for note in notes {
            let visits = dump
                .iter()
                .filter(|line| line["type"] == "visit" && line["note"] == *note);
            assert_eq!(visits.count(), 1, "{note}");
        }
        let sha256 = dump
            .iter()
            .find(|line| line["type"] == "visit" && line["note"] == NOTE)
            .and_then(|visit| visit["photos"][0].as_str())
            .expect("it has its photo");
        let bytes = fs::read(received.join(sha256)).expect("received");
        assert!(bytes == self.template.photo_bytes, "byte for byte");
        // A number for each that was signed, none twice, none left out.
        let numbers = dump
            .iter()
            .filter_map(|line| line["document_number"].as_str());
        let mut series: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for number in numbers {
            let (word, serial) = number.split_once('〕').expect("a document number");
            let serial = serial.trim_end_matches('号').parse().expect("a serial");
            series.entry(word).or_default().push(serial);
        }
        for (word, mut serials) in series {
            serials.sort_unstable();
            let all: Vec<u32> = (1..=serials.len() as u32).collect();
            assert_eq!(serials, all, "{word}");
        }
    }
}

fn was_killed(output: &Output) -> bool {
    use std::os::unix::process::ExitStatusExt;
    output.status.signal() == Some(9)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path().is_dir() {
            true => found.extend(walk(&entry.path())),
            false => found.push(entry.path()),
        }
    }
    found
}

/// A folder that is not there is an empty one.
fn copy_all(from: &Path, to: &Path) {
    for path in walk(from) {
        let inside = path.strip_prefix(from).expect("it is inside");
        let copy = to.join(inside);
        fs::create_dir_all(copy.parent().expect("in a folder")).expect("made");
        fs::copy(&path, copy).expect("copied");
    }
}
