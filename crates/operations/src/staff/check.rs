//! Finds everything that is wrong with a staff file before anything is written.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use domain::ids::OrganisationId;
use domain::organisations::OrganisationCode;
use domain::people::EmployeeNumber;
use domain::staff_file::{Field, Ledger, Problem, StaffRow};
use store::{Connection, Fault};

use super::stream::{Item, Source};
use super::{Listener, Progress, Refused, Stage};
use crate::error::{Failure, Outcome};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) rows: u64,
    pub(super) problems: Vec<Problem>,
    /// The lines that are wrong.
    pub(super) wrong: HashSet<u64>,
    /// The organisations of the rows that are right.
    pub(super) organisations: BTreeMap<OrganisationCode, OrganisationId>,
}

/// Reads a file to its end and checks every row, by itself and against the others and what is known.
///
/// # Errors
/// The file or the database cannot be read, or the reporting of progress failed.
pub(super) async fn check(
    connection: &impl Connection,
    source: &Source,
    may: Option<&BTreeSet<OrganisationCode>>,
    listener: Listener<'_>,
) -> Outcome<Checked, Refused> {
    let mut checked = Checked::default();
    let mut codes = Codes { known: BTreeMap::new(), unknown: BTreeSet::new(), may };
    let mut ledger = Ledger::new(&source.layout);
    let mut batches = source.batches();
    while let Some(batch) = batches.recv().await {
        let batch = batch.map_err(|unreadable| Failure::Refused(unreadable.into()))?;
        codes.look_up(connection, &batch).await?;
        checked.rows += batch.len() as u64;
        for item in batch {
            match item {
                Item::Right(row) => checked.problems.extend(judge(&row, source, &codes, &mut ledger)),
                Item::Wrong { line, subject, problems } => {
                    checked.wrong.insert(line);
                    checked.problems.extend(problems);
                    if let Some((organisation, employee)) = subject {
                        ledger.note_subject(&organisation, employee);
                    }
                }
            }
        }
        listener.hear(Progress { stage: Stage::Checking, rows: checked.rows, of: None }).await?;
    }
    let known = known_managers(connection, &codes, ledger.managers_elsewhere()).await?;
    checked.problems.extend(ledger.unknown_managers(&known));
    checked.problems.sort();
    checked.wrong.extend(checked.problems.iter().map(|problem| problem.line));
    checked.organisations = codes.known;
    Ok(checked)
}

fn judge(row: &StaffRow, source: &Source, codes: &Codes<'_>, ledger: &mut Ledger<'_>) -> Option<Problem> {
    match codes.refuses(&row.organisation) {
        Some((problem, remedy)) => {
            ledger.note_subject(&row.organisation, row.employee.clone());
            Some(Problem {
                line: row.line,
                column: source.layout.heading(Field::Organisation).to_owned(),
                problem,
                remedy: remedy.to_owned(),
            })
        }
        None => ledger.note(row).err(),
    }
}

/// The organisation codes that the file names, as far as they are known.
struct Codes<'a> {
    known: BTreeMap<OrganisationCode, OrganisationId>,
    unknown: BTreeSet<OrganisationCode>,
    may: Option<&'a BTreeSet<OrganisationCode>>,
}

impl Codes<'_> {
    async fn look_up(&mut self, connection: &impl Connection, batch: &[Item]) -> Result<(), Fault> {
        let mut new: BTreeSet<OrganisationCode> = BTreeSet::new();
        for item in batch {
            if let Item::Right(row) = item
                && !self.known.contains_key(&row.organisation)
                && !self.unknown.contains(&row.organisation)
            {
                new.insert(row.organisation.clone());
            }
        }
        if new.is_empty() {
            return Ok(());
        }
        let asked: Vec<OrganisationCode> = new.iter().cloned().collect();
        for organisation in store::organisations::with_codes(connection, &asked).await? {
            new.remove(&organisation.code);
            self.known.insert(organisation.code, organisation.id);
        }
        self.unknown.extend(new);
        Ok(())
    }

    fn refuses(&self, code: &OrganisationCode) -> Option<(String, &'static str)> {
        if !self.known.contains_key(code) {
            return Some((
                format!("no organisation with the code {code} is known"),
                "Correct the code, or import the organisation first",
            ));
        }
        let allowed = self.may.is_none_or(|may| may.contains(code));
        (!allowed).then(|| {
            (format!("you may not import staff of {code}"), "Leave its rows out, or ask somebody there to import them")
        })
    }
}

async fn known_managers(
    connection: &impl Connection,
    codes: &Codes<'_>,
    wanted: Vec<(OrganisationCode, EmployeeNumber)>,
) -> Result<HashSet<(OrganisationCode, EmployeeNumber)>, Fault> {
    let mut known = HashSet::new();
    for (code, organisation) in &codes.known {
        let numbers: Vec<&EmployeeNumber> =
            wanted.iter().filter(|(of, _)| of == code).map(|(_, number)| number).collect();
        let found = store::imports::employments(connection, *organisation, &numbers).await?;
        let found: HashSet<String> = found.into_iter().map(|employment| employment.number).collect();
        known.extend(numbers.into_iter().filter(|it| found.contains(it.as_str())).map(|it| (code.clone(), it.clone())));
    }
    Ok(known)
}
