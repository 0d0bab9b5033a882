//! `/journeys/{id}/covers`: who stands in, and naming somebody.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::plus_days;
use domain::ids::JourneyId;
use operations::Failure;
use operations::covers::{CoverRefusal, NewCover, Stand, name_cover, stand_of};

use super::{cover_of, covers_of, sentence};
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
#[template(path = "covers/list.html")]
struct ListPage {
    layout: Layout,
    back: String,
    over: String,
    problems: Vec<Problem>,
    action: String,
    lines: Vec<Link>,
    names: Option<Names>,
}

struct Names {
    hint: String,
    email: String,
    email_error: String,
    from: Day,
    until: Day,
    scope: String,
    scope_error: String,
    seen_by: String,
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

async fn load(state: &AppState, who: &SignedIn, id: &str) -> Result<Stand, Error> {
    let journey: JourneyId = id.parse().map_err(|_| Error::NotFound)?;
    stand_of(&state.ctx, state.ctx.db.reader(), who.person(), journey).await?.ok_or(Error::NotFound)
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let stand = load(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &stand, &Mistake::default())))
}

fn build(state: &AppState, who: &SignedIn, stand: &Stand, mistake: &Mistake) -> ListPage {
    let w = Words::english();
    let today = state.ctx.today();
    let mut layout = who.layout(state, w.say("covers-title"));
    layout.has_errors = !mistake.errors.is_empty();
    let fresh = !mistake.form.has("email");
    let hint = match stand.group() {
        None => w.say("begin-address-hint"),
        Some(group) => {
            let names: Vec<String> = group.iter().map(|held| held.name.clone()).collect();
            match names.is_empty() {
                true => w.say("cover-group-empty"),
                false => w.with("cover-group", &[("names", crate::meetings::and(w, &names))]),
            }
        }
    };
    let names = Names {
        hint,
        email: mistake.form.text("email"),
        email_error: mistake.of("email"),
        from: if fresh { Day::of(today) } else { Day::typed(&mistake.form, "from", mistake.of("from-day")) },
        until: if fresh {
            Day::of(plus_days(today, 13))
        } else {
            Day::typed(&mistake.form, "until", mistake.of("until-day"))
        },
        scope: mistake.form.raw("scope"),
        scope_error: mistake.of("scope"),
        seen_by: w.with("cover-scope-seen", [("name", stand.subject.name.as_str())]),
    };
    ListPage {
        layout,
        back: crate::endings::changes_of(stand.subject.journey),
        over: format!("{} · {}", stand.programme.words.capital("programme"), stand.subject.name),
        problems: mistake.errors.iter().map(|(at, text)| Problem::at(at, text.clone())).collect(),
        action: covers_of(stand.subject.journey),
        lines: stand.covers.iter().map(|one| Link::new(sentence(w, one, today), cover_of(one.id))).collect(),
        names: (stand.names && stand.supporter.is_some()).then_some(names),
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let stand = load(&state, &who, &id).await?;
    let mut errors = Vec::new();
    let email = form.text("email");
    if email.is_empty() {
        errors.push(("email", w.say("begin-address-missing")));
    }
    let (from, until) = (day::read(&form, "from"), day::read(&form, "until"));
    for (field, on) in [("from-day", from), ("until-day", until)] {
        if on.is_none() {
            errors.push((field, w.say("exception-date-wrong")));
        }
    }
    let (Some(from), Some(until), true) = (from, until, errors.is_empty()) else {
        return Ok(page::again(&build(&state, &who, &stand, &Mistake { form, errors })));
    };
    let new = NewCover { email, from, until, scope: form.text("scope") };
    match name_cover(&state.ctx, who.person(), stand.subject.journey, &new).await {
        Ok(id) => Ok(page::go_to(cover_of(id))),
        Err(Failure::Refused(refusal)) => {
            let text = match refusal {
                CoverRefusal::Rule(barrier) => w.with(refusal.key(), &[("barrier", barrier.words())]),
                _ => w.say(refusal.key()),
            };
            let field = match refusal {
                CoverRefusal::FromWrong | CoverRefusal::Overlaps => "from-day",
                CoverRefusal::UntilWrong => "until-day",
                CoverRefusal::ScopeMissing | CoverRefusal::ScopeTooLong => "scope",
                _ => "email",
            };
            let errors = vec![(field, text)];
            Ok(page::again(&build(&state, &who, &stand, &Mistake { form, errors })))
        }
        Err(failure) => Err(failure.into()),
    }
}
