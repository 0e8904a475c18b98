//! The placeholders that wording may use: a closed list. What is not known of a
//! case stays as a mark, 【延期理由】, which only a person can fill in and which
//! keeps the letter from being handed in (`lint`, code `unfilled`).

use std::collections::BTreeMap;

/// A blank of the wording, by its name between braces: {诉求标题}.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placeholder {
    /// the surname, with 先生/女士
    Citizen,
    /// when the citizen sent it
    SubmittedOn,
    /// when the centre registered it
    RegisteredOn,
    AcceptedOn,
    /// as registered, whole
    Title,
    /// the title up to its first mark
    Matter,
    /// the centre's
    Number,
    /// word for word, a paragraph a line
    Body,
    /// where it came from
    Channel,
    /// that handles it
    Office,
    LegalName,
    /// the office's
    Phone,
    /// who signed for it
    Handler,
    /// a paragraph each: who, when, what was seen
    Visits,
    /// not where the calendar is not published yet: an estimate is no promise
    DueOn,
    /// without any extension
    DueBefore,
    /// only with a granted extension
    DueExtended,
    /// the article of the limit
    DueBasis,
    /// as it was asked for
    ExtensionReason,
    /// what the citizen was asked for
    Ask,
    RejectionReason,
    /// whom to ask instead
    ReferTo,
    AssistingOffices,
    /// of the last joint meeting
    MeetingOn,
    MeetingDecision,
    /// a paragraph each: who, by when, what
    MeetingTasks,
    /// whom to ask for 复查
    ReviewBody,
    /// of the last letter that was signed
    LastNumber,
    LastDate,
}

/// Placeholder, name, and an example by which the checks read wording.
type Row = (Placeholder, &'static str, &'static str);

const ROWS: [Row; 29] = {
    use Placeholder::*;
    [
        (Citizen, "申请人称呼", "王先生/女士"),
        (SubmittedOn, "提出日期", "2026年11月12日"),
        (RegisteredOn, "登记日期", "2026年11月13日"),
        (AcceptedOn, "受理日期", "2026年11月13日"),
        (Title, "诉求标题", "白鹤新村29幢旁搭狗窝，夜间犬吠扰民"),
        (Matter, "诉求事由", "白鹤新村29幢旁搭狗窝"),
        (Number, "诉求编号", "20261112-0187"),
        (Body, "诉求内容", "有人用木板搭了一个狗窝，晚上一直叫。"),
        (Channel, "来源渠道", "热线"),
        (Office, "办理单位", "白鹤街道"),
        (LegalName, "单位全称", "宁波市鄞州区白鹤街道办事处"),
        (Phone, "联系电话", "0574-87654321"),
        (Handler, "承办人", "陈晓燕"),
        (
            Visits,
            "现场核查",
            "11月20日下午，我街道工作人员陈晓燕会同白鹤社区到现场查看。现场有木质狗窝1处。",
        ),
        (DueOn, "办理期限", "2026年12月10日"),
        (DueBefore, "原期限", "2026年11月26日"),
        (DueExtended, "延期后期限", "2026年12月10日"),
        (DueBasis, "期限依据", "《信访工作条例》第三十四条"),
        (ExtensionReason, "延期理由", "充电棚配件尚未到货"),
        (Ask, "补正内容", "房屋权属证明复印件"),
        (
            RejectionReason,
            "不予受理理由",
            "该事项已由仲裁机构立案审理",
        ),
        (ReferTo, "转送单位", "鄞州区人力资源和社会保障局"),
        (AssistingOffices, "协办单位", "东柳街道"),
        (MeetingOn, "会议日期", "2026年11月20日"),
        (MeetingDecision, "会议决定", "由白鹤街道牵头拆除"),
        (
            MeetingTasks,
            "议定事项",
            "由东柳街道于2026年12月4日前完成拆除。",
        ),
        (ReviewBody, "复查机关", "鄞州区人民政府"),
        (LastNumber, "文号", "白鹤街办函〔2026〕12号"),
        (LastDate, "答复日期", "2026年11月18日"),
    ]
};

impl Placeholder {
    pub fn all() -> impl Iterator<Item = Placeholder> {
        ROWS.into_iter().map(|(placeholder, ..)| placeholder)
    }

    pub fn parse(name: &str) -> Option<Self> {
        let found = ROWS.into_iter().find(|(_, known, ..)| *known == name);
        found.map(|(placeholder, ..)| placeholder)
    }

    /// 诉求标题
    pub fn name(self) -> &'static str {
        self.row().1
    }

    fn row(self) -> Row {
        ROWS[self as usize]
    }
}

/// What is known of a case, in words. A fact of several lines is as many paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<Placeholder, Vec<String>>);

impl Facts {
    /// Nothing said is nothing known.
    pub fn know(&mut self, placeholder: Placeholder, lines: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = lines
            .into_iter()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        if !lines.is_empty() {
            self.0.insert(placeholder, lines);
        }
    }

    pub(super) fn get(&self, placeholder: Placeholder) -> Option<&[String]> {
        self.0.get(&placeholder).map(Vec::as_slice)
    }

    /// Every placeholder filled, for reading wording before there is a case.
    pub(super) fn example() -> Self {
        let mut facts = Self::default();
        for (placeholder, _, example) in ROWS {
            facts.know(placeholder, [example.to_owned()]);
        }
        facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_stand_in_the_order_of_the_list_and_no_name_twice() {
        for (n, placeholder) in Placeholder::all().enumerate() {
            assert_eq!(n, placeholder as usize, "{}", placeholder.name());
            assert_eq!(Placeholder::parse(placeholder.name()), Some(placeholder));
        }
    }
}
