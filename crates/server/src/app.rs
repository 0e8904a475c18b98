//! The server without its sockets: a store, a clock, and what requests share.

use crate::bell::Bell;
use crate::clock::{Clock, SystemClock};
use crate::db::{Database, Postgres, Sqlite, Tx};
use crate::error::{Error, Result};
use crate::http::Counters;
use crate::http::body::Rooms;
use crate::letters::{self, Fonts, Render};
use crate::passwords::Passwords;
use crate::photos::{PhotoPlace, Photos};
use crate::random::Chance;
use crate::revocations;
use crate::rulebook::{Rulebook, Shelf};
use crate::seals;
use crate::work::Work;
use casework::{Action, Actor, Case, Context, Event, Moment, Refusal};
use protocol::hello::Versions;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Requests that work at a time: each may need a connection with its cache.
const AT_ONCE: usize = 8;
/// Uploads that work at a time. Their turns are their own: a photo store that
/// does not answer must not keep anybody from pushing and pulling. Each may hold
/// a whole photo in memory (50 MB).
const UPLOADS_AT_ONCE: usize = 4;

/// The embedded database, in the data folder.
pub(crate) const DATABASE: &str = "district.db";

/// Where a server keeps its things.
#[derive(Clone, Debug)]
pub struct Config {
    /// database, photos and uploads, unless told otherwise
    pub data: PathBuf,
    /// PostgreSQL instead of the embedded database
    pub database_url: Option<String>,
    /// photos elsewhere
    pub photos: Option<PhotoPlace>,
    /// the file with the key of the seals; else `seal.key` in the data folder
    pub seal_key: Option<PathBuf>,
    /// the only folder with the fonts of letters; else `fonts` in the data, the system's and the bundled ones
    pub fonts: Option<PathBuf>,
    /// the desks that are served
    pub versions: Versions,
    pub chance: Chance,
}

impl Config {
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            database_url: None,
            photos: None,
            seal_key: None,
            fonts: None,
            versions: Versions::OURS,
            chance: Chance::system(),
        }
    }

    pub(crate) fn seal_key(&self) -> PathBuf {
        let beside = || self.data.join("seal.key");
        self.seal_key.clone().unwrap_or_else(beside)
    }
}

/// `casework::decide`, or what a test puts in its place.
pub(crate) type Decide = fn(&Case, &Action, &Actor, &Context) -> Result<Vec<Event>, Refusal>;

pub(crate) struct Inner {
    pub config: Config,
    pub db: Database,
    pub clock: Arc<dyn Clock>,
    pub bell: Bell,
    pub photos: Photos,
    pub passwords: Passwords,
    pub decide: Decide,
    pub counters: Counters,
    pub fonts: Fonts,
    pub render: Render,
    /// what bodies that are being read take of the memory
    pub rooms: Rooms,
    turns: Semaphore,
    upload_turns: Semaphore,
    shelf: Shelf,
}

#[derive(Clone)]
pub struct App(pub(crate) Arc<Inner>);

impl App {
    /// Opens the store, or makes an empty one.
    pub fn open(config: Config) -> Result<Self> {
        Self::open_at(config, Arc::new(SystemClock))
    }

    /// Opens a store that has a district, and makes nothing.
    pub fn open_existing(config: Config) -> Result<Self> {
        if config.database_url.is_none() && !config.data.join(DATABASE).exists() {
            return Err(Error::told(
                "store.empty",
                format!(
                    "there is no district in {}; run `lianxin-server init` or `seed` first",
                    config.data.display()
                ),
            ));
        }
        let app = Self::open(config)?;
        app.read(crate::store::meta::get)?;
        Ok(app)
    }

    /// The same with a clock of the caller's.
    pub fn open_at(config: Config, clock: Arc<dyn Clock>) -> Result<Self> {
        Self::assemble(config, clock, casework::decide, letters::renderer)
    }

    pub(crate) fn assemble(
        config: Config,
        clock: Arc<dyn Clock>,
        decide: Decide,
        renderer: impl FnOnce(Fonts) -> Render,
    ) -> Result<Self> {
        make_private(&config.data)?;
        let fonts = Fonts::of(&config);
        let photos = Photos::new(&config)?;
        let db = match &config.database_url {
            Some(url) => Database::Postgres(Postgres::open(url)?),
            None => Database::Sqlite(Sqlite::open(&config.data.join(DATABASE))?),
        };
        if revocations::exist(&config.data) {
            db.write(|tx| revocations::apply(tx, &config.data))?;
        }
        Ok(Self(Arc::new(Inner {
            config,
            db,
            clock,
            bell: Bell::default(),
            photos,
            passwords: Passwords::default(),
            decide,
            counters: Counters::default(),
            render: renderer(fonts.clone()),
            fonts,
            rooms: Rooms::default(),
            turns: Semaphore::new(AT_ONCE),
            upload_turns: Semaphore::new(UPLOADS_AT_ONCE),
            shelf: Shelf::default(),
        })))
    }

    pub fn now(&self) -> Moment {
        self.0.clock.now()
    }

    /// One snapshot.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&mut dyn Tx) -> Result<T>) -> Result<T> {
        self.0.db.read(work)
    }

    /// One transaction without rules: accounts, tokens, uploads.
    pub(crate) fn write_plain<T>(&self, work: impl FnOnce(&mut dyn Tx) -> Result<T>) -> Result<T> {
        self.0.db.write(work)
    }

    /// One transaction on cases, with the server's clock. It is read when the turn has
    /// come: what is written later is not earlier, so that a register's numbers and
    /// their dates go the same way.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&mut Work) -> Result<T>) -> Result<T> {
        self.write_by(|| self.now(), work)
    }

    /// The same at another time.
    pub(crate) fn write_at<T>(
        &self,
        now: Moment,
        part: impl FnOnce(&mut Work) -> Result<T>,
    ) -> Result<T> {
        self.write_by(|| now, part)
    }

    /// Whoever waits for what it moved is woken.
    fn write_by<T>(
        &self,
        clock: impl FnOnce() -> Moment,
        part: impl FnOnce(&mut Work) -> Result<T>,
    ) -> Result<T> {
        let (out, touched) = self.0.db.write(|tx| {
            let book = self.book(tx)?;
            let mut work = Work::new(tx, clock(), book);
            let out = part(&mut work)?;
            Ok((out, work.touched()))
        })?;
        self.0.bell.ring(&touched);
        Ok(out)
    }

    pub(crate) fn book(&self, tx: &mut dyn Tx) -> Result<Arc<Rulebook>> {
        self.0.shelf.current(tx)
    }

    /// Fails unless photos can be stored and read.
    pub fn probe_photos(&self) -> Result<()> {
        self.0.photos.probe()
    }

    /// Encrypts the seals that an older server stored, and says in the log when the
    /// key of the seals is not there: until it is, signed letters wait for theirs.
    pub fn ready_seals(&self) -> Result<()> {
        seals::take_over(self)?;
        if let Some(problem) = seals::problem(self)? {
            tracing::error!(code = problem.code(), "{problem}");
        }
        Ok(())
    }

    /// Business code is synchronous: it runs where blocking is allowed.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        part: impl FnOnce(&App) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.in_turn(&self.0.turns, part).await
    }

    /// The same for what may wait for the photo store.
    pub(crate) async fn uploading<T: Send + 'static>(
        &self,
        part: impl FnOnce(&App) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.in_turn(&self.0.upload_turns, part).await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        turns: &Semaphore,
        part: impl FnOnce(&App) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _turn = turns.acquire().await.map_err(|_| Error::Ending)?;
        let app = self.clone();
        match tokio::task::spawn_blocking(move || part(&app)).await {
            Ok(done) => done,
            Err(error) if error.is_panic() => {
                Err(Error::Broken("a request met a bug; see the log".into()))
            }
            Err(_) => Err(Error::Ending),
        }
    }
}

/// The data folder holds citizens' data: nobody else on the machine reads it.
fn make_private(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}
