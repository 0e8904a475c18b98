//! Pages as SVG: glyphs as outlines, each drawn once and used where it stands, so that a window without the fonts shows
//! exactly what will be printed. Lengths are millimetres, one unit of the view box each.

use std::{collections::BTreeMap, fmt::Write};

use crate::{
    Error, FontSet, Letter,
    fonts::{FaceId, Outline, Step},
    layout::{Bar, Ghost, Ink, Layout, Page, Run, measures::*},
};

/// Outlines are kept in thousandths of an em: whole numbers, and finer than any screen.
const UNITS: f64 = 1000.0;

pub(crate) fn draw(
    letter: &Letter,
    layout: &Layout,
    fonts: &FontSet,
) -> Result<Vec<String>, Error> {
    let total = layout.pages.len();
    layout
        .pages
        .iter()
        .enumerate()
        .map(|(i, page)| draw_page(letter, page, (i + 1, total), fonts))
        .collect()
}

fn draw_page(
    letter: &Letter,
    page: &Page,
    (number, total): (usize, usize),
    fonts: &FontSet,
) -> Result<String, Error> {
    let mut glyphs: BTreeMap<(FaceId, u16), String> = BTreeMap::new();
    for run in &page.runs {
        let face = fonts.face(run.face).open()?;
        for glyph in &run.glyphs {
            glyphs
                .entry((run.face, glyph.id))
                .or_insert_with(|| path(&Outline::of(&face, glyph.id), (0.0, 0.0), UNITS, 1.0));
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
        draw_ghost(&mut svg, ghost);
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
            color(Ink::Red)
        ),
    );
}

fn draw_ghost(svg: &mut String, ghost: &Ghost) {
    let outline = path(
        &ghost.outline,
        (ghost.x, ghost.baseline),
        ghost.size_mm,
        100.0,
    );
    write(
        svg,
        format_args!(r##"<path d="{outline}" fill="#f0f0f0"/>"##),
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

/// An outline as path data, y downwards, numbers kept to one part in `precision`.
fn path(outline: &Outline, (x, y): (f64, f64), scale: f64, precision: f64) -> String {
    let mut d = String::new();
    let at = |d: &mut String, command: &str, points: &[[f32; 2]]| {
        d.push_str(command);
        for (i, p) in points.iter().enumerate() {
            let px = ((x + f64::from(p[0]) * scale) * precision).round() / precision;
            let py = ((y - f64::from(p[1]) * scale) * precision).round() / precision;
            write(d, format_args!("{}{px} {py}", if i > 0 { " " } else { "" }));
        }
    };
    for step in &outline.steps {
        match step {
            Step::Move(p) => at(&mut d, "M", &[*p]),
            Step::Line(p) => at(&mut d, "L", &[*p]),
            Step::Quad(c, p) => at(&mut d, "Q", &[*c, *p]),
            Step::Cubic(c, e, p) => at(&mut d, "C", &[*c, *e, *p]),
            Step::Close => d.push('Z'),
        }
    }
    d
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
