//! One page's content: runs as `Tm` and `TJ`, bars and ghosts as filled polygons, the seal by name.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, CurTransMat, FontId, Greyscale, LinePoint, Mm, Op, PaintMode, PdfFontHandle,
    PdfPage, Point, Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix, WindingOrder, XObjectId,
    XObjectTransform,
};

use super::finish::SEAL;
use crate::{
    Error, FontSet,
    fonts::{FaceId, Step},
    layout::{Bar, Ghost, Ink, Page, Run, SealPlace, measures::*},
};

pub(super) fn content(
    page: &Page,
    fonts: &FontSet,
    names: &BTreeMap<FaceId, FontId>,
) -> Result<PdfPage, Error> {
    let mut ops = Vec::new();
    if !page.ghosts.is_empty() {
        ops.push(Op::SetFillColor {
            col: Color::Greyscale(Greyscale::new(0.94, None)),
        });
        ops.extend(page.ghosts.iter().map(ghost));
    }
    if !page.bars.is_empty() {
        ops.push(Op::SetFillColor {
            col: color(Ink::Red),
        });
        ops.extend(page.bars.iter().map(bar));
    }
    ops.push(Op::StartTextSection);
    let mut ink = None;
    for run in &page.runs {
        if ink != Some(run.ink) {
            ink = Some(run.ink);
            ops.push(Op::SetFillColor {
                col: color(run.ink),
            });
        }
        text(run, fonts, names, &mut ops)?;
    }
    ops.push(Op::EndTextSection);
    if let Some(place) = page.seal.filter(|seal| seal.printed) {
        ops.extend(seal(place));
    }
    Ok(PdfPage::new(
        Mm(PAPER_WIDTH as f32),
        Mm(PAPER_HEIGHT as f32),
        ops,
    ))
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
fn text(
    run: &Run,
    fonts: &FontSet,
    names: &BTreeMap<FaceId, FontId>,
    ops: &mut Vec<Op>,
) -> Result<(), Error> {
    let Some(first) = run.glyphs.first() else {
        return Ok(());
    };
    let face = fonts.face(run.face).for_pdf()?;
    let thousandth = mm(run.size_pt) / 1000.0;
    let width = |glyph: u16| {
        let em = f64::from(face.pdf_font_metrics.units_per_em);
        // Whole thousandths, as the file's own width table has them.
        (f64::from(face.get_horizontal_advance(glyph)) * 1000.0 / em).floor()
    };
    let mut pen = first.x;
    let mut shown = Vec::with_capacity(run.glyphs.len());
    for (i, glyph) in run.glyphs.iter().enumerate() {
        pen += width(glyph.id) * thousandth;
        let wanted = run.glyphs.get(i + 1).map_or(pen, |next| next.x);
        let back = ((pen - wanted) / thousandth * 10.0).round() / 10.0;
        pen -= back * thousandth;
        shown.push(Codepoint::with_cid(
            glyph.id,
            back as f32,
            glyph.character.to_string(),
        ));
    }
    let at = point(first.x, run.baseline);
    ops.push(Op::SetFont {
        font: PdfFontHandle::External(names[&run.face].clone()),
        size: Pt(run.size_pt as f32),
    });
    ops.push(Op::SetTextMatrix {
        matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, at.x.0, at.y.0]),
    });
    ops.push(Op::ShowText {
        items: vec![TextItem::GlyphIds(shown)],
    });
    Ok(())
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
    let corner = point(
        place.center_x - place.diameter / 2.0,
        place.center_y + place.diameter / 2.0,
    );
    let side = points(place.diameter).0;
    [
        Op::SaveGraphicsState,
        Op::SetTransformationMatrix {
            matrix: CurTransMat::Raw([side, 0.0, 0.0, side, corner.x.0, corner.y.0]),
        },
        // The image itself joins the page's resources in `finish`.
        Op::UseXobject {
            id: XObjectId(SEAL.to_owned()),
            transform: XObjectTransform::default(),
        },
        Op::RestoreGraphicsState,
    ]
}
