//! One page's content: runs as `Tm` and `TJ`, bars and ghosts as filled polygons, seal and photos by name.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, CurTransMat, Greyscale, LinePoint, Mm, Op, PaintMode, PdfFontHandle, PdfPage,
    Point, Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix, WindingOrder, XObjectId,
    XObjectTransform,
};

use super::{
    Pictures,
    finish::{SEAL, photo_name},
    subset::Embedded,
};
use crate::{
    fonts::{FaceId, Step},
    layout::{Bar, Ghost, Ink, Page, PhotoPlace, Run, SealPlace, WATERMARK, measures::*},
};

pub(super) fn content(
    page: &Page,
    faces: &BTreeMap<FaceId, Embedded>,
    pictures: &Pictures,
) -> PdfPage {
    let mut ops = Vec::new();
    if !page.ghosts.is_empty() {
        ops.push(grey(0.94));
        ops.extend(page.ghosts.iter().map(ghost));
    }
    for place in &page.photos {
        ops.extend(photo(place, pictures));
        ops.extend(watermark(&place.watermark));
    }
    let mut ink = None;
    for each in &page.bars {
        fill(each.ink, &mut ink, &mut ops);
        ops.push(bar(each));
    }
    ops.push(Op::StartTextSection);
    for run in &page.runs {
        fill(run.ink, &mut ink, &mut ops);
        if let Some(face) = faces.get(&run.face) {
            text(run, face, &mut ops);
        }
    }
    ops.push(Op::EndTextSection);
    if let Some(place) = page.seal.filter(|seal| seal.printed) {
        ops.extend(seal(place));
    }
    PdfPage::new(Mm(PAPER_WIDTH as f32), Mm(PAPER_HEIGHT as f32), ops)
}

fn fill(wanted: Ink, ink: &mut Option<Ink>, ops: &mut Vec<Op>) {
    if *ink != Some(wanted) {
        *ink = Some(wanted);
        ops.push(Op::SetFillColor { col: color(wanted) });
    }
}

fn color(ink: Ink) -> Color {
    match ink {
        Ink::Black => Color::Greyscale(Greyscale::new(0.0, None)),
        Ink::Red => Color::Rgb(Rgb::new(1.0, 0.0, 0.0, None)),
    }
}

/// Millimetres from the upper left corner to points from the lower left.
fn point(x: f64, y: f64) -> Point {
    Point {
        x: points(x),
        y: points(PAPER_HEIGHT - y),
    }
}

fn points(mm: f64) -> Pt {
    Pt((mm * 72.0 / 25.4) as f32)
}

/// A run at its place. After each glyph the pen stands where the face's width leaves it; the number in the `TJ` array
/// moves it to where the layout wants the next one.
fn text(run: &Run, face: &Embedded, ops: &mut Vec<Op>) {
    let Some(first) = run.glyphs.first() else {
        return;
    };
    let thousandth = mm(run.size_pt) / 1000.0;
    let mut pen = first.x;
    let mut shown = Vec::with_capacity(run.glyphs.len());
    for (i, glyph) in run.glyphs.iter().enumerate() {
        let id = face.glyph(glyph.id);
        pen += face.width(id) * thousandth;
        let wanted = run.glyphs.get(i + 1).map_or(pen, |next| next.x);
        let back = ((pen - wanted) / thousandth * 10.0).round() / 10.0;
        pen -= back * thousandth;
        shown.push(Codepoint::with_cid(
            id,
            back as f32,
            glyph.character.to_string(),
        ));
    }
    let at = point(first.x, run.baseline);
    ops.push(Op::SetFont {
        font: PdfFontHandle::External(face.name.clone()),
        size: Pt(run.size_pt as f32),
    });
    ops.push(Op::SetTextMatrix {
        matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, at.x.0, at.y.0]),
    });
    ops.push(Op::ShowText {
        items: vec![TextItem::GlyphIds(shown)],
    });
}

fn bar(bar: &Bar) -> Op {
    let (right, bottom) = (bar.left + bar.width, bar.top + bar.height);
    let corners = [
        (bar.left, bar.top),
        (right, bar.top),
        (right, bottom),
        (bar.left, bottom),
    ];
    let points = corners.into_iter().map(|(x, y)| corner(x, y)).collect();
    filled(vec![PolygonRing { points }])
}

fn corner(x: f64, y: f64) -> LinePoint {
    LinePoint {
        p: point(x, y),
        bezier: false,
    }
}

fn filled(rings: Vec<PolygonRing>) -> Op {
    Op::DrawPolygon {
        polygon: Polygon {
            rings,
            mode: PaintMode::Fill,
            winding_order: WindingOrder::NonZero,
        },
    }
}

/// Curves become short lines: at this size and paleness nobody sees the difference.
fn ghost(ghost: &Ghost) -> Op {
    const PARTS: i32 = 6;
    let place = |p: [f32; 2]| {
        (
            ghost.x + f64::from(p[0]) * ghost.size_mm,
            ghost.baseline - f64::from(p[1]) * ghost.size_mm,
        )
    };
    let mut rings: Vec<PolygonRing> = Vec::new();
    let mut pen = [0.0f32; 2];
    let to = |rings: &mut Vec<PolygonRing>, p: [f32; 2]| {
        let (x, y) = place(p);
        if let Some(ring) = rings.last_mut() {
            ring.points.push(corner(x, y));
        }
    };
    for step in &ghost.outline.steps {
        match *step {
            Step::Move(p) => {
                rings.push(PolygonRing { points: Vec::new() });
                to(&mut rings, p);
                pen = p;
            }
            Step::Line(p) => {
                to(&mut rings, p);
                pen = p;
            }
            Step::Quad(c, p) => {
                for k in 1..=PARTS {
                    let t = k as f32 / PARTS as f32;
                    let mix = |i: usize| {
                        (1.0 - t).powi(2) * pen[i] + 2.0 * t * (1.0 - t) * c[i] + t * t * p[i]
                    };
                    to(&mut rings, [mix(0), mix(1)]);
                }
                pen = p;
            }
            Step::Cubic(c, d, p) => {
                for k in 1..=PARTS {
                    let t = k as f32 / PARTS as f32;
                    let u = 1.0 - t;
                    let mix = |i: usize| {
                        u.powi(3) * pen[i]
                            + 3.0 * u * u * t * c[i]
                            + 3.0 * u * t * t * d[i]
                            + t.powi(3) * p[i]
                    };
                    to(&mut rings, [mix(0), mix(1)]);
                }
                pen = p;
            }
            Step::Close => {}
        }
    }
    filled(rings)
}

fn seal(place: SealPlace) -> [Op; 4] {
    let left = place.center_x - place.diameter / 2.0;
    let bottom = place.center_y + place.diameter / 2.0;
    picture(
        SEAL.to_owned(),
        (left, bottom),
        (place.diameter, place.diameter),
    )
}

/// As large as its frame allows, in the middle, on the lower edge. A draft whose pictures are elsewhere shows the frame.
fn photo(place: &PhotoPlace, pictures: &Pictures) -> Vec<Op> {
    let bottom = place.top + place.height;
    let Some(Some(photo)) = pictures.photos.get(place.number) else {
        let frame = Bar {
            ink: Ink::Black,
            left: place.left,
            top: place.top,
            width: place.width,
            height: place.height,
        };
        return vec![grey(0.91), bar(&frame)];
    };
    let (width, height) = photo.within(place.width, place.height);
    let left = place.left + (place.width - width) / 2.0;
    picture(photo_name(place.number), (left, bottom), (width, height)).into()
}

/// Light on a dark edge: read on a bright wall and in a dark corridor.
fn watermark(outlines: &[Ghost]) -> Vec<Op> {
    let mut ops = Vec::new();
    for (by, shade) in WATERMARK {
        if !outlines.is_empty() {
            ops.push(grey(shade));
        }
        ops.extend(outlines.iter().map(|one| {
            ghost(&Ghost {
                x: one.x + by,
                baseline: one.baseline + by,
                ..one.clone()
            })
        }));
    }
    ops
}

fn grey(shade: f32) -> Op {
    Op::SetFillColor {
        col: Color::Greyscale(Greyscale::new(shade, None)),
    }
}

/// The image itself joins the page's resources in `finish`.
fn picture(name: String, (left, bottom): (f64, f64), (width, height): (f64, f64)) -> [Op; 4] {
    let corner = point(left, bottom);
    [
        Op::SaveGraphicsState,
        Op::SetTransformationMatrix {
            matrix: CurTransMat::Raw([
                points(width).0,
                0.0,
                0.0,
                points(height).0,
                corner.x.0,
                corner.y.0,
            ]),
        },
        Op::UseXobject {
            id: XObjectId(name),
            transform: XObjectTransform::default(),
        },
        Op::RestoreGraphicsState,
    ]
}
