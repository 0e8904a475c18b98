//! What one office cannot solve: another assists, a joint meeting decides, and
//! the lead answers for all. Three desks, a server, and an administrator.

use crate::place::{OFFICE, Place, today};
use serde_json::{Value, json};
use std::fs;
use testkit::{Desk, Refused};

const NEIGHBOUR: &str = "东柳街道";

#[test]
fn two_offices_and_a_meeting_bring_one_case_to_its_answer() {
    let place = Place::open(60);
    let (lead, head) = (place.handler(), place.head());
    let other = Desk::new(&place.url(), place.account("handler", Some(NEIGHBOUR)));
    for desk in [&lead, &head, &other] {
        desk.sign_in();
        desk.json(&["sync"]);
    }
    let number = lead.json(&["cases", "--json", "--state", "in_progress"])[0]["number"]
        .as_str()
        .expect("a case")
        .to_owned();
    assert_eq!(
        other.refused(&["show", &number]).code(),
        "case.unknown",
        "it is the lead's alone"
    );

    // 会办: the other office sees it, has its own clock, and gives its part.
    let ask = "29幢东侧属贵街道，请一并查看。";
    lead.done(&["assist", "invite", &number, NEIGHBOUR, "--ask", ask]);
    lead.json(&["sync"]);
    other.json(&["sync"]);
    let seen = other.json(&["show", &number]);
    assert_eq!(seen["assists"][0]["ask"], ask);
    assert_eq!(seen["row"]["due_clock"], "sign_for", "its own clock");
    assert_eq!(
        lead.refused(&["reply", &number, "--by", "phone"]).code(),
        "assist.outstanding"
    );
    other.done(&["assist", "sign-for", &number]);
    other.done(&["assist", "contribute", &number, "--text", "东侧未见狗窝。"]);
    other.json(&["sync"]);

    // The meeting: the head asks for it, the centre decides, each does its task.
    head.json(&["sync"]);
    head.done(&["refer", &number, "--reason", "犬主两地居住，一家办不了。"]);
    head.json(&["sync"]);
    let agenda = place.server().lines(&["meeting", "agenda"]);
    assert_eq!(
        agenda[0]["number"],
        number.as_str(),
        "what was referred is first"
    );
    let minutes = place.folder.path().join("minutes.json");
    let decision = json!({
        "held_on": today(), "decision": "两街道同一天上门，犬只由犬主送寄养。",
        "tasks": [{"office": NEIGHBOUR, "what": "上门查看并登记犬只", "due": today()}],
    });
    fs::write(&minutes, decision.to_string()).expect("written");
    let decided = administrator(
        &place,
        &["meeting", "decide", &number, &minutes.display().to_string()],
    );
    assert_eq!(decided.expect("decided")["number"], number.as_str());

    // The lead answers for all, and closes only when the task is done.
    lead.json(&["sync"]);
    lead.done(&["reply", &number, "--by", "phone"]);
    lead.json(&["sync"]);
    let form = place.folder.path().join("form.json");
    fs::write(
        &form,
        json!({
            "true": "yes", "beyond_duty": false, "contacted": true, "solved": "yes",
            "handling": "两街道会办，犬只已送寄养。", "public_reply": "犬只已送寄养，狗窝已拆除。",
        })
        .to_string(),
    )
    .expect("written");
    let close = ["close", &number, "--form", &form.display().to_string()];
    assert_eq!(lead.refused(&close).code(), "task.outstanding");
    other.json(&["sync"]);
    other.done(&["task", &number, "0", "--note", "犬只已登记。"]);
    other.json(&["sync"]);
    lead.json(&["sync"]);
    lead.done(&close);
    lead.json(&["sync"]);

    let shown = lead.json(&["show", &number]);
    assert_eq!(shown["row"]["state"], "closed");
    let mut told: Vec<(&str, &str)> = shown["timeline"]
        .as_array()
        .expect("a timeline")
        .iter()
        .filter_map(|entry| Some((entry["kind"].as_str()?, entry["by"].as_str()?)))
        .collect();
    told.reverse();
    let mut rest = told.iter();
    for step in [
        "assist_invited",
        "assist_signed_for",
        "assist_contributed",
        "referred_to_meeting",
        "jointly_decided",
        "replied",
        "task_completed",
        "closed",
    ] {
        let found = rest.find(|(kind, _)| *kind == step);
        let (_, by) = found.unwrap_or_else(|| panic!("{step} is in its place in {told:?}"));
        assert!(!by.is_empty(), "{step} has a name");
    }

    // A dissatisfied citizen: the same case, a second time.
    let reopen = ["case", "reopen", &number, "--reason", "夜里又叫了。"];
    let refused = administrator(&place, &reopen).expect_err("without a ground");
    assert_eq!(refused.code(), "case.no_ground_to_reopen");
    administrator(
        &place,
        &["case", "rate", &number, "--rating", "dissatisfied"],
    )
    .expect("rated");
    administrator(&place, &reopen).expect("reopened");
    lead.json(&["sync"]);
    let again = lead.json(&["show", &number]);
    assert_eq!(again["row"]["state"], "in_progress");
    assert_eq!(again["row"]["due_clock"], "rework");
    assert_eq!(again["office_name"], OFFICE);
}

/// As it is typed at the centre, while the server runs.
fn administrator(place: &Place, arguments: &[&str]) -> Result<Value, Refused> {
    place.server().run(arguments)
}
