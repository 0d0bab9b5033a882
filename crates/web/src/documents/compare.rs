//! A version of a document beside the one before: what was taken out, what was added (E1). And: “I have seen it”.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::RecordId;
use domain::programmes::capitalised;
use domain::records::Piece;
use operations::records::{Sheet, Which, compared, sheet};

use super::paths;
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::records::At;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "documents/compare.html")]
struct ComparePage {
    layout: Layout,
    back: String,
    back_text: String,
    lead: String,
    changed: Vec<(String, Vec<Piece>)>,
    same: Vec<String>,
}

/// Where a document is read beside the version before; empty for the first, and for what has no versions.
pub(crate) fn compare_of(sheet: &Sheet) -> String {
    match (sheet.which, sheet.subject.document()) {
        (Which::Document(id), Some(document)) if document.place.number > 1 && document.place.owner.is_none() => {
            path_of(id)
        }
        _ => String::new(),
    }
}

pub(super) fn path_of(id: RecordId) -> String {
    format!("/documents/{id}/changes")
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let w = Words::english();
    let id: RecordId = id.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    let sheet = sheet(&state.ctx, reader, who.person(), Which::Document(id)).await?.ok_or(Error::NotFound)?;
    let compared = compared(&state.ctx, reader, &sheet).await?.ok_or(Error::NotFound)?;
    let document = sheet.subject.document().ok_or(Error::NotFound)?;
    let differs = |pieces: &[Piece]| pieces.iter().any(|piece| !matches!(piece, Piece::Same(_)));
    let (changed, same): (Vec<_>, Vec<_>) = compared.questions.into_iter().partition(|(_, pieces)| differs(pieces));
    let word = capitalised(sheet.subject.word(&sheet.circle));
    let numbers = [("number", compared.number), ("before", compared.number - 1)];
    Ok(page::show(&ComparePage {
        layout: who.layout(&state, w.with("documents-compare-title", [("document", word.as_str())])),
        back: paths::kind(sheet.circle.journey, &document.kind.key),
        back_text: word,
        lead: w.with("documents-compare-lead", numbers),
        changed,
        same: same.into_iter().map(|(label, _)| label).collect(),
    }))
}

/// The viewer has seen what others changed.
pub(super) async fn see(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    _form: Posted,
) -> Result<Response, Error> {
    let id: RecordId = id.parse().map_err(|_| Error::NotFound)?;
    operations::records::see(&state.ctx, who.person(), id).await?;
    Ok(page::go_to(At(Which::Document(id)).record()))
}
