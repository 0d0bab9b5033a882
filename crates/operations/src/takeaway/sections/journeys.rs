//! Each journey: what it was, with whom, from when to when, and its timeline.

use domain::calendar::long_date;
use domain::programmes::{Programme, capitalised};
use domain::takeaway::{Block, Part, Section, Stone};
use jiff::civil::Date;
use serde_json::{Value, json};
use store::overview::{Head, PathOccurrence, PathState};
use store::{Connection, Fault};

use super::{Found, Whose};
use crate::Context;

pub(super) async fn section(ctx: &Context, connection: &impl Connection, whose: &Whose) -> Result<Found, Fault> {
    let (mut parts, mut data) = (Vec::new(), Vec::new());
    for head in &whose.journeys {
        let path = store::overview::occurrences(connection, head.journey).await?;
        let mut part = Part::new(whose.called(head.journey), "").with(Block::Facts { rows: facts(head) });
        let stones = stones(&head.programme, &path, ctx.today());
        if !stones.is_empty() {
            part = part.with(Block::Timeline { stones });
        }
        parts.push(part);
        data.push(as_data(head, &path));
    }
    let title = "What I have taken part in".to_owned();
    Ok(Found {
        section: Section { key: "journeys".to_owned(), title, parts, data: Value::Array(data) },
        files: Vec::new(),
    })
}

fn facts(head: &Head) -> Vec<(String, String)> {
    let words = &head.programme.words;
    let row = |name: &str, value: String| (name.to_owned(), value);
    let mut rows = vec![
        row("Programme", format!("{}, version {}", head.programme.source.title, head.programme.version)),
        row("Post", head.job_title.clone()),
        row("Began on", long_date(head.starts_on)),
    ];
    match (head.ended_on, head.planned_end_on) {
        (Some(ended_on), _) => rows.push(row("Ended on", long_date(ended_on))),
        (None, Some(end)) => rows.push(row("Planned to end on", long_date(end))),
        (None, None) => {}
    }
    for (party, _, name) in &head.supporters {
        rows.push((capitalised(head.programme.party_word(party)), name.clone()));
    }
    rows.push(row("Meetings held", head.meetings_held.to_string()));
    if let Some(on) = head.last_met_on {
        rows.push(row("Last met on", long_date(on)));
    }
    if let Some(context) = head.context.as_ref().and_then(|key| head.programme.context(key)) {
        rows.push((words.capital("journey"), context.name.clone()));
    }
    rows
}

/// What was asked of somebody and is done, or is still to come.
fn stones(programme: &Programme, path: &[PathOccurrence], today: Date) -> Vec<Stone> {
    let each = path.iter().filter_map(|one| {
        let expectation = programme.expectation(&one.expectation)?;
        if expectation.asks.is_empty() {
            return None;
        }
        let (state, done) = match one.state {
            PathState::Met(on) => (format!("done on {}", long_date(on)), true),
            PathState::SetAside => return None,
            PathState::Open if one.due_on < today => ("not done by then".to_owned(), false),
            PathState::Open => ("to come".to_owned(), false),
        };
        Some(Stone { on: one.due_on, what: expectation.what.clone(), state, done })
    });
    each.collect()
}

fn as_data(head: &Head, path: &[PathOccurrence]) -> Value {
    let expected = path.iter().map(|one| {
        let (state, met_on) = match one.state {
            PathState::Met(on) => ("met", Some(on)),
            PathState::SetAside => ("set-aside", None),
            PathState::Open => ("open", None),
        };
        json!({
            "expectation": one.expectation, "number": one.number, "due-on": one.due_on, "state": state, "met-on": met_on,
        })
    });
    json!({
        "id": head.journey,
        "programme": head.programme.key,
        "programme-version": head.programme.version,
        "programme-hash": head.programme.hash.as_str(),
        "programme-source": head.programme.source.link,
        "organisation": { "code": head.organisation_code, "name": head.organisation_name },
        "post": head.job_title,
        "starts-on": head.starts_on,
        "planned-end-on": head.planned_end_on,
        "ended-on": head.ended_on,
        "supporters": head.supporters.iter().map(|(party, _, name)| json!({ "role": party.as_str(), "name": name }))
            .collect::<Vec<_>>(),
        "expected": expected.collect::<Vec<_>>(),
    })
}
