//! Numbers that name a person: phones and identity numbers, also written with
//! spaces and dashes.

/// How people group a mobile number of 11 digits.
const MOBILE: [&[usize]; 5] = [&[11], &[3, 4, 4], &[4, 3, 4], &[4, 4, 3], &[3, 3, 5]];
/// An identity number of 18 (GB 11643-1999), and the old one of 15.
const ID_18: [&[usize]; 3] = [&[18], &[6, 8, 4], &[6, 4, 4, 4]];
const ID_15: [&[usize]; 2] = [&[15], &[6, 6, 3]];
const LOCAL: [&[usize]; 4] = [&[8], &[4, 4], &[7], &[3, 4]];

/// The end of a phone number that begins here.
pub fn phone_at(text: &[char], at: usize) -> Option<usize> {
    mobile_at(text, at)
        .or_else(|| landline_at(text, at))
        .or_else(|| local_at(text, at))
}

/// 13800000000, 138 0000 0000, +86-138-0000-0000
fn mobile_at(text: &[char], at: usize) -> Option<usize> {
    ["+86", "0086", "86", ""].iter().find_map(|prefix| {
        let start = after(text, at, prefix)?;
        let start = match text.get(start) {
            Some(' ' | '-') if !prefix.is_empty() => start + 1,
            _ => start,
        };
        let (digits, end) = read(text, start, &MOBILE)?;
        matches!(digits.as_slice(), [1, 3..=9, ..]).then_some(end)
    })
}

/// 0574-87654321, (0574)8765 4321, 057487654321
fn landline_at(text: &[char], at: usize) -> Option<usize> {
    let open = text.get(at) == Some(&'(');
    let start = if open { at + 1 } else { at };
    let area = area_code(text, start)?;
    let mut next = start + area;
    if open {
        (text.get(next) == Some(&')')).then_some(())?;
        next += 1;
    }
    if matches!(text.get(next), Some(' ' | '-')) {
        next += 1;
    }
    let (digits, end) = read(text, next, &LOCAL)?;
    matches!(digits.first(), Some(2..=9)).then_some(end)
}

/// 87654321, only where the words before it say that it is a phone.
fn local_at(text: &[char], at: usize) -> Option<usize> {
    let (digits, end) = read(text, at, &LOCAL)?;
    let named = matches!(digits.first(), Some(2..=8)) && says_phone(&text[..at]);
    named.then_some(end)
}

fn says_phone(before: &[char]) -> bool {
    let between = |c: &char| matches!(c, ':' | ' ' | '为' | '是' | '号' | '码' | '(');
    let words = before.len() - before.iter().rev().take_while(|c| between(c)).count();
    ["电话", "手机", "致电", "拨打", "座机", "联系方式"]
        .iter()
        .any(|word| ends_with(&before[..words], word))
}

pub(super) fn ends_with(text: &[char], word: &str) -> bool {
    let mut back = text.iter().rev();
    word.chars().rev().all(|c| back.next() == Some(&c))
}

/// Digits of the area code that begins here: 010 and 02x have three, others four.
pub(super) fn area_code(text: &[char], at: usize) -> Option<usize> {
    match text.get(at..at + 3)? {
        ['0', '1', '0'] | ['0', '2', '0'..='9'] => Some(3),
        ['0', '3'..='9', '0'..='9'] if text.get(at + 3).is_some_and(char::is_ascii_digit) => {
            Some(4)
        }
        _ => None,
    }
}

/// The end of an identity number that begins here. A mistyped last digit still
/// names the birthday, so a wrong checksum alone does not acquit; a number with
/// a right checksum needs no known region.
pub fn id_at(text: &[char], at: usize) -> Option<usize> {
    let eighteen = read(text, at, &ID_18).filter(|(digits, _)| {
        let birthday = date(
            number(&digits[6..10]),
            number(&digits[10..12]),
            number(&digits[12..14]),
        );
        birthday && (region(digits) || checksum_holds(digits))
    });
    let fifteen = || {
        read(text, at, &ID_15).filter(|(digits, _)| {
            let year = 1900 + number(&digits[6..8]);
            let numeric = digits.iter().all(|digit| *digit < X);
            numeric && region(digits) && date(year, number(&digits[8..10]), number(&digits[10..12]))
        })
    };
    eighteen.or_else(fifteen).map(|(_, end)| end)
}

/// The last place of an identity number may be X, which stands for ten.
const X: u8 = 10;

/// ISO 7064 MOD 11-2, as GB 11643-1999 has it.
fn checksum_holds(digits: &[u8]) -> bool {
    let sum = digits
        .iter()
        .fold(0, |sum, digit| (sum * 2 + u32::from(*digit)) % 11);
    sum == 1
}

/// The first two digits name a province (GB/T 2260).
fn region(digits: &[u8]) -> bool {
    matches!(
        number(&digits[..2]),
        11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83
    )
}

fn date(year: u32, month: u32, day: u32) -> bool {
    (1900..2100).contains(&year)
        && chrono::NaiveDate::from_ymd_opt(year as i32, month, day).is_some()
}

fn number(digits: &[u8]) -> u32 {
    digits
        .iter()
        .fold(0, |sum, digit| sum * 10 + u32::from(*digit))
}

fn after(text: &[char], at: usize, prefix: &str) -> Option<usize> {
    let matches = prefix
        .chars()
        .enumerate()
        .all(|(n, c)| text.get(at + n) == Some(&c));
    matches.then(|| at + prefix.chars().count())
}

/// Digits in one of these groupings, one space or dash between the groups, and
/// no digit, letter or mask after them. An X may stand last of 18.
fn read(text: &[char], at: usize, groupings: &[&[usize]]) -> Option<(Vec<u8>, usize)> {
    groupings.iter().find_map(|groups| {
        let total: usize = groups.iter().sum();
        let mut digits = Vec::with_capacity(total);
        let mut end = at;
        for (index, length) in groups.iter().enumerate() {
            if index > 0 {
                matches!(text.get(end), Some(' ' | '-' | '\u{200b}')).then_some(())?;
                end += 1;
            }
            for _ in 0..*length {
                let c = text.get(end)?;
                let last_of_id = total == 18 && digits.len() == 17;
                digits.push(match c {
                    'x' | 'X' if last_of_id => X,
                    _ => c.to_digit(10)? as u8,
                });
                end += 1;
            }
        }
        let ends = !text
            .get(end)
            .is_some_and(|c| c.is_ascii_digit() || *c == '*');
        ends.then_some((digits, end))
    })
}
