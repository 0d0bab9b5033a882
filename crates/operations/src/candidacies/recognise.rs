//! Recognising who may be owed a programme, after a staff file was read (C1).

use std::collections::HashSet;
use std::sync::Arc;

use domain::calendar;
use domain::candidacies::eligibility::judge;
use domain::candidacies::{Action, Actor, Candidacy, Origin, Reason, State};
use domain::ids::{OrganisationId, PersonId, PostId};
use domain::keys::ProgrammeKey;
use domain::people;
use domain::programmes::Programme;
use jiff::civil::Date;
use store::candidacies::JoiningPost;
use store::events::Event;
use store::{Fault, Tx};

use crate::Context;
use crate::programmes::run_here;

/// Recognises candidates among the posts of an organisation that a staff file brought or changed, in the import's own
/// transaction; returns how many are new.
///
/// Candidacies that exist follow their posts (a corrected first working day, profession or holder) and otherwise stay
/// where people have put them: a second reading of the same file finds nobody new and brings nobody back. People whose
/// post has ended before anything began are withdrawn. A person with two posts at once is a candidate for one of them.
/// However many posts, the number of statements stays small.
///
/// # Errors
/// The database failed.
pub async fn recognise(tx: &Tx, ctx: &Context, organisation: OrganisationId, posts: &[PostId]) -> Result<usize, Fault> {
    let read: HashSet<PostId> = posts.iter().copied().collect();
    recognise_among(tx, ctx, organisation, |post| read.contains(&post)).await
}

/// Recognises candidates among all posts of an organisation: when it takes up a programme.
///
/// # Errors
/// The database failed.
pub async fn recognise_all(tx: &Tx, ctx: &Context, organisation: OrganisationId) -> Result<usize, Fault> {
    recognise_among(tx, ctx, organisation, |_| true).await
}

/// Looks again at every organisation that runs a programme: with time somebody comes within the days before a start
/// that the programme looks ahead, and a post ends. Returns how many candidates are new.
///
/// # Errors
/// The database failed.
pub async fn look_again(ctx: &Context) -> Result<usize, Fault> {
    let mut new = 0;
    for organisation in store::candidacies::organisations_with_programmes(ctx.db.reader(), ctx.today()).await? {
        let found: Result<usize, Fault> = store::write!(ctx.db, |tx| { recognise_all(tx, ctx, organisation).await });
        new += found?;
    }
    Ok(new)
}

async fn recognise_among(
    tx: &Tx,
    ctx: &Context,
    organisation: OrganisationId,
    is_among: impl Fn(PostId) -> bool,
) -> Result<usize, Fault> {
    let today = ctx.today();
    store::candidacies::follow_posts(tx, organisation).await?;
    withdraw_leavers(tx, ctx, organisation, today).await?;
    let programmes = run_here(ctx, tx, organisation).await?;
    let Some((from, until)) = window(&programmes, today) else { return Ok(0) };
    let known = store::candidacies::known(tx, organisation, today).await?;
    let mut taken: HashSet<(PersonId, ProgrammeKey)> =
        known.into_iter().map(|known| (known.person, known.programme)).collect();
    let mut candidacies = Vec::new();
    let joining = store::candidacies::joining_posts(tx, organisation, from, until).await?;
    for post in joining.iter().filter(|post| is_among(post.post)) {
        for programme in programmes.iter().filter(|programme| programme.serves.recognise.is_some()) {
            let Ok(reason) = judge_post(programme, post, today) else { continue };
            if taken.insert((post.person, programme.key.clone())) {
                candidacies.push(recognised(ctx, organisation, programme, post, reason));
            }
        }
    }
    let new = store::candidacies::insert_all(tx, &candidacies).await?;
    if new > 0 {
        let sentence = match new {
            1 => "One person was recognised who may be eligible".to_owned(),
            new => format!("{new} people were recognised who may be eligible"),
        };
        let event = Event::new(ctx.new_id(), ctx.now(), None, "candidacies.recognise", organisation);
        store::events::record(tx, &event.at(organisation).saying(sentence)).await?;
    }
    Ok(new)
}

/// Judges a post on a day against a programme.
///
/// # Errors
/// Why the programme does not serve it.
pub fn judge_post(
    programme: &Programme,
    post: &JoiningPost,
    today: Date,
) -> Result<Reason, domain::candidacies::NotServed> {
    judge(&programme.serves, &programme.transitions, &post.joining, today, |group, profession, on| {
        people::in_group(profession, group, on)
    })
}

/// Between which first working days a post may be one that a programme recognises today.
fn window(programmes: &[Arc<Programme>], today: Date) -> Option<(Date, Date)> {
    let days = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    let recognise = || programmes.iter().filter_map(|programme| programme.serves.recognise.as_ref());
    let within = recognise().map(|recognise| recognise.within_days).max()?;
    let ahead = recognise().map(|recognise| recognise.ahead_days).max()?;
    Some((calendar::plus_days(today, -days(within)), calendar::plus_days(today, days(ahead))))
}

fn recognised(
    ctx: &Context,
    organisation: OrganisationId,
    programme: &Programme,
    post: &JoiningPost,
    reason: Reason,
) -> Candidacy {
    let now = ctx.now();
    Candidacy {
        id: ctx.new_id(),
        person: post.person,
        organisation,
        post: post.post,
        programme: programme.key.clone(),
        profession: reason.profession,
        transition: reason.transition,
        starts_on: reason.starts_on,
        state: State::Recognised,
        state_since: now,
        state_reason: None,
        before: None,
        origin: Origin::Import,
        recognised_at: now,
        requested_at: None,
        request_answered_at: None,
        offered_at: None,
        seen_at: None,
        answered_at: None,
    }
}

async fn withdraw_leavers(tx: &Tx, ctx: &Context, organisation: OrganisationId, today: Date) -> Result<(), Fault> {
    for held in store::candidacies::left_before_start(tx, organisation, today).await? {
        let reason = format!("The post ended on {}.", calendar::long_date(held.ended_on));
        let withdrawn = held.candidacy.after(Actor::Product, &Action::Withdraw { reason }, ctx.now());
        let withdrawn = withdrawn.expect("the product may withdraw whatever is open");
        store::candidacies::update(tx, held.candidacy.state, &withdrawn).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), None, "candidacies.withdraw", withdrawn.id)
            .at(organisation)
            .saying("A candidate's post ended before anything began");
        store::events::record(tx, &event).await?;
    }
    Ok(())
}
