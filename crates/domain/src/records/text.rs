//! Exactly what is signed: one plain text that holds everything, the same from the same facts on every machine.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::answer::{AnswerValue, shown};
use super::promises::promises_of;
use crate::calendar;
use crate::forms::{Field, FieldKind, Form, Moment};
use crate::ids::PersonId;
use crate::keys::FieldKey;
use crate::meetings::HeldTime;
use crate::programmes::{Party, Programme, capitalised};

/// Somebody who signs, with the name that stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    pub party: Party,
    pub person: PersonId,
    pub name: String,
}

/// What a record says beside the answers.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    pub programme: &'a Programme,
    pub occasion: Occasion<'a>,
    pub signatories: &'a [Signatory],
}

/// What the record is of.
#[derive(Debug, Clone, Copy)]
pub enum Occasion<'a> {
    Meeting {
        /// The programme's word for it: “first meeting”.
        word: &'a str,
        held: HeldTime,
        /// The lines of last time's promises that were kept.
        kept: &'a str,
    },
    Document {
        /// The programme's word for it: “agreement”.
        word: &'a str,
        /// Whose journey it belongs to.
        supportee: &'a str,
        /// Whose own copy it is.
        writer: Option<&'a str>,
        /// 1 for the first.
        number: i32,
    },
}

/// The questions whose answers are needed at a moment and are not there.
pub fn missing<'a>(form: &'a Form, answers: &BTreeMap<FieldKey, AnswerValue>, moment: Moment) -> Vec<&'a Field> {
    let lacks = |field: &&Field| field.need.at(moment) && !is_enough(field, answers.get(&field.key), moment);
    form.fields().filter(lacks).collect()
}

/// Is the answer all that is needed? A group needs its least number of rows, and in each row what each needs.
fn is_enough(field: &Field, answer: Option<&AnswerValue>, moment: Moment) -> bool {
    match (&field.kind, answer) {
        (_, None) => false,
        (FieldKind::Group(group), Some(AnswerValue::Rows(rows))) => {
            let needed = group.fields.iter().filter(|field| field.need.at(moment));
            let needed: Vec<&FieldKey> = needed.map(|field| &field.key).collect();
            rows.len() >= group.least as usize && rows.iter().all(|row| needed.iter().all(|key| row.contains_key(*key)))
        }
        (_, Some(_)) => true,
    }
}

/// The text that people sign. Questions without an answer are in it too: that nothing was said is part of what is
/// signed.
pub fn signable(form: &Form, facts: &Facts<'_>, answers: &BTreeMap<FieldKey, AnswerValue>, meaning: &str) -> String {
    let mut text = String::new();
    head(&mut text, form, facts);
    for section in &form.sections {
        let _ = write!(text, "\n{}\n", section.heading.to_uppercase());
        for field in &section.fields {
            let _ = write!(text, "\n{}\n", field.label);
            match answers.get(&field.key) {
                Some(AnswerValue::File(file)) => {
                    indent(&mut text, &shown(field, &AnswerValue::File(file.clone())));
                    indent(&mut text, &format!("SHA-256 {}", file.fingerprint));
                }
                Some(answer) => indent(&mut text, &shown(field, answer)),
                None => indent(&mut text, "–"),
            }
        }
    }
    if !facts.signatories.is_empty() {
        text.push_str("\nSIGNED BY EACH OF\n\n");
        for signatory in facts.signatories {
            let _ = writeln!(text, "    {}, {}", signatory.name, facts.programme.party_word(&signatory.party));
        }
        let _ = write!(text, "\n{meaning}\n");
    }
    text
}

fn head(text: &mut String, form: &Form, facts: &Facts<'_>) {
    let _ = writeln!(text, "{}", form.title);
    let programme = facts.programme;
    let word = programme.words.capital("programme");
    let _ = writeln!(text, "{word}, {} (version {})", programme.source.body, programme.version);
    match facts.occasion {
        Occasion::Meeting { word, held, kept } => meeting_head(text, word, held, kept),
        Occasion::Document { word, supportee, writer, number } => {
            let number = if number > 1 { format!(" ({number})") } else { String::new() };
            let _ = writeln!(text, "{}{number}", capitalised(word));
            let _ = writeln!(text, "{}: {supportee}", programme.words.capital("supportee"));
            if let Some(writer) = writer {
                let _ = writeln!(text, "Written by: {writer}");
            }
        }
    }
}

fn meeting_head(text: &mut String, word: &str, held: HeldTime, kept: &str) {
    let (from, to) = (held.from(), held.to());
    let end = if calendar::date_of(from) == calendar::date_of(to) {
        calendar::clock_time(calendar::time_of(to))
    } else {
        calendar::long_instant(to)
    };
    let minutes = held.minutes();
    let _ = writeln!(text, "{}: {}, until {end} ({minutes} minutes)", capitalised(word), calendar::long_instant(from));
    let kept = promises_of(kept);
    if !kept.is_empty() {
        text.push_str("\nDone since last time\n");
        for promise in kept {
            let _ = writeln!(text, "    {promise}");
        }
    }
}

fn indent(text: &mut String, answer: &str) {
    for line in answer.lines() {
        let _ = writeln!(text, "    {line}");
    }
}
