//! Requests for leave that wait for somebody's answer, as lines of their home.

use domain::calendar::{date_of, long_date};
use domain::ids::PersonId;
use domain::programmes::{Delegation, Gives, Kind, Onlooker, Party, Programme};
use jiff::civil::Date;
use store::leave::Waiting;
use store::overview::Relationship;

use super::path_of;
use crate::error::Error;
use crate::home::next::{Next, Urgency};
use crate::state::AppState;
use crate::words::Words;

/// What waits for this person: at once for whoever decides first, and for the others who may when it is late.
pub async fn next(
    w: Words,
    state: &AppState,
    person: PersonId,
    relationships: &[Relationship],
    today: Date,
) -> Result<Vec<Next>, Error> {
    if !relationships.iter().any(|one| decides(&one.programme, &one.mine)) {
        return Ok(Vec::new());
    }
    let waiting = store::leave::waiting_for(state.ctx.db.reader(), person, today).await?;
    let mut found: Vec<Next> = Vec::new();
    for one in &waiting {
        let party = Party::Role(one.role.clone());
        let here = relationships.iter().find(|known| known.journey == one.journey && known.mine == party);
        let Some(here) = here.filter(|here| decides(&here.programme, &here.mine)) else { continue };
        let is_first = here.programme.supporter == one.role;
        let is_late = one.due_on.is_some_and(|due_on| due_on < today);
        let known = found.iter().any(|next| next.href == path_of(one.id));
        if (is_first || is_late) && !known {
            found.push(line(w, one, is_late));
        }
    }
    Ok(found)
}

fn decides(programme: &Programme, party: &Party) -> bool {
    let Party::Role(role) = party else { return false };
    programme.delegated(Delegation::ApproveLeave).any(|one| one.key == *role)
        && programme.sharing.gives(&Onlooker::Party(party.clone()), &Kind::Leave.item()) == Gives::Read
}

fn line(w: Words, one: &Waiting, is_late: bool) -> Next {
    let on = one.due_on.unwrap_or_else(|| date_of(one.asked_at));
    let (from, due) = (long_date(one.from), long_date(on));
    let key = if is_late { "next-leave-late" } else { "next-leave" };
    let values = [("name", one.name.as_str()), ("from", from.as_str()), ("date", due.as_str())];
    Next {
        urgency: if is_late { Urgency::Late } else { Urgency::Due },
        on,
        sentence: w.with(key, values),
        detail: String::new(),
        verb: w.say("next-leave-verb"),
        href: path_of(one.id),
        about: String::new(),
    }
}
