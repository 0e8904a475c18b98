//! A district served on loopback, and desks of its people.

use crate::view::SignInInput;
use crate::{Desk, Host, Signal};
use casework::{CaseId, Moment, OfficeId, Role};
use protocol::auth::DeviceState;
use protocol::directory::Office;
use server::command::{assign, backup, device, import, init, office, templates, user};
use server::{App, Config, Listener};
use std::path::PathBuf;
use std::sync::Arc;

/// Tuesday 2026-11-03 09:00 in China.
pub(crate) const MORNING: Moment = Moment(1_793_667_600_000);
const PASSWORD: &str = "correct horse 9";
pub(crate) const BAIHE: &str = "白鹤街道";
pub(crate) const DONGLIU: &str = "东柳街道";

pub(crate) struct District {
    app: App,
    url: String,
    _data: tempfile::TempDir,
    _end: tokio::sync::oneshot::Sender<()>,
}

impl District {
    /// With one case at 白鹤街道.
    pub async fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let app = App::open_at(Config::new(data.path()), Arc::new(|| MORNING)).unwrap();
        let made = app.clone();
        tokio::task::spawn_blocking(move || found(&made))
            .await
            .unwrap();
        let listener = Listener::bind(&app, "127.0.0.1:0".parse().unwrap(), None)
            .await
            .unwrap();
        let url = listener.url().unwrap();
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        let served = app.clone();
        tokio::spawn(async move {
            let over = async {
                let _ = ended.await;
            };
            server::serve(served, listener, over).await.unwrap();
        });
        Self {
            app,
            url,
            _data: data,
            _end: end,
        }
    }

    /// A desk that has read everything once.
    pub async fn desk(&self, user: &str) -> Seat {
        let data = tempfile::tempdir().unwrap();
        let desk = Desk::new(data.path().to_owned(), None, Arc::new(Quiet));
        let input = SignInInput {
            server: self.url.clone(),
            user: user.into(),
            password: PASSWORD.into(),
            passphrase: Some("白鹤新村 42".into()),
        };
        desk.sign_in_only(input).await.unwrap();
        desk.synchronise(true).await.unwrap();
        Seat { desk, data }
    }

    pub async fn assign(&self, number: String, to: &'static str) {
        self.command(move |app| assign::assign(app, &number, to))
            .await;
    }

    /// One more case, as a line of the import.
    pub async fn import(&self, row: &'static str) {
        let work = move |app: &App| -> server::Result<()> {
            take_in(app, row);
            Ok(())
        };
        self.command(work).await;
    }

    /// One file of an office's own.
    pub async fn import_template(&self, name: &str, text: &str, office: &'static str) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), text).unwrap();
        self.command(move |app| templates::import(app, folder.path(), Some(office)))
            .await;
    }

    pub async fn back_up(&self) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("district.backup");
        self.command(move |app| backup::backup(app, &file)).await;
    }

    pub async fn declare(&self, seat: &Seat, state: DeviceState) {
        let open = seat.desk.opened().unwrap();
        let id = open.book.session().unwrap().device;
        self.command(move |app| device::set_state(app, id, state))
            .await;
    }

    /// The history of an office, a JSON line an event.
    pub async fn dump(&self, office: &'static str) -> String {
        let app = self.app.clone();
        let work = move || {
            let mut out = Vec::new();
            server::command::dump::dump(&app, office, None, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        tokio::task::spawn_blocking(work).await.unwrap()
    }

    async fn command<R: Send + 'static>(
        &self,
        work: impl FnOnce(&App) -> server::Result<R> + Send + 'static,
    ) -> R {
        let app = self.app.clone();
        tokio::task::spawn_blocking(move || work(&app).unwrap())
            .await
            .unwrap()
    }
}

/// A desk with its folder.
pub(crate) struct Seat {
    pub desk: Desk,
    pub data: tempfile::TempDir,
}

impl Seat {
    pub fn case(&self) -> CaseId {
        let open = self.desk.opened().unwrap();
        let page = open.book.list(&casebook::ListQuery::default()).unwrap();
        page.rows[0].id
    }

    pub fn number(&self) -> String {
        let open = self.desk.opened().unwrap();
        open.book.case(self.case()).unwrap().row.summary.number
    }

    /// Nothing but what belongs to no store.
    pub fn is_erased(&self) -> bool {
        std::fs::read_dir(self.data.path()).unwrap().count() == 0
    }
}

struct Quiet;

impl Host for Quiet {
    fn now(&self) -> Moment {
        MORNING
    }

    fn emit(&self, _: Signal) {}

    fn documents(&self) -> PathBuf {
        PathBuf::new()
    }
}

fn found(app: &App) {
    init::init(app, "鄞州区", "admin", PASSWORD).unwrap();
    for (id, name) in [("330212001", BAIHE), ("330212002", DONGLIU)] {
        let office = Office {
            id: OfficeId::from(id),
            name: name.into(),
            legal_name: format!("宁波市鄞州区{name}办事处"),
            number_words: [("reply".to_owned(), format!("{name}函"))].into(),
            communities: vec!["社区".into()],
            phone: "0574-87650000".into(),
            seal_mm: None,
        };
        office::add(app, &office).unwrap();
    }
    for (name, who, role, office) in [
        ("chen.jing", "陈静", Role::Handler, BAIHE),
        ("zhou.min", "周敏", Role::Head, BAIHE),
    ] {
        let new = user::NewUser {
            user: name,
            name: who,
            role,
            office: Some(office),
        };
        user::add(app, &new, PASSWORD).unwrap();
    }
    take_in(
        app,
        &format!(
            "流浪犬,门口有多只流浪犬。,,forum,王小明,13800001234,白鹤新村1号,,,2026-11-02T10:00:00+08:00,{BAIHE},,"
        ),
    );
}

fn take_in(app: &App, row: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.csv");
    let csv = format!(
        "title,body,category,channel,citizen_name,citizen_phone,address,lat,lng,submitted_at,office,citizen_address,citizen_postcode\n{row}\n"
    );
    std::fs::write(&file, csv).unwrap();
    import::import(app, &file, true).unwrap();
}
