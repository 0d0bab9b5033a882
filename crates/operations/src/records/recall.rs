//! What was answered last time, as context for what is written now, as far as the writer may read it.

use domain::access::decide;
use domain::programmes::{Onlooker, Own};
use domain::records::item_of;
use jiff::Timestamp;
use store::records::{Answer, EarlierAnswer};
use store::{Connection, Fault};

use super::subject::Sheet;
use crate::Context;

/// For each question the answer that was last given before this moment, in a record that the viewer may read.
///
/// # Errors
/// The database failed.
pub async fn recalled(
    ctx: &Context,
    connection: &impl Connection,
    sheet: &Sheet,
    before: Timestamp,
) -> Result<Vec<Answer>, Fault> {
    let circle = &sheet.circle;
    let earlier = store::records::earlier_answers(connection, circle.journey, before, sheet.paper.record.id).await?;
    let standing = store::access::standing(connection, circle.viewer, circle.journey, ctx.today()).await?;
    let mut newest: Vec<Answer> = Vec::new();
    for earlier in earlier {
        let known = newest.iter().any(|known| known.field == earlier.answer.field);
        // A group looks back on what it wrote itself, not on what two of its people wrote.
        let theirs = !circle.is_group() || earlier.meeting.as_ref() == sheet.subject.meeting().map(|one| &one.kind);
        if !known && theirs && may_read(sheet, &standing, &earlier) {
            newest.push(earlier.answer);
        }
    }
    Ok(newest)
}

fn may_read(sheet: &Sheet, standing: &[Onlooker], earlier: &EarlierAnswer) -> bool {
    let programme = &sheet.circle.programme;
    let owns = earlier.owner == Some(sheet.circle.viewer);
    let item = match (&earlier.meeting, &earlier.document) {
        (Some(kind), _) => match programme.meeting_kind(kind) {
            Some(kind) => kind.item.clone(),
            None => return false,
        },
        (None, Some(document)) => item_of(document),
        (None, None) => return false,
    };
    // What somebody else wrote as their own is theirs to say, not this page's.
    let is_own =
        earlier.document.as_ref().and_then(|key| programme.document(key)).is_some_and(|k| k.own == Own::EachTheirs);
    if is_own && !owns {
        return false;
    }
    let mut fields = programme.forms.iter().filter_map(|form| form.field(&earlier.answer.field));
    let seen = owns || fields.all(|field| field.may_see(&sheet.capacities));
    seen && (owns || decide(&programme.sharing, standing, &item).allows())
}
