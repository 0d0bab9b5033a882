//! The wall, and a standard.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::{long_date, weekday_date};
use domain::ids::JourneyId;
use domain::programmes::{Power, SourceDocument};
use domain::standards::{Figure, LATE_PAUSE_DAYS, Part, Standard, period_to};
use operations::access::Desk;
use operations::standards;
use serde::Deserialize;
use store::standards::Behind;

use super::path_of;
use super::tile::{self, Tile};
use crate::components::Link;
use crate::desk::layout;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::text::organisation_name;
use crate::words::Words;

/// How many people stand on a page.
const PER_PAGE: u32 = 25;

/// A row of the wall.
struct Row {
    heading: String,
    tiles: Vec<Tile>,
}

#[derive(Template)]
#[template(path = "standards/wall.html")]
struct WallPage {
    layout: Layout,
    way: Vec<Link>,
    organisation: String,
    lead: String,
    rows: Vec<Row>,
    source: &'static SourceDocument,
}

pub(super) async fn wall(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
) -> Result<Response, Error> {
    let w = Words::english();
    let today = state.ctx.today();
    // The first set; a choice between sets comes with the second.
    let set = super::sets_for(&state, &desk).next().ok_or(Error::NotFound)?;
    let tiles = standards::wall(&state.ctx, state.ctx.db.reader(), desk.organisation, set, today).await?;
    let rows = set
        .principles
        .iter()
        .map(|principle| Row {
            heading: w.with(
                "standards-principle",
                [("number", principle.number.to_string().as_str()), ("name", principle.name.as_str())],
            ),
            tiles: tiles
                .iter()
                .filter(|tile| tile.standard.principle == principle.number)
                .map(|one| tile::tile(w, &desk.code, one.standard, one.figure.as_ref()))
                .collect(),
        })
        .collect();
    let lead = w.with(
        "standards-lead",
        [
            ("count", set.standards.len().to_string().as_str()),
            ("body", set.source.body.as_str()),
            ("date", long_date(today).as_str()),
        ],
    );
    let page = WallPage {
        layout: layout(&state, &who, &desk, w.say("standards-title")),
        way: vec![Link::new(w.say("nav-home"), "/"), desk_link(&desk)],
        organisation: organisation_name(&desk.name),
        lead,
        rows,
        source: &set.source,
    };
    Ok(page::show(&page))
}

/// One of the five parts, with the way to whoever is in it.
struct PartView {
    name: String,
    means: String,
    count: u32,
    /// Nothing for those who may not see who.
    href: String,
    see: String,
}

/// Somebody behind a part.
struct Person {
    name: String,
    href: String,
    due: String,
    known: String,
}

/// Who is in one part of the figure.
struct Who {
    heading: String,
    people: Vec<Person>,
    previous: String,
    next: String,
}

#[derive(Template)]
#[template(path = "standards/show.html")]
struct StandardPage {
    layout: Layout,
    way: Vec<Link>,
    tile: Tile,
    parts: Vec<PartView>,
    counted: String,
    period: String,
    twelve_months: String,
    gap: Option<String>,
    late_pauses: Option<String>,
    help: Vec<String>,
    who: Option<Who>,
    source: &'static SourceDocument,
}

/// Which part is looked at, and which page of it, counted from 1.
#[derive(Debug, Deserialize)]
pub(super) struct Look {
    part: Option<String>,
    page: Option<u32>,
}

pub(super) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, set, number)): Path<(String, String, String)>,
    Query(look): Query<Look>,
) -> Result<Response, Error> {
    let w = Words::english();
    let today = state.ctx.today();
    let reader = state.ctx.db.reader();
    let set = super::sets_for(&state, &desk).find(|known| known.key.as_str() == set).ok_or(Error::NotFound)?;
    let standard = set.standard(&number).ok_or(Error::NotFound)?;
    let figure = standards::figure(&state.ctx, reader, desk.organisation, standard, today).await?;
    let gap = standards::longest_gap(&state.ctx, reader, desk.organisation, standard, today).await?;
    let late_pauses = standards::late_pauses(&state.ctx, reader, desk.organisation, standard, today).await?;
    let part = match &look.part {
        Some(part) => Part::ALL.into_iter().find(|known| known.as_str() == part).ok_or(Error::NotFound)?,
        None => Part::NotMet,
    };
    let may_see_who = super::may(&state, &desk, Power::SeeProgress, set);
    let people = match &figure {
        Some(figure) if may_see_who => {
            let number = look.page.unwrap_or(1).max(1);
            let found =
                standards::behind(&state.ctx, reader, desk.organisation, standard, part, today, number - 1, PER_PAGE);
            let found = found.await?;
            Some(who_view(w, &desk.code, standard, figure, part, number, found))
        }
        _ => None,
    };
    let mut tile = tile::tile(w, &desk.code, standard, figure.as_ref());
    if figure.is_none() && !standard.fed_by.is_empty() {
        tile.sentence = w.with("standards-fed-by", [("what", standard.fed_by.as_str())]);
    }
    let period = period_to(today);
    let last = long_date(today);
    let period = w.with("standards-period", [("from", long_date(period.started_on).as_str()), ("to", last.as_str())]);
    let all = Link::new(w.say("standards-title"), super::path(&desk.code));
    Ok(page::show(&StandardPage {
        layout: layout(&state, &who, &desk, format!("{number} {}", standard.title)),
        way: vec![Link::new(w.say("nav-home"), "/"), desk_link(&desk), all],
        tile,
        twelve_months: w.with("standards-twelve-months", [("date", last.as_str())]),
        parts: figure.map(|figure| parts(w, &desk.code, standard, &figure, may_see_who)).unwrap_or_default(),
        counted: standard.counted.clone(),
        period,
        gap: gap.map(|gap| w.with("standards-gap", [("days", gap.days)])),
        late_pauses: (late_pauses > 0).then(|| {
            w.with("standards-late-pauses", [("count", late_pauses.to_string()), ("days", LATE_PAUSE_DAYS.to_string())])
        }),
        help: standard.help.clone(),
        who: people,
        source: &set.source,
    }))
}

fn desk_link(desk: &Desk) -> Link {
    Link::new(organisation_name(&desk.name), format!("/organisations/{}", desk.code))
}

fn parts(w: Words, code: &str, standard: &Standard, figure: &Figure, may_see_who: bool) -> Vec<PartView> {
    let view = |part: Part| {
        let name = tile::label(w, part);
        let shown = may_see_who && figure.of(part) > 0;
        PartView {
            means: w.say(&format!("standards-part-{}-what", part.as_str())),
            see: w.with("standards-parts-see-of", [("part", name.as_str())]),
            count: figure.of(part),
            href: if shown { address(code, standard, part, 1) } else { String::new() },
            name,
        }
    };
    Part::ALL.into_iter().map(view).collect()
}

fn address(code: &str, standard: &Standard, part: Part, page: u32) -> String {
    let page = if page > 1 { format!("&page={page}") } else { String::new() };
    format!("{}?part={}{page}#who", path_of(code, &standard.reference), part.as_str())
}

fn who_view(
    w: Words,
    code: &str,
    standard: &Standard,
    figure: &Figure,
    part: Part,
    number: u32,
    found: Vec<Behind>,
) -> Who {
    let count = figure.of(part);
    let name = tile::label(w, part);
    let more = u64::from(number) * u64::from(PER_PAGE) < u64::from(count);
    Who {
        heading: w.with("standards-who-part", [("part", name.as_str()), ("count", count.to_string().as_str())]),
        people: found
            .into_iter()
            .map(|one| Person {
                known: known(w, part, &one),
                due: weekday_date(one.due_on),
                href: journey_path(one.journey),
                name: one.name,
            })
            .collect(),
        previous: if number > 1 { address(code, standard, part, number - 1) } else { String::new() },
        next: if more { address(code, standard, part, number + 1) } else { String::new() },
    }
}

fn journey_path(journey: JourneyId) -> String {
    format!("/journeys/{journey}")
}

/// What is known of it, in a sentence.
fn known(w: Words, part: Part, one: &Behind) -> String {
    let dated = |key: &str, on| w.with(key, [("date", long_date(on))]);
    match (part, one.met_on, one.explained_on, one.unrecorded_on) {
        (Part::AgreedException, ..) => w.say("standards-known-agreed"),
        (_, Some(on), ..) if on <= one.due_on => dated("standards-known-met", on),
        (_, Some(on), ..) => dated("standards-known-late", on),
        (Part::NoData, .., Some(on)) => dated("standards-known-unrecorded", on),
        (Part::NotYetDue, ..) => w.say("standards-known-open"),
        (_, _, Some(on), _) => dated("standards-known-explained", on),
        _ => w.say("standards-known-none"),
    }
}
