//! The numbers of GB/T 9704-2012, in millimetres and points; the clause stands with each.

/// A4 (5.1).
pub const PAPER_WIDTH: f64 = 210.0;
pub const PAPER_HEIGHT: f64 = 297.0;

/// 版心: 天头 37, 订口 28, 156 × 225 (5.2.1).
pub const TOP: f64 = 37.0;
pub const LEFT: f64 = 28.0;
pub const TEXT_WIDTH: f64 = 156.0;
pub const TEXT_HEIGHT: f64 = 225.0;
pub const RIGHT: f64 = LEFT + TEXT_WIDTH;
pub const BOTTOM: f64 = TOP + TEXT_HEIGHT;

/// 22 rows of 28 characters fill the text area (5.2.3).
pub const ROWS: usize = 22;
pub const COLUMNS: usize = 28;
/// One character of the grid.
pub const CELL: f64 = TEXT_WIDTH / COLUMNS as f64;
/// From row to row: a character and 7/8 of it (3.2). 21 of them and one character are 225 mm.
pub const PITCH: f64 = CELL * 15.0 / 8.0;
/// The white between two rows.
pub const LEADING: f64 = CELL * 7.0 / 8.0;

/// 2号, 3号, 4号.
pub const SIZE_2: f64 = 22.0;
pub const SIZE_3: f64 = 16.0;
pub const SIZE_4: f64 = 14.0;

/// Letter format: the mark's upper edge under the paper's edge (10.1); its sizes, 26 pt (1号) to 42 pt (初号), are ours,
/// the standard is silent.
pub const MARK_TOP: f64 = 30.0;
pub const MARK_LARGEST: u32 = 42;
pub const MARK_SMALLEST: u32 = 26;

/// The double lines: 4 mm under the mark, 20 mm above the lower edge, 170 mm long, centred on the paper (10.1). Weights
/// and gap are ours, the standard is silent.
pub const LINE_UNDER_MARK: f64 = 4.0;
pub const LINE_ABOVE_EDGE: f64 = 20.0;
pub const LINE_LENGTH: f64 = 170.0;
pub const LINE_THICK: f64 = 1.0;
pub const LINE_THIN: f64 = 0.35;
pub const LINE_GAP: f64 = 0.6;

/// Page numbers: the dashes 7 mm under the text area (7.5).
pub const NUMBER_UNDER_TEXT: f64 = 7.0;

/// How far rows may be drawn together on the page that carries the signature (7.3.5.5 leaves the measure to us).
pub const TIGHTEST: f64 = 0.91;

/// The share of the em above the baseline in faces of Han characters (ideographic em box, 880 and 120 of 1000).
pub const ABOVE_BASELINE: f64 = 0.88;

pub const fn mm(pt: f64) -> f64 {
    pt * 25.4 / 72.0
}

/// The baseline of 3号 text in a row whose character begins at `top`.
pub fn baseline(top: f64) -> f64 {
    let em = mm(SIZE_3);
    top + (CELL - em) / 2.0 + ABOVE_BASELINE * em
}
