//! Protected time: a person's ledger over all their accounts, with a tap to count a meeting; and what an organisation
//! sees of it (H1-H3).

mod chart;
mod count;
mod desk;
mod enter;
mod plan;
mod show;

use domain::ids::MeetingId;
use domain::programmes::{Party, Power, capitalised};
use operations::time::Promised;
use store::time::Which;

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

pub(crate) use chart::{Bars, YearBar};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let own = Audience::SignedIn;
    routes
        .get("/time", own, show::get)
        .get("/time/new", own, enter::get)
        .post("/time/new", own, enter::post)
        .post("/time/lines/{id}/remove", own, enter::remove)
        .get("/time/plan", own, plan::get)
        .post("/time/plan", own, plan::post)
        .post("/time/plans/{id}/end", own, plan::end)
        .post("/meetings/{id}/time", Audience::Participants, count::post)
        .get("/organisations/{code}/time", Audience::Office(Power::SeeStandards), desk::get)
}

/// “1 hour 30 minutes”.
pub(crate) fn hours(w: Words, minutes: u32) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let only_hours = w.with("time-hours", [("hours", hours)]);
    let only_minutes = w.with("time-minutes", [("minutes", rest)]);
    match (hours, rest) {
        (0, _) => only_minutes,
        (_, 0) => only_hours,
        _ => w.with("time-hours-and", [("hours", only_hours), ("minutes", only_minutes)]),
    }
}

/// “1 h 30”: for tables.
pub(crate) fn short(w: Words, minutes: u32) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match rest {
        0 => w.with("time-short", [("hours", hours)]),
        _ => w.with("time-short-and", [("hours", hours.to_string()), ("minutes", format!("{rest:02}"))]),
    }
}

/// How addresses name an account: the journey in which one is supported, or a programme and the role in it.
pub(crate) fn key_of(which: &Which) -> String {
    match which {
        Which::Supported { journey, .. } => journey.to_string(),
        Which::Supporting { programme, role } => format!("{programme}.{role}"),
    }
}

/// The account of a journey's page, for whoever is promised hours in it.
pub(crate) fn door(accounts: &[Promised], journey: domain::ids::JourneyId) -> Option<String> {
    let found = accounts.iter().find(|one| one.account.walks.iter().any(|walk| walk.journey == journey))?;
    Some(format!("/time#account-{}", key_of(&found.account.which)))
}

/// What an account is called: the journey, or “As …” the role.
pub(crate) fn name_of(w: Words, one: &Promised) -> String {
    match one.account.which.party() {
        Party::Supportee => capitalised(one.programme.words.say("journey")),
        Party::Role(role) => w.with("time-as", [("role", one.programme.words.role(&role))]),
    }
}

/// “Count 1 hour as my protected time”, when a meeting can be counted by the person; nothing otherwise.
pub(crate) async fn to_count(state: &AppState, who: &SignedIn, meeting: MeetingId) -> Result<String, Error> {
    let reader = state.ctx.db.reader();
    let found = store::time::uncounted(reader, who.person(), Some(meeting)).await?;
    if found.is_empty() {
        return Ok(String::new());
    }
    let accounts = operations::time::accounts(&state.ctx, reader, who.viewer).await?;
    let found = operations::time::uncounted(reader, who.viewer, &accounts).await?;
    let minutes = found.iter().find(|(_, one)| one.meeting == meeting).map(|(_, one)| one.minutes());
    let w = Words::english();
    Ok(minutes.map_or_else(String::new, |minutes| w.with("time-count-mine", [("hours", hours(w, minutes))])))
}

/// The account named in an address.
async fn account(state: &AppState, who: &SignedIn, key: &str) -> Result<Promised, Error> {
    let all = operations::time::accounts(&state.ctx, state.ctx.db.reader(), who.viewer).await?;
    all.into_iter().find(|one| key_of(&one.account.which) == key).ok_or(Error::NotFound)
}
