//! Letters of a case: the reply, and the notices a petition or an extension
//! needs. They say who looked, what was found, what is done by when, on what
//! basis, what next and whom to call.

use crate::citizen::addressed;
use crate::course::{Letter, LetterKind, Paragraph};
use crate::dice::Dice;
use crate::scene::Scene;
use crate::template::{filled, full_date};
use chrono::{NaiveDate, NaiveDateTime, Timelike};

/// What came out, told the same way in note, letter and closing form.
pub(crate) struct Outcome {
    pub looked_at: NaiveDateTime,
    /// What was seen, without who and when.
    pub found: String,
    pub measure: String,
}

/// 关于反映…问题的答复函, or the answer to an application for disclosure.
pub(crate) fn reply(scene: &Scene, outcome: &Outcome, day: NaiveDate, dice: &mut Dice) -> Letter {
    if scene.theme.discloses() {
        return disclosure(scene, outcome, day, dice);
    }
    let theme = scene.theme;
    let say = |template: &str, dice: &mut Dice| filled(template, scene, day, dice);
    let mut paragraphs = Vec::new();
    if theme.on_site() {
        text(
            &mut paragraphs,
            say(
                "您好！您于{收日}反映的{地}{事}问题收悉。经现场核查，现答复如下：",
                dice,
            ),
        );
        heading(&mut paragraphs, 1, "核查情况");
        text(
            &mut paragraphs,
            format!("{}{}", who_looked(scene, outcome), outcome.found),
        );
        heading(&mut paragraphs, 1, "处理意见");
    } else {
        text(
            &mut paragraphs,
            say(
                "您好！您于{收日}提出的{事}问题收悉。经向[{单位}|有关科室和{单位}]核实，现答复如下：",
                dice,
            ),
        );
        heading(&mut paragraphs, 1, "答复意见");
    }
    text(
        &mut paragraphs,
        format!("依据{}，{}", theme.law, in_a_sentence(&outcome.measure)),
    );
    heading(&mut paragraphs, 1, "后续安排");
    let next = match (theme.on_site(), dice.below(3)) {
        (true, 0) => "我街道将于{日+10}再到现场查看，并把结果告知您。",
        (true, 1) => "由{区}负责跟进，每周查看一次，至{日+21}；如有反复，可直接联系。",
        (true, _) => "我街道将于{日+7}电话告诉您整改结果，并在{区}公示栏公布。",
        (false, _) => {
            "您可在{日+15}前到{区}便民服务窗口（工作日8:30—11:30、13:30—17:00）当面咨询，由专人帮您核对材料。"
        }
    };
    let contact = "如有疑问，请与{联系}联系，电话：{电话}。";
    text(&mut paragraphs, say(&format!("{next}{contact}"), dice));
    text(
        &mut paragraphs,
        "您对上述意见有不同看法的，可在收到本函后告诉我们，我街道将于3个工作日内再次办理并答复您。"
            .into(),
    );
    if dice.percent(60) {
        text(
            &mut paragraphs,
            say(
                "感谢您对[{区}工作|{街}工作|社区建设]的[关心|支持和监督]。",
                dice,
            ),
        );
    }
    Letter {
        kind: LetterKind::Reply,
        title: letter_title(scene, dice),
        addressee: addressed(&scene.citizen),
        paragraphs,
        attachments: match (theme.on_site(), dice.below(10)) {
            (true, 0..=2) => vec!["现场核查照片".into()],
            (true, 3) => vec!["现场核查照片".into(), "整改承诺书".into()],
            _ => Vec::new(),
        },
        note: say("联系人：{联系}，电话：{电话}", dice),
        copy_to: if dice.percent(8) {
            vec![theme.unit.into()]
        } else {
            Vec::new()
        },
    }
}

/// 政府信息公开申请答复; it tells the way to a review.
fn disclosure(scene: &Scene, outcome: &Outcome, day: NaiveDate, dice: &mut Dice) -> Letter {
    let say = |template: &str, dice: &mut Dice| filled(template, scene, day, dice);
    let mut paragraphs = Vec::new();
    text(
        &mut paragraphs,
        say(
            "本机关于{收日}收到您提交的政府信息公开申请。经审查，现答复如下：",
            dice,
        ),
    );
    text(
        &mut paragraphs,
        format!("依据{}，{}", scene.theme.law, outcome.measure),
    );
    text(&mut paragraphs, REVIEW.into());
    text(
        &mut paragraphs,
        say("如需说明，请与{街}党政办联系，电话：{街电话}。", dice),
    );
    Letter {
        kind: LetterKind::Reply,
        title: say("关于{地}{事}的答复函", dice),
        addressee: addressed(&scene.citizen),
        paragraphs,
        attachments: Vec::new(),
        note: say("联系人：{承办}，电话：{街电话}", dice),
        copy_to: Vec::new(),
    }
}

/// 行政复议法 Art. 20, 行政诉讼法 Art. 46.
const REVIEW: &str = "如对本答复不服，您可以自收到本答复之日起60日内向宁波市鄞州区人民政府申请行政复议，或者6个月内依法向人民法院提起行政诉讼。";

/// 延期告知书
pub(crate) fn extension(
    scene: &Scene,
    reason: &str,
    days: u16,
    day: NaiveDate,
    dice: &mut Dice,
) -> Letter {
    let say = |template: &str, dice: &mut Dice| filled(template, scene, day, dice);
    let mut paragraphs = Vec::new();
    text(
        &mut paragraphs,
        say("您好！您于{收日}反映的{地}{事}问题，我街道正在办理。", dice),
    );
    text(
        &mut paragraphs,
        format!(
            "因{}，不能在原定期限内办完，经本街道负责人批准，办理期限延长{days}个工作日。",
            reason.trim_end_matches('。')
        ),
    );
    text(
        &mut paragraphs,
        say(
            "延长期间，我们会把进展电话告知您。如有疑问，请与{联系}联系，电话：{电话}。",
            dice,
        ),
    );
    Letter {
        kind: LetterKind::Extension,
        title: say("关于{地}{事}办理事项的延期告知书", dice),
        addressee: addressed(&scene.citizen),
        paragraphs,
        attachments: Vec::new(),
        note: say("联系人：{联系}，电话：{电话}", dice),
        copy_to: Vec::new(),
    }
}

/// 信访事项受理告知书
pub(crate) fn acceptance(scene: &Scene, accepted: NaiveDate, dice: &mut Dice) -> Letter {
    let say = |template: &str, dice: &mut Dice| filled(template, scene, accepted, dice);
    let mut paragraphs = Vec::new();
    text(
        &mut paragraphs,
        say(
            "您于{收日}提出的{地}{事}信访事项，经审查，属于本街道职责范围。",
            dice,
        ),
    );
    text(
        &mut paragraphs,
        format!(
            "依据《信访工作条例》第二十三条，我街道已于{}受理，自受理之日起60日内办结并书面答复您；情况复杂的，经本街道负责人批准可以适当延长，延长期限不超过30日，并告知您延长理由。",
            full_date(accepted)
        ),
    );
    text(
        &mut paragraphs,
        say(
            "办理期间，您可以向{街}信访接待室查询进展，电话：{街电话}；承办人：{承办}。",
            dice,
        ),
    );
    Letter {
        kind: LetterKind::Acceptance,
        title: say("关于{地}{事}信访事项的受理告知书", dice),
        addressee: addressed(&scene.citizen),
        paragraphs,
        attachments: Vec::new(),
        note: say("联系人：{承办}，电话：{街电话}", dice),
        copy_to: vec!["区信访局".into()],
    }
}

/// 信访事项处理意见书: request, facts and reasons, opinion, legal basis
/// (信访工作条例 Art. 32), and the way to a review (Art. 35).
pub(crate) fn opinion(
    scene: &Scene,
    request: &str,
    outcome: &Outcome,
    day: NaiveDate,
    dice: &mut Dice,
) -> Letter {
    let say = |template: &str, dice: &mut Dice| filled(template, scene, day, dice);
    let mut paragraphs = Vec::new();
    text(
        &mut paragraphs,
        say(
            "您于{收日}提出的信访事项，我街道依法受理并进行了调查，现将处理意见告知如下：",
            dice,
        ),
    );
    heading(&mut paragraphs, 1, "信访请求");
    text(&mut paragraphs, request.into());
    heading(&mut paragraphs, 1, "事实和理由");
    heading(&mut paragraphs, 2, "调查经过");
    text(
        &mut paragraphs,
        format!("{}{}", who_looked(scene, outcome), outcome.found),
    );
    heading(&mut paragraphs, 2, "认定的事实");
    text(
        &mut paragraphs,
        say(
            "上述情况有现场照片、询问记录和{区}台账证实，您陈述的主要事实清楚。",
            dice,
        ),
    );
    heading(&mut paragraphs, 1, "处理意见");
    text(
        &mut paragraphs,
        format!(
            "依据{}和《信访工作条例》第三十二条，{}",
            scene.theme.law,
            in_a_sentence(&outcome.measure)
        ),
    );
    heading(&mut paragraphs, 1, "救济途径");
    text(
        &mut paragraphs,
        "如不服本处理意见，您可以自收到本意见书之日起30日内，依据《信访工作条例》第三十五条向宁波市鄞州区人民政府申请复查。".into(),
    );
    Letter {
        kind: LetterKind::Opinion,
        title: say("关于{地}{事}信访事项的处理意见书", dice),
        addressee: addressed(&scene.citizen),
        paragraphs,
        attachments: Vec::new(),
        note: say("联系人：{承办}，电话：{街电话}", dice),
        copy_to: vec!["区信访局".into()],
    }
}

/// 11月20日下午，我街道工作人员陈晓燕会同白鹤社区到现场查看，
pub(crate) fn who_looked(scene: &Scene, outcome: &Outcome) -> String {
    format!(
        "{}，我街道工作人员{}会同{}到现场查看。",
        day_and_half(outcome.looked_at),
        scene.handler_name(),
        scene.community_name()
    )
}

pub(crate) fn day_and_half(at: NaiveDateTime) -> String {
    let half = if at.hour() < 12 { "上午" } else { "下午" };
    format!("{}{half}", at.format("%-m月%-d日"))
}

fn letter_title(scene: &Scene, dice: &mut Dice) -> String {
    let title = if scene.theme.on_site() {
        "关于反映{地}{事}问题的答复函"
    } else {
        "关于{事}问题的答复函"
    };
    filled(title, scene, scene.submitted.date(), dice)
}

fn heading(paragraphs: &mut Vec<Paragraph>, level: u8, text: &str) {
    paragraphs.push(Paragraph {
        level,
        text: text.into(),
    });
}

fn text(paragraphs: &mut Vec<Paragraph>, text: String) {
    paragraphs.push(Paragraph { level: 0, text });
}

/// After 依据…，the sentence goes on as it is.
fn in_a_sentence(measure: &str) -> &str {
    measure.trim_start_matches("依法")
}
