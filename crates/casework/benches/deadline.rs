//! What a list pays per row (the due date) and an opened case once (its derivation).

use casework::deadline::{Limit, Pause};
use casework::rules::{ClockKind, Matter, PauseReason, Rule};
use casework::{Calendar, Moment, Rules};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

fn at(text: &str) -> Moment {
    Moment::parse_rfc3339(text).unwrap_or_default()
}

fn limit<'a>(rule: &'a Rule, start: &str, pauses: &'a [Pause]) -> Limit<'a> {
    Limit {
        calendar: Calendar::embedded(),
        hours: &Rules::embedded().newest().office_hours,
        rule,
        start: at(start),
        extended_by: 0,
        pauses,
    }
}

fn deadlines(c: &mut Criterion) {
    let set = Rules::embedded().newest();
    let rule = |matter| set.rule(matter, ClockKind::Answer, "S218", None);
    let paused = [Pause {
        from: at("2026-11-17T08:35:00+08:00"),
        until: Some(at("2026-11-19T08:50:00+08:00")),
        why: PauseReason::Supplement,
    }];
    for (name, matter, start, pauses) in [
        (
            "5 working days, no holiday",
            Matter::Hotline,
            "2026-11-12T15:48:00+08:00",
            &[][..],
        ),
        (
            "5 working days, a pause",
            Matter::Hotline,
            "2026-11-12T15:48:00+08:00",
            &paused[..],
        ),
        (
            "5 working days, 国庆节",
            Matter::Hotline,
            "2026-09-30T09:00:00+08:00",
            &[][..],
        ),
        (
            "20 working days, 春节",
            Matter::Disclosure,
            "2026-02-06T09:00:00+08:00",
            &[][..],
        ),
        (
            "60 days",
            Matter::Petition,
            "2026-08-12T09:00:00+08:00",
            &[][..],
        ),
    ] {
        let Some(rule) = rule(matter) else { continue };
        let limit = limit(rule, start, pauses);
        c.bench_function(&format!("due: {name}"), |b| {
            b.iter(|| black_box(&limit).due())
        });
        c.bench_function(&format!("derivation: {name}"), |b| {
            b.iter(|| black_box(&limit).derivation())
        });
    }
}

criterion_group!(benches, deadlines);
criterion_main!(benches);
