//! Everything a photo file tells, in one look.

use crate::metadata::{self, Metadata};
use crate::pixels::{self, Pixels};
use crate::{Error, Fault, Format, TakenAt, check_size, container, sniff, thumbnail};
use image::metadata::Orientation;
use serde::Serialize;
use sha2::{Digest, Sha256};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inspection {
    /// Of the original bytes, lower-case hexadecimal.
    pub sha256: String,
    /// In bytes.
    pub size: u64,
    pub format: Format,
    /// Upright, in pixels; from the header where the picture is not decoded.
    pub width: u32,
    pub height: u32,
    pub taken_at: Option<TakenAt>,
    /// Degrees, as the camera wrote them (WGS 84); both or neither.
    pub lat: Option<f64>,
    pub lng: Option<f64>,
    pub faults: Vec<Fault>,
}

/// The fingerprint of evidence: lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Fails only for what is no photo; a broken photo has faults.
pub fn inspect(bytes: &[u8]) -> Result<Inspection, Error> {
    Ok(Photo::open(bytes)?.inspection(bytes))
}

/// [`inspect`] and [`thumbnail`](crate::thumbnail) from one decoding. No
/// picture where the pixels cannot be read; the faults say why.
pub fn inspect_with_thumbnail(
    bytes: &[u8],
    max_w: u32,
    max_h: u32,
) -> Result<(Inspection, Option<Vec<u8>>), Error> {
    let photo = Photo::open(bytes)?;
    let inspection = photo.inspection(bytes);
    Ok((inspection, photo.into_picture(max_w, max_h)))
}

/// A file that is a photo, read as far as it can be.
pub(crate) struct Photo {
    pub format: Format,
    size: (u32, u32),
    orientation: Orientation,
    pixels: Option<Pixels>,
    metadata: Metadata,
}

impl Photo {
    pub fn open(bytes: &[u8]) -> Result<Self, Error> {
        check_size(bytes.len() as u64, "照片")?;
        let format = sniff::format(bytes)?;
        let container = container::open(format, bytes);
        let mut metadata = metadata::read(&container.exif);
        if container.exif_astray && !metadata.faults.contains(&Fault::ExifBroken) {
            metadata.faults.push(Fault::ExifBroken);
        }
        if container.truncated {
            metadata.faults.push(Fault::PixelsTruncated);
        }
        let decoded = pixels::decode(format, bytes, container.size);
        metadata.faults.extend(decoded.as_ref().err());
        let pixels = decoded.ok();

        let orientation = match metadata.orientation {
            Some(orientation) if format.turned_by_exif() => orientation,
            _ => Orientation::NoTransforms,
        };
        let stored = pixels.as_ref().map(|p| (p.image.width(), p.image.height()));
        let (width, height) = stored.or(container.size).ok_or(Error::Damaged { format })?;
        let size = match thumbnail::swaps_sides(orientation) {
            true => (height, width),
            false => (width, height),
        };
        Ok(Photo {
            format,
            size,
            orientation,
            pixels,
            metadata,
        })
    }

    fn inspection(&self, bytes: &[u8]) -> Inspection {
        Inspection {
            sha256: sha256(bytes),
            size: bytes.len() as u64,
            format: self.format,
            width: self.size.0,
            height: self.size.1,
            taken_at: self.metadata.taken_at,
            lat: self.metadata.position.map(|(lat, _)| lat),
            lng: self.metadata.position.map(|(_, lng)| lng),
            faults: self.metadata.faults.clone(),
        }
    }

    pub fn into_picture(self, max_w: u32, max_h: u32) -> Option<Vec<u8>> {
        thumbnail::upright_jpeg(self.pixels?, self.orientation, max_w, max_h)
    }
}
