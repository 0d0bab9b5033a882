//! Naming who stands in: by the supporter, or by whoever matches people in the programme.

use domain::calendar::{long_date, plus_days};
use domain::ids::{CoverId, JourneyId, PersonId};
use domain::matching::judge::Barrier;
use jiff::civil::Date;
use store::covers::Cover;
use store::events::Event;
use store::{Fault, Tx};

use super::{NOUN, Stand, stand_of};
use crate::Context;
use crate::endings::{Told, tell};
use crate::error::{Failure, Outcome, refuse};
use crate::journeys::{ByHandRefusal, Whom, barrier, person_at};

/// The longest cover, in days; for longer somebody else takes over.
const LONGEST_DAYS: i32 = 183;
/// How long the scope may be, in characters.
const LONGEST: usize = 1000;

/// A cover as somebody enters it.
#[derive(Debug, Clone)]
pub struct NewCover {
    /// The work address of whoever stands in.
    pub email: String,
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// What they look after meanwhile.
    pub scope: String,
}

/// Why nobody was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CoverRefusal {
    #[error("nobody is known by this address")]
    Unknown,
    #[error("more than one person is listed under this address")]
    Ambiguous,
    #[error("the person holds no post here")]
    Outside,
    #[error("a rule of the role stands against it")]
    Rule(Barrier),
    #[error("only those of the group may stand in")]
    NotInTheGroup,
    #[error("supports already")]
    Same,
    #[error("the first day lies behind")]
    FromWrong,
    #[error("the last day does not fit")]
    UntilWrong,
    #[error("say what they look after")]
    ScopeMissing,
    #[error("too long")]
    ScopeTooLong,
    #[error("somebody stands in for these days already")]
    Overlaps,
    #[error("nobody supports at present")]
    Nobody,
}

impl CoverRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "by-hand-unknown",
            Self::Ambiguous => "by-hand-ambiguous",
            Self::Outside => "by-hand-no-post",
            Self::Rule(_) => "by-hand-rule",
            Self::NotInTheGroup => "cover-not-in-group",
            Self::Same => "cover-same",
            Self::FromWrong => "cover-from-wrong",
            Self::UntilWrong => "cover-until-wrong",
            Self::ScopeMissing => "cover-scope-missing",
            Self::ScopeTooLong => "change-too-long",
            Self::Overlaps => "cover-overlaps",
            Self::Nobody => "change-nobody",
        }
    }
}

/// Names somebody who stands in.
///
/// # Errors
/// Not the person's to do; the days or the scope do not fit; or a rule stands against whoever is named.
pub async fn name_cover(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    new: &NewCover,
) -> Outcome<CoverId, CoverRefusal> {
    let scope = new.scope.trim();
    store::write!(ctx.db, |tx| {
        let stand = stand_of(ctx, tx, by, journey).await?.filter(|stand| stand.names).ok_or(Failure::NotFound)?;
        let Some(of) = stand.supporter.clone() else { return refuse(CoverRefusal::Nobody) };
        check(ctx, &stand, new, scope)?;
        let person = who(ctx, tx, &stand, new, of.person).await?;
        let known = store::candidacies::recipients(tx, &[person]).await?;
        let cover = Cover {
            id: ctx.new_id(),
            journey,
            person,
            name: known.get(&person).map(|known| known.full_name.clone()).unwrap_or_default(),
            of: of.person,
            of_name: of.name,
            role: of.role,
            supportee: stand.subject.person,
            supportee_name: stand.subject.name.clone(),
            started_on: new.from,
            finished_on: new.until,
            scope: scope.to_owned(),
            told: String::new(),
        };
        store::covers::insert(tx, &cover, by, ctx.now()).await?;
        keep(ctx, tx, &stand, &cover).await?;
        Ok(cover.id)
    })
}

fn check(ctx: &Context, stand: &Stand, new: &NewCover, scope: &str) -> Outcome<(), CoverRefusal> {
    if new.from < ctx.today() {
        return refuse(CoverRefusal::FromWrong);
    }
    if new.until < new.from || new.until > plus_days(new.from, LONGEST_DAYS) {
        return refuse(CoverRefusal::UntilWrong);
    }
    if scope.is_empty() {
        return refuse(CoverRefusal::ScopeMissing);
    }
    if scope.chars().count() > LONGEST {
        return refuse(CoverRefusal::ScopeTooLong);
    }
    let overlaps = |cover: &Cover| cover.started_on <= new.until && new.from <= cover.finished_on;
    if stand.covers.iter().any(overlaps) { refuse(CoverRefusal::Overlaps) } else { Ok(()) }
}

async fn who(
    ctx: &Context,
    tx: &Tx,
    stand: &Stand,
    new: &NewCover,
    covered: PersonId,
) -> Outcome<PersonId, CoverRefusal> {
    let person = person_at(tx, &new.email, Whom::Supporter).await.map_err(|failure| match failure {
        Failure::Refused(ByHandRefusal::Ambiguous(_)) => Failure::Refused(CoverRefusal::Ambiguous),
        Failure::Refused(_) => Failure::Refused(CoverRefusal::Unknown),
        Failure::NotFound => Failure::NotFound,
        Failure::Fault(fault) => Failure::Fault(fault),
    })?;
    if person == covered {
        return refuse(CoverRefusal::Same);
    }
    if let Some(group) = stand.group() {
        return match group.iter().any(|held| held.person == person) {
            true => Ok(person),
            false => refuse(CoverRefusal::NotInTheGroup),
        };
    }
    let (subject, role) = (&stand.subject, stand.programme.supporter_role());
    if !role.may_be_outside && !store::journeys::works_at(tx, subject.organisation, person, ctx.today()).await? {
        return refuse(CoverRefusal::Outside);
    }
    match barrier(tx, role, subject.person, subject.line_manager, person, new.from).await? {
        Some(barrier) => refuse(CoverRefusal::Rule(barrier)),
        None => Ok(person),
    }
}

/// The event and the letters.
async fn keep(ctx: &Context, tx: &Tx, stand: &Stand, cover: &Cover) -> Result<(), Fault> {
    let (subject, by) = (&stand.subject, stand.viewer);
    let (from, until) = (long_date(cover.started_on), long_date(cover.finished_on));
    let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.name"), cover.id);
    let sentence = format!("Somebody stands in from {from} to {until}");
    store::events::record(tx, &event.at(subject.organisation).within(subject.journey).saying(sentence)).await?;
    let path = format!("/covers/{}", cover.id);
    let title = format!("{} stands in for {}", cover.name, cover.of_name);
    let text = format!(
        "From {from} to {until}, {} stands in for {}. They see a summary of how it stands, not what you wrote, and for \
         these days only. If there is something they should know, you can tell them here:",
        cover.name, cover.of_name,
    );
    let told = Told { verb: "cover", subject: &title, text: &text, path: &path };
    tell(ctx, tx, subject, Some(by), &[cover.supportee], told).await?;
    let title = format!("You stand in for {}", cover.of_name);
    let text = format!(
        "From {from} to {until} you stand in for {} with {}. What you look after, and a summary, are here; it opens on the \
         first day and closes after the last:",
        cover.of_name, cover.supportee_name,
    );
    tell(
        ctx,
        tx,
        subject,
        Some(by),
        &[cover.person],
        Told { verb: "cover", subject: &title, text: &text, path: &path },
    )
    .await?;
    let title = format!("{} stands in for you", cover.name);
    let text = format!("From {from} to {until}, {} stands in for you with {}.", cover.name, cover.supportee_name);
    tell(ctx, tx, subject, Some(by), &[cover.of], Told { verb: "cover", subject: &title, text: &text, path: &path })
        .await
}
