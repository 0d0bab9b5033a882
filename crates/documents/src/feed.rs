//! A calendar that programs subscribe to (RFC 5545): titles and times, each entry with an UID that stays.
//!
//! Times are written in UTC, which every program shows in its own zone; what is due by a day is a day, which has none.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::calendar::{Lines, address, escaped, utc};

/// A person's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What a calendar program calls it.
    pub name: String,
    pub entries: Vec<Entry>,
}

/// One thing in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The same as long as the thing lives.
    pub uid: String,
    /// Rises with every change.
    pub sequence: u32,
    /// When it was last changed.
    pub stamped_at: Timestamp,
    pub title: String,
    /// The page of it, which asks who is there before it shows anything.
    pub page: String,
    pub when: When,
}

/// When it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// A meeting, agreed or only proposed.
    Time { starts_at: Timestamp, minutes: u32, is_agreed: bool },
    /// Due by the end of a day; it takes none of anybody's time.
    Day(Date),
}

/// The calendar as text, CRLF at each line's end and no line over 75 octets.
pub fn text(feed: &Feed) -> String {
    let mut lines = Lines(String::with_capacity(300 + feed.entries.len() * 400));
    lines.put("BEGIN:VCALENDAR");
    lines.put("VERSION:2.0");
    lines.put("PRODID:-//Alongside//Feed//EN");
    lines.put("CALSCALE:GREGORIAN");
    lines.put("METHOD:PUBLISH");
    lines.put(&format!("NAME:{}", escaped(&feed.name)));
    lines.put(&format!("X-WR-CALNAME:{}", escaped(&feed.name)));
    lines.put("X-WR-TIMEZONE:Europe/London");
    lines.put("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    lines.put("X-PUBLISHED-TTL:PT1H");
    for entry in &feed.entries {
        put(&mut lines, entry);
    }
    lines.put("END:VCALENDAR");
    lines.0
}

fn put(lines: &mut Lines, entry: &Entry) {
    lines.put("BEGIN:VEVENT");
    lines.put(&format!("UID:{}", escaped(&entry.uid)));
    lines.put(&format!("SEQUENCE:{}", entry.sequence));
    lines.put(&format!("DTSTAMP:{}", utc(entry.stamped_at)));
    match &entry.when {
        When::Time { starts_at, minutes, is_agreed } => {
            let length = SignedDuration::from_mins(i64::from((*minutes).max(1)));
            let ends_at = starts_at.saturating_add(length).unwrap_or(*starts_at);
            lines.put(&format!("DTSTART:{}", utc(*starts_at)));
            lines.put(&format!("DTEND:{}", utc(ends_at)));
            lines.put(if *is_agreed { "STATUS:CONFIRMED" } else { "STATUS:TENTATIVE" });
        }
        When::Day(on) => {
            lines.put(&format!("DTSTART;VALUE=DATE:{}", on.strftime("%Y%m%d")));
            lines.put(&format!("DTEND;VALUE=DATE:{}", on.tomorrow().unwrap_or(*on).strftime("%Y%m%d")));
            lines.put("TRANSP:TRANSPARENT");
        }
    }
    lines.put(&format!("SUMMARY:{}", escaped(&entry.title)));
    lines.put("CLASS:PRIVATE");
    lines.put(&format!("URL:{}", address(&entry.page)));
    lines.put("END:VEVENT");
}

#[cfg(test)]
mod tests {
    #![expect(non_snake_case, reason = "tests name the requirement they prove")]

    use jiff::civil::date;

    use super::*;

    #[test]
    fn req_Q5_a_feed_is_a_calendar_that_programs_can_read() {
        let entry = |uid: &str, title: &str, when| Entry {
            uid: uid.to_owned(),
            sequence: 2,
            stamped_at: "2026-11-02T09:00:00Z".parse().unwrap(),
            title: title.to_owned(),
            page: "https://alongside.example/meetings/1".to_owned(),
            when,
        };
        let starts_at = "2026-07-01T08:00:00Z".parse().unwrap();
        let feed = Feed {
            name: "Alongside".to_owned(),
            entries: vec![
                entry(
                    "a@feed",
                    "First meeting; with\r\nDTSTART:evil, and a long title that has to be folded somewhere",
                    When::Time { starts_at, minutes: 60, is_agreed: true },
                ),
                entry("b@feed", "A first objective", When::Day(date(2026, 12, 31))),
            ],
        };
        let text = text(&feed);
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains("DTSTART:20260701T080000Z\r\nDTEND:20260701T090000Z\r\nSTATUS:CONFIRMED"));
        assert!(unfolded.contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\nTRANSP:TRANSPARENT"));
        assert!(unfolded.contains("SUMMARY:First meeting\\; with DTSTART:evil\\, and a long title"));
        assert_eq!(unfolded.lines().filter(|line| line.starts_with("DTSTART")).count(), 2, "a title is no property");
    }
}
