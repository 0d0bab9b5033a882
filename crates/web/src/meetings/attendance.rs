//! Ticking who was at a meeting, where more than two are expected.

use domain::ids::{MeetingId, PersonId};
use domain::keys::MeetingKey;
use operations::Failure;
use operations::meetings::note_attendance;
use store::meetings::Circle;

use crate::components::Choice;
use crate::error::Error;
use crate::form::FormData;
use crate::session::SignedIn;
use crate::state::AppState;

/// The name of the boxes.
pub(crate) const NAME: &str = "attended";
/// Says that the boxes were on the page, since a box that is not ticked is not sent.
pub(crate) const ASKED: &str = "attended-asked";
/// Up to so many are always both there.
const ALWAYS_THERE: usize = 2;

/// A box for each person expected at one of the kinds of meeting; none where nobody needs to be asked. All are ticked
/// until somebody says otherwise.
pub(crate) fn boxes<'k>(
    circle: &Circle,
    kinds: impl Iterator<Item = &'k MeetingKey>,
    there: Option<&[PersonId]>,
) -> Vec<Choice> {
    let several = kinds.map(|kind| circle.expected_at(kind)).filter(|expected| expected.len() > ALWAYS_THERE);
    let asked: Vec<PersonId> = several.flatten().map(|one| one.person).collect();
    let people = circle.people().into_iter().filter(|one| asked.contains(&one.person));
    let boxes = people.map(|one| {
        let role = domain::programmes::capitalised(circle.programme.party_word(&one.party));
        let ticked = there.is_none_or(|there| there.contains(&one.person));
        let id = one.person.to_string();
        let choice = Choice::new(id.as_str(), format!("{} ({role})", one.name));
        if ticked { choice.chosen_if(&id) } else { choice }
    });
    boxes.collect()
}

/// The people ticked; `None`: the boxes were not on the page.
pub(crate) fn ticked(form: &FormData) -> Option<Vec<PersonId>> {
    form.has(ASKED).then(|| form.all(NAME).iter().filter_map(|id| id.parse().ok()).collect())
}

/// Keeps who was there, where it was asked and the kind of meeting has more than two.
pub(crate) async fn keep(
    state: &AppState,
    who: &SignedIn,
    circle: &Circle,
    (meeting, kind): (MeetingId, &MeetingKey),
    form: &FormData,
) -> Result<(), Error> {
    let Some(there) = ticked(form).filter(|there| !there.is_empty()) else { return Ok(()) };
    if circle.expected_at(kind).len() <= ALWAYS_THERE {
        return Ok(());
    }
    match note_attendance(&state.ctx, who.person(), meeting, &there).await {
        Ok(()) | Err(Failure::Refused(_)) => Ok(()),
        Err(other) => Err(other.into()),
    }
}
