//! The link in a letter that ends the reminders which can be ended, without signing in (RFC 8058): mail programs send
//! the form by themselves, people see a page with a button first, so that a scanner that follows links ends nothing.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::error::Error;
use crate::form::PublicForm;
use crate::layout::Layout;
use crate::page;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "account/way_out.html")]
struct WayOutPage {
    layout: Layout,
    /// Empty once it is done.
    secret: String,
}

pub(super) async fn look(State(state): State<AppState>, Path(secret): Path<String>) -> Result<Response, Error> {
    operations::reminders::whose_way_out(&state.ctx, &secret).await?.ok_or(Error::NotFound)?;
    Ok(page::show(&WayOutPage { layout: layout(&state, "way-out-title"), secret }))
}

pub(super) async fn follow(
    State(state): State<AppState>,
    Path(secret): Path<String>,
    PublicForm(_): PublicForm,
) -> Result<Response, Error> {
    if !operations::reminders::turn_gentle_off(&state.ctx, &secret).await? {
        return Err(Error::NotFound);
    }
    Ok(page::show(&WayOutPage { layout: layout(&state, "way-out-done-title"), secret: String::new() }))
}

fn layout(state: &AppState, title: &str) -> Layout {
    let mut layout = Layout::public("");
    layout.title = layout.w.say(title);
    layout.service.clone_from(&state.settings.service);
    layout.is_demo = state.is_demo();
    layout
}
