//! How much of a body is read, and of whom: little of a stranger, the route's
//! limit of a desk, counted as it is unpacked.

use crate::http::body::{ACTIONS, FORM, PART};
use crate::photos::hash;
use crate::testing::{Desk, HANDLER, Reply, Town, exchange};
use axum::body::{Body, Bytes};
use axum::http::{Method, Request};
use futures_util::stream;
use protocol::path;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const CHUNK: usize = 8 * 1024;

/// A body of spaces, which are JSON's, without an end; counts what was taken.
fn endless(taken: &Arc<AtomicUsize>) -> Body {
    let taken = Arc::clone(taken);
    Body::from_stream(stream::repeat_with(move || {
        taken.fetch_add(CHUNK, Ordering::SeqCst);
        Ok::<_, Infallible>(Bytes::from_static(&[b' '; CHUNK]))
    }))
}

async fn send_endless(desk: &Desk, method: Method, path: &str) -> (Reply, usize) {
    let taken = Arc::new(AtomicUsize::new(0));
    let request = desk
        .request(method, path)
        .header("upload-offset", 0)
        .header("content-digest", "sha-256=:AAAA:")
        .body(endless(&taken))
        .unwrap();
    let reply = exchange(&desk.app, request).await;
    (reply, taken.load(Ordering::SeqCst))
}

#[tokio::test]
async fn a_stranger_is_read_a_form_and_no_more_on_any_route() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    desk.session.access = "0".repeat(64);
    let blob = format!("{}/{}", path::BLOBS, hash(b"a photo"));
    for (method, path, code) in [
        (Method::POST, path::SIGN_IN, "request.too_large"),
        (Method::POST, path::REFRESH, "request.too_large"),
        (Method::POST, path::SIGN_OUT, "auth.token_expired"),
        (Method::POST, path::PUSH, "auth.token_expired"),
        (Method::POST, path::PULL, "auth.token_expired"),
        (Method::POST, path::WAIT, "auth.token_expired"),
        (Method::PATCH, &blob, "auth.token_expired"),
    ] {
        let (reply, taken) = send_endless(&desk, method, path).await;
        assert_eq!(reply.error().code, code, "{path}");
        assert!(taken <= FORM + 2 * CHUNK, "{path}: {taken}");
    }
}

#[tokio::test]
async fn a_desk_is_read_up_to_the_limit_of_the_route() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    let blob = format!("{}/{}", path::BLOBS, hash(b"a photo"));
    for (method, path, limit) in [
        (Method::POST, path::PUSH, ACTIONS),
        (Method::POST, path::PULL, crate::http::body::CURSORS),
        (Method::PATCH, &blob, PART),
    ] {
        let (reply, taken) = send_endless(&desk, method, path).await;
        let told = reply.error();
        assert_eq!(
            (reply.status.as_u16(), told.code.as_str()),
            (413, "request.too_large")
        );
        assert_eq!(told.facts["limit"], limit);
        assert!(taken <= limit + 2 * CHUNK, "{path}: {taken}");
    }
}

/// Some hundred KB that unpack to 4 GiB, made without making those.
fn bomb() -> Vec<u8> {
    // A frame of zstd (RFC 8878): no checksum, a window of 128 KiB, then blocks
    // that repeat one byte 128 KiB times.
    let mut packed = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38];
    const BLOCKS: usize = 32 * 1024;
    for block in 0..BLOCKS {
        let header = ((128 * 1024) << 3) | (1 << 1) | usize::from(block == BLOCKS - 1);
        packed.extend(&header.to_le_bytes()[..3]);
        packed.push(b' ');
    }
    packed
}

#[tokio::test]
async fn a_body_that_unpacks_to_gigabytes_is_refused_at_the_limit() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let packed = bomb();
    let begins = zstd::Decoder::new(&packed[..]).unwrap();
    let mut first = [0; 1024];
    std::io::Read::read_exact(&mut { begins }, &mut first).unwrap();
    assert_eq!(first, [b' '; 1024], "it is what it claims to be");
    let send = |desk: &Desk, path: &'static str| {
        let request = desk
            .request(Method::POST, path)
            .header("content-encoding", "zstd");
        let request: Request<Body> = request.body(Body::from(packed.clone())).unwrap();
        let app = desk.app.clone();
        async move { exchange(&app, request).await.error().code }
    };
    assert_eq!(send(&desk, path::PUSH).await, "request.too_large");
    assert_eq!(send(&desk, path::PULL).await, "request.too_large");
    assert_eq!(send(&desk, path::SIGN_IN).await, "request.too_large");
    desk.session.access.clear();
    assert_eq!(send(&desk, path::PUSH).await, "auth.token_expired");
    // A frame that asks for a window of 2 GiB is refused before any is given.
    let greedy = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x00, 0x00, 0x00];
    let request = desk
        .request(Method::POST, path::SIGN_IN)
        .header("content-encoding", "zstd")
        .body(Body::from(greedy.to_vec()))
        .unwrap();
    assert_eq!(
        exchange(&desk.app, request).await.error().code,
        "request.malformed"
    );
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_arrive_is_not_waited_for() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    let never = Body::from_stream(stream::pending::<Result<Bytes, Infallible>>());
    let request = desk.request(Method::POST, path::PUSH).body(never).unwrap();
    let reply = exchange(&desk.app, request).await;
    assert_eq!(
        (reply.status.as_u16(), reply.error().code.as_str()),
        (408, "request.too_slow")
    );
    // Nor is one that trickles: a byte every half minute.
    let trickle = stream::unfold((), |()| async {
        tokio::time::sleep(std::time::Duration::from_secs(30)).await;
        Some((Ok::<_, Infallible>(Bytes::from_static(b" ")), ()))
    });
    let request = desk
        .request(Method::POST, path::SIGN_IN)
        .body(Body::from_stream(trickle));
    let reply = exchange(&desk.app, request.unwrap()).await;
    assert_eq!(reply.error().code, "request.too_slow");
}
