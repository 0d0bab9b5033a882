//! Which column tells which field: recognised from headings, or chosen by a person and kept under a name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fields::{self, Field};
use super::{Problem, about};
use crate::misfit::quoted;
use crate::text::searchable;

/// A person's choice: headings, as the file has them, and the field that each tells. Headings that are not named are
/// recognised by their usual meaning; `None` leaves a column unread.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(pub BTreeMap<String, Option<Field>>);

impl Mapping {
    /// Adds what another mapping says; it wins where both speak of a heading.
    #[must_use]
    pub fn with(mut self, other: Mapping) -> Self {
        self.0.extend(other.0);
        self
    }

    fn says(&self, heading: &str) -> Option<Option<Field>> {
        let wanted = searchable(heading);
        self.0.iter().find(|(named, _)| searchable(named) == wanted).map(|(_, field)| *field)
    }
}

/// How a particular file is to be read: where its heading row is and what each column tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The line of the heading row.
    pub line: u64,
    pub headings: Vec<String>,
    /// What each column tells, beside the headings.
    pub columns: Vec<Option<Field>>,
    /// Where each field is.
    places: BTreeMap<Field, usize>,
}

impl Layout {
    /// Lays a mapping over the heading row of a file.
    ///
    /// # Errors
    /// A needed field has no column, the mapping names a heading that the file has not, or two headings for one field.
    pub fn of(line: u64, headings: Vec<String>, mapping: &Mapping) -> Result<Self, Vec<Problem>> {
        let mut problems = unknown_headings(line, &headings, mapping);
        let mut columns: Vec<Option<Field>> = vec![None; headings.len()];
        let mut places: BTreeMap<Field, usize> = BTreeMap::new();
        for (at, heading) in headings.iter().enumerate() {
            let Some(Some(field)) = mapping.says(heading) else { continue };
            match places.get(&field) {
                None => {
                    places.insert(field, at);
                    columns[at] = Some(field);
                }
                Some(&first) if searchable(&headings[first]) == searchable(heading) => {}
                Some(&first) => problems.push(Problem {
                    line,
                    column: heading.clone(),
                    problem: format!("both {} and {} are mapped to {field}", quoted(&headings[first]), quoted(heading)),
                    remedy: "Map only one column to each field".to_owned(),
                }),
            }
        }
        for (field, at) in usual_places(&headings, mapping) {
            places.entry(field).or_insert_with(|| {
                columns[at] = Some(field);
                at
            });
        }
        for field in Field::ALL.iter().filter(|field| about(**field).needed && !places.contains_key(field)) {
            let label = &about(*field).label;
            problems.push(Problem {
                line,
                column: label.clone(),
                problem: format!("no column tells the {}", label.to_lowercase()),
                remedy: format!("Add the column, or say which of the columns is the field {field}"),
            });
        }
        if problems.is_empty() { Ok(Self { line, headings, columns, places }) } else { Err(problems) }
    }

    /// The heading of a field's column; for a field without one, its label.
    pub fn heading(&self, field: Field) -> &str {
        self.places.get(&field).map_or(about(field).label.as_str(), |&at| self.headings[at].as_str())
    }

    /// Has the file this field?
    pub fn tells(&self, field: Field) -> bool {
        self.places.contains_key(&field)
    }

    /// The cell of a field, without surrounding space; empty when the file has not the field or the row is short.
    pub fn cell<'a>(&self, field: Field, cells: &'a [&'a str]) -> &'a str {
        self.places.get(&field).and_then(|&at| cells.get(at)).map_or("", |cell| tidy(cell))
    }

    /// The mapping that gives this layout, to be kept under a name.
    pub fn mapping(&self) -> Mapping {
        Mapping(
            self.headings
                .iter()
                .cloned()
                .zip(self.columns.iter().copied())
                .filter(|(name, _)| !name.is_empty())
                .collect(),
        )
    }
}

/// Spaces of every kind, and what some spreadsheet programs put before text, are not part of a value.
pub(super) fn tidy(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{a0}' | '\u{feff}' | '\u{200b}'))
}

fn unknown_headings(line: u64, headings: &[String], mapping: &Mapping) -> Vec<Problem> {
    let known: Vec<String> = headings.iter().map(|heading| searchable(heading)).collect();
    let missing = mapping.0.iter().filter(|(named, field)| field.is_some() && !known.contains(&searchable(named)));
    missing
        .map(|(named, _)| Problem {
            line,
            column: named.clone(),
            problem: format!("the file has no heading {}", quoted(named)),
            remedy: "Write the heading as it stands in the file, or leave it out of the mapping".to_owned(),
        })
        .collect()
}

/// For each field the column whose heading is its most usual one, among those that the mapping leaves open.
fn usual_places(headings: &[String], mapping: &Mapping) -> Vec<(Field, usize)> {
    let mut best: BTreeMap<Field, (usize, usize)> = BTreeMap::new();
    for (at, heading) in headings.iter().enumerate().filter(|(_, heading)| mapping.says(heading).is_none()) {
        if let Some((field, rank)) = fields::by_heading(heading)
            && best.get(&field).is_none_or(|(known, _)| rank < *known)
        {
            best.insert(field, (rank, at));
        }
    }
    best.into_iter().map(|(field, (_, at))| (field, at)).collect()
}

/// Finds the heading row among the first rows of a file: the one that tells the most fields, above which only titles
/// stand. None when no row looks like headings (fewer than three known ones).
pub fn find_heading(rows: &[Vec<String>], mapping: &Mapping) -> Option<usize> {
    let known = |row: &Vec<String>| {
        let fields = row.iter().filter_map(|cell| match mapping.says(cell) {
            Some(said) => said,
            None => fields::by_heading(cell).map(|(field, _)| field),
        });
        let mut fields: Vec<Field> = fields.collect();
        fields.sort_unstable();
        fields.dedup();
        fields.len()
    };
    let (at, count) =
        rows.iter().enumerate().map(|(at, row)| (at, known(row))).rev().max_by_key(|(_, count)| *count)?;
    (count >= 3).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    const USUAL: &str = "Employee Number,First Name,Last Name,Role,Latest Start Date,Site,Location";

    #[test]
    fn req_A4_usual_headings_are_recognised_in_any_case_and_the_most_usual_wins() {
        let layout = Layout::of(
            1,
            headings("EMPLOYEE_NUMBER,Forename,Surname,job role,Start Date,Site,Location"),
            &Mapping::default(),
        )
        .unwrap();
        assert_eq!(layout.columns[0], Some(Field::EmployeeNumber));
        assert_eq!(layout.heading(Field::LastName), "Surname");
        let layout = Layout::of(1, headings(USUAL), &Mapping::default()).unwrap();
        assert_eq!((layout.columns[5], layout.columns[6]), (None, Some(Field::Site)), "“Location” is the more usual");
    }

    #[test]
    fn req_A4_a_person_can_say_what_a_column_tells() {
        let chosen = Mapping([("Site".to_owned(), Some(Field::Department)), ("Location".to_owned(), None)].into());
        let layout = Layout::of(1, headings(USUAL), &chosen).unwrap();
        assert_eq!((layout.columns[5], layout.columns[6]), (Some(Field::Department), None));
        assert_eq!(
            Layout::of(1, headings(USUAL), &layout.mapping()),
            Ok(layout),
            "a kept mapping gives the same reading"
        );
    }

    #[test]
    fn req_A4_what_cannot_be_mapped_is_said() {
        let problems = Layout::of(3, headings("First Name,Last Name,Role"), &Mapping::default()).unwrap_err();
        assert_eq!(problems.len(), 2);
        assert!(problems.iter().all(|problem| problem.line == 3));
        let twice = Mapping(
            [("Site".to_owned(), Some(Field::Department)), ("Location".to_owned(), Some(Field::Department))].into(),
        );
        assert_eq!(Layout::of(1, headings(USUAL), &twice).unwrap_err().len(), 1);
        let absent = Mapping([("Ward".to_owned(), Some(Field::Department))].into());
        assert_eq!(Layout::of(1, headings(USUAL), &absent).unwrap_err().len(), 1);
    }

    #[test]
    fn req_A4_title_lines_above_the_headings_are_passed_over() {
        let rows =
            ["Staff in post", "Run on,01/11/2026", "", USUAL, "1,A,B,Physiotherapist,01/01/2026,X,Y"].map(headings);
        assert_eq!(find_heading(&rows, &Mapping::default()), Some(3));
        assert_eq!(find_heading(&rows[..3], &Mapping::default()), None);
    }
}
