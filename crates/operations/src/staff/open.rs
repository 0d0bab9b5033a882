//! Opens a staff file: what kind of table it is, where its headings are, and what each column tells.

use std::ops::ControlFlow;

use domain::organisations::OrganisationCode;
use domain::staff_file::{Layout, Mapping, Problem, RowReader, StaffRow, find_heading, is_blank};

use super::{Refused, Summary};
use crate::files::{HandedIn, Table, Unreadable};

/// How many rows are looked through for the headings, and shown to the person who confirms the columns.
const FIRST: usize = 40;

/// A staff file under a mapping.
#[derive(Debug, Clone)]
pub struct Opened {
    pub table: Table,
    /// The headings as the file has them; empty when no row looks like headings.
    pub headings: Vec<String>,
    /// The line of the headings.
    pub line: u64,
    /// The rows below the headings, as many as a person needs to see what the columns hold.
    pub first_rows: Vec<Vec<String>>,
    /// How it will be read, or why it cannot be.
    pub layout: Result<Layout, Vec<Problem>>,
}

impl Opened {
    /// The layout, or the refusal that says what is wrong with the headings.
    ///
    /// # Errors
    /// The columns cannot be mapped.
    pub fn layout(&self) -> Result<&Layout, Refused> {
        self.layout
            .as_ref()
            .map_err(|errors| Refused::Problems(Summary { errors: errors.clone(), ..Summary::default() }))
    }
}

/// Opens a file under a mapping.
///
/// # Errors
/// It is not a table.
pub fn open(file: HandedIn, mapping: &Mapping) -> Result<Opened, Refused> {
    let table = Table::recognise(file)?;
    let rows = table.first_rows(FIRST)?;
    let cells: Vec<Vec<String>> = rows.iter().map(|(_, cells)| cells.clone()).collect();
    let Some(at) = find_heading(&cells, mapping) else {
        // Nothing looks like headings: the widest of the first rows is what a person can map by hand.
        let widest = cells.iter().enumerate().rev().max_by_key(|(_, row)| row.len()).map_or(0, |(at, _)| at);
        let problem = Problem {
            line: rows.get(widest).map_or(1, |(line, _)| *line),
            column: String::new(),
            problem: "no row with known headings was found near the start of the file".to_owned(),
            remedy:
                "Give the columns headings such as “Employee Number”, “Last Name” and “Role”, or say what each column \
                     tells"
                    .to_owned(),
        };
        return Ok(Opened {
            headings: cells.get(widest).cloned().unwrap_or_default(),
            line: problem.line,
            first_rows: cells.into_iter().skip(widest + 1).collect(),
            layout: Err(vec![problem]),
            table,
        });
    };
    let line = rows[at].0;
    let headings = cells[at].clone();
    let layout = Layout::of(line, headings.clone(), mapping);
    Ok(Opened { table, line, headings, first_rows: cells.into_iter().skip(at + 1).collect(), layout })
}

/// One of the first rows of a file, as it will be understood.
#[derive(Debug, Clone)]
pub struct Reading {
    pub line: u64,
    pub row: Result<Box<StaffRow>, Vec<Problem>>,
}

/// The first rows as they will be understood.
///
/// # Errors
/// The file cannot be read any more.
pub fn read_as(
    opened: &Opened,
    organisation: Option<&OrganisationCode>,
    count: usize,
) -> Result<Vec<Reading>, Unreadable> {
    let Ok(layout) = &opened.layout else { return Ok(Vec::new()) };
    let reader = RowReader { layout, organisation };
    let mut readings = Vec::new();
    opened.table.for_each(|line, cells| {
        if line > layout.line && !is_blank(cells) {
            readings.push(Reading { line, row: reader.read(line, cells).map(Box::new) });
        }
        if readings.len() < count { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(readings)
}
