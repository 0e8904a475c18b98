//! The words of a note. A note becomes part of a case's history, so they are
//! written here and not by the window that happens to show it.

use casework::action::{Act, Degree, Rating, ReplyBy, ReturnCode};
use casework::event::Finding;
use casework::letter::LetterKind;

pub(super) fn act(act: Act) -> &'static str {
    match act {
        Act::Accept => "受理",
        Act::Reject => "不予受理",
        Act::Dispatch => "派单",
        Act::RuleReturn => "裁定退单",
        Act::RecordRating => "记录评价",
        Act::RecordFollowUp => "回访",
        Act::Reopen => "重办",
        Act::Withdraw => "撤回",
        Act::Merge => "并案",
        Act::Supervise => "督办",
        Act::EndSupervision => "解除督办",
        Act::DecideJointly => "联席会议决定",
        Act::Archive => "归档",
        Act::SignFor => "签收",
        Act::UndoSignFor => "撤销签收",
        Act::LogVisit => "现场核查",
        Act::LogContact => "联系记录",
        Act::RequestReturn => "退单",
        Act::RequestExtension => "申请延期",
        Act::AskSupplement => "请市民补正",
        Act::ReceiveSupplement => "收到补正",
        Act::Consult => "征求意见",
        Act::ReceiveOpinion => "收到意见",
        Act::InviteAssist => "请协办单位会办",
        Act::ReleaseAssist => "不再等协办",
        Act::ReferToMeeting => "提请联席会议",
        Act::NotifyExtension => "登记延期告知",
        Act::AnswerAbsorbed => "答复并案市民",
        Act::SignForAssist => "签收协办",
        Act::Contribute => "反馈协办情况",
        Act::CompleteTask => "会议任务办妥",
        Act::DraftLetter => "起草答复函",
        Act::SubmitLetter => "提交签发",
        Act::RecordReply => "登记送达",
        Act::ServeLetter => "登记函件送达",
        Act::PrintLetter => "登记打印",
        Act::Close => "办结",
        Act::CorrectPostalAddress => "更正通信地址",
        Act::ShowCitizen => "显示",
        Act::ApproveExtension => "批准延期",
        Act::RefuseExtension => "不批准延期",
        Act::ReturnLetter => "退回修改",
        Act::SignLetter => "签发并用印",
        Act::VoidLetter => "作废重发",
        Act::FileLetter => "生成函件",
        Act::Absorb => "并入",
        Act::Escalate => "催办",
    }
}

pub(super) fn yes(truth: bool) -> &'static str {
    if truth { "是" } else { "否" }
}

pub(super) fn is_true(degree: Degree) -> &'static str {
    match degree {
        Degree::Yes => "属实",
        Degree::Partly => "部分属实",
        Degree::No => "不属实",
    }
}

pub(super) fn solved(degree: Degree) -> &'static str {
    match degree {
        Degree::Yes => "已解决",
        Degree::Partly => "部分解决",
        Degree::No => "未解决",
    }
}

pub(super) fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::True => "属实",
        Finding::Partly => "部分属实",
        Finding::NotTrue => "不属实",
        Finding::NotSeen => "未见到",
    }
}

pub(super) fn rating(rating: Rating) -> &'static str {
    match rating {
        Rating::Satisfied => "满意",
        Rating::Basically => "基本满意",
        Rating::Dissatisfied => "不满意",
    }
}

pub(super) fn reply_by(by: ReplyBy) -> &'static str {
    match by {
        ReplyBy::Post => "邮寄",
        ReplyBy::Hand => "当面送达",
        ReplyBy::Sms => "短信",
        ReplyBy::Portal => "平台",
        ReplyBy::Phone => "电话",
    }
}

pub(super) fn return_code(code: ReturnCode) -> &'static str {
    match code {
        ReturnCode::NotOurDuty => "不属本单位职责",
        ReturnCode::NotOurArea => "不在本辖区",
        ReturnCode::Duplicate => "与在办工单重复",
        ReturnCode::Unclear => "诉求不清，联系不上市民",
        ReturnCode::Other => "其他",
    }
}

pub(super) fn letter_kind(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Reply => "答复函（致市民）",
        LetterKind::OfficialReply => "复函（致单位）",
        LetterKind::Acceptance => "受理告知书",
        LetterKind::Rejection => "不予受理告知书",
        LetterKind::Extension => "延期告知书",
        LetterKind::Transfer => "转办函",
        LetterKind::Opinion => "处理意见书",
        LetterKind::Supplement => "补正告知书",
        LetterKind::Mediation => "调解协议书",
        LetterKind::Minutes => "会议纪要",
    }
}
