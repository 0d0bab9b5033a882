//! `GET /organisations/{code}`: the desk.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::keys::ProgrammeKey;
use domain::programmes::{Power, capitalised};
use operations::access::Desk;
use serde::Deserialize;
use store::overview::{self, Filter, Show};

use super::journeys::{self, Row};
use super::numbers::{self, Door};
use crate::components::Link;
use crate::error::Error;
use crate::layout::{Layout, Place};
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::standards;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "desk/show.html")]
struct DeskPage {
    layout: Layout,
    over: String,
    name: String,
    doors: Vec<Door>,
    wall: Vec<standards::Row>,
    all_standards: Option<Link>,
    period: String,
    late: Vec<Row>,
    late_title: String,
    all_journeys: Option<Link>,
    tools: Vec<Link>,
    other_programmes: Vec<Link>,
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
    let today = state.ctx.today();
    let programme = super::programme(&state, &desk, &asked.programme, None).await?;
    let name = crate::text::organisation_name(&desk.name);
    let mut page = DeskPage {
        layout: layout(&state, &who, &desk, name.clone()),
        over: w.say("desk-title"),
        name,
        doors: Vec::new(),
        wall: Vec::new(),
        all_standards: None,
        period: w.with("standards-twelve-months", &[("date", domain::calendar::long_date(today))]),
        late: Vec::new(),
        late_title: String::new(),
        all_journeys: None,
        tools: tools(w, &desk, programme.as_deref().map(|programme| &programme.key)),
        other_programmes: Vec::new(),
    };
    let Some(programme) = programme else { return Ok(page::show(&page)) };
    if desk.may_in(Power::SeeProgress, &programme.key) && crate::coverage::is_for(&programme) {
        page.tools.push(Link::new(w.say("coverage-title"), crate::coverage::path(&desk.code, &programme)));
    }
    if desk.may_in(Power::SeeProgress, &programme.key) && crate::feedback::kinds(&programme).next().is_some() {
        page.tools.push(Link::new(w.say("desk-tool-feedback"), crate::feedback::path(&desk.code, &programme)));
    }
    if desk.may_in(Power::Match, &programme.key) && !programme.rotas.is_empty() {
        page.tools.push(Link::new(w.say("desk-tool-rotas"), format!("/organisations/{}/rotas", desk.code)));
    }
    if desk.may_in(Power::Match, &programme.key) {
        let reader = state.ctx.db.reader();
        let wishes = store::handovers::requests_at(reader, desk.organisation, &programme.key).await?.len();
        if wishes > 0 {
            let text = w.with("desk-tool-changes", &[("count", wishes.to_string())]);
            page.tools.push(Link::new(text, format!("/organisations/{}/changes", desk.code)));
        }
    }
    if desk.may_in(Power::SeeStandards, &programme.key) && !programme.time.is_empty() {
        let href = format!("/organisations/{}/time?programme={}", desk.code, programme.key);
        page.tools.push(Link::new(w.say("time-desk-title"), href));
    }
    page.over = capitalised(programme.words.say("programme"));
    for other in super::programmes(&state, &desk, None).await?.iter().filter(|other| other.key != programme.key) {
        let href = format!("/organisations/{}?programme={}", desk.code, other.key);
        page.other_programmes.push(Link::new(capitalised(other.words.say("programme")), href));
    }
    page.doors = numbers::of_programme(&state, &desk, &programme).await?;
    if desk.may_in(Power::SeeStandards, &programme.key) {
        page.wall = standards::wall_of(&state, &desk, &programme).await?;
        let set = programme.standards.iter().find_map(domain::standards::set);
        page.all_standards =
            set.map(|set| Link::new(w.say("standards-see-all"), standards::path_of_set(&desk.code, set)));
    }
    if desk.may_in(Power::SeeProgress, &programme.key) {
        let mut filter = Filter::running(desk.organisation, programme.key.clone(), today);
        filter.show = Show::Late;
        let mut found = overview::list(state.ctx.db.reader(), &filter, 1).await?;
        found.lines.truncate(8);
        page.late = journeys::rows(w, found.lines, today);
        let plural = programme.words.plural("journey");
        page.late_title = w.with("desk-late-title", &[("journeys", capitalised(plural))]);
        let href = format!("/organisations/{}/journeys?programme={}", desk.code, programme.key);
        page.all_journeys = Some(Link::new(w.with("desk-all-journeys", [("journeys", plural)]), href));
    }
    Ok(page::show(&page))
}

/// The frame of a page of this desk: its way in the header is marked.
pub(crate) fn layout(state: &AppState, who: &SignedIn, desk: &Desk, title: String) -> Layout {
    let mut layout = who.layout(state, title);
    let base = format!("/organisations/{}", desk.code);
    for link in layout.navigation.iter_mut().filter(|link| link.href == base) {
        link.place = Place::Within;
    }
    layout
}

/// What else one can do from here.
fn tools(w: Words, desk: &Desk, programme: Option<&ProgrammeKey>) -> Vec<Link> {
    let base = format!("/organisations/{}", desk.code);
    let of = |path: &str| match programme {
        Some(key) => format!("{base}/{path}?programme={key}"),
        None => format!("{base}/{path}"),
    };
    let all = [
        (Power::ManageCandidates, "desk-tool-candidates", of("candidates")),
        (Power::Match, "desk-tool-matching", of("matching")),
        (Power::Match, "desk-tool-begin", of("journeys/begin")),
        (Power::KeepGovernance, "desk-tool-governance", of("governance")),
        (Power::KeepGovernance, "desk-tool-content", of("content")),
        (Power::ImportStaff, "desk-tool-import", format!("{base}/import")),
        (Power::AdoptProgrammes, "desk-tool-programmes", format!("{base}/programmes")),
        (Power::AppointOthers, "desk-tool-offices", format!("{base}/offices")),
    ];
    let mine = all.into_iter().filter(|(power, ..)| match power {
        Power::ImportStaff | Power::AdoptProgrammes | Power::AppointOthers => desk.may(*power),
        _ => programme.is_some_and(|programme| desk.may_in(*power, programme)),
    });
    mine.map(|(_, key, href)| Link::new(w.say(key), href)).collect()
}
