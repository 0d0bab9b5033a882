//! Whom one would like to be paired with, and whom not. Nobody else is shown it; a wish not to be paired only keeps the
//! pair from being proposed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::PersonId;
use operations::Failure;
use store::supporters::Wish;

use super::{Here, places};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

struct Line {
    other: PersonId,
    said: String,
    name: String,
    at: String,
}

#[derive(Template)]
#[template(path = "supporters/wishes.html")]
struct WishesPage {
    layout: Layout,
    lines: Vec<Line>,
    places: Vec<Choice>,
    wishes: Vec<Choice>,
    email: String,
    email_problem: String,
    wish_problem: String,
    problems: Vec<Problem>,
}

pub(super) async fn show(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    let here = places(&state, who.person()).await?;
    Ok(page::show(&build(&state, &who, &here, &FormData::default(), None).await?))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    places: &[Here],
    form: &FormData,
    mistake: Option<(&str, String)>,
) -> Result<WishesPage, Error> {
    if places.is_empty() {
        return Err(Error::NotFound);
    }
    let mut layout = who.layout(state, "");
    let w = layout.w;
    layout.title = w.say("wishes-title");
    layout.has_errors = mistake.is_some();
    let mut lines: Vec<Line> = Vec::new();
    for here in places {
        let family = &here.programme.matching.family;
        for wishing in store::supporters::wishes_of(state.ctx.db.reader(), who.person(), family).await? {
            if lines.iter().any(|line| line.other == wishing.other) {
                continue;
            }
            let key = format!("wishes-{}", wishing.wish.as_str());
            let said = w.with(&key, [("name", wishing.other_name.as_str())]);
            lines.push(Line { other: wishing.other, said, name: wishing.other_name, at: here.key() });
        }
    }
    let chosen = form.text("at");
    let chosen_wish = form.text("wish");
    let at = |field: &str| mistake.as_ref().filter(|(name, _)| *name == field).map(|(_, said)| said.clone());
    Ok(WishesPage {
        lines,
        places: places
            .iter()
            .map(|here| {
                let name = domain::programmes::capitalised(here.programme.words.say("programme"));
                Choice::new(here.key(), format!("{name}, {}", here.organisation_name)).chosen_if(&chosen)
            })
            .collect(),
        wishes: ["with", "without"]
            .map(|wish| Choice::new(wish, w.say(&format!("wishes-choose-{wish}"))).chosen_if(&chosen_wish))
            .to_vec(),
        email: form.text("email"),
        email_problem: at("email").unwrap_or_default(),
        wish_problem: at("wish").unwrap_or_default(),
        problems: mistake.iter().map(|(field, said)| Problem::at(field, said.clone())).collect(),
        layout,
    })
}

fn at<'a>(places: &'a [Here], form: &FormData) -> Result<&'a Here, Error> {
    let wanted = form.text("at");
    let here = if wanted.is_empty() { places.first() } else { places.iter().find(|here| here.key() == wanted) };
    here.ok_or(Error::NotFound)
}

pub(super) async fn state_one(
    State(state): State<AppState>,
    who: SignedIn,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let all = places(&state, who.person()).await?;
    let here = at(&all, &form)?;
    let w = Words::english();
    let Ok(wish) = form.text("wish").parse::<Wish>() else {
        let mistake = Some(("wish", w.say("wishes-choose-one")));
        return Ok(page::again(&build(&state, &who, &all, &form, mistake).await?));
    };
    let family = &here.programme.matching.family;
    let email = form.text("email");
    let kept =
        operations::supporters::state_wish(&state.ctx, who.person(), here.organisation, family, &email, wish).await;
    match kept {
        Ok(()) => Ok(page::go_to("/pairing/wishes")),
        Err(Failure::Refused(refusal)) => {
            let mistake = Some(("email", w.say(refusal.key())));
            Ok(page::again(&build(&state, &who, &all, &form, mistake).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn forget(
    State(state): State<AppState>,
    who: SignedIn,
    Path(other): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let other: PersonId = other.parse().map_err(|_| Error::NotFound)?;
    let all = places(&state, who.person()).await?;
    let family = at(&all, &form)?.programme.matching.family.clone();
    operations::supporters::forget_wish(&state.ctx, who.person(), &family, other).await?;
    Ok(page::go_to("/pairing/wishes"))
}
