//! What a citizen brings: one sample case.

use crate::course::Course;
use chrono::NaiveDateTime;

#[derive(Clone, Debug, PartialEq)]
pub struct SampleCase {
    /// Place in the stream of [`crate::cases`]; what a case is made from besides seed and date.
    pub index: usize,
    /// Code of the office that handles it in the end (or will), e.g. 330212011.
    pub office: String,
    /// Code of the community, e.g. 330212011004.
    pub community: String,
    pub channel: Channel,
    pub matter: Matter,
    pub kind: Kind,
    /// Code of the scheme 经济/社会/民生, e.g. S218.
    pub category: String,
    /// At most 37 characters.
    pub title: String,
    /// At most 7,000 characters; line breaks and tabs, no other control characters.
    pub body: String,
    pub citizen: Citizen,
    pub address: String,
    pub lat: Option<f64>,
    pub lng: Option<f64>,
    /// When it reached the platform, China time.
    pub submitted_at: NaiveDateTime,
    /// Where it was said first, e.g. 论坛「江东那些事」，原帖11月9日.
    pub origin: Option<String>,
    pub course: Course,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citizen {
    pub name: String,
    pub gender: Gender,
    /// From ranges that are not in use: 13x0000xxxx.
    pub phone: String,
    /// Has an account on the portal; others are answered by post, hand, SMS or phone.
    pub portal_account: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gender {
    Female,
    Male,
}

/// 来源渠道
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    Portal,
    Hotline,
    Wechat,
    Weibo,
    Forum,
    Sms,
    /// 来访
    Visit,
    /// 来信
    Letter,
    /// 民情面对面
    Interview,
    /// 转办
    Transfer,
}

impl Channel {
    pub const ALL: [Channel; 10] = [
        Channel::Portal,
        Channel::Hotline,
        Channel::Wechat,
        Channel::Weibo,
        Channel::Forum,
        Channel::Sms,
        Channel::Visit,
        Channel::Letter,
        Channel::Interview,
        Channel::Transfer,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Channel::Portal => "portal",
            Channel::Hotline => "hotline",
            Channel::Wechat => "wechat",
            Channel::Weibo => "weibo",
            Channel::Forum => "forum",
            Channel::Sms => "sms",
            Channel::Visit => "visit",
            Channel::Letter => "letter",
            Channel::Interview => "interview",
            Channel::Transfer => "transfer",
        }
    }
}

/// Which rules bind the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Matter {
    Hotline,
    /// 信访
    Petition,
    /// 依申请公开
    Disclosure,
}

impl Matter {
    pub fn code(self) -> &'static str {
        match self {
            Matter::Hotline => "hotline",
            Matter::Petition => "petition",
            Matter::Disclosure => "disclosure",
        }
    }
}

/// 诉求类型
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Enquiry,
    Help,
    Complaint,
    Report,
    Suggestion,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Enquiry => "咨询",
            Kind::Help => "求助",
            Kind::Complaint => "投诉",
            Kind::Report => "举报",
            Kind::Suggestion => "建议",
        }
    }
}
