//! The page before sending: exactly who will receive it, why, and by when an answer is asked.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::weekday_date;
use domain::ids::{JourneyId, PersonId, ThreadId};
use domain::messages::Matter;
use operations::Failure;
use operations::messages::{Checked, SendRefusal, check, send};
use store::messages::Draft;

use super::{compose, path_of, places, telling};
use crate::components::{Problem, SummaryRow};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "messages/check.html")]
struct CheckPage {
    layout: Layout,
    back: String,
    action: String,
    problems: Vec<Problem>,
    rows: Vec<SummaryRow>,
    shown: Vec<String>,
    matter: String,
    subject: String,
    text: String,
}

pub(super) async fn get_new(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    look(&state, &who, new_of(&id)?).await
}

pub(super) async fn get_reply(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    look(&state, &who, reply_of(&id)?).await
}

pub(super) async fn post_new(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    go(&state, &who, new_of(&id)?, &form).await
}

pub(super) async fn post_reply(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    go(&state, &who, reply_of(&id)?, &form).await
}

fn new_of(id: &str) -> Result<Draft, Error> {
    id.parse::<JourneyId>().map(Draft::New).map_err(|_| Error::NotFound)
}

fn reply_of(id: &str) -> Result<Draft, Error> {
    id.parse::<ThreadId>().map(Draft::Reply).map_err(|_| Error::NotFound)
}

async fn look(state: &AppState, who: &SignedIn, draft: Draft) -> Result<Response, Error> {
    let fields = compose::fields(state, who, draft).await?;
    let sending = compose::sending(draft, &fields);
    match check(&state.ctx, state.ctx.db.reader(), who.person(), &sending).await {
        Ok(checked) => Ok(page::show(&build(state, who, draft, &checked, None))),
        // Something is missing: back to where it is written.
        Err(Failure::Refused(_)) => Ok(page::go_to(places(draft).0)),
        Err(other) => Err(other.into()),
    }
}

async fn go(state: &AppState, who: &SignedIn, draft: Draft, form: &FormData) -> Result<Response, Error> {
    let w = Words::english();
    let fields = compose::fields(state, who, draft).await?;
    let sending = compose::sending(draft, &fields);
    let shown: Vec<PersonId> = form.all("shown").iter().filter_map(|person| person.parse().ok()).collect();
    match send(&state.ctx, who.person(), &sending, &shown).await {
        Ok(thread) => Ok(page::go_to(path_of(thread))),
        Err(Failure::Refused(SendRefusal::OthersNow)) => {
            let checked = check(&state.ctx, state.ctx.db.reader(), who.person(), &sending).await?;
            let problem = Some(w.say("message-others-now"));
            Ok(page::again(&build(state, who, draft, &checked, problem)))
        }
        Err(Failure::Refused(SendRefusal::Problems(_))) => Ok(page::go_to(places(draft).0)),
        Err(other) => Err(other.into()),
    }
}

fn build(state: &AppState, who: &SignedIn, draft: Draft, checked: &Checked, problem: Option<String>) -> CheckPage {
    let w = Words::english();
    let programme = &checked.writer.programme;
    let rows = checked.receivers.iter().map(|(receiver, due_on)| {
        let mut said = telling::why(w, receiver.why);
        if let Some(due_on) = due_on {
            said = format!("{said} {}", w.with("message-check-due", [("date", weekday_date(*due_on).as_str())]));
        }
        SummaryRow::new(telling::named(programme, &receiver.name, &receiver.party), said)
    });
    let told_apart = !programme.responding.copied.is_empty();
    let matter = match checked.matter {
        Matter::Routine => w.say("message-matter-routine"),
        Matter::Beyond => w.say("message-matter-beyond"),
    };
    let mut layout = who.layout(state, w.say("message-check-title"));
    layout.has_errors = problem.is_some();
    let (back, action, _) = places(draft);
    CheckPage {
        layout,
        back,
        action,
        problems: problem.into_iter().map(|text| Problem::at("receivers", text)).collect(),
        rows: rows.collect(),
        shown: checked.receivers.iter().map(|(receiver, _)| receiver.person.to_string()).collect(),
        matter: if told_apart { matter } else { String::new() },
        subject: checked.subject.clone(),
        text: checked.body.to_string(),
    }
}
