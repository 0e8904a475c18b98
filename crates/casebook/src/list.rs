//! Lists of cases. What is asked for is data; the SQL is composed here, from
//! fixed pieces, and values are always bound.

use crate::book::Book;
use crate::codes::code;
use crate::error::Result;
use crate::row::{self, COLUMNS};
use crate::search;
use casework::action::{Channel, Rating};
use casework::{CaseId, Moment, OfficeId, State, Summary, UserId};
use chrono::{Datelike, Days, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Hits of a search are counted up to here; a person narrows a search down
/// rather than read a thousand.
const MOST_HITS: usize = 1_000;

#[derive(Clone, Debug, PartialEq)]
pub struct ListRow {
    pub key: i64,
    pub id: CaseId,
    /// with the effects of what is unsent; `revision` is the replica's
    pub summary: Summary,
    /// unsent actions
    pub pending: u32,
    /// held actions that nobody settled
    pub attention: u32,
    /// 已转派, and something of ours is still unsent
    pub frozen: bool,
    /// 新评价, not read yet
    pub new_rating: bool,
    /// where the query groups by 今日
    pub group: Option<TodayGroup>,
}

/// The groups of 今日, each case in the first that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TodayGroup {
    Overdue,
    DueToday,
    ToSignFor,
    NewRating,
    DueThisWeek,
    /// 停表与等待
    Waiting,
}

impl TodayGroup {
    pub const ALL: [TodayGroup; 6] = [
        TodayGroup::Overdue,
        TodayGroup::DueToday,
        TodayGroup::ToSignFor,
        TodayGroup::NewRating,
        TodayGroup::DueThisWeek,
        TodayGroup::Waiting,
    ];
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    #[default]
    Due,
    Number,
    Title,
    State,
    Channel,
    Community,
    ChangedAt,
    RegisteredAt,
    /// by the server's key: newest registrations first when descending
    Newest,
    /// the groups of 今日 and, in each, the earliest due first; shows cases of a group only
    Today,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    pub by: SortBy,
    pub descending: bool,
}

/// Cases that have a letter on this list, whatever letters came after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterShelf {
    Writing,
    Submitted,
    Registered,
    ToPrint,
}

impl LetterShelf {
    pub const ALL: [LetterShelf; 4] = [
        LetterShelf::Writing,
        LetterShelf::Submitted,
        LetterShelf::Registered,
        LetterShelf::ToPrint,
    ];

    fn condition(self) -> &'static str {
        match self {
            LetterShelf::Writing => "c.letters_writing > 0",
            LetterShelf::Submitted => "c.letters_submitted > 0",
            LetterShelf::Registered => "c.letters_registered > 0",
            LetterShelf::ToPrint => "c.letters_to_print > 0",
        }
    }
}

/// An empty list means: any.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    pub states: Vec<State>,
    pub channels: Vec<Channel>,
    pub communities: Vec<String>,
    pub categories: Vec<String>,
    pub letters: Option<LetterShelf>,
    pub ratings: Vec<Rating>,
    pub office: Option<OfficeId>,
    pub handler: Option<UserId>,
    /// both days included
    pub due_from: Option<NaiveDate>,
    pub due_to: Option<NaiveDate>,
    pub extension_requested: Option<bool>,
    pub pending: Option<bool>,
    pub attention: Option<bool>,
    pub new_rating: Option<bool>,
    pub frozen: Option<bool>,
    /// spaces mean AND; a text with nothing searchable finds nothing
    pub search: Option<String>,
    /// needed for groups, and to tell what is overdue
    pub now: Option<Moment>,
    pub overdue: Option<bool>,
    pub group: Option<TodayGroup>,
    pub sort: Sort,
    pub limit: Option<u32>,
    pub offset: u32,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListPage {
    pub rows: Vec<ListRow>,
    pub total: u64,
    /// a search found more than `total`
    pub capped: bool,
    /// cases that the search index does not hold yet
    pub unindexed: u64,
}

impl Book {
    pub fn list(&self, query: &ListQuery) -> Result<ListPage> {
        let mut unindexed = 0;
        if query.search.is_some() {
            // What just came in is found at once; after a first load the index
            // is built behind the list, which says how much is missing.
            unindexed = self.index_waiting()?;
        }
        let db = self.reader()?;
        let Some(filter) = Filter::of(&db, query)? else {
            return Ok(ListPage {
                unindexed,
                ..ListPage::default()
            });
        };
        let total = filter.count(&db)?;
        Ok(ListPage {
            rows: filter.rows(&db, query)?,
            total,
            capped: filter.capped,
            unindexed,
        })
    }
}

struct Filter {
    conditions: Vec<String>,
    values: Vec<Value>,
    group: Option<String>,
    capped: bool,
}

impl Filter {
    /// None when nothing can match.
    fn of(db: &Connection, query: &ListQuery) -> Result<Option<Self>> {
        let mut filter = Self {
            conditions: Vec::new(),
            values: Vec::new(),
            group: None,
            capped: false,
        };
        let f = &mut filter;
        f.any_of("c.state", query.states.iter().map(|state| state.code()));
        f.any_of("c.channel", query.channels.iter().map(|one| one.code()));
        f.any_of("c.community", query.communities.iter().map(String::as_str));
        f.any_of("c.category", query.categories.iter().map(String::as_str));
        if let Some(shelf) = query.letters {
            f.flag(shelf.condition(), Some(true));
        }
        f.any_of("c.rating", query.ratings.iter().map(|one| code(*one)));
        f.any_of("c.office", query.office.iter().map(OfficeId::as_str));
        f.any_of("c.handler", query.handler.iter().map(UserId::as_str));
        if let Some(from) = query.due_from {
            f.bind("c.due >= ", row::date(from));
        }
        if let Some(to) = query.due_to {
            // An instant of that day is written after the day and before the next.
            f.bind("c.due < ", row::date(after(to)));
        }
        f.flag("c.extension_requested = 1", query.extension_requested);
        f.flag("c.pending > 0", query.pending);
        f.flag("c.attention > 0", query.attention);
        f.flag(
            "(c.rating IS NOT NULL AND c.rating_seen = 0)",
            query.new_rating,
        );
        f.flag("c.frozen = 1", query.frozen);
        if let (Some(now), Some(wanted)) = (query.now, query.overdue) {
            let overdue = f.overdue(now);
            f.flag(&overdue, Some(wanted));
        }
        if let (Some(now), true) = (query.now, query.by_group()) {
            f.group_by_today(now, query.group);
        }
        if let Some(text) = &query.search {
            match search::newest_hits(db, text, MOST_HITS + 1)? {
                None => return Ok(None),
                Some(keys) => f.only_keys(keys),
            }
        }
        Ok(Some(filter))
    }

    fn any_of<'a>(&mut self, column: &str, values: impl Iterator<Item = &'a str>) {
        let first = self.values.len();
        self.values
            .extend(values.map(|value| Value::Text(value.to_owned())));
        let places: Vec<String> = (first + 1..=self.values.len())
            .map(|n| format!("?{n}"))
            .collect();
        if !places.is_empty() {
            self.conditions
                .push(format!("{column} IN ({})", places.join(", ")));
        }
    }

    fn bind(&mut self, condition: &str, value: String) {
        let at = self.value(value);
        self.conditions.push(format!("{condition}?{at}"));
    }

    fn value(&mut self, value: String) -> usize {
        self.values.push(Value::Text(value));
        self.values.len()
    }

    /// A day that is over, or an instant that is past. Today as a day sorts before
    /// every instant of today.
    fn overdue(&mut self, now: Moment) -> String {
        let now_at = self.value(now.rfc3339());
        let today_at = self.value(row::date(now.date()));
        format!("(c.due < ?{now_at} AND c.due <> ?{today_at})")
    }

    fn flag(&mut self, condition: &str, wanted: Option<bool>) {
        match wanted {
            Some(true) => self.conditions.push(condition.to_owned()),
            Some(false) => self.conditions.push(format!("NOT {condition}")),
            None => {}
        }
    }

    /// A CASE expression gives each row its group; rows without one are left out.
    /// 待签收 comes before 今天到期: the clock that runs out today is the signing's.
    fn group_by_today(&mut self, now: Moment, only: Option<TodayGroup>) {
        let today = now.date();
        let overdue = self.overdue(now);
        let tomorrow_at = self.value(row::date(after(today)));
        let week_at = self.value(row::date(after(end_of_week(today))));
        let group = format!(
            "CASE WHEN {overdue} THEN 0 \
             WHEN c.state = 'assigned' THEN 2 \
             WHEN c.due < ?{tomorrow_at} THEN 1 \
             WHEN c.rating IS NOT NULL AND c.rating_seen = 0 THEN 3 \
             WHEN c.due < ?{week_at} THEN 4 \
             WHEN c.state IN ('paused', 'return_requested') THEN 5 END"
        );
        match only {
            Some(only) => self.conditions.push(format!("{group} = {}", only as u8)),
            None => self.conditions.push(format!("{group} IS NOT NULL")),
        }
        // Let the indexes find the candidates; closed cases are most of all.
        self.conditions.push(format!(
            "(c.due < ?{week_at} OR c.state IN ('assigned', 'paused', 'return_requested') \
             OR (c.rating IS NOT NULL AND c.rating_seen = 0))"
        ));
        self.group = Some(group);
    }

    fn only_keys(&mut self, mut keys: Vec<i64>) {
        self.capped = keys.len() > MOST_HITS;
        keys.truncate(MOST_HITS);
        let keys: Vec<String> = keys.iter().map(i64::to_string).collect();
        self.conditions
            .push(format!("c.key IN ({})", keys.join(", ")));
    }

    fn wherever(&self) -> String {
        match self.conditions.is_empty() {
            true => String::new(),
            false => format!(" WHERE {}", self.conditions.join(" AND ")),
        }
    }

    fn count(&self, db: &Connection) -> Result<u64> {
        let query = format!(
            "SELECT count(*) FROM case_row c{} ORDER BY 1",
            self.wherever()
        );
        let count: i64 = db
            .prepare_cached(&query)?
            .query_row(params_from_iter(&self.values), |row| row.get(0))?;
        Ok(count as u64)
    }

    fn rows(&self, db: &Connection, query: &ListQuery) -> Result<Vec<ListRow>> {
        let group = self.group.as_deref().unwrap_or("NULL");
        let sql = format!(
            "SELECT {COLUMNS}, {group} AS today_group FROM case_row c{} ORDER BY {} LIMIT {} OFFSET {}",
            self.wherever(),
            order(query.sort),
            query.limit.map_or(-1, i64::from),
            query.offset,
        );
        let mut statement = db.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(&self.values), |row| {
            let group: Option<usize> = row
                .get::<_, Option<i64>>("today_group")?
                .map(|group| group as usize);
            Ok(ListRow {
                group: group.and_then(|group| TodayGroup::ALL.get(group).copied()),
                ..row::read(row)?
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl ListQuery {
    fn by_group(&self) -> bool {
        self.group.is_some() || self.sort.by == SortBy::Today
    }
}

/// Rows without a due date come last in either direction; the key makes the
/// order whole.
fn order(sort: Sort) -> String {
    let way = if sort.descending { "DESC" } else { "ASC" };
    match sort.by {
        SortBy::Due if sort.descending => "c.due DESC, c.key DESC".into(),
        // `due IS NULL` first would hide the index: SQLite sorts NULLs last by it.
        SortBy::Due => "c.due ASC NULLS LAST, c.key ASC".into(),
        SortBy::Number => format!("c.number {way}, c.key {way}"),
        SortBy::Title => format!("c.title {way}, c.key {way}"),
        SortBy::State => format!("c.state {way}, c.due ASC NULLS LAST, c.key ASC"),
        SortBy::Channel => format!("c.channel {way}, c.due ASC NULLS LAST, c.key ASC"),
        SortBy::Community => format!("c.community {way}, c.due ASC NULLS LAST, c.key ASC"),
        SortBy::ChangedAt => format!("c.changed_at {way}, c.key {way}"),
        SortBy::RegisteredAt => format!("c.registered_at {way}, c.key {way}"),
        SortBy::Newest => format!("c.key {way}"),
        SortBy::Today => "today_group ASC, c.due ASC NULLS LAST, c.key ASC".into(),
    }
}

pub(crate) fn after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

/// The Sunday of that week.
pub fn end_of_week(day: NaiveDate) -> NaiveDate {
    let left = 6 - day.weekday().num_days_from_monday();
    day.checked_add_days(Days::new(u64::from(left)))
        .unwrap_or(day)
}
