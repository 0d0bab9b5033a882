//! A date as three boxes: as it was typed, with what is wrong with it.

use jiff::civil::Date;

use crate::form::FormData;

/// A date as it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) day: String,
    pub(crate) month: String,
    pub(crate) year: String,
    pub(crate) error: String,
}

impl Day {
    /// As it was typed.
    pub(crate) fn of(form: &FormData, name: &str, error: impl Into<String>) -> Self {
        let part = |part: &str| form.text(&format!("{name}-{part}"));
        Self { day: part("day"), month: part("month"), year: part("year"), error: error.into() }
    }

    /// A date that is suggested.
    pub(crate) fn at(on: Date) -> Self {
        Self {
            day: on.day().to_string(),
            month: on.month().to_string(),
            year: on.year().to_string(),
            error: String::new(),
        }
    }
}

/// The text is not a date.
pub(crate) struct NotADate;

/// A date from its three boxes; nothing when all are empty.
pub(crate) fn read(form: &FormData, name: &str) -> Result<Option<Date>, NotADate> {
    let part = |part: &str| form.text(&format!("{name}-{part}"));
    let raw = domain::records::Raw { day: part("day"), month: part("month"), year: part("year"), ..Default::default() };
    domain::records::parse_date(&raw).map_err(|_| NotADate)
}

/// Hours and minutes from their two boxes, in minutes; nothing when they say no length.
pub(crate) fn length(form: &FormData) -> Option<u32> {
    let part = |name: &str| match form.text(name).as_str() {
        "" => Some(0),
        text => text.parse::<u32>().ok(),
    };
    part("hours")?.checked_mul(60)?.checked_add(part("minutes")?)
}
