//! How an organisation stands on sets of standards, read from what happened; and what it thinks of it itself.

mod hours;
mod judge;
mod known;
mod reading;

use std::sync::Arc;

use domain::ids::OrganisationId;
use domain::keys::{ExpectationKey, StandardRef};
use domain::programmes::{Programme, When};
use domain::standards::{Figure, Maker, Part, Standard, StandardSet, is_late_pause, sets};
use jiff::civil::Date;
use store::governance::Judged;
use store::standards::{Behind, Gap, Scope};
use store::{Connection, Fault};

use crate::Context;
use crate::programmes::run_here;

pub use judge::{JudgeRefusal, Judging, choose, judge};
pub use known::{About, Beside, Counted, Item, NeedOf, Reading};
pub(crate) use reading::{accepted, held, in_words, is_about};

/// A tile of the wall: a standard, what is known of it, and what the organisation thinks of it itself.
#[derive(Debug, Clone)]
pub struct Tile {
    pub standard: &'static Standard,
    pub reading: Reading,
    pub judged: Option<Judged>,
}

impl Tile {
    /// The figure, if anything feeds one.
    pub fn figure(&self) -> Option<&Figure> {
        self.reading.figure.as_ref()
    }
}

/// The set of a name.
pub fn set(key: &str) -> Option<&'static StandardSet> {
    sets().iter().find(|set| set.key.as_str() == key)
}

/// The sets that an organisation looks at: those of its programmes, then those it chose beside them.
///
/// # Errors
/// The database failed.
pub async fn sets_here(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
) -> Result<Vec<&'static StandardSet>, Fault> {
    let programmes = run_here(ctx, connection, organisation).await?;
    let chosen = store::governance::chosen(connection, organisation).await?;
    let named = programmes.iter().flat_map(|programme| &programme.standards).chain(&chosen);
    let mut found: Vec<&'static StandardSet> = Vec::new();
    for set in named.filter_map(domain::standards::set) {
        if !found.iter().any(|known| known.key == set.key) {
            found.push(set);
        }
    }
    Ok(found)
}

/// All standards of a set with their figures for the twelve months to a day, in the order of the set. Counted is what
/// happens under these programmes.
///
/// # Errors
/// The database failed.
pub async fn wall(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    programmes: &[Arc<Programme>],
    set: &'static StandardSet,
    day: Date,
) -> Result<Vec<Tile>, Fault> {
    let asked: Vec<&Standard> = set.standards.iter().collect();
    let readings = reading::read(ctx, connection, organisation, programmes, &asked, day).await?;
    let judged = store::governance::judgements(connection, organisation, &set.key).await?;
    let tiles = set.standards.iter().zip(readings).map(|(standard, reading)| Tile {
        judged: judged.iter().find(|one| one.number == standard.reference.number).cloned(),
        standard,
        reading,
    });
    Ok(tiles.collect())
}

/// One standard for the twelve months to a day.
///
/// # Errors
/// The database failed.
pub async fn look(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    programmes: &[Arc<Programme>],
    standard: &'static Standard,
    day: Date,
) -> Result<Tile, Fault> {
    let mut readings = reading::read(ctx, connection, organisation, programmes, &[standard], day).await?;
    let reference = &standard.reference;
    let mut history = store::governance::history(connection, organisation, &reference.set, &reference.number).await?;
    let judged = if history.is_empty() { None } else { Some(history.remove(0)) };
    Ok(Tile { standard, reading: readings.pop().unwrap_or_default(), judged })
}

/// A page of the occurrences behind a part of a figure that counts them one by one: the latest due first.
///
/// # Errors
/// The database failed.
pub async fn behind(
    connection: &impl Connection,
    organisation: OrganisationId,
    programmes: &[Arc<Programme>],
    standard: &'static Standard,
    part: Part,
    day: Date,
    page: u32,
    per_page: u32,
) -> Result<Vec<Behind>, Fault> {
    let mut found = Vec::new();
    for (_, scope) in scopes(organisation, programmes, standard, day) {
        found.extend(store::standards::behind(connection, &scope, part, page, per_page).await?);
    }
    Ok(found)
}

/// For a standard about periods in which people meet: the longest time that anybody was without.
///
/// # Errors
/// The database failed.
pub async fn longest_gap(
    connection: &impl Connection,
    organisation: OrganisationId,
    programmes: &[Arc<Programme>],
    standard: &'static Standard,
    day: Date,
) -> Result<Option<Gap>, Fault> {
    let mut longest: Option<Gap> = None;
    for (programme, scope) in scopes(organisation, programmes, standard, day) {
        for counted in scope.expectations.iter().filter_map(|key| meetings_that_count(&programme, key)) {
            let gap = store::standards::longest_gap(connection, &scope, counted).await?;
            longest = [longest, gap].into_iter().flatten().max_by_key(|gap| gap.days);
        }
    }
    Ok(longest)
}

/// How many pauses that touch the twelve months were entered so late that a figure says so: it was another one before.
///
/// # Errors
/// The database failed.
pub async fn late_pauses(
    connection: &impl Connection,
    organisation: OrganisationId,
    programmes: &[Arc<Programme>],
    standard: &'static Standard,
    day: Date,
) -> Result<usize, Fault> {
    let mut late = 0;
    for (_, scope) in scopes(organisation, programmes, standard, day) {
        let pauses = store::standards::pauses(connection, &scope).await?;
        let there = pauses.iter().filter(|pause| pause.period.overlaps(&scope.period));
        late += there.filter(|pause| is_late_pause(pause.period.started_on, pause.recorded_on)).count();
    }
    Ok(late)
}

/// The expectation whose occurrences are the meetings that count for a repeating one.
fn meetings_that_count<'p>(programme: &'p Programme, repeating: &ExpectationKey) -> Option<&'p ExpectationKey> {
    programme.expectation(repeating).filter(|expectation| expectation.lapses())?;
    let follows = programme.expectations.iter().find(|expectation| {
        matches!(&expectation.when, When::EachMeeting { of, .. } if of == repeating)
            && matches!(expectation.met_by, domain::programmes::Requirement::MeetingLasted { .. })
    });
    follows.map(|expectation| &expectation.key)
}

/// The standard from which another takes its figure, if its figure counts occurrences.
fn counted(standard: &'static Standard) -> Option<&'static StandardRef> {
    let standard = match &standard.maker {
        Maker::Linked(to) => domain::standards::standard(to)?,
        _ => standard,
    };
    matches!(standard.maker, Maker::Occurrences(_)).then_some(&standard.counted_as)
}

fn scopes(
    organisation: OrganisationId,
    programmes: &[Arc<Programme>],
    standard: &'static Standard,
    day: Date,
) -> Vec<(Arc<Programme>, Scope)> {
    let Some(counted) = counted(standard) else { return Vec::new() };
    let scopes = programmes.iter().map(|programme| {
        let scope = reading::scope(organisation, programme, &[counted], day);
        (Arc::clone(programme), scope)
    });
    scopes.filter(|(_, scope)| !scope.expectations.is_empty()).collect()
}
