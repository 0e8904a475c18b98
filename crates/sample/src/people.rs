//! The invented people who work with the sample.

use crate::dice::Dice;
use crate::district::STREETS;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Login, unique: baihe.chen
    pub user: String,
    pub name: String,
    pub role: Role,
    /// Code of the office; none at the centre.
    pub office: Option<String>,
    /// For the sample only; depends on the seed.
    pub password: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Handler,
    Head,
    Dispatcher,
    Auditor,
    Administrator,
}

/// A row of the list below: login's second part, name.
pub(crate) type Member = (&'static str, &'static str);

pub(crate) struct Staff {
    pub handlers: [Member; 3],
    pub heads: &'static [Member],
}

/// In the order of [`STREETS`].
pub(crate) const STAFF: [Staff; 8] = [
    Staff {
        handlers: [("tang", "汤雅琴"), ("lou", "楼建明"), ("ying", "应佳怡")],
        heads: &[("shen", "沈伟民")],
    },
    Staff {
        handlers: [("xu", "徐海燕"), ("bao", "鲍俊杰"), ("mao", "毛思远")],
        heads: &[("ding", "丁国庆")],
    },
    Staff {
        handlers: [("fang", "方敏"), ("zhu", "朱志刚"), ("yu", "俞璐")],
        heads: &[("wu", "吴建设")],
    },
    Staff {
        handlers: [("chen", "陈晓燕"), ("he", "何志远"), ("lin", "林佩芬")],
        heads: &[("zhou", "周国平"), ("xie", "谢红霞")],
    },
    Staff {
        handlers: [("dong", "董丽娜"), ("weng", "翁启明"), ("hu", "胡一帆")],
        heads: &[("zhang", "张卫东")],
    },
    Staff {
        handlers: [("qiu", "仇文婷"), ("jin", "金海峰"), ("yao", "姚梦洁")],
        heads: &[("ge", "葛立新")],
    },
    Staff {
        handlers: [("lu", "陆晨曦"), ("wang", "王君"), ("shao", "邵燕飞")],
        heads: &[("li", "李世昌")],
    },
    Staff {
        handlers: [("yang", "杨静波"), ("zheng", "郑家豪"), ("shi", "史淑贞")],
        heads: &[("cao", "曹永康")],
    },
];

const CENTRE: [(&str, &str, Role); 4] = [
    ("zhongxin.ye", "叶春梅", Role::Dispatcher),
    ("zhongxin.pan", "潘磊", Role::Dispatcher),
    ("zhongxin.ren", "任慧", Role::Auditor),
    ("zhongxin.luo", "罗晓峰", Role::Administrator),
];

/// Login of the dispatcher on duty; two share the work.
pub(crate) fn dispatcher(turn: usize) -> &'static str {
    CENTRE[turn % 2].0
}

pub(crate) fn login(street: usize, member: Member) -> String {
    format!("{}.{}", STREETS[street].login, member.0)
}

/// Handlers before heads, street by street, then the centre.
pub(crate) fn people(seed: u64) -> Vec<Person> {
    let mut people = Vec::new();
    for (place, (street, staff)) in STREETS.iter().zip(&STAFF).enumerate() {
        let handlers = staff.handlers.iter().map(|member| (member, Role::Handler));
        let heads = staff.heads.iter().map(|member| (member, Role::Head));
        for (member, role) in handlers.chain(heads) {
            people.push(Person {
                user: login(place, *member),
                name: member.1.into(),
                role,
                office: Some(street.code.into()),
                password: String::new(),
            });
        }
    }
    for (user, name, role) in CENTRE {
        people.push(Person {
            user: user.into(),
            name: name.into(),
            role,
            office: None,
            password: String::new(),
        });
    }
    // A stream of its own, far from those of the cases.
    let mut dice = Dice::new(seed, u64::MAX);
    for person in &mut people {
        let place = person.user.split('.').next().unwrap_or_default();
        person.password = format!("lianxin-{place}-{}", dice.between(1000, 9999));
    }
    people
}
