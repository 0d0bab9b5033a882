//! `/portfolio/copy`: have one's portfolio made, take it as PDF or as open data, and bring one from elsewhere.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use domain::calendar::{long_date, long_instant};
use domain::ids::TakeawayId;
use domain::records::file_size;
use store::takeaway::Takeaway;

use crate::components::{Link, Problem};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "takeaway/copy.html")]
pub(super) struct CopyPage {
    layout: Layout,
    way: Vec<Link>,
    problems: Vec<Problem>,
    problem: String,
    ready: Option<Ready>,
    brought: Vec<Link>,
}

/// A copy that can be taken.
struct Ready {
    made: String,
    pdf: Link,
    data: Link,
}

pub(super) async fn show(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    Ok(page::show(&build(&state, &who, String::new()).await?))
}

/// The page, with what was wrong with a portfolio that was handed in.
pub(super) async fn build(state: &AppState, who: &SignedIn, problem: String) -> Result<CopyPage, Error> {
    let reader = state.ctx.db.reader();
    let mut layout = who.layout(state, "");
    let w = layout.w;
    layout.title = w.say("takeaway-title");
    layout.has_errors = !problem.is_empty();
    let ready = store::takeaway::ready(reader, who.person()).await?.map(|ready| {
        let path = format!("/portfolio/copy/{}", ready.id);
        let link = |key: &str, bytes: i64, end: &str| {
            let size = file_size(u64::try_from(bytes).unwrap_or(0));
            Link::new(w.with(key, [("size", size)]), format!("{path}/{end}"))
        };
        Ready {
            made: w.with("takeaway-made", [("when", long_instant(ready.made_at))]),
            pdf: link("takeaway-pdf", ready.pdf_bytes, "pdf"),
            data: link("takeaway-data", ready.archive_bytes, "data"),
        }
    });
    let brought = store::takeaway::brought_by(reader, who.person()).await?;
    let brought = brought.into_iter().map(|one| {
        let on = long_date(domain::calendar::date_of(one.made_at));
        let from = one.known_as.unwrap_or(one.made_by);
        let text = w.with("brought-from", [("from", from.as_str()), ("date", on.as_str())]);
        Link::new(text, format!("/portfolio/brought/{}", one.id))
    });
    Ok(CopyPage {
        way: vec![Link::new(w.say("nav-home"), "/")],
        problems: match problem.as_str() {
            "" => Vec::new(),
            problem => vec![Problem::at("portfolio", problem.to_owned())],
        },
        problem,
        ready,
        brought: brought.collect(),
        layout,
    })
}

pub(super) async fn make(State(state): State<AppState>, who: SignedIn, _form: Posted) -> Result<Response, Error> {
    let job = operations::takeaway::ask(&state.ctx, who.person()).await?;
    Ok(page::go_to(crate::jobs::path(job)))
}

pub(super) async fn pdf(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let takeaway = load(&state, &who, &id).await?;
    Ok((headers("application/pdf", "portfolio.pdf"), takeaway.pdf).into_response())
}

pub(super) async fn data(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let takeaway = load(&state, &who, &id).await?;
    Ok((headers("application/zip", "portfolio.zip"), takeaway.archive).into_response())
}

fn headers(media_type: &str, name: &str) -> [(HeaderName, String); 2] {
    [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ]
}

/// One's own copy; anybody else's is not there.
async fn load(state: &AppState, who: &SignedIn, id: &str) -> Result<Takeaway, Error> {
    let id: TakeawayId = id.parse().map_err(|_| Error::NotFound)?;
    store::takeaway::find(state.ctx.db.reader(), who.person(), id).await?.ok_or(Error::NotFound)
}
