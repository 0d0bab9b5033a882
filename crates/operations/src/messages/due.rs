//! By when an answer is due: what the programme says for whoever answers, counted in their own working time (P4).

use domain::calendar::date_of;
use domain::ids::PersonId;
use domain::programmes::Party;
use domain::working_time::answer_due;
use jiff::civil::Date;
use store::{Connection, Fault, Tx};

use super::Writer;
use crate::Context;

/// By when somebody answers what is sent today; `None` where the programme says nothing of it.
///
/// # Errors
/// The database failed.
pub async fn expected_by(
    ctx: &Context,
    connection: &impl Connection,
    writer: &Writer,
    (person, party): (PersonId, &Party),
) -> Result<Option<Date>, Fault> {
    let Some(rule) = writer.programme.responding.rule(party) else { return Ok(None) };
    let today = ctx.today();
    let time = store::working_time::of(connection, person, writer.organisation, today).await?;
    Ok(Some(answer_due(rule.within, today, &time)))
}

/// Works out anew by when somebody's open answers are due, after something became known of when they work: in the
/// transaction of whatever made it known.
///
/// # Errors
/// The database failed.
pub async fn reckon_again(tx: &Tx, ctx: &Context, person: PersonId) -> Result<(), Fault> {
    for open in store::messages::open_of(tx, person).await? {
        let Some(programme) = ctx.programmes.version(&open.version) else { continue };
        let Some(rule) = programme.responding.rule(&open.party) else { continue };
        let time = store::working_time::of(tx, person, open.organisation, ctx.today()).await?;
        let due_on = answer_due(rule.within, date_of(open.sent_at), &time);
        if due_on != open.due_on {
            store::messages::move_due(tx, open.message, person, due_on).await?;
        }
    }
    Ok(())
}
