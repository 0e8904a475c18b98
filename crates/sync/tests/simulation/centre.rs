//! The real server on real files, asked in this process. It can be killed,
//! started again, restored, and its disk can be set back.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use casework::Moment;
use server::command::numbers::LastNumber;
use server::command::restore;
use server::{App, Chance, Config};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;
use uuid::Uuid;

pub const DATABASE: &str = "district.db";

/// The one clock of a world. A desk's own may be off by a skew.
#[derive(Clone)]
pub struct Clock(Arc<AtomicI64>);

impl Clock {
    pub fn at(now: i64) -> Self {
        Self(Arc::new(AtomicI64::new(now)))
    }

    pub fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }

    pub fn pass(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

pub struct Centre {
    config: Config,
    clock: Clock,
    running: Mutex<Option<(App, Router)>>,
    /// devices that may read nothing more, as the administrator decided
    revoked: Mutex<BTreeSet<Uuid>>,
    /// answers that such a device should not have had
    pub leaks: Mutex<Vec<String>>,
}

impl Centre {
    pub fn start(
        data: &Path,
        clock: &Clock,
        names: impl Fn(&mut [u8]) + Send + Sync + 'static,
    ) -> Self {
        let mut config = Config::new(data);
        config.chance = Chance::from(move |bytes| {
            names(bytes);
            Ok(())
        });
        let centre = Self {
            config,
            clock: clock.clone(),
            running: Mutex::default(),
            revoked: Mutex::default(),
            leaks: Mutex::default(),
        };
        centre.restart();
        centre
    }

    pub fn data(&self) -> &Path {
        &self.config.data
    }

    pub fn database(&self) -> PathBuf {
        self.config.data.join(DATABASE)
    }

    pub fn app(&self) -> App {
        self.running.lock().unwrap().as_ref().unwrap().0.clone()
    }

    /// Killed, and started again: whatever was in its memory is gone.
    pub fn restart(&self) {
        self.stop();
        let clock = self.clock.clone();
        let app = App::open_at(self.config.clone(), Arc::new(move || clock.now())).unwrap();
        let router = app.router();
        *self.running.lock().unwrap() = Some((app, router));
    }

    fn stop(&self) {
        self.running.lock().unwrap().take();
    }

    pub fn restore(&self, backup: &Path, paper: &[LastNumber]) {
        self.stop();
        let clock = self.clock.clone();
        let clock = move || clock.now();
        restore::restore(&self.config, backup, paper, &clock).unwrap();
        self.restart();
    }

    /// The database as it lies there, log included.
    pub fn copy_disk(&self, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for (from, name) in self.database_files() {
            if from.exists() {
                std::fs::copy(from, to.join(name)).unwrap();
            }
        }
    }

    /// Somebody puts an old copy of the disk in place, and tells nobody.
    pub fn set_back(&self, copy: &Path) {
        self.stop();
        for (place, name) in self.database_files() {
            if place.exists() {
                std::fs::remove_file(&place).unwrap();
            }
            if copy.join(&name).exists() {
                std::fs::copy(copy.join(name), place).unwrap();
            }
        }
        self.restart();
    }

    fn database_files(&self) -> [(PathBuf, String); 2] {
        ["", "-wal"].map(|end| {
            let name = format!("{DATABASE}{end}");
            (self.config.data.join(&name), name)
        })
    }

    pub fn revoke(&self, device: Uuid) {
        self.revoked.lock().unwrap().insert(device);
    }

    pub fn is_revoked(&self, device: Uuid) -> bool {
        self.revoked.lock().unwrap().contains(&device)
    }

    /// Status, headers and body as they would lie on the wire.
    pub async fn answer(&self, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
        let router = self.running.lock().unwrap().as_ref().unwrap().1.clone();
        let response = router.oneshot(request.map(Body::from)).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Response::from_parts(parts, bytes.to_vec())
    }
}
