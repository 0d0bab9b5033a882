//! One standard: its figure, what and who is behind it, how it is counted, and what the organisation thinks of it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::programmes::{Power, Programme, SourceDocument};
use domain::standards::{CountedBy, Figure, LATE_PAUSE_DAYS, Maker, Part, Standard, StandardSet, period_to};
use operations::access::Desk;
use operations::standards;
use serde::Deserialize;

use super::own::{Own, Typed};
use super::tile::{self, Tile};
use super::wall::{desk_link, version};
use super::who::{self, Looked, PER_PAGE, Who};
use super::{detail, path_of, path_of_set, sets_for};
use crate::components::{Link, Problem, Table};
use crate::desk::{self, layout};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// One of the five parts, with the way to whoever is in it.
struct PartView {
    name: String,
    means: String,
    count: u32,
    /// Nothing for those who may not see who.
    href: String,
    see: String,
}

#[derive(Template)]
#[template(path = "standards/show.html")]
pub(super) struct StandardPage {
    layout: Layout,
    way: Vec<Link>,
    tile: Tile,
    problems: Vec<Problem>,
    parts: Vec<PartView>,
    counted: String,
    period: String,
    twelve_months: String,
    thresholds: Vec<String>,
    linked: Option<Link>,
    gap: Option<String>,
    late_pauses: Option<String>,
    beside: Vec<String>,
    items: Option<Table>,
    feed: Option<Link>,
    help: Vec<String>,
    who: Option<Who>,
    own: Own,
    version: String,
    source: &'static SourceDocument,
}

/// Which part is looked at, and which page of it, counted from 1.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Looks {
    part: Option<String>,
    page: Option<u32>,
}

/// The standard that is asked for, in a set that the person may see.
pub(super) struct Asked {
    pub set: &'static StandardSet,
    pub standard: &'static Standard,
}

impl Asked {
    pub(super) async fn find(state: &AppState, desk: &Desk, set: &str, number: &str) -> Result<Self, Error> {
        let sets = sets_for(state, desk).await?;
        let set = *sets.iter().find(|known| known.key.as_str() == set).ok_or(Error::NotFound)?;
        Ok(Self { set, standard: set.standard(number).ok_or(Error::NotFound)? })
    }

    /// The standard whose figure it shows.
    fn answered_by(&self) -> &'static Standard {
        match &self.standard.maker {
            Maker::Linked(to) => domain::standards::standard(to).unwrap_or(self.standard),
            _ => self.standard,
        }
    }
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, set, number)): Path<(String, String, String)>,
    Query(looks): Query<Looks>,
) -> Result<Response, Error> {
    let asked = Asked::find(&state, &desk, &set, &number).await?;
    Ok(page::show(&build(&state, &who, &desk, &asked, &looks, &Typed::default()).await?))
}

/// The page, with what was typed into its form.
pub(super) async fn build(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    asked: &Asked,
    looks: &Looks,
    typed: &Typed,
) -> Result<StandardPage, Error> {
    let w = Words::english();
    let (reader, today, standard) = (state.ctx.db.reader(), state.ctx.today(), asked.standard);
    let here = desk.organisation;
    let programmes = desk::programmes(state, desk, Some(Power::SeeStandards)).await?;
    let found = standards::look(&state.ctx, reader, here, &programmes, standard, today).await?;
    let gap = standards::longest_gap(reader, here, &programmes, standard, today).await?;
    let late_pauses = standards::late_pauses(reader, here, &programmes, standard, today).await?;
    let people = who_is_behind(state, desk, asked, &programmes, &found, looks).await?;
    let writes = super::may(state, desk, Power::KeepGovernance, asked.set);
    let action = format!("{}/judgement", path_of(&desk.code, &standard.reference));
    let own = Own::of(w, found.judged.as_ref(), writes.then_some((action, typed)));
    let (mut tile, last) = (tile::tile(w, &desk.code, &found), long_date(today));
    if found.figure().is_none() && !standard.fed_by.is_empty() {
        tile.sentence = w.with("standards-fed-by", [("what", standard.fed_by.as_str())]);
    }
    let mut layout = layout(state, who, desk, format!("{} {}", standard.reference.number, standard.title));
    let problems = own.problems();
    layout.has_errors = !problems.is_empty();
    let from = long_date(period_to(today).started_on);
    Ok(StandardPage {
        layout,
        way: way(w, desk, asked.set),
        problems,
        twelve_months: w.with("standards-twelve-months", [("date", last.as_str())]),
        parts: found.figure().map(|figure| parts(w, desk, standard, figure, people.is_some())).unwrap_or_default(),
        counted: standard.counted.clone(),
        period: w.with("standards-period", [("from", from.as_str()), ("to", last.as_str())]),
        thresholds: detail::thresholds(w, asked.answered_by()),
        linked: linked(w, desk, standard),
        gap: gap.map(|gap| w.with("standards-gap", [("days", gap.days)])),
        late_pauses: (late_pauses > 0).then(|| {
            w.with("standards-late-pauses", [("count", late_pauses.to_string()), ("days", LATE_PAUSE_DAYS.to_string())])
        }),
        beside: detail::beside(w, &found.reading),
        items: detail::items(w, &found.reading),
        feed: detail::feed(w, desk, asked.answered_by()),
        help: standard.help.clone(),
        who: people,
        own,
        tile,
        version: version(w, asked.set),
        source: &asked.set.source,
    })
}

fn way(w: Words, desk: &Desk, set: &StandardSet) -> Vec<Link> {
    let wall = Link::new(set.title.clone(), path_of_set(&desk.code, set));
    vec![Link::new(w.say("nav-home"), "/"), desk_link(desk), wall]
}

fn linked(w: Words, desk: &Desk, standard: &Standard) -> Option<Link> {
    let Maker::Linked(to) = &standard.maker else { return None };
    let answers = domain::standards::standard(to)?;
    let text = w.with("standards-linked", [("number", to.number.as_str()), ("title", answers.title.as_str())]);
    Some(Link::new(text, path_of(&desk.code, to)))
}

/// Whoever is behind the part that is looked at, for those who may see who in all programmes that are counted.
async fn who_is_behind(
    state: &AppState,
    desk: &Desk,
    asked: &Asked,
    programmes: &[Arc<Programme>],
    found: &standards::Tile,
    looks: &Looks,
) -> Result<Option<Who>, Error> {
    let answers = asked.answered_by();
    let mut counted = programmes.iter().filter(|programme| programme.standards.contains(&answers.counted_as.set));
    let may_see_who = counted.all(|programme| desk.may_in(Power::SeeProgress, &programme.key));
    let each = answers.maker == Maker::Occurrences(CountedBy::Occurrence);
    let Some(figure) = found.figure().filter(|_| may_see_who && (each || !found.reading.people.is_empty())) else {
        return Ok(None);
    };
    let part = match &looks.part {
        Some(part) => Part::ALL.into_iter().find(|known| known.as_str() == part).ok_or(Error::NotFound)?,
        None => Part::NotMet,
    };
    let number = looks.page.unwrap_or(1).max(1);
    let looked = Looked { desk, standard: asked.standard, figure, part, number };
    let w = Words::english();
    if !each {
        return Ok(Some(looked.of_counted(w, &found.reading.people)));
    }
    let (reader, today) = (state.ctx.db.reader(), state.ctx.today());
    let behind =
        standards::behind(reader, desk.organisation, programmes, asked.standard, part, today, number - 1, PER_PAGE);
    Ok(Some(looked.of_occurrences(w, behind.await?)))
}

fn parts(w: Words, desk: &Desk, standard: &Standard, figure: &Figure, may_see_who: bool) -> Vec<PartView> {
    let by_hand = matches!(
        standard.maker,
        Maker::Governance | Maker::Content | Maker::Offices | Maker::Trainings | Maker::Hours(_)
    );
    let view = |part: Part| {
        let name = tile::label(w, part);
        let shown = may_see_who && figure.of(part) > 0;
        let what = if by_hand && part == Part::NoData { "-by-hand" } else { "" };
        PartView {
            means: w.say(&format!("standards-part-{}-what{what}", part.as_str())),
            see: w.with("standards-parts-see-of", [("part", name.as_str())]),
            count: figure.of(part),
            href: if shown { who::address(&desk.code, standard, part, 1) } else { String::new() },
            name,
        }
    };
    Part::ALL.into_iter().map(view).collect()
}
