//! Hours as pictures: a year as one bar against what is promised, months as bars beside one another. What the pictures
//! show stands beside them in words and in a table.

use domain::calendar::{long_date, month_and_year, month_names};
use domain::time::{Ledger, Marks, Sum};

use super::{hours, short};
use crate::components::{Cell, Column, Rich, Table};
use crate::words::Words;

/// The width of a year's bar, in the drawing's units.
const WIDTH: u32 = 600;

/// A year so far: taken and lost, against what is promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct YearBar {
    pub(crate) promised: u32,
    pub(crate) taken: u32,
    pub(crate) lost: u32,
    /// Where the least of what is promised stands.
    pub(crate) least: u32,
}

impl YearBar {
    pub(crate) fn new(sum: &Sum, marks: &Marks) -> Self {
        let most = [sum.entitled, sum.taken + sum.lost, marks.least, 1].into_iter().max().unwrap_or(1);
        let at = |minutes: u32| minutes * (WIDTH - 4) / most;
        Self { promised: at(sum.entitled), taken: at(sum.taken), lost: at(sum.lost), least: at(marks.least) + 2 }
    }
}

/// How high the bars of months may be, and where they stand.
const HEIGHT: u32 = 110;
const FLOOR: u32 = 124;
const STEP: u32 = 30;

/// A bar: from where, and how high.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rise {
    pub(crate) y: u32,
    pub(crate) height: u32,
}

/// A month of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MonthBar {
    pub(crate) x: u32,
    pub(crate) middle: u32,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) promised: Rise,
    pub(crate) taken: Rise,
    pub(crate) lost: Rise,
    /// Where the planned hours reach to.
    pub(crate) planned: Option<u32>,
}

/// The months of a ledger as a picture and as a table.
#[derive(Clone, Debug)]
pub(crate) struct Bars {
    pub(crate) width: u32,
    pub(crate) months: Vec<MonthBar>,
    pub(crate) table: Table,
}

impl Bars {
    pub(crate) fn new(w: Words, ledger: &Ledger, caption: String) -> Self {
        let tallest = |sum: &Sum| sum.entitled.max(sum.planned).max(sum.taken + sum.lost);
        let most = ledger.months.iter().map(|month| tallest(&month.sum)).max().unwrap_or(0).max(60);
        let high = |minutes: u32| minutes * HEIGHT / most;
        let months = (0..).zip(&ledger.months).map(|(place, month)| {
            let sum = &month.sum;
            let (promised, taken, lost) = (high(sum.entitled), high(sum.taken), high(sum.lost));
            MonthBar {
                x: place * STEP + 4,
                middle: place * STEP + STEP / 2,
                name: month_names()[usize::from(month.first.month().unsigned_abs()) - 1][..3].to_owned(),
                title: w.with(
                    "time-month-title",
                    [
                        ("month", month_and_year(month.first)),
                        ("taken", hours(w, sum.taken)),
                        ("entitled", hours(w, sum.entitled)),
                        ("lost", hours(w, sum.lost)),
                    ],
                ),
                promised: Rise { y: FLOOR - promised, height: promised },
                taken: Rise { y: FLOOR - taken, height: taken },
                lost: Rise { y: FLOOR - taken - lost, height: lost },
                planned: (sum.planned > 0).then(|| FLOOR - high(sum.planned)),
            }
        });
        let months: Vec<MonthBar> = months.collect();
        let width = STEP * u32::try_from(months.len()).unwrap_or(1).max(12);
        Self { width, months, table: table(w, ledger, caption) }
    }
}

fn table(w: Words, ledger: &Ledger, caption: String) -> Table {
    let columns = ["entitled", "planned", "taken", "lost"];
    let columns = columns.iter().map(|key| Column::numbers(w.say(&format!("time-column-{key}"))));
    let columns: Vec<Column> = std::iter::once(Column::words(w.say("time-column-month"))).chain(columns).collect();
    let row = |name: String, sum: &Sum| {
        let numbers = [sum.entitled, sum.planned, sum.taken, sum.lost].map(|minutes| Cell::new(short(w, minutes)));
        std::iter::once(Cell::new(name)).chain(numbers).collect::<Vec<Cell>>()
    };
    let mut rows: Vec<Vec<Cell>> =
        ledger.months.iter().map(|month| row(month_and_year(month.first), &month.sum)).collect();
    rows.push(row(w.say("time-column-together"), &ledger.whole));
    Table::new(Rich::from(caption), columns, rows)
}

/// “Since 3 March 2026”, or the twelve months.
pub(super) fn since(w: Words, from: jiff::civil::Date) -> String {
    w.with("time-since", [("date", long_date(from))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_Q8_a_year_of_hours_fits_its_bar_whatever_was_taken() {
        let sum = Sum { entitled: 600, planned: 0, taken: 900, lost: 300 };
        let bar = YearBar::new(&sum, &Marks { least: 200, recommended: 600 });
        assert_eq!((bar.taken + bar.lost, bar.promised), (596, 298));
        let nothing = YearBar::new(&Sum::default(), &Marks::default());
        assert_eq!((nothing.taken, nothing.promised, nothing.least), (0, 0, 2));
    }
}
