//! `/account/reminders`: on which days and at what hour reminders come, each at once, and which of them (Q2).

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::clock_time;
use domain::reminders::{Choice as Chosen, Days, How, Received};
use jiff::civil::{Weekday, time};
use serde::Deserialize;

use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Monday, "monday"),
    (Weekday::Tuesday, "tuesday"),
    (Weekday::Wednesday, "wednesday"),
    (Weekday::Thursday, "thursday"),
    (Weekday::Friday, "friday"),
    (Weekday::Saturday, "saturday"),
    (Weekday::Sunday, "sunday"),
];

/// The hours that are offered: from early to late, not in the night.
const HOURS: std::ops::RangeInclusive<u8> = 6..=21;

#[derive(Template)]
#[template(path = "account/reminders.html")]
struct RemindersPage {
    layout: Layout,
    problems: Vec<Problem>,
    how: Vec<Choice>,
    days: Vec<Choice>,
    days_problem: String,
    hours: Vec<Choice>,
    gentle: Vec<Choice>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    saved: String,
}

pub(super) async fn ask(
    State(state): State<AppState>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let choice = store::reminders::choice_of(state.ctx.db.reader(), who.person()).await?;
    let mut page = build(&state, &who, &typed(&choice), String::new());
    if asked.saved == "yes" {
        page.layout.flash = Some(page.layout.w.say("reminders-saved"));
    }
    Ok(page::show(&page))
}

pub(super) async fn save(
    State(state): State<AppState>,
    who: SignedIn,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let Some(choice) = read(&form) else {
        let problem = Words::english().say("reminders-no-day");
        return Ok(page::again(&build(&state, &who, &form, problem)));
    };
    operations::reminders::choose(&state.ctx, who.person(), &choice).await?;
    Ok(page::go_to("/account/reminders?saved=yes"))
}

/// What is stored, as if it had been typed.
fn typed(choice: &Chosen) -> FormData {
    let (how, days, hour) = match choice.how {
        How::Digest { days, hour } => ("digest", days, hour),
        How::AtOnce => ("at-once", Days::WORKING, 8),
    };
    let mut pairs = vec![("how", how.to_owned()), ("hour", hour.to_string())];
    pairs.extend(WEEK.iter().filter(|(day, _)| days.contains(*day)).map(|(_, key)| ("day", (*key).to_owned())));
    let gentle = if choice.received == Received::All { "yes" } else { "no" };
    pairs.push(("gentle", gentle.to_owned()));
    FormData::of(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)))
}

/// What was chosen; nothing when a digest would come on no day.
fn read(form: &FormData) -> Option<Chosen> {
    let chosen = form.all("day");
    let days = Days::of(WEEK.iter().filter(|(_, key)| chosen.iter().any(|day| day == key)).map(|(day, _)| *day));
    let hour = form.text("hour").parse().ok().filter(|hour| HOURS.contains(hour)).unwrap_or(8);
    let how = match form.text("how").as_str() {
        "at-once" => How::AtOnce,
        _ => How::Digest { days: days?, hour },
    };
    let received = if form.text("gentle") == "no" { Received::FirmOnly } else { Received::All };
    Some(Chosen { how, received })
}

fn build(state: &AppState, who: &SignedIn, form: &FormData, days_problem: String) -> RemindersPage {
    let mut layout = who.layout(state, "");
    let w = layout.w;
    layout.title = w.say("reminders-title");
    layout.has_errors = !days_problem.is_empty();
    let choices = |name: &str, keys: &[&str]| -> Vec<Choice> {
        let chosen = form.text(name);
        let each = keys.iter().map(|key| {
            let choice = Choice::new(*key, w.say(&format!("reminders-{name}-{key}")));
            choice.hint(w.say(&format!("reminders-{name}-{key}-hint"))).chosen_if(&chosen)
        });
        each.collect()
    };
    let hour = form.text("hour");
    RemindersPage {
        problems: match days_problem.as_str() {
            "" => Vec::new(),
            problem => vec![Problem::at("day", problem.to_owned())],
        },
        how: choices("how", &["digest", "at-once"]),
        days: WEEK
            .iter()
            .map(|(_, key)| Choice::new(*key, w.say(&format!("reminders-day-{key}"))).chosen_among(form.all("day")))
            .collect(),
        days_problem,
        hours: HOURS
            .map(|each| {
                let clock = clock_time(time(i8::try_from(each).unwrap_or(8), 0, 0, 0));
                Choice::new(each.to_string(), clock).chosen_if(&hour)
            })
            .collect(),
        gentle: choices("gentle", &["yes", "no"]),
        layout,
    }
}
