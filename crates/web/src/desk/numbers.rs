//! Four numbers, each a door to the people behind it.

use domain::calendar::plus_days;
use domain::candidacies::State as Standing;
use domain::expectations::SOON_DAYS;
use domain::programmes::{Expectation, Power, Programme, Requirement, When, capitalised};
use operations::access::Desk;
use store::Fault;
use store::candidacies::PerState;
use store::overview::{self, Filter, Show};

use crate::error::Error;
use crate::state::AppState;
use crate::words::Words;

/// A number that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    pub number: i64,
    pub label: String,
    /// What stands behind it, or that nobody does.
    pub detail: String,
    pub href: String,
}

/// The first thing a programme asks people to meet for.
pub fn first_meeting(programme: &Programme) -> Option<&Expectation> {
    programme.expectations.iter().find(|expectation| {
        matches!((&expectation.when, &expectation.met_by), (When::Once { .. }, Requirement::MeetingHeld { .. }))
    })
}

/// The doors of a desk, for its first programme, as far as the office lets one see them.
pub async fn doors(state: &AppState, desk: &Desk) -> Result<Vec<Door>, Error> {
    match super::programme(state, desk, "", None).await? {
        Some(programme) => of_programme(state, desk, &programme).await,
        None => Ok(Vec::new()),
    }
}

/// The numbers behind the doors, as far as the office lets one see them.
struct Numbers {
    candidates: Option<PerState>,
    at_risk: Option<i64>,
    late: Option<i64>,
}

/// Counts all at once.
async fn numbers(state: &AppState, desk: &Desk, programme: &Programme) -> Result<Numbers, Fault> {
    let (reader, key, today) = (state.ctx.db.reader(), &programme.key, state.ctx.today());
    let sees_progress = desk.may_in(Power::SeeProgress, key);
    let count = async |show: Show| {
        let filter = Filter { show, ..Filter::running(desk.organisation, key.clone(), today) };
        overview::count(reader, &filter).await.map(Some)
    };
    let candidates = async {
        if !desk.may_in(Power::ManageCandidates, key) {
            return Ok(None);
        }
        store::candidacies::count_per_state(reader, desk.organisation, key).await.map(Some)
    };
    let at_risk = async {
        let Some(first) = first_meeting(programme).filter(|_| sees_progress) else { return Ok(None) };
        count(Show::AtRisk { expectation: first.key.clone(), by: plus_days(today, SOON_DAYS) }).await
    };
    let late = async { if sees_progress { count(Show::Late).await } else { Ok(None) } };
    let (candidates, at_risk, late) = tokio::try_join!(candidates, at_risk, late)?;
    Ok(Numbers { candidates, at_risk, late })
}

/// The doors of a desk for a programme.
pub async fn of_programme(state: &AppState, desk: &Desk, programme: &Programme) -> Result<Vec<Door>, Error> {
    let w = Words::english();
    let Numbers { candidates, at_risk, late } = numbers(state, desk, programme).await?;
    let mut doors = Vec::new();
    let base = format!("/organisations/{}", desk.code);
    let key = &programme.key;
    if let Some(states) = candidates {
        let count = |state: Standing| states.get(&state).copied().unwrap_or(0);
        let to_offer = count(Standing::Recognised) + count(Standing::Requested);
        doors.push(Door {
            number: to_offer,
            label: w.say("desk-to-offer"),
            detail: w.with("desk-to-offer-what", [("requests", count(Standing::Requested))]),
            href: format!("{base}/candidates?programme={key}&state=recognised"),
        });
        doors.push(Door {
            number: count(Standing::Accepted),
            label: w.with("desk-waiting", [("supporter", programme.words.with_article("supporter"))]),
            detail: w.say("desk-waiting-what"),
            href: format!("{base}/candidates?programme={key}&state=accepted"),
        });
    }
    if let (Some(number), Some(first)) = (at_risk, first_meeting(programme)) {
        let kind = crate::journeys::kind_of(programme, first);
        let what = kind.map_or(first.what.as_str(), |kind| programme.words.meeting(kind));
        doors.push(Door {
            number,
            label: w.with("desk-at-risk", &[("what", capitalised(what))]),
            detail: w.say("desk-at-risk-what"),
            href: format!("{base}/journeys?programme={key}&show=at-risk"),
        });
    }
    if let Some(number) = late {
        doors.push(Door {
            number,
            label: w.say("desk-slipping"),
            detail: w.with("desk-slipping-what", [("journeys", programme.words.plural("journey"))]),
            href: format!("{base}/journeys?programme={key}&show=late"),
        });
    }
    Ok(doors)
}
