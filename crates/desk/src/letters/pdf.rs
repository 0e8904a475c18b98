//! The PDF that is printed: the stored bytes of a signed letter, or a draft.

use super::drafts::newest;
use super::{annex, issuing_office};
use crate::Desk;
use crate::error::{Reply, error, file};
use crate::letter_text;
use crate::view::SavedPdf;
use casework::letter::LetterKind;
use casework::{CaseId, LetterId};
use serde_json::json;

impl Desk {
    /// The stored bytes of a signed letter, or a draft marked 草稿, written into
    /// the person's documents folder.
    pub async fn save_pdf(&self, case: CaseId, letter: LetterId) -> Reply<SavedPdf> {
        let bytes = self.pdf(case, letter).await?;
        let name = self
            .read(move |open| Ok(file_name(&open.book.case(case)?.case, letter)))
            .await?;
        let folder = self.documents();
        let path = folder.join(name);
        let sha256 = photo::sha256(&bytes);
        let written = path.clone();
        self.blocking(move || {
            std::fs::create_dir_all(&folder).map_err(|problem| file(&folder, &problem))?;
            crate::files::write_whole(&written, &bytes)
        })
        .await?;
        Ok(SavedPdf {
            path: path.to_string_lossy().into_owned(),
            sha256,
        })
    }

    /// The PDF of a letter: what is signed is fetched, never made again.
    pub async fn pdf(&self, case: CaseId, letter: LetterId) -> Reply<Vec<u8>> {
        let filed = self
            .read(move |open| {
                let view = open.book.case(case)?;
                let letter = view.case.letter(letter);
                Ok((
                    letter.is_some_and(|letter| letter.signed.is_some()),
                    letter.and_then(|letter| letter.pdf.as_ref().map(|pdf| pdf.sha256.clone())),
                ))
            })
            .await?;
        match filed {
            (_, Some(sha256)) => self.original(&sha256).await,
            (true, None) => Err(error(
                "letter.rendering",
                "the centre is still making the PDF",
                json!({ "letter": letter }),
            )),
            (false, None) => {
                self.with_fonts(move |open, fonts| {
                    let view = open.book.case(case)?;
                    let office = issuing_office(open, case)?;
                    let (kind, content) = newest(open, &view, letter)?;
                    let draft = letter_text::draft(&content, kind, &office, open.now());
                    let pictures = letter::Pictures {
                        photos: annex::printed(open, &view.case, &draft),
                        seal: None,
                    };
                    Ok(letter::render_pdf(&draft, fonts?, &pictures)?)
                })
                .await
            }
        }
    }
}

/// 白鹤街办函〔2026〕12号.pdf, or 20261112-0187 答复函 草稿.pdf.
fn file_name(case: &casework::Case, id: LetterId) -> String {
    let letter = case.letter(id);
    match letter.and_then(|letter| letter.signed.as_ref()) {
        Some(signed) => format!("{}.pdf", signed.number),
        None => {
            let kind = letter.map_or(LetterKind::Reply, |letter| letter.kind);
            format!("{} {} 草稿.pdf", case.registration.number, kind.name())
        }
    }
}
