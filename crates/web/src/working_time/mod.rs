//! `/working-time`: on which days somebody works, and when they are away, as they say themselves (P4). It is their own; why
//! they are away is never asked.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{long_date, weekday_date};
use domain::working_time::Weekdays;
use jiff::civil::Date;
use operations::Failure;
use operations::working_time::{AwayRefusal, say_away, say_days, unsay_away};

use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/working-time", Audience::SignedIn, get)
        .post("/working-time", Audience::SignedIn, days)
        .post("/working-time/away", Audience::SignedIn, away)
        .post("/working-time/away/{from}/remove", Audience::SignedIn, back)
}

const PATH: &str = "/working-time";

#[derive(Template)]
#[template(path = "working_time/show.html")]
struct WorkingTimePage {
    layout: Layout,
    problems: Vec<Problem>,
    days: Vec<Choice>,
    away: Vec<AwayLine>,
    from: Typed,
    until: Typed,
    seen_by: String,
}

/// Days away, and the address that takes them out.
struct AwayLine {
    said: String,
    remove: String,
}

/// A date as typed.
#[derive(Default)]
struct Typed {
    day: String,
    month: String,
    year: String,
    error: String,
}

async fn get(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    Ok(page::show(&build(&state, &who, &FormData::default(), [String::new(), String::new()]).await?))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    form: &FormData,
    errors: [String; 2],
) -> Result<WorkingTimePage, Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let said = store::working_time::days_of(reader, who.person()).await?;
    let away = store::working_time::said_away(reader, who.person(), state.ctx.today()).await?;
    let days = Weekdays::ALL.iter().map(|(day, name)| {
        let choice = Choice::new(*name, w.say(&format!("weekday-{name}")));
        if said.as_ref().is_some_and(|said| said.contains(*day)) { choice.chosen_if(name) } else { choice }
    });
    let [from_error, until_error] = errors;
    let problems: Vec<Problem> = [("from-day", &from_error), ("until-day", &until_error)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(field, text)| Problem::at(field, text.clone()))
        .collect();
    let mut layout = who.layout(state, w.say("working-time-title"));
    layout.has_errors = !problems.is_empty();
    Ok(WorkingTimePage {
        layout,
        problems,
        days: days.collect(),
        away: away
            .iter()
            .map(|(from, until)| AwayLine {
                said: w.with(
                    "working-time-away-line",
                    [("from", weekday_date(*from).as_str()), ("until", long_date(*until).as_str())],
                ),
                remove: format!("{PATH}/away/{from}/remove"),
            })
            .collect(),
        from: typed(form, "from", from_error),
        until: typed(form, "until", until_error),
        seen_by: w.say("working-time-seen-by"),
    })
}

fn typed(form: &FormData, name: &str, error: String) -> Typed {
    let part = |part: &str| form.text(&format!("{name}-{part}"));
    Typed { day: part("day"), month: part("month"), year: part("year"), error }
}

async fn days(State(state): State<AppState>, who: SignedIn, Posted(form): Posted) -> Result<Response, Error> {
    let days = Weekdays::named(form.all("days").iter().map(String::as_str));
    say_days(&state.ctx, who.person(), days.as_ref()).await?;
    Ok(page::go_to(PATH))
}

async fn away(State(state): State<AppState>, who: SignedIn, Posted(form): Posted) -> Result<Response, Error> {
    let w = Words::english();
    let (from, until) = (date(&form, "from"), date(&form, "until"));
    let (Some(from), Some(until)) = (from, until) else {
        let wrong = |date: Option<Date>| if date.is_none() { w.say("working-time-date-wrong") } else { String::new() };
        return Ok(page::again(&build(&state, &who, &form, [wrong(from), wrong(until)]).await?));
    };
    match say_away(&state.ctx, who.person(), from, until).await {
        Ok(()) => Ok(page::go_to(PATH)),
        Err(Failure::Refused(refusal)) => {
            let key = match refusal {
                AwayRefusal::EndsBeforeItBegins => "working-time-until-wrong",
                AwayRefusal::TooFar => "working-time-too-far",
            };
            Ok(page::again(&build(&state, &who, &form, [String::new(), w.say(key)]).await?))
        }
        Err(other) => Err(other.into()),
    }
}

async fn back(
    State(state): State<AppState>,
    who: SignedIn,
    Path(from): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let from: Date = from.parse().map_err(|_| Error::NotFound)?;
    unsay_away(&state.ctx, who.person(), from).await?;
    Ok(page::go_to(PATH))
}

/// A date from its three boxes.
pub(crate) fn date(form: &FormData, name: &str) -> Option<Date> {
    let part = |part: &str| form.text(&format!("{name}-{part}"));
    let year: i16 = part("year").parse().ok().filter(|year| (2000..=2200).contains(year))?;
    Date::new(year, part("month").parse().ok()?, part("day").parse().ok()?).ok()
}

/// Are all three boxes of a date empty?
pub(crate) fn is_empty(form: &FormData, name: &str) -> bool {
    ["day", "month", "year"].iter().all(|part| form.text(&format!("{name}-{part}")).is_empty())
}
