//! The pages of the photos behind a letter: 附件 in the first row, its name in the third (7.3.7), then two photos a page,
//! each with its number and what is known of it.

use super::{
    Ghost, Ink, Page, PhotoPlace, Style,
    copies::Copies,
    head::{TEXT_CENTER, TITLE_PITCH, centered},
    measures::*,
    paragraph::{self, Measure, Row},
    shape::Shaper,
    title,
};
use crate::{
    Error, Letter, Place,
    content::{AnnexPhoto, clean},
    fonts::Role,
};

const PHOTOS_A_PAGE: usize = 2;
/// A row of 4号 text under a photo, and the white above the first.
const CAPTION_PITCH: f64 = mm(SIZE_4) + LEADING / 2.0;
const ABOVE_CAPTION: f64 = 2.0;
/// 六号 of the old sizes: read in the hand, and no wider than a photo taken upright.
const WATERMARK_SIZE: f64 = 7.5;
/// Between the two photos of a page.
const BETWEEN: f64 = LEADING;
/// A photo that would stand lower shows nothing.
const LOWEST_PHOTO: f64 = 20.0;

/// The pages, none without photos; `copies` stand at the foot of the last.
pub(super) fn pages(
    letter: &Letter,
    shaper: &Shaper<'_>,
    copies: &Copies,
) -> Result<Vec<Page>, Error> {
    let mut pages = Vec::new();
    let last = letter.annex.len().div_ceil(PHOTOS_A_PAGE);
    for (i, photos) in letter.annex.chunks(PHOTOS_A_PAGE).enumerate() {
        let mut page = Page::default();
        let top = match i {
            0 => heading(letter, shaper, &mut page)?,
            _ => TOP,
        };
        let foot = if i + 1 == last { copies.foot() } else { 0.0 };
        let slot = (BOTTOM - foot - top - BETWEEN) / PHOTOS_A_PAGE as f64;
        for (k, photo) in photos.iter().enumerate() {
            let top = top + k as f64 * (slot + BETWEEN);
            let number = i * PHOTOS_A_PAGE + k;
            place(
                (photo, &letter.issuer),
                number,
                (top, slot),
                shaper,
                &mut page,
            )?;
        }
        if i + 1 == last {
            page.runs.extend(copies.placed());
        }
        pages.push(page);
    }
    Ok(pages)
}

/// 附件1 in 黑体 at the left of the first row, the name centred in the third. Returns where photos may begin.
fn heading(letter: &Letter, shaper: &Shaper<'_>, page: &mut Page) -> Result<f64, Error> {
    let names = letter.attachment_names();
    let number = letter.annex_number().unwrap_or(0);
    let label = match names.len() {
        1 => "附件".to_owned(),
        _ => format!("附件{}", number + 1),
    };
    let at = Place::Attachment(number + 1);
    let items = shaper.shape(&label, Style::body(Role::Hei), at)?;
    page.runs
        .extend(paragraph::natural(&items, LEFT).on(baseline(TOP)));
    let mut top = TOP + 2.0 * PITCH;
    for line in title::lines(names.get(number).map_or("", String::as_str), shaper, at)? {
        let row = centered(paragraph::natural(&line, 0.0), TEXT_CENTER);
        page.runs.extend(row.on(top + ABOVE_BASELINE * mm(SIZE_2)));
        top += TITLE_PITCH;
    }
    Ok(top)
}

/// A photo's frame and the words under it, in a slot of the page.
fn place(
    (photo, issuer): (&AnnexPhoto, &str),
    number: usize,
    (top, height): (f64, f64),
    shaper: &Shaper<'_>,
    page: &mut Page,
) -> Result<(), Error> {
    let captions = captions(photo, number, shaper)?;
    let words = ABOVE_CAPTION + captions.len() as f64 * CAPTION_PITCH;
    let frame = height - words;
    if frame < LOWEST_PHOTO {
        return Err(Error::ClosingTooLong);
    }
    page.photos.push(PhotoPlace {
        number,
        left: LEFT,
        top,
        width: TEXT_WIDTH,
        height: frame,
        watermark: match photo.watermark {
            true => watermark(photo, issuer, top + frame, Place::Photo(number + 1), shaper)?,
            false => Vec::new(),
        },
    });
    let first = top + frame + ABOVE_CAPTION + ABOVE_BASELINE * mm(SIZE_4);
    for (k, row) in captions.into_iter().enumerate() {
        page.runs.extend(row.on(first + k as f64 * CAPTION_PITCH));
    }
    Ok(())
}

/// Issuer and time in small type in the middle of the picture's foot, narrow enough for one that was taken upright.
fn watermark(
    photo: &AnnexPhoto,
    issuer: &str,
    bottom: f64,
    at: Place,
    shaper: &Shaper<'_>,
) -> Result<Vec<Ghost>, Error> {
    let mut outlines = Vec::new();
    let rows = [Some(clean(issuer)), photo.stamp()].into_iter().flatten();
    let rows: Vec<String> = rows.collect();
    for (k, text) in rows.iter().enumerate() {
        let style = Style::natural(Role::Hei, WATERMARK_SIZE, Ink::Black);
        let row = centered(
            paragraph::natural(&shaper.shape(text, style, at)?, 0.0),
            TEXT_CENTER,
        );
        let under = (rows.len() - k) as f64 * 1.3 * style.em();
        for glyph in row.on(bottom - under).flat_map(|run| run.glyphs) {
            outlines.push(Ghost {
                outline: shaper.outline(Role::Hei, glyph.character, at)?,
                x: glyph.x,
                baseline: bottom - under,
                size_mm: style.em(),
            });
        }
    }
    Ok(outlines)
}

/// Number and caption, then time and place; each in the middle.
fn captions(photo: &AnnexPhoto, number: usize, shaper: &Shaper<'_>) -> Result<Vec<Row>, Error> {
    let at = Place::Photo(number + 1);
    let said = |text: &Option<String>| text.as_deref().map(clean).filter(|text| !text.is_empty());
    let name = match said(&photo.caption) {
        Some(caption) => format!("照片{}　{caption}", number + 1),
        None => format!("照片{}", number + 1),
    };
    let taken = photo.taken(at)?.map(|time| format!("拍摄时间：{time}"));
    let place = said(&photo.place).map(|place| format!("地点：{place}"));
    let facts: Vec<String> = taken.into_iter().chain(place).collect();
    let mut rows = Vec::new();
    for text in [name, facts.join("　")] {
        let style = Style::natural(Role::Fang, SIZE_4, Ink::Black);
        let items = shaper.shape(&text, style, at)?;
        if !items.is_empty() {
            let set = paragraph::ragged(&items, Measure::indented(0.0));
            rows.extend(set.into_iter().map(|row| centered(row, TEXT_CENTER)));
        }
    }
    Ok(rows)
}
