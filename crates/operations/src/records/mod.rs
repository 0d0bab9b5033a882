//! Records: written by either, saved as one types, signed by each, amended afterwards (F3, F4, F7).

mod amend;
mod choose;
mod document;
mod files;
mod news;
mod promises;
mod recall;
mod save;
mod sign;
pub(crate) mod subject;

use domain::ids::PersonId;
use store::events::Event;
use store::mail::{self, Letter};
use store::meetings::Circle;
use store::records::Record;
use store::{Fault, Tx};

use crate::Context;
use crate::meetings::refresh;

pub use amend::{AmendRefusal, amend};
pub use choose::{Choice, ChooseRefusal, choose};
pub use document::{Paper, paper};
pub use files::{FileRefusal, add_file, remove_file};
pub use news::{Compared, Newly, compared, news, see};
pub use promises::{Promises, promises};
pub use recall::recalled;
pub(crate) use save::figures_of;
pub use save::{Entry, SaveOutcome, SaveRefusal, SavedEntry, may_answer, save};
pub use sign::sign;
pub(crate) use subject::load;
pub use subject::{Document, Sheet, Subject, Which, sheet, shown_by, stage_of};

/// What follows a change of anything that is signed: the next version, and signatures that stood are taken off. Returns
/// whose they were; they are told.
pub(crate) async fn note_change(
    ctx: &Context,
    tx: &Tx,
    circle: &Circle,
    (which, subject): (Which, &Subject),
    record: &mut Record,
) -> Result<Vec<PersonId>, Fault> {
    let now = ctx.now();
    record.version = record.version.next();
    record.updated_at = now;
    store::records::set_version(tx, record.id, record.version, now).await?;
    let voided = store::records::void_standing(tx, record.id, now).await?;
    if voided.is_empty() {
        return Ok(voided);
    }
    let who = circle.me().map_or("Somebody", |me| me.name.as_str());
    let what = subject.called(circle);
    let sentence = format!("{who} changed the {what}, which took off the signatures under it.");
    let event = Event::new(ctx.new_id(), now, Some(circle.viewer), "records.change-after-signing", record.id);
    store::events::record(tx, &event.at(circle.organisation).within(circle.journey).saying(&sentence)).await?;
    for person in &voided {
        let text = format!("{sentence}\n\nYours is one of them. Please look at what it says now and sign again:");
        write_to(ctx, tx, circle, (which, subject), *person, "records.voided", "please sign again", &text).await?;
    }
    refresh(ctx, tx, circle).await?;
    Ok(voided)
}

/// Puts a letter about a record into the outbox; never says what was written.
pub(crate) async fn write_to(
    ctx: &Context,
    tx: &Tx,
    circle: &Circle,
    (which, of): (Which, &Subject),
    to: PersonId,
    kind: &str,
    subject: &str,
    text: &str,
) -> Result<(), Fault> {
    let participant = circle.people().into_iter().find(|participant| participant.person == to);
    let Some((name, email)) = participant.and_then(|p| Some((p.name.clone(), p.email.clone()?))) else { return Ok(()) };
    let what = domain::programmes::capitalised(of.word(circle));
    let now = ctx.now();
    let letter = Letter {
        id: ctx.new_id(),
        person: Some(to),
        recipient: email,
        kind: kind.to_owned(),
        subject: format!("{what}: {subject}"),
        body: format!("Hello {name}\n\n{text}\n\n{}{}/signatures\n", ctx.address, which.path()),
        calendar: None,
        about: Some(which.about()),
        created_at: now,
        send_after: now,
    };
    mail::queue(tx, &letter).await
}
