use crate::command::assign::assign;
use crate::command::backup::backup;
use crate::testing::{BAIHE, Desk, HANDLER, HEAD, STRANGER, STRANGERS_OFFICE, Town};
use axum::http::header::{CACHE_CONTROL, IF_NONE_MATCH};
use axum::http::{Method, StatusCode};
use casework::Action;
use protocol::path;
use protocol::pull::PullReply;

async fn read_to_the_end(desk: &mut Desk) -> String {
    loop {
        let PullReply { more, mark, .. } = desk.pull_page(1 << 20).await;
        assert_eq!(mark.is_none(), more, "with the last page, and only then");
        if let Some(mark) = mark {
            return mark;
        }
    }
}

async fn is_news(desk: &Desk, mark: &str) -> bool {
    let request = desk
        .request(Method::GET, path::NEWS)
        .header(IF_NONE_MATCH, mark);
    let reply = desk.send(request, Vec::new()).await;
    match reply.status {
        StatusCode::NOT_MODIFIED => {
            assert!(reply.bytes.is_empty());
            assert!(
                !reply.headers.contains_key(CACHE_CONTROL),
                "not a byte too much"
            );
            false
        }
        status => {
            assert_eq!(status, StatusCode::OK);
            true
        }
    }
}

#[tokio::test]
async fn a_mark_holds_until_something_of_the_caller_s_moves() {
    let town = Town::new();
    let case = town.case(BAIHE, "in_progress");
    let mut reader = town.desk(HANDLER).await;
    let mut stranger = town.desk(STRANGER).await;
    let mark = read_to_the_end(&mut reader).await;
    let strangers = read_to_the_end(&mut stranger).await;
    assert!(!is_news(&reader, &mark).await);
    assert!(is_news(&reader, &strangers).await, "another's mark");

    let contact = Action::LogContact {
        note: "变化".into(),
    };
    town.desk(HEAD).await.act(case, contact).await;
    assert!(is_news(&reader, &mark).await);
    assert!(!is_news(&stranger, &strangers).await, "nothing of theirs");

    let mark = read_to_the_end(&mut reader).await;
    assert!(!is_news(&reader, &mark).await);
    assign(&town.app, &case.to_string(), STRANGERS_OFFICE).unwrap();
    assert!(is_news(&reader, &mark).await, "it left");
    assert!(is_news(&stranger, &strangers).await, "it came");
}

#[tokio::test]
async fn a_backup_is_news_for_it_makes_things_safe() {
    let town = Town::embedded();
    let mut reader = town.desk(HANDLER).await;
    let mark = read_to_the_end(&mut reader).await;
    backup(&town.app, &town.folder.path().join("backup.db")).unwrap();
    assert!(is_news(&reader, &mark).await);
}
