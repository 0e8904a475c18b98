//! A row of the store as a line of a list.

use crate::view::CaseRow;
use casebook::{District, ListRow};
use casework::{Due, Moment};

pub fn case_row(row: &ListRow, district: &District, now: Moment) -> CaseRow {
    let summary = &row.summary;
    let person = |user: &casework::UserId| {
        district
            .directory
            .people
            .iter()
            .find(|person| person.user == *user)
            .map(|person| person.name.clone())
    };
    CaseRow {
        id: row.id,
        number: summary.number.clone(),
        title: summary.title.clone(),
        state: summary.state,
        channel: summary.channel,
        community: summary.community.clone(),
        category: summary.category.clone(),
        handler: summary.handler.as_ref().map(|user| user.to_string()),
        handler_name: summary.handler.as_ref().and_then(person),
        due: summary.due.map(|due| due.date().to_string()),
        due_at: match summary.due {
            Some(Due::At(at)) => Some(at.0),
            Some(Due::Day(_)) | None => None,
        },
        due_clock: summary.due_clock,
        lamp: summary.lamp(now),
        days_left: summary.due.map(|due| {
            district
                .calendar
                .working_days_between(now.date(), due.date())
        }),
        estimated: summary.estimated,
        answered_on: summary.answered_on.map(|day| day.to_string()),
        answered_late: summary.answered_late,
        rating: summary.rating,
        reopened: summary.reopened,
        supervised: summary.supervised,
        joint: summary.joint,
        paused_for: summary.paused_for,
        extension_requested: summary.extension_requested,
        letter: summary.letter,
        pending: row.pending,
        held: row.attention > 0,
        left: row.frozen,
    }
}
