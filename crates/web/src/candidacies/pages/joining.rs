//! A person's own page of joining: how what they were offered or asked for stands, and asking to join.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State as Shared};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::candidacies::{Candidacy, State};
use domain::ids::{CandidacyId, PostId};
use domain::keys::ProgrammeKey;
use domain::people;
use domain::programmes::{Programme, capitalised};
use operations::Failure;
use operations::candidacies::{self as joining, Asking, By};
use operations::programmes::{here, run_here};
use serde::Deserialize;
use store::candidacies::{Line, OwnPost};

use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// Something the person was offered or asked for.
struct Card {
    id: CandidacyId,
    heading: String,
    place: String,
    sentence: String,
    reason: String,
    offer: Option<String>,
    can_withdraw: bool,
}

/// A programme that the person could ask for, for one of their posts.
struct Possible {
    post: PostId,
    programme: ProgrammeKey,
    heading: String,
    place: String,
    purpose: String,
    transitions: Vec<Choice>,
    words: String,
    problem: String,
    /// What is special to this form, so that ids on the page stay apart.
    id: String,
}

#[derive(Template)]
#[template(path = "candidacies/joining.html")]
struct JoiningPage {
    layout: Layout,
    problems: Vec<Problem>,
    cards: Vec<Card>,
    possible: Vec<Possible>,
    within: u32,
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Done {
    done: String,
}

pub(in super::super) async fn show(
    Shared(state): Shared<AppState>,
    who: SignedIn,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let mut joining = build(&state, &who, &FormData::default(), None).await?;
    if done.done == "asked" {
        joining.layout.flash = Some(joining.layout.w.say("joining-asked-now"));
    }
    Ok(page::show(&joining))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    form: &FormData,
    problem: Option<String>,
) -> Result<JoiningPage, Error> {
    let (reader, today) = (state.ctx.db.reader(), state.ctx.today());
    let mut layout = who.layout(state, "");
    let w = layout.w;
    layout.title = w.say("joining-title");
    layout.has_errors = problem.is_some();
    let lines = store::candidacies::lines_of(reader, who.person()).await?;
    let mut cards = Vec::new();
    for line in &lines {
        // That the staff file brought somebody up is the lead's to decide on; it is no news for the person yet.
        let is_news = line.candidacy.state != State::Recognised;
        let programme = here(&state.ctx, reader, line.candidacy.organisation, &line.candidacy.programme).await?;
        cards.extend(programme.filter(|_| is_news).map(|programme| card(w, line, &programme)));
    }
    let mut adopted: BTreeMap<_, Vec<Arc<Programme>>> = BTreeMap::new();
    let mut possible = Vec::new();
    let mut within = 0;
    for own in store::candidacies::own_posts(reader, who.person(), today).await? {
        if let Entry::Vacant(unknown) = adopted.entry(own.organisation) {
            unknown.insert(run_here(&state.ctx, reader, own.organisation).await?);
        }
        for programme in &adopted[&own.organisation] {
            let of = |line: &&Line| line.candidacy.post == own.post.post && line.candidacy.programme == programme.key;
            let known = lines.iter().find(of);
            if known.is_some_and(|line| !may_ask(line.candidacy.state)) {
                continue;
            }
            within = programme.offering.answer_within_working_days;
            possible.push(possibility(w, &own, programme, form, problem.as_deref()));
        }
    }
    let at = possible.iter().find(|possible| !possible.problem.is_empty()).map(|possible| possible.id.clone());
    let problems =
        problem.into_iter().map(|text| Problem::at(&format!("words-{}", at.clone().unwrap_or_default()), text));
    Ok(JoiningPage { problems: problems.collect(), cards, possible, within, layout })
}

/// May somebody whose candidacy stands so ask (again)?
fn may_ask(state: State) -> bool {
    matches!(state, State::Recognised | State::Declined | State::Refused | State::Withdrawn)
}

fn card(w: Words, line: &Line, programme: &Programme) -> Card {
    let candidacy = &line.candidacy;
    Card {
        id: candidacy.id,
        heading: capitalised(programme.words.say("programme")),
        place: place(&line.job_title, &line.organisation_name),
        sentence: sentence(w, candidacy, programme),
        reason: shown_reason(candidacy).unwrap_or_default().to_owned(),
        offer: candidacy.offered_at.map(|_| format!("/joining/{}", candidacy.id)),
        can_withdraw: matches!(candidacy.state, State::Requested | State::Accepted),
    }
}

fn place(job_title: &str, organisation: &str) -> String {
    format!("{job_title}, {}", crate::text::organisation_name(organisation))
}

fn sentence(w: Words, candidacy: &Candidacy, programme: &Programme) -> String {
    let on = long_date(date_of(candidacy.state_since));
    let supporter = programme.words.with_article("supporter").to_owned();
    let within = programme.offering.answer_within_working_days.to_string();
    let values = [("date", on), ("supporter", supporter), ("within", within)];
    w.with(&format!("joining-{}", candidacy.state), values)
}

/// The reason that concerns the person: the lead's, not their own.
fn shown_reason(candidacy: &Candidacy) -> Option<&str> {
    match candidacy.state {
        State::Refused | State::SetAside | State::Withdrawn => candidacy.state_reason.as_deref(),
        _ => None,
    }
}

fn possibility(w: Words, own: &OwnPost, programme: &Programme, form: &FormData, problem: Option<&str>) -> Possible {
    let mine = form.text("post") == own.post.post.to_string() && form.text("programme") == programme.key.as_str();
    let typed = |name: &str| if mine { form.raw(name) } else { String::new() };
    let chosen = typed("transition");
    let transitions = programme
        .transitions
        .iter()
        .filter_map(people::transition)
        .map(|transition| Choice::new(transition.key.as_str(), capitalised(&transition.name)).chosen_if(&chosen));
    let transitions: Vec<Choice> = if own.post.joining.transition.is_some() {
        Vec::new()
    } else {
        std::iter::once(Choice::new("", w.say("joining-transition-none"))).chain(transitions).collect()
    };
    Possible {
        post: own.post.post,
        programme: programme.key.clone(),
        heading: capitalised(programme.words.say("programme")),
        place: place(&own.job_title, &own.organisation_name),
        purpose: programme.purpose.trim().to_owned(),
        transitions,
        words: typed("words"),
        problem: problem.filter(|_| mine).unwrap_or_default().to_owned(),
        id: format!("{}-{}", own.post.post, programme.key),
    }
}

pub(in super::super) async fn ask(
    Shared(state): Shared<AppState>,
    who: SignedIn,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let asking = Asking {
        post: form.text("post").parse().map_err(|_| Error::NotFound)?,
        programme: form.text("programme").parse().map_err(|_| Error::NotFound)?,
        transition: form.filled("transition").and_then(|key| key.parse().ok()),
        words: form.raw("words"),
    };
    match joining::request(&state.ctx, who.person(), &asking).await {
        Ok(_) => Ok(page::go_to("/joining?done=asked")),
        Err(Failure::Refused(refusal)) => {
            let problem = Some(Words::english().say(refusal.key()));
            Ok(page::again(&build(&state, &who, &form, problem).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

pub(in super::super) async fn withdraw(
    Shared(state): Shared<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(_): Posted,
) -> Result<Response, Error> {
    let id: CandidacyId = id.parse().map_err(|_| Error::NotFound)?;
    match joining::withdraw(&state.ctx, By::Candidate(who.person()), id, "").await {
        Ok(_) => Ok(page::go_to("/joining")),
        Err(Failure::Refused(refusal)) => {
            let problem = Some(Words::english().say(refusal.key()));
            Ok(page::again(&build(&state, &who, &FormData::default(), problem).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}
