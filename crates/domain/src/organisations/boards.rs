//! Systems of England (integrated care boards): the published list of them, and which took over from which
//! (`data/systems.toml`). A question about a system is always a question as at a date.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::OrganisationCode;
use crate::misfit::Misfit;

/// A board as the national list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    pub code: OrganisationCode,
    pub name: String,
}

/// A board that took over from others on a day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Succession {
    pub on: Date,
    pub code: String,
    pub name: String,
    /// Boards that went into it whole.
    pub from: Vec<String>,
    /// Boards of which it took a part.
    pub partly_from: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Region {
    code: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    boards_since: Date,
    region: Vec<Region>,
    succession: Vec<Succession>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/systems.toml")).expect("the reference data is reviewed and tested")
});

/// The day on which boards of this kind were established.
pub fn boards_since() -> Date {
    FILE.boards_since
}

/// Which boards took over from which.
pub fn successions() -> &'static [Succession] {
    &FILE.succession
}

/// The name of a region of England by its code.
pub fn region_name(code: &str) -> Option<&'static str> {
    FILE.region.iter().find(|region| region.code == code).map(|region| region.name.as_str())
}

/// When a board ended, if it did: the day before others took it over.
pub fn ended_on(code: &str) -> Option<Date> {
    let taken = FILE.succession.iter().find(|it| it.code != code && it.takes(code));
    taken.and_then(|succession| succession.on.yesterday().ok())
}

/// When a board began.
pub fn began_on(code: &str) -> Date {
    let begun = FILE.succession.iter().find(|it| it.code == code && !it.from.is_empty());
    begun.map_or(FILE.boards_since, |succession| succession.on)
}

/// The one board into which another went whole.
pub fn whole_successor(code: &str) -> Option<&'static Succession> {
    FILE.succession.iter().find(|it| it.from.iter().any(|from| from == code))
}

impl Succession {
    fn takes(&self, code: &str) -> bool {
        self.from.iter().chain(&self.partly_from).any(|from| from == code)
    }
}

/// Reads one line of the national list (`ICB24CD,ICB24CDH,ICB24NM,ObjectId`; the year in the headings varies).
///
/// # Errors
/// The line has no code or no name.
pub fn board_line(cells: &[&str]) -> Result<Board, Misfit> {
    let [_, code, name, ..] = cells else {
        return Err(Misfit::new(
            "the line has too few columns",
            "Take the list of integrated care boards as published",
        ));
    };
    if name.trim().is_empty() {
        return Err(Misfit::new("the name is empty", "Give the name of the integrated care board"));
    }
    Ok(Board { code: code.parse()?, name: name.trim().to_owned() })
}

/// Is this the heading of the national list?
pub fn is_heading(cells: &[&str]) -> bool {
    let heading = |at: usize, ending: &str| {
        cells.get(at).is_some_and(|cell| {
            let cell = cell.trim().trim_start_matches('\u{feff}').to_ascii_uppercase();
            cell.starts_with("ICB") && cell.ends_with(ending)
        })
    };
    heading(0, "CD") && heading(1, "CDH") && heading(2, "NM")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;

    #[test]
    fn req_A1_twelve_boards_ended_and_six_began_in_april_2026() {
        let gone: BTreeSet<&str> =
            successions().iter().flat_map(|it| it.from.iter().chain(&it.partly_from)).map(String::as_str).collect();
        assert_eq!(gone.len(), 12);
        assert!(gone.iter().all(|code| ended_on(code) == Some(date(2026, 3, 31))));
        let begun = successions().iter().filter(|it| began_on(&it.code) == date(2026, 4, 1)).count();
        assert_eq!(42 - gone.len() + begun, 36);
        assert_eq!((began_on("QRL"), ended_on("QRL")), (date(2022, 7, 1), None), "one continues");
    }

    #[test]
    fn a_divided_board_has_no_whole_successor() {
        assert_eq!(whole_successor("QMJ").unwrap().code, "Z9B2Z");
        assert!(whole_successor("QM7").is_none());
    }

    #[test]
    fn req_A1_the_list_of_boards_is_recognised_by_its_heading() {
        assert!(is_heading(&["\u{feff}ICB24CD", "ICB24CDH", "ICB24NM", "ObjectId"]));
        assert!(!is_heading(&["R0A", "MANCHESTER", "Y62"]));
        assert_eq!(board_line(&["E54000008", "QYG", "NHS Cheshire", "1"]).unwrap().code.as_str(), "QYG");
        assert!(board_line(&["E54000008", "", "NHS Cheshire"]).is_err());
    }
}
