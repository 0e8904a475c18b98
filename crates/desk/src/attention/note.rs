//! 改作备注: a held action as notes that say everything its person wrote and
//! chose, with their name and the time.

use super::words;
use casework::action::{ClosingForm, FollowUp};
use casework::decide::limits::NOTE;
use casework::event::PhotoRef;
use casework::letter::LetterContent;
use casework::{Action, Moment, OfficeId, VisitRecord};

/// Whose words they are, and how offices are called.
pub(super) struct Written<'a> {
    pub by: &'a str,
    pub at: Moment,
    pub office: &'a dyn Fn(&OfficeId) -> String,
}

/// Characters kept free for the line that tells the parts of a long note apart.
const HEADING: usize = 200;

/// One note; more where a letter is longer than a note may be.
pub(super) fn notes(action: &Action, written: &Written) -> Vec<String> {
    let heading = format!(
        "{} {} 填写的“{}”，中心没有直接采用，改作备注",
        written.by,
        minute(written.at),
        words::act(action.act())
    );
    let text: Vec<char> = lines(action, written).join("\n").chars().collect();
    if text.is_empty() {
        return vec![format!("{heading}。")];
    }
    let parts: Vec<&[char]> = text.chunks(NOTE - HEADING).collect();
    let count = parts.len();
    let part_of = |index: usize| match count {
        1 => String::new(),
        _ => format!("（{}/{count}）", index + 1),
    };
    parts
        .iter()
        .enumerate()
        .map(|(index, part)| {
            let part: String = part.iter().collect();
            format!("{heading}{}：\n{part}", part_of(index))
        })
        .collect()
}

/// What stands in the action, a line a field. A new action does not compile
/// before its texts are here.
fn lines(action: &Action, written: &Written) -> Vec<String> {
    let mut said = Said::default();
    match action {
        Action::Accept
        | Action::Archive
        | Action::SignFor
        | Action::UndoSignFor
        | Action::SignForAssist
        | Action::SubmitLetter { .. }
        | Action::SignLetter { .. }
        | Action::ApproveExtension { .. }
        | Action::ShowCitizen
        | Action::FileLetter { .. }
        | Action::Escalate { .. } => {}
        Action::Reject { reason, refer_to } => {
            said.line("理由", reason);
            said.line("请市民向谁反映", refer_to);
        }
        Action::Dispatch { office } => said.line("承办单位", &(written.office)(office)),
        Action::RuleReturn { upheld, reason } => {
            said.line("同意退单", words::yes(*upheld));
            said.line("理由", reason);
        }
        Action::RecordRating { rating, note } => {
            said.line("评价", words::rating(*rating));
            said.line("内容", note);
        }
        Action::RecordFollowUp { follow_up } => said.follow_up(follow_up),
        Action::Supervise { reason, until } => {
            said.line("理由", reason);
            said.some("至", until.map(|day| day.to_string()).as_deref());
        }
        Action::DecideJointly {
            held_on,
            decision,
            tasks,
        } => {
            said.line("会议日期", &held_on.to_string());
            said.line("决定", decision);
            for task in tasks {
                let office = (written.office)(&task.office);
                said.line(
                    "任务",
                    &format!("{office}：{}（{}前）", task.what, task.due),
                );
            }
        }
        Action::Merge { number, .. } | Action::Absorb { number, .. } => {
            said.line("工单", number);
        }
        Action::LogVisit { visit } => said.visit(visit),
        Action::LogContact { note } => said.line("内容", note),
        Action::CorrectPostalAddress { postal } => {
            said.line("通信地址", &postal.address);
            said.line("邮编", &postal.postcode);
        }
        Action::RequestReturn { reason, code, .. } => {
            said.line("退单理由", words::return_code(*code));
            said.line("说明", reason);
        }
        Action::RequestExtension { days, reason } => {
            said.line("延长天数", &days.to_string());
            said.line("理由", reason);
        }
        Action::AskSupplement { ask } => said.line("请市民补充什么", ask),
        Action::ReceiveSupplement { text } => said.line("补充的内容", text),
        Action::Consult { whom, question } => {
            said.line("征求谁的意见", whom);
            said.line("问题", question);
        }
        Action::ReceiveOpinion { text } => said.line("意见", text),
        Action::InviteAssist { office, ask } => {
            said.line("协办单位", &(written.office)(office));
            said.line("请协办什么", ask);
        }
        Action::ReleaseAssist { office, reason } => {
            said.line("协办单位", &(written.office)(office));
            said.line("理由", reason);
        }
        Action::NotifyExtension { by } | Action::AnswerAbsorbed { by, .. } => {
            said.line("方式", words::reply_by(*by));
        }
        Action::Contribute { text } => said.line("协办情况", text),
        Action::CompleteTask { note, .. } => said.line("办理情况", note),
        Action::DraftLetter {
            letter_kind,
            content,
            ..
        } => {
            said.line("文种", words::letter_kind(*letter_kind));
            said.letter(content);
        }
        Action::RecordReply { by, .. } | Action::ServeLetter { by, .. } => {
            said.line("送达方式", words::reply_by(*by));
        }
        Action::PrintLetter { copies, .. } => said.line("打印份数", &copies.to_string()),
        Action::Close { form } => said.closing(form),
        Action::ReturnLetter { remark, .. } => said.line("退回意见", remark),
        Action::Reopen { reason }
        | Action::Withdraw { reason }
        | Action::EndSupervision { reason }
        | Action::ReferToMeeting { reason }
        | Action::RefuseExtension { reason, .. }
        | Action::VoidLetter { reason, .. } => said.line("理由", reason),
    }
    said.0
}

#[derive(Default)]
struct Said(Vec<String>);

impl Said {
    /// An empty field was not filled in: it says nothing.
    fn line(&mut self, label: &str, text: &str) {
        if !text.trim().is_empty() {
            self.0.push(format!("{label}：{text}"));
        }
    }

    fn some(&mut self, label: &str, text: Option<&str>) {
        self.line(label, text.unwrap_or_default());
    }

    fn visit(&mut self, visit: &VisitRecord) {
        self.line("核查时间", &minute(visit.at));
        self.line("同行人", &visit.companions);
        self.some("情况", visit.finding.map(words::finding));
        self.line("内容", &visit.note);
        self.some("没有照片的原因", visit.no_photo_reason.as_deref());
        for photo in &visit.photos {
            self.photo(photo);
        }
    }

    /// The bytes are with the centre under their hash; the note keeps the way there.
    fn photo(&mut self, photo: &PhotoRef) {
        let caption = match photo.caption.as_str() {
            "" => String::new(),
            caption => format!("（{caption}）"),
        };
        let PhotoRef { name, sha256, .. } = photo;
        self.line("照片", &format!("{name}{caption}，指纹 {sha256}"));
    }

    fn follow_up(&mut self, follow_up: &FollowUp) {
        self.line("有效回访", words::yes(follow_up.valid));
        self.line("是否联系群众", words::yes(follow_up.contacted));
        self.line("是否解决", words::solved(follow_up.solved));
        self.some("评价", follow_up.rating.map(words::rating));
        self.line("内容", &follow_up.note);
    }

    fn closing(&mut self, form: &ClosingForm) {
        self.line("诉求是否属实", words::is_true(form.is_true));
        self.line("是否超出职责", words::yes(form.beyond_duty));
        self.line("是否联系群众", words::yes(form.contacted));
        self.line("是否解决", words::solved(form.solved));
        self.some("未解决原因", form.unsolved_reason.as_deref());
        self.line("办理情况", &form.handling);
        self.line("公开答复内容", &form.public_reply);
    }

    fn letter(&mut self, content: &LetterContent) {
        self.line("标题", &content.title);
        self.some("主送", content.addressee.as_deref());
        let body: Vec<_> = content.body.iter().map(|one| one.words()).collect();
        self.line("正文", &body.join("\n"));
        self.line("附件", &content.attachments.join("、"));
        self.some("附注", content.note.as_deref());
        self.line("抄送", &content.copy_to.join("、"));
    }
}

fn minute(at: Moment) -> String {
    at.china().format("%Y年%-m月%-d日 %H:%M").to_string()
}

#[cfg(test)]
mod tests;
