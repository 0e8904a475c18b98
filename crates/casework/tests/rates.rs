//! The rates are exact, pooled, and open the cases they count.

use casework::action::{Channel, Degree, Rating};
use casework::rates::{self, Config, Counts, Exclusions, FollowUp, Fraction, Number, Window};
use casework::{CaseId, Moment, OfficeId};
use chrono::NaiveDate;
use proptest::prelude::*;

const NUMBERS: [Number; 10] = [
    Number::Valid,
    Number::Contacted,
    Number::NotContacted,
    Number::Solved,
    Number::PartlySolved,
    Number::NotSolved,
    Number::Satisfied,
    Number::Basically,
    Number::Dissatisfied,
    Number::NotRated,
];

fn china(text: &str) -> Moment {
    Moment::parse_rfc3339(&format!("{text}:00+08:00")).expect("a time")
}

fn november() -> Window {
    Window::of_month(2026, 11, &Config::default()).expect("a month")
}

fn follow_up(
    n: u128,
    office: &str,
    contacted: bool,
    solved: Degree,
    rating: Option<Rating>,
) -> FollowUp {
    FollowUp {
        case: CaseId(uuid::Uuid::from_u128(n)),
        number: format!("20261101-{n:04}"),
        office: OfficeId::from(office),
        category: "S218".into(),
        channel: Channel::Hotline,
        followed_up_at: china("2026-11-03T09:00"),
        valid: true,
        contacted,
        solved,
        rating,
        marks: Default::default(),
        unsolved_reason: None,
    }
}

fn fraction(numerator: u64, denominator: u64) -> Option<Fraction> {
    Some(Fraction {
        numerator,
        denominator,
    })
}

#[test]
fn numerators_and_denominators_are_whole_numbers() {
    let config = Config::default();
    let counts = Counts {
        valid: 200,
        contacted: 196,
        solved: 150,
        partly_solved: 20,
        satisfied: 120,
        basically: 50,
        dissatisfied: 10,
    };
    assert_eq!(counts.response(), fraction(196, 200));
    assert_eq!(counts.solution(&config), fraction(150, 200));
    assert_eq!(counts.satisfaction(&config), fraction(1650, 2000));
    // 0.1 × 0.98 + 0.4 × 0.825 + 0.5 × 0.75 = 0.803
    assert_eq!(counts.composite(&config), fraction(1_606_000, 2_000_000));
    assert_eq!(
        counts.composite(&config).map(Fraction::basis_points),
        Some(8030)
    );
    let partly = Config {
        partly_tenths: 5,
        ..config
    };
    assert_eq!(counts.solution(&partly), fraction(1600, 2000));
}

#[test]
fn without_a_valid_follow_up_there_is_no_rate() {
    let (none, config) = (Counts::default(), Config::default());
    assert_eq!(none.response(), None);
    assert_eq!(none.solution(&config), None);
    assert_eq!(none.satisfaction(&config), None);
    assert_eq!(none.composite(&config), None);
    let unweighted = Config {
        contacted_weight: 0,
        satisfied_weight: 0,
        solved_weight: 0,
        ..config
    };
    let one = Counts { valid: 1, ..none };
    assert_eq!(one.composite(&unweighted), None);
}

#[test]
fn the_total_is_pooled_from_the_cases_not_averaged_from_the_offices() {
    let mut records = vec![follow_up(
        0,
        "small",
        true,
        Degree::Yes,
        Some(Rating::Satisfied),
    )];
    records.extend((1..10).map(|n| follow_up(n, "large", true, Degree::No, None)));
    let config = Config::default();
    let table = rates::table(&records, &november(), &config);
    let of = |office: &str| table.offices[&OfficeId::from(office)].solution(&config);
    assert_eq!(of("small"), fraction(1, 1));
    assert_eq!(of("large"), fraction(0, 9));
    assert_eq!(
        table.total.solution(&config),
        fraction(1, 10),
        "an average would say 50 %"
    );
}

#[test]
fn a_month_runs_from_the_19th_and_a_day_ends_at_noon() {
    let window = november();
    for (at, inside) in [
        ("2026-10-18T11:59", false),
        ("2026-10-18T12:00", true),
        ("2026-11-18T11:59", true),
        ("2026-11-18T12:00", false),
    ] {
        assert_eq!(window.contains(china(at)), inside, "{at}");
    }
    let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
    let closed = window
        .until_day(date("2026-11-03"), &Config::default())
        .expect("a window");
    assert_eq!(
        (closed.from, closed.until),
        (window.from, china("2026-11-03T12:00"))
    );
    let calendar = Config {
        from_day: 1,
        cut_hour: 0,
        ..Config::default()
    };
    let window = Window::of_month(2026, 12, &calendar).expect("a month");
    assert_eq!(window.from, china("2026-11-01T00:00"));
    let last = Config {
        from_day: 31,
        cut_hour: 0,
        ..Config::default()
    };
    let window = Window::of_month(2027, 3, &last).expect("a month");
    assert_eq!(
        (window.from, window.until),
        (china("2027-02-28T00:00"), china("2027-03-31T00:00"))
    );
    assert_eq!(Window::of_month(2026, 13, &last), None);
}

#[test]
fn what_is_excluded_is_named_by_category_channel_mark_or_reason() {
    let excluding = |excluded: Exclusions| Config {
        excluded,
        ..Config::default()
    };
    let set = |text: &str| [text.to_owned()].into();
    let configs = [
        Exclusions {
            categories: set("S218"),
            ..Exclusions::default()
        },
        Exclusions {
            channels: [Channel::Hotline].into(),
            ..Exclusions::default()
        },
        Exclusions {
            marks: set("malicious"),
            ..Exclusions::default()
        },
        Exclusions {
            reasons: set("beyond_law"),
            ..Exclusions::default()
        },
    ];
    let mut record = follow_up(1, "a", true, Degree::Yes, None);
    record.marks.insert("malicious".into());
    record.unsolved_reason = Some("beyond_law".into());
    assert!(Config::default().counts(&record, &november()));
    for excluded in configs {
        let config = excluding(excluded);
        assert!(
            !config.counts(&record, &november()),
            "{:?}",
            config.excluded
        );
    }
}

#[test]
fn a_formula_is_data_and_what_it_leaves_out_is_the_default() {
    let config: Config =
        serde_json::from_str(r#"{"from_day":1,"excluded":{"channels":["forum"]}}"#)
            .expect("a config");
    assert_eq!(
        (config.from_day, config.solved_weight, config.cut_hour),
        (1, 500, 12)
    );
    assert!(config.excluded.channels.contains(&Channel::Forum));
}

fn any_record() -> impl Strategy<Value = FollowUp> {
    let degree = prop::sample::select(vec![Degree::Yes, Degree::Partly, Degree::No]);
    let rating = prop::sample::select(vec![
        None,
        Some(Rating::Satisfied),
        Some(Rating::Basically),
        Some(Rating::Dissatisfied),
    ]);
    let office = prop::sample::select(vec!["a", "b", "c"]);
    let channel = prop::sample::select(vec![Channel::Hotline, Channel::Forum]);
    // a week before the window to a week after
    let hours = -168_i64..(31 * 24 + 168);
    (
        any::<u128>(),
        office,
        any::<[bool; 2]>(),
        degree,
        rating,
        channel,
        hours,
    )
        .prop_map(
            |(n, office, [valid, contacted], solved, rating, channel, hours)| FollowUp {
                valid,
                channel,
                followed_up_at: Moment(november().from.0 + hours * 3_600_000),
                ..follow_up(n, office, contacted, solved, rating)
            },
        )
}

fn forum_excluded() -> Config {
    Config {
        excluded: Exclusions {
            channels: [Channel::Forum].into(),
            ..Exclusions::default()
        },
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_total_is_the_sum_of_the_offices(records in prop::collection::vec(any_record(), 0..60)) {
        let table = rates::table(&records, &november(), &Config::default());
        let mut sum = Counts::default();
        for counts in table.offices.values() {
            sum += *counts;
        }
        prop_assert_eq!(sum, table.total);
    }

    #[test]
    fn an_excluded_record_changes_nothing(
        records in prop::collection::vec(any_record(), 0..40), mut extra in any_record(), at in 0_usize..40,
    ) {
        let config = forum_excluded();
        let before = rates::table(&records, &november(), &config);
        extra.channel = Channel::Forum;
        let mut more = records.clone();
        more.insert(at.min(records.len()), extra);
        prop_assert_eq!(rates::table(&more, &november(), &config), before);
    }

    #[test]
    fn no_numerator_is_greater_than_its_denominator(
        records in prop::collection::vec(any_record(), 0..60),
        tenths in 0_u32..30, weights in [0_u32..2000, 0..2000, 0..2000],
    ) {
        let config = Config {
            basically_tenths: tenths,
            partly_tenths: tenths,
            contacted_weight: weights[0],
            satisfied_weight: weights[1],
            solved_weight: weights[2],
            ..Config::default()
        };
        let table = rates::table(&records, &november(), &config);
        for counts in table.offices.values().chain([&table.total]) {
            let rates = [
                counts.response(), counts.solution(&config), counts.satisfaction(&config), counts.composite(&config),
            ];
            for rate in rates.into_iter().flatten() {
                prop_assert!(rate.numerator <= rate.denominator);
                prop_assert!(rate.basis_points() <= 10_000);
            }
        }
    }

    #[test]
    fn every_number_opens_as_many_cases_as_it_counts(records in prop::collection::vec(any_record(), 0..60)) {
        let (window, config) = (november(), forum_excluded());
        let table = rates::table(&records, &window, &config);
        for number in NUMBERS {
            let all = rates::cases_behind(&records, &window, &config, None, number);
            prop_assert_eq!(all.len() as u64, table.total.of(number));
            for (office, counts) in &table.offices {
                let own = rates::cases_behind(&records, &window, &config, Some(office), number);
                prop_assert_eq!(own.len() as u64, counts.of(number));
            }
        }
    }

    #[test]
    fn every_instant_belongs_to_exactly_one_month(
        hours in 0_i64..200_000, from_day in 0_u32..40, cut_hour in 0_u32..30,
    ) {
        let config = Config { from_day, cut_hour, ..Config::default() };
        let at = Moment(1_577_808_000_000 + hours * 3_600_000 + 1);
        let (year, month) = rates::month_of(at, &config).expect("a month");
        let window = |year, month| Window::of_month(year, month, &config).expect("a month");
        let own = window(year, month);
        prop_assert!(own.contains(at));
        let next = if month == 12 { window(year + 1, 1) } else { window(year, month + 1) };
        prop_assert_eq!(own.until, next.from);
    }
}
