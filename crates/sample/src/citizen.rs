//! Invented citizens: names by how common surnames are, rare characters now
//! and then, phones from ranges that are not in use.

use crate::case::{Channel, Citizen, Gender};
use crate::dice::Dice;

const SURNAMES: [&str; 48] = [
    "王", "李", "张", "陈", "刘", "杨", "徐", "周", "黄", "吴", "朱", "孙", "沈", "林", "郑", "胡",
    "应", "俞", "邬", "戴", "史", "董", "裘", "鲍", "蒋", "毛", "袁", "谢", "励", "邱", "竺", "乐",
    "忻", "翁", "傅", "康", "夏", "任", "严", "干", "江", "余", "屠", "洪", "虞", "范", "孔",
    "欧阳",
];

const MALE: [&str; 28] = [
    "伟", "国强", "建国", "志明", "军", "海波", "永根", "家栋", "宏伟", "斌", "阿毛", "世杰",
    "浩然", "子轩", "明华", "立峰", "德胜", "小龙", "文杰", "俊", "喆", "镕", "昇", "阿根", "启航",
    "金土", "堃", "承志",
];

const FEMALE: [&str; 28] = [
    "芳", "丽", "秀英", "敏", "静", "婷婷", "雅君", "美娟", "彩凤", "慧", "佩芬", "晓红", "梦琪",
    "子涵", "杏珍", "阿娣", "玉兰", "海燕", "燕飞", "莉", "珊珊", "素珍", "雪琴", "依依", "㛃",
    "瑾", "昕怡", "翠娥",
];

const RANGES: [&str; 9] = [
    "138", "139", "137", "136", "135", "158", "159", "188", "189",
];

pub(crate) fn citizen(channel: Channel, dice: &mut Dice) -> Citizen {
    // Common surnames first: the smaller of two draws.
    let surname = SURNAMES[dice.below(SURNAMES.len()).min(dice.below(SURNAMES.len()))];
    let gender = if dice.percent(52) {
        Gender::Female
    } else {
        Gender::Male
    };
    let given = match gender {
        Gender::Female => dice.pick(&FEMALE),
        Gender::Male => dice.pick(&MALE),
    };
    let has_account = match channel {
        Channel::Portal => 95,
        Channel::Wechat => 60,
        Channel::Forum | Channel::Weibo => 35,
        _ => 12,
    };
    Citizen {
        name: format!("{surname}{given}"),
        gender,
        phone: phone(dice),
        portal_account: dice.percent(has_account),
    }
}

/// 13x0000xxxx, as 1380000xxxx.
pub(crate) fn phone(dice: &mut Dice) -> String {
    format!("{}0000{:04}", dice.pick(&RANGES), dice.below(10_000))
}

/// 王先生
pub(crate) fn addressed(citizen: &Citizen) -> String {
    let length = if citizen.name.starts_with("欧阳") {
        2
    } else {
        1
    };
    let surname: String = citizen.name.chars().take(length).collect();
    let title = match citizen.gender {
        Gender::Female => "女士",
        Gender::Male => "先生",
    };
    format!("{surname}{title}")
}
