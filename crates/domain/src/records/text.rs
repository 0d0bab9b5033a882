//! Exactly what is signed: one plain text that holds everything, the same from the same facts on every machine.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::answer::{AnswerValue, shown};
use super::promises::promises_of;
use crate::calendar;
use crate::forms::{Field, Form, Need};
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
    /// The programme's word for the meeting: “first meeting”.
    pub meeting_word: &'a str,
    pub held: HeldTime,
    pub signatories: &'a [Signatory],
    /// The lines of last time's promises that were kept.
    pub kept: &'a str,
}

/// How many answers that signing needs are missing.
pub fn missing<'a>(form: &'a Form, answers: &BTreeMap<FieldKey, AnswerValue>) -> Vec<&'a Field> {
    form.fields().filter(|field| field.need == Need::ToSign && !answers.contains_key(&field.key)).collect()
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
                Some(answer) => indent(&mut text, &shown(field, answer)),
                None => indent(&mut text, "–"),
            }
        }
    }
    text.push_str("\nSIGNED BY EACH OF\n\n");
    for signatory in facts.signatories {
        let _ = writeln!(text, "    {}, {}", signatory.name, facts.programme.party_word(&signatory.party));
    }
    let _ = write!(text, "\n{meaning}\n");
    text
}

fn head(text: &mut String, form: &Form, facts: &Facts<'_>) {
    let _ = writeln!(text, "{}", form.title);
    let programme = facts.programme;
    let word = programme.words.capital("programme");
    let _ = writeln!(text, "{word}, {} (version {})", programme.source.body, programme.version);
    let (from, to) = (facts.held.from(), facts.held.to());
    let end = if calendar::date_of(from) == calendar::date_of(to) {
        calendar::clock_time(calendar::time_of(to))
    } else {
        calendar::long_instant(to)
    };
    let minutes = facts.held.minutes();
    let meeting = capitalised(facts.meeting_word);
    let _ = writeln!(text, "{meeting}: {}, until {end} ({minutes} minutes)", calendar::long_instant(from));
    let kept = promises_of(facts.kept);
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
