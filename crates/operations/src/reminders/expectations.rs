//! The ladders of what programmes expect: each rung once for each person, whichever node climbs it, and never one for
//! what is done, paused, excepted or ended.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::ids::{JourneyId, OrganisationId, PersonId};
use domain::keys::{ItemKey, OfficeKey};
use domain::programmes::{Expectation, Gives, Onlooker, Party, Programme};
use domain::reminders::{Rung, due_between, highest};
use store::reminders::{Ladder, NewNotice, OpenRung};
use store::{Connection, Fault};

use super::facts::{Facts, Open};
use crate::Context;

/// The noun of rungs.
const ABOUT: &str = "expectations";

/// How many journeys are looked at, at once.
const CHUNK: u32 = 500;

/// Climbs every rung that has come; returns how many reminders wait because of it.
///
/// # Errors
/// The database failed.
pub async fn climb(ctx: &Context) -> Result<usize, Fault> {
    let mut climbed = 0;
    for version in store::reminders::running_versions(ctx.db.reader()).await? {
        let Some(programme) = ctx.programmes.version(&version).cloned() else { continue };
        for expectation in &programme.expectations {
            climbed += climb_one(ctx, &programme, expectation).await?;
        }
    }
    Ok(climbed)
}

async fn climb_one(ctx: &Context, programme: &Arc<Programme>, expectation: &Expectation) -> Result<usize, Fault> {
    let Some((from, to)) = due_between(&expectation.remind, ctx.today()) else { return Ok(0) };
    let ladder = Ladder { version: &programme.hash, expectation: &expectation.key, from, to };
    let climbing = Climbing { ctx, programme, expectation, ladder };
    let (mut after, mut climbed) = (None, 0);
    loop {
        let reader = ctx.db.reader();
        let open = store::reminders::open_rungs(reader, &ladder, after, CHUNK, ctx.today()).await?;
        let Some(last) = open.last().map(|one| one.journey) else { return Ok(climbed) };
        if !climbing.steps(reader, &open).await?.is_empty() {
            let chunk: Result<usize, Fault> = store::write!(ctx.db, |tx| { climbing.take(tx, after).await });
            climbed += chunk?;
        }
        after = Some(last);
    }
}

/// One ladder, being climbed.
struct Climbing<'a> {
    ctx: &'a Context,
    programme: &'a Programme,
    expectation: &'a Expectation,
    ladder: Ladder<'a>,
}

/// A rung that somebody has come to.
struct Step {
    journey: JourneyId,
    number: i32,
    rung: Rung,
    due_on: jiff::civil::Date,
    person: PersonId,
}

impl Step {
    fn name(&self, expectation: &Expectation) -> String {
        format!("{}/{} {} {}", expectation.key, self.number, self.rung.name(self.due_on), self.rung.to)
    }
}

impl Climbing<'_> {
    /// The rungs that have come and were not climbed.
    async fn steps(&self, connection: &impl Connection, open: &[OpenRung]) -> Result<Vec<Step>, Fault> {
        let today = self.ctx.today();
        let mut journeys: Vec<JourneyId> = open.iter().map(|one| one.journey).collect();
        journeys.dedup();
        let climbed = store::reminders::climbed(connection, ABOUT, &journeys).await?;
        let facts = Facts::of(connection, &journeys).await?;
        let holders = self.office_holders(connection, open).await?;
        let mut steps = Vec::new();
        for one in open {
            for rung in highest(&self.expectation.remind, one.due_on, today) {
                for person in self.who(one, &rung.to, &holders) {
                    let known = Open {
                        journey: one.journey,
                        opens_on: one.opens_on,
                        due_on: one.due_on,
                        can_be_done: one.can_be_done,
                        waits_for: &one.waits_for,
                        meeting: one.meeting,
                    };
                    let step = Step {
                        journey: one.journey,
                        number: one.number,
                        rung: rung.clone(),
                        due_on: one.due_on,
                        person,
                    };
                    let name = step.name(self.expectation);
                    let is_climbed = climbed.iter().any(|known| {
                        known.person == person
                            && known.rung == name
                            && known.about == domain::ids::Id::uuid(one.journey)
                    });
                    if !is_climbed && facts.concern(self.expectation, &rung.to, person, &known, today) {
                        steps.push(step);
                    }
                }
            }
        }
        Ok(steps)
    }

    /// Climbs a chunk, read again inside the transaction: it may have been done meanwhile, or climbed by another node.
    async fn take(&self, tx: &store::Tx, after: Option<JourneyId>) -> Result<usize, Fault> {
        let ctx = self.ctx;
        let open = store::reminders::open_rungs(tx, &self.ladder, after, CHUNK, ctx.today()).await?;
        let mut taken = 0;
        for step in self.steps(tx, &open).await? {
            let name = step.name(self.expectation);
            if !store::reminders::climb(tx, ABOUT, step.journey, &name, step.person, ctx.now()).await? {
                continue;
            }
            let notice = NewNotice {
                id: ctx.new_id(),
                person: step.person,
                journey: step.journey,
                expectation: &self.expectation.key,
                number: step.number,
                onlooker: &step.rung.to,
                due_on: step.due_on,
            };
            store::reminders::notice(tx, &notice, ctx.now()).await?;
            taken += 1;
        }
        Ok(taken)
    }

    fn who(
        &self,
        open: &OpenRung,
        to: &Onlooker,
        holders: &BTreeMap<(OrganisationId, OfficeKey), Vec<PersonId>>,
    ) -> Vec<PersonId> {
        match to {
            Onlooker::Party(Party::Supportee) => vec![open.supportee],
            Onlooker::Party(Party::Role(role)) => {
                open.roles.iter().filter(|(held, _)| held == role).map(|(_, person)| *person).collect()
            }
            Onlooker::LineManager if self.may_know(to) => open.manager.into_iter().collect(),
            Onlooker::Office(office) if self.may_know(to) => {
                holders.get(&(open.organisation, office.clone())).cloned().unwrap_or_default()
            }
            // Cover is somebody in a role of the journey; it is reminded as that.
            Onlooker::Cover | Onlooker::LineManager | Onlooker::Office(_) => Vec::new(),
        }
    }

    /// Whoever looks on from outside learns of lateness only where the programme lets them see how it goes.
    fn may_know(&self, to: &Onlooker) -> bool {
        let progress: ItemKey = "progress".parse().expect("written here, and a key");
        self.programme.sharing.gives(to, &progress) != Gives::Nothing
    }

    /// The holders of the offices that the ladder may reach, at the organisations at hand.
    async fn office_holders(
        &self,
        connection: &impl Connection,
        open: &[OpenRung],
    ) -> Result<BTreeMap<(OrganisationId, OfficeKey), Vec<PersonId>>, Fault> {
        let mut offices: Vec<&OfficeKey> = Vec::new();
        for onlooker in self.expectation.remind.iter().flat_map(|reminder| &reminder.to) {
            if let Onlooker::Office(office) = onlooker
                && !offices.contains(&office)
            {
                offices.push(office);
            }
        }
        let mut organisations: Vec<OrganisationId> = open.iter().map(|one| one.organisation).collect();
        organisations.sort_unstable();
        organisations.dedup();
        let mut found = BTreeMap::new();
        for office in offices {
            let named = self.programme.office_ref(office);
            for organisation in &organisations {
                let people = store::access::holders(connection, *organisation, &named, self.ctx.today()).await?;
                found.insert((*organisation, office.clone()), people);
            }
        }
        Ok(found)
    }
}
