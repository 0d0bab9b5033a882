//! Reads organisations from the 27-field format of the Organisation Data Service, or systems from the national list of
//! integrated care boards. All or nothing; a second reading changes nothing; bodies that closed are kept.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;

use domain::ids::{GroupingId, UploadId};
use domain::organisations::{
    Board, Grouping, GroupingKind, Membership, OdsRecord, Organisation, began_on, board_line, ended_on,
    is_board_heading, ods_line, region_name, successions, title_case,
};
use domain::staff_file::Problem;
use serde::Serialize;
use store::events::Event;
use store::organisations::SuccessionRow;
use store::{Fault, Tx};

use super::memberships::{changes, region_of, systems_of};
use crate::context::{Actor, Context};
use crate::error::{Failure, Outcome};
use crate::files::{HandedIn, Table, Unreadable};

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    pub rows: u64,
    pub organisations_created: u64,
    pub organisations_updated: u64,
    pub systems_created: u64,
    pub systems_updated: u64,
    pub errors: Vec<Problem>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("{} of the lines cannot be read; nothing was imported.", .0.errors.len())]
    Problems(Imported),
}

/// What a file holds.
enum Published {
    Bodies(Vec<OdsRecord>),
    Boards(Vec<Board>),
}

/// Reads a file of organisations or of systems.
///
/// # Errors
/// The file is no such file, or a line of it is wrong; or the database failed.
pub async fn import(ctx: &Context, actor: Actor, file: HandedIn) -> Outcome<Imported, Refused> {
    let (rows, published) = read(file).map_err(Failure::Refused)?;
    store::write!(ctx.db, |tx| {
        let mut done = Imported { rows, ..Imported::default() };
        let mut groupings = Groupings::load(tx).await?;
        match &published {
            Published::Bodies(records) => keep_bodies(tx, ctx, records, &mut groupings, &mut done).await?,
            Published::Boards(boards) => keep_boards(ctx, boards, &mut groupings),
        }
        keep_known_successions(tx, ctx, &mut groupings).await?;
        groupings.save(tx, &mut done).await?;
        let changed =
            done.organisations_created + done.organisations_updated + done.systems_created + done.systems_updated;
        if changed > 0 {
            let event =
                Event::new(ctx.new_id(), ctx.now(), actor.person(), "organisations.import", ctx.new_id::<UploadId>());
            let sentence = format!(
                "A file of {rows} organisations was read: {} were new and {} changed",
                done.organisations_created + done.systems_created,
                done.organisations_updated + done.systems_updated
            );
            store::events::record(tx, &event.saying(sentence)).await?;
        }
        Ok(done)
    })
}

fn read(file: HandedIn) -> Result<(u64, Published), Refused> {
    let table = Table::recognise(file)?;
    let name = table.name().to_owned();
    let (mut bodies, mut boards, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    let mut list_of_boards = false;
    let mut rows = 0_u64;
    table.for_each(|line, cells| {
        if rows == 0 && !list_of_boards && is_board_heading(cells) {
            list_of_boards = true;
            return ControlFlow::Continue(());
        }
        rows += 1;
        let outcome = if list_of_boards {
            board_line(cells).map(|board| {
                let code = board.code.clone();
                boards.push(board);
                code
            })
        } else {
            ods_line(cells, &name).map(|record| {
                let code = record.code.clone();
                bodies.push(record);
                code
            })
        };
        let problem = |problem: String, remedy: String| Problem { line, column: String::new(), problem, remedy };
        match outcome {
            Ok(code) if !seen.insert(code.clone()) => {
                problems.push(problem(
                    format!("the code {code} is in the file twice"),
                    "Leave one of the lines out".to_owned(),
                ));
            }
            Ok(_) => {}
            Err(misfit) => problems.push(problem(misfit.problem, misfit.remedy)),
        }
        ControlFlow::Continue(())
    })?;
    if !problems.is_empty() {
        return Err(Refused::Problems(Imported { rows, errors: problems, ..Imported::default() }));
    }
    if rows == 0 {
        return Err(Refused::Unreadable(Unreadable::Empty));
    }
    Ok((rows, if list_of_boards { Published::Boards(boards) } else { Published::Bodies(bodies) }))
}

/// The groupings as they are and as they will be.
struct Groupings {
    known: BTreeMap<(GroupingKind, String), Grouping>,
    before: HashMap<GroupingId, Grouping>,
}

impl Groupings {
    async fn load(tx: &Tx) -> Result<Self, Fault> {
        let all = store::organisations::groupings(tx).await?;
        let before = all.iter().map(|grouping| (grouping.id, grouping.clone())).collect();
        let known = all.into_iter().map(|grouping| ((grouping.kind, grouping.code.clone()), grouping)).collect();
        Ok(Self { known, before })
    }

    /// The grouping of a code, made when it is not known yet.
    fn need(&mut self, ctx: &Context, kind: GroupingKind, code: &str) -> &mut Grouping {
        self.known.entry((kind, code.to_owned())).or_insert_with(|| {
            let system = kind == GroupingKind::System;
            let name = match kind {
                GroupingKind::Region => region_name(code).map_or_else(|| format!("Region {code}"), str::to_owned),
                _ => format!("System {code}"),
            };
            Grouping {
                id: ctx.new_id(),
                kind,
                code: code.to_owned(),
                name,
                opened_on: system.then(|| began_on(code)),
                closed_on: if system { ended_on(code) } else { None },
            }
        })
    }

    async fn save(&self, tx: &Tx, done: &mut Imported) -> Result<(), Fault> {
        let changed: Vec<Grouping> =
            self.known.values().filter(|it| self.before.get(&it.id) != Some(*it)).cloned().collect();
        for grouping in &changed {
            match self.before.contains_key(&grouping.id) {
                true => done.systems_updated += 1,
                false => done.systems_created += 1,
            }
        }
        store::organisations::keep_groupings(tx, &changed).await
    }
}

fn keep_boards(ctx: &Context, boards: &[Board], groupings: &mut Groupings) {
    for board in boards {
        groupings.need(ctx, GroupingKind::System, board.code.as_str()).name.clone_from(&board.name);
    }
}

/// Where a known system ended or grew, its successors become known too.
async fn keep_known_successions(tx: &Tx, ctx: &Context, groupings: &mut Groupings) -> Result<(), Fault> {
    let is_known =
        |groupings: &Groupings, code: &String| groupings.known.contains_key(&(GroupingKind::System, code.clone()));
    let mut rows = Vec::new();
    for succession in successions() {
        let parts = succession
            .from
            .iter()
            .map(|code| (code, false))
            .chain(succession.partly_from.iter().map(|code| (code, true)));
        let parts: Vec<_> = parts.filter(|(code, _)| is_known(groupings, code)).collect();
        if parts.is_empty() {
            continue;
        }
        let successor = groupings.need(ctx, GroupingKind::System, &succession.code);
        if successor.name == format!("System {}", succession.code) {
            successor.name.clone_from(&succession.name);
        }
        rows.extend(parts.into_iter().map(|(code, partial)| SuccessionRow {
            predecessor: code.clone(),
            successor: succession.code.clone(),
            effective_on: succession.on,
            partial,
        }));
    }
    store::organisations::keep_successions(tx, &rows).await
}

async fn keep_bodies(
    tx: &Tx,
    ctx: &Context,
    records: &[OdsRecord],
    groupings: &mut Groupings,
    done: &mut Imported,
) -> Result<(), Fault> {
    let codes: Vec<_> = records.iter().map(|record| record.code.clone()).collect();
    let known = store::organisations::with_codes(tx, &codes).await?;
    let known: HashMap<_, _> =
        known.into_iter().map(|organisation| (organisation.code.clone(), organisation)).collect();
    let mut changed = Vec::new();
    let mut all = Vec::new();
    for record in records {
        let before = known.get(&record.code);
        let after = organisation(record, before.map_or_else(|| ctx.new_id(), |before| before.id));
        match before {
            None => done.organisations_created += 1,
            Some(before) if *before != after => done.organisations_updated += 1,
            Some(_) => {}
        }
        if before != Some(&after) {
            changed.push(after.clone());
        }
        all.push((after.id, record));
    }
    store::organisations::keep(tx, &changed, ctx.now()).await?;
    let ids: Vec<_> = all.iter().map(|(id, _)| *id).collect();
    let memberships = store::organisations::memberships(tx, &ids).await?;
    let wanted = wanted_memberships(ctx, &all, &memberships, groupings);
    // A membership refers to its grouping, so new ones have to be there first.
    let mut counted_later = Imported::default();
    groupings.save(tx, &mut counted_later).await?;
    store::organisations::keep_memberships(tx, &wanted).await
}

fn wanted_memberships(
    ctx: &Context,
    all: &[(domain::ids::OrganisationId, &OdsRecord)],
    known: &[Membership],
    groupings: &mut Groupings,
) -> Vec<Membership> {
    let mut of: HashMap<_, Vec<&Membership>> = HashMap::new();
    for membership in known {
        of.entry(membership.organisation).or_default().push(membership);
    }
    let mut wanted = Vec::new();
    for (id, record) in all {
        let said = [
            (GroupingKind::System, systems_of(record)),
            (GroupingKind::Region, region_of(record).into_iter().collect()),
        ];
        for (kind, periods) in said {
            let periods: Vec<_> =
                periods.into_iter().map(|(code, period)| (groupings.need(ctx, kind, &code).id, period)).collect();
            let of_kind = groupings.known.values().filter(|it| it.kind == kind).map(|it| it.id).collect::<HashSet<_>>();
            let before: Vec<Membership> = of
                .get(id)
                .into_iter()
                .flatten()
                .filter(|membership| of_kind.contains(&membership.grouping))
                .map(|membership| (*membership).clone())
                .collect();
            wanted.extend(changes(*id, &before, &periods, ctx.today()));
        }
    }
    wanted
}

fn organisation(record: &OdsRecord, id: domain::ids::OrganisationId) -> Organisation {
    Organisation {
        id,
        code: record.code.clone(),
        name: title_case(&record.name),
        sector: record.sector.clone(),
        town: record.town.as_deref().map(title_case),
        postcode: record.postcode.clone(),
        opened_on: record.opened_on,
        closed_on: record.closed_on,
    }
}
