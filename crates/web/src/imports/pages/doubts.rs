//! Pairs of records that may be one person, side by side, and what a human says of them.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::ids::DoubtId;
use domain::people::regulator;
use operations::access::Desk;
use operations::{Actor, Failure, people};
use store::people::{Doubt, DoubtState, PersonRecord};

use super::base;
use crate::components::{Cell, Column, Problem, Table};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// A pair as it is shown.
struct Pair {
    id: DoubtId,
    names: String,
    reason: String,
    table: Table,
    decided: String,
    can_decide: bool,
    can_undo: bool,
}

#[derive(Template)]
#[template(path = "imports/doubts.html")]
struct DoubtsPage {
    layout: Layout,
    base: String,
    problems: Vec<Problem>,
    open: Vec<Pair>,
    decided: Vec<Pair>,
}

pub(in super::super) async fn list(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
) -> Result<Response, Error> {
    Ok(page::show(&build(&state, &who, &desk, None).await?))
}

async fn build(state: &AppState, who: &SignedIn, desk: &Desk, problem: Option<Problem>) -> Result<DoubtsPage, Error> {
    let reader = state.ctx.db.reader();
    let doubts = store::people::doubts_at(reader, desk.organisation).await?;
    let ids: Vec<_> = doubts.iter().flat_map(|doubt| [doubt.person, doubt.other]).collect();
    let records = store::people::records(reader, &ids).await?;
    let of = |id| records.iter().find(|record| record.id == id);
    let mut layout = who.layout(state, "");
    let w = layout.w;
    layout.title = w.say("doubts-title");
    layout.has_errors = problem.is_some();
    let pairs = doubts.iter().filter_map(|doubt| Some(pair(w, doubt, of(doubt.person)?, of(doubt.other)?)));
    let (open, decided) = pairs.partition(|pair: &Pair| pair.can_decide);
    Ok(DoubtsPage { base: base(desk), problems: problem.into_iter().collect(), open, decided, layout })
}

fn pair(w: Words, doubt: &Doubt, one: &PersonRecord, other: &PersonRecord) -> Pair {
    let decided_on = doubt.decided_at.map(|at| long_date(date_of(at))).unwrap_or_default();
    let decided = match doubt.state {
        DoubtState::Open => String::new(),
        DoubtState::Merged => w.with("doubts-merged-on", &[("date", decided_on)]),
        DoubtState::KeptApart => w.with("doubts-kept-apart-on", &[("date", decided_on)]),
    };
    Pair {
        id: doubt.id,
        names: w.with("doubts-pair", &[("one", one.name.shown()), ("other", other.name.shown())]),
        reason: doubt.reason.clone(),
        table: compared(w, one, other),
        decided,
        can_decide: doubt.state == DoubtState::Open,
        can_undo: doubt.state == DoubtState::Merged,
    }
}

fn compared(w: Words, one: &PersonRecord, other: &PersonRecord) -> Table {
    let numbers = |record: &PersonRecord| {
        let said = record.registrations.iter().map(|it| {
            let body = regulator(&it.regulator).map_or("", |body| body.short.as_str());
            format!("{body} {}", it.number)
        });
        said.collect::<Vec<_>>().join(", ")
    };
    let addresses =
        |record: &PersonRecord| record.addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let posts = |record: &PersonRecord| {
        let said = record.posts.iter().map(|post| {
            w.with(
                "doubts-post",
                &[
                    ("title", post.job_title.clone()),
                    ("organisation", crate::text::organisation_name(&post.organisation_name)),
                    ("number", post.employee_number.clone()),
                    ("date", long_date(post.started_on)),
                ],
            )
        });
        said.collect::<Vec<_>>().join("; ")
    };
    let row = |key: &str, value: &dyn Fn(&PersonRecord) -> String| {
        vec![Cell::new(w.say(key)), Cell::new(value(one)), Cell::new(value(other))]
    };
    let rows = vec![
        row("doubts-name", &|record| format!("{} {}", record.name.given, record.name.family)),
        row("doubts-numbers", &numbers),
        row("doubts-addresses", &addresses),
        row("doubts-posts", &posts),
    ];
    let columns = ["doubts-what", "doubts-first", "doubts-second"];
    Table::new("", columns.iter().map(|column| Column::words(w.say(column))).collect(), rows)
}

pub(in super::super) async fn decide(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, id)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let id: DoubtId = id.parse().map_err(|_| Error::NotFound)?;
    let (ctx, actor, at) = (&state.ctx, Actor::Person(who.person()), desk.organisation);
    let outcome = match form.text("act").as_str() {
        "merge" => people::merge(ctx, actor, at, id).await,
        "apart" => people::keep_apart(ctx, actor, at, id).await,
        "undo" => people::undo_merge(ctx, actor, at, id).await,
        _ => return Err(Error::NotFound),
    };
    match outcome {
        Ok(()) => Ok(page::go_to(format!("{}/doubts", base(&desk)))),
        Err(Failure::Refused(refusal)) => {
            let problem = Problem::at(&format!("pair-{id}"), Words::english().say(refusal.key()));
            Ok(page::again(&build(&state, &who, &desk, Some(problem)).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}
