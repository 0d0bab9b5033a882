//! Who was missing from a complete file: whether they have left, and when, is for a person to say.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::ids::PostId;
use jiff::civil::Date;
use operations::access::Desk;
use operations::{Actor, Failure, people};
use store::people::PossibleLeaver;

use super::base;
use crate::components::Problem;
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// Somebody who may have left.
struct Line {
    post: PostId,
    name: String,
    what: String,
    noticed: String,
    day: String,
    month: String,
    year: String,
    problem: String,
}

#[derive(Template)]
#[template(path = "imports/leavers.html")]
struct LeaversPage {
    layout: Layout,
    base: String,
    problems: Vec<Problem>,
    lines: Vec<Line>,
}

/// An answer that could not be kept: about whom, what was typed, and what is wrong with it.
struct Mistake {
    post: PostId,
    form: FormData,
    text: String,
}

pub(in super::super) async fn list(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
) -> Result<Response, Error> {
    Ok(page::show(&build(&state, &who, &desk, None).await?))
}

async fn build(state: &AppState, who: &SignedIn, desk: &Desk, mistake: Option<&Mistake>) -> Result<LeaversPage, Error> {
    let leavers = store::people::possible_leavers(state.ctx.db.reader(), desk.organisation).await?;
    let mut layout = who.layout(state, "");
    let w = layout.w;
    layout.title = w.say("leavers-title");
    layout.has_errors = mistake.is_some();
    let problems = mistake.map(|it| Problem::at(&format!("left-{}-day", it.post), it.text.clone()));
    let lines = leavers.iter().map(|leaver| line(w, leaver, mistake.filter(|it| it.post == leaver.post))).collect();
    Ok(LeaversPage { base: base(desk), problems: problems.into_iter().collect(), lines, layout })
}

fn line(w: Words, leaver: &PossibleLeaver, mistake: Option<&Mistake>) -> Line {
    let typed =
        |part: &str| mistake.map(|it| it.form.text(&format!("left-{}-{part}", leaver.post))).unwrap_or_default();
    let place = leaver.department.clone().unwrap_or_default();
    Line {
        post: leaver.post,
        name: leaver.name.clone(),
        what: w.with(
            "leavers-what",
            &[
                ("title", leaver.job_title.clone()),
                ("place", place),
                ("number", leaver.employee_number.clone()),
                ("date", long_date(leaver.started_on)),
            ],
        ),
        noticed: w.with("leavers-noticed", &[("date", long_date(leaver.noticed_on))]),
        day: typed("day"),
        month: typed("month"),
        year: typed("year"),
        problem: mistake.map(|it| it.text.clone()).unwrap_or_default(),
    }
}

pub(in super::super) async fn answer(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, post)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let post: PostId = post.parse().map_err(|_| Error::NotFound)?;
    let (ctx, actor, at) = (&state.ctx, Actor::Person(who.person()), desk.organisation);
    let w = Words::english();
    let outcome = match form.text("act").as_str() {
        "stays" => people::confirm_stays(ctx, actor, at, post).await,
        "left" => match day(&form, post) {
            Some(on) => people::confirm_left(ctx, actor, at, post, on).await,
            None => {
                let mistake = Mistake { post, form, text: w.say("leavers-day-missing") };
                return Ok(page::again(&build(&state, &who, &desk, Some(&mistake)).await?));
            }
        },
        _ => return Err(Error::NotFound),
    };
    match outcome {
        Ok(()) => Ok(page::go_to(format!("{}/leavers", base(&desk)))),
        Err(Failure::Refused(refusal)) => {
            let mistake = Mistake { post, form, text: w.say(refusal.key()) };
            Ok(page::again(&build(&state, &who, &desk, Some(&mistake)).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn day(form: &FormData, post: PostId) -> Option<Date> {
    let part = |name: &str| form.text(&format!("left-{post}-{name}"));
    let (day, month, year) = (part("day").parse().ok()?, part("month").parse().ok()?, part("year").parse().ok()?);
    Date::new(year, month, day).ok()
}
