//! The photos behind a letter, as this computer has them.

use crate::open::Open;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use casework::Case;
use casework::event::PhotoRef;
use letter::pdf::Photo;
use std::io::Read;

/// More than 200 dots an inch on half a page, as in the file that the centre makes.
const MOST_DOTS: u32 = 1600;

/// For the page on the screen, in the order of the annex: the small picture that came
/// with the visit, so that nothing is decoded while somebody types.
pub(super) fn shown(case: &Case, letter: &letter::Letter) -> Vec<Option<String>> {
    let small = |image: &String| {
        let jpeg = of_case(case, image)?.thumbnail.as_ref()?;
        Some(format!("data:image/jpeg;base64,{jpeg}"))
    };
    letter.annex.iter().map(|one| small(&one.image)).collect()
}

/// For a draft on paper: the original where it is here, else the small picture.
pub(super) fn printed(open: &Open, case: &Case, letter: &letter::Letter) -> Vec<Option<Photo>> {
    let named = letter.annex.iter().enumerate();
    named
        .map(|(i, one)| {
            let photo = of_case(case, &one.image)?;
            let jpeg = original(open, photo).or_else(|| small(photo))?;
            Photo::prepare(&jpeg, i + 1, &photo.name).ok()
        })
        .collect()
}

fn of_case<'a>(case: &'a Case, sha256: &str) -> Option<&'a PhotoRef> {
    case.photos().find(|photo| photo.sha256 == sha256)
}

/// Any format a phone writes, upright.
fn original(open: &Open, photo: &PhotoRef) -> Option<Vec<u8>> {
    if !open.book.has_blob(&photo.sha256).ok()? {
        return None;
    }
    let mut bytes = Vec::new();
    open.book
        .blob(&photo.sha256)
        .ok()?
        .read_to_end(&mut bytes)
        .ok()?;
    photo::thumbnail(&bytes, MOST_DOTS, MOST_DOTS).ok()
}

fn small(photo: &PhotoRef) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(photo.thumbnail.as_ref()?).ok()
}
