//! The rates are exact, pooled, and open the cases they count.

use casework::action::{Channel, Degree, Rating};
use casework::rates::{
    self, Config, Counts, Exclusions, FollowUp, Fraction, Mark, Month, Number, Period, Window,
};
use casework::{CaseId, Moment, OfficeId};
use chrono::NaiveDate;
use proptest::prelude::*;

fn china(text: &str) -> Moment {
    Moment::parse_rfc3339(&format!("{text}:00+08:00")).expect("a time")
}

fn november() -> Window {
    month(2026, 11, &Config::default())
}

fn month(year: i32, month: u32, config: &Config) -> Window {
    let month = Month::new(year, month).expect("a month");
    month.window(config).expect("a window")
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
    let calendar = Config {
        from_day: 1,
        cut_hour: 0,
        ..Config::default()
    };
    let window = month(2026, 12, &calendar);
    assert_eq!(
        (window.from, window.until),
        (china("2026-12-01T00:00"), china("2027-01-01T00:00"))
    );
    let last = Config {
        from_day: 31,
        cut_hour: 0,
        ..Config::default()
    };
    let window = month(2027, 3, &last);
    assert_eq!(
        (window.from, window.until),
        (china("2027-02-28T00:00"), china("2027-03-31T00:00"))
    );
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
            marks: [Mark::Supervised].into(),
            ..Exclusions::default()
        },
        Exclusions {
            reasons: set("beyond_law"),
            ..Exclusions::default()
        },
    ];
    let mut record = follow_up(1, "a", true, Degree::Yes, None);
    record.marks.insert(Mark::Supervised);
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

#[test]
fn days_that_somebody_chose_end_at_the_same_hour() {
    let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
    let config = Config::default();
    let days = Window::of_days(date("2026-11-02"), date("2026-11-03"), &config);
    let days = days.expect("a window");
    assert_eq!(
        (days.from, days.until),
        (china("2026-11-01T12:00"), china("2026-11-03T12:00"))
    );
    assert_eq!(
        Window::of_days(date("2026-11-03"), date("2026-11-02"), &config),
        None
    );
}

#[test]
fn a_month_is_written_one_way_only() {
    assert_eq!(
        "2026-11".parse(),
        Ok(Month::new(2026, 11).expect("a month"))
    );
    for wrong in [
        "2026-13",
        "2026-1",
        "26-11",
        "2026-11-01",
        "+026-11",
        "本月",
        "",
    ] {
        assert!(wrong.parse::<Month>().is_err(), "{wrong}");
    }
}

#[test]
fn a_case_counts_once_by_its_last_follow_up_that_counts() {
    let at = |record: FollowUp, day: &str| FollowUp {
        followed_up_at: china(&format!("2026-11-{day}T09:00")),
        ..record
    };
    let first = at(follow_up(1, "a", true, Degree::No, None), "02");
    let last = at(
        follow_up(1, "b", true, Degree::Yes, Some(Rating::Satisfied)),
        "05",
    );
    let not_reached = FollowUp {
        valid: false,
        ..at(follow_up(1, "b", true, Degree::No, None), "06")
    };
    let next_month = at(follow_up(1, "a", true, Degree::No, None), "25");
    let other = follow_up(2, "a", true, Degree::Partly, None);
    let config = Config::default();
    let records = [&last, &other, &first, &not_reached, &next_month].map(Clone::clone);
    let table = rates::table(&records, &november(), &config);
    assert_eq!(table.total.valid, 2);
    let of = |office: &str| table.offices[&OfficeId::from(office)];
    assert_eq!((of("a").valid, of("a").partly_solved), (1, 1));
    assert_eq!((of("b").valid, of("b").solved), (1, 1));
    let behind = rates::cases_behind(&records, &november(), &config, None, Number::Valid);
    assert_eq!(behind, [&last, &other]);
}

#[test]
fn a_formula_from_a_file_is_refused_where_it_is_wrong() {
    let config = Config::read(r#"{"from_day":1,"excluded":{"marks":["supervised"]}}"#);
    let config = config.expect("a formula");
    assert_eq!((config.from_day, config.cut_hour), (1, 12));
    assert!(config.excluded.marks.contains(&Mark::Supervised));
    for (file, field) in [
        ("[]", "file"),
        (r#"{"from_day":"first"}"#, "file"),
        (r#"{"excluded":{"marks":["angry"]}}"#, "file"),
        (r#"{"fromday":1}"#, "fromday"),
        (r#"{"excluded":{"channel":["forum"]}}"#, "excluded.channel"),
        (r#"{"from_day":32}"#, "from_day"),
        (r#"{"cut_hour":24}"#, "cut_hour"),
        (r#"{"basically_tenths":11}"#, "basically_tenths"),
        (
            r#"{"solved_weight":400}"#,
            "contacted_weight, satisfied_weight, solved_weight",
        ),
    ] {
        let error = Config::read(file).expect_err(file);
        assert_eq!(error.field, field, "{file}: {error}");
    }
}

#[test]
fn a_sheet_shows_every_fraction_and_pools_its_total() {
    let records: Vec<FollowUp> = (0..3)
        .map(|n| follow_up(n, "a", n > 0, Degree::Yes, Some(Rating::Basically)))
        .collect();
    let config = Config::default();
    let period = Period::of_month(Month::new(2026, 11).expect("a month"), &config);
    let period = period.expect("a window");
    let table = rates::table(&records, &period.window, &config);
    let offices = [("a", "白鹤街道"), ("b", "东柳街道")]
        .map(|(id, name)| (OfficeId::from(id), name.to_owned()));
    assert_eq!(
        rates::sheet(&table, period, &config, &offices).text(),
        "\
2026-11，2026年10月18日12:00至2026年11月18日12:00，公式第1版
单位      有效回访      响应率       解决率        满意率           综合
白鹤街道         3  2/3 66.67%  3/3 100.00%  2.7/3 90.00%  2.78/3 92.67%
东柳街道         0           —            —             —              —
合计             3  2/3 66.67%  3/3 100.00%  2.7/3 90.00%  2.78/3 92.67%
"
    );
    let own = rates::sheet(&table, period, &config, &offices[..1]);
    assert_eq!((own.offices.len(), own.total), (1, None));
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
        for number in Number::ALL {
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
        let counted = Month::of(at, &config).expect("a month");
        let own = counted.window(&config).expect("a window");
        prop_assert!(own.contains(at));
        let after = Month::of(own.until, &config).expect("a month");
        prop_assert!(after > counted);
        prop_assert_eq!(own.until, after.window(&config).expect("a window").from);
    }
}
