//! A forgiving reader of the TIFF structure inside EXIF (TIFF 6.0, section 2).
//!
//! It looks up single tags and never builds a table of everything, so a
//! hostile block costs no memory, and one broken field costs only itself.

/// A value is there, but cannot be read.
#[derive(Debug, PartialEq)]
pub(crate) struct Broken;

pub(crate) struct Tiff<'a> {
    data: &'a [u8],
    little: bool,
    first_ifd: usize,
    /// The header was wrong and the layout was guessed.
    pub guessed: bool,
}

/// One image file directory: a table of tags.
#[derive(Clone, Copy)]
pub(crate) struct Ifd {
    at: usize,
    count: usize,
    /// It declares more entries than the block holds.
    pub cut: bool,
}

pub(crate) struct Value<'a> {
    kind: u16,
    raw: &'a [u8],
    little: bool,
}

const ENTRY: usize = 12;

impl<'a> Tiff<'a> {
    pub fn open(data: &'a [u8]) -> Option<Self> {
        let tiff = |little, first_ifd, guessed| Tiff {
            data,
            little,
            first_ifd,
            guessed,
        };
        let declared = match data.get(..4)? {
            b"II*\0" => Some(true),
            b"MM\0*" => Some(false),
            _ => None,
        };
        if let Some(little) = declared {
            let first_ifd = word(data.get(4..8)?, little) as usize;
            return Some(tiff(little, first_ifd, false));
        }
        // The byte order is lost: take the one that makes the table at the
        // declared or the usual offset (8) look like a table.
        [false, true]
            .into_iter()
            .flat_map(|little| {
                let declared = word(&data[4..data.len().min(8)], little) as usize;
                [tiff(little, declared, true), tiff(little, 8, true)]
            })
            .find(|tiff| tiff.plausible())
    }

    fn plausible(&self) -> bool {
        let ifd = self.ifd(self.first_ifd).filter(|ifd| !ifd.cut);
        ifd.is_some_and(|ifd| {
            (1..=200).contains(&ifd.count)
                && (0..ifd.count).all(|i| {
                    let kind = half(&self.data[ifd.at + i * ENTRY + 2..], self.little);
                    (1..=13).contains(&kind)
                })
        })
    }

    pub fn first_ifd(&self) -> Option<Ifd> {
        self.ifd(self.first_ifd)
    }

    /// The table another table's tag points to.
    pub fn sub_ifd(&self, ifd: Ifd, tag: u16) -> Result<Option<Ifd>, Broken> {
        let Some(pointer) = self.value(ifd, tag)? else {
            return Ok(None);
        };
        let at = pointer.uint().ok_or(Broken)? as usize;
        self.ifd(at).map(Some).ok_or(Broken)
    }

    fn ifd(&self, at: usize) -> Option<Ifd> {
        let count = half(self.data.get(at..at.checked_add(2)?)?, self.little) as usize;
        let held = (self.data.len() - at - 2) / ENTRY;
        Some(Ifd {
            at: at + 2,
            count: count.min(held),
            cut: count > held,
        })
    }

    /// The first entry of that tag.
    pub fn value(&self, ifd: Ifd, tag: u16) -> Result<Option<Value<'a>>, Broken> {
        let table = &self.data[ifd.at..ifd.at + ifd.count * ENTRY];
        let found = table
            .chunks_exact(ENTRY)
            .find(|entry| half(entry, self.little) == tag);
        let Some(entry) = found else {
            return Ok(None);
        };
        let kind = half(&entry[2..], self.little);
        let count = word(&entry[4..], self.little) as usize;
        let len = width(kind)
            .and_then(|width| width.checked_mul(count))
            .ok_or(Broken)?;
        let raw = if len <= 4 {
            &entry[8..8 + len]
        } else {
            let at = word(&entry[8..], self.little) as usize;
            let end = at.checked_add(len).ok_or(Broken)?;
            self.data.get(at..end).ok_or(Broken)?
        };
        Ok(Some(Value {
            kind,
            raw,
            little: self.little,
        }))
    }
}

impl Value<'_> {
    /// One whole number, of any width.
    pub fn uint(&self) -> Option<u32> {
        match (self.kind, self.raw) {
            (1, [byte, ..]) => Some((*byte).into()),
            (3, [_, _, ..]) => Some(half(self.raw, self.little).into()),
            (4 | 13, [_, _, _, _, ..]) => Some(word(self.raw, self.little)),
            _ => None,
        }
    }

    /// Text up to its NUL, trimmed. Some writers mark it as bytes (1) or
    /// undefined (7) in place of ASCII (2).
    pub fn text(&self) -> Option<String> {
        const LONGEST_WANTED: usize = 64;
        if !matches!(self.kind, 1 | 2 | 7) {
            return None;
        }
        let raw = &self.raw[..self.raw.len().min(LONGEST_WANTED)];
        let text = raw.split(|&b| b == 0).next().unwrap_or_default();
        Some(String::from_utf8_lossy(text).trim().to_owned())
    }

    /// Fractions, at most three; x/0 comes out infinite and 0/0 as NaN.
    pub fn fractions(&self) -> Option<Vec<f64>> {
        let signed = match self.kind {
            5 => false,
            10 => true,
            _ => return None,
        };
        let number = |raw| match (word(raw, self.little), signed) {
            (n, true) => f64::from(n.cast_signed()),
            (n, false) => f64::from(n),
        };
        let pairs = self.raw.chunks_exact(8).take(3);
        Some(pairs.map(|p| number(p) / number(&p[4..])).collect())
    }
}

/// Bytes of one value of a TIFF type.
fn width(kind: u16) -> Option<usize> {
    match kind {
        1 | 2 | 6 | 7 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 | 13 => Some(4),
        5 | 10 | 12 => Some(8),
        _ => None,
    }
}

/// The first two bytes as a number; 0 where there are fewer.
fn half(raw: &[u8], little: bool) -> u16 {
    match raw {
        [a, b, ..] if little => u16::from_le_bytes([*a, *b]),
        [a, b, ..] => u16::from_be_bytes([*a, *b]),
        _ => 0,
    }
}

/// The first four bytes as a number; 0 where there are fewer.
fn word(raw: &[u8], little: bool) -> u32 {
    match raw {
        [a, b, c, d, ..] if little => u32::from_le_bytes([*a, *b, *c, *d]),
        [a, b, c, d, ..] => u32::from_be_bytes([*a, *b, *c, *d]),
        _ => 0,
    }
}
