//! Where a row may end, and at what cost.

use super::item::{Item, Sort};

/// What breaking between two items costs, in the units of `paragraph`: 100 is a row stretched by a tenth of a character
/// a gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Break {
    Never,
    At(f64),
}

/// A date broken after 年 or 月: dearer than a row stretched by a tenth, cheaper than more.
const IN_DATE: f64 = 150.0;
/// A number parted from its unit or its 第: only before a row would tear.
const FROM_UNIT: f64 = 400.0;
/// A year, month or day parted from its character: the last thing to do.
const FROM_DATE_UNIT: f64 = 5000.0;

/// Between Latin words, and in a long address after its signs.
const IN_LATIN: f64 = 30.0;

/// What follows a number and belongs to it.
const UNITS: &str = "年月日号时分秒个名户人家只条件项次处元角万亿千百米里公平方吨克升台辆栋幢楼层室单弄组届期天周岁度倍成亩家场页份起批类章款例楼栋岁";

/// Between `items[at - 1]` and `items[at]`.
pub(super) fn before(items: &[Item], at: usize) -> Break {
    let (Some(left), Some(right)) = (items.get(at.wrapping_sub(1)), items.get(at)) else {
        return Break::Never;
    };
    if right.sort == Sort::Closing
        || left.sort == Sort::Opening
        || left.holds_after
        || right.holds_before
    {
        return Break::Never;
    }
    // Nor does a blank part an opening mark from what it opens.
    let written = items[..at].iter().rfind(|item| item.sort != Sort::Space);
    if right.sort == Sort::Space || written.is_none_or(|item| item.sort == Sort::Opening) {
        return Break::Never;
    }
    if right.continues {
        return Break::At(IN_LATIN);
    }
    // GB/T 9704 and 3 km stay together as a number and its unit do.
    if left.sort == Sort::Space
        && at >= 2
        && items[at - 2].sort == Sort::Word
        && right.sort == Sort::Word
    {
        let number = items[at - 2].ends_in_digit() || right.begins_with_digit();
        return Break::At(if number { FROM_UNIT } else { IN_LATIN });
    }
    let unit = |item: &Item| item.sort == Sort::Han && item.text().any(|c| UNITS.contains(c));
    if left.ends_in_digit() && unit(right) {
        let date = right.is('年') || right.is('月') || right.is('日');
        return Break::At(if date { FROM_DATE_UNIT } else { FROM_UNIT });
    }
    if left.is('第')
        && (right.begins_with_digit() || right.text().any(|c| "一二三四五六七八九十".contains(c)))
    {
        return Break::At(FROM_UNIT);
    }
    let number_before = at >= 2 && items[at - 2].ends_in_digit();
    if number_before && (left.is('年') || left.is('月')) && right.begins_with_digit() {
        return Break::At(IN_DATE);
    }
    Break::At(0.0)
}
