//! A standard as a tile: a figure in words, and as a bar of five parts.

use domain::standards::{Figure, Judgement, Maker, Part, Sentence, Standard};
use operations::standards;

use super::path_of;
use crate::words::Words;

/// How wide the bar is drawn.
const BAR: u64 = 300;
/// A part that is there is never thinner than this.
const THINNEST: u64 = 8;

/// A part of the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The name of its looks: met, exception, not-met, not-due, no-data.
    pub key: &'static str,
    pub x: u64,
    pub width: u64,
    pub count: u32,
    pub label: String,
}

impl Stretch {
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
    /// “2 later by agreement”, “2 did not”, “4 not yet due”.
    pub beside: Vec<String>,
    pub parts: Vec<Stretch>,
    /// Whether its figure can be worked out yet.
    pub live: bool,
    /// What the organisation itself thinks of it; may be empty.
    pub judgement: String,
}

/// A standard and what is known of it as a tile says it.
pub fn tile(w: Words, code: &str, one: &standards::Tile) -> Tile {
    let standard = one.standard;
    let judged = one.judged.as_ref().map(|judged| judgement(w, judged.judgement));
    let said = said(standard).zip(one.figure());
    let (sentence, beside, parts) = match said {
        Some((said, figure)) => (sentence(w, standard, figure, said), beside(w, figure, said), stretches(w, figure)),
        None => (unfed(w, standard), Vec::new(), Vec::new()),
    };
    Tile {
        number: standard.reference.number.clone(),
        title: standard.title.clone(),
        href: path_of(code, &standard.reference),
        sentence,
        beside,
        parts,
        live: said.is_some(),
        judgement: judged.map_or_else(String::new, |judged| w.with("standards-own-short", [("judgement", judged)])),
    }
}

/// The name of a judgement.
pub fn judgement(w: Words, judgement: Judgement) -> String {
    w.say(&format!("standards-judgement-{}", judgement.as_str()))
}

fn said(standard: &Standard) -> Option<&Sentence> {
    standard.said.as_ref()
}

/// What a standard says that nothing feeds.
fn unfed(w: Words, standard: &Standard) -> String {
    w.say(if standard.maker == Maker::Judgement { "standards-to-judge" } else { "standards-fed-by-short" })
}

/// What a figure says first. With too little recorded it says that, and no number.
fn sentence(w: Words, standard: &Standard, figure: &Figure, said: &Sentence) -> String {
    let kept_by_hand = matches!(standard.maker, Maker::Governance | Maker::Content);
    if kept_by_hand && figure.no_data > 0 && figure.no_data == figure.total() {
        return w.say("standards-figure-unrecorded");
    }
    if figure.too_little_recorded() {
        return w.say("standards-figure-too-little");
    }
    if figure.counted() == 0 {
        return w.say("standards-figure-nobody");
    }
    let (met, counted) = (figure.met.to_string(), figure.counted().to_string());
    w.with("standards-figure", [("met", met.as_str()), ("counted", counted.as_str()), ("what", said.met.as_str())])
}

/// What stands beside it, each part that is there.
fn beside(w: Words, figure: &Figure, said: &Sentence) -> Vec<String> {
    let part = |part: Part| {
        let count = figure.of(part).to_string();
        let what = match part {
            Part::AgreedException => &said.exception,
            Part::NotMet => &said.not_met,
            Part::Met | Part::NotYetDue | Part::NoData => {
                return w.with(&format!("standards-figure-{}", part.as_str()), [("count", count)]);
            }
        };
        w.with("standards-figure-part", [("count", count.as_str()), ("what", what.as_str())])
    };
    // What was met is in the sentence, unless that says that there is too little.
    let there = Part::ALL.into_iter().filter(|part| figure.of(*part) > 0);
    there.filter(|part| *part != Part::Met || figure.too_little_recorded()).map(part).collect()
}

/// The five parts side by side, together as wide as the bar.
fn stretches(w: Words, figure: &Figure) -> Vec<Stretch> {
    let all = u64::from(figure.total());
    let there = Part::ALL.into_iter().filter(|part| figure.of(*part) > 0);
    let free = BAR - THINNEST * there.clone().count() as u64;
    let (mut x, mut seen) = (0, 0);
    let stretch = |part: Part| {
        let count = u64::from(figure.of(part));
        // The free width is shared out by what has been counted so far, so that rounding never leaves a rest.
        let width = THINNEST + free * (seen + count) / all - free * seen / all;
        let stretch = Stretch { key: looks(part), x, width, count: figure.of(part), label: label(w, part) };
        x += width;
        seen += count;
        stretch
    };
    there.map(stretch).collect()
}

/// The name of a part.
pub fn label(w: Words, part: Part) -> String {
    w.say(&format!("standards-part-{}", part.as_str()))
}

fn looks(part: Part) -> &'static str {
    match part {
        Part::Met => "met",
        Part::AgreedException => "exception",
        Part::NotMet => "not-met",
        Part::NotYetDue => "not-due",
        Part::NoData => "no-data",
    }
}

#[cfg(test)]
mod tests {
    use domain::standards::sets;

    use super::*;

    fn figure(met: u32, agreed_exception: u32, not_met: u32, not_yet_due: u32, no_data: u32) -> Figure {
        Figure { met, agreed_exception, not_met, not_yet_due, no_data }
    }

    fn of(number: &str, figure: Option<Figure>) -> Tile {
        let standard = sets()[0].standard(number).expect("it ships");
        let reading = standards::Reading { figure, ..standards::Reading::default() };
        tile(Words::english(), "Z1", &standards::Tile { standard, reading, judged: None })
    }

    fn first_meetings(figure: &Figure) -> Tile {
        of("5.3", Some(*figure))
    }

    #[test]
    fn the_parts_fill_the_bar_and_none_that_is_there_is_lost() {
        for figure in [figure(26, 2, 2, 4, 0), figure(1, 0, 0, 0, 0), figure(9_999, 1, 1, 1, 1), figure(0, 0, 3, 1, 0)]
        {
            let parts = first_meetings(&figure).parts;
            assert_eq!(parts.iter().map(|part| part.width).sum::<u64>(), BAR, "{figure:?}");
            assert!(parts.iter().all(|part| part.width >= THINNEST), "{figure:?}");
        }
        assert!(first_meetings(&Figure::default()).parts.is_empty());
    }

    #[test]
    fn req_L1_an_exception_is_said_beside_and_never_added_to_met() {
        let tile = first_meetings(&figure(26, 2, 2, 3, 0));
        assert_eq!(tile.sentence, "26 of 30 had their first meeting in the first week");
        assert_eq!(tile.beside, ["2 later by agreement", "2 did not", "3 not yet due"]);
    }

    #[test]
    fn req_L1_too_little_recorded_says_so_before_any_number() {
        let said = |figure: Figure| first_meetings(&figure).sentence;
        assert!(!said(figure(3, 0, 0, 0, 1)).chars().any(char::is_numeric));
        assert!(said(figure(4, 0, 0, 0, 1)).starts_with("4 of 4"));
        assert!(!said(figure(0, 0, 0, 5, 0)).chars().any(char::is_numeric), "nobody to count is not zero");
    }

    #[test]
    fn a_standard_that_nothing_feeds_yet_is_said_to_be_so() {
        let tile = of("2.3", None);
        assert!(!tile.live && tile.parts.is_empty() && tile.sentence.starts_with("No data"), "{}", tile.sentence);
    }

    #[test]
    fn req_L8_a_governance_file_without_entries_is_neither_met_nor_zero() {
        let tile = of("1.1", Some(figure(0, 0, 0, 0, 6)));
        assert!(!tile.sentence.chars().any(char::is_numeric), "{}", tile.sentence);
        assert!(of("1.1", Some(figure(5, 0, 1, 0, 0))).sentence.starts_with("5 of 6"));
    }
}
