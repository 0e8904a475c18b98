//! What the camera wrote down: which side is up, when and where.

use crate::tiff::{Broken, Ifd, Tiff, Value};
use crate::{Fault, TakenAt};
use image::metadata::Orientation;
use std::borrow::Cow;

/// Exif 2.32, 4.6.4 to 4.6.6.
mod tag {
    pub const ORIENTATION: u16 = 0x0112;
    pub const EXIF_IFD: u16 = 0x8769;
    pub const GPS_IFD: u16 = 0x8825;
    pub const DATE_TIME_ORIGINAL: u16 = 0x9003;
    pub const OFFSET_TIME_ORIGINAL: u16 = 0x9011;
    pub const LATITUDE_REF: u16 = 1;
    pub const LATITUDE: u16 = 2;
    pub const LONGITUDE_REF: u16 = 3;
    pub const LONGITUDE: u16 = 4;
}

#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub orientation: Option<Orientation>,
    pub taken_at: Option<TakenAt>,
    /// Latitude and longitude in degrees as the camera wrote them (WGS 84).
    pub position: Option<(f64, f64)>,
    pub faults: Vec<Fault>,
}

/// Reads all blocks; the first that tells a fact counts.
pub(crate) fn read(blocks: &[Cow<'_, [u8]>]) -> Metadata {
    let mut metadata = Metadata::default();
    for block in blocks {
        metadata.add(block);
    }
    metadata
}

impl Metadata {
    fn add(&mut self, block: &[u8]) {
        let Some(tiff) = Tiff::open(block) else {
            return self.note(Fault::ExifBroken);
        };
        let Some(main) = tiff.first_ifd() else {
            return self.note(Fault::ExifBroken);
        };
        if tiff.guessed || main.cut {
            self.note(Fault::ExifBroken);
        }
        self.add_orientation(&tiff, main);
        if let Some(exif) = self.table(&tiff, main, tag::EXIF_IFD) {
            self.add_time(&tiff, exif);
        }
        if let Some(gps) = self.table(&tiff, main, tag::GPS_IFD) {
            self.add_position(&tiff, gps);
        }
    }

    fn add_orientation(&mut self, tiff: &Tiff<'_>, main: Ifd) {
        let Some(written) = self.value(tiff, main, tag::ORIENTATION) else {
            return;
        };
        let number = written.uint().and_then(|n| u8::try_from(n).ok());
        match number.and_then(Orientation::from_exif) {
            Some(orientation) => self.orientation = self.orientation.or(Some(orientation)),
            None => self.note(Fault::OrientationInvalid),
        }
    }

    fn add_time(&mut self, tiff: &Tiff<'_>, exif: Ifd) {
        let Some(written) = self.value(tiff, exif, tag::DATE_TIME_ORIGINAL) else {
            return;
        };
        let Some(text) = written.text() else {
            return self.note(Fault::TakenAtInvalid);
        };
        // A camera whose clock was never set writes blanks or zeros.
        if text.chars().all(|c| matches!(c, '0' | ':' | ' ')) {
            return;
        }
        let offset = self.value(tiff, exif, tag::OFFSET_TIME_ORIGINAL);
        let offset = offset.and_then(|value| value.text());
        match TakenAt::from_exif(&text, offset.as_deref()) {
            Some(taken_at) => self.taken_at = self.taken_at.or(Some(taken_at)),
            None => self.note(Fault::TakenAtInvalid),
        }
    }

    fn add_position(&mut self, tiff: &Tiff<'_>, gps: Ifd) {
        let lat = self.value(tiff, gps, tag::LATITUDE);
        let lng = self.value(tiff, gps, tag::LONGITUDE);
        if lat.is_none() && lng.is_none() {
            return;
        }
        let lat_ref = self.value(tiff, gps, tag::LATITUDE_REF);
        let lng_ref = self.value(tiff, gps, tag::LONGITUDE_REF);
        let lat = degrees(lat, lat_ref, ["N", "S"], 90.0);
        let lng = degrees(lng, lng_ref, ["E", "W"], 180.0);
        match lat.zip(lng).filter(|&place| place != (0.0, 0.0)) {
            Some(place) => self.position = self.position.or(Some(place)),
            None => self.note(Fault::PositionInvalid),
        }
    }

    fn table(&mut self, tiff: &Tiff<'_>, main: Ifd, tag: u16) -> Option<Ifd> {
        let table = self.readable(tiff.sub_ifd(main, tag))?;
        if table.cut {
            self.note(Fault::ExifBroken);
        }
        Some(table)
    }

    fn value<'a>(&mut self, tiff: &Tiff<'a>, ifd: Ifd, tag: u16) -> Option<Value<'a>> {
        self.readable(tiff.value(ifd, tag))
    }

    fn readable<T>(&mut self, found: Result<Option<T>, Broken>) -> Option<T> {
        found.unwrap_or_else(|Broken| {
            self.note(Fault::ExifBroken);
            None
        })
    }

    fn note(&mut self, fault: Fault) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }
}

/// Degrees, minutes and seconds with the letter of their half of the globe.
/// Without the letter the place is not known, and nobody here guesses.
fn degrees(
    written: Option<Value<'_>>,
    half: Option<Value<'_>>,
    [positive, negative]: [&str; 2],
    most: f64,
) -> Option<f64> {
    let parts = written?.fractions()?;
    let half = half?.text()?.to_uppercase();
    let sign = match half {
        _ if half == positive => 1.0,
        _ if half == negative => -1.0,
        _ => return None,
    };
    // Rounding may write 60 seconds; more is nonsense. NaN fails every test.
    let limits = [most, 60.0, 60.0];
    let sound = !parts.is_empty()
        && parts
            .iter()
            .zip(limits)
            .all(|(part, limit)| (0.0..=limit).contains(part));
    let value = parts.iter().rev().fold(0.0, |sum, part| sum / 60.0 + part);
    (sound && value <= most).then_some(sign * value)
}
