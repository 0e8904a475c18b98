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
}

const fn regular(name: &'static str) -> Family {
    Family { name, bold: false }
}

const fn bold(name: &'static str) -> Family {
    Family { name, bold: true }
}

const FANG: &[Family] = &[
    regular("仿宋_GB2312"),
    regular("FangSong_GB2312"),
    regular("仿宋"),
    regular("FangSong"),
    regular("STFangsong"),
    regular("FandolFang"),
];
const KAI: &[Family] = &[
    regular("楷体_GB2312"),
    regular("KaiTi_GB2312"),
    regular("楷体"),
    regular("KaiTi"),
    regular("STKaiti"),
    regular("LXGW WenKai"),
    regular("FandolKai"),
];
const HEI: &[Family] = &[
    regular("黑体"),
    regular("SimHei"),
    regular("STHeiti"),
    regular("FandolHei"),
    regular("Noto Sans CJK SC"),
];
const TITLE: &[Family] = &[
    regular("方正小标宋简体"),
    regular("FZXiaoBiaoSong-B05S"),
    regular("FZXBSJW--GB1-0"),
    regular("方正小标宋_GBK"),
    regular("FZXiaoBiaoSong-B05"),
    bold("Noto Serif CJK SC"),
];
const SONG: &[Family] = &[
    regular("宋体"),
    regular("SimSun"),
    regular("STSong"),
    regular("Noto Serif CJK SC"),
];

/// For characters the role's own faces lack: LXGW WenKai is closest to 仿宋 and has most of the rare ones.
pub(super) const FALLBACKS: &[Family] = &[
    regular("LXGW WenKai"),
    regular("Noto Serif CJK SC"),
    regular("Noto Sans CJK SC"),
];

/// Every family that some role asks for.
pub(super) fn wanted() -> impl Iterator<Item = &'static Family> {
    let of_roles = Role::ALL.into_iter().flat_map(Role::families);
    of_roles.chain(FALLBACKS)
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
