//! Two hundred connections that mean harm, and one that does not: it is served,
//! and the server's memory stays within what operations.md says.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use tempfile::TempDir;

/// What large bodies together may take (operations.md), in units of the largest.
const LARGE_AT_ONCE: usize = 8;
const LARGEST: usize = 17 * 1024 * 1024;
/// While it grows, a body is there twice.
const TIMES: usize = 2;
/// For each connection: a head, a form, and what the system and the runtime add.
const EACH: u64 = 256 * 1024;
const OF_A_KIND: usize = 40;

#[test]
fn two_hundred_hostile_connections_neither_stop_the_server_nor_fill_its_memory() {
    let server = Server::start();
    let token = server.sign_in();
    let quiet = server.most_memory();
    let mut held = Vec::new();

    // Heads that never end.
    for _ in 0..OF_A_KIND {
        let mut stream = server.connect();
        send(
            &mut stream,
            b"GET /sync/v1/hello HTTP/1.1\r\nhost: x\r\nx-slow: ",
        );
        held.push(stream);
    }
    // Strangers with a gigabyte.
    for _ in 0..OF_A_KIND {
        let mut stream = server.connect();
        send(
            &mut stream,
            head("auth/sign-in", None, &["content-length: 1073741824"]).as_bytes(),
        );
        send(&mut stream, &[b' '; 64 * 1024]);
        assert_eq!(status(&mut stream), 413);
        held.push(stream);
    }
    // Bodies that unpack to gigabytes, from a stranger and from a desk.
    let bomb = bomb();
    for (token, expected) in [(None, 401), (Some(&token), 413)] {
        for _ in 0..OF_A_KIND {
            let mut stream = server.connect();
            let length = format!("content-length: {}", bomb.len());
            let head = head("push", token, &[&length, "content-encoding: zstd"]);
            send(&mut stream, head.as_bytes());
            send(&mut stream, &bomb);
            assert_eq!(status(&mut stream), expected);
            held.push(stream);
        }
    }
    // The largest body a desk may send, all but its last byte.
    let (arrived, arrivals) = mpsc::channel();
    for _ in 0..OF_A_KIND {
        let mut stream = server.connect();
        held.push(stream.try_clone().unwrap());
        let length = format!("content-length: {LARGEST}");
        let head = head("push", Some(&token), &[&length]);
        let arrived = arrived.clone();
        std::thread::spawn(move || {
            let sent = stream
                .write_all(head.as_bytes())
                .and_then(|()| stream.write_all(&vec![b' '; LARGEST - 1]));
            if sent.is_ok() {
                arrived.send(()).ok();
            }
        });
    }
    for _ in 0..LARGE_AT_ONCE {
        arrivals.recv().unwrap();
    }

    // A desk that means well is served all the same.
    let mut stream = server.connect();
    let asked = json!({"epoch": "", "cursors": {}, "max_bytes": 1, "evidence": {"acknowledged": 0, "scopes": {}}}).to_string();
    let length = format!("content-length: {}", asked.len());
    send(
        &mut stream,
        head("pull", Some(&token), &[&length]).as_bytes(),
    );
    send(&mut stream, asked.as_bytes());
    assert_eq!(status(&mut stream), 409, "it is told the epoch");
    assert_eq!(server.get("hello").0, 200);

    if let (Some(quiet), Some(most)) = (quiet, server.most_memory()) {
        let bound = (LARGE_AT_ONCE * LARGEST * TIMES) as u64 + held.len() as u64 * EACH;
        let grown = most.saturating_sub(quiet);
        assert!(
            grown < bound,
            "{grown} bytes more than in quiet, {bound} are allowed"
        );
    }
    for stream in held {
        stream.shutdown(Shutdown::Both).ok();
    }
}

/// A few hundred KB that unpack to 4 GiB: a frame of zstd (RFC 8878) whose blocks
/// repeat one byte 128 KiB times.
fn bomb() -> Vec<u8> {
    const BLOCKS: usize = 32 * 1024;
    let mut packed = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38];
    for block in 0..BLOCKS {
        let header = ((128 * 1024) << 3) | (1 << 1) | usize::from(block == BLOCKS - 1);
        packed.extend(&header.to_le_bytes()[..3]);
        packed.push(b' ');
    }
    packed
}

fn head(call: &str, token: Option<&String>, more: &[&str]) -> String {
    let mut head = format!("POST /sync/v1/{call} HTTP/1.1\r\nhost: x\r\n");
    if let Some(token) = token {
        head += &format!("authorization: Bearer {token}\r\n");
    }
    for line in more {
        head += &format!("{line}\r\n");
    }
    head + "\r\n"
}

/// What the other end no longer takes is its answer's matter.
fn send(stream: &mut TcpStream, bytes: &[u8]) {
    stream.write_all(bytes).ok();
}

fn status(stream: &mut TcpStream) -> u16 {
    let mut line = [0; 12];
    stream.read_exact(&mut line).unwrap();
    std::str::from_utf8(&line[9..]).unwrap().parse().unwrap()
}

struct Server {
    child: Child,
    address: String,
    account: Value,
    _folder: TempDir,
}

impl Server {
    fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let program = || Command::new(env!("CARGO_BIN_EXE_lianxin-server"));
        let seeded = program()
            .args(["seed", "--cases", "0", "--seed", "1", "--data"])
            .arg(folder.path())
            .output()
            .unwrap();
        let seeded: Value = serde_json::from_slice(&seeded.stdout).unwrap();
        let accounts = seeded["accounts"].as_array().unwrap();
        let account = accounts.iter().find(|account| account["role"] == "handler");
        let mut child = program()
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap();
        Self {
            address: address.to_owned(),
            child,
            account: account.unwrap().clone(),
            _folder: folder,
        }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).unwrap()
    }

    /// An access token.
    fn sign_in(&self) -> String {
        let body = json!({
            "user": self.account["user"], "password": self.account["password"],
            "device": "01900000-0000-7000-8000-000000000001", "device_name": "a laptop",
            "refresh": "a refresh token of more than 32 characters",
        })
        .to_string();
        let mut stream = self.connect();
        let length = format!("content-length: {}", body.len());
        let head = head("auth/sign-in", None, &[&length, "connection: close"]);
        send(&mut stream, head.as_bytes());
        send(&mut stream, body.as_bytes());
        let (status, session) = answer(stream);
        assert_eq!(status, 200);
        session["access"].as_str().unwrap().to_owned()
    }

    fn get(&self, call: &str) -> (u16, Value) {
        let mut stream = self.connect();
        let head = format!("GET /sync/v1/{call} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        send(&mut stream, head.as_bytes());
        answer(stream)
    }

    /// The most memory it ever had (bytes), where the system tells it.
    fn most_memory(&self) -> Option<u64> {
        let told = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = told.lines().find(|line| line.starts_with("VmHWM:"))?;
        let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kilobytes * 1024)
    }
}

fn answer(mut stream: TcpStream) -> (u16, Value) {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (
        head[9..12].parse().unwrap(),
        serde_json::from_str(body).unwrap(),
    )
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
