//! Writing a record: last time's promises, the programme's questions one after another, then on to signing.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::{clock_time, date_of, long_date, long_instant, time_of};
use domain::forms::{Field, Moment};
use domain::keys::FieldKey;
use domain::meetings::{Slot, State as MeetingState};
use domain::programmes::{Own, capitalised};
use domain::records::{AnswerValue, Piece, Raw, Stage, missing, promises_kept_key};
use jiff::Timestamp;
use operations::Failure;
use operations::meetings::hold;
use operations::records::{Entry, Newly, Paper, Promises, Sheet, promises, recalled, save};
use serde::Deserialize;
use store::meetings::{Circle, Meeting};

use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::meetings::attendance;
use crate::meetings::preparing::{AgendaLine, SharedNote};
use crate::meetings::times::HeldForm;
use crate::page;
use crate::records::at::{At, back, capital, is_own_to_open, is_private, others, readers};
use crate::records::fields::{SectionView, Source};
use crate::records::pages::occasion::{About, Occasion, known_next};
use crate::records::typed::{Then, Wrong, anchor, read};
use crate::records::{Noun, load_to_write};
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
    /// None: it is not of a meeting.
    when: Option<Occasion>,
    /// What stands on the agenda beside the promises, and what others have prepared.
    agenda: Vec<AgendaLine>,
    shared: Vec<SharedNote>,
    promises: Vec<Choice>,
    promises_legend: String,
    promises_base: i32,
    /// What others changed since the viewer last looked.
    news: Vec<NewsView>,
    /// Where the viewer says that they have seen it.
    see: String,
    /// Where one reads what differs from the version before; may be empty.
    compare: String,
    /// What stands in the plan, beside the record of a meeting.
    plan: Option<crate::plans::PlanContext>,
    sections: Vec<SectionView>,
    saved: String,
    problems: Vec<Problem>,
    readers: String,
    readers_href: String,
    choices_href: String,
    signed_warning: String,
    /// What is not to be raised at the meeting, for those who may know it.
    beside: Option<crate::placements::Beside>,
    /// What the button says that finishes.
    finish: String,
    wait: String,
}

/// What went wrong with the form that was sent.
#[derive(Default)]
struct Trouble {
    wrong: BTreeMap<FieldKey, Wrong>,
    held: Option<HeldForm>,
    problems: Vec<Problem>,
    /// The group that shows one more empty row.
    more: String,
}

/// How the page is opened.
#[derive(Deserialize)]
pub(in crate::records) struct Open {
    #[serde(default)]
    more: String,
}

pub(in crate::records) async fn get<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Query(open): Query<Open>,
) -> Result<Response, Error> {
    let sheet = load_to_write::<N>(&state, &who, &path).await?;
    if sheet.paper.is_closed() {
        return Ok(page::go_to(At(sheet.which).signatures()));
    }
    let new_page = state.ctx.new_secret()[..16].to_owned();
    let trouble = Trouble { more: open.more, ..Trouble::default() };
    let page = write_page(&state, &who, &sheet, new_page, trouble).await?;
    Ok(page::show(&page))
}

pub(in crate::records) async fn post<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let sheet = load_to_write::<N>(&state, &who, &path).await?;
    let at = At(sheet.which);
    let w = Words::english();
    let then = Then::of(&form.text("then"), &sheet.paper.form);
    let mut typed = read(&state, w, &form, &sheet, &then).await?;
    typed.entries.extend(kept_promises(&form));
    let opened: String = form.text(PAGE_NAME).chars().take(40).collect();
    // Keep what can be kept before saying what cannot.
    let conflict = match save(&state.ctx, who.person(), sheet.which, &opened, &typed.entries).await {
        Ok(outcome) => outcome.has_conflict(),
        Err(Failure::Refused(_)) => return Ok(page::go_to(at.signatures())),
        Err(other) => return Err(other.into()),
    };
    let held = match sheet.subject.meeting() {
        Some(meeting) => enter_held(&state, &who, (meeting, &sheet.circle), &form).await?,
        None => None,
    };
    let sheet = load_to_write::<N>(&state, &who, &path).await?;
    let mut trouble = Trouble { wrong: typed.wrong, problems: typed.problems, held: None, more: then.more() };
    if let Some(held) = held {
        trouble.problems.splice(0..0, held.problems.clone());
        trouble.held = Some(held);
    }
    if trouble.problems.is_empty() && then == Then::Sign && !conflict {
        ask_for_the_rest(w, &sheet, &mut trouble);
    }
    if !trouble.problems.is_empty() {
        let page = write_page(&state, &who, &sheet, opened, trouble).await?;
        return Ok(page::again(&page));
    }
    if conflict {
        return Ok(page::go_to(at.choices()));
    }
    match then {
        Then::Sign if hands_in(&sheet) => hand_in(&state, &who, &sheet).await,
        Then::Sign if sheet.paper.document.parties.is_empty() => Ok(page::go_to(back(&sheet))),
        Then::Sign => Ok(page::go_to(at.signatures())),
        Then::Add(group) => Ok(page::go_to(format!("{}?more={group}#g-{group}-last", at.record()))),
        Then::Remove(group, _) => Ok(page::go_to(format!("{}#g-{group}", at.record()))),
        Then::File(field) => Ok(page::go_to(at.field(&field))),
        Then::Stay => Ok(page::go_to(format!("{}#saved", at.record()))),
    }
}

/// Is it handed in by its writer, rather than signed now?
fn hands_in(sheet: &Sheet) -> bool {
    sheet.subject.document().is_some_and(|document| {
        document.stage == Stage::Draft && (document.kind.signed_by.is_empty() || document.kind.own == Own::EachTheirs)
    })
}

async fn hand_in(state: &AppState, who: &SignedIn, sheet: &Sheet) -> Result<Response, Error> {
    let at = At(sheet.which);
    match operations::documents::submit(&state.ctx, who.person(), sheet.paper.record.id).await {
        Ok(()) => Ok(page::go_to(at.signed())),
        Err(Failure::Refused(_)) => Ok(page::go_to(at.signatures())),
        Err(other) => Err(other.into()),
    }
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
    let untouched =
        |slot: &Slot| !matches!(meeting.state, MeetingState::Held(_)) && typed.says(&HeldForm::of_plan(slot));
    if typed.is_empty() || meeting.planned.as_ref().is_some_and(untouched) {
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

/// What signing, or handing in, still needs, at its boxes.
fn ask_for_the_rest(w: Words, sheet: &Sheet, trouble: &mut Trouble) {
    if sheet.subject.meeting().is_some_and(|meeting| !matches!(meeting.state, MeetingState::Held(_))) {
        let planned = sheet.subject.meeting().and_then(|meeting| meeting.planned.as_ref());
        let mut held = planned.map_or_else(HeldForm::default, HeldForm::of_plan);
        if planned.is_none() || held.read(w).is_some() {
            held.refuse(w.say("record-held-first"));
        }
        trouble.problems.append(&mut held.problems.clone());
        trouble.held = Some(held);
    }
    let submits = hands_in(sheet);
    let moment = match submits && !sheet.paper.document.parties.is_empty() {
        true => Moment::Submit,
        false => Moment::Sign,
    };
    let (all, one) = if submits {
        ("record-answer-to-submit", "record-answer-first-submit")
    } else {
        ("record-answer-to-sign", "record-answer-first")
    };
    let form = &sheet.paper.form;
    // What somebody else answers is not asked of the one who writes; signing waits for it.
    let mine = |field: &&Field| field.may_answer(&sheet.capacities);
    for field in missing(form, &sheet.paper.values, moment).into_iter().filter(mine) {
        let error = w.with(all, &[("question", field.label.clone())]);
        trouble.problems.push(Problem::at(&anchor(field), error));
        let raw = sheet.paper.values.get(&field.key).map_or_else(Raw::default, AnswerValue::raw);
        trouble.wrong.insert(field.key.clone(), Wrong { raw, error: w.say(one), rows: Vec::new() });
    }
}

/// “Saved 2:02pm. Only you and Rhys Bevan can see this draft.”
pub(super) fn saved_line(w: Words, sheet: &Sheet, at: Option<Timestamp>) -> String {
    let (others, alone) = (others(w, sheet), is_private(sheet));
    let time = at.map(|at| clock_time(time_of(at)));
    match (time, alone || others.is_empty()) {
        (Some(time), true) => w.with("record-saved-alone", &[("time", time)]),
        (Some(time), false) => w.with("record-saved", &[("time", time), ("others", others)]),
        (None, true) => w.say("record-nothing-saved-alone"),
        (None, false) => w.with("record-nothing-saved", &[("others", others)]),
    }
}

async fn write_page(
    state: &AppState,
    who: &SignedIn,
    sheet: &Sheet,
    opened: String,
    trouble: Trouble,
) -> Result<WritePage, Error> {
    let w = Words::english();
    let at = At(sheet.which);
    let (circle, paper, form) = (&sheet.circle, &sheet.paper, &sheet.paper.form);
    let reader = state.ctx.db.reader();
    let meeting = sheet.subject.meeting();
    let before = meeting.and_then(Meeting::when).unwrap_or_else(|| state.ctx.now());
    let last = recalled(&state.ctx, reader, sheet, before).await?;
    let promised = promises(sheet, &last);
    let known = known_next(state, sheet).await?;
    let readers = readers(w, sheet);
    let source = Source {
        w,
        sheet,
        last: &last,
        promised: promised.as_ref().map(|promised| &promised.field),
        wrong: &trouble.wrong,
        known: &known,
        more: &trouble.more,
        readers: &readers,
    };
    let mut layout = who.layout(state, capital(sheet));
    layout.has_errors = !trouble.problems.is_empty();
    let last_saved = paper.answers.iter().map(|answer| answer.saved_at).max();
    let about = About::of(state, w, sheet, trouble.held).await?;
    let beside = match meeting {
        Some(meeting) => {
            crate::placements::beside(state, who, circle.journey, (&meeting.kind, date_of(before))).await?
        }
        None => None,
    };
    let others = others(w, sheet);
    let (finish, wait) = finish(w, sheet);
    Ok(WritePage {
        beside,
        back: back(sheet),
        heading: capitalised(&form.title),
        caption: if others.is_empty() { capital(sheet) } else { w.with("times-with", &[("others", others)]) },
        action: at.record(),
        autosave: at.answers(),
        storage: format!("record:{}:{}", paper.record.id, who.person()),
        sign_in_again: format!("/sign-in?return_to={}", at.record()),
        page: opened,
        guidance: circle.programme.guidance(form.key.as_str()).unwrap_or(&form.intro).to_owned(),
        when: about.when,
        agenda: about.agenda,
        shared: about.shared,
        promises: promised.as_ref().map_or_else(Vec::new, ticks),
        promises_legend: promised.as_ref().map_or_else(String::new, |promised| {
            w.with("record-promises", &[("date", long_date(date_of(promised.made_at)))])
        }),
        promises_base: paper.standing(&promises_kept_key()).map_or(0, |answer| answer.revision),
        news: changed(w, sheet, operations::records::news(reader, sheet).await?),
        see: at.seen(),
        compare: crate::documents::compare_of(sheet),
        plan: crate::plans::context(state, sheet).await?,
        sections: source.sections(form),
        saved: saved_line(w, sheet, last_saved),
        problems: trouble.problems,
        readers,
        readers_href: at.readers(),
        choices_href: if paper.is_undecided() { at.choices() } else { String::new() },
        signed_warning: signed_warning(w, paper),
        finish,
        wait,
        layout,
    })
}

/// What somebody else changed in an answer.
struct NewsView {
    label: String,
    head: String,
    pieces: Vec<Piece>,
}

fn changed(w: Words, sheet: &Sheet, news: Vec<Newly>) -> Vec<NewsView> {
    let view = |new: Newly| {
        let name = sheet.circle.anyones_name(new.by).unwrap_or_default().to_owned();
        let values = [("name", name), ("when", long_instant(new.at))];
        NewsView { label: new.label, head: w.with("record-news-by", &values), pieces: new.pieces }
    };
    news.into_iter().map(view).collect()
}

/// What the button says that finishes, and a word on what follows.
fn finish(w: Words, sheet: &Sheet) -> (String, String) {
    if hands_in(sheet) {
        if is_own_to_open(sheet) {
            return (w.say("record-save-and-submit"), w.say("record-submit-own"));
        }
        let others = others(w, sheet);
        let what = if others.is_empty() { String::new() } else { w.with("record-submit-what", &[("others", others)]) };
        return (w.say("record-save-and-submit"), what);
    }
    let key = if sheet.paper.document.parties.is_empty() { "record-save-notes" } else { "record-save-and-sign" };
    (w.say(key), String::new())
}

/// The promises as boxes to tick.
fn ticks(promised: &Promises) -> Vec<Choice> {
    promised.lines.iter().map(|line| Choice::new(line.as_str(), line.as_str()).chosen_among(&promised.kept)).collect()
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
