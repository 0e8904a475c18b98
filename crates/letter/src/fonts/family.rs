//! Which families serve which role. The names of the state's own faces come first: an office that has 仿宋_GB2312 gets it.

/// A face's part in a letter (GB/T 9704-2012, 5.2.2 and 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// 仿宋: the body.
    Fang,
    /// 楷体: headings （一）.
    Kai,
    /// 黑体: headings 一、.
    Hei,
    /// 小标宋: mark and title.
    Title,
    /// 宋体: page numbers.
    Song,
}

/// A family by any of its names, and whether its bold is meant.
pub(super) struct Family {
    pub name: &'static str,
    pub bold: bool,
    /// One of those that come with the program: not what an office would look for on a system.
    ours: bool,
}

const fn regular(name: &'static str) -> Family {
    let (bold, ours) = (false, false);
    Family { name, bold, ours }
}

const fn ours(name: &'static str, bold: bool) -> Family {
    let ours = true;
    Family { name, bold, ours }
}

const REGULAR: bool = false;
const BOLD: bool = true;

const FANG: &[Family] = &[
    regular("仿宋_GB2312"),
    regular("FangSong_GB2312"),
    regular("仿宋"),
    regular("FangSong"),
    regular("STFangsong"),
    ours("FandolFang", REGULAR),
];
const KAI: &[Family] = &[
    regular("楷体_GB2312"),
    regular("KaiTi_GB2312"),
    regular("楷体"),
    regular("KaiTi"),
    regular("STKaiti"),
    ours("LXGW WenKai", REGULAR),
    ours("FandolKai", REGULAR),
];
const HEI: &[Family] = &[
    regular("黑体"),
    regular("SimHei"),
    regular("STHeiti"),
    ours("FandolHei", REGULAR),
    ours("Noto Sans CJK SC", REGULAR),
];
const TITLE: &[Family] = &[
    regular("方正小标宋简体"),
    regular("FZXiaoBiaoSong-B05S"),
    regular("FZXBSJW--GB1-0"),
    regular("方正小标宋_GBK"),
    regular("FZXiaoBiaoSong-B05"),
    ours("Noto Serif CJK SC", BOLD),
];
const SONG: &[Family] = &[
    regular("宋体"),
    regular("SimSun"),
    regular("STSong"),
    ours("Noto Serif CJK SC", REGULAR),
];

/// For characters the role's own faces lack: LXGW WenKai is closest to 仿宋 and has most of the rare ones.
pub(super) const FALLBACKS: &[Family] = &[
    ours("LXGW WenKai", REGULAR),
    ours("Noto Serif CJK SC", REGULAR),
    ours("Noto Sans CJK SC", REGULAR),
];

/// The families that are looked for on a system.
pub(super) fn of_a_system() -> impl Iterator<Item = &'static Family> {
    let of_roles = Role::ALL.into_iter().flat_map(Role::families);
    of_roles.filter(|family| !family.ours)
}

impl Role {
    pub const ALL: [Role; 5] = [Role::Fang, Role::Kai, Role::Hei, Role::Title, Role::Song];

    /// Stable: names the role where programs speak of it.
    pub fn code(self) -> &'static str {
        match self {
            Role::Fang => "fang",
            Role::Kai => "kai",
            Role::Hei => "hei",
            Role::Title => "title",
            Role::Song => "song",
        }
    }

    /// The role as an office calls it.
    pub fn name(self) -> &'static str {
        match self {
            Role::Fang => "仿宋",
            Role::Kai => "楷体",
            Role::Hei => "黑体",
            Role::Title => "小标宋",
            Role::Song => "宋体",
        }
    }

    pub(super) fn families(self) -> &'static [Family] {
        match self {
            Role::Fang => FANG,
            Role::Kai => KAI,
            Role::Hei => HEI,
            Role::Title => TITLE,
            Role::Song => SONG,
        }
    }
}
