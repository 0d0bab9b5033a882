//! `GET /organisations/{code}/journeys`: the list, filtered by its address, so that a view can be sent to a colleague.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date, plus_days};
use domain::expectations::SOON_DAYS;
use domain::people;
use domain::programmes::{Power, Programme, capitalised};
use jiff::civil::Date;
use serde::Deserialize;
use store::overview::{self, Filter, JourneyLine, PER_PAGE, Show};

use super::{numbers, show};
use crate::components::{Choice, Link, Pagination};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::{AtDesk, encoded};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "desk/journeys.html")]
struct JourneysPage {
    layout: Layout,
    way: Vec<Link>,
    title: String,
    action: String,
    programme: String,
    shows: Vec<Choice>,
    professions: Vec<Choice>,
    looked_for: String,
    count: String,
    rows: Vec<Row>,
    supporter_word: String,
    pages: Pagination,
    filtered: bool,
    clear: String,
}

/// A journey as a row of a list.
pub(super) struct Row {
    pub name: String,
    pub href: String,
    pub profession: String,
    pub supporters: String,
    pub month: String,
    pub last_met: String,
    pub next_meeting: String,
    /// “Since 3 November 2026”, when something is late.
    pub late: String,
}

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    programme: String,
    #[serde(default)]
    show: String,
    #[serde(default)]
    profession: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    page: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let programme =
        super::programme(&state, &desk, &asked.programme, Some(Power::SeeProgress)).await?.ok_or(Error::NotFound)?;
    let mut filter = Filter::running(desk.organisation, programme.key.clone(), today);
    filter.show = wanted(&programme, &asked.show, today);
    filter.profession = asked.profession.parse().ok();
    asked.name.trim().clone_into(&mut filter.name);
    let number: i64 = asked.page.parse().unwrap_or(1).max(1);
    let found = overview::list(reader, &filter, number).await?;
    let choices = overview::choices(reader, desk.organisation, &programme.key).await?;
    let base = format!("/organisations/{}", desk.code);
    let action = format!("{base}/journeys");
    let address = |page: usize| {
        format!(
            "{action}?programme={}&show={}&profession={}&name={}&page={page}",
            programme.key,
            encoded(&asked.show),
            encoded(&asked.profession),
            encoded(filter.name.as_str()),
        )
    };
    let size = |number: i64| usize::try_from(number).unwrap_or(1);
    let title = capitalised(programme.words.plural("journey"));
    let organisation = crate::text::organisation_name(&desk.name);
    let page = JourneysPage {
        layout: show::layout(&state, &who, &desk, title.clone()),
        way: vec![Link::new(w.say("nav-home"), "/"), Link::new(organisation, base)],
        pages: Pagination::new(size(number), size(PER_PAGE), size(found.total), address),
        count: w.with("desk-count", &[("count", found.total.to_string()), ("of", title.to_lowercase())]),
        rows: rows(w, found.lines, today),
        shows: shows(w, &programme, &asked.show),
        professions: profession_choices(w, &choices, &asked.profession),
        supporter_word: programme.words.capital("supporter"),
        filtered: !asked.show.is_empty() || filter.profession.is_some() || !filter.name.is_empty(),
        clear: format!("{action}?programme={}", programme.key),
        programme: programme.key.to_string(),
        looked_for: filter.name,
        title,
        action,
    };
    Ok(page::show(&page))
}

/// What the address asks to be shown; anything unknown is everything that runs.
fn wanted(programme: &Programme, show: &str, today: Date) -> Show {
    match show {
        "late" => Show::Late,
        "ended" => Show::Ended,
        "at-risk" => match numbers::first_meeting(programme) {
            Some(first) => Show::AtRisk { expectation: first.key.clone(), by: plus_days(today, SOON_DAYS) },
            None => Show::Running,
        },
        _ => Show::Running,
    }
}

fn shows(w: Words, programme: &Programme, chosen: &str) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", w.say("desk-show-running")), Choice::new("late", w.say("desk-show-late"))];
    if let Some(first) = numbers::first_meeting(programme) {
        let kind = crate::journeys::kind_of(programme, first);
        let what = kind.map_or(first.what.as_str(), |kind| programme.words.meeting(kind));
        choices.push(Choice::new("at-risk", w.with("desk-at-risk", &[("what", capitalised(what))])));
    }
    choices.push(Choice::new("ended", w.say("desk-show-ended")));
    choices.into_iter().map(|choice| choice.chosen_if(chosen)).collect()
}

fn profession_choices(w: Words, choices: &overview::Choices, chosen: &str) -> Vec<Choice> {
    let mut all = vec![Choice::new("", w.say("desk-all-professions"))];
    all.extend(choices.professions.iter().map(|key| Choice::new(key.as_str(), profession_name(Some(key)))));
    all.into_iter().map(|choice| choice.chosen_if(chosen)).collect()
}

fn profession_name(key: Option<&domain::keys::ProfessionKey>) -> String {
    let Some(key) = key else { return String::new() };
    people::profession(key).map_or_else(|| key.to_string(), |profession| capitalised(&profession.one))
}

/// Journeys as rows.
pub(super) fn rows(w: Words, lines: Vec<JourneyLine>, today: Date) -> Vec<Row> {
    lines.into_iter().map(|line| row(w, line, today)).collect()
}

fn row(w: Words, line: JourneyLine, today: Date) -> Row {
    let month = if line.ended_on.is_some_and(|on| on < today) {
        w.say("desk-row-ended")
    } else if line.starts_on > today {
        w.with("desk-row-starts", &[("date", long_date(line.starts_on))])
    } else {
        crate::home::cards::month_of(w, line.starts_on, line.planned_end_on, today)
    };
    let late = line.late_since.filter(|on| *on < today && line.ended_on.is_none());
    Row {
        href: crate::journeys::journey(line.journey),
        profession: profession_name(line.profession.as_ref()),
        supporters: line.supporters.join(", "),
        month,
        last_met: line.last_met_on.map_or_else(|| w.say("desk-row-not-met"), long_date),
        next_meeting: line.next_meeting_at.map_or_else(|| w.say("desk-row-none"), |at| long_date(date_of(at))),
        late: late.map_or_else(String::new, |on| w.with("desk-row-late", &[("date", long_date(on))])),
        name: line.name,
    }
}
