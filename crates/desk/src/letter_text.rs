//! How a desk's content becomes a letter that can be laid out.

use casework::Moment;
use casework::letter::{LetterContent, LetterKind};
use chrono::Datelike;
use letter::content::{AnnexPhoto, Column, DocumentNumber, Seal, Table};
use protocol::directory::Office;

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
                watermark: annex.watermark,
            })
            .collect(),
        signatory: office.legal_name.clone(),
        date: now.date().to_string(),
        note: content.note,
        copy_to: content.copy_to,
        seal: Some(office.seal_mm.map_or_else(Seal::by_hand, |across| Seal {
            diameter_mm: f64::from(across),
            ..Seal::by_hand()
        })),
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
