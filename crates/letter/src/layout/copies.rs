//! 抄送: whom else the letter goes to, at the foot of the last page's text area (7.4.2).

use super::{
    Ink, Run, Style, item,
    measures::*,
    paragraph::{self, Measure, Row},
    shape::Shaper,
};
use crate::{Error, Letter, Place, content::clean, fonts::Role};

/// A row of 4号 text (3.2).
const COPY_PITCH: f64 = mm(SIZE_4) + LEADING;
/// White between the last row above and the copies.
const ABOVE_COPIES: f64 = LEADING;

#[derive(Debug, Default, Clone)]
pub(super) struct Copies {
    rows: Vec<Row>,
}

impl Copies {
    /// 4号, one character in from both sides, continuation under the first name, a full stop at the end.
    pub fn shape(letter: &Letter, shaper: &Shaper<'_>) -> Result<Copies, Error> {
        if letter.copy_to.is_empty() {
            return Ok(Copies::default());
        }
        let style = Style::natural(Role::Fang, SIZE_4, Ink::Black);
        let mut items = shaper.shape("抄送：", style, Place::CopyTo(1))?;
        let label = item::width(&items);
        let last = letter.copy_to.len();
        for (i, office) in letter.copy_to.iter().enumerate() {
            let office = clean(office);
            let office = office.trim_end_matches(['。', '，', '、', '；']);
            let mark = if i + 1 == last { '。' } else { '，' };
            items.extend(shaper.shape(&format!("{office}{mark}"), style, Place::CopyTo(i + 1))?);
        }
        let first = LEFT + style.cell;
        let measure = Measure {
            first,
            rest: first + label,
            right: RIGHT - style.cell,
        };
        Ok(Copies {
            rows: paragraph::rows(&items, measure),
        })
    }

    /// What they take of the text area's foot.
    pub fn foot(&self) -> f64 {
        match self.rows.len() {
            0 => 0.0,
            rows => (rows - 1) as f64 * COPY_PITCH + mm(SIZE_4) + ABOVE_COPIES,
        }
    }

    pub fn placed(&self) -> impl Iterator<Item = Run> {
        let last = BOTTOM - mm(SIZE_4) + ABOVE_BASELINE * mm(SIZE_4);
        let rows = self.rows.iter().zip((0..self.rows.len()).rev());
        rows.flat_map(move |(row, above)| row.clone().on(last - above as f64 * COPY_PITCH))
    }
}
