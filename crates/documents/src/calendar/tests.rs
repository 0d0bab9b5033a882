//! The rules of RFC 5545 and 5546 that calendar programs do not forgive, checked on the finished text. The library's own
//! reader is lenient, so the rules are written out here.

#![expect(non_snake_case, reason = "tests name the requirement they prove")]

use std::collections::BTreeMap;

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn invitation() -> Invitation {
    Invitation {
        uid: "0198c0de-0000-7000-8000-000000000001@alongside".into(),
        sequence: 0,
        method: Method::Confirmed,
        stamped_at: at("2026-11-03T08:15:30.123456Z"),
        starts_at: at("2026-11-06T14:30:00Z"),
        minutes: 60,
        title: "First meeting".into(),
        place: "Room 4, Outpatients; ask at the desk".into(),
        page: "https://alongside.example/meetings/0198c0de-0000-7000-8000-000000000001".into(),
        organizer: Mailbox { name: "Alongside".into(), address: "alongside@trust.example".into() },
        attendees: vec![
            Mailbox { name: "Amara Okafor".into(), address: "amara.okafor@trust.example".into() },
            Mailbox { name: "Rhys Bevan".into(), address: "rhys.bevan@trust.example".into() },
        ],
    }
}

/// Each property line of the text, unfolded, after the rules of lines have been checked.
fn lines(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"), "the last line ends");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "no bare line feed");
    assert_eq!(text.matches('\r').count(), text.matches("\r\n").count(), "no bare carriage return");
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.is_empty(), "no empty line");
        assert!(!line.chars().any(|c| c.is_control() && c != '\t'), "no control character: {line:?}");
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().unwrap().push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// The name of a line, split off outside quotation marks; whatever follows is parameters and value.
fn name(line: &str) -> &str {
    line.split([':', ';']).next().unwrap()
}

fn value(line: &str) -> &str {
    let mut quoted = false;
    let end = line.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    });
    &line[end.unwrap().0 + 1..]
}

fn rules(text: &str) -> BTreeMap<String, Vec<String>> {
    let lines = lines(text);
    assert_eq!(lines.first().unwrap(), "BEGIN:VCALENDAR");
    assert_eq!(lines.last().unwrap(), "END:VCALENDAR");
    let mut properties: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in &lines {
        let name = name(line);
        assert!(name.chars().all(|c| c.is_ascii_uppercase() || c == '-'), "a property's name: {line}");
        properties.entry(name.to_owned()).or_default().push(line.clone());
    }
    for once in [
        "VERSION",
        "PRODID",
        "METHOD",
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SEQUENCE",
        "SUMMARY",
        "STATUS",
        "ORGANIZER",
    ] {
        assert_eq!(properties.get(once).map(Vec::len), Some(1), "{once} exactly once");
    }
    assert_eq!(properties["BEGIN"], ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]);
    assert_eq!(properties["END"], ["END:VEVENT", "END:VCALENDAR"]);
    for instant in ["DTSTAMP", "DTSTART", "DTEND"] {
        let value = value(&properties[instant][0]);
        assert!(value.len() == 16 && &value[8..9] == "T" && value.ends_with('Z'), "{instant} in UTC: {value}");
    }
    assert!(value(&properties["DTSTART"][0]) < value(&properties["DTEND"][0]));
    assert!(properties["ATTENDEE"].iter().all(|line| value(line).starts_with("mailto:")));
    assert!(value(&properties["ORGANIZER"][0]).starts_with("mailto:"));
    properties
}

#[test]
fn req_F5_an_agreed_meeting_is_a_request_that_a_calendar_can_keep() {
    let properties = rules(&text(&invitation()));
    assert_eq!(properties["METHOD"], ["METHOD:REQUEST"]);
    assert_eq!(properties["STATUS"], ["STATUS:CONFIRMED"]);
    assert_eq!(properties["UID"], ["UID:0198c0de-0000-7000-8000-000000000001@alongside"]);
    assert_eq!(properties["SEQUENCE"], ["SEQUENCE:0"]);
    assert_eq!(properties["DTSTAMP"], ["DTSTAMP:20261103T081530Z"]);
    assert_eq!(properties["DTSTART"], ["DTSTART:20261106T143000Z"]);
    assert_eq!(properties["DTEND"], ["DTEND:20261106T153000Z"]);
    assert_eq!(properties["LOCATION"], [r"LOCATION:Room 4\, Outpatients\; ask at the desk"]);
    assert_eq!(properties["ATTENDEE"].len(), 2);
}

#[test]
fn req_F5_a_cancelled_meeting_keeps_its_uid_and_leaves_the_calendar() {
    let cancelled = Invitation { method: Method::Cancelled, sequence: 3, ..invitation() };
    let properties = rules(&text(&cancelled));
    assert_eq!(properties["METHOD"], ["METHOD:CANCEL"]);
    assert_eq!(properties["STATUS"], ["STATUS:CANCELLED"]);
    assert_eq!(properties["UID"], rules(&text(&invitation()))["UID"]);
    assert_eq!(properties["SEQUENCE"], ["SEQUENCE:3"]);
}

#[test]
fn a_proposed_time_is_tentative() {
    let properties = rules(&text(&Invitation { method: Method::Tentative, ..invitation() }));
    assert_eq!(
        (properties["METHOD"][0].as_str(), properties["STATUS"][0].as_str()),
        ("METHOD:REQUEST", "STATUS:TENTATIVE")
    );
}

/// What somebody might type into a name, a place or a title to become more than text (C20).
const INJECTIONS: [&str; 9] = [
    "Room\r\nATTENDEE:mailto:spy@evil.example",
    "Room\nBEGIN:VALARM\nACTION:PROCEDURE\nEND:VALARM",
    "Room\rURL:https://evil.example",
    "Room\u{2028}ATTENDEE:mailto:spy@evil.example",
    "\"Room\"",
    "Rhys\";SENT-BY=\"mailto:spy@evil.example\":mailto:a@b",
    "\\nATTENDEE:mailto:spy@evil.example",
    "a;b,c\\d:e",
    "\u{0}\u{7}\u{85}bell",
];

#[test]
fn what_people_type_stays_text() {
    let plain = rules(&text(&invitation()));
    for injection in INJECTIONS {
        let mut hostile = invitation();
        hostile.title = injection.into();
        hostile.place = injection.into();
        hostile.attendees[0].name = injection.into();
        hostile.attendees[1].address = format!("a@b.example{injection}");
        let properties = rules(&text(&hostile));
        assert_eq!(
            properties.keys().collect::<Vec<_>>(),
            plain.keys().collect::<Vec<_>>(),
            "no property more or less after {injection:?}"
        );
        assert_eq!(properties["ATTENDEE"].len(), 2, "nobody is invited by {injection:?}");
        assert_eq!(
            properties["ATTENDEE"]
                .iter()
                .filter(|line| line.contains(";SENT-BY="))
                .filter(|line| !line.contains("\""))
                .count(),
            0
        );
        assert!(properties["ATTENDEE"].iter().any(|line| value(line) == "mailto:amara.okafor@trust.example"));
    }
}

#[test]
fn long_and_foreign_text_is_folded_between_letters() {
    for letter in ["a", "é", "老", "👩🏾‍⚕️", " x", "\\"] {
        for length in 0..90 {
            let folded = Invitation { place: letter.repeat(length), ..invitation() };
            let text = text(&folded);
            let properties = rules(&text);
            if let Some(line) = properties.get("LOCATION") {
                let unescaped = value(&line[0]).replace(r"\\", r"\");
                assert_eq!(unescaped, letter.repeat(length).trim());
            }
        }
    }
}

#[test]
fn summer_time_is_told_in_utc() {
    let july = domain::calendar::instant(jiff::civil::date(2026, 7, 1), jiff::civil::time(9, 0, 0, 0));
    let properties = rules(&text(&Invitation { starts_at: july, ..invitation() }));
    assert_eq!(properties["DTSTART"], ["DTSTART:20260701T080000Z"]);
}
