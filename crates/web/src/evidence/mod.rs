//! Files that people keep with what they gather: added by their owner, handed out to whoever reads what they belong to,
//! always as something to save (G2).

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::evidence::Subject;
use domain::ids::{EvidenceId, Id};
use operations::Failure;
use operations::evidence::{AddRefusal, New, add};
use store::evidence::Evidence;
use uuid::Uuid;

use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted, PostedFile};
use crate::layout::Layout;
use crate::page;
use crate::reflections::guard;
use crate::routes::{Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// The routes of this room; each kind of thing has its own page of adding.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/portfolio/files", Audience::SignedIn, of_portfolio)
        .post("/portfolio/files", Audience::SignedIn, add_to_portfolio)
        .get("/evidence/{id}", Audience::Participants, download)
        .post("/evidence/{id}/remove", Audience::SignedIn, remove)
}

/// A file as lists show it.
pub(crate) struct FileLine {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) about: String,
    /// Nowhere, for whoever only reads.
    pub(crate) remove: String,
}

/// The files that belong to something; ask first who may read it.
pub(crate) async fn lines(
    state: &AppState,
    subject: Subject,
    id: impl Id,
    is_mine: bool,
) -> Result<Vec<FileLine>, Error> {
    let found = store::evidence::of_subject(state.ctx.db.reader(), subject, id).await?;
    Ok(found.iter().map(|one| line(Words::english(), one, is_mine)).collect())
}

/// A file in words: its name, what it is of, how large, since when.
pub(crate) fn line(w: Words, one: &Evidence, is_mine: bool) -> FileLine {
    let size = u64::try_from(one.size).unwrap_or(0).div_ceil(1000);
    let size = if size >= 1000 {
        w.with("evidence-megabytes", [("size", size.div_ceil(1000))])
    } else {
        w.with("evidence-kilobytes", [("size", size)])
    };
    let about = [("size", size), ("date", long_date(date_of(one.added_at)))];
    let about = w.with("evidence-about", about);
    FileLine {
        name: one.name.clone(),
        href: format!("/evidence/{}", one.id),
        about: if one.description.is_empty() { about } else { format!("{}. {about}", one.description) },
        remove: if is_mine { format!("/evidence/{}/remove", one.id) } else { String::new() },
    }
}

#[derive(Template)]
#[template(path = "evidence/add.html")]
struct AddPage {
    layout: Layout,
    back: String,
    action: String,
    caption: String,
    hint: String,
    error: String,
    accept: &'static str,
    description: String,
    description_error: String,
    guard: Vec<Choice>,
    guard_error: String,
    readers: String,
    problems: Vec<Problem>,
}

/// What a file is to belong to, as the page shows it.
struct Place {
    subject: Subject,
    id: Option<Uuid>,
    title: String,
    /// Where one comes from and goes back to.
    path: String,
}

impl Place {
    fn action(&self) -> String {
        format!("{}/files", self.path)
    }
}

async fn reflection(state: &AppState, who: &SignedIn, id: &str) -> Result<Place, Error> {
    let one = crate::reflections::own(state, who, id).await?;
    let title = crate::reflections::title_of(Words::english(), &one);
    let path = format!("/reflections/{}", one.id);
    Ok(Place { subject: Subject::Reflection, id: Some(one.id.uuid()), title, path })
}

async fn learning(state: &AppState, who: &SignedIn, id: &str) -> Result<Place, Error> {
    let one = crate::learning::own(state, who, id).await?;
    let path = format!("/learning/{}", one.id);
    Ok(Place { subject: Subject::Learning, id: Some(one.id.uuid()), title: one.line.title, path })
}

fn portfolio() -> Place {
    let title = Words::english().say("portfolio-title");
    Place { subject: Subject::Portfolio, id: None, title, path: "/portfolio".to_owned() }
}

fn build(state: &AppState, who: &SignedIn, place: &Place, form: &FormData, refusal: Option<&AddRefusal>) -> AddPage {
    let w = Words::english();
    let most = state.ctx.keeping.most_bytes / 1_000_000;
    let (mut error, mut description_error, mut choices) = (String::new(), String::new(), Vec::new());
    if let Some(refusal) = refusal {
        match refusal {
            AddRefusal::NhsNumbers(numbers) => choices = guard(w, numbers),
            AddRefusal::TooLong => description_error = w.say(refusal.key()),
            AddRefusal::TooLarge { most_megabytes } => error = w.with(refusal.key(), [("most", *most_megabytes)]),
            AddRefusal::Empty | AddRefusal::WrongType | AddRefusal::Full => error = w.say(refusal.key()),
        }
    }
    let guard_error = if choices.is_empty() { String::new() } else { w.say("guard-say-file") };
    let fields = [("file", &error), ("description", &description_error), ("said", &guard_error)];
    let wrong = fields.iter().filter(|(_, text)| !text.is_empty());
    let problems: Vec<Problem> = wrong.map(|(at, text)| Problem::at(at, (*text).clone())).collect();
    let mut layout = who.layout(state, w.say("evidence-add"));
    layout.has_errors = !problems.is_empty();
    AddPage {
        back: place.path.clone(),
        action: place.action(),
        caption: place.title.clone(),
        hint: w.with("evidence-hint", [("most", most)]),
        error,
        accept: ".pdf,.png,.jpg,.jpeg,.docx,.odt,.txt",
        description: form.raw("description"),
        description_error,
        guard: choices,
        guard_error,
        readers: w.say(if place.id.is_some() { "evidence-readers" } else { "share-only-you" }),
        problems,
        layout,
    }
}

async fn send(state: &AppState, who: &SignedIn, place: &Place, file: &PostedFile) -> Result<Response, Error> {
    let description = file.form.raw("description");
    let new = New {
        subject: place.subject,
        subject_id: place.id,
        name: &file.file_name,
        content: &file.content,
        description: &description,
        said: file.form.all("said"),
    };
    match add(&state.ctx, who.person(), &new).await {
        Ok(_) => Ok(page::go_to(format!("{}?done=added", place.path))),
        Err(Failure::Refused(refusal)) => Ok(page::again(&build(state, who, place, &file.form, Some(&refusal)))),
        Err(failure) => Err(failure.into()),
    }
}

pub(crate) async fn of_reflection(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let place = reflection(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &place, &FormData::default(), None)))
}

pub(crate) async fn add_to_reflection(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    file: PostedFile,
) -> Result<Response, Error> {
    send(&state, &who, &reflection(&state, &who, &id).await?, &file).await
}

pub(crate) async fn of_learning(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let place = learning(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &place, &FormData::default(), None)))
}

pub(crate) async fn add_to_learning(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    file: PostedFile,
) -> Result<Response, Error> {
    send(&state, &who, &learning(&state, &who, &id).await?, &file).await
}

async fn of_portfolio(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    Ok(page::show(&build(&state, &who, &portfolio(), &FormData::default(), None)))
}

async fn add_to_portfolio(State(state): State<AppState>, who: SignedIn, file: PostedFile) -> Result<Response, Error> {
    send(&state, &who, &portfolio(), &file).await
}

async fn download(State(state): State<AppState>, who: SignedIn, Path(id): Path<String>) -> Result<Response, Error> {
    let id: EvidenceId = id.parse().map_err(|_| Error::NotFound)?;
    let found = store::evidence::visible_to(state.ctx.db.reader(), who.viewer, id).await?;
    let one = found.ok_or(Error::NotFound)?;
    let content = operations::evidence::content(&state.ctx, id).await?;
    Ok(page::attachment(&one.name, &one.media_type, content))
}

async fn remove(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let id: EvidenceId = id.parse().map_err(|_| Error::NotFound)?;
    operations::evidence::remove(&state.ctx, who.person(), id).await?;
    let back = Some(form.text("back")).filter(|path| crate::session::is_local(path));
    let back = back.unwrap_or_else(|| "/portfolio".to_owned());
    Ok(page::go_to(format!("{back}?done=removed")))
}
