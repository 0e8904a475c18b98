//! What a new letter starts with, and how a desk's content becomes a letter
//! that can be laid out. Placeholders stand where only a person can write.

use casework::letter::{LetterContent, LetterKind, Paragraph};
use casework::{Case, Moment};
use chrono::{Datelike, Timelike};
use letter::content::{AnnexPhoto, Column, DocumentNumber, Seal, Table};
use protocol::directory::Office;

/// The draft that a handler finds: what is known already, in the order of a
/// good reply (DOMAIN: who looked, what was found, what is done, whom to call).
pub fn starting_point(case: &Case, kind: LetterKind, office: Option<&Office>) -> LetterContent {
    let registration = &case.registration;
    let surname: String = registration.citizen.name.chars().take(1).collect();
    let mut body = vec![
        paragraph(format!(
            "您好！您于{}反映的“{}”一事收悉。经现场核查，现答复如下：",
            casework::deadline::year_month_day(registration.submitted_at.date()),
            registration.title,
        )),
        heading("核查情况"),
    ];
    body.extend(case.visits.iter().map(|visit| paragraph(found(visit))));
    if case.visits.is_empty() {
        body.push(paragraph(String::new()));
    }
    body.push(heading("处理意见"));
    body.push(paragraph(String::new()));
    if let Some(office) = office {
        body.push(heading("后续安排"));
        body.push(paragraph(format!(
            "如有疑问，请与{}联系，电话：{}。",
            office.name, office.phone
        )));
    }
    LetterContent {
        title: format!(
            "关于反映{}问题的{}",
            short_matter(&registration.title),
            kind_name(kind)
        ),
        addressee: (!surname.is_empty()).then(|| format!("{surname}先生/女士")),
        body,
        attachments: Vec::new(),
        note: None,
        copy_to: Vec::new(),
        annex: Vec::new(),
    }
}

/// Without the paragraphs that are still empty: what would be printed.
pub fn written(content: &LetterContent) -> LetterContent {
    let mut content = content.clone();
    content.body.retain(|paragraph| !paragraph.is_empty());
    content.attachments.retain(|name| !name.trim().is_empty());
    content.copy_to.retain(|name| !name.trim().is_empty());
    let given = |text: &String| !text.trim().is_empty();
    content.addressee = content.addressee.filter(given);
    content.note = content.note.filter(given);
    content
}

/// A draft as the letter engine takes it. It shows neither number nor seal, but
/// keeps their places, so that the rows and pages are those that will be printed.
pub fn draft(
    content: &LetterContent,
    kind: LetterKind,
    office: &Office,
    now: Moment,
) -> letter::Letter {
    let content = written(content);
    letter::Letter {
        kind: engine_kind(kind),
        issuer: office.legal_name.clone(),
        document_number: office.number_word(kind).map(|word| DocumentNumber {
            word: word.to_owned(),
            year: now.date().year().try_into().unwrap_or(u16::MAX),
            serial: 1,
        }),
        copy_number: None,
        secrecy: None,
        urgency: None,
        title: content.title,
        addressee: content.addressee,
        body: content
            .body
            .into_iter()
            .map(|paragraph| letter::content::Paragraph {
                level: paragraph.level,
                text: paragraph.text,
                table: paragraph.table.map(|table| Table {
                    columns: table
                        .columns
                        .into_iter()
                        .map(|column| Column {
                            title: column.title,
                            width: column.width,
                        })
                        .collect(),
                    rows: table.rows,
                }),
            })
            .collect(),
        attachments: content.attachments,
        annex: content
            .annex
            .into_iter()
            .map(|annex| AnnexPhoto {
                image: annex.photo,
                taken_at: annex.taken_at,
                place: annex.place,
                caption: annex.caption,
            })
            .collect(),
        signatory: office.legal_name.clone(),
        date: now.date().to_string(),
        note: content.note,
        copy_to: content.copy_to,
        seal: Some(Seal::by_hand()),
        draft: true,
    }
}

fn engine_kind(kind: LetterKind) -> letter::Kind {
    match kind {
        LetterKind::Reply => letter::Kind::Reply,
        LetterKind::OfficialReply => letter::Kind::OfficialReply,
        LetterKind::Acceptance => letter::Kind::Acceptance,
        LetterKind::Rejection => letter::Kind::Rejection,
        LetterKind::Extension => letter::Kind::Extension,
        LetterKind::Transfer => letter::Kind::Transfer,
        LetterKind::Opinion => letter::Kind::Opinion,
        LetterKind::Supplement => letter::Kind::Supplement,
        LetterKind::Mediation => letter::Kind::Mediation,
        LetterKind::Minutes => letter::Kind::Minutes,
    }
}

pub fn kind_name(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Reply => "答复函",
        LetterKind::OfficialReply => "复函",
        LetterKind::Acceptance => "受理告知书",
        LetterKind::Rejection => "不予受理告知书",
        LetterKind::Extension => "延期告知书",
        LetterKind::Transfer => "转办函",
        LetterKind::Opinion => "处理意见书",
        LetterKind::Supplement => "补正告知书",
        LetterKind::Mediation => "调解协议书",
        LetterKind::Minutes => "联席会议纪要",
    }
}

/// 11月20日14时，我街道工作人员陈晓燕会同社区网格员到现场查看：…
fn found(visit: &casework::case::Visit) -> String {
    let at = visit.record.at.china();
    let half = if at.hour() < 12 { "上午" } else { "下午" };
    let companions = visit.record.companions.trim();
    let with = if companions.is_empty() {
        String::new()
    } else {
        format!("会同{companions}")
    };
    format!(
        "{}{half}，我街道工作人员{}{with}到现场查看。{}",
        casework::deadline::month_day(at.date_naive()),
        visit.by.name,
        visit
            .record
            .note
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(""),
    )
}

/// A title's first clause, so that the letter's title stays one line or two.
fn short_matter(title: &str) -> &str {
    title
        .split(['，', ',', '。', '；', '！', '？', ' '])
        .next()
        .unwrap_or(title)
}

fn paragraph(text: String) -> Paragraph {
    Paragraph {
        level: 0,
        text,
        table: None,
    }
}

fn heading(text: &str) -> Paragraph {
    Paragraph {
        level: 1,
        text: text.into(),
        table: None,
    }
}
