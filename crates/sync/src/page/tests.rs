use super::*;
use protocol::item::{Item, Op};
use protocol::pull::PullReply;

fn body(items: Vec<Item>) -> Vec<u8> {
    serde_json::to_vec(&PullReply {
        items,
        cursors: BTreeMap::from([("office:a".into(), Cursor::Snapshot { seq: 9, after: 4 })]),
        scopes: vec!["office:a".into()],
        more: true,
        total_cases: 2,
        epoch: "e".into(),
        safe: BTreeMap::from([("a".into(), 3)]),
        digest: None,
        bucket: None,
        mark: None,
    })
    .unwrap()
}

fn item(kind: &str, op: Op) -> Item {
    Item {
        scope: "office:a".into(),
        seq: 9,
        kind: kind.into(),
        id: uuid::Uuid::nil().to_string(),
        rev: 1,
        op,
    }
}

fn read(body: &[u8]) -> Result<Page> {
    page(frame(body)?, body)
}

#[test]
fn the_frame_is_read_without_the_items() {
    let frame = frame(&body(vec![])).unwrap();
    assert!(frame.more);
    assert_eq!(frame.total_cases, 2);
    assert_eq!(
        frame.cursors["office:a"],
        Cursor::Snapshot { seq: 9, after: 4 }
    );
}

#[test]
fn a_leave_and_a_calendar_are_read_as_the_server_writes_them() {
    let calendar = casework::Calendar::embedded().clone();
    let body = body(vec![
        item("case", Op::Leave),
        item("calendar", Op::Put(Box::new(Entity::Calendar { calendar }))),
    ]);
    let page = read(&body).unwrap();
    assert!(matches!(&page.changes[0], Change::Leave { kind, .. } if kind == "case"));
    assert!(matches!(&page.changes[1], Change::District { .. }));
}

#[test]
fn a_kind_that_a_newer_server_sends_is_passed_over() {
    let body = String::from_utf8(body(vec![item("case", Op::Leave)])).unwrap();
    let body = body.replace(r#""op":"leave""#, r#""op":"put","entity":{"kind":"topic"}"#);
    let body = body.replace(r#""kind":"case""#, r#""kind":"topic""#);
    assert!(read(body.as_bytes()).unwrap().changes.is_empty());
}

#[test]
fn what_is_no_answer_of_ours_is_an_error() {
    for body in ["", "<html>", "{}", r#"{"items":3}"#] {
        assert_eq!(read(body.as_bytes()).unwrap_err().code(), "net.bad_answer");
    }
}
