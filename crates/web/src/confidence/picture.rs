//! The shape: one outline for each look, told apart by how it is drawn and by its marks, never by colour alone. The further
//! out a point stands, the surer somebody felt; nothing is added up.

use domain::confidence::{Look, Scale};

/// The middle of the drawing, and how far the outermost ring lies from it.
const MIDDLE: (f64, f64) = (200.0, 190.0);
const REACH: f64 = 140.0;
/// How far from the middle a point's number stands.
const NUMBERS: f64 = 168.0;

/// The drawing.
pub(super) struct Picture {
    /// From the middle outwards, with its number at the end.
    pub(super) spokes: Vec<Spoke>,
    /// One for each step of the scale.
    pub(super) rings: Vec<String>,
    pub(super) shapes: Vec<Shape>,
}

pub(super) struct Spoke {
    pub(super) number: usize,
    pub(super) x: String,
    pub(super) y: String,
    pub(super) text_x: String,
    pub(super) text_y: String,
}

/// One look.
pub(super) struct Shape {
    /// first | between | last
    pub(super) key: &'static str,
    /// `M… L… Z`; a gap where nothing was said.
    pub(super) path: String,
    pub(super) marks: Vec<(String, String)>,
}

impl Picture {
    pub(super) fn new(scales: &[Scale], looks: &[&Look]) -> Self {
        let count = scales.len();
        let spokes = (0..count).map(|point| {
            let (x, y) = place(point, count, REACH);
            let (text_x, text_y) = place(point, count, NUMBERS);
            Spoke {
                number: point + 1,
                x: coordinate(x),
                y: coordinate(y),
                text_x: coordinate(text_x),
                text_y: coordinate(text_y),
            }
        });
        let steps = scales.iter().map(|scale| scale.steps).max().unwrap_or(1);
        let ring = |step: u32| {
            let reach = REACH * share(step, steps);
            let points: Vec<(f64, f64)> = (0..count).map(|point| place(point, count, reach)).collect();
            outline(&points, true)
        };
        let shapes = looks.iter().enumerate().map(|(nth, look)| shape(scales, look, key(nth, looks.len())));
        Self { spokes: spokes.collect(), rings: (1..=steps).map(ring).collect(), shapes: shapes.collect() }
    }
}

/// How a look is drawn, by its place among the others.
pub(super) fn key(nth: usize, count: usize) -> &'static str {
    match nth {
        0 if count > 1 => "first",
        nth if nth + 1 == count => "last",
        _ => "between",
    }
}

fn shape(scales: &[Scale], look: &Look, key: &'static str) -> Shape {
    let count = scales.len();
    let points = scales.iter().zip(&look.steps).enumerate().filter_map(|(point, (scale, step))| {
        let step = (*step)?;
        Some(place(point, count, REACH * share(step, scale.steps)))
    });
    let points: Vec<(f64, f64)> = points.collect();
    let is_whole = points.len() == count;
    Shape {
        key,
        path: outline(&points, is_whole),
        marks: points.iter().map(|(x, y)| (coordinate(*x), coordinate(*y))).collect(),
    }
}

/// How far out a step stands; the first is not the middle, so that every look has a shape.
fn share(step: u32, steps: u32) -> f64 {
    f64::from(step.min(steps)) / f64::from(steps.max(1))
}

/// Where a point stands, so far from the middle: the first at the top, then clockwise.
fn place(point: usize, count: usize, reach: f64) -> (f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "a handful of points")]
    let turn = std::f64::consts::TAU * point as f64 / count.max(1) as f64;
    (MIDDLE.0 + reach * turn.sin(), MIDDLE.1 - reach * turn.cos())
}

fn outline(points: &[(f64, f64)], closed: bool) -> String {
    let mut path = String::new();
    for (nth, (x, y)) in points.iter().enumerate() {
        path.push_str(if nth == 0 { "M" } else { "L" });
        path.push_str(&format!("{} {}", coordinate(*x), coordinate(*y)));
    }
    if closed {
        path.push('Z');
    }
    path
}

fn coordinate(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn req_E2_each_look_has_its_own_outline_and_the_same_steps_make_the_same_one() {
        let scale = || Scale { steps: 5, least: "not yet".into(), most: "quite".into() };
        let scales = [scale(), scale(), scale(), scale()];
        let look = |steps: [u32; 4]| Look { on: date(2027, 1, 1), steps: steps.map(Some).to_vec(), notes: Vec::new() };
        let (one, two) = (look([2, 2, 2, 2]), look([5, 2, 2, 2]));
        let picture = Picture::new(&scales, &[&one, &two]);
        assert_eq!((picture.spokes.len(), picture.rings.len(), picture.shapes.len()), (4, 5, 2));
        assert_eq!(picture.shapes[0].path, picture.rings[1]);
        assert_eq!(picture.shapes[1].marks[0], ("200.0".to_owned(), "50.0".to_owned()), "the top is furthest out");
        assert_eq!((picture.shapes[0].key, picture.shapes[1].key), ("first", "last"));
    }

    #[test]
    fn what_was_not_said_leaves_a_gap() {
        let scale = || Scale { steps: 5, least: String::new(), most: String::new() };
        let look = Look { on: date(2027, 1, 1), steps: vec![Some(1), None, Some(3)], notes: Vec::new() };
        let picture = Picture::new(&[scale(), scale(), scale()], &[&look]);
        assert!(!picture.shapes[0].path.ends_with('Z'));
        assert_eq!(picture.shapes[0].marks.len(), 2);
    }
}
