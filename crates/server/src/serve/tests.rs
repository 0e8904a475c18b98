use super::{Listener, serve};
use crate::error::Result;
use crate::escalations;
use crate::testing::{HANDLER, Town};
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
