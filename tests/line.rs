//! The line to the centre breaks: anywhere in a sync with a photo, in either
//! direction, cut, stalled or with half an answer. The next sync on a good line
//! brings everything, once.

use crate::place::{OFFICE, Place, photo, wait_for_letters};
use serde_json::{Value, json};
use std::fs;
use testkit::{Desk, Fault, Proxy, Way};

/// Between two places where the line breaks, in bytes.
const EVERY: u64 = 2048;

struct Office {
    place: Place,
    proxy: Proxy,
    desk: Desk,
    case: String,
    /// notes of visits that were confirmed
    visits: Vec<String>,
}

impl Office {
    fn open() -> Self {
        let place = Place::open(30);
        let proxy = Proxy::to(place.url().trim_start_matches("http://"));
        let desk = Desk::new(&proxy.url, place.account("handler", Some(OFFICE)));
        desk.sign_in();
        desk.json(&["sync"]);
        let cases = desk.json(&["cases", "--json", "--state", "in_progress"]);
        let case = cases[0]["number"].as_str().expect("a case").to_owned();
        Self {
            place,
            proxy,
            desk,
            case,
            visits: Vec::new(),
        }
    }

    /// A visit with a photo that nobody has seen before.
    fn visit(&mut self) {
        let note = format!("第{}次现场查看", self.visits.len() + 1);
        let mut bytes = fs::read(photo("Landscape_6.jpg")).expect("the photo");
        bytes.extend(note.as_bytes());
        let path = self.place.folder.path().join("现场.jpg");
        fs::write(&path, bytes).expect("written");
        let path = path.display().to_string();
        self.desk
            .json(&["visit", &self.case, "--note", &note, "--photo", &path]);
        self.visits.push(note);
    }

    fn sync_on_a_good_line(&self) -> (u64, u64) {
        self.proxy.mend();
        self.desk.json(&["sync", "--wait-photos"]);
        assert_eq!(self.desk.json(&["outbox"]), json!([]));
        self.proxy.passed()
    }

    /// Every visit once, every photo whole.
    fn all_is_there_once(&self) {
        let received = self.place.folder.path().join("received");
        let dump = self.place.server().dump(OFFICE, Some(&received));
        let of_type = |kind: &'static str| dump.iter().filter(move |line| line["type"] == kind);
        for note in &self.visits {
            let visits: Vec<&Value> = of_type("visit")
                .filter(|visit| visit["note"] == note.as_str())
                .collect();
            assert_eq!(visits.len(), 1, "{note}");
            let sha256 = visits[0]["photos"][0].as_str().expect("its photo");
            let bytes = fs::read(received.join(sha256)).expect("received");
            assert!(bytes.ends_with(note.as_bytes()));
        }
        assert!(of_type("photo").all(|photo| photo["complete"] == true));
        assert_eq!(self.desk.json(&["attention"]), json!([]));
    }
}

#[test]
fn a_line_that_breaks_anywhere_in_a_sync_loses_and_doubles_nothing() {
    let mut office = Office::open();
    office.visit();
    let (up, down) = office.sync_on_a_good_line();
    let places = |total: u64| {
        (0..)
            .map(|n| n * EVERY)
            .take_while(move |place| *place < total)
    };
    let faults = places(up)
        .map(|place| Fault::Cut(Way::Up, place))
        .chain(places(down).map(|place| Fault::Cut(Way::Down, place + EVERY / 2)))
        .chain(places(down).map(Fault::Truncate));
    for fault in faults {
        office.visit();
        office.proxy.breaks(fault);
        let output = office.desk.attempt(&["sync", "--wait-photos"], &[]);
        // Near the end a later answer is only a little shorter than the first was.
        if office.proxy.is_broken() {
            let told = String::from_utf8_lossy(&output.stderr);
            let honest = output.status.success() || told.contains("error[net.");
            assert!(honest, "{fault:?}: {told}");
        }
        office.sync_on_a_good_line();
    }
    office.all_is_there_once();
}

#[test]
fn a_laptop_shut_while_the_line_stalls_goes_on_where_it_was() {
    let mut office = Office::open();
    office.visit();
    let (up, down) = office.sync_on_a_good_line();
    for fault in [
        Fault::Stall(Way::Up, 0),
        Fault::Stall(Way::Up, up / 3),
        Fault::Stall(Way::Up, up / 2),
        Fault::Stall(Way::Down, 0),
        Fault::Stall(Way::Down, down / 3),
        Fault::Stall(Way::Down, down / 2),
    ] {
        office.visit();
        office.proxy.breaks(fault);
        let mut syncing = office.desk.start(&["sync", "--wait-photos"]);
        office.proxy.wait_until_broken();
        syncing.kill().expect("it waits");
        syncing.wait().expect("it ended");
        office.sync_on_a_good_line();
    }
    office.all_is_there_once();
}

#[test]
fn a_first_sync_that_is_cut_goes_on_from_where_it_came() {
    let office = Office::open();
    // Made meanwhile, they would change what the first desk saw.
    wait_for_letters(office.place.server(), OFFICE);
    let account = office.place.account("head", Some(OFFICE));
    let whole = Desk::new(&office.proxy.url, account);
    whole.sign_in();
    office.proxy.mend();
    whole.json(&["sync"]);
    let (_, down) = office.proxy.passed();
    let expected = whole.json(&["cases", "--json"]);
    for tenth in 0..10 {
        let desk = Desk::new(&office.proxy.url, account);
        office.proxy.mend();
        desk.sign_in();
        office
            .proxy
            .breaks(Fault::Cut(Way::Down, down * tenth / 10));
        assert_eq!(desk.refused(&["sync"]).code(), "net.unreachable");
        office.proxy.mend();
        desk.json(&["sync"]);
        assert_eq!(desk.json(&["cases", "--json"]), expected);
    }
}
