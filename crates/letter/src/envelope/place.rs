//! Where everything on an envelope stands. Pure, like the layout of letters.

use super::{
    Envelope, Postcode, Stock,
    lines::{Line, Writer},
    measures::*,
};
use crate::{
    Error, FontSet, Place,
    content::clean,
    fonts::Role,
    layout::{Bar, Ink, Page, Run, lookup::Lookup, measures::mm},
};

/// The face of one envelope, in reading order.
pub fn place(envelope: &Envelope, stock: &Stock, fonts: &FontSet) -> Result<Page, Error> {
    let writer = |role, size_pt, place| Writer {
        faces: Lookup::new(fonts),
        role,
        size_pt,
        place,
    };
    let mut page = Page::default();
    let frame = stock.first_frame.unwrap_or(FIRST_FRAME);
    if stock.frames {
        page.bars = (0..6).flat_map(|at| sides(frame_at(frame, at))).collect();
    }
    if let Some(code) = envelope.to.postcode {
        let digits = writer(Role::Song, DIGIT_PT, Place::RecipientAddress);
        page.runs.extend(framed(code, frame, &digits)?);
    }
    let (width, height) = stock.size.millimetres();
    let (first, name) = stock.size.recipient();
    let address = writer(Role::Fang, ADDRESS_PT, Place::RecipientAddress).lines(
        &clean(&envelope.to.address),
        width - STAMP_WIDTH - RECIPIENT_LEFT,
        ADDRESS_LINES,
    )?;
    for (at, line) in address.iter().enumerate() {
        let baseline = first + at as f64 * ADDRESS_PITCH;
        page.runs.extend(line.runs(RECIPIENT_LEFT, baseline));
    }
    let recipient = writer(Role::Fang, NAME_PT, Place::RecipientName);
    let recipient = recipient.lines(
        &clean(&envelope.to.name),
        width - STAMP_WIDTH - NAME_LEFT,
        1,
    )?;
    for line in recipient {
        page.runs.extend(line.runs(NAME_LEFT, name));
    }
    page.runs
        .extend(sender(envelope, (width, height), &|place| {
            writer(Role::Fang, SENDER_PT, place)
        })?);
    let code = sender_postcode(envelope.from.postcode, stock);
    let code = writer(Role::Song, SENDER_PT, Place::SenderAddress).line(&code)?;
    let left = width - MARGIN - code.width();
    page.runs
        .extend(code.runs(left, height - SENDER_POSTCODE_ABOVE));
    Ok(page)
}

/// Address over name, both to the right margin; the lowest line keeps its place.
fn sender<'a>(
    envelope: &Envelope,
    (width, height): (f64, f64),
    writer: &dyn Fn(Place) -> Writer<'a>,
) -> Result<Vec<Run>, Error> {
    let from = &envelope.from;
    let mut lines: Vec<Line> =
        writer(Place::SenderAddress).lines(&clean(&from.address), SENDER_WIDTH, SENDER_LINES)?;
    lines.extend(writer(Place::SenderName).lines(
        &clean(&from.name),
        SENDER_WIDTH,
        SENDER_LINES,
    )?);
    let last = lines.len().saturating_sub(1);
    let runs = lines.iter().enumerate().flat_map(|(at, line)| {
        let above = SENDER_ABOVE + (last - at) as f64 * SENDER_PITCH;
        line.runs(width - MARGIN - line.width(), height - above)
    });
    Ok(runs.collect())
}

/// The words stand on printed stock already.
fn sender_postcode(code: Option<Postcode>, stock: &Stock) -> String {
    let words = if stock.frames { "邮政编码 " } else { "" };
    let digits: String = code.iter().flat_map(|code| code.0).collect();
    format!("{words}{digits}")
}

fn framed(code: Postcode, first: (f64, f64), digits: &Writer) -> Result<Vec<Run>, Error> {
    let mut runs = Vec::new();
    for (at, digit) in code.0.into_iter().enumerate() {
        let (left, top) = frame_at(first, at);
        let line = digits.line(&digit.to_string())?;
        let baseline = top + FRAME.1 / 2.0 + DIGIT_HEIGHT / 2.0 * mm(DIGIT_PT);
        runs.extend(line.runs(left + (FRAME.0 - line.width()) / 2.0, baseline));
    }
    Ok(runs)
}

fn frame_at((left, top): (f64, f64), at: usize) -> (f64, f64) {
    (left + at as f64 * FRAME_PITCH, top)
}

fn sides((left, top): (f64, f64)) -> [Bar; 4] {
    let bar = |left, top, width, height| Bar {
        ink: Ink::Red,
        left,
        top,
        width,
        height,
    };
    let (width, height) = FRAME;
    [
        bar(left, top, width, FRAME_LINE),
        bar(left, top + height - FRAME_LINE, width, FRAME_LINE),
        bar(left, top, FRAME_LINE, height),
        bar(left + width - FRAME_LINE, top, FRAME_LINE, height),
    ]
}
