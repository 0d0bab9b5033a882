//! Recognises what kind of table a file is, and gives its rows.

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use encoding_rs::Encoding;

use super::decode::{Plain, encoding_of};
use super::{Bytes, HandedIn, Unreadable, sheet};

/// A file that was recognised as a table.
#[derive(Debug, Clone)]
pub struct Table {
    file: HandedIn,
    form: Form,
}

#[derive(Debug, Clone)]
enum Form {
    Delimited { delimiter: u8, encoding: &'static Encoding },
    Sheet { name: String },
}

/// How many rows are looked at to recognise the separator.
const SAMPLE: usize = 30;

impl Table {
    /// Recognises a workbook, or the encoding and separator of a text file.
    ///
    /// # Errors
    /// The file cannot be opened, is empty, or is something else.
    pub fn recognise(file: HandedIn) -> Result<Self, Unreadable> {
        let mut start = Vec::new();
        let mut opened = file.open()?;
        opened.by_ref().take(4096).read_to_end(&mut start).map_err(broken)?;
        let form = match start.as_slice() {
            [] => return Err(Unreadable::Empty),
            [b'P', b'K', 3, 4, ..] => Form::Sheet { name: sheet::first_filled(rewound(opened)?)? },
            [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(Unreadable::OldWorkbook),
            bytes if bytes.starts_with(b"%PDF") || bytes.starts_with(b"\x7FELF") || bytes.starts_with(b"\x89PNG") => {
                return Err(Unreadable::NotATable);
            }
            _ => {
                let encoding = encoding_of(rewound(opened)?).map_err(broken)?;
                Form::Delimited { delimiter: delimiter_of(&file, encoding)?, encoding }
            }
        };
        Ok(Self { file, form })
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        &self.file.name
    }

    /// What it was recognised as, for the person who chooses its columns: “separated by semicolons, Windows-1252”.
    pub fn description(&self) -> String {
        match &self.form {
            Form::Sheet { name } => format!("sheet “{name}” of a workbook"),
            Form::Delimited { delimiter, encoding } => {
                let separator = match delimiter {
                    b';' => "semicolons",
                    b'\t' => "tabs",
                    b'|' => "vertical bars",
                    _ => "commas",
                };
                format!("text separated by {separator}, {}", encoding.name())
            }
        }
    }

    /// Gives each row with its line, in order, until there are no more or the receiver has had enough. Empty lines are
    /// left out.
    ///
    /// # Errors
    /// The file ends in the middle of something, or cannot be read any more.
    pub fn for_each(&self, receive: impl FnMut(u64, &[&str]) -> ControlFlow<()>) -> Result<(), Unreadable> {
        match &self.form {
            Form::Sheet { name } => sheet::for_each(self.file.open()?, name, receive),
            Form::Delimited { delimiter, encoding } => {
                delimited(Plain::new(self.file.open()?, encoding), *delimiter, receive)
            }
        }
    }

    /// The first rows.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn first_rows(&self, count: usize) -> Result<Vec<(u64, Vec<String>)>, Unreadable> {
        let mut rows = Vec::new();
        self.for_each(|line, cells| {
            rows.push((line, cells.iter().map(|cell| (*cell).to_owned()).collect()));
            if rows.len() < count { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        Ok(rows)
    }
}

fn rewound(mut file: Box<dyn Bytes>) -> Result<Box<dyn Bytes>, Unreadable> {
    file.rewind().map_err(broken)?;
    Ok(file)
}

fn broken(error: impl std::fmt::Display) -> Unreadable {
    Unreadable::Broken(error.to_string())
}

fn delimited(
    text: impl Read,
    delimiter: u8,
    mut receive: impl FnMut(u64, &[&str]) -> ControlFlow<()>,
) -> Result<(), Unreadable> {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text);
    let mut row = csv::StringRecord::new();
    while rows.read_record(&mut row).map_err(broken)? {
        let cells: Vec<&str> = row.iter().collect();
        // The reader counts line feeds; every line has exactly one, and those inside cells belong to the row.
        let within = cells.iter().map(|cell| cell.bytes().filter(|byte| *byte == b'\n').count() as u64).sum::<u64>();
        let line = rows.position().line().saturating_sub(1 + within).max(1);
        if receive(line, &cells).is_break() {
            break;
        }
    }
    Ok(())
}

/// The separator that makes the most columns of some row near the start.
fn delimiter_of(file: &HandedIn, encoding: &'static Encoding) -> Result<u8, Unreadable> {
    let mut best = (b',', 1);
    for delimiter in [b',', b';', b'\t', b'|'] {
        let (mut widest, mut rows) = (0, 0);
        delimited(Plain::new(file.open()?, encoding), delimiter, |_, cells| {
            widest = widest.max(cells.len());
            rows += 1;
            if rows < SAMPLE { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        if widest > best.1 {
            best = (delimiter, widest);
        }
    }
    Ok(best.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        Table::recognise(HandedIn::held("a.csv", text.as_bytes())).unwrap().first_rows(99).unwrap()
    }

    #[test]
    fn req_A4_lines_are_counted_as_an_editor_counts_them() {
        for ends in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "c,d", "", "", "e,f", "\"g", "h\",i", "j,k"].join(ends);
            let lines: Vec<u64> = rows(&text).iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [1, 2, 5, 6, 8], "{ends:?}");
        }
    }

    #[test]
    fn req_A4_separators_are_recognised() {
        for separator in [",", ";", "\t", "|"] {
            let text = ["a", "b", "c"].join(separator);
            assert_eq!(rows(&format!("Title, with a comma\n{text}\n"))[1].1, ["a", "b", "c"], "{separator:?}");
        }
    }

    #[test]
    fn what_is_no_table_is_refused_with_what_to_do() {
        let refused = |bytes: &[u8]| Table::recognise(HandedIn::held("x", bytes)).unwrap_err();
        assert_eq!(refused(b""), Unreadable::Empty);
        assert_eq!(refused(b"%PDF-1.7"), Unreadable::NotATable);
        assert_eq!(refused(&[0xD0, 0xCF, 0x11, 0xE0, 0]), Unreadable::OldWorkbook);
        assert!(matches!(refused(b"PK\x03\x04 not a workbook"), Unreadable::Workbook(_)));
        assert!(matches!(Table::recognise(HandedIn::at("/nowhere/at/all")), Err(Unreadable::NotOpened(_))));
    }
}
