//! What somebody opens of how they see their own confidence, and takes back (E2). It is theirs: those whom the programme's
//! table lets read it see as much as they open, and nobody else ever does.

use domain::access::Viewer;
use domain::confidence::{Look, Opens};
use domain::ids::{EventId, JourneyId, PersonId};
use domain::programmes::{ConfidenceShape, Gives, Onlooker, Party};
use domain::records::item_of;
use store::confidence::Decided;
use store::events::Event;
use store::meetings::{About, Circle, Participant, circle_at};
use store::records::{AnswerState, Record, RecordState};
use store::{Connection, Fault};

use crate::error::Failure;
use crate::{Context, Outcome};

/// The noun under which events speak of it.
pub const NOUN: &str = "confidence";

/// How somebody sees themselves, as far as the viewer may see it.
#[derive(Debug, Clone)]
pub struct Seen {
    pub circle: Circle,
    pub shape: ConfidenceShape,
    /// Whose it is.
    pub owner: PersonId,
    pub is_mine: bool,
    /// What is open to others now.
    pub opens: Opens,
    /// Everything that was decided, the latest first; for the owner alone.
    pub decided: Vec<Decided>,
    /// Those who see what is opened.
    pub others: Vec<Participant>,
    /// Looks that were handed in, the earliest first.
    pub looks: Vec<Look>,
}

/// The looks of a journey's supported person at themselves, for them and for those to whom they open it; to anybody else
/// there is nothing.
///
/// # Errors
/// The database failed.
pub async fn seen(
    ctx: &Context,
    connection: &impl Connection,
    by: PersonId,
    journey: JourneyId,
) -> Result<Option<Seen>, Fault> {
    let viewer = Viewer { person: by, today: ctx.today() };
    let Some(circle) = circle_at(connection, &ctx.programmes, viewer, journey, About::Any).await? else {
        return Ok(None);
    };
    let Some(shape) = circle.programme.confidence.clone() else { return Ok(None) };
    let Some(owner) = circle.everyone.iter().find(|one| one.party == Party::Supportee).map(|one| one.person) else {
        return Ok(None);
    };
    let item = item_of(&shape.document);
    let reads = |one: &&Participant| {
        let who = Onlooker::Party(one.party.clone());
        one.person != owner && circle.programme.sharing.gives(&who, &item) == Gives::Read
    };
    let others: Vec<Participant> = circle.everyone.iter().filter(reads).cloned().collect();
    let is_mine = owner == by;
    let decided = store::confidence::decisions(connection, journey, owner).await?;
    let opens = decided.first().map_or(Opens::Nothing, |decided| decided.opens);
    // Today's standing decides: whoever has left the journey sees nothing any more.
    let stands = store::access::standing(connection, by, journey, viewer.today).await?;
    let may = others.iter().any(|one| one.person == by && stands.contains(&Onlooker::Party(one.party.clone())));
    if !is_mine && (!may || opens == Opens::Nothing) {
        return Ok(None);
    }
    let mut looks = looks(ctx, connection, &circle, &shape, owner).await?;
    if !is_mine && opens == Opens::Shape {
        looks = looks.into_iter().map(Look::without_words).collect();
    }
    let decided = if is_mine { decided } else { Vec::new() };
    Ok(Some(Seen { circle, shape, owner, is_mine, opens, decided, others, looks }))
}

async fn looks(
    ctx: &Context,
    connection: &impl Connection,
    circle: &Circle,
    shape: &ConfidenceShape,
    owner: PersonId,
) -> Result<Vec<Look>, Fault> {
    let records = store::records::documents_of(connection, circle.journey).await?;
    let own = |record: &&Record| {
        let place = record.of.document().filter(|place| place.key == shape.document);
        place.and_then(|place| place.owner.as_ref()).is_some_and(|(person, _)| *person == owner)
    };
    let mut looks = Vec::new();
    for record in records.iter().filter(own).filter(|record| record.state != RecordState::Draft) {
        let Some(at) = record.submitted_at else { continue };
        let programme = ctx.programmes.version(&record.programme_version).unwrap_or(&circle.programme);
        let Some(form) = programme.form(&record.form) else { continue };
        let answers = store::records::answers_of(connection, record.id).await?;
        let standing = answers.iter().filter(|answer| answer.state == AnswerState::Standing);
        let values: std::collections::BTreeMap<_, _> = standing
            .filter_map(|answer| {
                let field = form.field(&answer.field)?;
                Some((answer.field.clone(), domain::records::AnswerValue::from_json(field, &answer.value)?))
            })
            .collect();
        let look = Look::read(shape, domain::calendar::date_of(at), |key| values.get(key));
        if !look.is_empty() {
            looks.push(look);
        }
    }
    looks.sort_by_key(|look| look.on);
    Ok(looks)
}

/// Decides what others see from now on. Nothing that was open before stays so.
///
/// # Errors
/// It is not theirs to open.
pub async fn open(ctx: &Context, by: PersonId, journey: JourneyId, opens: Opens) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        let seen = seen(ctx, tx, by, journey).await?.filter(|seen| seen.is_mine).ok_or(Failure::NotFound)?;
        if seen.opens == opens {
            return Ok(());
        }
        let id: EventId = ctx.new_id();
        let decided = Decided { opens, at: ctx.now() };
        store::confidence::decide(tx, ctx.new_id::<EventId>(), journey, by, &decided).await?;
        let who = seen.circle.anyones_name(by).unwrap_or("Somebody");
        let event = Event::new(id, ctx.now(), Some(by), &format!("{NOUN}.open"), journey)
            .at(seen.circle.organisation)
            .within(journey)
            .saying(format!("{who} decided what others see of how they see themselves."));
        store::events::record(tx, &event).await?;
        Ok(())
    })
}
