//! Small upright pictures for looking at. They carry no EXIF, so no place and
//! no camera leaves with them.

use crate::Error;
use crate::inspect::Photo;
use crate::pixels::Pixels;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage};

/// Small steps in skies and walls stay invisible; a 192×144 picture has 8 KB.
const QUALITY: u8 = 82;

/// No side of a JPEG is longer (ITU-T T.81, B.2.2).
const LONGEST_SIDE: u32 = 65_535;

/// An upright JPEG within the given box, never larger than the photo itself.
/// With a large box it is also the form in which a HEIC is shown on screen.
pub fn thumbnail(bytes: &[u8], max_w: u32, max_h: u32) -> Result<Vec<u8>, Error> {
    let photo = Photo::open(bytes)?;
    let format = photo.format;
    photo
        .into_picture(max_w, max_h)
        .ok_or(Error::NoPicture { format })
}

pub(crate) fn upright_jpeg(
    pixels: Pixels,
    orientation: Orientation,
    max_w: u32,
    max_h: u32,
) -> Option<Vec<u8>> {
    let side = |max: u32| max.clamp(1, LONGEST_SIDE);
    let (max_w, max_h) = match swaps_sides(orientation) {
        true => (side(max_h), side(max_w)),
        false => (side(max_w), side(max_h)),
    };
    let image = pixels.image;
    let fits = image.width() <= max_w && image.height() <= max_h;
    // Turning comes after shrinking: it is cheap then.
    let mut small = match fits {
        true => image,
        false => image.thumbnail(max_w, max_h),
    };
    small.apply_orientation(orientation);
    let small = on_white(small);

    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    if let Some(profile) = pixels.profile {
        encoder.set_icc_profile(profile).ok()?;
    }
    encoder.encode_image(&small).ok()?;
    Some(jpeg)
}

pub(crate) fn swaps_sides(orientation: Orientation) -> bool {
    use Orientation::*;
    matches!(
        orientation,
        Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH
    )
}

/// JPEG has no transparency, and screenshots are cut out on white.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let rgba = image.into_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, a] = rgba.get_pixel(x, y).0.map(u32::from);
        let over = |c: u32| ((c * a + 255 * (255 - a) + 127) / 255) as u8;
        Rgb([over(r), over(g), over(b)])
    })
}
