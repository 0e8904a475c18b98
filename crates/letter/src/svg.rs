//! Pages as SVG: glyphs as outlines, each drawn once and used where it stands, so that a window without the fonts shows
//! exactly what will be printed. Lengths are millimetres, one unit of the view box each.

use std::{collections::BTreeMap, fmt::Write};

use crate::{
    Error, FontSet, Letter,
    fonts::{FaceId, Outline, Step},
    layout::{Bar, Ghost, Ink, Layout, Page, PhotoPlace, Run, WATERMARK, measures::*},
};

/// Outlines are kept in thousandths of an em: whole numbers, and finer than any screen.
const UNITS: f64 = 1000.0;

pub(crate) fn draw(
    letter: &Letter,
    layout: &Layout,
    fonts: &FontSet,
    photos: &[Option<String>],
) -> Result<Vec<String>, Error> {
    let total = layout.pages.len();
    layout
        .pages
        .iter()
        .enumerate()
        .map(|(i, page)| draw_page(letter, page, (i + 1, total), fonts, photos))
        .collect()
}

fn draw_page(
    letter: &Letter,
    page: &Page,
    (number, total): (usize, usize),
    fonts: &FontSet,
    photos: &[Option<String>],
) -> Result<String, Error> {
    let mut glyphs: BTreeMap<(FaceId, u16), String> = BTreeMap::new();
    for run in &page.runs {
        let face = fonts.face(run.face).open()?;
        for glyph in &run.glyphs {
            glyphs
                .entry((run.face, glyph.id))
                .or_insert_with(|| path(&Outline::of(&face, glyph.id)));
        }
    }
    let mut svg = String::with_capacity(64 * 1024);
    let label = escaped(&format!(
        "{}，第 {number} 页，共 {total} 页",
        letter.title.replace('\n', "")
    ));
    write(
        &mut svg,
        format_args!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {PAPER_WIDTH} {PAPER_HEIGHT}" role="img" aria-label="{label}"><defs>"#
        ),
    );
    for ((face, glyph), outline) in &glyphs {
        if !outline.is_empty() {
            write(
                &mut svg,
                format_args!(r#"<path id="{}" d="{outline}"/>"#, name(*face, *glyph)),
            );
        }
    }
    svg.push_str("</defs>");
    write(
        &mut svg,
        format_args!(r##"<rect width="{PAPER_WIDTH}" height="{PAPER_HEIGHT}" fill="#fff"/>"##),
    );
    for ghost in &page.ghosts {
        draw_ghost(&mut svg, ghost, 0.0, 0.94);
    }
    for photo in &page.photos {
        let picture = photos.get(photo.number).and_then(Option::as_deref);
        draw_photo(&mut svg, photo, picture);
        for (by, shade) in WATERMARK {
            for ghost in &photo.watermark {
                draw_ghost(&mut svg, ghost, by, shade);
            }
        }
    }
    for bar in &page.bars {
        draw_bar(&mut svg, bar);
    }
    for run in &page.runs {
        draw_run(&mut svg, run, &glyphs);
    }
    svg.push_str("</svg>");
    Ok(svg)
}

fn draw_run(svg: &mut String, run: &Run, glyphs: &BTreeMap<(FaceId, u16), String>) {
    let unit = mm(run.size_pt) / UNITS;
    write(
        svg,
        format_args!(
            r#"<g transform="matrix({} 0 0 {} 0 {})" fill="{}">"#,
            short(unit, 7),
            short(unit, 7),
            short(run.baseline, 3),
            color(run.ink)
        ),
    );
    for glyph in &run.glyphs {
        if glyphs
            .get(&(run.face, glyph.id))
            .is_some_and(|outline| !outline.is_empty())
        {
            write(
                svg,
                format_args!(
                    r##"<use href="#{}" x="{}"/>"##,
                    name(run.face, glyph.id),
                    short(glyph.x / unit, 0)
                ),
            );
        }
    }
    svg.push_str("</g>");
}

fn draw_bar(svg: &mut String, bar: &Bar) {
    let [x, y, w, h] = [bar.left, bar.top, bar.width, bar.height].map(|v| short(v, 3));
    write(
        svg,
        format_args!(
            r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{}"/>"#,
            color(bar.ink)
        ),
    );
}

/// In its frame as in the file that is printed; the frame alone where nobody has the picture.
fn draw_photo(svg: &mut String, photo: &PhotoPlace, picture: Option<&str>) {
    let [x, y, w, h] = [photo.left, photo.top, photo.width, photo.height].map(|v| short(v, 3));
    match picture {
        Some(link) => write(
            svg,
            format_args!(
                r#"<image x="{x}" y="{y}" width="{w}" height="{h}" preserveAspectRatio="xMidYMax meet" href="{}"/>"#,
                escaped(link)
            ),
        ),
        None => write(
            svg,
            format_args!(r##"<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="#e8e8e8"/>"##),
        ),
    }
}

fn draw_ghost(svg: &mut String, ghost: &Ghost, by: f64, shade: f32) {
    let unit = short(ghost.size_mm / UNITS, 7);
    let [x, y] = [ghost.x + by, ghost.baseline + by].map(|v| short(v, 3));
    let outline = path(&ghost.outline);
    let level = (shade * 255.0).round() as u8;
    write(
        svg,
        format_args!(
            r##"<path transform="matrix({unit} 0 0 {unit} {x} {y})" d="{outline}" fill="#{level:02x}{level:02x}{level:02x}"/>"##
        ),
    );
}

fn color(ink: Ink) -> &'static str {
    match ink {
        Ink::Black => "#000",
        Ink::Red => "#f00",
    }
}

/// Unique on a page, and the same on all pages of a letter.
fn name(face: FaceId, glyph: u16) -> String {
    format!("g{}-{glyph}", face.number())
}

/// An outline as path data in thousandths of an em, y downwards. Steps are relative and nothing is written twice: the
/// body's face draws its curves as hundreds of short lines.
fn path(outline: &Outline) -> String {
    let mut path = Path {
        d: String::new(),
        pen: [0, 0],
        start: [0, 0],
        command: ' ',
    };
    for step in &outline.steps {
        match *step {
            Step::Move(p) => path.draw('m', &[p]),
            Step::Line(p) => path.draw('l', &[p]),
            Step::Quad(c, p) => path.draw('q', &[c, p]),
            Step::Cubic(c, e, p) => path.draw('c', &[c, e, p]),
            Step::Close => path.close(),
        }
    }
    path.d
}

struct Path {
    d: String,
    pen: [i32; 2],
    /// Where the ring began.
    start: [i32; 2],
    command: char,
}

impl Path {
    fn draw(&mut self, command: char, points: &[[f32; 2]]) {
        let mut first = self.command != command;
        if first {
            self.d.push(command);
            self.command = command;
        }
        let mut last = self.pen;
        for point in points {
            last = [
                (f64::from(point[0]) * UNITS).round() as i32,
                (f64::from(-point[1]) * UNITS).round() as i32,
            ];
            for (to, from) in last.iter().zip(self.pen) {
                // A minus sign parts numbers as well as a blank does.
                let blank = if first || *to < from { "" } else { " " };
                write(&mut self.d, format_args!("{blank}{}", to - from));
                first = false;
            }
        }
        self.pen = last;
        if command == 'm' {
            self.start = last;
            // Numbers after a move would be read as lines.
            self.command = 'l';
        }
    }

    /// The pen goes back to where the ring began.
    fn close(&mut self) {
        self.pen = self.start;
        self.d.push('z');
        self.command = 'z';
    }
}

fn short(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    if digits > 0 {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

fn write(svg: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = svg.write_fmt(what);
}
