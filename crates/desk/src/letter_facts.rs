//! What is known of a case, in the words of its letters: each placeholder of the
//! templates from its one source. What nobody has said yet is left out.

use casebook::District;
use casework::action::Channel;
use casework::case::Visit;
use casework::deadline::{month_day, year_month_day};
use casework::event::EventKind;
use casework::templates::{Facts, Placeholder};
use casework::{Case, Event, OfficeId, clocks};
use chrono::Timelike;

/// `events`: the case's history, oldest first.
pub fn facts(case: &Case, events: &[&Event], district: &District) -> Facts {
    let mut facts = Facts::default();
    registered(&mut facts, case);
    office(&mut facts, case, district);
    deadline(&mut facts, case, district);
    said(&mut facts, events, district);
    earlier_letter(&mut facts, case);
    facts.know(Placeholder::Visits, case.visits.iter().map(found));
    facts
}

fn registered(facts: &mut Facts, case: &Case) {
    let registration = &case.registration;
    let surname: String = registration.citizen.name.chars().take(1).collect();
    if !surname.is_empty() {
        facts.know(Placeholder::Citizen, [format!("{surname}先生/女士")]);
    }
    let submitted = registration.submitted_at.date();
    facts.know(Placeholder::SubmittedOn, [year_month_day(submitted)]);
    let registered = case.registered_at.date();
    facts.know(Placeholder::RegisteredOn, [year_month_day(registered)]);
    let accepted = case.accepted_at.map(|at| year_month_day(at.date()));
    facts.know(Placeholder::AcceptedOn, accepted);
    facts.know(Placeholder::Title, [clause(&registration.title)]);
    facts.know(Placeholder::Matter, [short_matter(&registration.title)]);
    facts.know(Placeholder::Number, [registration.number.clone()]);
    let body = registration.body.lines().map(str::to_owned);
    facts.know(Placeholder::Body, body);
    let origin = registration.origin.clone();
    let channel = origin.unwrap_or_else(|| channel(registration.channel).to_owned());
    facts.know(Placeholder::Channel, [channel]);
}

fn office(facts: &mut Facts, case: &Case, district: &District) {
    let directory = &district.directory;
    if let Some(office) = case.office.as_ref().and_then(|id| directory.office(id)) {
        facts.know(Placeholder::Office, [office.name.clone()]);
        facts.know(Placeholder::LegalName, [office.legal_name.clone()]);
        facts.know(Placeholder::Phone, [office.phone.clone()]);
    }
    let handler = case.handler.as_ref().map(|by| by.name.clone());
    facts.know(Placeholder::Handler, handler);
    let assisting: Vec<String> = case
        .assisting_offices()
        .map(|id| name(id, district))
        .collect();
    facts.know(Placeholder::AssistingOffices, [assisting.join("、")]);
    // 信访工作条例 Art. 35: the next higher body; of a street office its district
    let higher = directory.district.ends_with(['区', '县', '市']);
    let review = higher.then(|| format!("{}人民政府", directory.district));
    facts.know(Placeholder::ReviewBody, review);
}

/// A date beyond the published calendar is an estimate: no letter promises it.
fn deadline(facts: &mut Facts, case: &Case, district: &District) {
    let rules = &district.rules;
    let Some(clock) = clocks::citizen(case, rules).or_else(|| clocks::answer(case, rules)) else {
        return;
    };
    let due = |clock: &clocks::Clock| {
        let date = clock.due(&district.calendar).date();
        (!district.calendar.is_estimate(date)).then(|| year_month_day(date))
    };
    let unextended = clocks::Clock {
        extended_by: 0,
        ..clock.clone()
    };
    facts.know(Placeholder::DueOn, due(&clock));
    facts.know(Placeholder::DueBefore, due(&unextended));
    if clock.extended_by > 0 {
        facts.know(Placeholder::DueExtended, due(&clock));
    }
    facts.know(Placeholder::DueBasis, [basis(&clock.rule.article)]);
}

/// 信访工作条例第三十四条 as a letter quotes it.
fn basis(article: &str) -> String {
    match article.find('第') {
        Some(at) => format!("《{}》{}", &article[..at], &article[at..]),
        None => format!("{article}的规定"),
    }
}

/// What people wrote as the case went on; the last word counts.
fn said(facts: &mut Facts, events: &[&Event], district: &District) {
    for event in events {
        match &event.kind {
            EventKind::ExtensionRequested { reason, .. } => {
                facts.know(Placeholder::ExtensionReason, [clause(reason)]);
            }
            EventKind::SupplementAsked { ask } => facts.know(Placeholder::Ask, [clause(ask)]),
            EventKind::Rejected { reason, refer_to } => {
                facts.know(Placeholder::RejectionReason, [clause(reason)]);
                facts.know(Placeholder::ReferTo, [clause(refer_to)]);
            }
            EventKind::JointlyDecided {
                held_on,
                decision,
                tasks,
            } => {
                facts.know(Placeholder::MeetingOn, [year_month_day(*held_on)]);
                facts.know(Placeholder::MeetingDecision, [clause(decision)]);
                let tasks = tasks.iter().map(|task| {
                    let (office, due) = (name(&task.office, district), year_month_day(task.due));
                    format!("由{office}于{due}前{}。", clause(&task.what))
                });
                facts.know(Placeholder::MeetingTasks, tasks);
            }
            _ => {}
        }
    }
}

fn earlier_letter(facts: &mut Facts, case: &Case) {
    let signed = case
        .letters
        .iter()
        .filter(|letter| letter.in_force())
        .filter_map(|letter| letter.signed.as_ref());
    if let Some(last) = signed.max_by_key(|signed| signed.at) {
        facts.know(Placeholder::LastNumber, [last.number.to_string()]);
        facts.know(Placeholder::LastDate, [year_month_day(last.date)]);
    }
}

/// 11月20日下午，我单位工作人员陈晓燕会同社区网格员到现场查看。…
fn found(visit: &Visit) -> String {
    let at = visit.record.at.china();
    let half = if at.hour() < 12 { "上午" } else { "下午" };
    let companions = visit.record.companions.trim();
    let with = match companions.is_empty() {
        true => String::new(),
        false => format!("会同{companions}"),
    };
    let note: String = visit.record.note.split_whitespace().collect();
    format!(
        "{}{half}，我单位工作人员{}{with}到现场查看。{note}",
        month_day(at.date_naive()),
        visit.by.name,
    )
}

fn name(id: &OfficeId, district: &District) -> String {
    let office = district.directory.office(id);
    office.map_or_else(|| id.to_string(), |office| office.name.clone())
}

fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Portal => "网上平台",
        Channel::Hotline => "热线",
        Channel::Wechat => "微信",
        Channel::Weibo => "微博",
        Channel::Forum => "论坛",
        Channel::Sms => "短信",
        Channel::Visit => "来访",
        Channel::Letter => "来信",
        Channel::Interview => "民情面对面",
        Channel::Transfer => "其他单位转办",
    }
}

/// A title's first clause, so that the letter's title stays one line or two.
fn short_matter(title: &str) -> String {
    let clauses = title.split(['，', ',', '。', '；', '！', '？', ' ']);
    clauses.into_iter().next().unwrap_or(title).to_owned()
}

/// Without the mark that ends a sentence: it goes into another.
fn clause(text: &str) -> String {
    let end = ['。', '；', '，', '.', ';', ',', '！', '!'];
    text.trim().trim_end_matches(end).to_owned()
}

#[cfg(test)]
mod tests;
