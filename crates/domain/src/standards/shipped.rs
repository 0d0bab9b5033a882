//! The sets that ship with the product.

use std::sync::LazyLock;

use super::compile::compile;
use super::set::{Standard, StandardSet};
use crate::keys::{StandardRef, StandardSetKey};
use crate::programmes::SourceFile;

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../../../standards/", $name)))),+]
    };
}

/// In an order in which a set comes after those it overlays or links to.
const FILES: [(&str, &str); 8] = files![
    "nhse-ahp.toml",
    "hcpc.toml",
    "preceptorship-scotland.toml",
    "nursing-core.toml",
    "nursing-gold.toml",
    "clinical-supervision.toml",
    "tutor-pair.toml",
    "example-overlay.toml",
];

static SETS: LazyLock<Vec<StandardSet>> = LazyLock::new(|| {
    let mut sets = Vec::new();
    for (name, text) in FILES {
        let file = SourceFile { name: name.to_owned(), text: text.to_owned() };
        sets.push(compile(&file, &sets).expect("shipped standards are compiled by a test"));
    }
    sets
});

/// The sets that ship.
pub fn sets() -> &'static [StandardSet] {
    &SETS
}

/// The set of a key, if it ships.
pub fn set(key: &StandardSetKey) -> Option<&'static StandardSet> {
    sets().iter().find(|set| set.key == *key)
}

/// The standard of a reference, if it ships.
pub fn standard(reference: &StandardRef) -> Option<&'static Standard> {
    set(&reference.set)?.standard(&reference.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::shipped;
    use crate::standards::{Maker, ThresholdKey};

    #[test]
    fn the_shipped_sets_are_right() {
        let mut sets = Vec::new();
        for (name, text) in FILES {
            let file = SourceFile { name: name.to_owned(), text: text.to_owned() };
            match compile(&file, &sets) {
                Ok(set) => sets.push(set),
                Err(problems) => {
                    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
                    panic!("{}", all.join("\n"));
                }
            }
        }
    }

    #[test]
    fn req_l1_all_twenty_are_there_and_two_wait_for_later_records() {
        let set = &sets()[0];
        assert_eq!(set.standards.len(), 20);
        let later: Vec<&str> = set
            .standards
            .iter()
            .filter(|standard| !standard.maker.makes_a_figure())
            .map(|standard| standard.reference.number.as_str())
            .collect();
        assert_eq!(later, ["2.3", "2.4"]);
        assert_eq!(set.principles.iter().map(|p| set.under(p.number).count()).collect::<Vec<_>>(), [3, 5, 4, 2, 6]);
    }

    #[test]
    fn req_l9_hcpc_has_five_principles_and_thirty_statements_some_answered_by_figures() {
        let hcpc = set(&"hcpc".parse().unwrap()).unwrap();
        assert_eq!(hcpc.principles.iter().map(|p| hcpc.under(p.number).count()).collect::<Vec<_>>(), [5, 7, 5, 7, 6]);
        let linked = |standard: &&Standard| matches!(standard.maker, Maker::Linked(_));
        assert!(hcpc.standards.iter().filter(linked).count() > 10);
        let others = hcpc.standards.iter().filter(|standard| !linked(standard));
        assert!(others.clone().count() > 10 && others.into_iter().all(|one| one.maker == Maker::Judgement));
    }

    #[test]
    fn req_l9_an_overlay_changes_thresholds_and_drops_a_standard() {
        let overlay = set(&"example-overlay".parse().unwrap()).unwrap();
        assert_eq!(overlay.standards.len(), 19);
        assert!(overlay.standard("5.5").is_none());
        let offers = overlay.standard("1.3").unwrap();
        assert_eq!(offers.threshold(ThresholdKey::OfferedWithinDays), 28);
        assert_eq!(offers.threshold(ThresholdKey::AnsweredWithinWorkingDays), 10, "what it does not name stays");
        assert_eq!(offers.counted_as.to_string(), "nhse-ahp/1.3");
        assert_eq!(sets()[0].standard("1.3").unwrap().threshold(ThresholdKey::OfferedWithinDays), 14);
    }

    #[test]
    fn an_overlay_of_something_that_is_not_there_is_refused_with_its_line() {
        let text = FILES[7].1.replace("number = \"5.5\"", "number = \"9.9\"");
        let file = SourceFile { name: "mine.toml".to_owned(), text };
        let problems = compile(&file, sets()).unwrap_err();
        assert!(problems[0].to_string().contains("no standard `9.9`"), "{}", problems[0]);
    }

    #[test]
    fn every_standard_that_a_programme_counts_for_exists_and_is_counted_from_occurrences() {
        for programme in shipped().all() {
            for reference in programme.expectations.iter().flat_map(|expectation| &expectation.counts_for) {
                let found = standard(reference).unwrap_or_else(|| panic!("{reference} is in no set that ships"));
                assert!(matches!(found.maker, Maker::Occurrences(_)), "{reference}");
            }
            for reference in programme.governance.iter().flat_map(|document| &document.counts_for) {
                let found = standard(reference).unwrap_or_else(|| panic!("{reference} is in no set that ships"));
                assert_eq!(found.maker, Maker::Governance, "{reference}");
            }
            for reference in programme.responsibilities.iter().filter_map(|one| one.reference.as_ref()) {
                assert!(standard(reference).is_some(), "{reference} is in no set that ships");
            }
            for key in &programme.standards {
                assert!(set(key).is_some(), "no set `{key}` ships");
            }
        }
    }
}
