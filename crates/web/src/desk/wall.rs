//! The wall of standards: for each a tile with a bar of five parts and the sentence that says the same.

use domain::keys::{ExpectationKey, StandardRef};
use domain::programmes::Programme;
use operations::access::Desk;
use store::overview::figures::{self, Figure};

use crate::error::Error;
use crate::state::AppState;
use crate::words::Words;

/// How wide the bar is drawn.
const BAR: i64 = 300;
/// A part that is there is never thinner than this.
const THINNEST: i64 = 8;

/// A part of the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The name of its looks: met, exception, not-met, not-due, no-data.
    pub key: &'static str,
    pub x: i64,
    pub width: i64,
    pub count: i64,
    pub label: String,
}

impl Part {
    /// Told from the others by a pattern, not by its colour alone.
    pub fn is_patterned(&self) -> bool {
        matches!(self.key, "exception" | "not-met" | "no-data")
    }
}

/// A standard as a tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    pub number: String,
    pub title: String,
    pub href: String,
    /// “26 of 30 had their first meeting in the first week”.
    pub sentence: String,
    /// “2 by agreement; 2 did not; 4 not yet due”.
    pub beside: Vec<String>,
    pub parts: Vec<Part>,
}

/// The standards that a programme's expectations count for, with those expectations, in the order of their numbers.
pub fn live(programme: &Programme) -> Vec<(StandardRef, Vec<ExpectationKey>)> {
    let mut found: Vec<(StandardRef, Vec<ExpectationKey>)> = Vec::new();
    for expectation in &programme.expectations {
        for standard in &expectation.counts_for {
            match found.iter_mut().find(|(known, _)| known == standard) {
                Some((_, keys)) => keys.push(expectation.key.clone()),
                None => found.push((standard.clone(), vec![expectation.key.clone()])),
            }
        }
    }
    found.sort_by(|a, b| a.0.number.cmp(&b.0.number));
    found
}

/// The tiles of an organisation for a programme.
pub async fn tiles(state: &AppState, desk: &Desk, programme: &Programme) -> Result<Vec<Tile>, Error> {
    let today = state.ctx.today();
    let counted = figures::by_expectation(state.ctx.db.reader(), desk.organisation, &programme.key, today).await?;
    let w = Words::english();
    let each = live(programme).into_iter().map(|(standard, expectations)| {
        let mut figure = Figure::default();
        for (_, own) in counted.iter().filter(|(key, _)| expectations.contains(key)) {
            figure.add(own);
        }
        let href = format!("/organisations/{}/standards/{}?programme={}", desk.code, standard.number, programme.key);
        tile(w, &standard, &figure, href)
    });
    Ok(each.collect())
}

/// The key of a standard's words.
pub fn words_key(standard: &StandardRef) -> String {
    format!("standard-{}-{}", standard.set, standard.number.replace('.', "-"))
}

/// A figure as a tile says it.
pub fn tile(w: Words, standard: &StandardRef, figure: &Figure, href: String) -> Tile {
    let key = words_key(standard);
    let counted = figure.met + figure.exception + figure.not_met;
    let sentence = if figure.tells_too_little() {
        w.say("standard-too-little")
    } else if counted == 0 {
        w.say("standard-nobody")
    } else {
        let values = [("met", figure.met.to_string()), ("all", counted.to_string())];
        w.with(&format!("{key}-figure"), &values)
    };
    let beside = [
        ("standard-exception", figure.exception),
        ("standard-not-met", figure.not_met),
        ("standard-not-due", figure.not_due),
        ("standard-no-data", figure.no_data),
    ];
    let beside = beside.iter().filter(|(_, count)| *count > 0);
    Tile {
        number: standard.number.clone(),
        title: w.say(&key),
        href,
        sentence,
        beside: beside.map(|(key, count)| w.with(key, &[("count", count)])).collect(),
        parts: parts(w, figure),
    }
}

/// The five parts side by side, together as wide as the bar.
pub fn parts(w: Words, figure: &Figure) -> Vec<Part> {
    let counts = [
        ("met", figure.met, "standard-part-met"),
        ("exception", figure.exception, "standard-part-exception"),
        ("not-met", figure.not_met, "standard-part-not-met"),
        ("not-due", figure.not_due, "standard-part-not-due"),
        ("no-data", figure.no_data, "standard-part-no-data"),
    ];
    let all: i64 = counts.iter().map(|(_, count, _)| count).sum();
    let there = i64::try_from(counts.iter().filter(|(_, count, _)| *count > 0).count()).unwrap_or(0);
    let free = BAR - there * THINNEST;
    let mut x = 0;
    let mut parts = Vec::new();
    let mut seen = 0;
    for (key, count, label) in counts {
        if count == 0 {
            continue;
        }
        // The free width is shared out by what has been counted so far, so that rounding never leaves a rest.
        let width = THINNEST + free * (seen + count) / all - free * seen / all;
        parts.push(Part { key, x, width, count, label: w.say(label) });
        x += width;
        seen += count;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(met: i64, exception: i64, not_met: i64, not_due: i64, no_data: i64) -> Figure {
        Figure { met, exception, not_met, not_due, no_data }
    }

    #[test]
    fn the_parts_fill_the_bar_and_none_that_is_there_is_lost() {
        for figure in [figure(26, 2, 2, 4, 0), figure(1, 0, 0, 0, 0), figure(9_999, 1, 1, 1, 1), figure(0, 0, 3, 1, 0)]
        {
            let parts = parts(Words::english(), &figure);
            assert_eq!(parts.iter().map(|part| part.width).sum::<i64>(), BAR, "{figure:?}");
            assert!(parts.iter().all(|part| part.width >= THINNEST), "{figure:?}");
        }
        assert!(parts(Words::english(), &Figure::default()).is_empty());
    }

    #[test]
    fn req_L1_an_exception_is_said_beside_and_never_added_to_met() {
        let standard: StandardRef = "nhse-ahp/5.3".parse().unwrap();
        let tile = tile(Words::english(), &standard, &figure(26, 2, 2, 0, 0), String::new());
        assert!(tile.sentence.starts_with("26 of 30"), "{}", tile.sentence);
        assert_eq!(tile.beside, ["2 by agreement", "2 did not"]);
    }

    #[test]
    fn req_L1_too_little_recorded_says_so_before_any_number() {
        let standard: StandardRef = "nhse-ahp/5.3".parse().unwrap();
        let said = |figure| tile(Words::english(), &standard, &figure, String::new()).sentence;
        assert!(!said(figure(3, 0, 0, 0, 1)).chars().any(char::is_numeric));
        assert!(said(figure(4, 0, 0, 0, 1)).starts_with("4 of 4"));
        assert!(!said(figure(0, 0, 0, 5, 0)).chars().any(char::is_numeric), "nobody to count is not zero");
    }

    #[test]
    fn every_standard_that_a_shipped_programme_counts_for_has_its_words() {
        let w = Words::english();
        for programme in domain::programmes::shipped().all() {
            for (standard, _) in live(programme) {
                let key = words_key(&standard);
                for each in [key.clone(), format!("{key}-what")] {
                    assert!(!w.say(&each).starts_with('['), "{each}");
                }
                let said = w.with(&format!("{key}-figure"), &[("met", 1), ("all", 2)]);
                assert!(said.starts_with("1 of 2"), "{said}");
            }
        }
    }
}
