//! Words a reply must not hide behind (DOMAIN.md): 尽快 needs a date ahead, 相关部门 a
//! named one, 高度重视 a date or a name, for then somebody did something.

use super::passage::{Passage, Sentence};
use super::words::{Hit, Tag};
use super::{Code, Finding, Severity};

/// Characters between 市民 and 希望: 您来电希望.
const WISHED_WITHIN: usize = 8;

pub fn find(passage: &Passage) -> Vec<Finding> {
    // the title repeats the demand, the names of attachments are given
    if passage.pleads || !passage.is_text() {
        return Vec::new();
    }
    passage
        .sentences
        .iter()
        .flat_map(|sentence| {
            sentence.hits.iter().filter_map(|hit| {
                let code = excused(sentence, hit)?;
                let quoted = is_quoted(passage, sentence, hit);
                let wished = is_wished(passage, sentence, hit);
                (!quoted && !wished).then(|| finding(passage, code, hit))
            })
        })
        .collect()
}

/// Which vagueness the word is, unless its sentence takes it back.
fn excused(sentence: &Sentence, hit: &Hit) -> Option<Code> {
    let ahead = sentence.dates.iter().any(|date| date.is_promise());
    let body = !sentence.bodies.is_empty();
    let anyone = body || !sentence.persons.is_empty() || !sentence.dates.is_empty();
    let vague = |tag, excuse: bool, code| (hit.is(tag) && !excuse).then_some(code);
    vague(Tag::VagueDate, ahead, Code::VagueDate)
        .or_else(|| vague(Tag::VagueBody, body, Code::VagueBody))
        .or_else(|| vague(Tag::VagueAct, anyone, Code::VagueAct))
}

/// 您希望尽快修复: the citizen's wish, not our promise.
fn is_wished(passage: &Passage, sentence: &Sentence, vague: &Hit) -> bool {
    let before = |hit: &&Hit| hit.end <= vague.start;
    sentence.all(Tag::Citizen).filter(before).any(|citizen| {
        let near = citizen.end..citizen.end + WISHED_WITHIN;
        let owned = passage.folded.get(citizen.end) == Some(&'的');
        let wish = sentence
            .all(Tag::Wish)
            .any(|wish| near.contains(&wish.start));
        let ours = sentence
            .all(Tag::We)
            .any(|we| (citizen.end..vague.start).contains(&we.start));
        wish && !owned && !ours
    })
}

/// Speaking of the word: 您提到的“尽快修复”.
fn is_quoted(passage: &Passage, sentence: &Sentence, vague: &Hit) -> bool {
    let before = &passage.folded[sentence.range.start..vague.start];
    let open = |c: &&char| matches!(c, '“' | '「');
    let close = |c: &&char| matches!(c, '”' | '」');
    before.iter().filter(open).count() > before.iter().filter(close).count()
}

fn finding(passage: &Passage, code: Code, hit: &Hit) -> Finding {
    let range = hit.start..hit.end;
    let instead = match code {
        Code::VagueDate => Some("于【几月几日】前".to_owned()),
        Code::VagueBody => Some("【单位名称】".to_owned()),
        _ => None,
    };
    Finding {
        code,
        severity: Severity::MustFix,
        place: passage.place(&range),
        text: passage.text(&range),
        instead,
    }
}
