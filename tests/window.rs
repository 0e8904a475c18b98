//! The six steps in the real window, by hand and eye: a clerk's window, a
//! server that goes away and comes back, a head's window.

use crate::place::{OFFICE, Place, photo};
use crate::screen::Screen;
use fantoccini::Locator;
use serde_json::Value;
use std::fs;
use testkit::Desk;

const NOTE: &str = "木板狗窝1处，约2平方米，成年犬2只。";

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_takes_a_case_into_the_field_and_comes_back_with_an_answered_citizen() {
    let mut place = Place::open(120);
    let number = waiting_case(&place);
    let clerk = Screen::open(
        &place.folder.path().join("clerk"),
        &place.url(),
        place.account("handler", Some(OFFICE)),
    )
    .await;

    // The list, in Chinese; the case, with how its deadline was computed.
    clerk.click("nav-to_sign_for").await;
    open_case(&clerk, &number).await;
    assert!(
        clerk
            .says("deadline-sentence")
            .await
            .contains("前（含当日）签收")
    );
    assert!(clerk.says("citizen").await.contains('*'), "masked");
    clerk.click("citizen-show").await;
    clerk.wait_for("timeline", "查看").await;

    // Signs for it; the server goes away; a visit with photos is logged.
    clerk.click("act-sign_for").await;
    clerk.wait_for("case-state", "办理中").await;
    synchronise(&clerk).await;
    place.disconnect();
    clerk.click("act-log_visit").await;
    paste(&clerk, "visit-note", &"看".repeat(100_000)).await;
    clerk.wait_for("visit", "100,000").await;
    paste(&clerk, "visit-note", "").await;
    clerk.write("visit-note", NOTE).await;
    let files = [photo("Landscape_6.jpg"), photo("landscape_6_gps.heic")];
    for file in &files {
        clerk.write("visit-file", &file.display().to_string()).await;
    }
    clerk.wait_for("visit", "29.87").await;
    let text = place.folder.path().join("情况说明.jpg");
    fs::write(&text, "不是照片").expect("written");
    clerk.write("visit-file", &text.display().to_string()).await;
    assert!(clerk.says("visit-refused").await.contains("情况说明.jpg"));
    clerk.click("visit-complete").await;
    clerk.wait_for("timeline", "现场核查").await;
    clerk.wait_for("timeline", "待同步").await;

    // Still offline: a reply letter is drafted and handed in.
    clerk.click("act-draft_letter").await;
    let preview = clerk.find("letter-preview").await;
    preview
        .find(Locator::Css("img, svg"))
        .await
        .expect("the pages are drawn");
    fill_blanks(&clerk).await;
    clerk.click("letter-submit").await;
    clerk.wait_for("sync-status", "离线").await;

    // What is unsent can be carried to the centre in a file; it stays unsent.
    clerk.click("sync-status").await;
    clerk.click("sync-export").await;
    clerk.wait_for("sync-exported", "请交给受理中心导入").await;
    assert_eq!(saved(place.folder.path(), "lianxin").len(), 1);
    close_panel(&clerk).await;

    // The server comes back; everything is sent by itself.
    place.reconnect();
    clerk.wait_for("sync-status", "已同步").await;
    let received = place.folder.path().join("received");
    let dump = wait_for_photos(&clerk, &place, &received, files.len()).await;
    let visits: Vec<&Value> = dump
        .iter()
        .filter(|line| line["type"] == "visit" && line["note"] == NOTE)
        .collect();
    assert_eq!(visits.len(), 1, "once");
    for file in &files {
        let original = fs::read(file).expect("the photo");
        let same = fs::read_dir(&received)
            .expect("photos")
            .flatten()
            .any(|sent| fs::read(sent.path()).is_ok_and(|bytes| bytes == original));
        assert!(same, "{} arrived byte for byte", file.display());
    }

    // The head signs in a window of their own.
    let head = Screen::open(
        &place.folder.path().join("head"),
        &place.url(),
        place.account("head", Some(OFFICE)),
    )
    .await;
    head.click("nav-signoff").await;
    choose_letter(&head, &number).await;
    head.click("signoff-sign").await;
    head.wait_for("signoff", "白鹤街办函〔").await;
    let document_number = document_number(&head.says("signoff").await);
    head.close().await;

    // The clerk finds the number, and keeps the PDF.
    open_letter(&clerk, &document_number).await;
    clerk.wait_for("letter-number", &document_number).await;
    clerk.click("letter-save").await;
    clerk.wait_for("letter", ".pdf").await;
    let pdfs = saved(place.folder.path(), "pdf");
    assert_eq!(pdfs.len(), 1, "{pdfs:?}");
    assert!(pdfs[0].metadata().is_ok_and(|file| file.len() > 10_000));

    // The citizen has the letter; the case is closed; the timeline tells it all.
    clerk.click("letter-deliver").await;
    clerk.click("letter-deliver-submit").await;
    clerk.find("letter-delivered").await;
    clerk.click("nav-answered").await;
    open_case(&clerk, &number).await;
    clerk.click("act-close").await;
    for question in ["true", "beyond_duty", "contacted", "solved"] {
        choose_first(&clerk, &format!("closing-{question}")).await;
    }
    clerk
        .write("closing-handling", "已约谈犬主，狗窝当场拆除。")
        .await;
    clerk
        .write("closing-public_reply", "狗窝已拆除，绿地已恢复。")
        .await;
    clerk.click("closing-submit").await;
    clerk.wait_for("case-state", "已办结").await;
    let story = clerk.says("timeline").await;
    for step in [
        "登记",
        "派单",
        "签收",
        "现场核查",
        "起草",
        "提交签发",
        "签发",
        "送达",
        "办结",
    ] {
        assert!(story.contains(step), "the timeline tells {step}: {story}");
    }
    clerk.close().await;
}

#[test]
fn a_second_start_brings_the_first_window_forward_and_ends() {
    let place = Place::open(20);
    let account = place.account("handler", Some(OFFICE));
    let (mut display, number) = crate::screen::display();
    // The first window tells by the pipe that its list stands on the screen.
    let script = r#"
        mkfifo ready
        LIANXIN_READY_FILE=ready "$0" & first=$!
        cat ready > /dev/null
        "$0"; echo "second ended with $?"
        kill -0 "$first" && echo "first lives"
        kill "$first"
    "#;
    let output = std::process::Command::new("dbus-run-session")
        .args(["--", "sh", "-c", script, env!("CARGO_BIN_EXE_lianxin")])
        .current_dir(place.folder.path())
        .env("DISPLAY", format!(":{number}"))
        .env("LIANXIN_DATA", place.folder.path().join("desk"))
        .env("LIANXIN_SERVER", place.url())
        .env("LIANXIN_USER", &account.user)
        .env("LIANXIN_PASSWORD", &account.password)
        .env("LIANXIN_PASSPHRASE", "a passphrase of the tests")
        .env("HOME", place.folder.path())
        .output()
        .expect("dbus-run-session starts");
    crate::screen::end(&mut display);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        said.contains("second ended with 0"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(said.contains("first lives"), "{said}");
}

/// A case that waits to be signed for, as the server has it.
fn waiting_case(place: &Place) -> String {
    let desk: Desk = place.handler();
    desk.sign_in();
    desk.json(&["sync"]);
    let cases = desk.json(&["cases", "--json", "--state", "assigned"]);
    cases[0]["number"]
        .as_str()
        .expect("a case waits")
        .to_owned()
}

async fn open_case(screen: &Screen, number: &str) {
    let row = screen.find(&format!("row-{number}")).await;
    let title = row.find(Locator::Css("a")).await.expect("the title");
    screen.click_on(&title, number).await;
    screen.find("case").await;
}

/// 现在同步 sends what waits out its 撤销 too.
async fn synchronise(screen: &Screen) {
    screen.click("sync-status").await;
    screen.click("sync-now").await;
    screen.wait_for("sync-status", "已同步").await;
    close_panel(screen).await;
}

/// Esc closes the panel, whatever the page under it does meanwhile.
async fn close_panel(screen: &Screen) {
    screen
        .client
        .find(Locator::Css("body"))
        .await
        .expect("a page")
        .send_keys("\u{e00c}")
        .await
        .expect("Esc");
    screen.gone("sync-panel").await;
}

/// Sets a long text as a paste would; typing it would take minutes.
async fn paste(screen: &Screen, id: &str, text: &str) {
    screen.find(id).await;
    let script = "const [id, text] = arguments;
        const field = document.querySelector(`[data-testid=\"${id}\"]`);
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    screen
        .client
        .execute(script, vec![id.into(), text.into()])
        .await
        .expect("pasted");
}

/// The first answer of a question of the closing form.
async fn choose_first(screen: &Screen, question: &str) {
    let choice = screen.find(question).await;
    let answer = choice.find(Locator::Css("label")).await.expect("answers");
    screen.click_on(&answer, question).await;
}

/// The template leaves open what only a person knows: 【…】.
async fn fill_blanks(screen: &Screen) {
    let paragraphs = screen
        .client
        .find_all(Locator::Css("[data-testid^=\"letter-paragraph-\"]"))
        .await
        .expect("paragraphs");
    let mut blank = Vec::new();
    for paragraph in paragraphs {
        let text = paragraph.prop("value").await.ok().flatten();
        let id = paragraph.attr("data-testid").await.ok().flatten();
        if text.is_some_and(|text| text.contains('【')) {
            blank.extend(id);
        }
    }
    assert!(!blank.is_empty(), "a new letter is not finished");
    for id in blank {
        paste(screen, &id, "犬主已书面承诺于本周五前拆除狗窝。").await;
    }
}

/// Photos follow their visit; the window says when none is left.
async fn wait_for_photos(
    screen: &Screen,
    place: &Place,
    received: &std::path::Path,
    wanted: usize,
) -> Vec<Value> {
    for _ in 0..200 {
        screen.wait_for("sync-status", "已同步").await;
        let dump = place.server().dump(OFFICE, Some(received));
        let complete = dump
            .iter()
            .filter(|line| line["type"] == "photo" && line["complete"] == true)
            .count();
        if complete >= wanted {
            return dump;
        }
    }
    panic!("the photos did not arrive\n{}", screen.text().await);
}

/// Goes through the queue until the letter of this case is on screen.
async fn choose_letter(screen: &Screen, number: &str) {
    screen.find("signoff").await;
    let script = "const [number, done] = arguments;
        const frame = () => new Promise(requestAnimationFrame);
        const text = () => document.querySelector('[data-testid=\"signoff\"]').textContent;
        (async () => {
          for (;;) {
            for (const row of document.querySelectorAll('[data-testid^=\"letter-row-\"]')) {
              row.click();
              await frame();
              while (!text().includes('打开工单')) await frame();
              if (text().includes(number)) return done(true);
            }
            await frame();
          }
        })();";
    if let Err(problem) = screen
        .client
        .execute_async(script, vec![number.into()])
        .await
    {
        panic!(
            "the letter of {number} is not in the queue: {problem}\n{}",
            screen.text().await
        );
    }
}

async fn open_letter(screen: &Screen, number: &str) {
    screen.click("nav-register").await;
    let script = "const [number, done] = arguments;
        const look = () => {
          const rows = [...document.querySelectorAll('[data-testid^=\"letter-row-\"]')];
          const row = rows.find((one) => one.textContent.includes(number));
          if (!row) return requestAnimationFrame(look);
          row.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
          done(true);
        };
        look();";
    if let Err(problem) = screen
        .client
        .execute_async(script, vec![number.into()])
        .await
    {
        panic!(
            "{number} is not in the register: {problem}\n{}",
            screen.text().await
        );
    }
}

/// 白鹤街办函〔2026〕12号, out of all that is said.
fn document_number(text: &str) -> String {
    let start = text.find("白鹤街办函〔").expect("a document number");
    let end = text[start..].find('号').expect("its end") + '号'.len_utf8();
    text[start..start + end].to_owned()
}

/// Files of this kind under the folder.
fn saved(folder: &std::path::Path, kind: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(saved(&path, kind));
        } else if path.extension().is_some_and(|extension| extension == kind) {
            found.push(path);
        }
    }
    found
}
