//! Where things happen: estates of a community (invented, or named after it),
//! roads of its street, coordinates near its middle.

use crate::dice::Dice;
use crate::district::STREETS;

/// Endings that make a community's name already sound like an estate.
const COMPLETE: [&str; 7] = ["城", "苑", "花园", "坊", "家园", "青藤", "星城"];

const INVENTED: [&str; 24] = [
    "锦和苑",
    "听涛雅苑",
    "春晖小区",
    "金桂家园",
    "惠风苑",
    "永宁公寓",
    "甬和家园",
    "丰乐小区",
    "翠竹园",
    "长丰小区",
    "安澜苑",
    "书香名邸",
    "紫荆公寓",
    "四季新村",
    "文昌小区",
    "枫林苑",
    "康乐小区",
    "同心家园",
    "朝阳新村",
    "河畔居",
    "东风小区",
    "明德苑",
    "海棠花园",
    "银杏公寓",
];

/// A residential estate of the community.
pub(crate) fn estate(street: usize, community: usize, dice: &mut Dice) -> String {
    let stem = STREETS[street].communities[community].1;
    let complete = COMPLETE.iter().any(|ending| stem.ends_with(ending));
    match dice.below(10) {
        0..=4 if complete => stem.into(),
        0..=4 => format!("{stem}新村"),
        5..=6 if complete => format!("{stem}二期"),
        5 => format!("{stem}小区"),
        6 => format!("{stem}{}村", dice.pick(&["一", "二", "三", "四"])),
        _ => {
            // Each community has three of its own.
            let first = street * 11 + community * 3;
            INVENTED[(first + dice.below(3)) % INVENTED.len()].into()
        }
    }
}

/// Two different roads of the street.
pub(crate) fn roads(street: usize, dice: &mut Dice) -> (&'static str, &'static str) {
    let roads = STREETS[street].roads;
    let drawn = dice.draw(roads.len(), 2);
    (roads[drawn[0]], roads[drawn[1]])
}

/// Somewhere in the community: it keeps its part of the street, ± 300 m.
pub(crate) fn position(street: usize, community: usize, dice: &mut Dice) -> (f64, f64) {
    let (lat, lng) = STREETS[street].centre;
    let column = (community % 4) as i64 - 2;
    let row = (community / 4) as i64 - 1;
    let north = row * 400 + dice.between(-270, 270);
    let east = column * 400 + dice.between(-310, 310);
    (
        rounded(lat + north as f64 * 1e-5),
        rounded(lng + east as f64 * 1e-5),
    )
}

/// Five decimals, about a metre.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}
