//! Signed letters become PDFs: rendered once with the office's seal, stored by
//! their hash, filed in the case. The job is idempotent; what was left when a
//! server ended is taken up at the next start.

mod content;
mod fonts;
mod photos;
mod stamps;

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::db::{params, sql};
use crate::error::{Error, Result};
use crate::seals;
use crate::store::{blob, case, seal};
use crate::work::Work;
use casework::letter::FiledPdf;
use casework::{Action, Actor, CaseId, LetterId, OfficeId, decide};
use letter::Pictures;
use protocol::seal::SealAct;

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
    let stamps = stamps::Stamps::default();
    Box::new(move |content, seal, photos| {
        let set = fonts.set()?;
        let layout = letter::layout(content, set)?;
        let pictures = Pictures {
            seal: stamps.prepared(content, seal)?,
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

/// A stored PDF, and the seal that was placed on it.
struct Rendered {
    pdf: FiledPdf,
    seal: Option<Placed>,
}

struct Placed {
    office: OfficeId,
    fingerprint: String,
}

/// What was rendered, or why nothing could be; None when it was filed before.
type Made = Option<Result<Rendered>>;

fn render(app: &App, id: LetterId, case: CaseId) -> Result<Made> {
    let Some((content, office, stored)) = app.read(|tx| {
        let stored = case::load(tx, case)?
            .ok_or_else(|| Error::Broken(format!("the case of letter {id} is gone")))?;
        let book = app.book(tx)?;
        let letter = stored.case.letter(id).filter(|letter| letter.pdf.is_none());
        let Some((letter, office)) = letter.zip(content::office_of(&stored, id)) else {
            return Ok(None);
        };
        let seal = seal::find(tx, office.as_str())?;
        let across = seal.as_ref().map(|seal| seal.diameter_mm);
        let content = content::of(letter, &office, &book.directory, across);
        Ok(content.map(|content| (content, office, seal)))
    })?
    else {
        return Ok(None);
    };
    let (pdf, pages) = match print(app, &content, &office, stored.as_ref()) {
        Ok(made) => made,
        Err(error) => return Ok(Some(Err(error))),
    };
    marks::reached("server.letter.rendered");
    Ok(Some(Ok(Rendered {
        pdf: FiledPdf {
            sha256: app.0.photos.put(&pdf)?,
            size: pdf.len() as u64,
            pages,
        },
        seal: stored.map(|seal| Placed {
            office,
            fingerprint: seal.fingerprint,
        }),
    })))
}

/// The PDF and its pages.
fn print(
    app: &App,
    content: &letter::Letter,
    office: &OfficeId,
    stored: Option<&seal::Stored>,
) -> Result<(Vec<u8>, u32)> {
    let seal = stored
        .map(|stored| seals::open(&app.0.config, office, stored))
        .transpose()?;
    let photos = photos::originals(app, content)?;
    Ok((app.0.render)(content, seal.as_deref(), &photos)?)
}

fn settle(work: &mut Work, letter: LetterId, case: CaseId, made: Made) -> Result<()> {
    match made {
        Some(Ok(rendered)) => file(work, letter, case, rendered)?,
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
fn file(work: &mut Work, letter: LetterId, id: CaseId, rendered: Rendered) -> Result<()> {
    let Rendered { pdf, seal } = rendered;
    let Some(mut stored) = case::load(work.tx, id)? else {
        return Ok(());
    };
    let unfiled = |letter: &&casework::letter::Letter| letter.pdf.is_none();
    let Some(signed) = stored
        .case
        .letter(letter)
        .filter(unfiled)
        .and_then(|letter| letter.signed.clone())
    else {
        return Ok(());
    };
    blob::store(work.tx, &pdf.sha256, pdf.size, work.now)?;
    let action = Action::FileLetter { letter, pdf };
    let events = decide(
        &stored.case,
        &action,
        &Actor::system(),
        &work.context(None, None),
    )?;
    work.append(&mut stored, events)?;
    let Some(seal) = seal else { return Ok(()) };
    seal::log(
        work.tx,
        &seal::Entry {
            at: work.now,
            who: signed.by.as_str(),
            device: None,
            act: SealAct::Placed,
            subject: &letter.to_string(),
            office: seal.office.as_str(),
            fingerprint: &seal.fingerprint,
        },
    )
}
