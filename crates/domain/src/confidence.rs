//! How somebody sees their own confidence, look by look (E2). Never a score: nothing is added up, averaged or ranked; what
//! is told is where a point stood then and stands now.

use jiff::civil::Date;

use crate::forms::{FieldKind, Form};
use crate::keys::FieldKey;
use crate::programmes::{ConfidenceShape, Point};
use crate::records::AnswerValue;

/// How much of it somebody opens to those who support them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Opens {
    Nothing,
    /// The shape, without a word of what was written.
    Shape,
    /// The shape and everything that was written and handed in.
    Sentences,
}

impl Opens {
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Shape, Self::Sentences];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Shape => "shape",
            Self::Sentences => "sentences",
        }
    }
}

impl std::str::FromStr for Opens {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|opens| opens.as_str() == text).ok_or(())
    }
}

/// One look at oneself: for each point of the shape the step, where one was chosen, and what was written beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub on: Date,
    pub steps: Vec<Option<u32>>,
    pub notes: Vec<String>,
}

impl Look {
    /// A look from the answers of a document.
    pub fn read<'a>(shape: &ConfidenceShape, on: Date, answer: impl Fn(&FieldKey) -> Option<&'a AnswerValue>) -> Self {
        let step = |point: &Point| match answer(&point.field) {
            Some(AnswerValue::Scale(step)) => Some(*step),
            _ => None,
        };
        let note = |point: &Point| match point.note.as_ref().and_then(&answer) {
            Some(AnswerValue::Text(text)) => text.clone(),
            _ => String::new(),
        };
        Self { on, steps: shape.points.iter().map(step).collect(), notes: shape.points.iter().map(note).collect() }
    }

    /// Does it say anything?
    pub fn is_empty(&self) -> bool {
        self.steps.iter().all(Option::is_none)
    }

    /// The same without a word that was written.
    #[must_use]
    pub fn without_words(mut self) -> Self {
        self.notes.iter_mut().for_each(String::clear);
        self
    }
}

/// How many steps a point has, and what its ends are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    pub steps: u32,
    pub least: String,
    pub most: String,
}

/// The scale of a point.
pub fn scale_of(form: &Form, point: &Point) -> Option<Scale> {
    match &form.field(&point.field)?.kind {
        FieldKind::Scale { steps, least_label, most_label } => {
            Some(Scale { steps: *steps, least: least_label.clone(), most: most_label.clone() })
        }
        _ => None,
    }
}

/// A point that moved between the first look that has it and the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Which point, counted from 0.
    pub point: usize,
    pub from: u32,
    pub to: u32,
    /// Which looks, counted from 0.
    pub first: usize,
    pub last: usize,
}

/// The points that moved, those that moved furthest first, up or down alike.
pub fn moved(looks: &[Look]) -> Vec<Moved> {
    let points = looks.first().map_or(0, |look| look.steps.len());
    let of = |point: usize| {
        let at = |look: &Look| look.steps.get(point).copied().flatten();
        let first = looks.iter().position(|look| at(look).is_some())?;
        let last = looks.iter().rposition(|look| at(look).is_some())?;
        let (from, to) = (at(&looks[first])?, at(&looks[last])?);
        (from != to).then_some(Moved { point, from, to, first, last })
    };
    let mut moved: Vec<Moved> = (0..points).filter_map(of).collect();
    moved.sort_by_key(|moved| std::cmp::Reverse(moved.from.abs_diff(moved.to)));
    moved
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn look(month: i8, steps: &[u32]) -> Look {
        let steps = steps.iter().map(|step| (*step > 0).then_some(*step)).collect();
        Look { on: date(2027, month, 1), steps, notes: Vec::new() }
    }

    #[test]
    fn req_E2_the_points_that_moved_furthest_come_first_whichever_way() {
        let looks = [look(1, &[2, 4, 3, 0]), look(6, &[3, 2, 3, 1]), look(12, &[3, 1, 3, 2])];
        let moved = moved(&looks);
        assert_eq!(moved.iter().map(|moved| moved.point).collect::<Vec<_>>(), [1, 0, 3]);
        assert_eq!((moved[0].from, moved[0].to), (4, 1));
        assert_eq!((moved[2].first, moved[2].last), (1, 2), "what was not said at first counts from when it was");
    }

    #[test]
    fn one_look_moves_nothing_and_the_shape_alone_has_no_words() {
        let one = Look { notes: vec!["At last".to_owned()], ..look(1, &[2]) };
        assert!(moved(std::slice::from_ref(&one)).is_empty());
        assert_eq!(one.without_words().notes, [""]);
        assert!(look(1, &[0, 0]).is_empty());
    }
}
