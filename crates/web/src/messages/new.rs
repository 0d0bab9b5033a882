//! Writing a new message.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::programmes::Party;
use operations::Failure;
use operations::messages::{SendRefusal, Writer, check};
use store::messages::Draft;

use super::compose::{self, Compose, Errors, Fields, Unsaid};
use super::{list_of, places, writer};
use crate::components::Problem;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "messages/new.html")]
struct NewPage {
    layout: Layout,
    back: String,
    problems: Vec<Problem>,
    compose: Compose,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let writer = writer(&state, &who, &id).await?;
    if !writer.can_write() {
        return Err(Error::NotFound);
    }
    let fields = compose::fields(&state, &who, Draft::New(writer.journey)).await?;
    Ok(page::show(&build(&state, &who, &writer, &fields, Errors::default())))
}

fn build(state: &AppState, who: &SignedIn, writer: &Writer, fields: &Fields, errors: Errors) -> NewPage {
    let w = Words::english();
    let problems = errors.problems();
    // The one across is the likeliest to be written to.
    let across = match &writer.party {
        Party::Supportee => Party::Role(writer.programme.supporter.clone()),
        Party::Role(_) => Party::Supportee,
    };
    let to = writer.others().filter(|one| one.party == across).map(|one| one.person).take(1).collect();
    let unsaid = Unsaid { to, matter: None, answer: true };
    let mut layout = who.layout(state, w.say("message-new-title"));
    layout.has_errors = !problems.is_empty();
    NewPage {
        layout,
        back: list_of(writer.journey),
        problems,
        compose: compose::compose(state, who, writer, Draft::New(writer.journey), fields, &unsaid, errors),
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let writer = writer(&state, &who, &id).await?;
    let draft = Draft::New(writer.journey);
    let known = compose::fields(&state, &who, draft).await?;
    compose::keep_form(&state, &who, draft, &form, &known).await?;
    let fields = compose::fields(&state, &who, draft).await?;
    let sending = compose::sending(draft, &fields);
    match check(&state.ctx, state.ctx.db.reader(), who.person(), &sending).await {
        Ok(_) => Ok(page::go_to(places(draft).1)),
        Err(Failure::Refused(SendRefusal::Problems(problems))) => {
            let errors = Errors::of(Words::english(), &problems);
            Ok(page::again(&build(&state, &who, &writer, &fields, errors)))
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn throw_away(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let writer = writer(&state, &who, &id).await?;
    operations::messages::throw_away(&state.ctx, who.person(), Draft::New(writer.journey)).await?;
    Ok(page::go_to(list_of(writer.journey)))
}
