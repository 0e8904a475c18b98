use super::*;

#[test]
fn an_address_in_the_clear_is_refused_except_on_this_computer() {
    for insecure in [
        "http://10.0.0.5",
        "http://desk.example/",
        "http://localhost.example",
    ] {
        assert_eq!(
            address(insecure).unwrap_err().code(),
            "net.insecure",
            "{insecure}"
        );
    }
    for bad in [
        "",
        "desk",
        "ftp://localhost",
        "localhost:8420",
        "mailto:a@b",
    ] {
        assert_eq!(address(bad).unwrap_err().code(), "net.bad_address", "{bad}");
    }
    for good in [
        "http://127.0.0.1:8420",
        "http://[::1]:1",
        "http://localhost",
        "https://desk.example/a",
    ] {
        assert!(address(good).is_ok(), "{good}");
    }
}

#[test]
fn what_was_packed_is_unpacked() {
    let packed = zstd::encode_all("工单".as_bytes(), 1).unwrap();
    assert_eq!(unpack(&packed).unwrap(), "工单".as_bytes());
    assert_eq!(unpack(b"<html>").unwrap_err().code(), "net.bad_answer");
}

/// The clock jumps to the next thing that is due: nobody waits here.
#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_is_given_up() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let transport = HttpTransport::new(&url).unwrap();
    let asked = transport.hello().await;
    assert_eq!(asked.unwrap_err().code(), "net.unreachable");
}
