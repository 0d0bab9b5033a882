//! Reading the file of a set, checked like a programme: every mistake with its line.

use super::maker::{CountedBy, HoursOf, Maker, SetBy, Threshold, ThresholdKey};
use super::set::{Change, Overlay, Principle, Sentence, Standard, StandardSet};
use crate::keys::{StandardRef, StandardSetKey};
use crate::programmes::source::{Document, Problems, Section};
use crate::programmes::{Problem, SourceDocument, SourceFile};

/// Compiles the file of a set. `others`: sets that it may overlay or link to.
///
/// # Errors
/// Everything that is wrong with it, by line.
pub fn compile(file: &SourceFile, others: &[StandardSet]) -> Result<StandardSet, Vec<Problem>> {
    let problems = Problems::default();
    let set = {
        let document = Document::read(file, &problems);
        set(&document.root(), others)
    };
    match (set, problems.sorted()) {
        (Some(set), problems) if problems.is_empty() => Ok(set),
        (_, problems) => Err(problems),
    }
}

fn set(root: &Section<'_>, others: &[StandardSet]) -> Option<StandardSet> {
    let head = root.section("set")?;
    let key: Option<StandardSetKey> = head.parsed("key");
    let version = head.text("version");
    let dated = head.maybe("dated").and_then(|value| value.text("dated"));
    let title = head.text("title");
    let leaves_out = head.maybe("leaves_out").and_then(|value| value.text("leaves_out"));
    let source = head.section("source").and_then(|source| {
        let title = source.text("title");
        let body = source.text("body");
        let link = source.text("link");
        Some(SourceDocument { title: title?, body: body?, link: link? })
    });
    let base = match head.maybe("overlays") {
        None => None,
        Some(value) => {
            let of: StandardSetKey = value.parsed("overlays")?;
            let Some(base) = others.iter().find(|set| set.key == of) else {
                value.problem(format!("There is no set `{of}`."), "Name a set that ships, such as `nhse-ahp`.");
                return None;
            };
            Some(base)
        }
    };
    let own_principles = principles(root);
    let own: Vec<Option<Standard>> =
        root.sections("standards").iter().map(|section| standard(section, key.as_ref(), others)).collect();
    let changes = root.sections("changes");
    let own: Vec<Standard> = own.into_iter().collect::<Option<_>>()?;
    let (overlays, principles, standards) = match base {
        Some(base) => overlay(base, key.as_ref()?, &changes, own_principles?, own)?,
        None => {
            if let Some(first) = changes.first() {
                first.problem("Only an overlay changes standards.", "Add `overlays = \"…\"` under `[set]`.");
            }
            (None, own_principles?, own)
        }
    };
    for standard in &standards {
        if !principles.iter().any(|principle| principle.number == standard.principle) {
            let what = format!("{} stands under no principle.", standard.reference);
            root.problem(what, "Add `[[principles]]` with the number before its dot.");
        }
    }
    Some(StandardSet {
        key: key?,
        version: version?,
        dated,
        title: title?,
        source: source?,
        leaves_out,
        overlays,
        principles,
        standards,
    })
}

fn principles(root: &Section<'_>) -> Option<Vec<Principle>> {
    let read: Vec<Option<Principle>> = root
        .sections("principles")
        .iter()
        .map(|section| {
            let number = section.number("number", 1..=99);
            let name = section.text("name");
            Some(Principle { number: number?, name: name? })
        })
        .collect();
    read.into_iter().collect()
}

/// The standards of a set as an overlay leaves them.
fn overlay(
    base: &StandardSet,
    key: &StandardSetKey,
    sections: &[Section<'_>],
    own_principles: Vec<Principle>,
    own: Vec<Standard>,
) -> Option<(Option<Overlay>, Vec<Principle>, Vec<Standard>)> {
    let mut standards = base.standards.clone();
    for standard in &mut standards {
        standard.reference.set = key.clone();
    }
    let mut changes = Vec::new();
    for section in sections {
        let number = section.text("number");
        let why = section.text("why");
        let drops = section.one_of_or("drop", &[("yes", true), ("no", false)], false)?;
        let title = section.maybe("title").and_then(|value| value.text("title"));
        let counted = section.maybe("counted").and_then(|value| value.text("counted"));
        let thresholds = thresholds(section, "thresholds", SetBy::Overlay)?;
        let (number, why) = (number?, why?);
        let Some(at) = standards.iter().position(|standard| standard.reference.number == number) else {
            section.problem(
                format!("{} has no standard `{number}`.", base.key),
                "Write a number of the set that is overlaid.",
            );
            return None;
        };
        if drops {
            standards.remove(at);
        } else {
            let changed = &mut standards[at];
            changed.title = title.unwrap_or_else(|| changed.title.clone());
            changed.counted = counted.unwrap_or_else(|| changed.counted.clone());
            changed.thresholds.retain(|old| thresholds.iter().all(|new| new.key != old.key));
            changed.thresholds.extend(thresholds);
        }
        changes.push(Change { number, why, drops });
    }
    let mut principles = base.principles.clone();
    principles.extend(own_principles);
    standards.extend(own);
    Some((Some(Overlay { of: base.key.clone(), changes }), principles, standards))
}

fn standard(section: &Section<'_>, set: Option<&StandardSetKey>, others: &[StandardSet]) -> Option<Standard> {
    let number = section.text("number");
    let title = section.text("title");
    let counted = section.text("counted");
    let help: Vec<Option<String>> = section.list("help").iter().map(|line| line.text("help")).collect();
    let fed_by = section.maybe("fed_by").map(|value| value.text("fed_by"));
    let figure = section.section("figure").and_then(|figure| made(&figure, others));
    let mut limits = thresholds(section, "thresholds", SetBy::Source)?;
    limits.extend(thresholds(section, "ours", SetBy::Ours)?);
    let (maker, said) = figure?;
    if fed_by.is_none() && matches!(maker, Maker::Occurrences(_) | Maker::Later) {
        section.problem("Nothing says what feeds this figure.", "Add `fed_by = \"…\"`: what will feed it.");
        return None;
    }
    let number = number?;
    let Some(principle) = number.split('.').next().and_then(|principle| principle.parse().ok()) else {
        section.problem(format!("`{number}` is not a number of a standard."), "Write it as the source does: `5.3`.");
        return None;
    };
    let reference: StandardRef = match format!("{}/{number}", set?).parse() {
        Ok(reference) => reference,
        Err(_) => {
            section.problem(format!("`{number}` is not a number of a standard."), "Use letters, digits and dots.");
            return None;
        }
    };
    Some(Standard {
        counted_as: reference.clone(),
        reference,
        principle,
        title: title?,
        counted: counted?,
        help: help.into_iter().collect::<Option<_>>()?,
        maker,
        said,
        fed_by: fed_by.unwrap_or_default().unwrap_or_default(),
        thresholds: limits,
    })
}

/// The words that `from` knows.
#[derive(Clone, Copy)]
enum From {
    Occurrences,
    Offers,
    OfferGroups,
    Offices,
    Governance,
    Lengths,
    Trainings,
    Hours,
    Content,
    Linked,
    Judgement,
    Later,
}

const FROM: [(&str, From); 12] = [
    ("occurrences", From::Occurrences),
    ("offers", From::Offers),
    ("offer-groups", From::OfferGroups),
    ("offices", From::Offices),
    ("governance", From::Governance),
    ("lengths", From::Lengths),
    ("trainings", From::Trainings),
    ("hours", From::Hours),
    ("content", From::Content),
    ("linked", From::Linked),
    ("judgement", From::Judgement),
    ("later", From::Later),
];

/// `[standards.figure]`: what it is made from, and how its parts are said.
fn made(figure: &Section<'_>, others: &[StandardSet]) -> Option<(Maker, Option<Sentence>)> {
    let from = figure.one_of_or("from", &FROM, From::Occurrences)?;
    let each = [("occurrence", CountedBy::Occurrence), ("journey", CountedBy::Journey)];
    let maker = match from {
        From::Occurrences => Maker::Occurrences(figure.one_of_or("each", &each, CountedBy::Occurrence)?),
        From::Offers => Maker::Offers,
        From::OfferGroups => Maker::OfferGroups,
        From::Offices => Maker::Offices,
        From::Governance => Maker::Governance,
        From::Lengths => Maker::Lengths,
        From::Trainings => Maker::Trainings,
        From::Hours => {
            Maker::Hours(figure.one_of("of", &[("supportee", HoursOf::Supportee), ("supporter", HoursOf::Supporter)])?)
        }
        From::Content => Maker::Content,
        From::Judgement => return Some((Maker::Judgement, None)),
        From::Later => return Some((Maker::Later, None)),
        From::Linked => {
            let to: StandardRef = figure.parsed("to")?;
            let found = others.iter().find(|set| set.key == to.set).and_then(|set| set.standard(&to.number));
            let Some(found) = found else {
                figure.problem(format!("There is no standard `{to}`."), "Link to a standard of a set that ships.");
                return None;
            };
            return Some((Maker::Linked(to), found.said.clone()));
        }
    };
    let met = figure.text("met");
    let exception = figure.text("exception");
    let not_met = figure.text("not_met");
    Some((maker, Some(Sentence { met: met?, exception: exception?, not_met: not_met? })))
}

fn thresholds(section: &Section<'_>, table: &'static str, set_by: SetBy) -> Option<Vec<Threshold>> {
    let Some(table) = section.maybe_section(table) else { return Some(Vec::new()) };
    let read = ThresholdKey::ALL.into_iter().filter_map(|key| {
        let value = table.maybe(key.as_str())?;
        Some(value.number(key.as_str(), 1..=1000).map(|value| Threshold { key, value, set_by }))
    });
    let read: Vec<Option<Threshold>> = read.collect();
    read.into_iter().collect()
}
