//! A real `lianxin-server`: its sample district, and the running process.

use std::{
    fs::File,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::Path,
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use crate::{
    Stop, log, place,
    processes::{Process, finish},
    signals,
};

/// The port people find it on, when nobody else is there.
const PORT: u16 = 8420;

/// A server that has not said where it listens by now never will.
const TO_START: Duration = Duration::from_secs(60);

/// A running server; ended by SIGTERM when dropped.
pub struct Server {
    pub url: String,
    pub process: Process,
}

/// 127.0.0.1:8420, or a free port when that is taken.
pub fn usual_address() -> String {
    let port = match TcpListener::bind(("127.0.0.1", PORT)) {
        Ok(_) => PORT,
        Err(_) => 0,
    };
    format!("127.0.0.1:{port}")
}

/// Fills an empty folder with the sample district; what the server tells about it, as JSON.
pub fn seed(data: &Path, cases: u32) -> Result<String, Stop> {
    let out = program()
        .args([
            "seed",
            "--seed",
            "1",
            "--cases",
            &cases.to_string(),
            "--data",
        ])
        .arg(data)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot start lianxin-server: {error}"))?;
    if out.status.success() {
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    } else {
        Err(Stop::Failed(format!(
            "lianxin-server seed ended with {}",
            out.status
        )))
    }
}

/// Brings cases into a district that is there.
pub fn import(data: &Path, rows: &Path) -> Result<(), Stop> {
    let mut command = program();
    command
        .args(["import", "--strict", "--data"])
        .arg(data)
        .arg(rows);
    finish(command.stdout(Stdio::null()))
}

/// Starts the server and waits until it says where it listens. What it says goes to a log file.
pub fn serve(data: &Path, listen: &str, log_file: &Path) -> Result<Server, Stop> {
    let cannot_log = |error| format!("cannot write {}: {error}", log_file.display());
    let file = File::create(log_file).map_err(cannot_log)?;
    let copy = file.try_clone().map_err(cannot_log)?;
    let mut process = Process::start(
        program()
            .args(["serve", "--listen", listen, "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(file),
    )?;
    let lines = follow(&mut process, copy);
    let deadline = Instant::now() + TO_START;
    loop {
        match lines.recv_timeout(Duration::from_millis(100)) {
            Ok(line) => {
                if let Some(url) = line.strip_prefix("listening on ") {
                    let url = url.trim().to_owned();
                    return Ok(Server { url, process });
                }
            }
            Err(mpsc::RecvTimeoutError::Timeout) if Instant::now() < deadline => {}
            Err(_) => return Err(failed(log_file)),
        }
        if signals::asked_to_stop() {
            return Err(Stop::Failed("stopped".to_owned()));
        }
    }
}

/// Passes the lines the server says to us and to its log, as long as it runs.
fn follow(process: &mut Process, mut log: File) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    if let Some(stdout) = process.stdout() {
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                // A full disk must not stop the server from being read; and nobody may be listening any more.
                let _ = writeln!(log, "{line}");
                let _ = sender.send(line);
            }
        });
    }
    receiver
}

fn failed(log_file: &Path) -> Stop {
    Stop::Failed(format!(
        "lianxin-server did not say where it listens. Its last words:\n{}",
        log::end(log_file)
    ))
}

fn program() -> Command {
    Command::new(place::program("release", "lianxin-server"))
}
