//! `cargo xtask run`: from a fresh machine to the desk's window on the sample district, signed in.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    Stop,
    accounts::{self, Account},
    display::{self, Virtual, Wish},
    fonts, log, place, private,
    processes::{self, LOOK, Process},
    server::{self, Server},
    setup, signals, ui,
};

const OFFICE: &str = "白鹤街道";
const CASES: u32 = 200;

/// The first sync of 200 cases takes seconds; a cold machine may take longer to draw.
const TO_BE_READY: Duration = Duration::from_secs(120);

pub fn run(wish: Wish) -> Result<(), Stop> {
    let wish = possible(wish)?;
    set_up(wish)?;
    build()?;

    let home = Home::open()?;
    let accounts = home.accounts()?;
    let person = accounts::handler(&accounts, OFFICE)?;
    let server = server::serve(
        &home.at("server"),
        &server::usual_address(),
        &home.at("server.log"),
    )?;
    introduce(&server, &accounts, &home);

    match wish {
        Wish::Window => home.open_window(server, person),
        Wish::Headless => home.show_on_virtual_screen(server, person),
    }
}

/// What can be done of what was asked for.
fn possible(wish: Wish) -> Result<Wish, Stop> {
    if !cfg!(target_os = "linux") {
        return Err(Stop::NeedsYou(
            "cargo xtask run works on Linux; here use cargo xtask package".to_owned(),
        ));
    }
    if wish == Wish::Window && !display::is_there() {
        eprintln!("there is no display here: going on as with --headless");
        return Ok(Wish::Headless);
    }
    Ok(wish)
}

fn set_up(wish: Wish) -> Result<(), Stop> {
    let headless: &[&str] = match wish {
        Wish::Window => &[],
        Wish::Headless => setup::HEADLESS,
    };
    setup::packages(&[setup::BUILD, setup::WINDOW, headless])?;
    ui::modules()?;
    ui::pages()?;
    fonts::fonts()?;
    Ok(())
}

/// The programs people run. Together, so that cargo settles the features of what they share once.
pub fn build() -> Result<(), Stop> {
    processes::step(
        "cargo build --release",
        Command::new("cargo")
            .current_dir(place::root())
            .args(["build", "--release", "--bins"])
            .args(["-p", "server", "-p", "desk", "-p", "lianxin"]),
    )
}

fn introduce(server: &Server, accounts: &[Account], home: &Home) {
    println!("\n受理中心  {}", server.url);
    for account in accounts.iter().filter(|account| account.office == OFFICE) {
        println!(
            "{OFFICE}  {}\t{}\t{}",
            account.role_in_words(),
            account.user,
            account.password
        );
    }
    println!("资料      {}\n", home.folder.display());
}

/// The private folder of a run, held by one run at a time.
struct Home {
    folder: PathBuf,
    // Locked as long as it is open.
    _lock: File,
}

impl Home {
    fn open() -> Result<Self, Stop> {
        let folder = place::run();
        private::folder(&folder)?;
        let lock = File::create(folder.join("lock"))
            .map_err(|error| format!("cannot write in {}: {error}", folder.display()))?;
        lock.try_lock().map_err(|_| {
            Stop::NeedsYou(format!(
                "another `cargo xtask run` holds {}: end that one first",
                folder.display()
            ))
        })?;
        Ok(Home {
            folder,
            _lock: lock,
        })
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The accounts of the sample district, which is made when it is not there yet.
    fn accounts(&self) -> Result<Vec<Account>, Stop> {
        let file = self.at("accounts.json");
        if let Ok(json) = fs::read_to_string(&file) {
            return Ok(accounts::read(&json)?);
        }
        // A district whose making was interrupted has no accounts yet, and no work in it.
        for name in ["server", "desk"] {
            remove(&self.at(name))?;
        }
        private::folder(&self.at("server"))?;
        let json = server::seed(&self.at("server"), CASES)?;
        let accounts = accounts::read(&json)?;
        private::file(&file, json.as_bytes())?;
        Ok(accounts)
    }

    fn open_window(&self, mut server: Server, person: &Account) -> Result<(), Stop> {
        let mut command = Command::new(desk());
        let mut window = self.start_window(&mut command, &server, person)?;
        let done = self.until_closed(&mut window, &mut server);
        end_together(&mut window, &mut server);
        done
    }

    fn until_closed(&self, window: &mut Process, server: &mut Server) -> Result<(), Stop> {
        loop {
            if signals::asked_to_stop() {
                return Ok(());
            }
            if let Some(status) = window.ended()? {
                return if status.success() {
                    Ok(())
                } else {
                    Err(self.failed(&format!("the window ended with {status}")))
                };
            }
            if server.process.ended()?.is_some() {
                return Err(self.failed("the server ended by itself"));
            }
            sleep(LOOK);
        }
    }

    fn show_on_virtual_screen(&self, mut server: Server, person: &Account) -> Result<(), Stop> {
        let ready = self.at("ready.json");
        let picture = self.at("desk.png");
        for stale in [&ready, &picture] {
            remove(stale)?;
        }
        let screen = Virtual::start()?;
        let mut command = screen.command(&desk());
        command.env("LIANXIN_READY_FILE", &ready);
        let mut window = self.start_window(&mut command, &server, person)?;
        let shown = self.until_ready(&ready, &mut window, &mut server);
        // Also when it failed: what the screen shows then is the best hint there is.
        let taken = screen.picture(&picture);
        end_together(&mut window, &mut server);
        shown.and(taken)?;
        println!("首次同步已显示：{}", picture.display());
        Ok(())
    }

    fn until_ready(
        &self,
        ready: &Path,
        window: &mut Process,
        server: &mut Server,
    ) -> Result<(), Stop> {
        let deadline = Instant::now() + TO_BE_READY;
        while !ready.exists() {
            if signals::asked_to_stop() {
                return Err(Stop::Failed("stopped".to_owned()));
            }
            if let Some(status) = window.ended()? {
                return Err(self.failed(&format!("the window ended with {status}")));
            }
            if server.process.ended()?.is_some() {
                return Err(self.failed("the server ended by itself"));
            }
            if Instant::now() > deadline {
                return Err(self.failed("the first sync was not shown within two minutes"));
            }
            sleep(LOOK);
        }
        Ok(())
    }

    /// The window signs in by itself with what it finds in its environment.
    fn start_window(
        &self,
        command: &mut Command,
        server: &Server,
        person: &Account,
    ) -> Result<Process, Stop> {
        let log_file = self.at("window.log");
        let cannot_log = |error| format!("cannot write {}: {error}", log_file.display());
        let file = File::create(&log_file).map_err(cannot_log)?;
        let copy = file.try_clone().map_err(cannot_log)?;
        private::folder(&self.at("desk"))?;
        Process::start(
            command
                .env("LIANXIN_DATA", self.at("desk"))
                .env("LIANXIN_SERVER", &server.url)
                .env("LIANXIN_USER", &person.user)
                .env("LIANXIN_PASSWORD", &person.password)
                .env(
                    "LIANXIN_PASSPHRASE",
                    private::secret(&self.at("passphrase"))?,
                )
                .stdout(file)
                .stderr(copy),
        )
    }

    fn failed(&self, what: &str) -> Stop {
        Stop::Failed(format!(
            "{what}\n{}\n{}",
            log::end(&self.at("window.log")),
            log::end(&self.at("server.log"))
        ))
    }
}

/// Both are asked before either is waited for, so that the ten seconds are not spent twice.
fn end_together(window: &mut Process, server: &mut Server) {
    window.ask_to_end();
    server.process.ask_to_end();
    window.stop();
    server.process.stop();
}

fn desk() -> PathBuf {
    place::program("release", "lianxin")
}

/// Removes a file or a folder; what is not there is as wanted.
fn remove(path: &Path) -> Result<(), Stop> {
    let removed = match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(_) => return Ok(()),
    };
    removed.map_err(|error| Stop::Failed(format!("cannot remove {}: {error}", path.display())))
}
