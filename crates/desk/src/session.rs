//! Signing in, opening the store again, and what the window shows first.

use crate::Desk;
use crate::desk::{Trouble, lock};
use crate::error::{Reply, error, file};
use crate::files::write_whole;
use crate::open::Open;
use crate::view::{AppStatus, PersonView, Phase, SignInInput};
use casebook::{Book, Identity, KeyWrap, Keys, Opening};
use casework::{Actor, Role};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use sync::Farewell;

/// How long a command waits for the window to close (DESIGN: Desk store).
const CLI_WAIT: Duration = Duration::from_secs(5);
/// Which server and account were used last; no secret.
const LAST: &str = "last.json";

impl Desk {
    /// Waits for a start under way. A store that could not be opened is told
    /// once; asking again tries again.
    pub async fn app_status(&self) -> Reply<AppStatus> {
        let mut begun = self.inner().begun.subscribe();
        // The sender lives as long as the desk.
        let _ = begun.wait_for(|begun| *begun).await;
        let told = lock(&self.inner().trouble)
            .take_if(|trouble| trouble.told)
            .is_some();
        if told {
            self.begin(None, None).await;
        }
        if let Some(trouble) = &mut *lock(&self.inner().trouble) {
            trouble.told = true;
            return Err(trouble.problem.clone());
        }
        let desk = self.clone();
        self.blocking(move || desk.status_now()).await
    }

    /// Said before [`Desk::begin`] is spawned, so that the window's first
    /// question waits for it.
    pub fn will_begin(&self) {
        self.inner().begun.send_replace(false);
    }

    /// Signs in at the server and opens or makes the store; the first sync goes
    /// on behind the answer.
    pub async fn sign_in(&self, input: SignInInput) -> Reply<AppStatus> {
        self.sign_in_only(input).await?;
        self.start_driver();
        self.app_status().await
    }

    /// As [`Desk::sign_in`], without syncing by itself.
    pub async fn sign_in_only(&self, input: SignInInput) -> Reply<AppStatus> {
        self.stop_driver();
        let identity = Identity::new(&input.server, &input.user);
        if identity.server.is_empty() || identity.user.is_empty() {
            return Err(error(
                "auth.incomplete",
                "server and account are both needed",
                json!({}),
            ));
        }
        self.set_open(None);
        let new = !Book::exists(self.data(), &identity);
        let desk = self.clone();
        let wanted = identity.clone();
        let passphrase = input.passphrase.clone();
        let book = self
            .blocking(move || desk.open_or_create(&wanted, passphrase.as_deref()))
            .await?;
        let engine = crate::syncing::engine(book.clone(), self.inner().host.clone())?;
        if let Err(problem) = engine.sign_in(&input.password, &device_name()).await {
            let revoked = engine.farewell(&problem).await? == Some(Farewell::Revoked);
            drop(engine);
            // A mistyped account leaves no empty store behind, a lost computer none.
            if let (true, Some(book)) = (new || revoked, Arc::into_inner(book)) {
                book.destroy(self.keychain().as_deref())?;
            }
            if revoked {
                self.say_erased(Farewell::Revoked);
            }
            return Err(problem.into());
        }
        self.remember(&identity)?;
        self.settle(book, engine)?;
        *lock(&self.inner().erased) = None;
        let desk = self.clone();
        self.blocking(move || desk.status_now()).await
    }

    /// Opens the store on this computer with the passphrase alone.
    pub async fn unlock(&self, passphrase: String) -> Reply<AppStatus> {
        self.open_last(None, Some(passphrase)).await?;
        self.start_driver();
        self.app_status().await
    }

    /// The window's start: opens the store of the given account, or the one last
    /// used, if its key is at hand; signs in where that is needed and possible.
    pub async fn begin(&self, passphrase: Option<String>, account: Option<SignInInput>) {
        let began = match account {
            Some(account) => self.begin_as(account).await,
            None if self.last().is_some() => self.open_last(None, passphrase).await,
            None => Ok(()),
        };
        match began {
            Ok(()) if self.opened().is_some() => self.start_driver(),
            Ok(()) => {}
            Err(problem) => {
                tracing::warn!(code = %problem.code, "the store stays shut");
                if ["store.", "disk."]
                    .iter()
                    .any(|kind| problem.code.starts_with(kind))
                {
                    *lock(&self.inner().trouble) = Some(Trouble {
                        problem,
                        told: false,
                    });
                }
            }
        }
        self.inner().begun.send_replace(true);
    }

    async fn begin_as(&self, account: SignInInput) -> Reply<()> {
        let identity = Identity::new(&account.server, &account.user);
        if Book::exists(self.data(), &identity) {
            self.remember(&identity)?;
            self.open_last(Some(&account.server), account.passphrase.clone())
                .await?;
            if self.signed_in()?.book.signed_in()? {
                return Ok(());
            }
        }
        self.sign_in_only(account).await.map(drop)
    }

    /// Opens the store last used at this server, or at any.
    pub async fn open_last(&self, server: Option<&str>, passphrase: Option<String>) -> Reply<()> {
        casebook::finish_erasing(self.data())?;
        let last = self.last().filter(|last| {
            server.is_none_or(|server| Identity::new(server, "").server == last.server)
        });
        let known = casebook::stores(self.data())?;
        let at_server = known
            .into_iter()
            .map(|(identity, _)| identity)
            .find(|identity| {
                server.is_none_or(|server| Identity::new(server, "").server == identity.server)
            });
        let identity = last.or(at_server).ok_or_else(|| {
            error(
                "auth.signed_out",
                "nobody signed in here yet; sign in first",
                json!({ "server": server }),
            )
        })?;
        let desk = self.clone();
        let book = self
            .blocking(move || desk.open_existing(&identity, passphrase.as_deref()))
            .await?;
        self.enter(book)
    }

    /// Works on this store from now on.
    pub(crate) fn enter(&self, book: Arc<Book>) -> Reply<()> {
        let engine = crate::syncing::engine(book.clone(), self.inner().host.clone())?;
        self.settle(book, engine)
    }

    /// Forgets the tokens. What is on this computer stays, and stays encrypted.
    pub async fn sign_out(&self) -> Reply<AppStatus> {
        self.stop_driver();
        if let Some(open) = self.opened() {
            open.engine.sign_out().await?;
        }
        self.set_open(None);
        self.app_status().await
    }

    /// Before the program ends: nothing runs on, the lock is given back.
    pub fn close(&self) {
        self.stop_driver();
        self.set_open(None);
    }

    fn status_now(&self) -> Reply<AppStatus> {
        let last = self.last();
        let open = self.opened();
        let person = open.as_ref().map(|open| person_view(open, &open.person));
        let phase = match (&open, &last) {
            (Some(open), _) if open.book.session()?.synced_at.is_none() => Phase::FirstSync,
            (Some(_), _) => Phase::Ready,
            (None, Some(last)) if Book::exists(self.data(), last) => Phase::Locked,
            (None, _) => Phase::SignIn,
        };
        Ok(AppStatus {
            phase,
            server: last
                .as_ref()
                .map(|last| last.server.clone())
                .unwrap_or_default(),
            user: last.map(|last| last.user).unwrap_or_default(),
            person,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            today: self.now().date().to_string(),
            calendar_until: open
                .as_ref()
                .map(|open| open.book.district().calendar.known_until.to_string()),
            calendar_ends_soon: open.is_some_and(|open| {
                let calendar = &open.book.district().calendar;
                open.person.role == Role::Administrator
                    && calendar.ends_soon(open.today()).is_some()
            }),
            erased: lock(&self.inner().erased).clone(),
            sync: self.sync_status(),
        })
    }

    fn open_or_create(&self, identity: &Identity, passphrase: Option<&str>) -> Reply<Arc<Book>> {
        if Book::exists(self.data(), identity) {
            return self.open_existing(identity, passphrase);
        }
        let keychain = self.keychain();
        let keys = keys(passphrase, keychain.as_deref());
        if keys.passphrase.is_none() && keys.keychain.is_none() {
            return Err(error(
                "key.passphrase_needed",
                "this computer keeps no keys; choose a passphrase",
                json!({}),
            ));
        }
        std::fs::create_dir_all(self.data()).map_err(|problem| file(self.data(), &problem))?;
        Ok(Arc::new(Book::create(
            self.data(),
            identity,
            keys,
            &Opening::waiting(CLI_WAIT),
        )?))
    }

    fn open_existing(&self, identity: &Identity, passphrase: Option<&str>) -> Reply<Arc<Book>> {
        let keychain = self.keychain();
        let keys = keys(passphrase, keychain.as_deref());
        Ok(Arc::new(Book::open(
            self.data(),
            identity,
            keys,
            &Opening::waiting(CLI_WAIT),
        )?))
    }

    fn settle(&self, book: Arc<Book>, engine: Arc<crate::syncing::Engine>) -> Reply<()> {
        let person = book.person()?;
        let host = self.inner().host.clone();
        self.set_open(Some(Open {
            book,
            person,
            host,
            engine,
        }));
        self.count_unsent();
        Ok(())
    }

    fn last(&self) -> Option<Identity> {
        let text = std::fs::read(self.data().join(LAST)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Not even the account's name stays on a computer that was erased.
    pub(crate) fn forget_last(&self) {
        // Nothing to forget where it was never written.
        let _ = std::fs::remove_file(self.data().join(LAST));
    }

    fn remember(&self, identity: &Identity) -> Reply<()> {
        let text = serde_json::to_vec(identity)
            .map_err(|problem| crate::malformed(&problem.to_string()))?;
        write_whole(&self.data().join(LAST), &text)
    }
}

fn keys<'a>(passphrase: Option<&'a str>, keychain: Option<&'a dyn KeyWrap>) -> Keys<'a> {
    Keys {
        passphrase: passphrase.filter(|text| !text.is_empty()),
        keychain,
    }
}

pub(crate) fn person_view(open: &Open, person: &Actor) -> PersonView {
    let office = open.office(person.office.as_ref());
    PersonView {
        user: person.user.clone(),
        name: person.name.clone(),
        role: person.role,
        office: person.office.clone(),
        office_name: open.office_name(person.office.as_ref()),
        office_legal_name: office.map(|office| office.legal_name).unwrap_or_default(),
    }
}

/// Tells the administrator which computer a sign-in came from.
fn device_name() -> String {
    let named = std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME"));
    named
        .or_else(|_| std::fs::read_to_string("/etc/hostname"))
        .map_or_else(|_| "desk".into(), |name| name.trim().to_owned())
}
