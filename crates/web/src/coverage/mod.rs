//! `GET /organisations/{code}/coverage`: who has a supporter, somebody to ask today and oversight, profession by
//! profession, here and in the rest of the cluster (M2, S3).

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::keys::ProfessionKey;
use domain::people::profession;
use domain::programmes::{OfficeEach, Power, Programme, Rota, capitalised};
use operations::access::Desk;
use serde::Deserialize;
use store::coverage;
use store::rotas::{self, RotaAt, Slot};

use crate::components::{Cell, Column, Link, Table};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::{AtDesk, Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::text::organisation_name;
use crate::words::Words;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/organisations/{code}/coverage", Audience::Office(Power::SeeProgress), get)
}

/// Whether a programme has what the page is about.
pub fn is_for(programme: &Programme) -> bool {
    !programme.rotas.is_empty() || programme.offices.iter().any(|office| office.each == OfficeEach::Profession)
}

/// Where it is found.
pub fn path(code: &str, programme: &Programme) -> String {
    format!("/organisations/{code}/coverage?programme={}", programme.key)
}

#[derive(Template)]
#[template(path = "coverage/show.html")]
struct CoveragePage {
    layout: Layout,
    way: Vec<Link>,
    over: String,
    places: Vec<Place>,
}

/// An organisation, and its gaps in a sentence.
struct Place {
    name: String,
    gaps: String,
    table: Table,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    programme: String,
}

async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let w = Words::english();
    let today = state.ctx.today();
    let programme = crate::desk::programme(&state, &desk, &asked.programme, Some(Power::SeeProgress)).await?;
    let programme = programme.filter(|programme| is_for(programme)).ok_or(Error::NotFound)?;
    let near = coverage::cluster_of(state.ctx.db.reader(), desk.organisation, today).await?;
    // Of the cluster only those at which the person may look too.
    let mut desks = vec![desk.clone()];
    let others = who.desks.iter().filter(|other| other.organisation != desk.organisation);
    let others = others.filter(|other| near.contains(&other.organisation));
    desks.extend(others.filter(|other| other.may_in(Power::SeeProgress, &programme.key)).cloned());
    let mut places = Vec::new();
    for desk in &desks {
        places.push(place(&state, w, desk, &programme).await?);
    }
    let base = format!("/organisations/{}", desk.code);
    Ok(page::show(&CoveragePage {
        layout: crate::desk::layout(&state, &who, &desk, w.say("coverage-title")),
        way: vec![Link::new(w.say("nav-home"), "/"), Link::new(organisation_name(&desk.name), base)],
        over: format!("{} · {}", capitalised(programme.words.say("programme")), long_date(today)),
        places,
    }))
}

/// What one profession has at one organisation.
struct Has {
    people: i64,
    supported: i64,
    /// Whether somebody can be asked today, for each rota.
    today: Vec<bool>,
    /// Who has oversight, for each office of which a profession has one.
    overseen: Vec<Option<String>>,
}

async fn place(state: &AppState, w: Words, desk: &Desk, programme: &Programme) -> Result<Place, Error> {
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let here = desk.organisation;
    let people = coverage::people(reader, here, today).await?;
    let supported = coverage::supported(reader, here, &programme.key, &programme.supporter, today).await?;
    let worked = rotas::slots_worked(reader, here, today).await?;
    let mut contacts = Vec::new();
    for rota in &programme.rotas {
        let at = RotaAt { organisation: here, programme: programme.key.clone(), rota: rota.key.clone() };
        contacts.push((rota, rotas::turns(reader, &at, today, today).await?));
    }
    let offices: Vec<_> = programme.offices.iter().filter(|office| office.each == OfficeEach::Profession).collect();
    let mut overseers = Vec::new();
    for office in &offices {
        overseers.push(coverage::overseers(reader, here, (&programme.key, &office.key), today).await?);
    }
    let has = people.into_iter().map(|(key, people)| {
        let own: Vec<&Slot> = worked.iter().filter(|slot| slot.profession.as_ref() == Some(&key)).collect();
        let today = contacts.iter().map(|(rota, turns)| {
            own.iter().all(|slot| rotas::answer(turns, &crate::rotas::slot_for(rota, slot), today).is_some())
        });
        let has = Has {
            people,
            supported: supported.get(&key).copied().unwrap_or(0),
            today: today.collect(),
            overseen: overseers.iter().map(|named| named.get(&key).map(|(_, name)| name.clone())).collect(),
        };
        (key, has)
    });
    let has: Vec<(ProfessionKey, Has)> = has.collect();
    let rotas: Vec<&Rota> = programme.rotas.iter().collect();
    let offices = offices.iter().map(|office| capitalised(programme.words.office(&office.key))).collect();
    Ok(Place {
        name: organisation_name(&desk.name),
        gaps: gaps(w, &has),
        table: table(w, desk, programme, (&rotas, offices), &has),
    })
}

fn gaps(w: Words, has: &[(ProfessionKey, Has)]) -> String {
    let without: i64 = has.iter().map(|(_, has)| (has.people - has.supported).max(0)).sum();
    let unasked = has.iter().filter(|(_, has)| has.today.contains(&false)).count();
    let unseen = has.iter().filter(|(_, has)| has.overseen.contains(&None)).count();
    let counts = [("people", without.to_string()), ("today", unasked.to_string()), ("oversight", unseen.to_string())];
    w.with("coverage-gaps", counts)
}

fn table(
    w: Words,
    desk: &Desk,
    programme: &Programme,
    (rotas, offices): (&[&Rota], Vec<String>),
    has: &[(ProfessionKey, Has)],
) -> Table {
    let supporter = capitalised(programme.words.role(&programme.supporter));
    let mut columns = vec![
        Column::words(w.say("coverage-profession")),
        Column::words(w.say("coverage-people")),
        Column::words(supporter),
    ];
    columns.extend(rotas.iter().map(|rota| Column::words(w.with("coverage-today", [("rota", rota.name.as_str())]))));
    columns.extend(offices.into_iter().map(Column::words));
    let rows = has.iter().map(|(key, has)| {
        let name = profession(key).map_or_else(|| key.to_string(), |profession| capitalised(&profession.many));
        let of = [("count", has.supported.to_string()), ("of", has.people.to_string())];
        let mut row = vec![Cell::new(name), Cell::new(has.people.to_string()), Cell::new(w.with("coverage-of", of))];
        row.extend(has.today.iter().map(|named| Cell::new(w.say(if *named { "coverage-yes" } else { "coverage-no" }))));
        row.extend(has.overseen.iter().map(|name| match name {
            Some(name) => Cell::new(name.clone()),
            None => Cell::new(w.say("coverage-no")),
        }));
        row
    });
    Table::new(w.with("coverage-at", [("name", organisation_name(&desk.name))]), columns, rows.collect())
}
