//! A meeting's agenda: what gathers by itself, and the lines that people add (F6).

use domain::access::decide;
use domain::calendar::{date_of, plus_days};
use domain::ids::{AgendaPointId, MeetingId, PersonId};
use domain::meetings::{Gathered, LONGEST_POINT, LOOKS_AHEAD_DAYS, StillOpen, gathered};
use domain::programmes::Onlooker;
use store::events;
use store::meetings::{AgendaPoint, Circle, Meeting};
use store::{Connection, Fault};

use super::load;
use crate::error::{Failure, refuse};
use crate::records::{promises, recalled, sheet};
use crate::{Context, Outcome};

/// What a meeting is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    /// What is late, promised or due.
    pub gathered: Vec<Gathered>,
    /// What people added; those that were taken off again too.
    pub points: Vec<AgendaPoint>,
}

impl Agenda {
    /// Is there nothing on it?
    pub fn is_empty(&self) -> bool {
        self.gathered.is_empty() && self.points.iter().all(|point| point.taken_off_at.is_some())
    }
}

/// Why a point is not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PointRefusal {
    #[error("write one line, of up to 200 letters")]
    OneLine,
    #[error("the meeting is over")]
    Over,
}

impl PointRefusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::OneLine => "agenda-refused-one-line",
            Self::Over => "agenda-refused-over",
        }
    }
}

/// The agenda of a meeting for the viewer of its circle. What is expected of the journey is on it only for those who may
/// see how the journey goes, and only while the meeting is not behind them.
///
/// # Errors
/// The database failed.
pub async fn agenda(
    ctx: &Context,
    connection: &impl Connection,
    circle: &Circle,
    meeting: &Meeting,
) -> Result<Agenda, Fault> {
    let points = store::meetings::agenda_points(connection, meeting.id).await?;
    let Some(sheet) = sheet(ctx, connection, circle.viewer, meeting.id).await? else {
        return Ok(Agenda { gathered: Vec::new(), points });
    };
    if sheet.paper.is_closed() || meeting.state.is_off() {
        return Ok(Agenda { gathered: Vec::new(), points });
    }
    let today = ctx.today();
    let at = meeting.when().unwrap_or_else(|| ctx.now());
    let last = recalled(ctx, connection, &sheet, at).await?;
    let promised = promises(&sheet, &last).map_or_else(Vec::new, |promises| promises.open());
    let mine: Vec<Onlooker> = circle.capacities().into_iter().map(Onlooker::Party).collect();
    let progress = "progress".parse().expect("a valid key");
    // What is expected of one journey is no matter of a group's.
    let sees_progress = !circle.is_group() && decide(&circle.programme.sharing, &mine, &progress).allows();
    let meets_on = date_of(at).max(today);
    let open = match sees_progress {
        true => {
            let open_by = plus_days(meets_on, LOOKS_AHEAD_DAYS);
            store::overview::open_in(connection, circle.journey, open_by).await?.occurrences
        }
        false => Vec::new(),
    };
    let open: Vec<StillOpen<'_>> = open
        .iter()
        .map(|one| StillOpen { expectation: &one.expectation, opens_on: one.opens_on, due_on: one.due_on })
        .collect();
    let here: Vec<_> = circle.participants.iter().map(|one| one.party.clone()).collect();
    let gathered = gathered(&circle.programme, &here, &open, &promised, (meets_on, today));
    Ok(Agenda { gathered, points })
}

/// Adds a line to the agenda; everybody who takes part sees it.
///
/// # Errors
/// The person does not take part, the meeting is over, or it is not one line.
pub async fn raise_point(
    ctx: &Context,
    by: PersonId,
    meeting: MeetingId,
    content: &str,
) -> Outcome<AgendaPointId, PointRefusal> {
    let content = content.trim();
    if content.is_empty() || content.chars().count() > LONGEST_POINT || content.chars().any(char::is_control) {
        return refuse(PointRefusal::OneLine);
    }
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let (found, circle) = load(ctx, tx, by, meeting).await?;
        if !found.state.name().is_open() {
            return refuse(PointRefusal::Over);
        }
        let point = AgendaPoint {
            id: ctx.new_id(),
            meeting,
            author: by,
            content: content.to_owned(),
            added_at: now,
            taken_off_at: None,
        };
        store::meetings::insert_point(tx, &point).await?;
        let who = circle.me().map_or("Somebody", |me| me.name.as_str());
        let event = events::Event::new(ctx.new_id(), now, Some(by), "meetings.raise-point", meeting)
            .at(circle.organisation)
            .within(circle.journey)
            .saying(format!("{who} put a point on the agenda."));
        events::record(tx, &event).await?;
        Ok(point.id)
    })
}

/// Whether a point is on the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    On,
    Off,
}

/// Takes one's own point off the agenda, or puts it back.
///
/// # Errors
/// The person does not take part, there is no such point of theirs, or the meeting is over.
pub async fn set_point(
    ctx: &Context,
    by: PersonId,
    meeting: MeetingId,
    point: AgendaPointId,
    standing: Standing,
) -> Outcome<(), PointRefusal> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let (found, circle) = load(ctx, tx, by, meeting).await?;
        if !found.state.name().is_open() {
            return refuse(PointRefusal::Over);
        }
        let (taken_off_at, what) = match standing {
            Standing::Off => (Some(now), "took a point off the agenda"),
            Standing::On => (None, "put a point back on the agenda"),
        };
        if !store::meetings::set_point(tx, (meeting, by), point, taken_off_at).await? {
            return Err(Failure::NotFound);
        }
        let who = circle.me().map_or("Somebody", |me| me.name.as_str());
        let event = events::Event::new(ctx.new_id(), now, Some(by), "meetings.set-point", meeting)
            .at(circle.organisation)
            .within(circle.journey)
            .saying(format!("{who} {what}."));
        events::record(tx, &event).await?;
        Ok(())
    })
}
