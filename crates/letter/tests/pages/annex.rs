//! Photos behind a letter, measured.

use letter::{Letter, Pictures, content::AnnexPhoto, pdf::Photo};

use crate::measure::*;

/// A picture twelve units wide and nine high, red above and blue below, or lying on its side with a note that says so.
fn picture(lying: bool) -> Vec<u8> {
    let (width, height) = if lying { (900, 1200) } else { (1200, 900) };
    let upper = |x: u32, y: u32| if lying { x < 450 } else { y < 450 };
    let picture = image::RgbImage::from_fn(width, height, |x, y| match upper(x, y) {
        true => image::Rgb([230, 20, 20]),
        false => image::Rgb([20, 20, 230]),
    });
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 90)
        .encode_image(&picture)
        .unwrap();
    if lying {
        // EXIF: one entry, orientation 6, the row on top is the right side of the scene.
        let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let mut with = vec![0xFF, 0xD8, 0xFF, 0xE1, length[0], length[1]];
        with.extend_from_slice(exif);
        with.extend_from_slice(&jpeg[2..]);
        return with;
    }
    jpeg
}

fn with_photos(count: usize) -> (Letter, Pictures) {
    let mut letter = of_rows(3);
    letter.attachments = vec!["调解协议书".into(), "现场核查照片".into()];
    letter.annex = (1..=count)
        .map(|n| AnnexPhoto {
            image: format!("p{n}.jpg"),
            // One camera knew its offset, another did not.
            taken_at: Some(["2026-11-20T06:05:00Z", "2026-11-20T14:05:00"][n % 2].into()),
            place: Some("白鹤新村29幢西侧绿地".into()),
            caption: Some(format!("木质狗窝之{n}")),
            watermark: false,
        })
        .collect();
    let mut pictures = sealed();
    pictures.photos = (1..=count)
        .map(|n| Some(Photo::prepare(&picture(n == 2), n, "p.jpg").unwrap()))
        .collect();
    (letter, pictures)
}

#[test]
fn two_photos_a_page_with_number_time_place_and_caption() {
    let (letter, pictures) = with_photos(3);
    let file = Printed::with(&letter, &pictures);
    assert_eq!(file.pages(), 3);
    let listed = file.text("pdfimages", &["-list", "letter.pdf"]);
    let on = |page: &str| {
        listed
            .lines()
            .filter(|l| l.trim().starts_with(page) && l.contains("jpeg"))
            .count()
    };
    assert_eq!((on("2 "), on("3 ")), (2, 1), "{listed}");
    // 7.3.7: the label in the first row at the left, the name in the third.
    let (label, name) = (file.row(2, "附件2"), file.row(2, "现场核查照片"));
    near(label.left, 28.0, 0.6, "label");
    near(
        (name.left + name.right) / 2.0,
        106.0,
        0.6,
        "name in the middle",
    );
    near(
        (name.top + name.bottom - label.top - label.bottom) / 2.0,
        2.0 * PITCH,
        2.0,
        "third row",
    );
    let copied = file.copied();
    for wanted in [
        "照片1木质狗窝之1",
        "照片3木质狗窝之3",
        "拍摄时间：2026年11月20日14时05分地点：白鹤新村29幢西侧绿地",
    ] {
        assert!(copied.contains(wanted), "{wanted} in {copied}");
    }
    assert!(file.row(3, "—").text == "—3—", "the pages are numbered on");
}

#[test]
fn photos_are_upright_and_inside_the_text_area() {
    let (letter, pictures) = with_photos(2);
    let page = Printed::with(&letter, &pictures).picture(2);
    let height = page.pixels.len() / page.width;
    let column = page.width / 2;
    // Down the middle of the page: red, blue, red, blue.
    let mut colours: Vec<char> = Vec::new();
    for y in 0..height {
        let [r, _, b] = page.pixels[y * page.width + column];
        let colour = match (r > 180 && b < 90, b > 180 && r < 90) {
            (true, _) => 'r',
            (_, true) => 'b',
            _ => continue,
        };
        if colours.last() != Some(&colour) {
            colours.push(colour);
        }
    }
    assert_eq!(colours, ['r', 'b', 'r', 'b']);
    let [left, top, right, bottom] = page.red_ink(0.0, 290.0);
    assert!(left > 27.5 && right < 184.5 && top > 37.0 && bottom < 262.0);
    near((left + right) / 2.0, 106.0, 0.5, "in the middle");
}

#[test]
fn the_list_of_attachments_leads_to_the_photos() {
    let (letter, pictures) = with_photos(1);
    let file = Printed::with(&letter, &pictures);
    let html = file.text("pdftohtml", &["-xml", "-i", "-stdout", "letter.pdf"]);
    let linked: Vec<&str> = html
        .lines()
        .filter(|line| line.contains("<a href"))
        .collect();
    assert!(
        linked.iter().all(|line| line.contains("letter.html#2")),
        "{linked:?}"
    );
    assert!(
        linked.iter().any(|line| line.contains("现场核查照片")),
        "{linked:?}"
    );
    assert!(
        linked.iter().all(|line| !line.contains("调解")),
        "{linked:?}"
    );
}

#[test]
fn copies_stand_on_the_very_last_page() {
    let (mut letter, pictures) = with_photos(2);
    letter.copy_to = vec!["区信访局".into()];
    let file = Printed::with(&letter, &pictures);
    assert_eq!(file.row(2, "抄送").text, "抄送：区信访局。");
    assert!(file.rows(1).iter().all(|row| !row.text.contains("抄送")));
}

#[test]
fn a_large_photo_makes_a_small_file() {
    let (letter, mut pictures) = with_photos(2);
    let noise = image::RgbImage::from_fn(4000, 3000, |x, y| {
        let v = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 8;
        image::Rgb([v as u8, (v >> 3) as u8, (x / 16) as u8])
    });
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut jpeg)
        .encode_image(&noise)
        .unwrap();
    pictures.photos[0] = Some(Photo::prepare(&jpeg, 1, "p1.jpg").unwrap());
    let file = Printed::with(&letter, &pictures);
    let listed = file.text("pdfimages", &["-list", "letter.pdf"]);
    for line in listed.lines().filter(|line| line.contains("jpeg")) {
        let dots: f64 = line.split_whitespace().nth(12).unwrap().parse().unwrap();
        assert!(dots <= 300.0, "{line}");
    }
    assert!(
        file.bytes.len() < jpeg.len() / 4,
        "{} of {}",
        file.bytes.len(),
        jpeg.len()
    );
}

#[test]
fn photos_without_a_name_in_the_list_are_listed() {
    let (mut letter, pictures) = with_photos(1);
    letter.attachments.clear();
    let copied = Printed::with(&letter, &pictures).copied();
    assert!(
        copied.contains("附件：现场照片") && copied.contains("附件现场照片照片1"),
        "{copied}"
    );
}

#[test]
fn a_signed_letter_wants_its_photos_and_a_draft_shows_their_frames() {
    let (mut letter, _) = with_photos(2);
    let missing = letter::render_pdf(&letter, &FONTS, &sealed()).unwrap_err();
    assert_eq!(missing.code(), "letter.photo_image");
    assert!(
        missing.to_string().contains("第 1 张照片 p1.jpg"),
        "{missing}"
    );
    letter.draft = true;
    assert_eq!(Printed::with(&letter, &Pictures::default()).pages(), 2);
    let preview = letter::preview_svg(&letter, &FONTS, &[]).unwrap();
    assert_eq!(preview[1].matches("#e8e8e8").count(), 2);
}

#[test]
fn a_watermark_stands_in_the_picture_and_is_not_read_as_text() {
    let (mut letter, pictures) = with_photos(2);
    letter.annex[0].watermark = true;
    let pages = letter::layout(&letter, &FONTS).unwrap().pages;
    let (marked, plain) = (&pages[1].photos[0], &pages[1].photos[1]);
    assert!(plain.watermark.is_empty());
    let characters = letter.issuer.chars().count() + "2026-11-20 14:05".len();
    assert_eq!(marked.watermark.len(), characters);
    // As narrow as a photo of 9 : 16 in this frame, and above its lower edge.
    let half = marked.height * 9.0 / 16.0 / 2.0;
    for outline in &marked.watermark {
        assert!(outline.x > 106.0 - half && outline.x + outline.size_mm < 106.0 + half);
        let bottom = marked.top + marked.height;
        assert!(outline.baseline < bottom && outline.baseline > bottom - 8.0);
    }
    let file = Printed::with(&letter, &pictures);
    let mut without = letter.clone();
    without.annex[0].watermark = false;
    let bare = Printed::with(&without, &pictures);
    assert_eq!(file.copied(), bare.copied());
    let white = |page: &Picture| {
        let white = page.pixels.iter().filter(|p| p.iter().all(|v| *v > 240));
        white.count()
    };
    assert!(white(&file.picture(2)) > white(&bare.picture(2)));
}

#[test]
fn the_preview_shows_each_photo_in_its_frame() {
    let (mut letter, _) = with_photos(3);
    letter.annex[2].watermark = true;
    let photos = [Some("data:image/jpeg;base64,AA&\"".to_owned()), None];
    let preview = letter::preview_svg(&letter, &FONTS, &photos).unwrap();
    assert!(preview[1].contains(r#"href="data:image/jpeg;base64,AA&amp;&quot;""#));
    assert_eq!(preview[1].matches("#e8e8e8").count(), 1);
    assert_eq!(preview[2].matches("#e8e8e8").count(), 1);
    assert!(!preview[1].contains("#262626") && preview[2].contains("#262626"));
}

#[test]
fn what_is_no_photo_is_named() {
    for bytes in [&b"no picture"[..], &picture(false)[..200], &[]] {
        let error = Photo::prepare(bytes, 3, "x.jpg").unwrap_err();
        assert_eq!(error.code(), "letter.photo_image");
        assert!(
            error.to_string().starts_with("第 3 张照片 x.jpg"),
            "{error}"
        );
    }
}
