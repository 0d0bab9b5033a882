//! A made-up portfolio, for the benchmark and for whoever checks the PDF with a validator.

use domain::takeaway::{Block, Book, FORMAT, Owner, Part, Section, Signed, Stone, sha256};
use jiff::civil::date;

/// A portfolio with so many meetings; seven are about ten pages.
pub fn sample(meetings: usize) -> Book {
    let own = |text: &str| text.to_owned();
    let section = |key: &str, title: &str, parts| Section {
        key: own(key),
        title: own(title),
        parts,
        data: serde_json::Value::Null,
    };
    let journey = Part::new("Support at a new start, Northmoor NHS Foundation Trust", "")
        .with(Block::Facts {
            rows: vec![(own("Began on"), own("2 March 2026")), (own("Post"), own("Physiotherapist"))],
        })
        .with(Block::Timeline { stones: (1..=12).map(stone).collect() });
    let hours = Part::new("Protected time", "").with(Block::Table {
        caption: own("Hours taken"),
        head: vec![own("Month"), own("Entitled"), own("Taken")],
        rows: (1..=12)
            .map(|month| vec![format!("Month {month}"), own("3 hours"), format!("{} hours", month % 4)])
            .collect(),
    });
    Book {
        format: FORMAT,
        owner: Owner {
            name: own("Amara Okafor"),
            registrations: vec![own("PH123456, Health and Care Professions Council")],
            addresses: Vec::new(),
        },
        made_at: "2026-11-02T09:00:00Z".parse().expect("an instant"),
        made_by: own("Alongside"),
        made_at_address: own("https://alongside.example"),
        sections: vec![
            section("journeys", "What I have taken part in", vec![journey]),
            section("meetings", "Meetings", (1..=meetings).map(meeting).collect()),
            section("hours", "Protected time", vec![hours]),
        ],
    }
}

fn stone(month: i8) -> Stone {
    Stone {
        on: date(2026, month, 20),
        what: "A meeting at least once a month".to_owned(),
        state: if month < 11 { format!("done on {month} 2026") } else { "to come".to_owned() },
        done: month < 11,
    }
}

fn meeting(number: usize) -> Part {
    let answer =
        |question: &str, answer: &str| Block::Answer { question: question.to_owned(), answer: answer.to_owned() };
    let long = "I asked about the morning list, and we looked at how to leave ten minutes between two home visits.\n\
         What I want to try until next time: say what I need at the hand-over, and note what came of it.";
    let mut part = Part::new(format!("Meeting {number}"), "Support at a new start, Northmoor NHS Foundation Trust")
        .with(Block::Facts { rows: vec![("When".to_owned(), "Friday 6 November 2026 at 2:30pm".to_owned())] });
    for question in [
        "What would you like to gain?",
        "What went well since last time?",
        "What was hard?",
        "What will you do before we meet again?",
        "Anything about the time you were promised?",
    ] {
        part = part.with(answer(question, long));
    }
    let signatures = ["Amara Okafor", "Rhys Bevan"].map(|name| Signed {
        name: name.to_owned(),
        part: "takes part".to_owned(),
        meaning: "I took part in this meeting and agree that this record of it is right.".to_owned(),
        signed_at: "2026-11-06T16:00:00Z".parse().expect("an instant"),
        hash: sha256(name.as_bytes()),
    });
    part.with(Block::Signatures { signatures: signatures.into() })
}
