//! The boxes in which a message is written, from its draft: the same for a new thread and a reply.

use std::collections::BTreeMap;

use domain::calendar::{clock_time, time_of};
use domain::ids::PersonId;
use domain::messages::{MOST_IN_BODY, Matter, TextProblem};
use operations::Outcome;
use operations::messages::{SendProblem, Sending, Typed, Wanted, Writer, keep};
use store::messages::{Draft, Written};

use super::{places, telling};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::FormData;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// A person's draft, by field.
pub(super) type Fields = BTreeMap<String, Written>;

/// The boxes as a template shows them.
pub(super) struct Compose {
    pub(super) action: String,
    pub(super) autosave: String,
    pub(super) storage: String,
    pub(super) sign_in_again: String,
    pub(super) page: String,
    pub(super) throw_away: String,
    /// Only somebody who is alone with one other needs no choice.
    pub(super) only: Option<(String, String)>,
    pub(super) to: Vec<Choice>,
    pub(super) matters: Vec<Choice>,
    /// Nothing for a reply, which has its thread's.
    pub(super) asks_subject: bool,
    pub(super) subject: String,
    pub(super) content: String,
    pub(super) answers: Vec<Choice>,
    pub(super) bases: Bases,
    pub(super) errors: Errors,
    pub(super) most: usize,
    pub(super) seen_by: String,
    pub(super) seen_href: String,
    /// What to do when it cannot wait, in the programme's words.
    pub(super) urgent: String,
    pub(super) saved: String,
}

/// The revisions that the page is given.
#[derive(Default)]
pub(super) struct Bases {
    pub(super) to: i32,
    pub(super) matter: i32,
    pub(super) subject: i32,
    pub(super) content: i32,
    pub(super) answer: i32,
}

/// What is wrong, by field.
#[derive(Default)]
pub(super) struct Errors {
    pub(super) to: String,
    pub(super) matter: String,
    pub(super) subject: String,
    pub(super) content: String,
}

impl Errors {
    /// In words.
    pub(super) fn of(w: Words, problems: &[SendProblem]) -> Self {
        let mut errors = Self::default();
        for problem in problems {
            match problem {
                SendProblem::Subject(TextProblem::Empty) => errors.subject = w.say("message-subject-missing"),
                SendProblem::Subject(TextProblem::TooLong) => errors.subject = w.say("message-subject-long"),
                SendProblem::Body(TextProblem::Empty) => errors.content = w.say("message-content-missing"),
                SendProblem::Body(TextProblem::TooLong) => errors.content = w.say("message-content-long"),
                SendProblem::MatterMissing => errors.matter = w.say("message-matter-missing"),
                SendProblem::NobodyAddressed => errors.to = w.say("message-to-missing"),
            }
        }
        errors
    }

    /// For the summary, in the order of the boxes.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let fields =
            [("to", &self.to), ("matter", &self.matter), ("subject", &self.subject), ("content", &self.content)];
        let wrong = fields.into_iter().filter(|(_, text)| !text.is_empty());
        wrong.map(|(field, text)| Problem::at(field, text.clone())).collect()
    }
}

/// What the boxes say before anything is typed.
#[derive(Clone, Default)]
pub(super) struct Unsaid {
    pub(super) to: Vec<PersonId>,
    pub(super) matter: Option<Matter>,
    pub(super) answer: bool,
}

pub(super) fn compose(
    state: &AppState,
    who: &SignedIn,
    writer: &Writer,
    draft: Draft,
    fields: &Fields,
    unsaid: &Unsaid,
    errors: Errors,
) -> Compose {
    let w = Words::english();
    let value = |field: &str| fields.get(field).map(|written| written.value.clone());
    let base = |field: &str| fields.get(field).map_or(0, |written| written.revision);
    let chosen: Vec<String> = match value("to") {
        Some(text) => text.split_whitespace().map(str::to_owned).collect(),
        None => unsaid.to.iter().map(ToString::to_string).collect(),
    };
    let others: Vec<(PersonId, String)> = distinct(writer);
    let only = match &others[..] {
        [(person, label)] => Some((person.to_string(), label.clone())),
        _ => None,
    };
    let to = others
        .iter()
        .map(|(person, label)| Choice::new(person.to_string(), label.clone()).chosen_among(&chosen))
        .collect();
    let responding = &writer.programme.responding;
    let matter = value("matter").or_else(|| unsaid.matter.map(|matter| matter.as_str().to_owned()));
    let matters =
        if responding.copied.is_empty() { Vec::new() } else { matters(w, writer, &matter.unwrap_or_default()) };
    let answer = value("answer").unwrap_or_else(|| (if unsaid.answer { "yes" } else { "no" }).to_owned());
    let (action, _, autosave) = places(draft);
    let saved_at = fields.values().filter(|written| !written.value.is_empty()).map(|written| written.saved_at).max();
    Compose {
        sign_in_again: format!("/sign-in?return_to={}", crate::routes::encoded(&action)),
        storage: format!("message:{autosave}:{}", who.person()),
        throw_away: format!("{autosave}/throw-away"),
        action,
        autosave,
        page: page_token(state),
        only,
        to,
        matters,
        asks_subject: matches!(draft, Draft::New(_)),
        subject: value("subject").unwrap_or_default(),
        content: value("content").unwrap_or_default(),
        answers: vec![
            Choice::new("yes", w.say("message-answer-yes")).chosen_if(&answer),
            Choice::new("no", w.say("message-answer-no")).chosen_if(&answer),
        ],
        bases: Bases {
            to: base("to"),
            matter: base("matter"),
            subject: base("subject"),
            content: base("content"),
            answer: base("answer"),
        },
        errors,
        most: MOST_IN_BODY,
        seen_by: w.say("message-seen-by-draft"),
        seen_href: crate::journeys::who_can_see(writer.journey),
        urgent: responding.urgent.clone().unwrap_or_default(),
        saved: saved_at.map_or_else(String::new, saved_line),
    }
}

/// Each other person once, with what they are.
fn distinct(writer: &Writer) -> Vec<(PersonId, String)> {
    let mut found: Vec<(PersonId, String)> = Vec::new();
    for one in writer.others() {
        match found.iter_mut().find(|(known, _)| *known == one.person) {
            Some((_, label)) => label.push_str(&format!(", {}", writer.programme.party_word(&one.party))),
            None => found.push((one.person, telling::named(&writer.programme, &one.name, &one.party))),
        }
    }
    found
}

/// Routine or beyond, in the programme's words, and who is copied in.
fn matters(w: Words, writer: &Writer, chosen: &str) -> Vec<Choice> {
    let responding = &writer.programme.responding;
    let copied = responding.copied.iter();
    let names: Vec<String> = copied.map(|party| writer.programme.party_word(party).to_owned()).collect();
    let hint = |text: &Option<String>| text.clone().unwrap_or_default();
    let copied = w.with("message-matter-copied", [("who", telling::names(w, &names).as_str())]);
    vec![
        Choice::new(Matter::Routine.as_str(), w.say("message-matter-routine"))
            .hint(hint(&responding.routine))
            .chosen_if(chosen),
        Choice::new(Matter::Beyond.as_str(), w.say("message-matter-beyond"))
            .hint(format!("{} {copied}", hint(&responding.beyond)))
            .chosen_if(chosen),
    ]
}

/// “Saved 2:02pm, only you can see this draft”.
pub(super) fn saved_line(at: jiff::Timestamp) -> String {
    Words::english().with("message-saved", [("time", clock_time(time_of(at)).as_str())])
}

/// Tells one opened page from another.
fn page_token(state: &AppState) -> String {
    state.ctx.new_secret().chars().take(16).collect()
}

/// Keeps everything that a form brought: what is sent is what its writer sees, so it takes the place of what another page
/// may have written.
pub(super) async fn keep_form(
    state: &AppState,
    who: &SignedIn,
    draft: Draft,
    form: &FormData,
    known: &Fields,
) -> Outcome<()> {
    let to = joined(form);
    let texts = [
        ("to", to.as_str().to_owned()),
        ("matter", form.text("matter")),
        ("subject", form.text("subject")),
        ("content", form.raw("content")),
        ("answer", form.text("answer")),
    ];
    let typed: Vec<Typed<'_>> = texts
        .iter()
        .map(|(field, value)| Typed { field, value, base: known.get(*field).map_or(0, |written| written.revision) })
        .collect();
    let page: String = form.text("page").chars().take(40).collect();
    keep(&state.ctx, who.person(), draft, &page, &typed).await?;
    Ok(())
}

/// The people that are ticked, as a draft keeps them.
pub(super) fn joined(form: &FormData) -> String {
    form.all("to").iter().filter(|one| !one.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

/// A person's draft.
pub(super) async fn fields(state: &AppState, who: &SignedIn, draft: Draft) -> Result<Fields, Error> {
    Ok(store::messages::draft(state.ctx.db.reader(), who.person(), draft).await?)
}

/// What a draft would send.
pub(super) fn sending(draft: Draft, fields: &Fields) -> Sending {
    let value = |field: &str| fields.get(field).map(|written| written.value.clone()).unwrap_or_default();
    Sending {
        draft,
        subject: value("subject"),
        body: value("content"),
        matter: Matter::named(&value("matter")),
        to: value("to").split_whitespace().filter_map(|person| person.parse().ok()).collect(),
        answer: if value("answer") == "yes" { Wanted::Yes } else { Wanted::No },
    }
}
