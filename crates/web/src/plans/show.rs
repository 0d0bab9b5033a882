//! `GET /journeys/{id}/plan`: what is set out to be reached, how it goes, and one line to add to it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::plans::{Details, ItemKind, ItemState, quick};
use domain::programmes::capitalised;
use domain::records::Stage;
use operations::Failure;
use operations::plans::Plan;
use operations::records::{Which, stage_of};

use super::view::{ItemView, Teller, anchor};
use super::{new_of, plan, plan_of, readers};
use crate::components::{Link, Problem, Table};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::records::At;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "plans/show.html")]
struct PlanPage {
    layout: Layout,
    back: String,
    back_text: String,
    caption: String,
    because: String,
    readers: String,
    problems: Vec<Problem>,
    action: String,
    may_write: bool,
    line: Line,
    open: Vec<ItemView>,
    settled: Vec<ItemView>,
    table: Option<Table>,
    points: Vec<Points>,
    learning: Vec<ItemView>,
    learning_new: String,
    /// How it stands with its signing, and where; may be empty.
    signing: Option<(String, Link)>,
    ways: Vec<Link>,
}

/// The box for one more objective.
#[derive(Default)]
struct Line {
    typed: String,
    error: String,
}

/// Strengths, or needs.
struct Points {
    kind: &'static str,
    heading: String,
    lead: String,
    label: String,
    button: String,
    typed: String,
    error: String,
    open: Vec<ItemView>,
    settled: Vec<ItemView>,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let plan = plan(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &plan, None).await?))
}

/// What was typed in which line, and what is wrong with it.
struct Trouble {
    kind: ItemKind,
    typed: String,
    error: String,
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let plan = plan(&state, &who, &id).await?;
    let kind: ItemKind = form.text("kind").parse().map_err(|()| Error::NotFound)?;
    if !matches!(kind, ItemKind::Objective | ItemKind::Strength | ItemKind::Need) {
        return Err(Error::NotFound);
    }
    let journey = plan.circle.journey;
    let details = read(&state, kind, &form);
    match operations::plans::add(&state.ctx, who.person(), journey, kind, &details).await {
        Ok(id) => Ok(page::go_to(format!("{}#{}", plan_of(journey), anchor(id)))),
        Err(Failure::Refused(wrong)) => {
            let trouble = Trouble { kind, typed: form.raw("line"), error: w.say(wrong.key()) };
            Ok(page::again(&build(&state, &who, &plan, Some(trouble)).await?))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// “Run the clinic alone by 30 June”: what, and by when. Strengths and needs have no day.
fn read(state: &AppState, kind: ItemKind, form: &FormData) -> Details {
    let line = form.text("line");
    let (what, by) = if kind == ItemKind::Objective { quick(&line, state.ctx.today()) } else { (line, None) };
    Details { what, by, ..Details::default() }
}

async fn build(state: &AppState, who: &SignedIn, plan: &Plan, trouble: Option<Trouble>) -> Result<PlanPage, Error> {
    let w = Words::english();
    let programme = &plan.circle.programme;
    let journey = plan.circle.journey;
    let teller = Teller { w, plan, today: state.ctx.today() };
    let is_open = |state| state == ItemState::Open;
    let typed = |kind: ItemKind| match &trouble {
        Some(trouble) if trouble.kind == kind => (trouble.typed.clone(), trouble.error.clone()),
        _ => (String::new(), String::new()),
    };
    let points = |kind: ItemKind| {
        let (typed, error) = typed(kind);
        let say = |part: &str| w.say(&format!("plan-{}-{part}", kind.plural()));
        Points {
            kind: kind.as_str(),
            heading: say("heading"),
            lead: say("lead"),
            label: say("label"),
            button: say("button"),
            typed,
            error,
            open: teller.all(kind, is_open),
            settled: teller.all(kind, |state| !is_open(state)),
        }
    };
    let (line_typed, line_error) = typed(ItemKind::Objective);
    let mut layout = who.layout(state, capitalised(programme.words.document(&plan.kind.key)));
    let problems: Vec<Problem> = trouble
        .iter()
        .map(|trouble| Problem::at(&format!("line-{}", trouble.kind.as_str()), trouble.error.clone()))
        .collect();
    layout.has_errors = !problems.is_empty();
    let has_objectives = plan.of_kind(ItemKind::Objective).next().is_some();
    Ok(PlanPage {
        back: crate::journeys::journey(journey),
        back_text: capitalised(programme.words.say("journey")),
        caption: plan.circle.supportee().map(|one| one.name.clone()).unwrap_or_default(),
        // The two know; anybody else is told why they may look.
        because: if plan.circle.me().is_some() { String::new() } else { plan.because.clone() },
        readers: readers(w, plan),
        problems,
        action: plan_of(journey),
        may_write: plan.may_write,
        line: Line { typed: line_typed, error: line_error },
        open: teller.all(ItemKind::Objective, is_open),
        settled: teller.all(ItemKind::Objective, |state| !is_open(state)),
        table: has_objectives.then(|| teller.table()),
        points: vec![points(ItemKind::Strength), points(ItemKind::Need)],
        learning: teller.all(ItemKind::Learning, |_| true),
        learning_new: new_of(journey, ItemKind::Learning, None),
        signing: signing(state, w, plan).await?,
        ways: ways(w, plan),
        layout,
    })
}

/// How it stands with the document in which the plan is agreed.
async fn signing(state: &AppState, w: Words, plan: &Plan) -> Result<Option<(String, Link)>, Error> {
    let reader = state.ctx.db.reader();
    let records = store::records::documents_of(reader, plan.circle.journey).await?;
    let of_this = records.iter().filter(|record| record.of.document().is_some_and(|at| at.key == plan.kind.key));
    let Some(last) = of_this.max_by_key(|record| record.of.document().map(|at| at.number)) else { return Ok(None) };
    if plan.kind.signed_by.is_empty() {
        return Ok(None);
    }
    let at = At(Which::Document(last.id));
    let signed = store::records::signers_of(reader, plan.circle.journey).await?;
    let signed = signed.iter().filter(|(record, _)| *record == last.id);
    let names: Vec<String> = signed.map(|(_, person)| plan.name_of(*person).to_owned()).collect();
    let earlier = records.iter().any(|record| {
        record.id != last.id
            && stage_of(record) == Stage::Closed
            && record.of.document().is_some_and(|place| place.key == plan.kind.key)
    });
    Ok(match stage_of(last) {
        Stage::Closed => {
            let said = w.with("plan-signed", [("date", long_date(date_of(last.updated_at)).as_str())]);
            Some((said, Link::new(w.say("plan-signed-link"), at.signatures())))
        }
        _ if !plan.may_write => None,
        _ if !names.is_empty() => {
            let said = w.with("plan-signed-by", [("names", crate::meetings::and(w, &names).as_str())]);
            Some((said, Link::new(w.say("plan-sign-link"), at.signatures())))
        }
        _ => {
            let key = if earlier { "plan-changed-since" } else { "plan-unsigned" };
            Some((w.say(key), Link::new(w.say("plan-write-link"), at.record())))
        }
    })
}

fn ways(w: Words, plan: &Plan) -> Vec<Link> {
    let base = plan_of(plan.circle.journey);
    vec![
        Link::new(w.say("plan-history"), format!("{base}/history")),
        Link::new(w.say("plan-frameworks"), format!("{base}/frameworks")),
        Link::new(w.say("plan-cpd"), format!("{base}/cpd")),
        Link::new(w.say("plan-document"), crate::documents::paths::kind(plan.circle.journey, &plan.kind.key)),
    ]
}
