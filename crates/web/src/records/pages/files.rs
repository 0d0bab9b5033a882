//! A file as an answer: added on a page of its own, and handed out to whoever may read the record and the question.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::forms::{Field, FieldKind};
use domain::ids::FileId;
use domain::keys::FieldKey;
use operations::Failure;
use operations::records::{FileRefusal, Sheet, add_file, remove_file};

use crate::components::Problem;
use crate::error::Error;
use crate::form::PostedFile;
use crate::layout::Layout;
use crate::page;
use crate::records::at::{At, capital, readers, readers_of};
use crate::records::{Noun, load, load_to_write};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "records/file.html")]
struct FilePage {
    layout: Layout,
    back: String,
    action: String,
    caption: String,
    page: String,
    base: i32,
    hint: String,
    /// The name of the file that is there now.
    now: String,
    error: String,
    problems: Vec<Problem>,
    readers: String,
    accept: String,
}

pub(in crate::records) async fn get<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path((path, field)): Path<(String, String)>,
) -> Result<Response, Error> {
    let sheet = load_to_write::<N>(&state, &who, &path).await?;
    if sheet.paper.is_closed() {
        return Ok(page::go_to(At(sheet.which).signatures()));
    }
    let field = field_of(&sheet, &field)?;
    Ok(page::show(&file_page(&state, &who, &sheet, field, String::new())))
}

pub(in crate::records) async fn post<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path((path, field)): Path<(String, String)>,
    file: PostedFile,
) -> Result<Response, Error> {
    let sheet = load_to_write::<N>(&state, &who, &path).await?;
    let field = field_of(&sheet, &field)?;
    let opened: String = file.form.text("page").chars().take(40).collect();
    let on_page = (opened.as_str(), file.form.text("base").parse().unwrap_or(0));
    let outcome = if file.form.text("then") == "remove" {
        remove_file(&state.ctx, who.person(), sheet.which, &field.key, on_page).await
    } else {
        let content = (file.file_name.as_str(), file.content.as_slice());
        add_file(&state.ctx, who.person(), sheet.which, &field.key, on_page, content).await
    };
    let w = Words::english();
    let at = At(sheet.which);
    match outcome {
        Ok(()) => Ok(page::go_to(format!("{}#f-{}", at.record(), field.key))),
        Err(Failure::Refused(FileRefusal::Closed)) => Ok(page::go_to(at.signatures())),
        Err(Failure::Refused(refusal)) => {
            let error = match refusal {
                FileRefusal::TooLarge { most_megabytes } => w.with(refusal.key(), [("most", most_megabytes)]),
                FileRefusal::WrongType => w.with(refusal.key(), &[("types", types(w, field))]),
                _ => w.say(refusal.key()),
            };
            Ok(page::again(&file_page(&state, &who, &sheet, field, error)))
        }
        Err(other) => Err(other.into()),
    }
}

/// The file itself, always as something to save: nothing that was uploaded is ever shown as a page of this site.
pub(in crate::records) async fn download<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path((path, file)): Path<(String, String)>,
) -> Result<Response, Error> {
    let sheet = load::<N>(&state, &who, &path).await?;
    let id: FileId = file.parse().map_err(|_| Error::NotFound)?;
    let found = store::records::file(state.ctx.db.reader(), sheet.paper.record.id, id).await?;
    // What is hidden from the viewer is not in their form.
    let file = found.filter(|file| sheet.paper.form.field(&file.field).is_some()).ok_or(Error::NotFound)?;
    let content = operations::kept::get(&state.ctx, file.id, file.content).await?;
    Ok(page::attachment(&file.name, &file.media_type, content))
}

fn field_of<'s>(sheet: &'s Sheet, path: &str) -> Result<&'s Field, Error> {
    let key: FieldKey = path.parse().map_err(|_| Error::NotFound)?;
    let field = sheet.paper.form.field(&key).ok_or(Error::NotFound)?;
    let is_file = matches!(field.kind, FieldKind::File { .. });
    if is_file && field.may_answer(&sheet.capacities) { Ok(field) } else { Err(Error::NotFound) }
}

/// “PDF or image”: the kinds of file that are taken.
fn types(w: Words, field: &Field) -> String {
    let FieldKind::File { types, .. } = &field.kind else { return String::new() };
    let names: Vec<String> = types.iter().map(|kind| w.say(&format!("file-type-{}", kind.as_str()))).collect();
    match names.as_slice() {
        [first @ .., last] if !first.is_empty() => {
            w.with("file-types-or", &[("first", first.join(", ")), ("last", last.clone())])
        }
        _ => names.concat(),
    }
}

fn file_page(state: &AppState, who: &SignedIn, sheet: &Sheet, field: &Field, error: String) -> FilePage {
    let w = Words::english();
    let at = At(sheet.which);
    let mut layout = who.layout(state, field.label.clone());
    layout.has_errors = !error.is_empty();
    let (most, accept) = match &field.kind {
        FieldKind::File { types, most_bytes } => {
            let accept = types.iter().map(|kind| match kind {
                domain::forms::FileType::Pdf => ".pdf",
                domain::forms::FileType::Image => ".png,.jpg,.jpeg,.gif,.webp",
                domain::forms::FileType::Text => ".txt",
            });
            (most_bytes / 1_000_000, accept.collect::<Vec<_>>().join(","))
        }
        _ => (0, String::new()),
    };
    let narrower = readers_of(w, sheet, field);
    let now = match sheet.paper.values.get(&field.key) {
        Some(domain::records::AnswerValue::File(file)) => file.name.clone(),
        _ => String::new(),
    };
    FilePage {
        back: at.record(),
        action: at.field(&field.key),
        caption: capital(sheet),
        page: state.ctx.new_secret()[..16].to_owned(),
        base: sheet.paper.standing(&field.key).map_or(0, |answer| answer.revision),
        hint: w.with("file-hint", &[("types", types(w, field)), ("most", most.to_string())]),
        now,
        problems: if error.is_empty() { Vec::new() } else { vec![Problem::at("file", error.clone())] },
        error,
        readers: if narrower.is_empty() { readers(w, sheet) } else { narrower },
        accept,
        layout,
    }
}
