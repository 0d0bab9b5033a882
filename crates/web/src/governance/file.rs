//! The governance file: documents with their state, people in office and vacancies.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::programmes::{Power, Programme, capitalised};
use domain::standards::{Part, period_to, vacant_days};
use operations::access::Desk;
use operations::governance::{Line, lines};
use serde::Deserialize;

use super::{others, programme, way};
use crate::components::Link;
use crate::desk::layout;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::standards::need;
use crate::state::AppState;
use crate::words::Words;

/// A document as the file lists it.
struct DocumentLine {
    name: String,
    /// Empty for those who may only look.
    href: String,
    state: String,
    colour: &'static str,
    missing: String,
    /// “In force until 3 March 2027”.
    until: String,
    owner: String,
    link: String,
    kept_at: String,
    accepted: String,
}

/// An office and who holds it.
struct OfficeLine {
    word: String,
    holders: String,
    vacant: String,
    is_vacant: bool,
}

#[derive(Template)]
#[template(path = "governance/file.html")]
struct FilePage {
    layout: Layout,
    way: Vec<Link>,
    over: String,
    what: String,
    documents: Vec<DocumentLine>,
    empty: bool,
    offices: Vec<OfficeLine>,
    appoint: Option<Link>,
    who_does_what: String,
    others: Vec<Link>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub programme: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let w = Words::english();
    let programme = programme(&state, &desk, &asked.programme).await?.ok_or(Error::NotFound)?;
    let found = lines(&state.ctx, state.ctx.db.reader(), desk.organisation, &programme).await?;
    let name = programme.words.capital("programme");
    let appoint = Link::new(w.say("governance-appoint"), format!("/organisations/{}/offices", desk.code));
    let page = FilePage {
        layout: layout(&state, &who, &desk, w.say("governance-title")),
        way: way(w, &desk),
        over: name,
        what: w.with("governance-what", [("programme", programme.words.say("programme"))]),
        empty: found.iter().all(|line| line.entry.is_none()),
        documents: found.iter().map(|line| document(w, &state, &desk, &programme, line)).collect(),
        offices: offices(w, &state, &desk, &programme).await?,
        appoint: desk.may(Power::AppointOthers).then_some(appoint),
        who_does_what: if programme.responsibilities.is_empty() {
            String::new()
        } else {
            format!("/programmes/{}/who-does-what", programme.key)
        },
        others: others(&state, &desk, &programme, "governance").await?,
    };
    Ok(page::show(&page))
}

fn document(w: Words, state: &AppState, desk: &Desk, programme: &Programme, line: &Line) -> DocumentLine {
    let missing: Vec<String> =
        line.needs.iter().filter(|(_, part)| *part == Part::NotMet).map(|(need, _)| self::need(w, need)).collect();
    let months = line.document.review_months;
    let until = line.kept().and_then(|kept| kept.in_force_until(months));
    let lapsed = until.is_some_and(|until| until < state.ctx.today());
    let (key, colour) = match &line.entry {
        None => ("no-data", "grey"),
        Some(_) if missing.is_empty() => ("met", "green"),
        Some(_) if lapsed => ("lapsed", "red"),
        Some(_) => ("partly", "yellow"),
    };
    let keeps = desk.may_in(Power::KeepGovernance, &programme.key);
    let entry = line.entry.as_ref();
    let text = |pick: fn(&store::governance::Entry) -> &str| entry.map(pick).unwrap_or_default().to_owned();
    let until_key = if lapsed { "governance-lapsed-on" } else { "governance-until" };
    DocumentLine {
        name: line.document.name.clone(),
        href: if keeps { super::document::path(desk, programme, &line.document.key) } else { String::new() },
        state: w.say(&format!("governance-state-{key}")),
        colour,
        missing: if missing.is_empty() {
            String::new()
        } else {
            w.with("standards-missing", [("what", missing.join("; "))])
        },
        until: until.map(|on| w.with(until_key, [("date", long_date(on))])).unwrap_or_default(),
        owner: text(|entry| &entry.owner_name),
        link: text(|entry| &entry.link),
        kept_at: text(|entry| &entry.kept_at),
        accepted: line
            .accepted
            .map(|(accepted, of)| w.with("governance-accepted", [("accepted", accepted), ("of", of)]))
            .unwrap_or_default(),
    }
}

async fn offices(w: Words, state: &AppState, desk: &Desk, programme: &Programme) -> Result<Vec<OfficeLine>, Error> {
    let today = state.ctx.today();
    let terms = store::standards::makers::terms(state.ctx.db.reader(), desk.organisation).await?;
    let line = |office: &domain::programmes::Office| {
        let here = terms.iter().filter(|term| term.programme.as_ref() == Some(&programme.key));
        let theirs: Vec<_> = here.filter(|term| term.office == office.key).collect();
        let holders = theirs.iter().filter(|term| term.period.contains(today)).map(|term| {
            w.with("governance-holder", [("name", term.name.clone()), ("since", long_date(term.period.started_on))])
        });
        let holders: Vec<String> = holders.collect();
        let periods: Vec<_> = theirs.iter().map(|term| term.period).collect();
        let days = vacant_days(period_to(today), &periods);
        OfficeLine {
            word: capitalised(programme.words.office(&office.key)),
            is_vacant: holders.is_empty() && office.accountable,
            holders: if holders.is_empty() { w.say("governance-nobody") } else { holders.join("; ") },
            vacant: if office.accountable { w.with("standards-vacant-days", [("days", days)]) } else { String::new() },
        }
    };
    Ok(programme.offices.iter().map(line).collect())
}
