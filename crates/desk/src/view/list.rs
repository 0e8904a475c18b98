//! Lists of cases, the morning's groups, and the counts of the navigation.

use casework::action::{Channel, Rating};
use casework::letter::LetterState;
use casework::rules::{ClockKind, PauseReason};
use casework::summary::Lamp;
use casework::{CaseId, State};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One line of a list. Unsent actions are already in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CaseRow {
    pub id: CaseId,
    pub number: String,
    pub title: String,
    pub state: State,
    pub channel: Channel,
    pub community: String,
    pub category: String,
    pub handler: Option<String>,
    pub handler_name: Option<String>,
    /// China date
    pub due: Option<String>,
    /// 工作时 are due at an instant of that day, UTC ms
    pub due_at: Option<i64>,
    pub due_clock: Option<ClockKind>,
    pub lamp: Lamp,
    /// working days from today to the due date; negative when overdue
    pub days_left: Option<i32>,
    pub estimated: bool,
    pub answered_on: Option<String>,
    /// working days after the due date; 0 or less: in time
    pub answered_late: Option<i32>,
    pub rating: Option<Rating>,
    /// 第n次重办
    pub reopened: u32,
    pub supervised: bool,
    /// 会办
    pub joint: bool,
    /// 补正 or 征求意见, while the clock stands still
    pub paused_for: Option<PauseReason>,
    pub extension_requested: bool,
    pub letter: Option<LetterState>,
    /// unsent actions
    pub pending: u32,
    /// 需处理
    pub held: bool,
    /// 已转派: read-only
    pub left: bool,
}

/// The named lists of the navigation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListView {
    #[default]
    All,
    /// 待签收
    ToSignFor,
    /// 办理中 (also 补正, 退单待裁)
    InProgress,
    /// 今日到期
    DueToday,
    /// 已逾期
    Overdue,
    /// 已答复 and 已办结
    Answered,
    /// 待我审批 (head): an extension waits
    ToApprove,
    /// 今日走访: cases with a visit of today or an open visit draft
    VisitsToday,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    #[default]
    Due,
    Number,
    Title,
    Channel,
    Community,
    State,
    Changed,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ListQuery {
    pub view: ListView,
    /// substring of title, text, number, address, name; pinyin initials of names;
    /// spaces mean AND
    pub search: String,
    pub states: Vec<State>,
    pub channels: Vec<Channel>,
    pub communities: Vec<String>,
    pub lamps: Vec<Lamp>,
    /// 只看我承办的
    pub mine: bool,
    pub sort: SortBy,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CaseList {
    pub rows: Vec<CaseRow>,
    /// all that match
    pub total: u32,
    pub offset: u32,
    /// cases on this computer
    pub in_store: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MorningGroup {
    /// 已逾期
    Overdue,
    /// 今天到期
    DueToday,
    /// 待签收
    ToSignFor,
    /// 新评价
    Rated,
    /// 本周到期
    ThisWeek,
    /// 停表与等待
    Waiting,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Group {
    pub group: MorningGroup,
    pub total: u32,
    /// at most 200; the rest in the named list
    pub rows: Vec<CaseRow>,
}

/// 今日: what first?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Morning {
    pub today: String,
    /// China date of the last day of this week's span
    pub week_until: String,
    pub groups: Vec<Group>,
    pub in_store: u32,
}

/// Counts of the navigation and of the strip above 今日.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Overview {
    /// what must be done today, each case once
    pub today: u32,
    pub attention: u32,
    pub to_sign_for: u32,
    /// of these, due today or before
    pub to_sign_for_today: u32,
    pub in_progress: u32,
    pub due_today: u32,
    pub overdue: u32,
    /// working days the worst case is over
    pub overdue_worst: u32,
    pub answered: u32,
    pub all: u32,
    pub drafts: u32,
    pub to_sign_off: u32,
    pub to_approve: u32,
    pub to_print: u32,
    pub visits_today: u32,
    pub rated: u32,
    pub rated_satisfied: u32,
    pub rated_dissatisfied: u32,
}

/// What the filters offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FilterChoices {
    pub communities: Vec<String>,
}
