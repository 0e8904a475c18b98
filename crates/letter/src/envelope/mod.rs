//! Envelopes (国内信封, GB/T 1416-2003): who gets a letter and who sent it, placed in millimetres on the envelope's
//! face. Red frames and words are on the envelopes already; what is printed falls into their places.

mod lines;
mod measures;
mod place;

pub use measures::Size;
pub use place::place;

use crate::{Error, FontSet, pdf};

/// Six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Postcode([char; 6]);

impl Postcode {
    pub fn parse(text: &str) -> Option<Postcode> {
        let digits: Vec<char> = text.trim().chars().collect();
        let digits: [char; 6] = digits.try_into().ok()?;
        digits
            .iter()
            .all(char::is_ascii_digit)
            .then_some(Postcode(digits))
    }
}

/// A name and where it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub name: String,
    pub address: String,
    pub postcode: Option<Postcode>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    pub to: Party,
    pub from: Party,
}

/// What lies in the printer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stock {
    pub size: Size,
    /// plain envelopes: the frames of the postcode and the words beside them are printed too
    pub frames: bool,
    /// the upper left corner of the first frame, for stock whose frames stand elsewhere; mm
    pub first_frame: Option<(f64, f64)>,
}

/// One page an envelope. The same envelopes, fonts and date (YYYY-MM-DD) give the same bytes.
pub fn render_pdf(
    envelopes: &[Envelope],
    stock: &Stock,
    date: &str,
    fonts: &FontSet,
) -> Result<Vec<u8>, Error> {
    let pages = envelopes
        .iter()
        .map(|envelope| place(envelope, stock, fonts))
        .collect::<Result<Vec<_>, _>>()?;
    let author = envelopes.first().map(|one| one.from.name.as_str());
    pdf::write_envelopes(
        pages,
        stock.size.millimetres(),
        author.unwrap_or_default(),
        date,
        fonts,
    )
}
