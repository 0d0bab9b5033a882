//! Anybody with a sign-in asks to join a programme for a post they hold (C2, self-referral).

use domain::candidacies::{Action, Actor, Candidacy, Origin, State, asked_start};
use domain::ids::{PersonId, PostId};
use domain::keys::{ProgrammeKey, TransitionKey};
use domain::programmes::Programme;
use store::events::Event;

use super::{NOUN, Refusal, letters, step};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};
use crate::programmes::run_here;

/// What somebody asks for.
#[derive(Debug, Clone)]
pub struct Asking {
    pub post: PostId,
    pub programme: ProgrammeKey,
    /// What has changed, when the post does not say.
    pub transition: Option<TransitionKey>,
    /// Why, in a word or two; may be empty.
    pub words: String,
}

/// Asks to join. The leads are told, and an answer is owed within the programme's time. What the programme serves does
/// not stop anybody from asking: the lead sees how it stands and answers.
///
/// # Errors
/// The post is not the person's or has ended; the organisation does not run the programme; or there is an offer or a
/// request already.
pub async fn request(ctx: &Context, person: PersonId, asking: &Asking) -> Outcome<Candidacy, Refusal> {
    let today = ctx.today();
    store::write!(ctx.db, |tx| {
        let posts = store::candidacies::own_posts(tx, person, today).await?;
        let own = posts.into_iter().find(|own| own.post.post == asking.post).ok_or(Failure::NotFound)?;
        let programmes = run_here(ctx, tx, own.organisation).await?;
        let Some(programme) = programmes.iter().find(|programme| programme.key == asking.programme) else {
            return refuse(Refusal::NotRun);
        };
        let transition = asking.transition.as_ref().filter(|transition| programme.transitions.contains(transition));
        let action = Action::Request { reason: asking.words.clone() };
        let by = (Actor::Candidate, Some(person));
        let known = store::candidacies::find_for_post(tx, asking.post, &asking.programme).await?;
        let asked = match known {
            Some(known) if known.state == State::Offered => return refuse(Refusal::OfferStands),
            Some(known) if matches!(known.state, State::Requested | State::Accepted | State::Matched) => {
                return refuse(Refusal::AlreadyAsked);
            }
            Some(known) => step(ctx, tx, &known, by, &action, "Asked to join").await?,
            None => {
                let new = begun(ctx, &own, person, programme, transition);
                let asked = new.after(Actor::Candidate, &action, ctx.now()).map_err(Refusal::Step);
                let asked = asked.map_err(Failure::Refused)?;
                if store::candidacies::insert_all(tx, std::slice::from_ref(&asked)).await? == 0 {
                    return refuse(Refusal::AlreadyAsked);
                }
                let event = Event::new(ctx.new_id(), ctx.now(), Some(person), &format!("{NOUN}.request"), asked.id);
                store::events::record(tx, &event.at(asked.organisation).saying("Asked to join")).await?;
                asked
            }
        };
        letters::requested(ctx, tx, &asked).await?;
        Ok(asked)
    })
}

fn begun(
    ctx: &Context,
    own: &store::candidacies::OwnPost,
    person: PersonId,
    programme: &Programme,
    transition: Option<&TransitionKey>,
) -> Candidacy {
    let joining = &own.post.joining;
    Candidacy {
        id: ctx.new_id(),
        person,
        organisation: own.organisation,
        post: own.post.post,
        programme: programme.key.clone(),
        profession: joining.profession.clone(),
        transition: joining.transition.clone().or_else(|| transition.cloned()),
        starts_on: asked_start(&programme.serves, joining.starts_on, ctx.today()),
        state: State::Recognised,
        state_since: ctx.now(),
        state_reason: None,
        before: None,
        origin: Origin::Request,
        recognised_at: ctx.now(),
        requested_at: None,
        request_answered_at: None,
        offered_at: None,
        seen_at: None,
        answered_at: None,
    }
}
