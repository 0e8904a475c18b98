//! A real desk: encrypted store and sync engine, without a window.

use crate::Result;
use crate::district::{Account, District};
use casebook::{Book, Identity, Intent, KeyWrap, Keys, ListQuery, Opening, Sort, SortBy};
use casework::{Action, CaseId, Moment, State, VisitRecord};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use sync::{Engine, HttpTransport, Options, Photos, Report, Transport};
use zeroize::Zeroizing;

/// The address that stores are filed under; the server's port is another every time.
const HOME: &str = "http://district";
const PASSPHRASE: &str = "of a store that holds nothing but the sample";

pub struct Desk {
    pub engine: Arc<Engine<HttpTransport>>,
    ring: Arc<Ring>,
}

impl Desk {
    /// A new store, signed in and empty.
    pub async fn fresh(district: &District, account: &Account, name: &str) -> Result<Self> {
        let data = district.folder.join(name);
        if data.exists() {
            fs::remove_dir_all(&data)?;
        }
        let ring = Arc::new(Ring::default());
        let identity = Identity::new(HOME, &account.user);
        let keys = Keys {
            passphrase: Some(PASSPHRASE),
            keychain: Some(&*ring),
        };
        let book = Book::create(&data, &identity, keys, &Opening::default())?;
        let desk = Self {
            engine: engine(Arc::new(book), &district.url)?,
            ring,
        };
        desk.engine.sign_in(&account.password, "measure").await?;
        Ok(desk)
    }

    /// The store of an earlier run where there is one; its server is the same, further on.
    pub async fn kept(district: &District, account: &Account, name: &str) -> Result<Self> {
        let identity = Identity::new(HOME, &account.user);
        let data = district.folder.join(name);
        if !Book::exists(&data, &identity) {
            return Self::fresh(district, account, name).await;
        }
        let keys = Keys::passphrase(PASSPHRASE);
        let book = Book::open(&data, &identity, keys, &Opening::default())?;
        Ok(Self {
            engine: engine(Arc::new(book), &district.url)?,
            ring: Arc::default(),
        })
    }

    pub fn book(&self) -> &Arc<Book> {
        self.engine.book()
    }

    /// Push, and pull to the end; photos stay.
    pub async fn sync(&self) -> Result<Report> {
        Ok(self.engine.sync_once(&without_photos()).await?)
    }

    /// One push of what is confirmed, so many actions: from the bytes on their way to the answer; then it is
    /// acknowledged.
    pub async fn hand_in(&self, by: &Engine<HttpTransport>, actions: u64) -> Result<Duration> {
        let book = self.book();
        let batch = book.batch(now(), true)?.ok_or("nothing is unsent")?;
        let access = book.session()?.access.ok_or("the desk is signed out")?;
        let request = batch.request();
        let began = Instant::now();
        let reply = by.transport().push(&access, &request).await?;
        let took = began.elapsed();
        let taken = book.acknowledge(&batch, &reply)?;
        match (taken.applied, taken.held.len()) {
            (applied, 0) if applied == actions => Ok(took),
            _ => Err(format!("a push of {actions} was {taken:?}").into()),
        }
    }

    /// Until the server, which may just have pressed its clocks, has nothing more.
    pub async fn settle(&self) -> Result<()> {
        let mut quiet = 0;
        while quiet < 3 {
            match self.sync().await?.pulled {
                0 => quiet += 1,
                _ => quiet = 0,
            }
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        Ok(())
    }

    /// The same store by another way to the server.
    pub fn by_way_of(&self, url: &str) -> Result<Arc<Engine<HttpTransport>>> {
        engine(self.book().clone(), url)
    }

    /// The database file and the key that opens it; of a fresh store only.
    pub fn file_and_key(&self) -> Result<(PathBuf, [u8; 32])> {
        let key = self
            .ring
            .key()
            .ok_or("the key of a kept store is not at hand")?;
        Ok((self.book().folder().join("book.db"), key))
    }

    /// The newest dispatched cases, signed for and pushed: work may be filed on them.
    pub async fn sign_for(&self, wanted: usize) -> Result<Vec<CaseId>> {
        let cases = self.newest_in(State::Assigned, wanted)?;
        let sign = |case: &CaseId| Intent::new(*case, Action::SignFor, now());
        let filed = self.book().confirm_all(cases.iter().map(sign).collect())?;
        if let Some(refused) = filed.into_iter().find_map(std::result::Result::err) {
            return Err(format!("a case was not signed for: {refused}").into());
        }
        self.settle().await?;
        Ok(cases)
    }

    /// The newest cases in this state, as many as wanted: those that were imported for this run.
    pub fn newest_in(&self, state: State, wanted: usize) -> Result<Vec<CaseId>> {
        let query = ListQuery {
            states: vec![state],
            sort: Sort {
                by: SortBy::Newest,
                descending: true,
            },
            limit: Some(wanted as u32),
            ..ListQuery::default()
        };
        let rows = self.book().list(&query)?.rows;
        if rows.len() < wanted {
            let state = state.code();
            return Err(format!("{} of {wanted} cases are {state}", rows.len()).into());
        }
        Ok(rows.into_iter().map(|row| row.id).collect())
    }
}

pub fn without_photos() -> Options {
    Options {
        explicit: true,
        photos: Photos::Later,
        ..Options::default()
    }
}

fn engine(book: Arc<Book>, url: &str) -> Result<Arc<Engine<HttpTransport>>> {
    Ok(Arc::new(Engine::new(
        book,
        HttpTransport::new(url)?,
        Arc::new(now),
    )))
}

pub fn now() -> Moment {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Moment(since.as_millis() as i64)
}

/// A visit as clerks write it, without photos.
pub fn visit() -> VisitRecord {
    VisitRecord {
        at: now(),
        note: "现场核查：木板狗窝一处，约二平方米，成年犬两只，犬主在场，已当面告知养犬管理条例，\
               约定三日内自行拆除，届时复查。"
            .into(),
        companions: String::new(),
        finding: None,
        lat: None,
        lng: None,
        no_photo_reason: None,
        photos: Vec::new(),
    }
}

pub fn contact(note: &str) -> Action {
    Action::LogContact { note: note.into() }
}

/// Remembers the key, so that the floors can open the same file.
#[derive(Default)]
struct Ring(Mutex<Option<[u8; 32]>>);

impl Ring {
    fn key(&self) -> Option<[u8; 32]> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeyWrap for Ring {
    fn put(&self, _: &str, key: &[u8; 32]) -> std::result::Result<(), String> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(*key);
        Ok(())
    }

    fn get(&self, _: &str) -> std::result::Result<Option<Zeroizing<[u8; 32]>>, String> {
        Ok(self.key().map(Zeroizing::new))
    }

    fn remove(&self, _: &str) -> std::result::Result<(), String> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}

/// A folder of this name, empty.
pub fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}
