//! One transaction's work on cases: take seqs, open cases, append events, keep
//! the feeds. Whoever writes, be it a push, a command or a job, writes by this.

use crate::db::{Tx, params, sql};
use crate::error::{Error, Result};
use crate::rulebook::Rulebook;
use crate::store::feed::{self, Stand};
use crate::store::ledger::{self, CENTRE, DISTRICT};
use crate::store::register::{self, Register};
use crate::store::{audit, case, directory, follow_up, letter, share};
use casework::event::PhotoRef;
use casework::letter::DocumentNumber;
use casework::{
    ActionId, Actor, Case, CaseId, Context, Event, EventKind, LetterId, Moment, OfficeId,
    Registration, Summary, UserId, evolve,
};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

pub(crate) struct Work<'t> {
    pub tx: &'t mut dyn Tx,
    pub now: Moment,
    pub book: Arc<Rulebook>,
    /// of photos in the visit at hand that somebody else took
    pub photographers: BTreeMap<String, UserId>,
    /// taken in this transaction: one per ledger, however much moves
    seqs: BTreeMap<String, u64>,
}

/// Where an effect stands.
pub(crate) struct Effect {
    pub ledger: String,
    pub seq: u64,
    /// that a sign-off took, and the letter's date
    pub signed: Option<(DocumentNumber, NaiveDate)>,
}

impl<'t> Work<'t> {
    pub fn new(tx: &'t mut dyn Tx, now: Moment, book: Arc<Rulebook>) -> Self {
        Self {
            tx,
            now,
            book,
            photographers: BTreeMap::new(),
            seqs: BTreeMap::new(),
        }
    }

    /// The ledgers this transaction moves.
    pub fn touched(self) -> Vec<String> {
        self.seqs.into_keys().collect()
    }

    /// This transaction's seq of a ledger.
    pub fn seq(&mut self, ledger: &str) -> Result<u64> {
        if let Some(seq) = self.seqs.get(ledger) {
            return Ok(*seq);
        }
        let seq = ledger::take(self.tx, ledger, self.now)?;
        self.seqs.insert(ledger.to_owned(), seq);
        Ok(seq)
    }

    /// Undoes everything of `part` when it fails, and nothing before it.
    pub fn savepoint<T, E: Into<Option<Error>>>(
        &mut self,
        part: impl FnOnce(&mut Work) -> Result<T, E>,
    ) -> Result<Result<T, E>> {
        let seqs = self.seqs.clone();
        self.tx.batch("SAVEPOINT item")?;
        let done = part(self);
        if let Err(failed) = done {
            if let Err(gone) = self.tx.batch("ROLLBACK TO SAVEPOINT item") {
                // A full disk makes SQLite undo the whole transaction: nothing may
                // go on in it, and what went wrong first is what to tell.
                return Err(failed.into().unwrap_or(gone));
            }
            self.tx.batch("RELEASE SAVEPOINT item")?;
            self.seqs = seqs;
            return Ok(Err(failed));
        }
        self.tx.batch("RELEASE SAVEPOINT item")?;
        Ok(done)
    }

    pub fn context(&self, action: Option<ActionId>, device_at: Option<Moment>) -> Context<'_> {
        Context {
            now: self.now,
            calendar: &self.book.calendar,
            rules: &self.book.rules,
            number: None,
            action,
            device_at,
            office_phones: self.book.directory.phones(),
        }
    }

    /// Registers a matter under the next number of its day.
    pub fn register(
        &mut self,
        id: CaseId,
        mut registration: Registration,
        actor: &Actor,
    ) -> Result<case::Stored> {
        registration.number = case::next_number(self.tx, self.now.date())?;
        let event = casework::register(registration, actor, &self.context(None, None))?;
        self.open(id, vec![event], false)
    }

    /// A new case with the history it already has. `backlog`: its letters are
    /// rendered when there is time.
    pub fn open(&mut self, id: CaseId, events: Vec<Event>, backlog: bool) -> Result<case::Stored> {
        let case = casework::fold(&events)
            .ok_or_else(|| Error::Broken(format!("case {id} has no registration")))?;
        let summary = Summary::of(&case, &self.book.calendar, &self.book.rules);
        let ledger = ledger_of(&case);
        let history = case::join(&events)?;
        let key = case::insert(self.tx, id, &ledger, &summary, &history)?;
        let seq = self.seq(&ledger)?;
        feed::put_case(self.tx, &ledger, id, key, seq, Stand::Put)?;
        ledger::count_cases(self.tx, &ledger, 1)?;
        let mut stored = case::Stored {
            key,
            id,
            ledger,
            received: Vec::new(),
            events,
            history,
            case,
        };
        for former in former_offices(&stored) {
            let seq = self.seq(&former)?;
            feed::put_case(self.tx, &former, id, key, seq, Stand::Leave)?;
        }
        self.share(&stored)?;
        let events = stored.events.clone();
        self.consequences(&mut stored, &events, backlog)?;
        Ok(stored)
    }

    /// Appends what was decided; moves the case between feeds where it moved.
    pub fn append(&mut self, stored: &mut case::Stored, events: Vec<Event>) -> Result<Effect> {
        for event in &events {
            stored.case = evolve(stored.case.clone(), event);
        }
        case::append(self.tx, stored, &events)?;
        self.consequences(stored, &events, false)?;
        let signed = events.iter().find_map(|event| match &event.kind {
            EventKind::LetterSigned { number, date, .. } => Some((number.clone(), *date)),
            _ => None,
        });
        let before = std::mem::replace(&mut stored.ledger, ledger_of(&stored.case));
        if before != stored.ledger {
            let seq = self.seq(&before)?;
            feed::put_case(self.tx, &before, stored.id, stored.key, seq, Stand::Leave)?;
            ledger::count_cases(self.tx, &before, -1)?;
            ledger::count_cases(self.tx, &stored.ledger, 1)?;
        }
        self.share(stored)?;
        let seq = self.refresh(stored)?;
        Ok(Effect {
            ledger: stored.ledger.clone(),
            seq,
            signed,
        })
    }

    /// Writes the row anew and moves it in every feed that holds it.
    pub fn refresh(&mut self, stored: &case::Stored) -> Result<u64> {
        let summary = Summary::of(&stored.case, &self.book.calendar, &self.book.rules);
        case::update(self.tx, stored, &summary)?;
        for office in share::of_case(self.tx, stored.key)? {
            let seq = self.seq(&office)?;
            feed::put_case(self.tx, &office, stored.id, stored.key, seq, Stand::Put)?;
        }
        let seq = self.seq(&stored.ledger)?;
        feed::put_case(
            self.tx,
            &stored.ledger,
            stored.id,
            stored.key,
            seq,
            Stand::Put,
        )?;
        Ok(seq)
    }

    /// Offices that take part now see the case; those that no longer do, leave.
    fn share(&mut self, stored: &case::Stored) -> Result<()> {
        let before = share::of_case(self.tx, stored.key)?;
        let now: BTreeSet<String> = stored
            .case
            .assisting_offices()
            .map(|office| office.as_str().to_owned())
            .collect();
        for office in before.iter().filter(|office| !now.contains(*office)) {
            share::remove(self.tx, office, stored.key)?;
            ledger::count_cases(self.tx, office, -1)?;
            if *office != stored.ledger {
                let seq = self.seq(office)?;
                feed::put_case(self.tx, office, stored.id, stored.key, seq, Stand::Leave)?;
            }
        }
        for office in now.iter().filter(|office| !before.contains(*office)) {
            let seq = self.seq(office)?;
            share::put(self.tx, office, stored.key)?;
            ledger::count_cases(self.tx, office, 1)?;
            feed::put_case(self.tx, office, stored.id, stored.key, seq, Stand::Put)?;
        }
        Ok(())
    }

    /// The number a sign-off of this letter would take, if its office has a word for it.
    pub fn next_number(&mut self, case: &Case, id: LetterId) -> Result<Option<DocumentNumber>> {
        let (Some(office), Some(letter)) = (&case.office, case.letter(id)) else {
            return Ok(None);
        };
        let book = self.book.clone();
        let directory = &book.directory;
        let Some(word) = directory
            .office(office)
            .and_then(|one| one.number_word(letter.kind))
        else {
            return Ok(None);
        };
        let register = Register {
            office: office.clone(),
            year: self.now.date().year(),
            word: word.to_owned(),
        };
        register::next(self.tx, &register).map(Some)
    }

    /// One of the district's documents changed.
    pub fn document_changed(&mut self, kind: &str, json: &str) -> Result<()> {
        directory::put_document(self.tx, kind, json)?;
        let seq = self.seq(DISTRICT)?;
        feed::put(self.tx, DISTRICT, kind, kind, seq)
    }

    /// Offices or people changed: the directory is gathered again.
    pub fn directory_changed(&mut self) -> Result<()> {
        let directory = directory::gather(self.tx)?;
        self.document_changed(directory::DIRECTORY, &serde_json::to_string(&directory)?)
    }

    /// What some events bring about beside the case: references to photos, the
    /// register of numbers, letters to render, rows for the rates, the audit log.
    fn consequences(
        &mut self,
        stored: &mut case::Stored,
        events: &[Event],
        backlog: bool,
    ) -> Result<()> {
        for event in events {
            match &event.kind {
                EventKind::VisitLogged { visit } => {
                    if let Some(id) = event.action {
                        for photo in &visit.photos {
                            self.refer(stored, photo, id, event)?;
                        }
                    }
                }
                EventKind::LetterSigned { letter, number, .. } => {
                    if let Some(office) = &stored.case.office {
                        register::enter(self.tx, office, number, *letter, stored.key, event.at)?;
                    }
                    letter::queue(self.tx, *letter, stored.key, event.at, backlog)?;
                    self.log(event, "sign_letter", &letter.to_string())?;
                }
                EventKind::LetterFiled { letter, pdf } => {
                    let source = letter.to_string();
                    tx_refer(
                        self.tx,
                        &pdf.sha256,
                        stored.key,
                        &source,
                        "letter",
                        "system",
                        pdf.size,
                        true,
                    )?;
                }
                EventKind::LetterVoided { letter, reason } => {
                    register::void(self.tx, *letter, reason)?;
                    self.log(event, "void_letter", &letter.to_string())?;
                }
                EventKind::CitizenShown => {
                    self.log(event, "show_citizen", &stored.id.to_string())?
                }
                _ => {}
            }
        }
        let followed_up = |event: &Event| matches!(event.kind, EventKind::FollowedUp { .. });
        if events.iter().any(followed_up) {
            follow_up::keep(self.tx, stored.key, stored.id, &stored.events)?;
        }
        Ok(())
    }

    /// A visit refers to a photo; it counts as received when its author has
    /// already sent the bytes.
    fn refer(
        &mut self,
        stored: &mut case::Stored,
        photo: &PhotoRef,
        visit: ActionId,
        event: &Event,
    ) -> Result<()> {
        let author = self.photographers.get(&photo.sha256).cloned();
        let author = author.unwrap_or_else(|| event.by.user.clone());
        let author = author.as_str();
        let uploaded = self
            .tx
            .first(sql!("upload_by_user"), params![author, &photo.sha256])?
            .is_some();
        if uploaded && !stored.received.contains(&photo.sha256) {
            stored.received.push(photo.sha256.clone());
        }
        let source = visit.to_string();
        tx_refer(
            self.tx,
            &photo.sha256,
            stored.key,
            &source,
            "photo",
            author,
            photo.size,
            uploaded,
        )
    }

    fn log(&mut self, event: &Event, act: &str, subject: &str) -> Result<()> {
        audit::write(
            self.tx,
            audit::Entry {
                at: event.at,
                who: event.by.user.as_str(),
                device: None::<Uuid>,
                act,
                subject,
            },
        )
    }
}

#[expect(clippy::too_many_arguments, reason = "the columns of one row")]
fn tx_refer(
    tx: &mut dyn Tx,
    sha256: &str,
    case_key: i64,
    source: &str,
    kind: &str,
    author: &str,
    size: u64,
    received: bool,
) -> Result<()> {
    tx.execute(
        sql!("blob_ref_put"),
        params![sha256, case_key, source, kind, author, size, received],
    )?;
    Ok(())
}

/// The feed a case belongs to.
fn ledger_of(case: &Case) -> String {
    case.office
        .as_ref()
        .map_or(CENTRE, OfficeId::as_str)
        .to_owned()
}

/// Offices that had the case before the one that has it now.
fn former_offices(stored: &case::Stored) -> Vec<String> {
    let mut former: Vec<String> = Vec::new();
    for event in &stored.events {
        if let EventKind::Dispatched { office, .. } = &event.kind
            && office.as_str() != stored.ledger
            && !former.iter().any(|known| known == office.as_str())
        {
            former.push(office.as_str().to_owned());
        }
    }
    former
}
