//! Writing down what is to be otherwise, and why.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::Period;
use domain::exceptions::{Change, Way, Wrong};
use domain::keys::ExpectationKey;
use domain::programmes::Requirement;
use jiff::civil::Date;
use operations::Failure;
use operations::exceptions::{ProposeRefusal, Side, propose};
use serde::Deserialize;

use super::{list_of, path_of, side};
use crate::components::Problem;
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "exceptions/new.html")]
struct NewPage {
    layout: Layout,
    back: String,
    action: String,
    what: String,
    lead: String,
    /// From when and, if they like, until when, for what recurs.
    period: Option<(Day, Day)>,
    minutes: Option<Minutes>,
    day: Option<Day>,
    day_legend: String,
    reason: String,
    reason_error: String,
    seen_by: String,
    problems: Vec<Problem>,
}

/// A date as it is asked for.
#[derive(Default)]
struct Day {
    day: String,
    month: String,
    year: String,
    error: String,
}

struct Minutes {
    typed: String,
    error: String,
}

/// `left:monthly-meeting`, or `ends`.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    what: String,
}

/// What is wrong, by field.
#[derive(Default)]
struct Errors {
    from: String,
    until: String,
    minutes: String,
    day: String,
    reason: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let side = side(&state, &who, &id).await?;
    let what = What::read(&side, &asked.what).ok_or(Error::NotFound)?;
    Ok(page::show(&form_page(&state, &who, &side, &what, &FormData::default(), Errors::default())))
}

/// The way, and what it is about.
struct What {
    way: Way,
    expectation: Option<ExpectationKey>,
}

impl What {
    fn read(side: &Side, written: &str) -> Option<Self> {
        let (way, key) = written.split_once(':').unwrap_or((written, ""));
        let way = Way::named(way)?;
        if way == Way::Ends {
            return Some(Self { way, expectation: None });
        }
        let expectation = side.programme.expectation(&key.parse().ok()?)?;
        way.fits(expectation).then(|| Self { way, expectation: Some(expectation.key.clone()) })
    }

    fn written(&self) -> String {
        match &self.expectation {
            Some(key) => format!("{}:{key}", self.way.as_str()),
            None => self.way.as_str().to_owned(),
        }
    }
}

fn form_page(state: &AppState, who: &SignedIn, side: &Side, what: &What, form: &FormData, errors: Errors) -> NewPage {
    let w = Words::english();
    let programme = &side.programme;
    let expectation = what.expectation.as_ref().and_then(|key| programme.expectation(key));
    let key = format!("exception-way-{}", what.way.as_str());
    let title = match expectation {
        Some(expectation) => w.with(&key, [("what", expectation.what.as_str())]),
        None => w.with(&key, [("journey", programme.words.say("journey"))]),
    };
    let day = |name: &str, error: &str| Day {
        day: form.text(&format!("{name}-day")),
        month: form.text(&format!("{name}-month")),
        year: form.text(&format!("{name}-year")),
        error: error.to_owned(),
    };
    let recurs = matches!(what.way, Way::Left | Way::Shorter);
    let others: Vec<&str> = side.others().map(|(.., name)| name.as_str()).collect();
    let others = others.join(", ");
    let fields = [
        ("from-day", &errors.from),
        ("until-day", &errors.until),
        ("minutes", &errors.minutes),
        ("on-day", &errors.day),
        ("reason", &errors.reason),
    ];
    let wrong = fields.iter().filter(|(_, text)| !text.is_empty());
    let problems: Vec<Problem> = wrong.map(|(at, text)| Problem::at(at, (*text).clone())).collect();
    let mut layout = who.layout(state, title);
    layout.has_errors = !problems.is_empty();
    let minimum = expectation.and_then(|expectation| match expectation.met_by {
        Requirement::MeetingLasted { minimum } => Some(minimum.minutes),
        _ => None,
    });
    NewPage {
        back: list_of(side.journey),
        action: format!("{}/new", list_of(side.journey)),
        what: what.written(),
        lead: match minimum {
            Some(minutes) => w.with("exception-new-shorter", [("minutes", minutes)]),
            None => w.say("exception-new"),
        },
        period: recurs.then(|| (day("from", &errors.from), day("until", &errors.until))),
        minutes: (what.way == Way::Shorter)
            .then(|| Minutes { typed: form.text("minutes"), error: errors.minutes.clone() }),
        day: (!recurs).then(|| day("on", &errors.day)),
        day_legend: w.say(if what.way == Way::Ends { "exception-ends-on" } else { "exception-by" }),
        reason: form.raw("reason"),
        reason_error: errors.reason,
        seen_by: w.with("exception-seen-by", &[("others", others)]),
        problems,
        layout,
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let side = side(&state, &who, &id).await?;
    let what = What::read(&side, &form.text("what")).ok_or(Error::NotFound)?;
    let change = match read(w, &what, &form) {
        Ok(change) => change,
        Err(errors) => return Ok(page::again(&form_page(&state, &who, &side, &what, &form, errors))),
    };
    match propose(&state.ctx, who.person(), side.journey, &change, &form.raw("reason")).await {
        Ok(id) => Ok(page::go_to(path_of(id))),
        Err(Failure::Refused(refusal)) => {
            let errors = errors_of(w, refusal, what.way);
            Ok(page::again(&form_page(&state, &who, &side, &what, &form, errors)))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn date(form: &FormData, name: &str) -> Option<Date> {
    let part = |part: &str| form.text(&format!("{name}-{part}"));
    let year: i16 = part("year").parse().ok().filter(|year| (2000..=2200).contains(year))?;
    Date::new(year, part("month").parse().ok()?, part("day").parse().ok()?).ok()
}

fn is_empty(form: &FormData, name: &str) -> bool {
    ["day", "month", "year"].iter().all(|part| form.text(&format!("{name}-{part}")).is_empty())
}

fn read(w: Words, what: &What, form: &FormData) -> Result<Change, Errors> {
    let mut errors = Errors::default();
    let Some(expectation) = what.expectation.clone().filter(|_| matches!(what.way, Way::Left | Way::Shorter)) else {
        let Some(on) = date(form, "on") else {
            return Err(Errors { day: w.say("exception-date-wrong"), ..errors });
        };
        return Ok(match &what.expectation {
            Some(expectation) => Change::Later { expectation: expectation.clone(), by: on },
            None => Change::Ends { on },
        });
    };
    let from = date(form, "from");
    if from.is_none() {
        errors.from = w.say("exception-date-wrong");
    }
    let until = date(form, "until");
    if until.is_none() && !is_empty(form, "until") {
        errors.until = w.say("exception-date-wrong");
    }
    let minutes: Option<u32> = form.text("minutes").parse().ok();
    if what.way == Way::Shorter && minutes.is_none() {
        errors.minutes = w.say("exception-wrong-minutes");
    }
    match from {
        Some(started_on) if errors.until.is_empty() && errors.minutes.is_empty() => {
            let covers = Period { started_on, finished_on: until };
            Ok(match minutes.filter(|_| what.way == Way::Shorter) {
                Some(minutes) => Change::Shorter { expectation, covers, minutes },
                None => Change::Left { expectation, covers },
            })
        }
        _ => Err(errors),
    }
}

fn errors_of(w: Words, refusal: ProposeRefusal, way: Way) -> Errors {
    let ProposeRefusal::Wrong(wrong) = refusal else {
        return Errors { reason: w.say("exception-nobody"), ..Errors::default() };
    };
    let text = w.say(wrong.key());
    match wrong {
        Wrong::EndsBeforeItBegins => Errors { until: text, ..Errors::default() },
        Wrong::NotShorter => Errors { minutes: text, ..Errors::default() },
        Wrong::TooEarly => Errors { day: text, ..Errors::default() },
        Wrong::NotPossible if matches!(way, Way::Later | Way::Ends) => Errors { day: text, ..Errors::default() },
        Wrong::NotPossible => Errors { from: text, ..Errors::default() },
        Wrong::ReasonMissing | Wrong::ReasonTooLong => Errors { reason: text, ..Errors::default() },
    }
}
