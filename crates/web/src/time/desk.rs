//! `GET /organisations/{code}/time`: whether promises of time are kept, in sums. Nobody's diary, and nothing of few.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::programmes::{Party, Power, capitalised};
use operations::time::{Group, Here, LEAST_PEOPLE, kept_here};
use serde::Deserialize;

use super::{YearBar, hours, short};
use crate::components::{Cell, Column, Link, Rich, Table};
use crate::desk::layout;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::text::organisation_name;
use crate::words::Words;

#[derive(Template)]
#[template(path = "time/desk.html")]
struct DeskPage {
    layout: Layout,
    way: Vec<Link>,
    over: String,
    lead: String,
    parts: Vec<PartyPart>,
    others: Vec<Link>,
}

/// One party and how its promise is kept.
struct PartyPart {
    name: String,
    promise: String,
    too_few: bool,
    says: Vec<String>,
    bar: YearBar,
    table: Table,
    lost: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    programme: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let w = Words::english();
    let all = crate::desk::programmes(&state, &desk, Some(Power::SeeStandards)).await?;
    let promising: Vec<_> = all.into_iter().filter(|programme| !programme.time.is_empty()).collect();
    let named = |key: &str| asked.programme.is_empty() || key == asked.programme;
    let programme = promising.iter().find(|programme| named(programme.key.as_str()));
    let home = Link::new(organisation_name(&desk.name), format!("/organisations/{}", desk.code));
    let mut page = DeskPage {
        layout: layout(&state, &who, &desk, w.say("time-desk-title")),
        way: vec![Link::new(w.say("nav-home"), "/"), home],
        over: String::new(),
        lead: w.with("time-desk-lead", [("least", LEAST_PEOPLE)]),
        parts: Vec::new(),
        others: Vec::new(),
    };
    let Some(programme) = programme else { return Ok(page::show(&page)) };
    page.over = capitalised(programme.words.say("programme"));
    let found = kept_here(&state.ctx, state.ctx.db.reader(), desk.organisation, programme).await?;
    page.parts = found.iter().map(|here| part(w, programme, here)).collect();
    let others = promising.iter().filter(|other| other.key != programme.key);
    let href = |key| format!("/organisations/{}/time?programme={key}", desk.code);
    page.others = others.map(|other| Link::new(other.words.capital("programme"), href(&other.key))).collect();
    Ok(page::show(&page))
}

fn part(w: Words, programme: &domain::programmes::Programme, here: &Here) -> PartyPart {
    let promise = &here.promise;
    let whole = here.whole.clone().unwrap_or_default();
    let marks = domain::time::Marks { least: whole.least, recommended: whole.sum.entitled };
    let name = capitalised(match &promise.party {
        Party::Supportee => programme.words.plural("supportee"),
        Party::Role(role) => programme.words.roles(role),
    });
    PartyPart {
        promise: w.with(
            "time-desk-promise",
            [
                ("month", hours(w, promise.minutes_a_month)),
                ("least", hours(w, promise.least_minutes_a_year)),
                ("recommended", hours(w, promise.recommended_minutes_a_year)),
            ],
        ),
        too_few: here.whole.is_none(),
        says: says(w, &whole),
        bar: YearBar::new(&whole.sum, &marks),
        table: table(w, &name, &here.groups),
        lost: here.lost.iter().map(|(reason, minutes)| lost(w, *reason, *minutes)).collect(),
        name,
    }
}

fn lost(w: Words, reason: domain::time::Reason, minutes: u32) -> String {
    let reason = w.say(&format!("time-reason-{}", reason.as_str()));
    w.with("time-desk-lost", [("reason", reason), ("hours", hours(w, minutes))])
}

fn says(w: Words, whole: &Group) -> Vec<String> {
    let mut says = vec![
        w.with("time-desk-says-kept", [("kept", whole.kept), ("known", whole.known), ("people", whole.people)]),
        w.with(
            "time-desk-says-hours",
            [("taken", hours(w, whole.sum.taken)), ("entitled", hours(w, whole.sum.entitled))],
        ),
    ];
    if whole.sum.planned > 0 {
        says.push(w.with("time-says-planned", [("planned", hours(w, whole.sum.planned))]));
    }
    if whole.sum.lost > 0 {
        says.push(w.with("time-says-lost", [("lost", hours(w, whole.sum.lost))]));
    }
    says
}

fn table(w: Words, name: &str, groups: &[Group]) -> Table {
    let mut columns = vec![Column::words(w.say("time-desk-where"))];
    let numbers = ["people", "known", "kept", "entitled", "planned", "taken", "lost"];
    columns.extend(numbers.iter().map(|key| Column::numbers(w.say(&format!("time-column-{key}")))));
    let rows = groups.iter().map(|group| {
        let name = group.name.clone().unwrap_or_else(|| w.say("time-desk-small"));
        let sum = &group.sum;
        let times = [sum.entitled, sum.planned, sum.taken, sum.lost].map(|minutes| Cell::new(short(w, minutes)));
        let mut row = vec![Cell::new(name)];
        row.extend([group.people, group.known, group.kept].map(Cell::number));
        row.extend(times);
        row
    });
    Table::new(Rich::from(w.with("time-desk-by", [("party", name)])), columns, rows.collect())
}
