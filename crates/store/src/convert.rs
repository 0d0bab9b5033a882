//! The database edge: calendar types of the domain to and from those of the database library, and ids.

use domain::ids::Id;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::Fault;

/// An instant as stored: in UTC, cut to microseconds, since the two databases keep different remainders.
pub fn to_db_time(at: Timestamp) -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp_micros(at.as_microsecond()).expect("instants of a working life are in range")
}

/// An instant as the domain knows it.
pub fn from_db_time(at: chrono::DateTime<chrono::Utc>) -> Timestamp {
    Timestamp::from_microsecond(at.timestamp_micros()).expect("stored instants were written by us")
}

/// A calendar date as stored.
pub fn to_db_date(on: Date) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(
        i32::from(on.year()),
        on.month().unsigned_abs().into(),
        on.day().unsigned_abs().into(),
    )
    .expect("both calendars are Gregorian")
}

/// A calendar date as the domain knows it.
pub fn from_db_date(on: chrono::NaiveDate) -> Date {
    use chrono::Datelike;
    let year = i16::try_from(on.year()).expect("dates of a working life are in range");
    Date::new(year, on.month() as i8, on.day() as i8).expect("both calendars are Gregorian")
}

/// An optional date as stored.
pub fn to_db_dates(on: Option<Date>) -> Option<chrono::NaiveDate> {
    on.map(to_db_date)
}

/// An id as the domain knows it.
pub fn id<I: Id>(uuid: uuid::Uuid) -> I {
    I::from_uuid(uuid)
}

/// Text that was stored from a value of the domain, read back.
///
/// # Errors
/// The text is not one that the domain writes: the row was changed by something else.
pub fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::Corrupt(format!("{} from {text:?}", std::any::type_name::<T>())))
}
