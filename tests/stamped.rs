//! 印章图样 as an office's head keeps it: put on file in the window, placed on what
//! is signed, taken out of use, and every step in the log.

use crate::place::{OFFICE, Place};
use crate::screen::Screen;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use testkit::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn a_head_replaces_the_seal_in_the_window_and_what_is_signed_carries_it() {
    let place = Place::open(60);
    let account = place.account("head", Some(OFFICE));
    let data = place.folder.path().join("window");
    let window = Screen::open(&data, &place.url(), account).await;
    window.click("nav-settings").await;
    window.wait_for("seal-facts", "受理中心").await;

    // A text is refused in words; a picture is looked at, then sent.
    window.click("seal-choose").await;
    let text = written(&place, "印章.png", "不是图片".as_bytes());
    window.write("seal-file", &text.display().to_string()).await;
    window.click("seal-put").await;
    window.wait_for("seal", "不是图片，或者已经损坏").await;
    let picture = written(&place, "新印章.png", &new_seal());
    window
        .write("seal-file", &picture.display().to_string())
        .await;
    window.find("seal-preview").await;
    window.click("seal-put").await;
    window.wait_for("seal-log", "更换图样").await;

    // What is signed from now on carries it.
    let (clerk, head) = (place.handler(), Desk::new(&place.url(), account));
    let number = tokio::task::block_in_place(|| signed(&place, &clerk, &head));
    window.click("nav-all").await;
    window.click("nav-settings").await;
    window
        .wait_for("seal-log", &format!("用印：{number}"))
        .await;

    // Out of use: letters are stamped by hand.
    window.click("seal-remove").await;
    window.click("seal-remove-now").await;
    window.wait_for("seal-none", "手工加盖").await;
    window.close().await;
    let log = place.server().lines(&["seal", "log", "--office", OFFICE]);
    let named = |line: &Value| line["user"] == account.user.as_str();
    let acts: Vec<&str> = log
        .iter()
        .filter(|line| {
            named(line) && (line["act"] != "placed" || line["document_number"] == number.as_str())
        })
        .filter_map(|line| line["act"].as_str())
        .collect();
    assert_eq!(acts, ["removed", "placed", "replaced"]);
}

/// The sample's, as another file.
fn new_seal() -> Vec<u8> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/server/data/sample-seal.png");
    let mut picture = fs::read(place).expect("the sample's seal");
    picture.extend(b"another");
    picture
}

fn written(place: &Place, name: &str, bytes: &[u8]) -> PathBuf {
    let file = place.folder.path().join(name);
    fs::write(&file, bytes).expect("written");
    file
}

/// A letter's way to its PDF; answers its number.
fn signed(place: &Place, clerk: &Desk, head: &Desk) -> String {
    clerk.sign_in();
    clerk.json(&["sync"]);
    let cases = clerk.json(&["cases", "--json", "--state", "in_progress"]);
    let case = cases[0]["number"].as_str().expect("a case");
    let body = "您好！陈晓燕11月2日到现场查看，情况属实，已于当日整改。依据《宁波市养犬管理条例》处理。联系人：陈晓燕，电话：0574-87650000。";
    let body = written(place, "答复.txt", body.as_bytes());
    let body = body.display().to_string();
    let draft = ["letter", "draft", case, "--kind", "reply", "--body", &body];
    let titled = [&draft[..], &["--title", "关于反映问题的答复函"]].concat();
    let letter = clerk.json(&titled);
    let letter = letter["letter"].as_str().expect("a letter");
    clerk.done(&["letter", "submit", letter]);
    clerk.json(&["sync"]);
    head.sign_in();
    head.json(&["sync"]);
    let signed = head.json(&["letter", "sign", letter]);
    let pdf = place.folder.path().join("答复.pdf");
    head.done(&[
        "letter",
        "render",
        letter,
        "--out",
        &pdf.display().to_string(),
    ]);
    signed["document_number"]
        .as_str()
        .expect("a number")
        .to_owned()
}
