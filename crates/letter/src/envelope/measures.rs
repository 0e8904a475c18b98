//! The measures of an envelope's face, in millimetres from its upper left corner.
//!
//! GB/T 1416-2003, as printers and the post quote it: sizes ± 1.5 (DL 220 × 110, C5 229 × 162); the upper left 90 × 26
//! is read by machines and holds nothing but the six red frames; 55 to 160 from the right edge and up to 20 above the
//! lower one stays blank for the bar code; the sender stands more than 20 above the lower edge, to the right; 邮政编码
//! stands at the lower right in 小四 Song, the stamp at the upper right. Recipients stand in the middle (GB/T 22657.1).
//!
//! Not found in any source that could be read: where exactly the six frames stand and how large they are (a figure of
//! the standard that nobody quotes) and the frame of the stamp (20 × 20 or 30 × 40). The frames below fit the reading
//! zone and the ten millimetres from frame to frame of common stock; `Stock::first_frame` moves them.

/// 信封代号
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 5号
    Dl,
    /// 7号
    C5,
}

impl Size {
    pub fn parse(code: &str) -> Option<Size> {
        match code {
            "dl" => Some(Size::Dl),
            "c5" => Some(Size::C5),
            _ => None,
        }
    }

    /// Width and height of the face.
    pub fn millimetres(self) -> (f64, f64) {
        match self {
            Size::Dl => (220.0, 110.0),
            Size::C5 => (229.0, 162.0),
        }
    }

    /// The first baseline of the recipient's address, and that of the name.
    pub(super) fn recipient(self) -> (f64, f64) {
        match self {
            Size::Dl => (44.0, 70.0),
            Size::C5 => (66.0, 96.0),
        }
    }
}

/// Not verified, see above.
pub(super) const FIRST_FRAME: (f64, f64) = (12.0, 10.0);
pub(super) const FRAME: (f64, f64) = (8.0, 10.0);
pub(super) const FRAME_PITCH: f64 = 10.0;
pub(super) const FRAME_LINE: f64 = 0.35;
pub(super) const DIGIT_PT: f64 = 18.0;
/// Figures stand this share of the em high in Song faces: half of it under the middle centres them.
pub(super) const DIGIT_HEIGHT: f64 = 0.7;

/// The recipient keeps clear of the stamp, whichever frame it has.
pub(super) const RECIPIENT_LEFT: f64 = 45.0;
pub(super) const STAMP_WIDTH: f64 = 50.0;
pub(super) const ADDRESS_PT: f64 = 16.0;
pub(super) const ADDRESS_PITCH: f64 = 8.0;
pub(super) const ADDRESS_LINES: usize = 3;
pub(super) const NAME_LEFT: f64 = 70.0;
pub(super) const NAME_PT: f64 = 22.0;

/// 小四
pub(super) const SENDER_PT: f64 = 12.0;
pub(super) const SENDER_PITCH: f64 = 6.0;
pub(super) const SENDER_LINES: usize = 2;
pub(super) const SENDER_WIDTH: f64 = 95.0;
pub(super) const MARGIN: f64 = 12.0;
/// The lowest baseline of the sender's lines above the lower edge: clear of the blank 20.
pub(super) const SENDER_ABOVE: f64 = 24.0;
/// The baseline of the sender's postcode, within 55 of the right edge.
pub(super) const SENDER_POSTCODE_ABOVE: f64 = 10.0;
