//! A thread: what was written, who received it, which answers are due, and a reply.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::{MessageId, PersonId};
use domain::messages::{Answered, Matter};
use domain::programmes::capitalised;
use jiff::civil::Date;
use operations::Failure;
use operations::messages::{CloseRefusal, SendRefusal, Writer, check, note_read};
use store::messages::{AnswerLine, Draft, Message, Thread};

use super::compose::{self, Compose, Errors, Fields, Unsaid};
use super::{found, list_of, path_of, places, telling};
use crate::components::Problem;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "messages/thread.html")]
struct ThreadPage {
    layout: Layout,
    back: String,
    over: String,
    path: String,
    problems: Vec<Problem>,
    messages: Vec<Shown>,
    is_new: bool,
    /// What one can do when an answer that one waits for is late: the programme's words.
    late: Vec<String>,
    compose: Option<Compose>,
}

/// A message as the page shows it.
struct Shown {
    id: String,
    author: String,
    when: String,
    beyond: String,
    paragraphs: Vec<String>,
    readers: String,
    answers: Vec<AnswerShown>,
}

/// An answer that is asked for, with what the viewer can say of it.
struct AnswerShown {
    said: String,
    late: bool,
    action: String,
    elsewhere: bool,
    not_needed: bool,
    /// Whose answer it is, for those who hear the buttons.
    name: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let (thread, writer) = found(&state, &who, &id).await?;
    let fields = compose::fields(&state, &who, Draft::Reply(thread.id)).await?;
    Ok(page::show(&build(&state, &who, &thread, &writer, &fields, Errors::default(), None)))
}

fn build(
    state: &AppState,
    who: &SignedIn,
    thread: &Thread,
    writer: &Writer,
    fields: &Fields,
    errors: Errors,
    problem: Option<String>,
) -> ThreadPage {
    let w = Words::english();
    let today = state.ctx.today();
    let mut problems = errors.problems();
    problems.extend(problem.map(|text| Problem::at("thread", text)));
    let mut layout = who.layout(state, thread.subject.clone());
    layout.has_errors = !problems.is_empty();
    let waits_late = thread
        .messages
        .iter()
        .filter(|message| message.author == who.person())
        .any(|message| message.answers.iter().any(|answer| answer.answered.is_none() && answer.due_on < today));
    let mut late = Vec::new();
    if waits_late {
        late.extend(writer.programme.responding.urgent.clone());
        late.extend(writer.programme.guidance("difficulties").map(|text| text.trim().to_owned()));
    }
    ThreadPage {
        layout,
        back: list_of(thread.journey),
        over: capitalised(writer.programme.words.say("journey")),
        path: path_of(thread.id),
        problems,
        messages: thread.messages.iter().map(|message| shown(w, who, thread, writer, message, today)).collect(),
        is_new: thread.messages.iter().any(|message| message.is_new),
        late,
        compose: writer.can_write().then(|| {
            let unsaid = unsaid(who, thread);
            compose::compose(state, who, writer, Draft::Reply(thread.id), fields, &unsaid, errors)
        }),
    }
}

/// A reply goes to whoever wrote last; the matter stays what it was, and no answer is asked unless one says so.
fn unsaid(who: &SignedIn, thread: &Thread) -> Unsaid {
    let last = thread.messages.iter().rev().find(|message| message.author != who.person());
    let to = match last {
        Some(last) => vec![last.author],
        None => thread.messages.iter().flat_map(|message| &message.copies).map(|copy| copy.person).collect(),
    };
    Unsaid { to, matter: thread.messages.last().map(|message| message.matter), answer: false }
}

fn shown(w: Words, who: &SignedIn, thread: &Thread, writer: &Writer, message: &Message, today: Date) -> Shown {
    let programme = &writer.programme;
    let mut readers = vec![message.author_name.clone()];
    readers.extend(message.copies.iter().map(|copy| copy.name.clone()));
    let told_apart = !programme.responding.copied.is_empty();
    Shown {
        id: format!("message-{}", message.id),
        author: telling::named(programme, &message.author_name, &message.party),
        when: telling::when(message.sent_at),
        beyond: if told_apart && message.matter == Matter::Beyond {
            w.say("message-tag-beyond")
        } else {
            String::new()
        },
        paragraphs: message.content.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        readers: telling::names(w, &readers),
        answers: message.answers.iter().map(|line| answer(w, who, thread, message, line, today)).collect(),
    }
}

fn answer(w: Words, who: &SignedIn, thread: &Thread, message: &Message, line: &AnswerLine, today: Date) -> AnswerShown {
    let open = line.answered.is_none();
    let (mine, asked) = (line.person == who.person(), message.author == who.person());
    AnswerShown {
        said: telling::answer(w, line, today),
        late: open && line.due_on < today,
        action: format!("{}/answers/{}/{}", path_of(thread.id), message.id, line.person),
        elsewhere: open && (mine || asked),
        not_needed: open && asked,
        name: line.name.clone(),
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (thread, writer) = found(&state, &who, &id).await?;
    let draft = Draft::Reply(thread.id);
    let known = compose::fields(&state, &who, draft).await?;
    compose::keep_form(&state, &who, draft, &form, &known).await?;
    let fields = compose::fields(&state, &who, draft).await?;
    let sending = compose::sending(draft, &fields);
    match check(&state.ctx, state.ctx.db.reader(), who.person(), &sending).await {
        Ok(_) => Ok(page::go_to(places(draft).1)),
        Err(Failure::Refused(SendRefusal::Problems(problems))) => {
            let errors = Errors::of(Words::english(), &problems);
            Ok(page::again(&build(&state, &who, &thread, &writer, &fields, errors, None)))
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
    let (thread, _) = found(&state, &who, &id).await?;
    operations::messages::throw_away(&state.ctx, who.person(), Draft::Reply(thread.id)).await?;
    Ok(page::go_to(path_of(thread.id)))
}

pub(super) async fn read(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let (thread, _) = found(&state, &who, &id).await?;
    note_read(&state.ctx, who.person(), thread.id).await?;
    Ok(page::go_to(list_of(thread.journey)))
}

pub(super) async fn close(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, message, person)): Path<(String, String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (thread, writer) = found(&state, &who, &id).await?;
    let message: MessageId = message.parse().map_err(|_| Error::NotFound)?;
    let of: PersonId = person.parse().map_err(|_| Error::NotFound)?;
    let way = Answered::named(&form.text("way")).ok_or(Error::NotFound)?;
    match operations::messages::close(&state.ctx, who.person(), (thread.id, message), of, way).await {
        Ok(()) => Ok(page::go_to(path_of(thread.id))),
        Err(Failure::Refused(CloseRefusal::Answered)) => {
            let (thread, _) = found(&state, &who, &id).await?;
            let fields = compose::fields(&state, &who, Draft::Reply(thread.id)).await?;
            let problem = Some(Words::english().say("message-answered-meanwhile"));
            Ok(page::again(&build(&state, &who, &thread, &writer, &fields, Errors::default(), problem)))
        }
        Err(other) => Err(other.into()),
    }
}
