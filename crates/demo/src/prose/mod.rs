//! What people write in their meeting records: invented, plain, and never about a patient.

pub mod pieces;

use domain::keys::FieldKey;
use domain::records::AnswerValue;
use jiff::civil::{Date, Time};

use crate::dice::Dice;

const STRENGTHS: &[&str] = &[
    "I listen well and patients tell me things. I was a care assistant before I trained, so wards do not frighten me.",
    "My last placement was here, so I know the building and most of the team. I write clear notes.",
    "I worked in a shop for six years: I can talk to anybody, also when it is busy.",
    "Calm when it gets hectic, and I ask when I do not know. My dissertation was on falls.",
    "I speak three languages and have worked in two other health systems.",
    "Good with equipment and quick to learn new systems. I like teaching students.",
];
const NEEDS: &[&str] = &[
    "Speaking up in the big handover. Knowing when something is mine to decide.",
    "Planning a full day without running late by lunch.",
    "Discharge letters take me far too long, and I check everything twice.",
    "I have not worked nights before and wonder how people keep well.",
    "Finding my way through the referral routes here; everything has another name than at university.",
    "Getting used to being the one who is asked.",
];
pub const HOPES: &[&str] = &[
    "To feel that I belong, and to know by spring which direction I want to take.",
    "Somebody to think aloud with, and honest words on how I come across.",
    "To get steadier with complex cases and less tired at the end of the week.",
    "To run a clinic list on my own by the summer.",
    "To understand how the service works beyond my own corner of it.",
];
pub const GOALS: &[&str] = &[
    "A rotation in the community, and perhaps the post-graduate module next autumn.",
    "To supervise a student in my second year.",
    "I would like to do a small audit and present it to the team.",
    "To find out whether research could be for me.",
    "One day to lead a team; first to be good at this.",
];
const WAYS: &[&str] = &[
    "Every fourth Tuesday, an hour, away from the ward. Messages in between are fine; urgent things go to the shift lead.",
    "We meet in the small library on the first Thursday. If one of us cannot, we find another day the same week.",
    "By video when we are at different sites, in person every other time. Diary is blocked for both.",
    "After the late start on Wednesdays. No phones. What we say stays with us, unless somebody could come to harm.",
];
const LEARNING: &[&str] = &[
    "Shadow the hand clinic for a morning",
    "Read the local guidance on falls\nTalk to the discharge coordinator",
    "Lead one handover, and ask two people how it was",
    "Watch two joint assessments\nTry the new template for letters",
    "Find out who does what in the community team",
    "Practise saying no kindly, once",
    "Bring one case that went well and one that did not",
    "Spend half a day with the pharmacist",
];
const LEARNT: &[&str] = &[
    "Done, and it was easier than I feared.",
    "One of the two; the other moved to next month because of sickness in the team.",
    "Done. I wrote down three things and use two of them.",
    "Half of it. I want to keep this one.",
    "Done twice, because the first time went so well.",
];
const REVIEWS: &[&str] = &[
    "I am quicker with notes and no longer stay late for them. The first month feels long ago.",
    "A hard week with two difficult families. We talked about what was mine to carry and what was not.",
    "I led the handover three times. My voice still shakes, and nobody seems to mind.",
    "Caught something early and said so. It was taken seriously.",
    "Tired from nights, otherwise well. The rota changes again in a fortnight.",
    "Had my first student for a day and noticed how much I know by now.",
    "I asked for help sooner than I would have in autumn, and it saved us an hour.",
];
const SUPPORTEE: &[&str] = &[
    "The hour is the one in the month in which nobody wants anything from me. I would like it to be in the morning.",
    "Honest words, kindly said. Shadowing in another team helped most.",
    "That the time is really kept free. Perhaps a little more on what comes after.",
];
const SUPPORTER: &[&str] = &[
    "Comes prepared, tries things out, and says when something did not work. Finding a quiet room is the hard part.",
    "We laugh a lot, which helps. I learn as much as I give.",
    "The rhythm works. I would begin to talk about what comes after a little earlier.",
];
const AFTERWARDS: &[&str] = &[
    "The peer group, and a coffee with each other every other month.",
    "Clinical supervision from the team, and the learning fund for the module.",
    "A mentor from another service; the two of us will ask around.",
];
const GROWN: &[&str] = &[
    "Listening is still the strength. New is that I speak up, also in rooms full of senior people.",
    "I am still calm, and now I can also be quick.",
    "What was new is ordinary now, and I can explain it to others.",
];

/// Who answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    Supportee,
    Supporter,
    /// Whoever holds the pen.
    Either,
}

/// The answers of a meeting of a kind; `next` is when the two meet again.
pub fn answers(kind: &str, dice: &mut Dice, next: Option<(Date, Time)>) -> Vec<(FieldKey, AnswerValue, Voice)> {
    let mut answers = Vec::new();
    let mut say = |field: &str, text: &str| {
        answers.push((key(field), AnswerValue::Text(text.to_owned()), Voice::Either));
    };
    match kind {
        "initial" => {
            say("strengths", *dice.pick(STRENGTHS));
            say("needs", *dice.pick(NEEDS));
            say("hopes", *dice.pick(HOPES));
            say("long-term-goals", *dice.pick(GOALS));
            say("ways-of-working", *dice.pick(WAYS));
            say("learning", *dice.pick(LEARNING));
        }
        "mid-point" | "final" => {
            say("review", *dice.pick(REVIEWS));
            say("learning-review", *dice.pick(LEARNT));
            say("afterwards", *dice.pick(AFTERWARDS));
            if kind == "final" {
                say("strengths-review", *dice.pick(GROWN));
            } else {
                say("learning", *dice.pick(LEARNING));
            }
        }
        _ => {
            say("learning-review", *dice.pick(LEARNT));
            say("review", *dice.pick(REVIEWS));
            say("learning", *dice.pick(LEARNING));
        }
    }
    choices(kind, dice, &mut answers);
    if matches!(kind, "mid-point" | "final") {
        let both =
            [("supportee-feedback", SUPPORTEE, Voice::Supportee), ("supporter-feedback", SUPPORTER, Voice::Supporter)];
        for (field, among, voice) in both {
            answers.push((key(field), AnswerValue::Text((*dice.pick(among)).to_owned()), voice));
        }
    }
    if let Some((on, at)) = next.filter(|_| kind != "final") {
        answers.push((key("next-on"), AnswerValue::On(on), Voice::Either));
        answers.push((key("next-at"), AnswerValue::At(at), Voice::Either));
    }
    answers
}

fn choices(kind: &str, dice: &mut Dice, answers: &mut Vec<(FieldKey, AnswerValue, Voice)>) {
    let (field, value) = match kind {
        "initial" => ("record-explained", if dice.in_hundred(90) { "yes" } else { "not-yet" }),
        "final" => return,
        _ => ("time-frame", ["fits", "more-time", "less-time"][dice.weighted(&[90, 7, 3])]),
    };
    answers.push((key(field), AnswerValue::Choice(value.to_owned()), Voice::Either));
    if value == "more-time" {
        let note = "Weeks went by without a free hour while the ward was short.";
        answers.push((key("time-frame-note"), AnswerValue::Text(note.to_owned()), Voice::Either));
    }
}

fn key(text: &str) -> FieldKey {
    text.parse().expect("a valid key")
}
