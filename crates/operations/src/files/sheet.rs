//! The rows of a worksheet, cell after cell, as text: formulas are their last results, dates are ISO dates.

use std::ops::ControlFlow;

use calamine::{DataRef, Reader, Xlsx, XlsxError, open_workbook_from_rs};

use super::{Bytes, Unreadable};

fn open(file: Box<dyn Bytes>) -> Result<Xlsx<std::io::BufReader<Box<dyn Bytes>>>, Unreadable> {
    open_workbook_from_rs(std::io::BufReader::new(file)).map_err(unreadable)
}

fn unreadable(error: XlsxError) -> Unreadable {
    Unreadable::Workbook(error.to_string())
}

/// The first sheet that has anything on it.
pub(super) fn first_filled(file: Box<dyn Bytes>) -> Result<String, Unreadable> {
    let mut workbook = open(file)?;
    for name in workbook.sheet_names() {
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
        if cells.next_cell().map_err(unreadable)?.is_some() {
            return Ok(name);
        }
    }
    Err(Unreadable::Empty)
}

/// Gives each row of a sheet that is not empty.
pub(super) fn for_each(
    file: Box<dyn Bytes>,
    name: &str,
    mut receive: impl FnMut(u64, &[&str]) -> ControlFlow<()>,
) -> Result<(), Unreadable> {
    let mut workbook = open(file)?;
    let mut cells = workbook.worksheet_cells_reader(name).map_err(unreadable)?;
    let mut row: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (line, column) = cell.get_position();
        if line != at {
            if give(at, &row, &mut receive).is_break() {
                return Ok(());
            }
            row.clear();
            at = line;
        }
        let column = column as usize;
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text_of(cell.get_value());
    }
    let _ = give(at, &row, &mut receive);
    Ok(())
}

fn give(at: u32, row: &[String], receive: &mut impl FnMut(u64, &[&str]) -> ControlFlow<()>) -> ControlFlow<()> {
    if row.iter().all(String::is_empty) {
        return ControlFlow::Continue(());
    }
    let cells: Vec<&str> = row.iter().map(String::as_str).collect();
    receive(u64::from(at) + 1, &cells)
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(at) => at.as_f64().to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}
