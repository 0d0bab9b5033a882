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
const FILES: [(&str, &str); 3] = files!["nhse-ahp.toml", "clinical-supervision.toml", "tutor-pair.toml"];

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
    use crate::standards::Maker;

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
    fn req_l1_all_twenty_are_there_and_three_wait_for_later_records() {
        let set = &sets()[0];
        assert_eq!(set.standards.len(), 20);
        let later: Vec<&str> = set
            .standards
            .iter()
            .filter(|standard| !standard.maker.makes_a_figure())
            .map(|standard| standard.reference.number.as_str())
            .collect();
        assert_eq!(later, ["2.3", "2.4", "3.4", "4.2"]);
        assert_eq!(set.principles.iter().map(|p| set.under(p.number).count()).collect::<Vec<_>>(), [3, 5, 4, 2, 6]);
    }

    #[test]
    fn every_standard_that_a_programme_counts_for_exists_and_is_counted_from_occurrences() {
        for programme in shipped().all() {
            for reference in programme.expectations.iter().flat_map(|expectation| &expectation.counts_for) {
                let found = standard(reference).unwrap_or_else(|| panic!("{reference} is in no set that ships"));
                assert!(matches!(found.maker, Maker::Occurrences(_)), "{reference}");
            }
        }
    }
}
