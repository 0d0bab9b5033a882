//! A date as a form asks for it.

use jiff::civil::Date;

use crate::form::FormData;

/// What was typed into the three boxes of a date, and what is wrong with it.
#[derive(Debug, Default)]
pub(crate) struct Day {
    pub day: String,
    pub month: String,
    pub year: String,
    pub error: String,
}

impl Day {
    /// As it was typed.
    pub(crate) fn typed(form: &FormData, name: &str, error: impl Into<String>) -> Self {
        let part = |part: &str| form.text(&format!("{name}-{part}"));
        Self { day: part("day"), month: part("month"), year: part("year"), error: error.into() }
    }

    /// With a day filled in.
    pub(crate) fn of(on: Date) -> Self {
        Self {
            day: on.day().to_string(),
            month: on.month().to_string(),
            year: on.year().to_string(),
            error: String::new(),
        }
    }
}

/// The date in a form, if what was typed is one.
pub(crate) fn read(form: &FormData, name: &str) -> Option<Date> {
    let part = |part: &str| form.text(&format!("{name}-{part}"));
    let year: i16 = part("year").parse().ok().filter(|year| (2000..=2200).contains(year))?;
    Date::new(year, part("month").parse().ok()?, part("day").parse().ok()?).ok()
}

/// Was nothing typed?
pub(crate) fn is_empty(form: &FormData, name: &str) -> bool {
    ["day", "month", "year"].iter().all(|part| form.text(&format!("{name}-{part}")).is_empty())
}
