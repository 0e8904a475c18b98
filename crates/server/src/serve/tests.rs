use super::{Listener, serve};
use crate::error::Result;
use crate::escalations;
use crate::testing::{BAIHE, Desk, HANDLER, Town, visit};
use protocol::path;
use protocol::wait::WaitRequest;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

#[tokio::test]
async fn a_server_with_sample_accounts_listens_on_loopback_only() {
    let town = Town::new();
    let anywhere: SocketAddr = "0.0.0.0:0".parse().unwrap();
    let refused = Listener::bind(&town.app, anywhere, None)
        .await
        .err()
        .unwrap();
    assert_eq!(refused.code(), "serve.sample_accounts");
}

#[tokio::test]
async fn the_server_ends_though_a_desk_waits_and_the_desk_gets_its_answer() -> Result<()> {
    let town = Town::new();
    // What the clocks set off would end the wait.
    escalations::run(&town.app)?;
    let mut desk = town.desk(HANDLER).await;
    desk.pull().await;
    let listener = Listener::bind(&town.app, "127.0.0.1:0".parse().unwrap(), None).await?;
    let address = listener.url()?.replace("http://", "");
    let (end, told) = oneshot::channel::<()>();
    let serving = tokio::spawn(serve(town.app.clone(), listener, async {
        told.await.ok();
    }));
    let body = serde_json::to_string(&WaitRequest {
        epoch: desk.session.epoch.clone(),
        cursors: desk.cursors.clone(),
    })?;
    let mut stream = TcpStream::connect(address).await?;
    let request = format!(
        "POST {} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n{body}",
        path::WAIT,
        desk.session.access,
        body.len()
    );
    stream.write_all(request.as_bytes()).await?;
    // The server has the request once it listens for the desk's office.
    while !town.app.0.bell.is_listened_to() {
        tokio::task::yield_now().await;
    }
    end.send(()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    assert!(answer.contains("{\"behind\":false}"), "{answer}");
    serving.await.unwrap()
}

/// A server on a socket whose clock jumps to the next thing that is due.
async fn serving(room: usize) -> (Town, SocketAddr) {
    let town = Town::new();
    let listener = Listener::bind(&town.app, "127.0.0.1:0".parse().unwrap(), None)
        .await
        .unwrap()
        .with_room_for(room);
    let address = listener.socket.local_addr().unwrap();
    tokio::spawn(serve(town.app.clone(), listener, std::future::pending()));
    (town, address)
}

#[tokio::test(start_paused = true)]
async fn a_head_that_does_not_arrive_is_not_waited_for() {
    let (_town, address) = serving(10).await;
    for begun in ["", "POST /sync/v1/push HTTP/1.1\r\nhost: x\r\nx-slow: "] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(begun.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
    }
}

#[tokio::test]
async fn a_head_without_an_end_is_refused() {
    let (_town, address) = serving(10).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\n")
        .await
        .unwrap();
    let line = format!("x-long: {}\r\n", "a".repeat(1000));
    // It stops reading, so that the write fails in the end.
    while stream.write_all(line.as_bytes()).await.is_ok() {}
}

#[tokio::test]
async fn who_finds_no_place_is_told_so_and_finds_one_when_another_leaves() {
    let (_town, address) = serving(1).await;
    let ask = b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let mut first = TcpStream::connect(address).await.unwrap();
    first.write_all(&ask[..10]).await.unwrap();
    let told = |answer: &str| answer.starts_with("HTTP/1.1 503 ") && answer.contains("server.busy");
    let mut second = TcpStream::connect(address).await.unwrap();
    let mut answer = String::new();
    second.read_to_string(&mut answer).await.unwrap();
    assert!(told(&answer), "{answer}");
    first.write_all(&ask[10..]).await.unwrap();
    answer.clear();
    first.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    loop {
        let mut third = TcpStream::connect(address).await.unwrap();
        third.write_all(ask).await.unwrap();
        answer.clear();
        third.read_to_string(&mut answer).await.unwrap();
        if !told(&answer) {
            break;
        }
    }
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_nobody_takes_is_not_kept() {
    let (mut server, client) = tokio::io::duplex(1024);
    let writing = async {
        let mut patient = super::Patient::new(&mut server);
        patient.write_all(&[0; 10_000]).await.unwrap_err().kind()
    };
    assert_eq!(writing.await, std::io::ErrorKind::TimedOut);
    drop(client);
}

/// A request of which only this much arrives.
async fn begin(address: SocketAddr, desk: &Desk, line: &str, body: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "{line} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\nupload-offset: 0\r\nupload-complete: 1\r\ncontent-digest: sha-256=:AAAA:\r\ncontent-length: 1000\r\n\r\n{body}",
        desk.session.access
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

#[tokio::test(start_paused = true)]
async fn a_push_and_an_upload_that_hang_hold_the_end_up_for_ten_seconds_at_most() {
    let town = Town::new();
    escalations::run(&town.app).unwrap();
    let mut desk = town.desk(HANDLER).await;
    desk.pull().await;
    let before = town.dump(BAIHE);
    let listener = Listener::bind(&town.app, "127.0.0.1:0".parse().unwrap(), None)
        .await
        .unwrap();
    let address = listener.socket.local_addr().unwrap();
    let (end, told) = oneshot::channel::<()>();
    let serving = tokio::spawn(serve(town.app.clone(), listener, async {
        told.await.ok();
    }));
    let case = town.case(BAIHE, "in_progress");
    let mutation = desk.action(case, visit("推到一半", &[]));
    let push = serde_json::to_string(&desk.push_request(&[mutation])).unwrap();
    let blob = format!("PATCH {}/{}", path::BLOBS, crate::photos::hash(b"a photo"));
    let hanging = [
        begin(
            address,
            &desk,
            &format!("POST {}", path::PUSH),
            &push[..push.len() / 2],
        )
        .await,
        begin(address, &desk, &blob, "a part of a pho").await,
        TcpStream::connect(address).await.unwrap(),
    ];
    let wait = serde_json::to_string(&WaitRequest {
        epoch: desk.session.epoch.clone(),
        cursors: desk.cursors.clone(),
    });
    let waiting = tokio::spawn({
        let (app, token) = (town.app.clone(), desk.session.access.clone());
        let request: WaitRequest = serde_json::from_str(&wait.unwrap()).unwrap();
        async move { crate::wait::wait(&app, token, request).await }
    });
    while !town.app.0.bell.is_listened_to() {
        tokio::task::yield_now().await;
    }
    let told_at = tokio::time::Instant::now();
    end.send(()).unwrap();
    serving.await.unwrap().unwrap();
    // By the clock that jumps, not by the machine's.
    assert!(told_at.elapsed() <= std::time::Duration::from_secs(10));
    assert!(!waiting.await.unwrap().unwrap().behind);
    drop(hanging);
    assert_eq!(town.dump(BAIHE), before);
    assert_eq!(
        std::fs::read_dir(town.folder.path().join("photos/uploads"))
            .unwrap()
            .count(),
        0
    );
}
