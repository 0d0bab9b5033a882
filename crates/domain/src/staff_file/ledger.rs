//! What can only be seen over a whole file: posts named twice, one number for two people, managers who do not exist.
//!
//! Holds numbers and names' fingerprints, not rows, so that a file of a hundred thousand rows needs a few megabytes.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Field, Layout, Problem, StaffRow};
use crate::organisations::OrganisationCode;
use crate::people::EmployeeNumber;
use crate::text::searchable;

#[derive(Debug, Clone, Copy)]
struct Seen {
    line: u64,
    name: u64,
}

/// Watches over the rows of one file as they are read.
#[derive(Debug)]
pub struct Ledger<'a> {
    layout: &'a Layout,
    organisations: Vec<OrganisationCode>,
    employees: HashMap<(u16, EmployeeNumber), Option<Seen>>,
    assignments: HashMap<(u16, u64), u64>,
    /// Managers to be looked for at the end: only those that were not there yet when named.
    waiting: Vec<(u64, u16, EmployeeNumber)>,
}

impl<'a> Ledger<'a> {
    /// An empty ledger for a file of this layout.
    pub fn new(layout: &'a Layout) -> Self {
        Self {
            layout,
            organisations: Vec::new(),
            employees: HashMap::new(),
            assignments: HashMap::new(),
            waiting: Vec::new(),
        }
    }

    /// Notes a row that is right by itself.
    ///
    /// # Errors
    /// It contradicts an earlier row.
    pub fn note(&mut self, row: &StaffRow) -> Result<(), Problem> {
        let organisation = self.place(&row.organisation);
        if let Some(manager) = &row.manager {
            self.expect_manager(row.line, organisation, manager);
        }
        let name = fingerprint(&(searchable(&row.name.given), searchable(&row.name.family)));
        match self.employees.entry((organisation, row.employee.clone())) {
            Entry::Vacant(entry) => {
                entry.insert(Some(Seen { line: row.line, name }));
            }
            Entry::Occupied(mut entry) => match entry.get() {
                Some(seen) if seen.name != name => {
                    let problem = format!("employee number {} has another name on line {}", row.employee, seen.line);
                    return Err(self.problem(
                        row.line,
                        Field::EmployeeNumber,
                        problem,
                        "Correct the number or the name",
                    ));
                }
                Some(_) => {}
                None => {
                    entry.insert(Some(Seen { line: row.line, name }));
                }
            },
        }
        match self.assignments.entry((organisation, fingerprint(row.assignment.as_str()))) {
            Entry::Vacant(entry) => {
                entry.insert(row.line);
                Ok(())
            }
            Entry::Occupied(entry) => {
                let problem = format!("the post {} is already on line {}", row.assignment, entry.get());
                let field = if self.layout.tells(Field::AssignmentNumber) {
                    Field::AssignmentNumber
                } else {
                    Field::EmployeeNumber
                };
                Err(self.problem(
                    row.line,
                    field,
                    problem,
                    "Leave one of the two rows out, or give each post its own number",
                ))
            }
        }
    }

    /// Notes who a row is about that is wrong by itself.
    pub fn note_subject(&mut self, organisation: &OrganisationCode, employee: EmployeeNumber) {
        let organisation = self.place(organisation);
        self.employees.entry((organisation, employee)).or_insert(None);
    }

    /// The managers that no row of the file is about, each once: to be looked for among the people already known.
    pub fn managers_elsewhere(&self) -> Vec<(OrganisationCode, EmployeeNumber)> {
        let mut seen = HashSet::new();
        let missing =
            self.waiting.iter().filter(|(_, place, manager)| !self.employees.contains_key(&(*place, manager.clone())));
        missing
            .filter(|(_, place, manager)| seen.insert((*place, manager.clone())))
            .map(|(_, place, manager)| (self.organisations[usize::from(*place)].clone(), manager.clone()))
            .collect()
    }

    /// What is wrong with managers once it is known which of those from elsewhere exist.
    pub fn unknown_managers(&self, known: &HashSet<(OrganisationCode, EmployeeNumber)>) -> Vec<Problem> {
        let missing = self.waiting.iter().filter(|(_, place, manager)| {
            !self.employees.contains_key(&(*place, manager.clone()))
                && !known.contains(&(self.organisations[usize::from(*place)].clone(), manager.clone()))
        });
        missing
            .map(|(line, place, manager)| {
                let organisation = &self.organisations[usize::from(*place)];
                self.problem(
                    *line,
                    Field::Manager,
                    format!("nobody at {organisation} has the employee number {manager}"),
                    "Correct the line manager's number, add the manager's own row, or leave it empty",
                )
            })
            .collect()
    }

    /// The organisations that rows are about.
    pub fn organisations(&self) -> &[OrganisationCode] {
        &self.organisations
    }

    fn expect_manager(&mut self, line: u64, organisation: u16, manager: &EmployeeNumber) {
        if !self.employees.contains_key(&(organisation, manager.clone())) {
            self.waiting.push((line, organisation, manager.clone()));
        }
    }

    fn place(&mut self, organisation: &OrganisationCode) -> u16 {
        let known = self.organisations.iter().position(|code| code == organisation);
        let place = known.unwrap_or_else(|| {
            self.organisations.push(organisation.clone());
            self.organisations.len() - 1
        });
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    fn problem(&self, line: u64, field: Field, problem: String, remedy: &str) -> Problem {
        Problem { line, column: self.layout.heading(field).to_owned(), problem, remedy: remedy.to_owned() }
    }
}

fn fingerprint<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
