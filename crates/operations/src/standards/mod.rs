//! How an organisation stands on a set of standards, read from what happened.

use domain::ids::OrganisationId;
use domain::keys::{ExpectationKey, StandardRef};
use domain::programmes::{Programme, When};
use domain::standards::{Figure, Maker, Part, Standard, StandardSet, is_late_pause, period_to, sets};
use jiff::civil::Date;
use store::standards::{Behind, Gap, Scope};
use store::{Connection, Fault};

use crate::Context;

/// A tile of the wall: a standard, and its figure where it can be worked out.
#[derive(Debug, Clone)]
pub struct Tile {
    pub standard: &'static Standard,
    pub figure: Option<Figure>,
}

/// The set of a name.
pub fn set(key: &str) -> Option<&'static StandardSet> {
    sets().iter().find(|set| set.key.as_str() == key)
}

/// All standards of a set with their figures for the twelve months to a day, in the order of the set.
///
/// # Errors
/// The database failed.
pub async fn wall(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    set: &'static StandardSet,
    day: Date,
) -> Result<Vec<Tile>, Fault> {
    let mut tiles: Vec<Tile> = set
        .standards
        .iter()
        .map(|standard| Tile { standard, figure: is_fed(ctx, standard).then(Figure::default) })
        .collect();
    for programme in programmes(ctx, set) {
        let all = programme.expectations.iter().filter(|expectation| !expectation.counts_for.is_empty());
        let scope = scope(organisation, programme, all.map(|expectation| expectation.key.clone()).collect(), day);
        for (key, figure) in store::standards::figures(connection, &scope).await? {
            let Some(expectation) = programme.expectation(&key) else { continue };
            for tile in tiles.iter_mut().filter(|tile| expectation.counts_for.contains(&tile.standard.counted_as)) {
                if let Some(sum) = &mut tile.figure {
                    sum.add_all(&figure);
                }
            }
        }
    }
    Ok(tiles)
}

/// The figure of one standard for the twelve months to a day; `None`: it cannot be worked out yet.
///
/// # Errors
/// The database failed.
pub async fn figure(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    standard: &Standard,
    day: Date,
) -> Result<Option<Figure>, Fault> {
    if !is_fed(ctx, standard) {
        return Ok(None);
    }
    let mut sum = Figure::default();
    for (_, scope) in scopes(ctx, organisation, &standard.counted_as, day) {
        for (_, figure) in store::standards::figures(connection, &scope).await? {
            sum.add_all(&figure);
        }
    }
    Ok(Some(sum))
}

/// A page of what is behind a part of a figure: the latest due first.
///
/// # Errors
/// The database failed.
pub async fn behind(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    standard: &Standard,
    part: Part,
    day: Date,
    page: u32,
    per_page: u32,
) -> Result<Vec<Behind>, Fault> {
    let mut found = Vec::new();
    for (_, scope) in scopes(ctx, organisation, &standard.counted_as, day) {
        found.extend(store::standards::behind(connection, &scope, part, page, per_page).await?);
    }
    Ok(found)
}

/// For a standard about periods in which people meet: the longest time that anybody was without.
///
/// # Errors
/// The database failed.
pub async fn longest_gap(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    standard: &Standard,
    day: Date,
) -> Result<Option<Gap>, Fault> {
    let mut longest: Option<Gap> = None;
    for (programme, scope) in scopes(ctx, organisation, &standard.counted_as, day) {
        for counted in scope.expectations.iter().filter_map(|key| meetings_that_count(programme, key)) {
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
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    standard: &Standard,
    day: Date,
) -> Result<usize, Fault> {
    let mut late = 0;
    for (_, scope) in scopes(ctx, organisation, &standard.counted_as, day) {
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

/// Is it counted from occurrences, and does any programme count for it?
fn is_fed(ctx: &Context, standard: &Standard) -> bool {
    let counts = |programme: &Programme| {
        programme.expectations.iter().any(|expectation| expectation.counts_for.contains(&standard.counted_as))
    };
    matches!(standard.maker, Maker::Occurrences(_)) && ctx.programmes.all().any(|programme| counts(programme))
}

fn programmes<'c>(ctx: &'c Context, set: &'c StandardSet) -> impl Iterator<Item = &'c Programme> {
    ctx.programmes
        .all()
        .map(AsRef::as_ref)
        .filter(|programme: &&Programme| programme.standards.contains(set.counted_as()))
}

fn scopes<'c>(
    ctx: &'c Context,
    organisation: OrganisationId,
    standard: &StandardRef,
    day: Date,
) -> Vec<(&'c Programme, Scope)> {
    ctx.programmes
        .all()
        .map(AsRef::as_ref)
        .map(|programme: &Programme| {
            let counting = programme.expectations.iter().filter(|one| one.counts_for.contains(standard));
            let keys: Vec<ExpectationKey> = counting.map(|expectation| expectation.key.clone()).collect();
            (programme, scope(organisation, programme, keys, day))
        })
        .filter(|(_, scope)| !scope.expectations.is_empty())
        .collect()
}

fn scope(organisation: OrganisationId, programme: &Programme, expectations: Vec<ExpectationKey>, day: Date) -> Scope {
    let period = period_to(day);
    Scope { organisation, programme: programme.key.clone(), expectations, period, today: day }
}
