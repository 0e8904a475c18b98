//! `serve` on a photo store that cannot be used: one line, status 2, no socket.

use std::net::TcpListener;
use std::process::{Command, Output};
use tempfile::TempDir;

const SECRET: &str = "a-secret-that-nobody-sees";

#[test]
fn a_server_whose_photo_store_does_not_answer_does_not_start() {
    let folder = TempDir::new().unwrap();
    assert!(
        run(&folder, &["init", "--admin", "admin"], "")
            .status
            .success()
    );
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    let serve = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--photos",
        "s3://photos/p",
    ];
    for (endpoint, code) in [
        (closed.as_str(), "photos.unreachable"),
        ("http://store.example", "photos.insecure"),
    ] {
        let ended = run(&folder, &serve, endpoint);
        assert_eq!(ended.status.code(), Some(2));
        assert!(ended.stdout.is_empty(), "it never listened");
        let told = String::from_utf8(ended.stderr).unwrap();
        assert!(told.starts_with(&format!("error[{code}]: ")), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(!told.contains(SECRET), "{told}");
    }
}

/// Nothing of the environment's own store is asked.
fn run(folder: &TempDir, arguments: &[&str], endpoint: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lianxin-server"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AWS_")) {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .arg("--data")
        .arg(folder.path())
        .env("LIANXIN_PASSWORD", "a password of the test")
        .env("AWS_ACCESS_KEY_ID", "an-id")
        .env("AWS_SECRET_ACCESS_KEY", SECRET)
        .env("AWS_ENDPOINT_URL", endpoint)
        .output()
        .unwrap()
}
