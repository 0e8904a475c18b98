//! Many letters in one file to print, and the record that they lie printed.
//!
//! The pages are the stored ones, never made again. What cannot be printed is left
//! out and named; only a person says that something was printed.

use crate::Desk;
use crate::acts::confirm;
use crate::error::{Reply, error, file};
use crate::view::{
    Acted, CommandError, LeftOut, LetterAt, PrintFile, PrintProgress, PrintedLetter,
};
use casebook::Intent;
use casework::{Action, CaseId, Moment};
use letter::Bundle;
use serde_json::json;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

impl Desk {
    /// Into the person's documents folder, from where the viewer prints it.
    pub async fn print_letters(
        &self,
        letters: Vec<LetterAt>,
        duplex: bool,
        progress: impl Fn(PrintProgress),
    ) -> Reply<PrintFile> {
        let path = self.new_file("待打印", letters.len());
        self.print_letters_to(path, letters, duplex, progress).await
    }

    /// Nothing is written where nothing can be printed, or somebody stops it.
    pub async fn print_letters_to(
        &self,
        path: PathBuf,
        letters: Vec<LetterAt>,
        duplex: bool,
        progress: impl Fn(PrintProgress),
    ) -> Reply<PrintFile> {
        let stop = &self.inner().stop_printing;
        stop.store(false, Ordering::Relaxed);
        let mut bundle = Bundle::new(duplex);
        let (mut printed, mut left_out): (Vec<PrintedLetter>, Vec<LeftOut>) = Default::default();
        let mut unreachable = None;
        let of = letters.len() as u32;
        for (done, at) in letters.into_iter().enumerate() {
            let done = done as u32;
            progress(PrintProgress { done, of });
            if stop.load(Ordering::Relaxed) {
                break;
            }
            if printed.iter().any(|one| one.letter == at.letter) {
                continue;
            }
            let name = self.name_of(at).await;
            match self.stored_pdf(at, &mut unreachable).await {
                Ok(bytes) => {
                    let added;
                    (bundle, added) = self
                        .blocking(move || {
                            let added = bundle.add(&bytes);
                            Ok((bundle, added))
                        })
                        .await?;
                    match added {
                        Ok(first_page) => printed.push(PrintedLetter {
                            case: at.case,
                            letter: at.letter,
                            number: name,
                            first_page,
                        }),
                        Err(problem) => left_out.push(left(at, name, problem.into())),
                    }
                }
                Err(reason) => left_out.push(left(at, name, reason)),
            }
        }
        let stopped = stop.load(Ordering::Relaxed);
        let made = PrintFile {
            path: path.to_string_lossy().into_owned(),
            pages: bundle.pages(),
            stopped,
            letters: printed,
            left_out,
        };
        if stopped || made.letters.is_empty() {
            return Ok(PrintFile {
                path: String::new(),
                pages: 0,
                letters: Vec::new(),
                ..made
            });
        }
        self.blocking(move || write(&path, &bundle.finish()?))
            .await?;
        progress(PrintProgress { done: of, of });
        Ok(made)
    }

    /// 停止: the file that is being made is given up.
    pub fn stop_printing(&self) {
        self.inner().stop_printing.store(true, Ordering::Relaxed);
    }

    /// Somebody says that these lie printed before them.
    pub async fn record_printed(&self, letters: Vec<LetterAt>, copies: NonZeroU32) -> Reply<Acted> {
        let cases: Vec<CaseId> = letters.iter().map(|at| at.case).collect();
        let acted = self
            .read(move |open| {
                let now = open.now();
                let print = |at: LetterAt| {
                    let action = Action::PrintLetter {
                        letter: at.letter,
                        copies,
                    };
                    Intent::new(at.case, action, now)
                };
                confirm(open, letters.into_iter().map(print).collect())
            })
            .await?;
        self.changed(cases).await;
        Ok(acted)
    }

    /// A new file of the person's, named by the moment.
    pub(super) fn new_file(&self, what: &str, count: usize) -> PathBuf {
        self.documents()
            .join(format!("{what} {}（{count}份）.pdf", stamp(self.now())))
    }

    /// Number or title, as a person knows the letter; of one that is not here any
    /// more only its id.
    pub(super) async fn name_of(&self, at: LetterAt) -> String {
        let name = self.read(move |open| {
            let view = open.book.case(at.case)?;
            let letter = super::known(&view, at.letter)?;
            let number = letter
                .signed
                .as_ref()
                .map(|signed| signed.number.to_string());
            let title = || letter.latest().map(|(_, one)| one.content.title.clone());
            Ok(number.or_else(title).unwrap_or_default())
        });
        name.await.unwrap_or_else(|_| at.letter.to_string())
    }

    /// What is not here is asked of the centre, until it cannot be reached.
    async fn stored_pdf(
        &self,
        at: LetterAt,
        unreachable: &mut Option<CommandError>,
    ) -> Reply<Vec<u8>> {
        let (signed, sha256) = self
            .read(move |open| {
                let view = open.book.case(at.case)?;
                let letter = super::known(&view, at.letter)?;
                let sha256 = letter.pdf.as_ref().map(|pdf| pdf.sha256.clone());
                Ok((letter.signed.is_some(), sha256))
            })
            .await?;
        let Some(sha256) = sha256 else {
            return Err(match signed {
                true => error(
                    "letter.rendering",
                    "the centre is still making the PDF",
                    json!({ "letter": at.letter }),
                ),
                false => error(
                    "letter.not_signed",
                    "a draft has no stored PDF; print it by itself",
                    json!({ "letter": at.letter }),
                ),
            });
        };
        if let Some(bytes) = self.here(&sha256).await? {
            return Ok(bytes);
        }
        if let Some(problem) = unreachable {
            return Err(problem.clone());
        }
        let fetched = self.fetch(&sha256).await;
        if let Err(problem) = &fetched
            && problem.code == "net.unreachable"
        {
            *unreachable = Some(problem.clone());
        }
        fetched
    }
}

pub(super) fn left(at: LetterAt, name: String, reason: CommandError) -> LeftOut {
    LeftOut {
        letter: at.letter,
        name,
        reason,
    }
}

/// 2026-11-23 105200
fn stamp(now: Moment) -> String {
    let text = now.rfc3339().replace(':', "");
    text.replace('T', " ").chars().take(17).collect()
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Reply<()> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder).map_err(|problem| file(folder, &problem))?;
    }
    crate::files::write_whole(path, bytes)
}
