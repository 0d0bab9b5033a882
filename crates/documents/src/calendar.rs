//! Invitations that a calendar program updates in place (RFC 5545 for the text, RFC 5546 for the exchange).
//!
//! A meeting has one UID for its whole life; every change is sent with a higher SEQUENCE. What people see in their
//! calendar is the programme's word for the meeting, the place and the two names: nothing that was written in a record
//! ever comes here. Names and places are typed by people, so every value is cleaned and escaped: a line break or a
//! quotation mark in a name must not become a property of its own.
//!
//! Written here and not with the `icalendar` crate: version 0.17.17 folds the last piece of a line at 76 octets, and
//! leaves quotation marks and line ends in parameters and addresses to its caller.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

/// What the receiving calendar should do (RFC 5546 section 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Times are proposed and nobody has accepted yet: shown as tentative.
    Tentative,
    /// Both agreed to the time.
    Confirmed,
    /// The meeting will not take place, or did not.
    Cancelled,
}

impl Method {
    /// The METHOD of the message, also named in the content type of the mail.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tentative | Self::Confirmed => "REQUEST",
            Self::Cancelled => "CANCEL",
        }
    }

    fn status(self) -> &'static str {
        match self {
            Self::Tentative => "TENTATIVE",
            Self::Confirmed => "CONFIRMED",
            Self::Cancelled => "CANCELLED",
        }
    }

    fn answer(self) -> &'static str {
        match self {
            Self::Tentative => "NEEDS-ACTION",
            Self::Confirmed => "ACCEPTED",
            Self::Cancelled => "DECLINED",
        }
    }
}

/// A name and an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    pub name: String,
    pub address: String,
}

/// A meeting as a calendar sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The same for the meeting's whole life.
    pub uid: String,
    /// Rises with every change.
    pub sequence: u32,
    pub method: Method,
    /// When this message was made.
    pub stamped_at: Timestamp,
    pub starts_at: Timestamp,
    pub minutes: u32,
    /// The programme's word for the meeting and nothing else.
    pub title: String,
    /// A room, a link or a telephone number; empty when none was given.
    pub place: String,
    /// The page of the meeting, which asks who is there before it shows anything.
    pub page: String,
    /// The service's own address: it keeps the meeting, people change it on its page.
    pub organizer: Mailbox,
    pub attendees: Vec<Mailbox>,
}

/// The message as text, CRLF at each line's end and no line over 75 octets.
pub fn text(invitation: &Invitation) -> String {
    let mut lines = Lines(String::with_capacity(1_200));
    lines.put("BEGIN:VCALENDAR");
    lines.put("VERSION:2.0");
    lines.put("PRODID:-//Alongside//Meetings//EN");
    lines.put("CALSCALE:GREGORIAN");
    lines.put(&format!("METHOD:{}", invitation.method.name()));
    lines.put("BEGIN:VEVENT");
    lines.put(&format!("UID:{}", escaped(&invitation.uid)));
    lines.put(&format!("SEQUENCE:{}", invitation.sequence));
    lines.put(&format!("DTSTAMP:{}", utc(invitation.stamped_at)));
    lines.put(&format!("DTSTART:{}", utc(invitation.starts_at)));
    lines.put(&format!("DTEND:{}", utc(ends_at(invitation))));
    lines.put(&format!("SUMMARY:{}", escaped(&invitation.title)));
    lines.put(&format!("STATUS:{}", invitation.method.status()));
    lines.put("CLASS:PRIVATE");
    if !clean(&invitation.place).is_empty() {
        lines.put(&format!("LOCATION:{}", escaped(&invitation.place)));
    }
    lines.put(&format!("URL:{}", address(&invitation.page)));
    lines.put(&format!("ORGANIZER{}", mailbox(&invitation.organizer)));
    for attendee in &invitation.attendees {
        // Times are answered on the meeting's page, so the calendar is not asked to reply.
        let answer = invitation.method.answer();
        lines.put(&format!("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT={answer};RSVP=FALSE{}", mailbox(attendee)));
    }
    lines.put("END:VEVENT");
    lines.put("END:VCALENDAR");
    lines.0
}

/// Content lines, folded as RFC 5545 section 3.1 says: at most 75 octets each, counting the space that goes before a
/// continuation, and never within a letter.
pub(crate) struct Lines(pub(crate) String);

impl Lines {
    pub(crate) fn put(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn ends_at(invitation: &Invitation) -> Timestamp {
    let length = SignedDuration::from_mins(i64::from(invitation.minutes.max(1)));
    invitation.starts_at.saturating_add(length).expect("a duration without calendar units can be added")
}

pub(crate) fn utc(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The rest of an ORGANIZER or ATTENDEE line: the name as a parameter, then the address.
fn mailbox(mailbox: &Mailbox) -> String {
    // Inside a parameter there is no escape for a quotation mark (RFC 5545 section 3.2).
    let name = clean(&mailbox.name).replace('"', "'");
    format!(";CN=\"{name}\":mailto:{}", address(&mailbox.address))
}

/// A TEXT value (RFC 5545 section 3.3.11).
pub(crate) fn escaped(text: &str) -> String {
    clean(text).replace('\\', r"\\").replace(';', r"\;").replace(',', r"\,")
}

/// One line without control characters. The Unicode line separators go too: some readers take them for line ends.
fn clean(text: &str) -> String {
    let spaced: String =
        text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address or link as a value of its own: what cannot stand in one is left out.
pub(crate) fn address(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() && !c.is_whitespace() && !matches!(c, '"' | '<' | '>' | ';' | ',' | '\\'))
        .collect()
}

#[cfg(test)]
mod tests;
