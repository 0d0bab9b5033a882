//! `/organisations/{code}/rotas/{programme}/{rota}`: filling a week for a place and a profession, and naming cover.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::{long_date, plus_days, weekday_date};
use domain::ids::PersonId;
use domain::keys::RotaKey;
use domain::programmes::{Power, Programme};
use jiff::civil::Date;
use operations::Failure;
use operations::access::Desk;
use operations::rotas::{FillRefusal, fill};
use serde::Deserialize;
use store::rotas::{self, Day, RotaAt, Slot};

use super::{board_path, days_of, monday_of, place_name, profession_name};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "rotas/week.html")]
struct WeekPage {
    layout: Layout,
    back: String,
    over: String,
    heading: String,
    what: String,
    place: String,
    profession: String,
    week: String,
    days: Vec<DayFields>,
    problems: Vec<Problem>,
}

/// The fields of one day.
struct DayFields {
    name: String,
    person_field: String,
    cover_field: String,
    people: Vec<Choice>,
    covers: Vec<Choice>,
    problem: String,
    /// A day that is over: shown, not changed.
    over: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    place: String,
    #[serde(default)]
    profession: String,
    #[serde(default)]
    week: String,
}

/// What the address and the query name.
struct Named {
    programme: Arc<Programme>,
    at: RotaAt,
    slot: Slot,
    monday: Date,
}

async fn named(state: &AppState, desk: &Desk, (programme, rota): (&str, &str), asked: &Asked) -> Result<Named, Error> {
    let rota: RotaKey = rota.parse().map_err(|_| Error::NotFound)?;
    let programmes = crate::desk::programmes(state, desk, Some(Power::Match)).await?;
    let found = programmes.into_iter().find(|each| each.key.as_str() == programme).ok_or(Error::NotFound)?;
    if found.rota(&rota).is_none() {
        return Err(Error::NotFound);
    }
    let profession = match asked.profession.as_str() {
        "" => None,
        key => Some(key.parse().map_err(|_| Error::NotFound)?),
    };
    Ok(Named {
        at: RotaAt { organisation: desk.organisation, programme: found.key.clone(), rota },
        programme: found,
        slot: Slot { place: asked.place.trim().to_owned(), profession },
        monday: monday_of(asked.week.parse().unwrap_or(state.ctx.today())),
    })
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, programme, rota)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let named = named(&state, &desk, (&programme, &rota), &asked).await?;
    Ok(page::show(&build(&state, &who, &desk, &named, None, None).await?))
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, programme, rota)): Path<(String, String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let asked = Asked { place: form.text("place"), profession: form.text("profession"), week: form.text("week") };
    let named = named(&state, &desk, (&programme, &rota), &asked).await?;
    let today = state.ctx.today();
    let days: Vec<Day> = days_of(named.monday)
        .into_iter()
        .filter(|on| *on >= today)
        .map(|on| Day {
            on,
            person: form.text(&format!("person-{on}")).parse::<PersonId>().ok(),
            cover: form.text(&format!("cover-{on}")).parse::<PersonId>().ok(),
        })
        .collect();
    match fill(&state.ctx, who.person(), &named.at, &named.slot, &days).await {
        Ok(()) => Ok(page::go_to(board_path(&desk.code, named.monday))),
        Err(Failure::Refused(refusal)) => {
            let (on, key) = match refusal {
                FillRefusal::NotHere { on } => (on, "rota-not-here"),
                FillRefusal::CoverOfNobody { on } => (on, "rota-cover-of-nobody"),
                FillRefusal::Over { on } => (on, "rota-day-over"),
            };
            let problem = w.with(key, &[("date", weekday_date(on))]);
            Ok(page::again(&build(&state, &who, &desk, &named, Some(&form), Some((on, problem))).await?))
        }
        Err(other) => Err(other.into()),
    }
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    named: &Named,
    typed: Option<&FormData>,
    problem: Option<(Date, String)>,
) -> Result<WeekPage, Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let rota = named.programme.rota(&named.at.rota).ok_or(Error::NotFound)?;
    let people = rotas::people(reader, desk.organisation, today).await?;
    let turns = rotas::turns(reader, &named.at, named.monday, plus_days(named.monday, 6)).await?;
    let days = days_of(named.monday).into_iter().map(|on| {
        let turn = turns.iter().find(|turn| turn.slot == named.slot && turn.on == on);
        let fields = [format!("person-{on}"), format!("cover-{on}")];
        let kept = [turn.map(|turn| turn.named.person), turn.and_then(|turn| Some(turn.cover.as_ref()?.person))];
        let chosen = |field: usize| match typed {
            Some(form) => form.text(&fields[field]),
            None => kept[field].map(|person| person.to_string()).unwrap_or_default(),
        };
        let choices = |nobody: &str, chosen: &str| {
            let mut all = vec![Choice::new("", w.say(nobody)).chosen_if(chosen)];
            all.extend(people.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone()).chosen_if(chosen)));
            all
        };
        let (person, cover) = (chosen(0), chosen(1));
        let [person_field, cover_field] = fields;
        DayFields {
            name: weekday_date(on),
            people: choices("rota-nobody", &person),
            covers: choices("rota-no-cover", &cover),
            person_field,
            cover_field,
            problem: problem.as_ref().filter(|(day, _)| *day == on).map(|(_, text)| text.clone()).unwrap_or_default(),
            over: (on < today).then(|| turn.map_or(w.say("rota-nobody"), |turn| turn.who().name.clone())),
        }
    });
    let days: Vec<DayFields> = days.collect();
    let over =
        format!("{} · {}", place_name(&desk.name, &named.slot), profession_name(w, named.slot.profession.as_ref()));
    let mut layout = crate::desk::layout(state, who, desk, rota.name.clone());
    layout.has_errors = problem.is_some();
    Ok(WeekPage {
        layout,
        back: board_path(&desk.code, named.monday),
        over,
        heading: w.with("rota-week-title", &[("rota", rota.name.clone()), ("date", long_date(named.monday))]),
        what: rota.what.clone(),
        place: named.slot.place.clone(),
        profession: named.slot.profession.as_ref().map(ToString::to_string).unwrap_or_default(),
        week: named.monday.to_string(),
        days,
        problems: problem.iter().map(|(on, text)| Problem::at(&format!("person-{on}"), text.clone())).collect(),
    })
}
