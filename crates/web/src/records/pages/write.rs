//! Writing a record: last time's promises, the programme's questions one after another, then on to signing.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{clock_time, date_of, long_date, time_of};
use domain::forms::Form;
use domain::ids::PersonId;
use domain::keys::FieldKey;
use domain::meetings::State as MeetingState;
use domain::programmes::capitalised;
use domain::records::{AnswerValue, Raw, missing, promises_kept_key, promises_of};
use jiff::Timestamp;
use operations::Failure;
use operations::meetings::hold;
use operations::records::{Entry, Paper, save};
use store::meetings::{Circle, Meeting};
use store::records::{Answer, AnswerState};

use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::meetings::times::HeldForm;
use crate::meetings::{attendance, capital, others, paths, readers, telling};
use crate::page;
use crate::records::fields::{SectionView, Source, anchor, read};
use crate::records::load;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// The hidden field that tells one opened page from another.
pub(super) const PAGE_NAME: &str = "page";

#[derive(Template)]
#[template(path = "records/write.html")]
struct WritePage {
    layout: Layout,
    back: String,
    heading: String,
    caption: String,
    action: String,
    autosave: String,
    storage: String,
    sign_in_again: String,
    page: String,
    guidance: String,
    planned: String,
    held: HeldForm,
    held_now: String,
    /// Who may have been there, where that has to be asked.
    people: Vec<Choice>,
    promises: Vec<Choice>,
    promises_legend: String,
    promises_base: i32,
    sections: Vec<SectionView>,
    saved: String,
    problems: Vec<Problem>,
    readers: String,
    readers_href: String,
    choices_href: String,
    signed_warning: String,
}

/// What went wrong with the form that was sent.
#[derive(Default)]
struct Trouble {
    wrong: BTreeMap<FieldKey, (Raw, String)>,
    held: Option<HeldForm>,
    problems: Vec<Problem>,
}

pub(in crate::records) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let (meeting, circle, paper) = load(&state, &who, &path).await?;
    if paper.is_closed() {
        return Ok(page::go_to(paths::signatures(meeting.id)));
    }
    let new_page = state.ctx.new_secret()[..16].to_owned();
    let page = write_page(&state, &who, &meeting, &circle, &paper, new_page, Trouble::default()).await?;
    Ok(page::show(&page))
}

pub(in crate::records) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (meeting, circle, paper) = load(&state, &who, &path).await?;
    let w = Words::english();
    let questions = paper.form().ok_or(Error::NotFound)?;
    let mut typed = read(w, &form, questions, &circle);
    typed.entries.extend(kept_promises(&form));
    let opened: String = form.text(PAGE_NAME).chars().take(40).collect();
    // Keep what can be kept before saying what cannot.
    let conflict = match save(&state.ctx, who.person(), meeting.id, &opened, &typed.entries).await {
        Ok(outcome) => outcome.has_conflict(),
        Err(Failure::Refused(_)) => return Ok(page::go_to(paths::signatures(meeting.id))),
        Err(other) => return Err(other.into()),
    };
    let held = enter_held(&state, &who, (&meeting, &circle), &form).await?;
    let (meeting, circle, paper) = load(&state, &who, &path).await?;
    let mut trouble = Trouble { wrong: typed.wrong, problems: typed.problems, held: None };
    if let Some(held) = held {
        trouble.problems.splice(0..0, held.problems.clone());
        trouble.held = Some(held);
    }
    let signing = form.text("then") == "sign";
    if trouble.problems.is_empty() && signing && !conflict {
        ask_for_the_rest(w, &meeting, &paper, &mut trouble);
    }
    if !trouble.problems.is_empty() {
        let page = write_page(&state, &who, &meeting, &circle, &paper, opened, trouble).await?;
        return Ok(page::again(&page));
    }
    Ok(page::go_to(if conflict {
        paths::choices(meeting.id)
    } else if signing {
        paths::signatures(meeting.id)
    } else {
        format!("{}#saved", paths::record(meeting.id))
    }))
}

/// Enters when the meeting was, if somebody typed it and it is not what stands; the boxes again when it cannot be.
async fn enter_held(
    state: &AppState,
    who: &SignedIn,
    (meeting, circle): (&Meeting, &Circle),
    form: &FormData,
) -> Result<Option<HeldForm>, Error> {
    let w = Words::english();
    let mut typed = HeldForm::typed(form);
    if typed.is_empty() {
        return Ok(None);
    }
    let Some(time) = typed.read(w) else { return Ok(Some(typed)) };
    match hold(&state.ctx, who.person(), meeting.id, time).await {
        Ok(()) => {
            attendance::keep(state, who, circle, (meeting.id, &meeting.kind), form).await?;
            Ok(None)
        }
        Err(Failure::Refused(refusal)) => {
            typed.refuse(w.say(refusal.key()));
            Ok(Some(typed))
        }
        Err(other) => Err(other.into()),
    }
}

/// The promises that were ticked, as an answer.
fn kept_promises(form: &FormData) -> Option<Entry> {
    let base = form.filled("b-kept")?.parse().unwrap_or(0);
    let kept = form.all("kept").join("\n");
    let value = (!kept.is_empty()).then_some(AnswerValue::Text(kept));
    Some(Entry { field: promises_kept_key(), base, value })
}

/// What signing still needs, at its boxes.
fn ask_for_the_rest(w: Words, meeting: &Meeting, paper: &Paper, trouble: &mut Trouble) {
    if !matches!(meeting.state, MeetingState::Held(_)) {
        let mut held = HeldForm::default();
        held.refuse(w.say("record-held-first"));
        trouble.problems.append(&mut held.problems.clone());
        trouble.held = Some(held);
    }
    let Some(form) = paper.form() else { return };
    for field in missing(form, &paper.values, domain::forms::Moment::Sign) {
        let error = w.with("record-answer-to-sign", &[("question", field.label.clone())]);
        trouble.problems.push(Problem::at(&anchor(field), error));
        trouble.wrong.insert(field.key.clone(), (Raw::default(), w.say("record-answer-first")));
    }
}

/// “Saved 2:02pm. Only you and Rhys Bevan can see this draft.”
pub(super) fn saved_line(w: Words, circle: &Circle, at: Option<Timestamp>) -> String {
    let readers = others(w, circle);
    match at {
        Some(at) => w.with("record-saved", &[("time", clock_time(time_of(at))), ("others", readers)]),
        None => w.with("record-nothing-saved", &[("others", readers)]),
    }
}

async fn write_page(
    state: &AppState,
    who: &SignedIn,
    meeting: &Meeting,
    circle: &Circle,
    paper: &Paper,
    opened: String,
    trouble: Trouble,
) -> Result<WritePage, Error> {
    let w = Words::english();
    let form = paper.form().ok_or(Error::NotFound)?;
    let reader = state.ctx.db.reader();
    let before = meeting.when().unwrap_or_else(|| state.ctx.now());
    let last = store::records::last_answers(reader, circle.journey, before, paper.record.id).await?;
    let promised = promised_field(form, &last);
    let promise = promised.as_ref().and_then(|key| last.iter().find(|answer| answer.field == *key));
    let source = Source { w, circle, paper, last: &last, promised: promised.as_ref(), wrong: &trouble.wrong };
    let what = capital(circle, meeting);
    let mut layout = who.layout(state, what);
    layout.has_errors = !trouble.problems.is_empty();
    let last_saved = paper.answers.iter().map(|answer| answer.saved_at).max();
    let held_now = match &meeting.state {
        MeetingState::Held(time) => telling::held(w, time),
        _ => String::new(),
    };
    let held = trouble.held.unwrap_or_else(|| match &meeting.state {
        MeetingState::Held(time) => HeldForm::of(time),
        _ => HeldForm::default(),
    });
    let noted = store::meetings::attendance(reader, meeting.id).await?;
    let there: Option<Vec<PersonId>> = (!noted.is_empty()).then(|| noted.iter().map(|(_, person)| *person).collect());
    let planned = meeting.planned.as_ref().filter(|_| held_now.is_empty());
    Ok(WritePage {
        back: paths::show(meeting.id),
        heading: capitalised(&form.title),
        caption: w.with("times-with", &[("others", others(w, circle))]),
        action: paths::record(meeting.id),
        autosave: paths::answers(meeting.id),
        storage: format!("record:{}:{}", meeting.id, who.person()),
        sign_in_again: format!("/sign-in?return_to={}", paths::record(meeting.id)),
        page: opened,
        guidance: circle.programme.guidance(form.key.as_str()).unwrap_or(&form.intro).to_owned(),
        planned: planned
            .map_or_else(String::new, |slot| w.with("record-planned", &[("when", telling::planned(w, slot))])),
        held,
        held_now,
        people: attendance::boxes(circle, [&meeting.kind].into_iter(), there.as_deref()),
        promises: promise.map_or_else(Vec::new, |answer| promises(paper, answer)),
        promises_legend: promise.map_or_else(String::new, |answer| {
            w.with("record-promises", &[("date", long_date(date_of(answer.saved_at)))])
        }),
        promises_base: paper.standing(&promises_kept_key()).map_or(0, |answer| answer.revision),
        sections: source.sections(form),
        saved: saved_line(w, circle, last_saved),
        problems: trouble.problems,
        readers: readers(w, circle),
        readers_href: paths::readers(meeting.id),
        choices_href: if paper.is_undecided() { paths::choices(meeting.id) } else { String::new() },
        signed_warning: signed_warning(w, paper),
        layout,
    })
}

/// The question whose last answer is a list of promises: the first that looks back on another question.
fn promised_field(form: &Form, last: &[Answer]) -> Option<FieldKey> {
    let looks_back = form.fields().filter_map(|field| field.recalls.clone().filter(|key| *key != field.key));
    let mut recalled = looks_back.filter(|key| form.field(key).is_some() || last.iter().any(|a| a.field == *key));
    recalled.find(|key| {
        last.iter().any(|answer| answer.field == *key && answer.value.as_str().is_some_and(|t| !t.is_empty()))
    })
}

fn promises(paper: &Paper, answer: &Answer) -> Vec<Choice> {
    let kept_key = promises_kept_key();
    let kept = paper.answers.iter().find(|one| one.field == kept_key && one.state == AnswerState::Standing);
    let kept: Vec<&str> = kept.and_then(|one| one.value.as_str()).map_or_else(Vec::new, |text| text.lines().collect());
    let lines = promises_of(answer.value.as_str().unwrap_or_default());
    lines.iter().map(|line| Choice::new(line.as_str(), line.as_str()).chosen_among(&kept)).collect()
}

/// Whose signature a change would take off.
fn signed_warning(w: Words, paper: &Paper) -> String {
    let names: Vec<String> = paper.document.standing.iter().map(|signature| signature.name.clone()).collect();
    if names.is_empty() {
        String::new()
    } else {
        w.with("record-signed-warning", &[("names", crate::meetings::and(w, &names))])
    }
}
