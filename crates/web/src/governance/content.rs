//! The content of a programme at an organisation: themes, what is mapped to each, gaps, the mix (B5).

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::ids::ContentId;
use domain::keys::ThemeKey;
use domain::programmes::{Mix, Power, Programme, ResourceKind};
use operations::access::Desk;
use operations::governance::{ContentRefusal, NewResource, add_resource, remove_resource, review_content};
use operations::{Actor, Failure};
use store::governance::ContentResource;

use super::file::Asked;
use super::{Typed, date_in, kept_programme, others, programme, way};
use crate::components::{Choice, Link, Problem};
use crate::desk::layout;
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// A session or resource as a theme lists it.
struct Mapped {
    title: String,
    link: String,
    kind: String,
    mix: String,
}

/// A theme and what is mapped to it.
struct ThemeLine {
    name: String,
    what: String,
    mapped: Vec<Mapped>,
}

/// Something of the organisation's own that can be taken off.
struct OwnLine {
    title: String,
    themes: String,
    remove: String,
    label: String,
}

/// The forms, for those who keep the content.
struct Forms {
    add: String,
    review: String,
    title: String,
    title_problem: String,
    link: String,
    link_problem: String,
    kinds: Vec<Choice>,
    mixes: Vec<Choice>,
    themes: Vec<Choice>,
    themes_problem: String,
    reviewed: Typed,
    note: String,
}

#[derive(Template)]
#[template(path = "governance/content.html")]
struct ContentPage {
    layout: Layout,
    way: Vec<Link>,
    over: String,
    problems: Vec<Problem>,
    gaps: String,
    mix: String,
    reviewed: String,
    themes: Vec<ThemeLine>,
    own: Vec<OwnLine>,
    forms: Option<Forms>,
    others: Vec<Link>,
}

/// What was wrong, and with which field.
type Mistake = Option<(&'static str, String)>;

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let programme = programme(&state, &desk, &asked.programme).await?.ok_or(Error::NotFound)?;
    Ok(page::show(&build(&state, &who, &desk, &programme, &FormData::default(), None).await?))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    programme: &Programme,
    form: &FormData,
    mistake: Mistake,
) -> Result<ContentPage, Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let own = store::governance::resources(reader, desk.organisation, &programme.key).await?;
    let review = store::governance::last_review(reader, desk.organisation, &programme.key).await?;
    let themes: Vec<ThemeLine> = programme
        .content
        .iter()
        .map(|theme| ThemeLine {
            name: theme.name.clone(),
            what: theme.what.clone().unwrap_or_default(),
            mapped: mapped(w, programme, &own, &theme.key),
        })
        .collect();
    let gaps: Vec<&str> =
        themes.iter().filter(|theme| theme.mapped.is_empty()).map(|theme| theme.name.as_str()).collect();
    let mixes = own.iter().map(|one| one.mix).chain(programme.resources.iter().map(|one| one.mix));
    let mixes: Vec<Mix> = mixes.collect();
    let of_own = mixes.iter().filter(|mix| **mix == Mix::OwnProfession).count();
    let keeps = desk.may_in(Power::KeepGovernance, &programme.key);
    let mut layout = layout(state, who, desk, w.say("content-title"));
    layout.has_errors = mistake.is_some();
    Ok(ContentPage {
        layout,
        way: way(w, desk),
        over: programme.words.capital("programme"),
        problems: mistake.iter().map(|(field, said)| Problem::at(field, said.clone())).collect(),
        gaps: match gaps.len() {
            0 => w.say("content-no-gaps"),
            _ => w.with("content-gaps", [("count", gaps.len().to_string()), ("gaps", gaps.join("; "))]),
        },
        mix: w.with("standards-mix", [("own", of_own), ("multi", mixes.len() - of_own)]),
        reviewed: review.as_ref().map_or_else(
            || w.say("standards-content-never"),
            |review| w.with("standards-content-reviewed", [("date", long_date(review.reviewed_on))]),
        ),
        own: if keeps { own.iter().map(|one| own_line(w, desk, programme, one)).collect() } else { Vec::new() },
        forms: keeps.then(|| forms(w, desk, programme, form, &mistake)),
        others: others(state, desk, programme, "content").await?,
        themes,
    })
}

/// What is mapped to a theme: the programme's first, then the organisation's own.
fn mapped(w: Words, programme: &Programme, own: &[ContentResource], theme: &ThemeKey) -> Vec<Mapped> {
    let one = |title: &str, link: &str, kind: ResourceKind, mix: Mix| Mapped {
        title: title.to_owned(),
        link: link.to_owned(),
        kind: w.say(&format!("content-kind-{}", kind.as_str())),
        mix: w.say(&format!("content-mix-{}", mix.as_str())),
    };
    let shipped = programme.resources.iter().filter(|resource| resource.themes.contains(theme));
    let shipped = shipped.map(|it| one(&it.title, it.link.as_deref().unwrap_or_default(), it.kind, it.mix));
    let theirs = own.iter().filter(|resource| resource.themes.contains(theme));
    shipped.chain(theirs.map(|it| one(&it.title, &it.link, it.kind, it.mix))).collect()
}

fn own_line(w: Words, desk: &Desk, programme: &Programme, one: &ContentResource) -> OwnLine {
    let names = programme.content.iter().filter(|theme| one.themes.contains(&theme.key));
    let names: Vec<&str> = names.map(|theme| theme.name.as_str()).collect();
    OwnLine {
        title: one.title.clone(),
        themes: names.join(", "),
        remove: format!("/organisations/{}/content/{}/{}/remove", desk.code, programme.key, one.id),
        label: w.with("content-remove-of", [("title", &one.title)]),
    }
}

fn forms(w: Words, desk: &Desk, programme: &Programme, form: &FormData, mistake: &Mistake) -> Forms {
    let add = format!("/organisations/{}/content/{}", desk.code, programme.key);
    let at = |field: &str| match mistake {
        Some((name, said)) if *name == field => said.clone(),
        _ => String::new(),
    };
    let chosen = |name: &str, unsaid: &str| form.filled(name).unwrap_or_else(|| unsaid.to_owned());
    let (kind, mix) = (chosen("kind", "session"), chosen("mix", "multi-profession"));
    let choice = |prefix: &str, key: &str, chosen: &str| {
        Choice::new(key, w.say(&format!("content-{prefix}-{key}"))).chosen_if(chosen)
    };
    Forms {
        review: format!("{add}/review"),
        add,
        title: form.text("title"),
        title_problem: at("title"),
        link: form.text("link"),
        link_problem: at("link"),
        kinds: ResourceKind::ALL.iter().map(|one| choice("kind", one.as_str(), &kind)).collect(),
        mixes: Mix::ALL.iter().map(|one| choice("mix", one.as_str(), &mix)).collect(),
        themes: programme
            .content
            .iter()
            .map(|theme| Choice::new(theme.key.as_str(), theme.name.clone()).chosen_among(form.all("theme")))
            .collect(),
        themes_problem: at("theme"),
        reviewed: Typed::of(form, "reviewed", at("reviewed-day")),
        note: form.raw("note"),
    }
}

fn here(desk: &Desk, programme: &Programme) -> String {
    format!("/organisations/{}/content?programme={}", desk.code, programme.key)
}

fn refused(w: Words, refusal: ContentRefusal) -> (&'static str, String) {
    let (field, key) = match refusal {
        ContentRefusal::NoTitle => ("title", "content-no-title"),
        ContentRefusal::NoTheme => ("theme", "content-no-theme"),
        ContentRefusal::NotALink => ("link", "governance-not-a-link"),
        ContentRefusal::TooLong => ("title", "content-too-long"),
        ContentRefusal::InFuture => ("reviewed-day", "governance-in-future"),
    };
    (field, w.say(key))
}

pub(super) async fn add(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, named)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let programme = kept_programme(&state, &desk, &named).await?;
    let (title, link) = (form.text("title"), form.text("link"));
    let new = NewResource {
        title: &title,
        kind: ResourceKind::of(&form.text("kind")).unwrap_or(ResourceKind::Resource),
        mix: Mix::of(&form.text("mix")).unwrap_or(Mix::MultiProfession),
        link: &link,
        themes: form.all("theme").iter().filter_map(|key| key.parse().ok()).collect(),
    };
    match add_resource(&state.ctx, Actor::Person(who.person()), desk.organisation, &programme.key, &new).await {
        Ok(_) => Ok(page::go_to(here(&desk, &programme))),
        Err(Failure::Refused(refusal)) => {
            let mistake = Some(refused(w, refusal));
            Ok(page::again(&build(&state, &who, &desk, &programme, &form, mistake).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn review(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, named)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let programme = kept_programme(&state, &desk, &named).await?;
    let actor = Actor::Person(who.person());
    let mistake = match date_in(&form, "reviewed") {
        Ok(Some(on)) => {
            let note = form.raw("note");
            match review_content(&state.ctx, actor, desk.organisation, &programme.key, on, &note).await {
                Ok(()) => return Ok(page::go_to(here(&desk, &programme))),
                Err(Failure::Refused(refusal)) => refused(w, refusal),
                Err(failure) => return Err(failure.into()),
            }
        }
        Ok(None) | Err(_) => ("reviewed-day", w.say("governance-not-a-date")),
    };
    Ok(page::again(&build(&state, &who, &desk, &programme, &form, Some(mistake)).await?))
}

pub(super) async fn remove(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, named, resource)): Path<(String, String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let programme = kept_programme(&state, &desk, &named).await?;
    let resource: ContentId = resource.parse().map_err(|_| Error::NotFound)?;
    let actor = Actor::Person(who.person());
    remove_resource(&state.ctx, actor, desk.organisation, &programme.key, resource).await?;
    Ok(page::go_to(here(&desk, &programme)))
}
