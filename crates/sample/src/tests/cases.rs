use super::{today, usual};
use crate::generate::morning;
use crate::workdays::calendar_shift;
use crate::{Channel, Kind, Matter, SampleCase, cases, cases_by_arrival, district};
use std::collections::{BTreeMap, BTreeSet};

fn count<K: Ord>(cases: &[SampleCase], key: impl Fn(&SampleCase) -> K) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for case in cases {
        *counts.entry(key(case)).or_default() += 1;
    }
    counts
}

#[test]
fn same_seed_and_day_give_the_same_cases() {
    assert_eq!(usual(), usual());
    let other: Vec<_> = cases(2, today(), 200).collect();
    assert_ne!(usual(), other);
}

#[test]
fn a_case_does_not_depend_on_how_many_are_made() {
    let few: Vec<_> = cases(1, today(), 60).collect();
    assert_eq!(few, usual()[..60]);
    assert_eq!(cases(1, today(), 0).count(), 0);
}

#[test]
fn by_arrival_they_are_the_same_cases_in_order() {
    let arrived: Vec<_> = cases_by_arrival(1, today(), 200).collect();
    assert!(arrived.is_sorted_by_key(|case| case.submitted_at));
    let mut by_index = arrived;
    by_index.sort_by_key(|case| case.index);
    assert_eq!(by_index, usual());
}

#[test]
fn the_product_s_own_stories_are_always_there() {
    let titles: Vec<_> = cases(9, today(), 20).map(|case| case.title).collect();
    for title in [
        "白鹤新村29幢旁搭狗窝，夜间犬吠扰民",
        "丹凤四村28幢楼后垃圾堆半个月无人清运",
        "兴宁路与彩虹南路路口早高峰拥堵，左转灯时间过短",
        "常洪隧道夜间封闭养护，何时恢复双向通行",
        "荷花路施工围挡占用人行道，老人绕行不便",
    ] {
        assert!(titles.iter().any(|other| other == title), "{title}");
    }
}

#[test]
fn every_hand_written_case_finds_its_street_and_theme() {
    for index in 0..crate::handwritten::COUNT {
        let case = crate::handwritten::case(today(), index);
        assert!(case.is_some(), "hand-written case {index}");
    }
}

#[test]
fn channels_kinds_streets_and_months_are_all_there() {
    let cases = usual();
    assert_eq!(count(&cases, |case| case.channel).len(), Channel::ALL.len());
    assert!(
        count(&cases, |case| case.kind).len() == 5,
        "{:?}",
        count(&cases, |case| case.kind.name())
    );
    assert!(count(&cases, |case| case.category.clone()).len() >= 35);
    let offices = count(&cases, |case| case.office.clone());
    assert_eq!(offices.len(), 8);
    assert!((34..=48).contains(&offices["330212011"]), "{offices:?}");
    assert!(offices.values().all(|cases| *cases >= 12), "{offices:?}");
    let months = count(&cases, |case| case.submitted_at.format("%Y-%m").to_string());
    assert!(months.len() >= 12, "{months:?}");
    let groups = count(&cases, |case| case.category[..2].to_owned());
    assert_eq!(groups.keys().collect::<Vec<_>>(), ["S1", "S2", "S3"]);
}

#[test]
fn petitions_and_applications_for_disclosure_occur() {
    let cases: Vec<_> = cases(1, today(), 2_000).collect();
    let matters = count(&cases, |case| case.matter);
    assert!(
        matters[&Matter::Petition] >= 20 && matters[&Matter::Disclosure] >= 8,
        "{matters:?}"
    );
    assert!(
        cases
            .iter()
            .filter(|case| case.matter == Matter::Disclosure)
            .all(|case| case.kind == Kind::Enquiry)
    );
}

#[test]
fn everything_lies_in_the_year_before_the_morning() {
    for case in cases(3, today(), 2_000) {
        assert!(case.submitted_at <= morning(today()), "{}", case.index);
        assert!(
            case.submitted_at.date() >= calendar_shift(today(), -365),
            "{}",
            case.index
        );
    }
}

#[test]
fn communities_belong_to_their_office() {
    let known: BTreeSet<(String, String)> = district(1)
        .offices
        .into_iter()
        .flat_map(|office| {
            office
                .communities
                .into_iter()
                .map(move |c| (office.code.clone(), c.code))
        })
        .collect();
    for case in cases(1, today(), 2_000) {
        assert!(known.contains(&(case.office, case.community)));
    }
}

#[test]
fn coordinates_lie_in_the_former_jiangdong() {
    let mut without = 0;
    for case in cases(1, today(), 2_000) {
        let (Some(lat), Some(lng)) = (case.lat, case.lng) else {
            without += 1;
            continue;
        };
        assert!(
            (29.84..29.91).contains(&lat) && (121.55..121.62).contains(&lng),
            "{lat} {lng}"
        );
    }
    assert!((400..1_200).contains(&without));
}
