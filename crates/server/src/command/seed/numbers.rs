//! Which document number each sample letter took: in the order of signing, as
//! an office's register has them, though the cases come in another order.

use super::Sample;
use chrono::{Datelike, NaiveDateTime};
use sample::Act;
use std::collections::HashMap;

/// Serial by place of the case and of the step in it.
pub(super) type Signed = HashMap<(usize, usize), u32>;

pub(super) fn allot(sample: Sample, district: &sample::District) -> Signed {
    let office: HashMap<&str, &str> = district
        .people
        .iter()
        .filter_map(|person| Some((person.user.as_str(), person.office.as_deref()?)))
        .collect();
    let mut signings: Vec<(NaiveDateTime, usize, usize, &str)> = Vec::new();
    for case in sample::cases(sample.seed, sample.today, sample.cases) {
        for (place, step) in case.course.steps.iter().enumerate() {
            if let Act::LetterSigned { .. } = step.act {
                let office = office.get(step.by.as_str()).copied().unwrap_or_default();
                signings.push((step.at, case.index, place, office));
            }
        }
    }
    signings.sort_unstable();
    let mut last: HashMap<(&str, i32), u32> = HashMap::new();
    signings
        .into_iter()
        .map(|(at, case, place, office)| {
            let serial = last.entry((office, at.year())).or_default();
            *serial += 1;
            ((case, place), *serial)
        })
        .collect()
}
