//! Evidence as it is printed behind a letter: any format a phone writes, upright.

use crate::app::App;
use letter::pdf::Photo;
use letter::{Error, Letter, Place};

/// More than 200 dots an inch on half a page.
const MOST_DOTS: u32 = 1600;

/// The letter's photos as they were received. One that has not arrived yet holds up its
/// own letter only, which is tried again.
pub(super) fn originals(app: &App, letter: &Letter) -> Result<Vec<Vec<u8>>, Error> {
    let named = letter.annex.iter().enumerate();
    named
        .map(|(i, annex)| {
            let read = app.0.photos.read(&annex.image);
            read.map_err(|problem| unusable(i, &annex.image, &problem))
        })
        .collect()
}

/// In the order of the letter's annex.
pub(super) fn prepared(
    letter: &Letter,
    originals: &[Vec<u8>],
) -> Result<Vec<Option<Photo>>, Error> {
    let named = letter.annex.iter().zip(originals).enumerate();
    named
        .map(|(i, (annex, original))| {
            let jpeg = photo::thumbnail(original, MOST_DOTS, MOST_DOTS)
                .map_err(|problem| unusable(i, &annex.image, &problem))?;
            Photo::prepare(&jpeg, i + 1, &annex.image).map(Some)
        })
        .collect()
}

fn unusable(index: usize, name: &str, problem: &impl ToString) -> Error {
    Error::PhotoImage {
        place: Place::Photo(index + 1),
        name: name.to_owned(),
        detail: problem.to_string(),
    }
}
