//! From arguments to the library's functions, and from their answers to stdout.

use crate::arguments::{Arguments, Calendar, Command, Device, Office, Place, User};
use crate::secret;
use protocol::auth::DeviceState;
use server::command::{
    assign, backup, calendar, device, dump, import, import_sealed, init, office, restore, seed,
    user,
};
use server::{App, Config, Error, Listener, Result, ServeLock, SystemClock, Tls, serve};
use std::io::{BufWriter, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

pub fn run(arguments: Arguments) -> Result<ExitCode> {
    match arguments.command {
        Command::Init {
            place,
            admin,
            district,
        } => {
            let password = secret::new_password(&admin)?;
            init::init(&open(place)?, &district, &admin, &password)?;
        }
        Command::Serve {
            place,
            listen,
            tls_cert,
            tls_key,
            fonts,
        } => {
            let tls = tls_cert.zip(tls_key).map(|(cert, key)| Tls { cert, key });
            let config = Config {
                fonts,
                ..config(place)?
            };
            let _lock = ServeLock::take(&config)?;
            serve_until_told(App::open_existing(config)?, listen, tls)?;
        }
        Command::Seed {
            place,
            cases,
            seed,
            today,
        } => {
            let app = open(place)?;
            let today = today.unwrap_or_else(|| app.now().date());
            print(&seed::seed(&app, seed::Sample { cases, seed, today })?)?;
        }
        Command::Import {
            place,
            strict,
            file,
        } => {
            let report = import::import(&existing(place)?, &file, strict)?;
            for problem in &report.problems {
                eprintln!("{problem}");
            }
            print(&report)?;
            if strict && report.rejected > 0 {
                return Err(Error::told(
                    "import.rejected",
                    format!(
                        "{} rows cannot be taken; nothing was imported",
                        report.rejected
                    ),
                ));
            }
        }
        Command::ImportSealed { place, file } => {
            let report = import_sealed::import(&existing(place)?, &file)?;
            for problem in &report.problems {
                eprintln!("{problem}");
            }
            print(&report)?;
        }
        Command::Assign {
            place,
            case,
            office,
        } => print(&assign::assign(&existing(place)?, &case, &office)?)?,
        Command::Dump { place, office } => {
            let app = existing(Place {
                data: place.data,
                photos: None,
                database_url: place.database_url,
            })?;
            let mut out = BufWriter::new(std::io::stdout().lock());
            dump::dump(&app, &office, place.photos.as_deref(), &mut out)?;
        }
        Command::User(command) => run_user(command)?,
        Command::Office(Office::Add {
            place,
            id,
            name,
            legal_name,
            word,
            phone,
            communities,
        }) => {
            let new = protocol::directory::Office {
                id: id.as_str().into(),
                name,
                legal_name,
                number_words: [("reply".to_owned(), word)].into(),
                communities,
                phone,
            };
            office::add(&existing(place)?, &new)?;
        }
        Command::Office(Office::Seal {
            place,
            office,
            file,
        }) => office::seal(&existing(place)?, &office, &std::fs::read(file)?)?,
        Command::Device(Device::List { place }) => {
            for row in device::list(&existing(place)?)? {
                print(&row)?;
            }
        }
        Command::Device(Device::Retire { place, id }) => {
            device::set_state(&existing(place)?, id, DeviceState::Retired)?;
        }
        Command::Device(Device::Wipe { place, id }) => {
            device::set_state(&existing(place)?, id, DeviceState::Wipe)?;
        }
        Command::Calendar(Calendar::Import { place, file }) => {
            print(&calendar::import(&existing(place)?, &file)?)?;
        }
        Command::Migrate { place } => drop(existing(place)?),
        Command::Backup { place, file } => print(&backup::backup(&existing(place)?, &file)?)?,
        Command::Restore {
            place,
            last_numbers,
            file,
        } => restore::restore(&config(place)?, &file, &last_numbers, &SystemClock)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn run_user(command: User) -> Result<()> {
    match command {
        User::Add {
            place,
            user,
            name,
            role,
            office,
        } => {
            let password = secret::new_password(&user)?;
            let new = user::NewUser {
                user: &user,
                name: &name,
                role,
                office: office.as_deref(),
            };
            user::add(&existing(place)?, &new, &password)
        }
        User::Passwd { place, user } => {
            let password = secret::new_password(&user)?;
            user::passwd(&existing(place)?, &user, &password)
        }
        User::Disable { place, user } => user::disable(&existing(place)?, &user),
        User::Unlock { place, user } => user::unlock(&existing(place)?, &user),
    }
}

/// For `init` and `seed`: an empty store is made.
fn open(place: Place) -> Result<App> {
    App::open(config(place)?)
}

fn existing(place: Place) -> Result<App> {
    App::open_existing(config(place)?)
}

fn config(place: Place) -> Result<Config> {
    if place
        .photos
        .as_deref()
        .is_some_and(|photos| photos.contains("://"))
    {
        return Err(Error::told(
            "store.photos",
            "photos are kept in a folder; give a path",
        ));
    }
    Ok(Config {
        database_url: place.database_url,
        photos: place.photos.map(PathBuf::from),
        ..Config::new(place.data)
    })
}

fn print(value: &impl serde::Serialize) -> Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    Ok(out.write_all(b"\n")?)
}

/// Business code blocks its thread; more of them than this only cost memory.
const WORKING_THREADS: usize = 16;

fn serve_until_told(app: App, address: SocketAddr, tls: Option<Tls>) -> Result<()> {
    tokio::runtime::Builder::new_multi_thread()
        .max_blocking_threads(WORKING_THREADS)
        .enable_all()
        .build()?
        .block_on(listen_and_serve(app, address, tls))
}

async fn listen_and_serve(app: App, address: SocketAddr, tls: Option<Tls>) -> Result<()> {
    let listener = Listener::bind(&app, address, tls.as_ref()).await?;
    println!("listening on {}", listener.url()?);
    std::io::stdout().flush()?;
    serve(app, listener, told_to_end()).await
}

/// SIGTERM or Ctrl-C.
async fn told_to_end() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = interrupted => {}
            }
            return;
        }
    }
    interrupted.await.ok();
}
