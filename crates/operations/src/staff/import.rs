//! Imports a staff file, all or nothing, in one transaction; or does the same and takes it back, to show what would
//! happen.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use domain::ids::{OrganisationId, PersonId, PostId, UploadId};
use domain::organisations::OrganisationCode;
use domain::staff_file::{Field, Layout, StaffRow, trained_on_training};
use jiff::Timestamp;
use jiff::civil::Date;
use store::events::Event;
use store::imports::{self, NewDoubt};
use store::{Fault, Tx};

use super::check::{Checked, check};
use super::open::open;
use super::people::keep_people;
use super::posts::keep_posts;
use super::stream::{Item, Source};
use super::{BadRows, Completeness, Listener, Progress, Refused, Request, Stage, Summary};
use crate::context::{Actor, Context};
use crate::error::{Failure, Outcome};
use crate::{candidacies, journeys, programmes};

/// One import as it goes on.
pub(super) struct Run<'a> {
    pub(super) ctx: &'a Context,
    pub(super) now: Timestamp,
    pub(super) actor: Option<PersonId>,
    pub(super) file_name: &'a str,
    layout: &'a Layout,
    organisations: &'a BTreeMap<OrganisationCode, OrganisationId>,
    pub(super) summary: Summary,
    /// People of whom a row has been read, by the organisation that said it.
    pub(super) said: HashSet<(PersonId, OrganisationId)>,
    pub(super) created: HashSet<PersonId>,
    pub(super) updated: HashSet<PersonId>,
    pub(super) trained: Vec<(PersonId, Date)>,
    /// Posts that the file names, and those of them that it brought or changed.
    pub(super) seen: HashMap<OrganisationId, Vec<PostId>>,
    pub(super) changed: HashMap<OrganisationId, Vec<PostId>>,
}

impl Run<'_> {
    /// The organisation of a row, which was checked to be known.
    pub(super) fn organisation(&self, row: &StaffRow) -> OrganisationId {
        self.organisations[&row.organisation]
    }

    /// Has the file this field?
    pub(super) fn tells(&self, field: Field) -> bool {
        self.layout.tells(field)
    }
}

/// Imports a file. The listener hears how far it is; the writing is one transaction, of which nothing shows until it is
/// whole.
///
/// # Errors
/// Nothing was imported: the file is no staff file, or rows are wrong and were not to be left out; or the database failed.
pub async fn import(ctx: &Context, request: &Request, listener: Listener<'_>) -> Outcome<Summary, Refused> {
    let prepared = prepare(ctx, request, listener).await?;
    store::write!(ctx.db, |tx| { prepared.write(tx, ctx, request, listener).await })
}

/// What an import would do: it is done, counted and taken back.
///
/// # Errors
/// As `import`.
pub async fn preview(ctx: &Context, request: &Request, listener: Listener<'_>) -> Outcome<Summary, Refused> {
    let prepared = prepare(ctx, request, listener).await?;
    let undone: Result<Summary, Undone> = store::write!(ctx.db, |tx| {
        match prepared.write(tx, ctx, request, listener).await {
            Ok(summary) => Err(Undone::Counted(summary)),
            Err(failure) => Err(Undone::Failed(failure)),
        }
    });
    match undone {
        Ok(summary) | Err(Undone::Counted(summary)) => Ok(summary),
        Err(Undone::Failed(failure)) => Err(failure),
    }
}

/// How the transaction of a preview ends: never with anything kept.
enum Undone {
    Counted(Summary),
    Failed(Failure<Refused>),
}

impl From<Fault> for Undone {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault.into())
    }
}

impl store::db::CarriesFault for Undone {
    fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Failed(Failure::Fault(fault)) => Some(fault),
            _ => None,
        }
    }
}

/// A file that was checked and may be written.
struct Prepared {
    source: Source,
    checked: Checked,
}

async fn prepare(ctx: &Context, request: &Request, listener: Listener<'_>) -> Outcome<Prepared, Refused> {
    let (file, mapping) = (request.file.clone(), request.mapping.clone());
    let opened = open(file, &mapping).map_err(Failure::Refused)?;
    let layout = Arc::new(opened.layout().map_err(Failure::Refused)?.clone());
    let source = Source { table: opened.table, layout, organisation: request.organisation.clone() };
    let mut checked = check(ctx.db.reader(), &source, request.may.as_ref(), listener).await?;
    let refuse = request.bad_rows == BadRows::Refuse && !checked.problems.is_empty();
    if refuse || checked.wrong.len() as u64 == checked.rows {
        let errors = std::mem::take(&mut checked.problems);
        return Err(Failure::Refused(Refused::Problems(Summary { rows: checked.rows, errors, ..Summary::default() })));
    }
    Ok(Prepared { source, checked })
}

impl Prepared {
    async fn write(
        &self,
        tx: &Tx,
        ctx: &Context,
        request: &Request,
        listener: Listener<'_>,
    ) -> Outcome<Summary, Refused> {
        let mut run = self.begin(ctx, request);
        imports::begin(tx).await?;
        let of = Some(self.checked.rows);
        let (mut rows, mut batches) = (0, self.source.batches());
        while let Some(batch) = batches.recv().await {
            let batch = batch.map_err(|unreadable| Failure::Refused(unreadable.into()))?;
            keep_people(tx, &mut run, &self.right(&batch)).await?;
            rows += batch.len() as u64;
            listener.hear(Progress { stage: Stage::People, rows, of }).await?;
        }
        let (mut rows, mut batches) = (0, self.source.batches());
        while let Some(batch) = batches.recv().await {
            let batch = batch.map_err(|unreadable| Failure::Refused(unreadable.into()))?;
            keep_posts(tx, &mut run, &self.right(&batch)).await?;
            rows += batch.len() as u64;
            listener.hear(Progress { stage: Stage::Posts, rows, of }).await?;
        }
        listener.hear(Progress { stage: Stage::Following, rows, of }).await?;
        keep_trainings(tx, &mut run).await?;
        for organisation in self.checked.organisations.values() {
            doubt_namesakes(tx, &mut run, *organisation).await?;
            if request.completeness == Completeness::Whole {
                note_possible_leavers(tx, &mut run, *organisation).await?;
            }
            adopt_by_nation(tx, &run, *organisation).await?;
            let changed = run.changed.get(organisation).map(Vec::as_slice).unwrap_or_default();
            journeys::follow_posts(tx, ctx, *organisation, run.now).await?;
            journeys::follow_absences(tx, ctx, *organisation).await?;
            run.summary.candidates += candidacies::recognise(tx, ctx, *organisation, changed).await? as u64;
            record(tx, &run, *organisation).await?;
        }
        Ok(run.summary)
    }

    fn begin<'a>(&'a self, ctx: &'a Context, request: &Request) -> Run<'a> {
        Run {
            ctx,
            now: ctx.now(),
            actor: request.actor.person(),
            file_name: self.source.table.name(),
            layout: &self.source.layout,
            organisations: &self.checked.organisations,
            summary: Summary {
                rows: self.checked.rows,
                errors: self.checked.problems.clone(),
                left_out: self.checked.wrong.len() as u64,
                ..Summary::default()
            },
            said: HashSet::new(),
            created: HashSet::new(),
            updated: HashSet::new(),
            trained: Vec::new(),
            seen: HashMap::new(),
            changed: HashMap::new(),
        }
    }

    /// The rows of a batch that are to be written.
    fn right<'a>(&self, batch: &'a [Item]) -> Vec<&'a StaffRow> {
        let right = batch.iter().filter_map(|item| match item {
            Item::Right(row) => Some(row.as_ref()),
            Item::Wrong { .. } => None,
        });
        right.filter(|row| !self.checked.wrong.contains(&row.line)).collect()
    }
}

async fn keep_trainings(tx: &Tx, run: &mut Run<'_>) -> Result<(), Fault> {
    let Some(training) = trained_on_training() else { return Ok(()) };
    let people: Vec<PersonId> = run.trained.iter().map(|(person, _)| *person).collect();
    let known: HashSet<_> = imports::trainings_of(tx, training, &people).await?.into_iter().collect();
    let new: Vec<_> = run.trained.iter().filter(|it| !known.contains(it)).copied().collect();
    imports::insert_trainings(tx, training, &new).await?;
    for (person, _) in new {
        if !run.created.contains(&person) && run.updated.insert(person) {
            run.summary.people_updated += 1;
        }
    }
    Ok(())
}

async fn doubt_namesakes(tx: &Tx, run: &mut Run<'_>, organisation: OrganisationId) -> Result<(), Fault> {
    if run.created.is_empty() {
        return Ok(());
    }
    let pairs = imports::namesakes_of_new(tx, organisation, run.now).await?;
    let doubts: Vec<NewDoubt> = pairs
        .into_iter()
        .map(|pair| NewDoubt {
            id: run.ctx.new_id(),
            person: pair.person,
            other: pair.other,
            reason: "The same name and profession, and no numbers that tell them apart.".to_owned(),
        })
        .collect();
    run.summary.doubts += imports::insert_doubts(tx, &doubts, run.now).await?;
    Ok(())
}

async fn note_possible_leavers(tx: &Tx, run: &mut Run<'_>, organisation: OrganisationId) -> Result<(), Fault> {
    let named: HashSet<PostId> = run.seen.get(&organisation).into_iter().flatten().copied().collect();
    let open = imports::open_posts(tx, organisation, run.ctx.today()).await?;
    let missing: Vec<PostId> = open.into_iter().filter(|post| !named.contains(post)).collect();
    run.summary.possible_leavers += imports::note_missing(tx, organisation, &missing, None, run.ctx.today()).await?;
    Ok(())
}

/// An organisation that has never chosen runs, from its first staff file on, the programmes that say so for its nation:
/// starters are recognised at once.
async fn adopt_by_nation(tx: &Tx, run: &Run<'_>, organisation: OrganisationId) -> Result<(), Fault> {
    if imports::has_chosen_programmes(tx, organisation).await? {
        return Ok(());
    }
    let nation = store::organisations::nation(tx, organisation).await?.unwrap_or_default();
    let actor = run.actor.map_or(Actor::System, Actor::Person);
    for programme in run.ctx.programmes.all() {
        let recognise = programme.serves.recognise.as_ref();
        if recognise.is_some_and(|recognise| recognise.first_file_in.contains(&nation)) {
            programmes::take_up(tx, run.ctx, actor, organisation, programme).await?;
        }
    }
    Ok(())
}

async fn record(tx: &Tx, run: &Run<'_>, organisation: OrganisationId) -> Result<(), Fault> {
    let rows = run.seen.get(&organisation).map_or(0, Vec::len);
    let changed = run.changed.get(&organisation).map_or(0, Vec::len);
    let event = Event::new(run.ctx.new_id(), run.now, run.actor, "staff.import", run.ctx.new_id::<UploadId>())
        .at(organisation)
        .saying(format!("A staff file with {rows} posts was imported; {changed} of them were new or changed"));
    store::events::record(tx, &event).await
}
