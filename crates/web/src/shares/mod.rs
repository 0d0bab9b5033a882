//! Sharing one's own things: with whom, until when, and taking it back. Who can see something now always stands beside it.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::ids::{PersonId, ShareId};
use domain::programmes::Party;
use operations::Failure;
use operations::shares::{ShareRefusal, Shared, share, take_back};
use store::shares::{Companion, Share};

use crate::components::{Choice, Problem};
use crate::days::{self, Day};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// The routes of this room; each kind of thing has its own page of sharing.
pub fn routes(routes: Routes) -> Routes {
    routes.post("/shares/{id}/take-back", Audience::SignedIn, back)
}

/// A share as its owner sees it.
pub(crate) struct ShareLine {
    pub(crate) who: String,
    pub(crate) name: String,
    pub(crate) action: String,
}

/// Who reads something of one's own today.
pub(crate) async fn lines(state: &AppState, who: &SignedIn, what: Shared) -> Result<Vec<ShareLine>, Error> {
    let w = Words::english();
    let found = store::shares::of_owner(state.ctx.db.reader(), who.viewer, Some(what.key())).await?;
    Ok(found.iter().map(|share| line(w, share)).collect())
}

fn line(w: Words, share: &Share) -> ShareLine {
    let name = share.with_name.clone();
    let who = match share.until_on {
        Some(until) => w.with("share-until", [("name", name.clone()), ("date", long_date(until))]),
        None => w.with("share-open", [("name", name.as_str())]),
    };
    ShareLine { who, name, action: format!("/shares/{}/take-back", share.id) }
}

/// “Only you”, or “You and Rhys Bevan”: for the chip.
pub(crate) fn readers(w: Words, lines: &[ShareLine]) -> String {
    let names: Vec<String> = lines.iter().map(|line| line.name.clone()).collect();
    if names.is_empty() {
        return w.say("share-only-you");
    }
    w.with("share-you-and", [("names", crate::meetings::and(w, &names))])
}

#[derive(Template)]
#[template(path = "shares/new.html")]
struct SharePage {
    layout: Layout,
    back: String,
    action: String,
    caption: String,
    people: Vec<Choice>,
    people_error: String,
    until: Day,
    problems: Vec<Problem>,
}

/// The page on which one chooses whom to share something with.
pub(crate) async fn ask(state: &AppState, who: &SignedIn, what: Shared, title: &str) -> Result<Response, Error> {
    Ok(page::show(&build(state, who, what, title, &FormData::default(), "", "").await?))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    what: Shared,
    title: &str,
    form: &FormData,
    people_error: &str,
    until_error: &str,
) -> Result<SharePage, Error> {
    let w = Words::english();
    let found = store::shares::companions(state.ctx.db.reader(), who.viewer).await?;
    let chosen = form.all("with");
    let choice = |one: &Companion| {
        Choice::new(one.person.to_string(), one.name.clone()).hint(role_of(w, state, one)).chosen_among(chosen)
    };
    let fields = [("with", people_error), ("until-day", until_error)];
    let wrong = fields.iter().filter(|(_, text)| !text.is_empty());
    let problems: Vec<Problem> = wrong.map(|(at, text)| Problem::at(at, *text)).collect();
    let mut layout = who.layout(state, w.say("share-title"));
    layout.has_errors = !problems.is_empty();
    Ok(SharePage {
        layout,
        back: what.path(),
        action: format!("{}/share", what.path()),
        caption: title.to_owned(),
        people: found.iter().map(choice).collect(),
        people_error: people_error.to_owned(),
        until: Day::of(form, "until", until_error),
        problems,
    })
}

/// “Your guide”: what somebody is in the journey one has in common.
fn role_of(w: Words, state: &AppState, one: &Companion) -> String {
    let Some(programme) = state.ctx.programmes.version(&one.version) else { return String::new() };
    let word = match &one.party {
        Party::Supportee => programme.words.say("supportee"),
        Party::Role(role) => programme.words.role(role),
    };
    w.with("share-your", [("role", word), ("programme", programme.words.say("programme"))])
}

/// Shares what was asked for, or asks again.
pub(crate) async fn answer(
    state: &AppState,
    who: &SignedIn,
    what: Shared,
    title: &str,
    form: &FormData,
) -> Result<Response, Error> {
    let w = Words::english();
    let until = match days::read(form, "until") {
        Ok(until) => until,
        Err(_) => {
            let page = build(state, who, what, title, form, "", &w.say("time-wrong-date")).await?;
            return Ok(page::again(&page));
        }
    };
    let with: Result<BTreeSet<PersonId>, _> = form.all("with").iter().map(|id| id.parse::<PersonId>()).collect();
    let with = with.map_err(|_| Error::NotFound)?;
    match share(&state.ctx, who.person(), what, &with, until).await {
        Ok(()) => Ok(page::go_to(format!("{}?done=shared", what.path()))),
        Err(Failure::Refused(refusal)) => {
            let text = w.say(refusal.key());
            let (people, day) = if refusal == ShareRefusal::Over { ("", text.as_str()) } else { (text.as_str(), "") };
            Ok(page::again(&build(state, who, what, title, form, people, day).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Takes a share back and goes to where it was seen from.
async fn back(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let id: ShareId = id.parse().map_err(|_| Error::NotFound)?;
    take_back(&state.ctx, who.person(), id).await?;
    let back = Some(form.text("back")).filter(|path| crate::session::is_local(path));
    Ok(page::go_to(back.map_or_else(|| "/portfolio".to_owned(), |path| format!("{path}?done=taken-back"))))
}

/// Something that somebody shares with the viewer.
pub(crate) struct WithMe {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) who: String,
}

/// What others share with the viewer today.
pub(crate) async fn with_me(state: &AppState, who: &SignedIn) -> Result<Vec<WithMe>, Error> {
    use domain::evidence::Subject;
    use domain::ids::{Id, LearningId, ReflectionId};
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let mut found = Vec::new();
    for share in store::shares::with_reader(reader, who.viewer).await? {
        let (title, owner, href) = match share.subject {
            Subject::Reflection => {
                let id = ReflectionId::from_uuid(share.subject_id);
                let Some(one) = store::reflections::find(reader, id).await? else { continue };
                (crate::reflections::title_of(w, &one), one.owner_name, Shared::Reflection(id).path())
            }
            _ => {
                let id = LearningId::from_uuid(share.subject_id);
                let Some(one) = store::learning::find(reader, id).await? else { continue };
                (one.line.title, one.owner_name, Shared::Learning(id).path())
            }
        };
        let who = match share.until_on {
            Some(until) => w.with("share-by-until", [("name", owner), ("date", long_date(until))]),
            None => w.with("share-by", [("name", owner)]),
        };
        found.push(WithMe { title, href, who });
    }
    Ok(found)
}
