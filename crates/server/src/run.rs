//! From arguments to the library's functions, and from their answers to stdout.

use crate::arguments::{Arguments, Command, Place};
use crate::secret;
use server::command::{init, seed};
use server::{App, Config, Error, Listener, Result, Tls, serve};
use std::io::Write;
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
        } => {
            let tls = tls_cert.zip(tls_key).map(|(cert, key)| Tls { cert, key });
            serve_until_told(open(place)?, listen, tls)?;
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
    }
    Ok(ExitCode::SUCCESS)
}

fn open(place: Place) -> Result<App> {
    App::open(config(place)?)
}

fn config(place: Place) -> Result<Config> {
    if place.database_url.is_some() {
        return Err(Error::told(
            "store.engine",
            "this build keeps its data in --data; it does not speak to PostgreSQL yet",
        ));
    }
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
        photos: place.photos.map(PathBuf::from),
        ..Config::new(place.data)
    })
}

fn print(value: &impl serde::Serialize) -> Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    Ok(out.write_all(b"\n")?)
}

#[tokio::main]
async fn serve_until_told(app: App, address: std::net::SocketAddr, tls: Option<Tls>) -> Result<()> {
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
