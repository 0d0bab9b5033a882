//! Puts organisations into a grouping that no published file names: a cluster of practices, a nation (A1).

use domain::calendar::Period;
use domain::ids::{GroupingId, OrganisationId};
use domain::organisations::{Grouping, GroupingKind, Membership};
use store::events::Event;

use crate::{Actor, Context, Outcome};

/// Lets organisations belong to a grouping from today; it is made when it is not there yet. Doing it again changes nothing.
///
/// # Errors
/// The database failed.
pub async fn group(
    ctx: &Context,
    actor: Actor,
    (kind, code, name): (GroupingKind, &str, &str),
    members: &[OrganisationId],
) -> Outcome<GroupingId> {
    let today = ctx.today();
    store::write!(ctx.db, |tx| {
        let known = store::organisations::groupings(tx).await?;
        let known = known.into_iter().find(|grouping| grouping.kind == kind && grouping.code == code);
        let grouping = known.unwrap_or_else(|| Grouping {
            id: ctx.new_id(),
            kind,
            code: code.to_owned(),
            name: name.to_owned(),
            opened_on: Some(today),
            closed_on: None,
        });
        store::organisations::keep_groupings(tx, std::slice::from_ref(&grouping)).await?;
        let memberships: Vec<Membership> = members
            .iter()
            .map(|organisation| Membership {
                organisation: *organisation,
                grouping: grouping.id,
                period: Period::since(today),
            })
            .collect();
        store::organisations::keep_memberships(tx, &memberships).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "organisations.group", grouping.id);
        let sentence = format!("{} organisations belong to {name}", members.len());
        store::events::record(tx, &event.saying(sentence)).await?;
        Ok(grouping.id)
    })
}
