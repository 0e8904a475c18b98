//! What may answer at a server's address, other than the server.

use sync::{HttpTransport, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Answers every request with these bytes, and closes.
async fn somebody(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    url
}

async fn code_of(answer: &'static str) -> String {
    let transport = HttpTransport::new(&somebody(answer).await).unwrap();
    transport.hello().await.unwrap_err().code().to_owned()
}

#[tokio::test]
async fn a_gateway_without_a_server_is_being_offline() {
    let html = "HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 21\r\nconnection: close\r\n\r\n<html>bad gate</html>";
    assert_eq!(code_of(html).await, "net.unreachable");
    let ending = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 46\r\nconnection: close\r\n\r\n{\"code\":\"server.ending\",\"message\":\"it is over\"}";
    assert_eq!(code_of(ending).await, "net.unreachable");
}

#[tokio::test]
async fn a_captive_portal_is_no_server_of_ours() {
    let login = "HTTP/1.1 302 Found\r\nlocation: http://portal.example/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    assert_eq!(code_of(login).await, "net.not_our_server");
    let page =
        "HTTP/1.1 200 OK\r\ncontent-length: 19\r\nconnection: close\r\n\r\n<html>login</html>\n";
    assert_eq!(code_of(page).await, "net.not_our_server");
    let missing = "HTTP/1.1 404 Not Found\r\ncontent-length: 3\r\nconnection: close\r\n\r\nno\n";
    assert_eq!(code_of(missing).await, "net.not_our_server");
}

#[tokio::test]
async fn a_gateway_that_takes_no_large_body_is_not_being_offline() {
    let html = "HTTP/1.1 413 Request Entity Too Large\r\ncontent-type: text/html\r\ncontent-length: 21\r\nconnection: close\r\n\r\n<html>too big!</html>";
    assert_eq!(code_of(html).await, "request.too_large");
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_being_offline() {
    let short = "HTTP/1.1 200 OK\r\ncontent-length: 999\r\nconnection: close\r\n\r\n{\"protocol\"";
    assert_eq!(code_of(short).await, "net.unreachable");
    assert_eq!(code_of("").await, "net.unreachable");
}

#[tokio::test]
async fn nobody_at_the_address_is_being_offline() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let transport = HttpTransport::new(&url).unwrap();
    let error = transport.hello().await.unwrap_err();
    assert_eq!(error.code(), "net.unreachable");
    assert!(error.is_offline());
}
