//! The offices of the sample: eight streets with the communities of the
//! national statistics bureau's list, their legal names and number words.

use crate::people::{self, Person};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct District {
    pub offices: Vec<Office>,
    pub people: Vec<Person>,
}

/// A street office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// 330212011
    pub code: String,
    /// 白鹤街道
    pub name: String,
    /// 宁波市鄞州区人民政府白鹤街道办事处
    pub legal_name: String,
    /// 宁波市鄞州区白鹤街道办事处
    pub short_legal: String,
    /// 白鹤街办函
    pub number_word: String,
    pub phone: String,
    pub communities: Vec<Community>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Community {
    /// 330212011004
    pub code: String,
    /// 白鹤社区
    pub name: String,
    /// Whom a letter names: 赵主任
    pub contact: String,
    pub phone: String,
}

/// The district of this seed; only passwords depend on it.
pub fn district(seed: u64) -> District {
    let offices = STREETS.iter().map(Street::office).collect();
    District {
        offices,
        people: people::people(seed),
    }
}

/// What texts need to know of a street, without a copy per case.
pub(crate) struct Street {
    pub code: &'static str,
    pub name: &'static str,
    /// First part of its people's logins.
    pub login: &'static str,
    /// Latitude and longitude of about its middle.
    pub centre: (f64, f64),
    pub roads: &'static [&'static str],
    /// Last three digits of the code, and the name without 社区.
    pub communities: &'static [(&'static str, &'static str)],
}

impl Street {
    fn office(&self) -> Office {
        let stem = self.stem();
        let communities = (0..self.communities.len()).map(|place| Community {
            code: self.community_code(place),
            name: self.community_name(place),
            contact: self.contact(place),
            phone: self.community_phone(place),
        });
        Office {
            code: self.code.into(),
            name: self.name.into(),
            legal_name: format!("宁波市鄞州区人民政府{}办事处", self.name),
            short_legal: format!("宁波市鄞州区{}办事处", self.name),
            number_word: format!("{stem}街办函"),
            phone: self.phone(),
            communities: communities.collect(),
        }
    }

    /// 白鹤
    pub fn stem(&self) -> &'static str {
        self.name.trim_end_matches("街道")
    }

    pub fn community_code(&self, place: usize) -> String {
        format!("{}{}", self.code, self.communities[place].0)
    }

    pub fn community_name(&self, place: usize) -> String {
        format!("{}社区", self.communities[place].1)
    }

    pub fn phone(&self) -> String {
        format!("0574-8765{:04}", 2000 + self.number() * 11)
    }

    /// The person of the community whom letters name, a surname and an office.
    pub fn contact(&self, place: usize) -> String {
        // 白鹤社区赵主任 is the one in the product's pictures.
        if self.login == "baihe" && self.communities[place].1 == "白鹤" {
            return "赵主任".into();
        }
        let turn = self.number() * 7 + place * 5;
        let surname = [
            "钱", "孙", "吴", "冯", "蒋", "沈", "许", "严", "施", "曹", "戴", "邵", "贺",
        ];
        let duty = ["主任", "书记", "副主任", "社工"];
        format!(
            "{}{}",
            surname[turn % surname.len()],
            duty[turn % duty.len()]
        )
    }

    pub fn community_phone(&self, place: usize) -> String {
        if self.login == "baihe" && self.communities[place].1 == "白鹤" {
            return "0574-87654321".into();
        }
        format!("0574-8765{:04}", 3000 + self.number() * 100 + place * 7 + 1)
    }

    /// 11 of 330212011
    fn number(&self) -> usize {
        self.code[6..].parse().unwrap_or_default()
    }
}

/// Codes and communities: statistics bureau's 统计用区划代码 of 鄞州区, former 江东区.
pub(crate) const STREETS: [Street; 8] = [
    Street {
        code: "330212008",
        name: "百丈街道",
        login: "baizhang",
        centre: (29.8685, 121.5662),
        roads: &[
            "百丈路",
            "彩虹南路",
            "演武街",
            "大戴街",
            "箕漕街",
            "江东南路",
        ],
        communities: &[
            ("001", "潜龙"),
            ("002", "中山"),
            ("003", "七塔"),
            ("004", "舟孟"),
            ("005", "演武"),
            ("006", "划船"),
            ("007", "宁舟"),
            ("008", "华严"),
            ("009", "后塘"),
            ("010", "朱雀"),
        ],
    },
    Street {
        code: "330212009",
        name: "东胜街道",
        login: "dongsheng",
        centre: (29.8752, 121.5671),
        roads: &[
            "中山东路",
            "曙光路",
            "惊驾路",
            "大河路",
            "彩虹北路",
            "演武街",
        ],
        communities: &[
            ("001", "王家"),
            ("002", "曙光"),
            ("003", "史家"),
            ("004", "庆安"),
            ("005", "大河"),
            ("006", "戎家"),
            ("007", "泰和"),
            ("008", "张斌"),
            ("009", "樱花"),
        ],
    },
    Street {
        code: "330212010",
        name: "明楼街道",
        login: "minglou",
        centre: (29.8821, 121.5768),
        roads: &["惊驾路", "民安路", "中兴路", "徐戎路", "朝晖路", "昌乐路"],
        communities: &[
            ("001", "庆丰"),
            ("002", "惊驾"),
            ("003", "东海"),
            ("004", "徐戎"),
            ("005", "明北"),
            ("006", "明南"),
            ("007", "明东"),
            ("008", "徐家"),
            ("009", "朝晖"),
            ("010", "常青藤"),
            ("011", "和丰"),
            ("012", "缤丰"),
        ],
    },
    Street {
        code: "330212011",
        name: "白鹤街道",
        login: "baihe",
        centre: (29.8641, 121.5803),
        roads: &["兴宁路", "彩虹南路", "中兴路", "百丈路", "白鹤路", "王隘路"],
        communities: &[
            ("001", "丹顶鹤"),
            ("002", "丹凤"),
            ("003", "紫鹃"),
            ("004", "白鹤"),
            ("005", "黄鹂"),
            ("006", "周宿渡"),
            ("007", "孔雀"),
            ("008", "王隘"),
            ("009", "镇安"),
            ("010", "贺丞"),
            ("011", "日月星城"),
        ],
    },
    Street {
        code: "330212012",
        name: "东柳街道",
        login: "dongliu",
        centre: (29.8619, 121.5921),
        roads: &["中兴路", "兴宁路", "百丈东路", "桑田路", "华光路", "东柳街"],
        communities: &[
            ("001", "园丁"),
            ("002", "月季"),
            ("003", "东柳坊"),
            ("004", "华光城"),
            ("005", "太古城"),
            ("006", "华侨城"),
            ("007", "幸福苑"),
            ("008", "安居"),
            ("009", "锦苑"),
            ("010", "中兴"),
            ("011", "东海花园"),
            ("012", "新著"),
        ],
    },
    Street {
        code: "330212013",
        name: "东郊街道",
        login: "dongjiao",
        centre: (29.8677, 121.6052),
        roads: &["宁穿路", "百丈东路", "福庆路", "沧海路", "仇毕路", "桑田路"],
        communities: &[
            ("001", "仇毕"),
            ("002", "宁丰"),
            ("003", "海悦"),
            ("004", "江丰"),
            ("005", "横石桥"),
        ],
    },
    Street {
        code: "330212014",
        name: "福明街道",
        login: "fuming",
        centre: (29.8763, 121.6004),
        roads: &[
            "福明路",
            "民安东路",
            "宁穿路",
            "福庆北路",
            "海晏北路",
            "惊驾东路",
        ],
        communities: &[
            ("002", "新源"),
            ("010", "陆嘉"),
            ("012", "福明家园"),
            ("020", "波波城"),
            ("021", "碧城"),
            ("022", "新城"),
            ("024", "福城"),
            ("026", "东城"),
            ("027", "江城"),
            ("028", "宁城"),
            ("029", "明城"),
            ("030", "和城"),
            ("031", "仁城"),
        ],
    },
    Street {
        code: "330212015",
        name: "新明街道",
        login: "xinming",
        centre: (29.8932, 121.6017),
        roads: &["通途路", "民安东路", "沧海路", "江澄路", "会展路", "荷花路"],
        communities: &[
            ("002", "明珠"),
            ("003", "滨江"),
            ("004", "明月"),
            ("005", "新晖"),
            ("006", "江海"),
            ("007", "和美"),
        ],
    },
];

/// The street of a code or of a name in [`STREETS`]; texts only name streets that are there.
pub(crate) fn street_place(name: &str) -> usize {
    STREETS
        .iter()
        .position(|street| street.name == name || street.code == name)
        .unwrap_or(0)
}
