//! The governance file of an organisation (L7), the content of its programmes (B5), and who does what.

mod content;
mod document;
mod file;
mod mine;

use std::sync::Arc;

use domain::programmes::{Power, Programme};
use jiff::civil::Date;
use operations::access::Desk;

use crate::components::Link;
use crate::desk;
use crate::error::Error;
use crate::form::FormData;
use crate::routes::{Audience, Routes};
use crate::state::AppState;
use crate::text::organisation_name;
use crate::words::Words;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let (sees, keeps) = (Audience::Office(Power::SeeStandards), Audience::Office(Power::KeepGovernance));
    routes
        .get("/organisations/{code}/governance", sees, file::get)
        .get("/organisations/{code}/governance/{programme}/{document}", keeps, document::get)
        .post("/organisations/{code}/governance/{programme}/{document}", keeps, document::keep)
        .get("/organisations/{code}/content", sees, content::get)
        .post("/organisations/{code}/content/{programme}", keeps, content::add)
        .post("/organisations/{code}/content/{programme}/review", keeps, content::review)
        .post("/organisations/{code}/content/{programme}/{resource}/remove", keeps, content::remove)
        .get("/my-roles", Audience::SignedIn, mine::get)
        .post("/my-roles/{organisation}/{programme}/{document}", Audience::SignedIn, mine::accept)
        .get("/programmes/{programme}/who-does-what", Audience::SignedIn, mine::who_does_what)
}

/// The programme named in a query, or the first in which the person sees standards; nothing when there is none.
async fn programme(state: &AppState, desk: &Desk, named: &str) -> Result<Option<Arc<Programme>>, Error> {
    desk::programme(state, desk, named, Some(Power::SeeStandards)).await
}

/// The programme named in a path, in which the person keeps the governance file.
async fn kept_programme(state: &AppState, desk: &Desk, named: &str) -> Result<Arc<Programme>, Error> {
    desk::programme(state, desk, named, Some(Power::KeepGovernance)).await?.ok_or(Error::NotFound)
}

/// The other programmes whose page of this kind the person may open.
async fn others(state: &AppState, desk: &Desk, programme: &Programme, page: &str) -> Result<Vec<Link>, Error> {
    let all = desk::programmes(state, desk, Some(Power::SeeStandards)).await?;
    let others = all.iter().filter(|other| other.key != programme.key);
    let href = |other: &Programme| format!("/organisations/{}/{page}?programme={}", desk.code, other.key);
    Ok(others.map(|other| Link::new(other.words.capital("programme"), href(other))).collect())
}

fn way(w: Words, desk: &Desk) -> Vec<Link> {
    let here = Link::new(organisation_name(&desk.name), format!("/organisations/{}", desk.code));
    vec![Link::new(w.say("nav-home"), "/"), here]
}

/// A date as it is typed, with what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Typed {
    day: String,
    month: String,
    year: String,
    problem: String,
}

impl Typed {
    fn of(form: &FormData, name: &str, problem: String) -> Self {
        let part = |part: &str| form.text(&format!("{name}-{part}"));
        Self { day: part("day"), month: part("month"), year: part("year"), problem }
    }
}

/// The text is not a date.
struct NotADate;

/// A date from its three boxes; nothing when all are empty.
fn date_in(form: &FormData, name: &str) -> Result<Option<Date>, NotADate> {
    let part = |part: &str| form.text(&format!("{name}-{part}"));
    let raw = domain::records::Raw { day: part("day"), month: part("month"), year: part("year"), ..Default::default() };
    domain::records::parse_date(&raw).map_err(|_| NotADate)
}

/// The pairs of a form that show a date.
fn date_pairs(name: &str, on: Option<Date>) -> Vec<(String, String)> {
    let Some(on) = on else { return Vec::new() };
    vec![
        (format!("{name}-day"), on.day().to_string()),
        (format!("{name}-month"), on.month().to_string()),
        (format!("{name}-year"), on.year().to_string()),
    ]
}
