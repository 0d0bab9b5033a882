//! A figure in words and as a bar of five parts.

use domain::standards::{Figure, Part, Sentence};

use crate::words::Words;

/// “26 of 30 had their first meeting in the first week; 2 later by agreement; 2 did not. 3 not yet due.”
pub fn sentence(w: Words, figure: &Figure, said: &Sentence) -> String {
    let mut sentences = Vec::new();
    if figure.too_little_recorded() {
        sentences.push(w.say("standards-figure-too-little"));
    }
    if figure.counted() == 0 {
        sentences.push(w.say("standards-figure-nobody"));
    } else {
        let (met, counted) = (figure.met.to_string(), figure.counted().to_string());
        let values = [("met", met.as_str()), ("counted", counted.as_str()), ("what", said.met.as_str())];
        let mut text = w.with("standards-figure", values);
        let others = [(figure.agreed_exception, &said.exception), (figure.not_met, &said.not_met)];
        for (count, what) in others.into_iter().filter(|(count, _)| *count > 0) {
            text += &format!("; {count} {what}");
        }
        sentences.push(text);
    }
    let rest = [("standards-figure-not-yet", figure.not_yet_due), ("standards-figure-no-data", figure.no_data)];
    for (key, count) in rest.into_iter().filter(|(_, count)| *count > 0) {
        sentences.push(domain::programmes::capitalised(&w.with(key, [("count", count)])));
    }
    sentences.join(". ") + "."
}

/// The five parts as stretches of a bar, in hundredths of its width.
#[derive(Debug, Clone, Default)]
pub struct Bar {
    pub stretches: Vec<Stretch>,
}

/// One stretch.
#[derive(Debug, Clone)]
pub struct Stretch {
    pub part: &'static str,
    pub from: String,
    pub width: String,
}

impl Bar {
    pub fn of(figure: &Figure) -> Self {
        let total = figure.total();
        if total == 0 {
            return Self::default();
        }
        let share = |count: u32| f64::from(count) * 100.0 / f64::from(total);
        let mut from = 0.0;
        let mut stretches = Vec::new();
        for part in Part::ALL {
            let width = share(figure.of(part));
            if width > 0.0 {
                let stretch = Stretch { part: part.as_str(), from: format!("{from:.2}"), width: format!("{width:.2}") };
                stretches.push(stretch);
            }
            from += width;
        }
        Self { stretches }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_l8_a_figure_reads_as_people_say_it() {
        let said = Sentence {
            met: "had their first meeting in the first week".to_owned(),
            exception: "later by agreement".to_owned(),
            not_met: "did not".to_owned(),
        };
        let w = Words::english();
        let mut figure = Figure { met: 26, agreed_exception: 2, not_met: 2, not_yet_due: 3, no_data: 0 };
        assert_eq!(
            sentence(w, &figure, &said),
            "26 of 30 had their first meeting in the first week; 2 later by agreement; 2 did not. 3 not yet due."
        );
        figure.no_data = 8;
        assert!(sentence(w, &figure, &said).starts_with("Not enough recorded to tell. 26 of 30"));
        assert!(sentence(w, &figure, &said).ends_with("For 8 nothing is recorded."));
        assert_eq!(sentence(w, &Figure::default(), &said), "Nothing to count yet.");
    }

    #[test]
    fn the_stretches_fill_the_bar() {
        let bar = Bar::of(&Figure { met: 1, agreed_exception: 1, not_met: 1, not_yet_due: 1, no_data: 0 });
        let ends: Vec<&str> = bar.stretches.iter().map(|stretch| stretch.from.as_str()).collect();
        assert_eq!(ends, ["0.00", "25.00", "50.00", "75.00"]);
        assert!(Bar::of(&Figure::default()).stretches.is_empty());
    }
}
