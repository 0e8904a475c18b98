use crate::support::*;
use casebook::{Change, ListQuery, Sort, SortBy, TodayGroup};
use casework::action::Rating;
use casework::event::By;
use casework::{Action, ActionId, Due, EventKind, Moment, State};
use uuid::Uuid;

fn keys(desk: &Desk, query: &ListQuery) -> Vec<i64> {
    desk.book
        .list(query)
        .unwrap()
        .rows
        .into_iter()
        .map(|row| row.key)
        .collect()
}

fn morning(day: &str) -> Moment {
    Moment::parse_rfc3339(&format!("{day}T08:30:00+08:00")).unwrap()
}

/// Ten cases: 1–4 to sign for, 5–7 in progress, 8 paused, 9 and 10 replied.
fn office() -> Desk {
    let desk = desk();
    let changes: Vec<Change> = (1..=10)
        .map(|key| {
            let action = |n: u128| ActionId(Uuid::from_u128(key as u128 * 10 + n));
            let mut case = History::dispatched(key, &format!("第{key}件"));
            if key >= 5 {
                case = case.with(action(1), EventKind::SignedFor);
            }
            if key == 8 {
                case = case.with(
                    action(2),
                    EventKind::SupplementAsked {
                        ask: "几号楼？".into(),
                    },
                );
            }
            if key >= 9 {
                case = case.with(
                    action(3),
                    EventKind::Replied {
                        letter: None,
                        means: casework::ReplyBy::Phone,
                    },
                );
            }
            case.put()
        })
        .collect();
    desk.pull(changes);
    desk
}

#[test]
fn filters_count_and_cut_alike() {
    let desk = office();
    let query = ListQuery {
        states: vec![State::Assigned, State::Paused],
        sort: Sort {
            by: SortBy::Number,
            descending: true,
        },
        limit: Some(2),
        offset: 1,
        ..Default::default()
    };
    let page = desk.book.list(&query).unwrap();
    assert_eq!(page.total, 5);
    assert_eq!(
        page.rows.iter().map(|row| row.key).collect::<Vec<_>>(),
        [4, 3]
    );
    let mine = ListQuery {
        handler: Some(handler().user),
        ..Default::default()
    };
    assert_eq!(desk.book.list(&mine).unwrap().total, 6);
    let nobody = ListQuery {
        communities: vec!["'; DROP TABLE case_row; --".into()],
        ..Default::default()
    };
    assert_eq!(desk.book.list(&nobody).unwrap().total, 0);
}

#[test]
fn what_is_unsent_is_in_lists_and_counts_already() {
    let desk = office();
    let case = desk.book.case_named("20261102-0001").unwrap().row.id;
    desk.confirm(case, Action::SignFor);
    let assigned = ListQuery {
        states: vec![State::Assigned],
        ..Default::default()
    };
    assert_eq!(keys(&desk, &assigned), [2, 3, 4]);
    let pending = ListQuery {
        pending: Some(true),
        ..Default::default()
    };
    assert_eq!(keys(&desk, &pending), [1]);
    let overview = desk.book.overview(NOW).unwrap();
    assert_eq!(overview.state(State::Assigned), 3);
    assert_eq!((overview.cases, overview.unsent), (10, 1));
}

#[test]
fn today_shows_each_case_once_in_its_first_group() {
    let desk = office();
    let by = |today: &str| {
        let query = ListQuery {
            now: Some(morning(today)),
            sort: Sort {
                by: SortBy::Today,
                descending: false,
            },
            ..Default::default()
        };
        let page = desk.book.list(&query).unwrap();
        assert_eq!(page.total as usize, page.rows.len());
        page.rows
            .into_iter()
            .map(|row| (row.group.unwrap(), row.key))
            .collect::<Vec<_>>()
    };
    use TodayGroup::*;
    // Dispatched on Monday the 2nd: to sign for by the 3rd, to answer by the 9th.
    // What is to be signed for stands there until it is overdue.
    let tuesday = by("2026-11-03");
    let to_sign_for = [1, 2, 3, 4].map(|key| (ToSignFor, key));
    assert_eq!(tuesday[..4], to_sign_for);
    assert_eq!(tuesday[4..], [(Waiting, 8)]);
    let monday = by("2026-11-09");
    assert_eq!(monday[0], (Overdue, 1));
    assert_eq!(
        monday[4..],
        [(DueToday, 5), (DueToday, 6), (DueToday, 7), (Waiting, 8)]
    );

    let only = ListQuery {
        now: Some(morning("2026-11-09")),
        group: Some(DueToday),
        ..Default::default()
    };
    assert_eq!(keys(&desk, &only), [5, 6, 7]);
    let overview = desk.book.overview(morning("2026-11-09")).unwrap();
    assert_eq!((overview.overdue, overview.due_today), (4, 3));
}

#[test]
fn a_limit_in_hours_is_due_today_until_its_instant_and_overdue_from_then_on() {
    let desk = desk();
    let case = History::dispatched(1, "暴露垃圾");
    let mut document = case.document();
    let at = |time: &str| Moment::parse_rfc3339(&format!("2026-11-09T{time}:00+08:00")).unwrap();
    document.summary.state = State::InProgress;
    document.summary.due = Some(Due::At(at("15:30")));
    desk.pull(vec![case.put_as(SCOPE, &document)]);
    let group = |now: Moment| {
        let query = ListQuery {
            now: Some(now),
            sort: Sort {
                by: SortBy::Today,
                descending: false,
            },
            ..Default::default()
        };
        desk.book.list(&query).unwrap().rows[0].group.unwrap()
    };
    let figures = |now: Moment| {
        let overview = desk.book.overview(now).unwrap();
        (overview.overdue, overview.due_today)
    };
    assert_eq!(group(at("15:29")), TodayGroup::DueToday);
    assert_eq!(figures(at("15:29")), (0, 1));
    assert_eq!(group(at("15:31")), TodayGroup::Overdue);
    assert_eq!(figures(at("15:31")), (1, 0));
    let until = ListQuery {
        due_to: Some(at("08:00").date()),
        ..Default::default()
    };
    assert_eq!(keys(&desk, &until), [1]);
}

#[test]
fn a_new_rating_is_news_until_it_is_read() {
    let desk = desk();
    let replied = History::dispatched(1, "甲")
        .with(ActionId(Uuid::from_u128(1)), EventKind::SignedFor)
        .with(
            ActionId(Uuid::from_u128(2)),
            EventKind::Replied {
                letter: None,
                means: casework::ReplyBy::Phone,
            },
        );
    let mut rated = replied.clone();
    let citizen = By {
        user: "citizen".into(),
        name: "市民".into(),
        role: casework::Role::System,
        office: None,
    };
    rated.push(
        citizen,
        EventKind::Rated {
            rating: Rating::Dissatisfied,
            note: "没解决".into(),
        },
    );
    desk.pull(vec![replied.put()]);
    desk.pull(vec![rated.put()]);

    let news = ListQuery {
        new_rating: Some(true),
        ..Default::default()
    };
    assert_eq!(keys(&desk, &news), [1]);
    assert_eq!(desk.book.overview(NOW).unwrap().new_ratings, 1);
    desk.book.rating_seen(rated.id).unwrap();
    desk.pull(vec![rated.put()]);
    assert_eq!(
        keys(&desk, &news),
        [0i64; 0],
        "the same rating is no news again"
    );
}

#[test]
fn a_row_without_a_due_date_comes_last() {
    let desk = office();
    let order = keys(&desk, &ListQuery::default());
    assert_eq!(order, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    let down = ListQuery {
        sort: Sort {
            by: SortBy::Due,
            descending: true,
        },
        ..Default::default()
    };
    assert_eq!(keys(&desk, &down), [7, 6, 5, 4, 3, 2, 1, 10, 9, 8]);
}

#[test]
fn every_column_sorts_both_ways() {
    let desk = office();
    use SortBy::*;
    for by in [
        Due,
        Number,
        Title,
        State,
        Channel,
        Community,
        ChangedAt,
        RegisteredAt,
        Newest,
    ] {
        for descending in [false, true] {
            let query = ListQuery {
                sort: Sort { by, descending },
                ..Default::default()
            };
            let mut found = keys(&desk, &query);
            found.sort_unstable();
            assert_eq!(found, (1..=10).collect::<Vec<i64>>());
        }
    }
}
