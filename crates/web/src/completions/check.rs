//! `/check`: whether a record with this number and name was issued. It says that, when and by whom, and nothing else.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use operations::completions;

use crate::components::Problem;
use crate::error::Error;
use crate::form::{FormData, Origin, PublicForm};
use crate::layout::Layout;
use crate::page;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "completions/check.html")]
struct CheckPage {
    layout: Layout,
    problems: Vec<Problem>,
    number: String,
    number_error: String,
    whose: String,
    name_error: String,
    /// “This record was issued on 3 March 2027 by …”.
    found: String,
}

fn build(form: &FormData, found: String, errors: [String; 2]) -> CheckPage {
    let mut layout = Layout::public("");
    layout.title = layout.w.say("check-title");
    let [number_error, name_error] = errors;
    let wrong = [("number", &number_error), ("name", &name_error)];
    let wrong = wrong.iter().filter(|(_, text)| !text.is_empty());
    let problems: Vec<Problem> = wrong.map(|(at, text)| Problem::at(at, (*text).clone())).collect();
    layout.has_errors = !problems.is_empty();
    CheckPage {
        layout,
        problems,
        number: form.text("number"),
        number_error,
        whose: form.text("name"),
        name_error,
        found,
    }
}

pub(super) async fn get() -> Response {
    page::show(&build(&FormData::default(), String::new(), [String::new(), String::new()]))
}

pub(super) async fn post(
    State(state): State<AppState>,
    Origin(origin): Origin,
    PublicForm(form): PublicForm,
) -> Result<Response, Error> {
    let w = Words::english();
    let missing = |field: &str, key: &str| match form.text(field).is_empty() {
        true => w.say(key),
        false => String::new(),
    };
    let errors = [missing("number", "check-number-missing"), missing("name", "check-name-missing")];
    if errors.iter().any(|error| !error.is_empty()) {
        return Ok(page::again(&build(&form, String::new(), errors)));
    }
    match completions::check(&state.ctx, &form.text("number"), &form.text("name"), &origin).await? {
        Err(completions::TooMany) => Err(Error::TooMany),
        Ok(None) => {
            let errors = [w.say("check-not-found"), String::new()];
            Ok(page::again(&build(&form, String::new(), errors)))
        }
        Ok(Some(one)) => {
            let values = [("date", long_date(date_of(one.issued_at))), ("organisation", one.organisation)];
            let found = w.with("check-found", &values);
            Ok(page::show(&build(&form, found, [String::new(), String::new()])))
        }
    }
}
