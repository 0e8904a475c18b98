//! Text as lines of measured glyphs. An address is no prose: numbers stay whole, a line may end after any other
//! character.

use crate::{
    Error, Place,
    fonts::Role,
    layout::{Glyph, Ink, Run, lookup::Found, lookup::Lookup, measures::mm},
};

/// One line: its glyphs and how wide they stand.
pub(super) struct Line {
    glyphs: Vec<(char, Found)>,
    size_pt: f64,
}

impl Line {
    pub fn width(&self) -> f64 {
        let em = mm(self.size_pt);
        self.glyphs
            .iter()
            .map(|(_, found)| found.advance * em)
            .sum()
    }

    /// The line's runs, its first glyph at `left`.
    pub fn runs(&self, left: f64, baseline: f64) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut x = left;
        for (character, found) in &self.glyphs {
            let glyph = Glyph {
                id: found.id,
                character: *character,
                x,
            };
            x += found.advance * mm(self.size_pt);
            match runs.last_mut() {
                Some(run) if run.face == found.face => run.glyphs.push(glyph),
                _ => runs.push(Run {
                    face: found.face,
                    size_pt: self.size_pt,
                    ink: Ink::Black,
                    baseline,
                    glyphs: vec![glyph],
                }),
            }
        }
        runs
    }
}

pub(super) struct Writer<'a> {
    pub faces: Lookup<'a>,
    pub role: Role,
    pub size_pt: f64,
    /// named when something is wrong with the text
    pub place: Place,
}

impl Writer<'_> {
    pub fn line(&self, text: &str) -> Result<Line, Error> {
        let glyphs = text
            .chars()
            .map(|character| Ok((character, self.find(character)?)))
            .collect::<Result<_, Error>>()?;
        Ok(Line {
            glyphs,
            size_pt: self.size_pt,
        })
    }

    /// At most `most` lines that are no wider than `width`.
    pub fn lines(&self, text: &str, width: f64, most: usize) -> Result<Vec<Line>, Error> {
        let mut lines: Vec<Line> = Vec::new();
        for word in words(&self.line(text)?.glyphs, |glyphs| {
            self.width(glyphs) > width
        }) {
            match lines.last_mut() {
                Some(line) if line.width() + self.width(&word) <= width => {
                    line.glyphs.extend(word);
                }
                _ => lines.push(Line {
                    glyphs: word,
                    size_pt: self.size_pt,
                }),
            }
        }
        match lines.len() <= most {
            true => Ok(lines),
            false => Err(Error::TooLong {
                place: self.place,
                chars: text.chars().count(),
                most: (width / mm(self.size_pt)) as usize * most,
            }),
        }
    }

    fn width(&self, glyphs: &[(char, Found)]) -> f64 {
        let em = mm(self.size_pt);
        glyphs.iter().map(|(_, found)| found.advance * em).sum()
    }

    fn find(&self, character: char) -> Result<Found, Error> {
        let found = match character.is_ascii() {
            true => self.faces.find_narrow(self.role, character)?,
            false => self.faces.find(self.role, character)?,
        };
        found.ok_or(Error::MissingGlyph {
            character,
            place: self.place,
        })
    }
}

/// Numbers and Latin words whole unless no line could hold them, everything else by itself.
fn words(
    glyphs: &[(char, Found)],
    too_wide: impl Fn(&[(char, Found)]) -> bool,
) -> Vec<Vec<(char, Found)>> {
    let narrow = |glyph: &(char, Found)| glyph.0.is_ascii_graphic();
    glyphs
        .chunk_by(|one, next| narrow(one) && narrow(next))
        .flat_map(|word| match too_wide(word) {
            true => word.iter().map(|glyph| vec![*glyph]).collect(),
            false => vec![word.to_vec()],
        })
        .collect()
}
