//! A supporter's profile: what the staff file says, and what they say themselves.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::keys::TransitionKey;
use domain::people;
use domain::programmes::capitalised;
use jiff::civil::Date;
use operations::Failure;
use operations::supporters::{ProfileRefusal, Said};
use serde::Deserialize;
use store::supporters::{Profile, Supporter};

use super::{Here, supporting};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    at: String,
    saved: String,
}

/// A date as typed.
#[derive(Default)]
struct Typed {
    day: String,
    month: String,
    year: String,
    problem: String,
}

#[derive(Template)]
#[template(path = "supporters/profile.html")]
struct ProfilePage {
    layout: Layout,
    /// Which of several places this is about.
    at: String,
    elsewhere: Vec<(String, String)>,
    known: Vec<(String, String)>,
    at_once: Vec<Choice>,
    from: Typed,
    until: Typed,
    transitions: Vec<Choice>,
    prefers: Vec<Choice>,
    sites: String,
    likes: String,
    at_once_problem: String,
    likes_problem: String,
    problems: Vec<Problem>,
    seen_by: String,
    supporters: String,
}

#[derive(Template)]
#[template(path = "supporters/none.html")]
struct NonePage {
    layout: Layout,
}

pub(super) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let mut all = supporting(&state, who.person()).await?;
    if all.is_empty() {
        let mut layout = who.layout(&state, "");
        layout.title = layout.w.say("supporter-none-title");
        return Ok(page::show(&NonePage { layout }));
    }
    let at = all.iter().position(|(here, _)| here.key() == asked.at).unwrap_or(0);
    let (here, supporter) = all.swap_remove(at);
    let others: Vec<Here> = all.into_iter().map(|(here, _)| here).collect();
    let family = &here.programme.matching.family;
    let profile = store::supporters::find_profile(state.ctx.db.reader(), who.person(), family).await?;
    let form = typed(&here, profile.as_ref());
    let mut page = build(&state, &who, &here, &supporter, &others, &form, &[]);
    if asked.saved == "yes" {
        page.layout.flash = Some(page.layout.w.say("supporter-saved"));
    }
    Ok(page::show(&page))
}

/// What is stored, as if it had been typed.
fn typed(here: &Here, profile: Option<&Profile>) -> FormData {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| pairs.push((name.to_owned(), value));
    let at_once = profile.map_or(here.programme.matching.at_once, |profile| profile.at_once);
    add("at_once", at_once.to_string());
    for (name, on) in [
        ("from", profile.and_then(|profile| profile.available_from)),
        ("until", profile.and_then(|profile| profile.available_until)),
    ] {
        let Some(on) = on else { continue };
        add(&format!("{name}-day"), on.day().to_string());
        add(&format!("{name}-month"), on.month().to_string());
        add(&format!("{name}-year"), on.year().to_string());
    }
    if let Some(profile) = profile {
        profile.transitions.iter().for_each(|key| add("transition", key.to_string()));
        profile.prefers.iter().for_each(|key| add("prefers", key.to_string()));
        add("sites", profile.sites.join("\n"));
        add("likes", profile.likes.clone());
    }
    FormData::of(pairs)
}

fn build(
    state: &AppState,
    who: &SignedIn,
    here: &Here,
    supporter: &Supporter,
    others: &[Here],
    form: &FormData,
    mistakes: &[(&str, String)],
) -> ProfilePage {
    let mut layout = who.layout(state, "");
    let w = layout.w;
    let words = &here.programme.words;
    layout.title = w.with("supporter-title", [("supporter", words.say("supporter"))]);
    layout.has_errors = !mistakes.is_empty();
    let at = |field: &str| {
        let found = mistakes.iter().find(|(name, _)| *name == field);
        found.map_or_else(String::new, |(_, said)| said.clone())
    };
    let date = |name: &str| Typed {
        day: form.text(&format!("{name}-day")),
        month: form.text(&format!("{name}-month")),
        year: form.text(&format!("{name}-year")),
        problem: at(&format!("{name}-day")),
    };
    let transitions = |name: &str| -> Vec<Choice> {
        let served = here.programme.transitions.iter().filter_map(people::transition);
        served.map(|it| Choice::new(it.key.as_str(), capitalised(&it.name)).chosen_among(form.all(name))).collect()
    };
    let chosen = form.text("at_once");
    ProfilePage {
        at: here.key(),
        elsewhere: others.iter().map(|here| (here.key(), place_name(here))).collect(),
        known: known(w, here, supporter),
        at_once: (0..=here.programme.matching.at_once)
            .map(|number| {
                let text = w.with("supporter-at-once-option", [("count", number)]);
                Choice::new(number.to_string(), text).chosen_if(&chosen)
            })
            .collect(),
        from: date("from"),
        until: date("until"),
        transitions: transitions("transition"),
        prefers: transitions("prefers"),
        sites: form.text("sites"),
        likes: form.text("likes"),
        at_once_problem: at("at_once"),
        likes_problem: at("likes"),
        problems: mistakes.iter().map(|(field, said)| Problem::at(field, said.clone())).collect(),
        seen_by: w.say("supporter-seen-by"),
        supporters: words.plural("supporter").to_owned(),
        layout,
    }
}

fn place_name(here: &Here) -> String {
    format!("{}, {}", capitalised(here.programme.words.say("programme")), here.organisation_name)
}

/// What is known without asking: from the staff file, and from the pairs there are.
fn known(w: Words, here: &Here, supporter: &Supporter) -> Vec<(String, String)> {
    let offer = &supporter.offer;
    let nothing = || w.say("supporter-not-known");
    let profession = offer.profession.as_ref().and_then(people::profession);
    let trained = match (&here.programme.matching.training, offer.trained_on) {
        (None, _) => w.say("supporter-no-training-needed"),
        (Some(_), None) => w.say("supporter-not-trained"),
        (Some(rule), Some(on)) => match rule.refresh_months {
            Some(months) => {
                let until = domain::calendar::plus_months(on, months.cast_signed());
                w.with("supporter-trained-until", &[("date", long_date(on)), ("until", long_date(until))])
            }
            None => long_date(on),
        },
    };
    vec![
        (w.say("supporter-place"), place_name(here)),
        (w.say("supporter-profession"), profession.map_or_else(nothing, |known| capitalised(&known.one))),
        (w.say("supporter-trained"), trained),
        (w.say("supporter-supports"), w.with("supporter-supports-now", [("count", offer.supports)])),
    ]
}

pub(super) async fn save(
    State(state): State<AppState>,
    who: SignedIn,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let mut all = supporting(&state, who.person()).await?;
    let wanted = form.text("at");
    let at = all.iter().position(|(here, _)| here.key() == wanted).ok_or(Error::NotFound)?;
    let (here, supporter) = all.swap_remove(at);
    let others: Vec<Here> = all.into_iter().map(|(here, _)| here).collect();
    let w = Words::english();
    let again = |mistakes: &[(&str, String)]| {
        Ok(page::again(&build(&state, &who, &here, &supporter, &others, &form, mistakes)))
    };
    let said = match said_in(w, &form) {
        Ok(said) => said,
        Err(mistakes) => return again(&mistakes),
    };
    let ctx = &state.ctx;
    let kept = operations::supporters::save_profile(ctx, who.person(), here.organisation, &here.programme, &said).await;
    match kept {
        Ok(()) => Ok(page::go_to(format!("/supporting/profile?at={}&saved=yes", here.key()))),
        Err(Failure::Refused(refusal)) => {
            let field = match refusal {
                ProfileRefusal::TooMany { .. } => "at_once",
                ProfileRefusal::EndsBeforeItBegins => "until-day",
                ProfileRefusal::TooLong => "likes",
            };
            again(&[(field, w.say(refusal.key()))])
        }
        Err(failure) => Err(failure.into()),
    }
}

fn said_in(w: Words, form: &FormData) -> Result<Said, Vec<(&'static str, String)>> {
    let mut mistakes = Vec::new();
    let at_once = form.text("at_once").parse::<u32>();
    if at_once.is_err() {
        mistakes.push(("at_once", w.say("supporter-at-once-missing")));
    }
    let mut date = |name: &str, field: &'static str| {
        let date = date_in(form, name);
        if date.is_err() {
            mistakes.push((field, w.say("supporter-date-wrong")));
        }
        date.unwrap_or(None)
    };
    let (available_from, available_until) = (date("from", "from-day"), date("until", "until-day"));
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let keys =
        |name: &str| -> Vec<TransitionKey> { form.all(name).iter().filter_map(|key| key.parse().ok()).collect() };
    Ok(Said {
        at_once: at_once.unwrap_or(0),
        available_from,
        available_until,
        transitions: keys("transition"),
        prefers: keys("prefers"),
        sites: form.text("sites").lines().map(str::trim).filter(|site| !site.is_empty()).map(str::to_owned).collect(),
        likes: form.text("likes"),
    })
}

/// The text is not a date.
struct NotADate;

/// A date from its three boxes; nothing when all are empty.
fn date_in(form: &FormData, name: &str) -> Result<Option<Date>, NotADate> {
    let part = |part: &str| form.text(&format!("{name}-{part}"));
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Ok(None);
    }
    let number = |text: String| text.parse::<i16>().map_err(|_| NotADate);
    let (day, month, year) = (number(day)?, number(month)?, number(year)?);
    let small = |number: i16| i8::try_from(number).map_err(|_| NotADate);
    if !(1900..=2200).contains(&year) {
        return Err(NotADate);
    }
    Date::new(year, small(month)?, small(day)?).map(Some).map_err(|_| NotADate)
}
