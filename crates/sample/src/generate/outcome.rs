//! What came of a case, and the closing form that says so.

use crate::case::Kind;
use crate::course::{ClosingForm, Finding, Share};
use crate::dice::Dice;
use crate::letters::{Outcome, day_and_half};
use crate::scene::Scene;
use crate::template::filled;
use crate::themes::text_of_side;
use chrono::{NaiveDate, NaiveDateTime};

/// Seen on site at `at`. What is done goes with what was found: texts at the
/// same place of their lists belong together.
pub(super) fn outcome(
    scene: &Scene,
    at: NaiveDateTime,
    finding: Finding,
    dice: &mut Dice,
) -> Outcome {
    let (theme, side) = (scene.theme, scene.side);
    let fitting = |list: &[&str], place: usize| text_of_side(list[place], side).is_some();
    let places: Vec<usize> = (0..theme.found.len())
        .filter(|place| fitting(theme.found, *place))
        .collect();
    let place = if places.is_empty() {
        0
    } else {
        places[dice.below(places.len())]
    };
    let found = theme
        .found
        .get(place)
        .and_then(|text| text_of_side(text, side))
        .unwrap_or_default();
    let paired = theme.found.len() == theme.measures.len() && fitting(theme.measures, place);
    let measure = match theme
        .measures
        .get(place)
        .and_then(|text| text_of_side(text, side))
    {
        Some(measure) if paired => measure,
        _ => theme.pick(theme.measures, side, dice),
    };
    let watched = matches!(finding, Finding::Untrue | Finding::NotSeen) && theme.on_site();
    let say = |template: &str, dice: &mut Dice| filled(template, scene, at.date(), dice);
    let found = match finding {
        Finding::Partly => match text_of_side(theme.partly, side) {
            Some(partly) => say(partly, dice),
            None => say(&format!("情况与反映部分相符：{found}"), dice),
        },
        Finding::Untrue if watched => say(dice.pick(&UNTRUE), dice),
        Finding::NotSeen if watched => say(dice.pick(&NOT_SEEN), dice),
        _ => say(found, dice),
    };
    let measure = if watched {
        say(dice.pick(&WATCH), dice)
    } else {
        say(measure, dice)
    };
    Outcome {
        looked_at: at,
        found,
        measure,
    }
}

/// Only what somebody is said to do in the open can turn out untrue, or be over when one comes.
pub(super) fn finding(scene: &Scene, dice: &mut Dice) -> Finding {
    let in_the_open = scene.theme.category.starts_with("S2");
    let accused = in_the_open && matches!(scene.kind, Kind::Complaint | Kind::Report);
    match dice.below(100) {
        86..=92 if accused => Finding::NotSeen,
        93..=99 if accused => Finding::Untrue,
        70..=99 => Finding::Partly,
        _ => Finding::True,
    }
}

pub(super) fn closing(
    scene: &Scene,
    finding: Finding,
    solved: Share,
    outcome: &Outcome,
    (day, contacted): (NaiveDate, bool),
    dice: &mut Dice,
) -> ClosingForm {
    let say = |template: &str, dice: &mut Dice| filled(template, scene, day, dice);
    let looked = day_and_half(outcome.looked_at);
    let (handling, public_reply) = if scene.theme.on_site() {
        (
            format!(
                "{looked}会同{}现场核查。{}{}{}",
                scene.community_name(),
                outcome.found,
                outcome.measure,
                say(dice.pick(&HANDLED), dice),
            ),
            format!(
                "{looked}街道会同社区到现场查看。{}{}{}",
                outcome.found,
                outcome.measure,
                say("联系：{区} {电话}。", dice),
            ),
        )
    } else {
        (
            format!(
                "{looked}向{}核实政策后答复。{}{}",
                scene.theme.unit,
                outcome.measure,
                say(dice.pick(&EXPLAINED), dice)
            ),
            format!(
                "{}{}",
                outcome.measure,
                say("咨询：{区}便民服务窗口 {电话}。", dice)
            ),
        )
    };
    ClosingForm {
        truth: match finding {
            Finding::True => Share::Yes,
            Finding::Partly => Share::Partly,
            Finding::Untrue | Finding::NotSeen => Share::No,
        },
        beyond_duty: solved == Share::No && dice.percent(50),
        contacted,
        solved,
        unsolved_reason: if solved == Share::Yes {
            String::new()
        } else {
            say(scene.theme.unsolved, dice)
        },
        handling,
        public_reply,
    }
}

const UNTRUE: [&str; 4] = [
    "现场未发现所述情况；走访周边住户{n3-8}户，均表示近一个月没有见到，调看{日-7}以来监控亦无记录。",
    "经核对台账和现场，所述地点为另一处，诉求与实际情况不符；已向来电人说明并取得认可。",
    "现场一切正常，{物业}出示了{日-12}的处理记录和验收单，所述问题此前已处理完毕。",
    "到场查看两次（上午、晚上各一次），未见所述现象，测量结果在标准以内。",
];

const NOT_SEEN: [&str; 3] = [
    "到场时未见所述情况，地面有痕迹；邻居{n2-4}户反映多在{时}前后出现。",
    "当事人不在家，敲门无应答，已留联系单；周边住户反映情况时有时无。",
    "到场时已停止，未能当场取证；物业值班记录有{n1-3}次登记。",
];

const WATCH: [&str; 3] = [
    "由{区}网格员在{日+14}前每{n2-3}天不定时巡查一次并拍照登记，发现后当场处理。",
    "已在单元门和公示栏张贴提醒，{日+5}、{日+10}夜间各安排一次复查，结果电话告知。",
    "与{物业}约定发现一次上报一次，值班电话已告知来电人，{日+14}前由街道抽查。",
];

const HANDLED: [&str; 6] = [
    "已电话告知来电人，表示认可。",
    "来电人要求街道继续跟进，已记入{区}跟进台账，{日+14}复查。",
    "整改照片{n2-4}张已存档。",
    "已与{单位}对接，逾期由其立案。",
    "双方当面确认，签字材料存{区}。",
    "已纳入网格日常巡查，责任人为网格员，每周登记。",
];

const EXPLAINED: [&str; 4] = [
    "政策原文已发来电人手机。",
    "来电人表示清楚，将自行到窗口办理。",
    "已约定{日+5}到{区}窗口由社工代为核对材料。",
    "来电人对政策本身有意见，已作解释并记录建议。",
];
