//! House numbers: what in an address leads to one door. Street, community and
//! building are public; a room is a home.

const NUMERALS: &str = "〇零一二三四五六七八九十百甲乙丙丁";
const UNITS: [&str; 11] = [
    "号楼", "单元", "弄", "号", "幢", "栋", "座", "层", "楼", "室", "房",
];
/// A number after these is a room even without 室.
const BUILDING: [&str; 6] = ["号楼", "单元", "号", "幢", "栋", "座"];
/// 12幢305户 counts households, it names none.
const COUNTED: &str = "户人名家个辆平米元年月日次起处台只条件万千百.";
/// The last character of a place whose houses are numbered 12-3-305.
const ESTATE: &str = "村苑区园里坊弄府城庭湾庄寓墅邸";
/// A room after these is an office.
const OFFICES: [&str; 12] = [
    "办事处",
    "街道",
    "中心",
    "大厅",
    "居委会",
    "村委会",
    "社区",
    "机关",
    "大楼",
    "派出所",
    "法院",
    "局",
];

/// Where in an address the house begins.
pub fn house_number(folded: &[char]) -> Option<usize> {
    (0..folded.len()).find(|at| {
        folded[*at].is_ascii_digit()
            || folded[*at] == '*'
            || (folded[*at].is_ascii_alphabetic() || NUMERALS.contains(folded[*at]))
                && number_at(folded, *at).is_some_and(|end| unit_at(folded, end).is_some())
    })
}

/// A home named to its room: 29幢301室, 3弄5号202, 12-3-305 after an estate's name.
#[derive(Clone, Copy)]
pub struct Home {
    /// the end of the building's part, 29幢; where the home begins if it has none
    pub building: usize,
    pub end: usize,
}

pub fn home_at(text: &[char], at: usize) -> Option<Home> {
    let home = in_units(text, at).or_else(|| in_dashes(text, at))?;
    (!(is_office(&text[..at]) && home.building == at)).then_some(home)
}

fn in_units(text: &[char], start: usize) -> Option<Home> {
    let (mut at, mut building, mut last) = (start, start, None);
    loop {
        let number = number_at(text, at)?;
        match unit_at(text, number) {
            Some("室" | "房") if is_room(text, at, number, building > start) => {
                return Some(Home {
                    building,
                    end: number + 1,
                });
            }
            Some("室" | "房") => return None,
            Some(unit) => {
                at = number + unit.chars().count();
                if BUILDING.contains(&unit) && unit != "单元" || unit == "弄" {
                    building = at;
                }
                last = Some(unit);
            }
            None => {
                let named = last.is_some_and(|unit| BUILDING.contains(&unit));
                let room = named && is_room(text, at, number, true) && !counts(text, number);
                return room.then_some(Home {
                    building,
                    end: number,
                });
            }
        }
    }
}

/// 301, never the 3 of 3室2厅.
fn is_room(text: &[char], at: usize, end: usize, in_building: bool) -> bool {
    let digits = text[at..end].iter().filter(|c| c.is_ascii_digit()).count();
    let long = (3..=4).contains(&digits);
    long || in_building && digits < 3 && text.get(end) == Some(&'室')
}

fn counts(text: &[char], end: usize) -> bool {
    text.get(end).is_some_and(|c| {
        COUNTED.contains(*c) || matches!(c, '*' | '-') || c.is_ascii_alphanumeric()
    })
}

/// 12-3-305 and 12-305, right after 新村 and the like.
fn in_dashes(text: &[char], start: usize) -> Option<Home> {
    let after_estate = start > 0 && ESTATE.contains(text[start - 1]);
    let mut groups = Vec::new();
    let mut at = start;
    while groups.len() < 3 {
        let length = text[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        groups.push(length);
        at += length;
        if text.get(at) != Some(&'-') || length == 0 {
            break;
        }
        at += 1;
    }
    let room = matches!(groups.as_slice(), [1..=3, 3..=4] | [1..=3, 1..=2, 3..=4]);
    let ends = text.get(at) == Some(&'室') || !counts(text, at);
    (after_estate && room && ends).then_some(Home {
        building: start + groups[0],
        end: if text.get(at) == Some(&'室') {
            at + 1
        } else {
            at
        },
    })
}

/// 到街道办事处302室 names an office.
fn is_office(before: &[char]) -> bool {
    OFFICES
        .iter()
        .any(|word| super::digits::ends_with(before, word))
}

/// The end of a house's number: up to four digits with a letter, or Chinese numerals.
fn number_at(text: &[char], at: usize) -> Option<usize> {
    let run = |fits: fn(&char) -> bool| text[at..].iter().take_while(|c| fits(c)).count();
    let ascii = run(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    let length = if ascii > 0 {
        ascii
    } else {
        run(|c| NUMERALS.contains(*c))
    };
    (1..=5).contains(&length).then_some(at + length)
}

fn unit_at(text: &[char], at: usize) -> Option<&'static str> {
    UNITS.into_iter().find(|unit| {
        unit.chars()
            .enumerate()
            .all(|(n, c)| text.get(at + n) == Some(&c))
    })
}
