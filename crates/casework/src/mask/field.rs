//! Masks of one value each. What cannot be read as its kind is masked harder,
//! never shown.

use super::address::house_number;
use super::digits::area_code;
use super::fold::folded;

/// 张三丰 → 张*丰, 张三 → 张*, 欧阳小明 → 欧**明.
pub fn name(full: &str) -> String {
    let chars: Vec<char> = full.trim().chars().collect();
    match chars.as_slice() {
        [] => String::new(),
        [_] => "*".into(),
        [first, _] => format!("{first}*"),
        [first, middle @ .., last] => format!("{first}{}{last}", stars(middle.len())),
    }
}

/// 13800000000 → 138****0000, 0574-87654321 → 0574-****4321, of anything else
/// at most the first three and the last four characters.
pub fn phone(full: &str) -> String {
    let plain: Vec<char> = folded(full)
        .into_iter()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '*')
        .collect();
    let number = without_country(&plain);
    if let ([head @ .., d, e, f, g], true) = (number, number.first() == Some(&'0'))
        && let Some(area) = area_code(number, 0)
        && (7..=8).contains(&(number.len() - area))
    {
        let area_digits: String = head[..area].iter().collect();
        return format!("{area_digits}-{}{d}{e}{f}{g}", stars(head.len() - area));
    }
    match number.len() {
        n if n >= 9 => ends(number, 3, 4),
        _ => ends(number, 0, 2),
    }
}

fn without_country(number: &[char]) -> &[char] {
    let rest = match number {
        ['0', '0', '8', '6', rest @ ..] | ['8', '6', rest @ ..] => rest,
        _ => return number,
    };
    if rest.len() == 11 { rest } else { number }
}

/// 330212199001011234 → 3302**********1234; of anything shorter than 15 only the
/// last two.
pub fn id_number(full: &str) -> String {
    let plain: Vec<char> = folded(full)
        .into_iter()
        .filter(|c| c.is_alphanumeric() || *c == '*')
        .collect();
    if plain.len() >= 15 {
        ends(&plain, 4, 4)
    } else {
        ends(&plain, 0, 2)
    }
}

/// zhang.san@example.com → z***@example.com
pub fn email(full: &str) -> String {
    let full: String = folded(full.trim()).into_iter().collect();
    let Some((local, domain)) = full.rsplit_once('@') else {
        return "***".into();
    };
    let mut chars = local.chars().filter(|c| *c != '*');
    match (chars.next(), local.chars().nth(1)) {
        (Some(first), Some(_)) => format!("{first}***@{domain}"),
        _ => format!("***@{domain}"),
    }
}

/// 白鹤街道白鹤新村12幢305室 → 白鹤街道白鹤新村***: street and community stay, the
/// house goes.
pub fn address(full: &str) -> String {
    let chars: Vec<char> = full.trim().chars().collect();
    match house_number(&folded(full.trim())) {
        Some(at) => format!("{}***", chars[..at].iter().collect::<String>()),
        None => chars.into_iter().collect(),
    }
}

/// 浙B12345 → 浙B***45
pub fn plate(full: &str) -> String {
    let plain: Vec<char> = folded(full)
        .into_iter()
        .filter(|c| c.is_alphanumeric() || *c == '*')
        .collect();
    if plain.len() >= 7 {
        ends(&plain, 2, 2)
    } else {
        stars(plain.len())
    }
}

/// The first and the last characters, stars between them.
fn ends(chars: &[char], head: usize, tail: usize) -> String {
    let hidden = chars.len().saturating_sub(head + tail);
    let (head, tail) = if hidden == 0 {
        (0, chars.len().min(tail))
    } else {
        (head, tail)
    };
    let first: String = chars[..head].iter().collect();
    let last: String = chars[chars.len() - tail..].iter().collect();
    format!("{first}{}{last}", stars(chars.len() - head - tail))
}

fn stars(n: usize) -> String {
    "*".repeat(n)
}
