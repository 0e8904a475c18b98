//! Signed letters become PDFs: rendered once with the office's seal, stored by
//! their hash, filed in the case. The job is idempotent; what was left when a
//! server ended is taken up at the next start.

mod content;
mod fonts;
mod photos;
mod seals;

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::db::{params, sql};
use crate::error::{Error, Result};
use crate::store::{blob, case};
use crate::work::Work;
use casework::letter::FiledPdf;
use casework::{Action, Actor, CaseId, LetterId, decide};
use letter::Pictures;

pub(crate) use fonts::Fonts;

/// Letters rendered before they are filed together.
const AT_ONCE: i64 = 8;
/// A letter that could not be rendered is tried again after this.
const AGAIN_AFTER: i64 = 10 * 60 * 1000;

/// Makes a PDF of a letter, the picture of its seal and its photos; answers its pages too.
pub(crate) type Render = Box<
    dyn Fn(&letter::Letter, Option<&[u8]>, &[Vec<u8>]) -> Result<(Vec<u8>, u32), letter::Error>
        + Send
        + Sync,
>;

/// The `letter` crate.
pub(crate) fn renderer(fonts: Fonts) -> Render {
    let seals = seals::Seals::default();
    Box::new(move |content, seal, photos| {
        let set = fonts.set()?;
        let layout = letter::layout(content, set)?;
        let pictures = Pictures {
            seal: seals.prepared(content, seal)?,
            photos: photos::prepared(content, photos)?,
        };
        let pdf = letter::print(content, &layout, set, &pictures)?;
        Ok((pdf, u32::try_from(layout.pages.len()).unwrap_or(u32::MAX)))
    })
}

/// Which letters to take up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Queue {
    /// somebody waits for them
    Signed,
    /// nobody does: the sample's, when there is time
    Backlog,
}

/// Renders and files the next few; answers how many were due.
pub(crate) fn render_due(app: &App, queue: Queue) -> Result<usize> {
    let query = match queue {
        Queue::Signed => sql!("letter_job_due"),
        Queue::Backlog => sql!("letter_job_backlog"),
    };
    let due = app.read(|tx| {
        let rows = tx.query(query, params![app.now().0, AT_ONCE])?;
        rows.iter()
            .map(|row| Ok((row.parse(0)?, row.parse(1)?)))
            .collect::<Result<Vec<(LetterId, CaseId)>>>()
    })?;
    let mut rendered = Vec::new();
    for (letter, case) in &due {
        rendered.push((*letter, *case, render(app, *letter, *case)?));
    }
    if !rendered.is_empty() {
        app.write(|work| {
            for (letter, case, made) in rendered {
                settle(work, letter, case, made)?;
            }
            marks::reached("server.letter.before_commit");
            Ok(())
        })?;
        marks::reached("server.letter.after_commit");
    }
    Ok(due.len())
}

/// The stored PDF, or why there is none; None when it was filed before.
type Made = Option<Result<FiledPdf, letter::Error>>;

fn render(app: &App, id: LetterId, case: CaseId) -> Result<Made> {
    let (content, seal) = app.read(|tx| {
        let stored = case::load(tx, case)?
            .ok_or_else(|| Error::Broken(format!("the case of letter {id} is gone")))?;
        let book = app.book(tx)?;
        let letter = stored.case.letter(id).filter(|letter| letter.pdf.is_none());
        let Some((letter, office)) = letter.zip(content::office_of(&stored, id)) else {
            return Ok((None, None));
        };
        let row = tx.first(sql!("seal_get"), params![office.as_str()])?;
        let seal = row.map(|row| row.blob(0).map(<[u8]>::to_vec)).transpose()?;
        Ok((
            content::of(letter, &office, &book.directory, seal.is_some()),
            seal,
        ))
    })?;
    let Some(content) = content else {
        return Ok(None);
    };
    let made = photos::originals(app, &content)
        .and_then(|photos| (app.0.render)(&content, seal.as_deref(), &photos));
    let (pdf, pages) = match made {
        Ok(made) => made,
        Err(error) => return Ok(Some(Err(error))),
    };
    marks::reached("server.letter.rendered");
    Ok(Some(Ok(FiledPdf {
        sha256: app.0.photos.put(&pdf)?,
        size: pdf.len() as u64,
        pages,
    })))
}

fn settle(work: &mut Work, letter: LetterId, case: CaseId, made: Made) -> Result<()> {
    match made {
        Some(Ok(pdf)) => file(work, letter, case, pdf)?,
        Some(Err(error)) => {
            tracing::error!(%letter, code = error.code(), %error, "a signed letter cannot be rendered");
            let again = work.now.0 + AGAIN_AFTER;
            work.tx.execute(
                sql!("letter_job_failed"),
                params![again, error.code(), &letter.to_string()],
            )?;
            return Ok(());
        }
        None => {}
    }
    work.tx.execute(
        sql!("letter_job_done"),
        params![work.now.0, &letter.to_string()],
    )?;
    Ok(())
}

/// Another server may have filed it meanwhile; then its bytes stay.
fn file(work: &mut Work, letter: LetterId, id: CaseId, pdf: FiledPdf) -> Result<()> {
    let Some(mut stored) = case::load(work.tx, id)? else {
        return Ok(());
    };
    if stored
        .case
        .letter(letter)
        .is_none_or(|letter| letter.pdf.is_some())
    {
        return Ok(());
    }
    blob::store(work.tx, &pdf.sha256, pdf.size, work.now)?;
    let action = Action::FileLetter { letter, pdf };
    let events = decide(
        &stored.case,
        &action,
        &Actor::system(),
        &work.context(None, None),
    )?;
    work.append(&mut stored, events)?;
    Ok(())
}
