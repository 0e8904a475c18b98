//! What poppler says of a file, in millimetres from the paper's upper left corner.

use std::{
    path::Path,
    process::Command,
    sync::{Arc, LazyLock},
};

use letter::{
    Error, FontSet, Letter, Pictures,
    content::{Kind, Paragraph},
    pdf::Seal,
};

pub static FONTS: LazyLock<FontSet> =
    LazyLock::new(|| FontSet::bundled().unwrap_or_else(|e| panic!("{e}")));

/// GB/T 9704-2012, 3.2 and 5.2.3: the grid of 22 rows of 28 characters.
pub const CELL: f64 = 156.0 / 28.0;
pub const PITCH: f64 = CELL * 15.0 / 8.0;

pub fn sample() -> Letter {
    Letter::from_json(include_bytes!("../letters/reply.json")).unwrap()
}

/// Words of an office, so many characters of them.
pub fn prose(chars: usize) -> String {
    "街道社区".chars().cycle().take(chars).collect()
}

pub fn paragraph(text: impl Into<String>) -> Paragraph {
    Paragraph {
        text: text.into(),
        ..Paragraph::default()
    }
}

/// A letter whose body has so many full rows and nothing under it but the signature.
pub fn of_rows(rows: usize) -> Letter {
    let mut letter = sample();
    letter.body = vec![paragraph(format!("{}。", prose(28 * rows - 4)))];
    letter.attachments.clear();
    letter.copy_to.clear();
    letter.note = None;
    letter
}

/// A kind and the parts of a usual letter of it.
#[derive(serde::Deserialize)]
pub struct Usual {
    pub kind: Kind,
    parts: Vec<Part>,
}

#[derive(serde::Deserialize)]
struct Part {
    heading: Option<String>,
    says: String,
}

pub static KINDS: LazyLock<Vec<Usual>> =
    LazyLock::new(|| serde_json::from_str(include_str!("kinds.json")).unwrap());

/// A letter of a kind with what the kind has to say, in so many times a hundred characters.
pub fn of_kind(kind: Kind, hundreds: usize) -> Letter {
    let mut letter = sample();
    letter.kind = kind;
    letter.title = format!("关于反映白鹤新村犬只扰民问题的{}", kind.name());
    letter.body.clear();
    let of_kind = KINDS.iter().find(|known| known.kind == kind).unwrap();
    for part in &of_kind.parts {
        letter
            .body
            .extend(part.heading.as_ref().map(|heading| Paragraph {
                level: 1,
                text: heading.clone(),
                table: None,
            }));
        letter.body.push(paragraph(format!("{}。", part.says)));
    }
    for _ in 0..hundreds {
        letter.body.push(paragraph(
            "11月20日下午，我街道工作人员会同白鹤社区到29幢西侧绿地查看，现场有木质狗窝1处，占用公共绿地约2平方米，\
             依据《宁波市养犬管理条例》第十八条，已责令于2026年11月27日前整改；详见白鹤街办〔2026〕7号文件。",
        ));
    }
    letter
}

/// A round red seal on transparent ground, drawn here: no office's real seal is ever in the repository.
pub fn seal() -> Vec<u8> {
    let (side, center) = (800u32, 400.0f64);
    let picture = image::RgbaImage::from_fn(side, side, |x, y| {
        let (dx, dy) = (f64::from(x) - center, f64::from(y) - center);
        let radius = dx.hypot(dy);
        let ink = (370.0..=398.0).contains(&radius) || (dx.abs() < 60.0 && dy.abs() < 60.0);
        image::Rgba([220, 26, 26, if ink { 255 } else { 0 }])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

/// With this picture as the seal.
pub fn stamped(png: &[u8]) -> Result<Pictures, Error> {
    Ok(Pictures {
        seal: Some(Arc::new(Seal::prepare(png, 42.0, "seal.png")?)),
        photos: Vec::new(),
    })
}

pub fn sealed() -> Pictures {
    static PREPARED: LazyLock<Pictures> = LazyLock::new(|| stamped(&seal()).unwrap());
    PREPARED.clone()
}

pub struct Printed {
    folder: tempfile::TempDir,
    pub bytes: Vec<u8>,
}

impl Printed {
    pub fn of(letter: &Letter) -> Printed {
        Printed::with(letter, &sealed())
    }

    pub fn with(letter: &Letter, pictures: &Pictures) -> Printed {
        let bytes = letter::render_pdf(letter, &FONTS, pictures).unwrap_or_else(|e| panic!("{e}"));
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("letter.pdf"), &bytes).unwrap();
        Printed { folder, bytes }
    }

    /// A tool that warns has found a fault.
    pub fn run(&self, program: &str, args: &[&str]) -> Vec<u8> {
        let out = Command::new(program)
            .args(args)
            .current_dir(self.folder.path())
            .output()
            .unwrap_or_else(|e| {
                panic!(
                    "{program}: {e}; these tests need poppler-utils (cargo xtask test installs it)"
                )
            });
        let said = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.success() && said.is_empty(), "{program}: {said}");
        out.stdout
    }

    pub fn text(&self, program: &str, args: &[&str]) -> String {
        String::from_utf8(self.run(program, args)).unwrap()
    }

    pub fn pages(&self) -> usize {
        let info = self.text("pdfinfo", &["letter.pdf"]);
        let line = info.lines().find_map(|line| line.strip_prefix("Pages:"));
        line.unwrap().trim().parse().unwrap()
    }

    /// Text in the order it is copied, without white space.
    pub fn copied(&self) -> String {
        let text = self.text("pdftotext", &["letter.pdf", "-"]);
        text.split_whitespace().collect()
    }

    /// A page at 8 dots a millimetre.
    pub fn picture(&self, page: usize) -> Picture {
        self.rendered(page, "203.2");
        Picture::read(&self.folder.path().join("page.ppm"))
    }

    /// A page as a small grey picture.
    pub fn thumbnail(&self, page: usize) -> image::GrayImage {
        self.rendered(page, "50");
        let page = Picture::read(&self.folder.path().join("page.ppm"));
        let height = page.pixels.len() / page.width;
        image::GrayImage::from_fn(page.width as u32, height as u32, |x, y| {
            let [r, g, b] = page.pixels[y as usize * page.width + x as usize];
            // Red and black are told apart: red is half as dark.
            image::Luma([((u16::from(r) + u16::from(g) + u16::from(b)) / 3) as u8])
        })
    }

    fn rendered(&self, page: usize, dots: &str) {
        let page = page.to_string();
        let args = [
            "-r",
            dots,
            "-f",
            &page,
            "-l",
            &page,
            "-singlefile",
            "letter.pdf",
            "page",
        ];
        self.run("pdftoppm", &args);
    }

    /// Rows of a page from the top, as pdftotext has their words.
    pub fn rows(&self, page: usize) -> Vec<Row> {
        let number = page.to_string();
        let args = ["-bbox", "-f", &number, "-l", &number, "letter.pdf", "-"];
        let html = self.text("pdftotext", &args);
        let mut rows: Vec<Row> = Vec::new();
        for line in html.lines().filter(|line| line.trim().starts_with("<word")) {
            let value = |name: &str| {
                let at = line.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
                let number: f64 = line[at..].split('"').next().unwrap().parse().unwrap();
                number * 25.4 / 72.0
            };
            let text = line.split('>').nth(1).unwrap().split('<').next().unwrap();
            let word = Row {
                left: value("xMin"),
                right: value("xMax"),
                top: value("yMin"),
                bottom: value("yMax"),
                text: text
                    .replace("&amp;", "&")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">"),
            };
            // Faces of one row differ in their height, and share its middle.
            let middle = |row: &Row| (row.top + row.bottom) / 2.0;
            match rows.last_mut() {
                Some(row) if (middle(row) - middle(&word)).abs() < 2.5 && row.left < word.left => {
                    row.right = word.right;
                    row.text += &word.text;
                }
                _ => rows.push(word),
            }
        }
        rows.sort_by(|a, b| (a.top + a.bottom).total_cmp(&(b.top + b.bottom)));
        rows
    }

    /// The row that holds this text; white space does not count.
    pub fn row(&self, page: usize, text: &str) -> Row {
        let rows = self.rows(page);
        let found = rows.iter().find(|row| row.text.contains(text));
        found
            .unwrap_or_else(|| panic!("no {text} in {rows:?}"))
            .clone()
    }

    /// Texts with the face each is set in.
    pub fn faces(&self) -> Vec<(String, String)> {
        let xml = self.text(
            "pdftohtml",
            &["-xml", "-i", "-stdout", "-fontfullname", "letter.pdf"],
        );
        let field = |line: &str, name: &str| {
            let at = line
                .find(&format!("{name}=\""))
                .map(|at| at + name.len() + 2);
            at.map(|at| line[at..].split('"').next().unwrap().to_owned())
        };
        let mut families = std::collections::BTreeMap::new();
        let mut texts = Vec::new();
        for line in xml.lines() {
            if line.contains("<fontspec") {
                families.insert(field(line, "id").unwrap(), field(line, "family").unwrap());
            } else if line.starts_with("<text") {
                let font = field(line, "font").unwrap();
                let text = line
                    .split('>')
                    .skip(1)
                    .map(|part| part.split('<').next().unwrap());
                texts.push((text.collect(), families[&font].clone()));
            }
        }
        texts
    }
}

/// A row of words as it stands on the page.
#[derive(Debug, Clone)]
pub struct Row {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub text: String,
}

/// A binary PPM.
pub struct Picture {
    pub width: usize,
    pub pixels: Vec<[u8; 3]>,
}

pub const DOTS: f64 = 8.0;

impl Picture {
    fn read(file: &Path) -> Picture {
        let bytes = std::fs::read(file).unwrap();
        let mut fields = bytes.splitn(4, |b| b.is_ascii_whitespace());
        let mut field = || fields.next().unwrap();
        assert_eq!(field(), b"P6");
        let width = std::str::from_utf8(field()).unwrap().parse().unwrap();
        field();
        // The last field is the greatest value and the pixels.
        let pixels = &field()[4..];
        Picture {
            width,
            pixels: pixels.as_chunks::<3>().0.to_vec(),
        }
    }

    pub fn red(&self, x: usize, y: usize) -> bool {
        let [r, g, b] = self.pixels[y * self.width + x];
        r > 170 && g < 90 && b < 90
    }

    fn black(&self, x: usize, y: usize) -> bool {
        self.pixels[y * self.width + x].iter().all(|v| *v < 110)
    }

    /// The box around black ink between two heights: left, top, right, bottom.
    pub fn ink(&self, from: f64, to: f64) -> [f64; 4] {
        self.bounds(from, to, |x, y| self.black(x, y))
    }

    pub fn red_ink(&self, from: f64, to: f64) -> [f64; 4] {
        self.bounds(from, to, |x, y| self.red(x, y))
    }

    fn bounds(&self, from: f64, to: f64, is: impl Fn(usize, usize) -> bool) -> [f64; 4] {
        let mut found = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for y in (from * DOTS) as usize..((to * DOTS) as usize).min(self.pixels.len() / self.width)
        {
            for x in (0..self.width).filter(|x| is(*x, y)) {
                let (left, top) = (x as f64 / DOTS, y as f64 / DOTS);
                found[0] = found[0].min(left);
                found[1] = found[1].min(top);
                found[2] = found[2].max(left + 1.0 / DOTS);
                found[3] = found[3].max(top + 1.0 / DOTS);
            }
        }
        found
    }

    /// Red bars at least so many millimetres long: top, bottom, left, right.
    pub fn red_bars(&self, at_least: f64) -> Vec<[f64; 4]> {
        self.bars(at_least, |x, y| self.red(x, y))
    }

    pub fn black_bars(&self, at_least: f64) -> Vec<[f64; 4]> {
        self.bars(at_least, |x, y| self.black(x, y))
    }

    fn bars(&self, at_least: f64, is: impl Fn(usize, usize) -> bool) -> Vec<[f64; 4]> {
        let height = self.pixels.len() / self.width;
        let mut bars: Vec<[f64; 4]> = Vec::new();
        for y in 0..height {
            let inked: Vec<usize> = (0..self.width).filter(|x| is(*x, y)).collect();
            if (inked.len() as f64) / DOTS < at_least {
                continue;
            }
            let (top, bottom) = (y as f64 / DOTS, (y + 1) as f64 / DOTS);
            let (left, right) = (
                inked[0] as f64 / DOTS,
                (inked[inked.len() - 1] + 1) as f64 / DOTS,
            );
            match bars.last_mut() {
                Some(bar) if (bar[1] - top).abs() < 1e-9 => bar[1] = bottom,
                _ => bars.push([top, bottom, left, right]),
            }
        }
        bars
    }
}

/// Within the standard's tolerance of half a millimetre, or another.
#[track_caller]
pub fn near(measured: f64, wanted: f64, tolerance: f64, what: &str) {
    assert!(
        (measured - wanted).abs() <= tolerance,
        "{what}: {measured:.2} instead of {wanted:.2} mm"
    );
}
