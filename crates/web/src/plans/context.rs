//! What stands in the plan, beside the record of a meeting: what is open, and where all is looked at again, all of it.

use domain::calendar::{date_of, long_date};
use domain::keys::MeetingKey;
use domain::plans::{ItemKind, ItemState};
use domain::programmes::capitalised;
use operations::records::Sheet;

use super::plan_of;
use super::view::{ItemView, Teller};
use crate::components::Link;
use crate::error::Error;
use crate::state::AppState;
use crate::words::Words;

/// The plan as a record's page shows it.
pub(crate) struct PlanContext {
    pub(crate) heading: String,
    pub(crate) lead: String,
    pub(crate) objectives: Vec<Line>,
    /// Strengths and needs with the day on which each was set down, where all is looked at again.
    pub(crate) points: Vec<(String, Vec<String>)>,
    pub(crate) link: Link,
}

/// An objective in a few words.
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) what: String,
    pub(crate) quiet: String,
    pub(crate) note: String,
    pub(crate) success: String,
    /// What became of it, and what was said of that.
    pub(crate) settled: String,
}

/// The plan for the page of a meeting's record, if the viewer reads it and there is anything in it.
pub(crate) async fn context(state: &AppState, sheet: &Sheet) -> Result<Option<PlanContext>, Error> {
    let Some(meeting) = sheet.subject.meeting() else { return Ok(None) };
    if sheet.circle.programme.plan.is_none() {
        return Ok(None);
    }
    let (reader, viewer) = (state.ctx.db.reader(), sheet.circle.viewer);
    let Some(plan) = operations::plans::load(&state.ctx, reader, viewer, sheet.circle.journey).await? else {
        return Ok(None);
    };
    let w = Words::english();
    let is_review = reviews(&plan.shape.reviewed_at, &meeting.kind);
    let teller = Teller { w, plan: &plan, today: state.ctx.today() };
    let wanted = |state: ItemState| is_review || state == ItemState::Open;
    let objectives: Vec<Line> = teller.all(ItemKind::Objective, wanted).into_iter().map(line).collect();
    let mut points = Vec::new();
    for kind in [ItemKind::Strength, ItemKind::Need].into_iter().filter(|_| is_review) {
        let said = plan.of_kind(kind).map(|kept| {
            let since = long_date(date_of(kept.added_at));
            let mut said = w.with("plan-context-since", &[("what", kept.item.details.what.clone()), ("date", since)]);
            let settled = teller.settled(&kept.item);
            if !settled.is_empty() {
                said = format!("{said} {settled}. {}", kept.item.outcome);
            }
            said
        });
        let said: Vec<String> = said.collect();
        if !said.is_empty() {
            points.push((w.say(&format!("plan-{}-heading", kind.plural())), said));
        }
    }
    if objectives.is_empty() && points.is_empty() {
        return Ok(None);
    }
    let word = capitalised(plan.circle.programme.words.document(&plan.kind.key));
    Ok(Some(PlanContext {
        heading: w.say(if is_review { "plan-context-review" } else { "plan-context-open" }),
        lead: w.say(if is_review { "plan-context-review-lead" } else { "plan-context-open-lead" }),
        objectives,
        points,
        link: Link::new(w.with("plan-context-link", [("plan", word.as_str())]), plan_of(plan.circle.journey)),
    }))
}

fn reviews(at: &[MeetingKey], kind: &MeetingKey) -> bool {
    at.contains(kind)
}

fn line(view: ItemView) -> Line {
    let settled = match (view.settled.is_empty(), view.outcome.is_empty()) {
        (true, _) => String::new(),
        (false, true) => view.settled,
        (false, false) => format!("{}. {}", view.settled, view.outcome),
    };
    Line { href: view.href, what: view.what, quiet: view.by, note: view.note, success: view.success, settled }
}
