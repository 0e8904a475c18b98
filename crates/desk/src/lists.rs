//! Lists, the morning's groups, the counts of the navigation.

use crate::Desk;
use crate::error::Reply;
use crate::open::Open;
use crate::rows::case_row;
use crate::view::{
    CaseList, CaseRow, FilterChoices, Group, ListQuery, ListView, Morning, MorningGroup, Overview,
    SortBy, VisitRow,
};
use casebook::{DraftKind, Sort, TodayGroup};
use casework::action::Rating;
use casework::summary::Lamp;
use casework::{Moment, State};
use chrono::{Days, NaiveDate};

/// Rows of one group of 今日; the named list has the rest.
const GROUP_ROWS: u32 = 200;
/// Cases looked through for visits of today.
const CHANGED_TODAY: u32 = 300;

const UNDER_WAY: [State; 3] = [State::InProgress, State::Paused, State::ReturnRequested];

impl Desk {
    pub async fn list_cases(&self, query: ListQuery) -> Reply<CaseList> {
        self.read(move |open| list(open, &query)).await
    }

    /// Rows with the replica's revision and the office's name, as scripts read them.
    pub async fn listed(&self, query: ListQuery) -> Reply<Vec<(CaseRow, u64, String)>> {
        self.read(move |open| {
            let district = open.book.district();
            let page = open.book.list(&store_query(open, &query))?;
            let rows = page.rows.iter().map(|row| {
                let office = open.office_name(row.summary.office.as_ref());
                (
                    case_row(row, &district, open.now()),
                    row.summary.revision,
                    office,
                )
            });
            Ok(rows.collect())
        })
        .await
    }

    pub async fn overview(&self) -> Reply<Overview> {
        self.read(overview).await
    }

    pub async fn morning(&self) -> Reply<Morning> {
        self.read(morning).await
    }

    pub async fn filter_choices(&self) -> Reply<FilterChoices> {
        self.read(|open| {
            let mine = open.person.office.clone();
            let offices = open.book.district().directory.offices.clone();
            let seen = offices
                .into_iter()
                .filter(|office| mine.is_none() || mine.as_ref() == Some(&office.id));
            Ok(FilterChoices {
                communities: seen.flat_map(|office| office.communities).collect(),
            })
        })
        .await
    }

    pub async fn visits_today(&self) -> Reply<Vec<VisitRow>> {
        self.read(visits_today).await
    }
}

fn list(open: &Open, query: &ListQuery) -> Reply<CaseList> {
    let district = open.book.district();
    let page = open.book.list(&store_query(open, query))?;
    Ok(CaseList {
        rows: page
            .rows
            .iter()
            .map(|row| case_row(row, &district, open.now()))
            .collect(),
        total: page.total as u32,
        offset: query.offset,
        in_store: open.book.overview(open.now())?.cases as u32,
    })
}

/// What the window asks for, in the store's words.
pub(crate) fn store_query(open: &Open, query: &ListQuery) -> casebook::ListQuery {
    let today = open.today();
    let mut wanted = casebook::ListQuery {
        states: query.states.clone(),
        channels: query.channels.clone(),
        communities: query.communities.clone(),
        handler: query.mine.then(|| open.person.user.clone()),
        search: Some(query.search.trim().to_owned()).filter(|text| !text.is_empty()),
        sort: Sort {
            by: sort_by(query.sort),
            descending: query.descending,
        },
        limit: (query.limit > 0).then_some(query.limit),
        offset: query.offset,
        now: Some(open.now()),
        ..casebook::ListQuery::default()
    };
    let states = |wanted: &mut casebook::ListQuery, all: &[State]| {
        if wanted.states.is_empty() {
            wanted.states = all.to_vec();
        }
    };
    match query.view {
        ListView::All | ListView::VisitsToday => {}
        ListView::ToSignFor => states(&mut wanted, &[State::Assigned]),
        ListView::InProgress => states(&mut wanted, &UNDER_WAY),
        ListView::DueToday => {
            states(&mut wanted, &UNDER_WAY);
            (wanted.due_from, wanted.due_to) = (Some(today), Some(today));
        }
        ListView::Overdue => wanted.overdue = Some(true),
        ListView::Answered => states(&mut wanted, &[State::Replied, State::Closed]),
        ListView::ToApprove => wanted.extension_requested = Some(true),
    }
    lamp_days(open, query.lamps.first().copied(), today, &mut wanted);
    wanted
}

/// A lamp as a span of due dates; yellow begins one working day before.
fn lamp_days(open: &Open, lamp: Option<Lamp>, today: NaiveDate, wanted: &mut casebook::ListQuery) {
    let district = open.book.district();
    let yellow_until = district
        .calendar
        .working_days_after(today, district.rules.newest().yellow_before);
    match lamp {
        Some(Lamp::Red) => wanted.overdue = Some(true),
        Some(Lamp::Yellow) => {
            wanted.overdue = Some(false);
            (wanted.due_from, wanted.due_to) = (Some(today), Some(yellow_until));
        }
        Some(Lamp::Green) => wanted.due_from = yellow_until.checked_add_days(Days::new(1)),
        Some(Lamp::Paused) => wanted.states = vec![State::Paused],
        Some(Lamp::None) | None => {}
    }
}

fn sort_by(sort: SortBy) -> casebook::SortBy {
    match sort {
        SortBy::Due => casebook::SortBy::Due,
        SortBy::Number => casebook::SortBy::Number,
        SortBy::Title => casebook::SortBy::Title,
        SortBy::Channel => casebook::SortBy::Channel,
        SortBy::Community => casebook::SortBy::Community,
        SortBy::State => casebook::SortBy::State,
        SortBy::Changed => casebook::SortBy::ChangedAt,
    }
}

fn group_query(now: Moment, group: TodayGroup, limit: u32) -> casebook::ListQuery {
    casebook::ListQuery {
        now: Some(now),
        group: Some(group),
        sort: Sort {
            by: casebook::SortBy::Due,
            descending: false,
        },
        limit: Some(limit),
        ..casebook::ListQuery::default()
    }
}

fn morning(open: &Open) -> Reply<Morning> {
    let today = open.today();
    let district = open.book.district();
    let mut groups = Vec::new();
    for (group, shown) in GROUPS {
        let page = open
            .book
            .list(&group_query(open.now(), group, GROUP_ROWS))?;
        if page.total > 0 {
            groups.push(Group {
                group: shown,
                total: page.total as u32,
                rows: page
                    .rows
                    .iter()
                    .map(|row| case_row(row, &district, open.now()))
                    .collect(),
            });
        }
    }
    Ok(Morning {
        today: today.to_string(),
        week_until: casebook::end_of_week(today).to_string(),
        groups,
        in_store: open.book.overview(open.now())?.cases as u32,
    })
}

const GROUPS: [(TodayGroup, MorningGroup); 6] = [
    (TodayGroup::Overdue, MorningGroup::Overdue),
    (TodayGroup::DueToday, MorningGroup::DueToday),
    (TodayGroup::ToSignFor, MorningGroup::ToSignFor),
    (TodayGroup::NewRating, MorningGroup::Rated),
    (TodayGroup::DueThisWeek, MorningGroup::ThisWeek),
    (TodayGroup::Waiting, MorningGroup::Waiting),
];

fn overview(open: &Open) -> Reply<Overview> {
    let today = open.today();
    let count = |query: casebook::ListQuery| -> Reply<u32> {
        Ok(open
            .book
            .list(&casebook::ListQuery {
                limit: Some(0),
                ..query
            })?
            .total as u32)
    };
    let group = |group| count(group_query(open.now(), group, 0));
    let whole = open.book.overview(open.now())?;
    let worst = open
        .book
        .list(&group_query(open.now(), TodayGroup::Overdue, 1))?;
    let worst_due = worst.rows.first().and_then(|row| row.summary.due);
    let rated = |ratings: &[Rating]| {
        count(casebook::ListQuery {
            new_rating: Some(true),
            ratings: ratings.to_vec(),
            ..casebook::ListQuery::default()
        })
    };
    let view = |view| {
        count(store_query(
            open,
            &ListQuery {
                view,
                ..ListQuery::default()
            },
        ))
    };
    let due_today = group(TodayGroup::DueToday)?;
    let to_sign_for = view(ListView::ToSignFor)?;
    let rated_all = group(TodayGroup::NewRating)?;
    Ok(Overview {
        today: worst.total as u32 + due_today + group(TodayGroup::ToSignFor)? + rated_all,
        attention: whole.attention as u32,
        to_sign_for,
        to_sign_for_today: count(casebook::ListQuery {
            due_to: Some(today),
            ..store_query(
                open,
                &ListQuery {
                    view: ListView::ToSignFor,
                    ..ListQuery::default()
                },
            )
        })?,
        in_progress: view(ListView::InProgress)?,
        due_today,
        overdue: worst.total as u32,
        overdue_worst: worst_due.map_or(0, |due| {
            open.book
                .district()
                .calendar
                .working_days_between(due.date(), today)
                .max(0) as u32
        }),
        answered: view(ListView::Answered)?,
        all: whole.cases as u32,
        drafts: crate::letters::drafts(open)?.len() as u32,
        to_sign_off: whole.letters_submitted as u32,
        to_approve: whole.extension_requests as u32,
        to_print: whole.letters_to_print as u32,
        visits_today: visits_today(open)?.len() as u32,
        rated: rated_all,
        rated_satisfied: rated(&[Rating::Satisfied, Rating::Basically])?,
        rated_dissatisfied: rated(&[Rating::Dissatisfied])?,
    })
}

/// Open visit drafts, then what this person logged today; newest first.
fn visits_today(open: &Open) -> Reply<Vec<VisitRow>> {
    let today = open.today();
    let mut visits = Vec::new();
    for draft in open.book.drafts(None)? {
        if draft.key.kind != DraftKind::Visit {
            continue;
        }
        let Ok(view) = open.book.case(draft.key.case) else {
            continue;
        };
        let written: crate::visits::Stored = serde_json::from_value(draft.body).unwrap_or_default();
        visits.push(VisitRow {
            case: view.row.id,
            number: view.row.summary.number,
            title: view.row.summary.title,
            at: written.draft.at,
            note: written.draft.note,
            photos: written.photos.iter().filter(|photo| !photo.removed).count() as u32,
            draft: true,
        });
    }
    let changed = open.book.list(&casebook::ListQuery {
        sort: Sort {
            by: casebook::SortBy::ChangedAt,
            descending: true,
        },
        limit: Some(CHANGED_TODAY),
        ..casebook::ListQuery::default()
    })?;
    let touched = changed.rows.iter().filter(|row| row.summary.visits > 0);
    for row in touched.take_while(|row| row.summary.changed_at.date() >= today) {
        let view = open.book.case(row.id)?;
        let mine = view
            .case
            .visits
            .iter()
            .filter(|visit| visit.by.user == open.person.user);
        for visit in mine.filter(|visit| visit.record.at.date() == today) {
            visits.push(VisitRow {
                case: row.id,
                number: row.summary.number.clone(),
                title: row.summary.title.clone(),
                at: visit.record.at.0,
                note: visit.record.note.clone(),
                photos: visit.record.photos.len() as u32,
                draft: false,
            });
        }
    }
    visits.sort_by_key(|visit| (!visit.draft, std::cmp::Reverse(visit.at)));
    Ok(visits)
}
