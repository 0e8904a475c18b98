use crate::support::*;
use casebook::{ListQuery, Sort, SortBy};
use casework::{Action, ActionId, EventKind};
use uuid::Uuid;

fn search(text: &str) -> ListQuery {
    ListQuery {
        search: Some(text.into()),
        sort: Sort {
            by: SortBy::Newest,
            descending: true,
        },
        ..Default::default()
    }
}

fn found(desk: &Desk, text: &str) -> Vec<i64> {
    desk.book
        .list(&search(text))
        .unwrap()
        .rows
        .into_iter()
        .map(|row| row.key)
        .collect()
}

#[test]
fn a_case_is_found_by_its_words_number_phone_and_names() {
    let desk = desk();
    let bodies = [
        "3号楼电梯停运三天，物业无人到场。",
        "夜间施工至凌晨，C#型打桩机。",
        "村（居）民委员会门前积水。",
    ];
    let cases: Vec<History> = bodies
        .iter()
        .enumerate()
        .map(|(n, body)| History::registered(n as i64 + 1, &format!("标题{n}"), body))
        .collect();
    desk.pull(cases.iter().map(History::put).collect());
    assert_eq!(found(&desk, "电梯"), [1]);
    assert_eq!(found(&desk, "停运 3号楼"), [1]);
    assert_eq!(found(&desk, "c#"), [2]);
    assert_eq!(found(&desk, "居民委员会"), [0i64; 0]);
    assert_eq!(found(&desk, "20261102-0003"), [3]);
    assert_eq!(
        found(&desk, "0001234"),
        [3, 2, 1],
        "all three are of one citizen"
    );
    assert_eq!(found(&desk, "王小明"), [3, 2, 1]);
    assert_eq!(found(&desk, "wxm"), [3, 2, 1], "by initials, newest first");
    assert_eq!(
        found(&desk, "场。标题"),
        [0i64; 0],
        "no term spans two fields"
    );
}

#[test]
fn a_case_is_found_by_its_handler_also_while_the_signing_is_unsent() {
    let desk = desk();
    let (one, two) = (History::dispatched(1, "甲"), History::dispatched(2, "乙"));
    let signed = two
        .clone()
        .with(ActionId(Uuid::from_u128(3)), EventKind::SignedFor);
    desk.pull(vec![one.put(), two.put()]);
    assert_eq!(found(&desk, "cj"), [0i64; 0]);
    desk.pull(vec![signed.put()]);
    assert_eq!(found(&desk, "陈静"), [2]);
    assert_eq!(found(&desk, "cj"), [2]);
    desk.confirm(one.id, Action::SignFor);
    assert_eq!(found(&desk, "cj"), [2, 1]);
}

#[test]
fn odd_searches_are_no_errors_and_nothing_searchable_finds_nothing() {
    let desk = desk();
    desk.pull(vec![
        History::registered(1, "物业'", "a AND b (物业) -物业 \"引号\" * col:x").put(),
    ]);
    for text in ["物业'", "a AND", "-物业", "\"", "*", "col:x", "(物业"] {
        assert_eq!(found(&desk, text), [1], "{text}");
    }
    for text in ["NEAR(", "C#", "物业(", "x OR y", "{initials}"] {
        assert_eq!(found(&desk, text), [0i64; 0], "{text}");
    }
    for text in ["", "  ", "\u{3000}"] {
        let page = desk.book.list(&search(text)).unwrap();
        assert_eq!((page.total, page.rows.len()), (0, 0));
    }
}

#[test]
fn a_large_first_load_is_indexed_in_slices_and_says_what_is_missing() {
    let desk = desk();
    desk.pull(
        (1..=250)
            .map(|key| History::dispatched(key, "流浪犬扰民").put())
            .collect(),
    );
    let page = desk.book.list(&search("流浪犬")).unwrap();
    assert_eq!((page.total, page.unindexed), (0, 250));
    assert_eq!(desk.book.index_slice().unwrap(), 150);
    let page = desk.book.list(&search("流浪犬")).unwrap();
    assert_eq!((page.total, page.unindexed), (100, 150));
    desk.book.index_slice().unwrap();
    // The last slice is indexed by the search itself.
    assert_eq!(desk.book.list(&search("流浪犬")).unwrap().total, 250);
    desk.book.optimize_index().unwrap();
    assert_eq!(desk.book.list(&search("流浪犬")).unwrap().total, 250);
}

#[test]
fn a_search_that_hits_too_much_is_capped_and_says_so() {
    let desk = desk();
    desk.pull(
        (1..=1_003)
            .map(|key| History::dispatched(key, "犬").put())
            .collect(),
    );
    desk.book.index_all().unwrap();
    let page = desk
        .book
        .list(&ListQuery {
            limit: Some(50),
            ..search("犬")
        })
        .unwrap();
    assert_eq!(
        (page.total, page.capped, page.rows.len()),
        (1_000, true, 50)
    );
    assert_eq!(page.rows[0].key, 1_003);
}

#[test]
fn a_search_and_filters_narrow_each_other() {
    let desk = desk();
    let signed =
        History::dispatched(2, "流浪犬").with(ActionId(Uuid::from_u128(3)), EventKind::SignedFor);
    desk.pull(vec![History::dispatched(1, "流浪犬").put(), signed.put()]);
    let query = ListQuery {
        states: vec![casework::State::Assigned],
        ..search("流浪")
    };
    let page = desk.book.list(&query).unwrap();
    assert_eq!((page.total, page.rows[0].key), (1, 1));
}
