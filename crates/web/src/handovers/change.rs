//! `/journeys/{id}/change`: wishing for somebody else, and, for whoever matches people, naming them.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::endings::By;
use domain::ids::JourneyId;
use domain::matching::judge::Barrier;
use operations::Failure;
use operations::handovers::{self, Change, NameRefusal, Naming};

use super::{change_of, handover_of};
use crate::components::{Link, Problem};
use crate::endings::day::{self, Day};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "handovers/change.html")]
struct ChangePage {
    layout: Layout,
    back: String,
    over: String,
    problems: Vec<Problem>,
    action: String,
    /// What is named or has changed hands already.
    named: Vec<Link>,
    asks: Option<Asks>,
    leads: Option<Leads>,
}

/// For one of the two: the wish.
struct Asks {
    what: String,
    seen_by: String,
    words: String,
    error: String,
    /// When it was asked, while it waits.
    waits: String,
}

/// For whoever matches people: the wishes, and naming somebody.
struct Leads {
    requests: Vec<(String, String)>,
    can_keep: bool,
    names: Option<Names>,
}

struct Names {
    label: String,
    email: String,
    email_error: String,
    on: Day,
    reason: String,
    reason_error: String,
    then: Vec<String>,
}

/// What was typed, and what is wrong by field.
#[derive(Default)]
struct Mistake {
    form: FormData,
    errors: Vec<(&'static str, String)>,
}

impl Mistake {
    fn of(&self, field: &str) -> String {
        self.errors.iter().find(|(at, _)| *at == field).map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

async fn load(state: &AppState, who: &SignedIn, id: &str) -> Result<Change, Error> {
    let journey: JourneyId = id.parse().map_err(|_| Error::NotFound)?;
    let change = handovers::change_of(&state.ctx, state.ctx.db.reader(), who.person(), journey).await?;
    change.ok_or(Error::NotFound)
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let change = load(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &change, &Mistake::default())))
}

fn build(state: &AppState, who: &SignedIn, change: &Change, mistake: &Mistake) -> ChangePage {
    let w = Words::english();
    let words = &change.programme.words;
    let today = state.ctx.today();
    let word = words.say("supporter");
    let title = match change.side {
        Some(By::Supporter) => w.say("change-title-own"),
        _ => w.with("change-title", [("supporter", word)]),
    };
    let mut layout = who.layout(state, title);
    layout.has_errors = !mistake.errors.is_empty();
    let problems = mistake.errors.iter().map(|(at, text)| Problem::at(at, text.clone())).collect();
    let named = change.handovers.iter().map(|one| {
        let key = if one.changes_on > today { "change-named" } else { "change-done" };
        let on = long_date(one.changes_on);
        let names = [("from", one.from_name.as_str()), ("to", one.to_name.as_str()), ("date", on.as_str())];
        Link::new(w.with(key, names), handover_of(one.id))
    });
    ChangePage {
        layout,
        back: crate::endings::changes_of(change.subject.journey),
        over: format!("{} · {}", words.capital("programme"), change.subject.name),
        problems,
        action: change_of(change.subject.journey),
        // Who has no business with a note does not open it.
        named: named.collect(),
        asks: change.side.map(|side| asks(w, change, side, mistake)),
        leads: change.matches.then(|| leads(w, change, mistake, today)),
    }
}

fn asks(w: Words, change: &Change, side: By, mistake: &Mistake) -> Asks {
    let words = &change.programme.words;
    let key = if side == By::Supporter { "change-what-own" } else { "change-what" };
    Asks {
        what: w.with(key, [("supporter", words.with_article("supporter"))]),
        seen_by: w.say("change-seen-by"),
        words: mistake.form.raw("words"),
        error: mistake.of("words"),
        waits: change
            .requests
            .first()
            .map(|request| w.with("change-waits", &[("date", long_date(date_of(request.asked_at)))]))
            .unwrap_or_default(),
    }
}

fn leads(w: Words, change: &Change, mistake: &Mistake, today: jiff::civil::Date) -> Leads {
    let words = &change.programme.words;
    let requests = change.requests.iter().map(|request| {
        let date = long_date(date_of(request.asked_at));
        let who = w.with("change-asked", &[("name", request.asked_name.clone()), ("date", date)]);
        let said = if request.words.is_empty() { w.say("change-no-words") } else { request.words.clone() };
        (who, said)
    });
    let free = change.ahead(today).is_none() && change.supporter.is_some();
    let from = change.supporter.as_ref().map_or("", |held| held.name.as_str());
    let fresh = !mistake.form.has("email");
    let names = Names {
        label: w.with("change-name", [("supporter", words.say("supporter"))]),
        email: mistake.form.text("email"),
        email_error: mistake.of("email"),
        on: if fresh { Day::of(today) } else { Day::typed(&mistake.form, "on", mistake.of("on-day")) },
        reason: mistake.form.raw("reason"),
        reason_error: mistake.of("reason"),
        then: vec![
            w.with("change-then-access", [("from", from)]),
            w.say("change-then-meetings"),
            w.with("change-then-note", [("from", from), ("name", change.subject.name.as_str())]),
            w.say("change-then-contact"),
        ],
    };
    Leads { can_keep: !change.requests.is_empty(), requests: requests.collect(), names: free.then_some(names) }
}

pub(super) async fn ask(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let change = load(&state, &who, &id).await?;
    match handovers::ask(&state.ctx, who.person(), change.subject.journey, &form.raw("words")).await {
        Ok(()) => Ok(page::go_to(change_of(change.subject.journey))),
        Err(Failure::Refused(refusal)) => {
            let errors = vec![("words", Words::english().say(refusal.key()))];
            Ok(page::again(&build(&state, &who, &change, &Mistake { form, errors })))
        }
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn withdraw(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let journey: JourneyId = id.parse().map_err(|_| Error::NotFound)?;
    handovers::withdraw(&state.ctx, who.person(), journey).await?;
    Ok(page::go_to(change_of(journey)))
}

pub(super) async fn keep(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let journey: JourneyId = id.parse().map_err(|_| Error::NotFound)?;
    handovers::keep_as_is(&state.ctx, who.person(), journey).await?;
    Ok(page::go_to(change_of(journey)))
}

pub(super) async fn name(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let change = load(&state, &who, &id).await?;
    let mut errors = Vec::new();
    let email = form.text("email");
    if email.is_empty() {
        errors.push(("email", w.say("begin-address-missing")));
    }
    let Some(on) = day::read(&form, "on") else {
        errors.push(("on-day", w.say("exception-date-wrong")));
        return Ok(page::again(&build(&state, &who, &change, &Mistake { form, errors })));
    };
    if !errors.is_empty() {
        return Ok(page::again(&build(&state, &who, &change, &Mistake { form, errors })));
    }
    let naming = Naming { email, on, reason: form.text("reason") };
    match handovers::name_successor(&state.ctx, who.person(), change.subject.journey, &naming).await {
        Ok(handover) => Ok(page::go_to(handover_of(handover))),
        Err(Failure::Refused(refusal)) => {
            let text = match refusal {
                NameRefusal::Rule(barrier) => said(w, refusal.key(), barrier),
                NameRefusal::Full { supports } => w.with("change-full", &[("count", supports.to_string())]),
                _ => w.say(refusal.key()),
            };
            let field = match refusal {
                NameRefusal::Day => "on-day",
                NameRefusal::Full { .. } => "reason",
                _ => "email",
            };
            let errors = vec![(field, text)];
            Ok(page::again(&build(&state, &who, &change, &Mistake { form, errors })))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn said(w: Words, key: &str, barrier: Barrier) -> String {
    w.with(key, &[("barrier", barrier.words())])
}
