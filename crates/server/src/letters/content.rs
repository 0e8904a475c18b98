//! A signed letter in the words of the `letter` crate.

use crate::store::case::Stored;
use casework::letter::{Letter, LetterKind};
use casework::{EventKind, LetterId, OfficeId};
use letter::Kind;
use letter::content::{AnnexPhoto, Column, DocumentNumber, Paragraph, Seal, Table};
use protocol::directory::Directory;

/// The office that signed it; the case may be with another by now.
pub(super) fn office_of(stored: &Stored, id: LetterId) -> Option<OfficeId> {
    stored.events.iter().find_map(|event| match &event.kind {
        EventKind::LetterSigned { letter, .. } if *letter == id => event.by.office.clone(),
        _ => None,
    })
}

/// None unless it is signed. `seal_mm`: of the office's picture; without one it
/// stamps by hand.
pub(super) fn of(
    letter: &Letter,
    office: &OfficeId,
    directory: &Directory,
    seal_mm: Option<u32>,
) -> Option<letter::Letter> {
    let signed = letter.signed.as_ref()?;
    let content = &letter.revision(signed.revision)?.content;
    let office = directory.office(office)?;
    Some(letter::Letter {
        kind: kind(letter.kind),
        issuer: office.legal_name.clone(),
        document_number: Some(DocumentNumber {
            word: signed.number.word.clone(),
            year: u16::try_from(signed.number.year).ok()?,
            serial: signed.number.serial,
        }),
        copy_number: None,
        secrecy: None,
        urgency: None,
        title: content.title.clone(),
        addressee: content.addressee.clone(),
        body: content
            .body
            .iter()
            .map(|paragraph| Paragraph {
                level: paragraph.level,
                text: paragraph.text.clone(),
                table: paragraph.table.as_ref().map(|table| Table {
                    columns: table
                        .columns
                        .iter()
                        .map(|column| Column {
                            title: column.title.clone(),
                            width: column.width,
                        })
                        .collect(),
                    rows: table.rows.clone(),
                }),
            })
            .collect(),
        attachments: content.attachments.clone(),
        annex: content
            .annex
            .iter()
            .map(|annex| AnnexPhoto {
                image: annex.photo.clone(),
                taken_at: annex.taken_at.clone(),
                place: annex.place.clone(),
                caption: annex.caption.clone(),
                watermark: annex.watermark,
            })
            .collect(),
        signatory: office.legal_name.clone(),
        date: signed.date.to_string(),
        note: content.note.clone(),
        copy_to: content.copy_to.clone(),
        seal: Some(match seal_mm {
            Some(across) => Seal {
                wet: false,
                diameter_mm: f64::from(across),
                ..Seal::by_hand()
            },
            None => Seal::by_hand(),
        }),
        draft: false,
    })
}

fn kind(kind: LetterKind) -> Kind {
    match kind {
        LetterKind::Reply => Kind::Reply,
        LetterKind::OfficialReply => Kind::OfficialReply,
        LetterKind::Acceptance => Kind::Acceptance,
        LetterKind::Rejection => Kind::Rejection,
        LetterKind::Extension => Kind::Extension,
        LetterKind::Transfer => Kind::Transfer,
        LetterKind::Opinion => Kind::Opinion,
        LetterKind::Supplement => Kind::Supplement,
        LetterKind::Mediation => Kind::Mediation,
        LetterKind::Minutes => Kind::Minutes,
    }
}
