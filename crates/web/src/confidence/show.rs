//! `GET /journeys/{id}/confidence`.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::confidence::{Look, Moved, Opens, Scale, moved, scale_of};
use domain::ids::JourneyId;
use domain::programmes::capitalised;
use operations::confidence::Seen;

use super::page_of;
use super::picture::{Picture, key};
use crate::components::{Cell, Choice, Column, Rich, Table};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "confidence/show.html")]
struct ConfidencePage {
    layout: Layout,
    back: String,
    back_text: String,
    caption: String,
    readers: String,
    is_mine: bool,
    picture: Option<Picture>,
    points: Vec<String>,
    legend: Vec<(&'static str, String)>,
    moved: Vec<MovedView>,
    table: Option<Table>,
    /// Where one looks again.
    look: String,
    action: String,
    choices: Vec<Choice>,
    /// What was decided before, the latest first.
    decided: Vec<String>,
}

/// A point that moved, with what was said of it then and now.
struct MovedView {
    name: String,
    sentence: String,
    said: Vec<(String, String)>,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let seen = load(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &seen)))
}

async fn load(state: &AppState, who: &SignedIn, id: &str) -> Result<Seen, Error> {
    let journey: JourneyId = id.parse().map_err(|_| Error::NotFound)?;
    let seen = operations::confidence::seen(&state.ctx, state.ctx.db.reader(), who.person(), journey).await?;
    seen.ok_or(Error::NotFound)
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let seen = load(&state, &who, &id).await?;
    let opens: Opens = form.text("opens").parse().map_err(|()| Error::Unreadable)?;
    operations::confidence::open(&state.ctx, who.person(), seen.circle.journey, opens).await?;
    Ok(page::go_to(format!("{}#opens", page_of(seen.circle.journey))))
}

fn build(state: &AppState, who: &SignedIn, seen: &Seen) -> ConfidencePage {
    let w = Words::english();
    let circle = &seen.circle;
    let programme = &circle.programme;
    let form = programme.document(&seen.shape.document).and_then(|kind| programme.form(&kind.form));
    let scales: Vec<Scale> =
        seen.shape.points.iter().filter_map(|point| form.and_then(|form| scale_of(form, point))).collect();
    let shown = of_note(&seen.looks);
    let name = circle.anyones_name(seen.owner).unwrap_or_default().to_owned();
    let title = if seen.is_mine {
        w.say("confidence-title-own")
    } else {
        w.with("confidence-title", [("name", name.as_str())])
    };
    let others: Vec<String> = seen.others.iter().map(|one| one.name.clone()).collect();
    let others = crate::meetings::and(w, &others);
    ConfidencePage {
        layout: who.layout(state, title),
        back: crate::journeys::journey(circle.journey),
        back_text: capitalised(programme.words.say("journey")),
        caption: name,
        readers: readers(w, seen, &others),
        is_mine: seen.is_mine,
        picture: (!shown.is_empty() && scales.len() == seen.shape.points.len()).then(|| Picture::new(&scales, &shown)),
        points: seen.shape.points.iter().map(|point| point.name.clone()).collect(),
        legend: shown.iter().enumerate().map(|(nth, look)| (key(nth, shown.len()), long_date(look.on))).collect(),
        moved: moved(&seen.looks).iter().take(3).map(|moved| moved_view(w, seen, &scales, moved)).collect(),
        table: (!seen.looks.is_empty()).then(|| table(w, seen, &scales)),
        look: crate::documents::paths::kind(circle.journey, &seen.shape.document),
        action: page_of(circle.journey),
        choices: choices(w, seen, &others),
        decided: seen
            .decided
            .iter()
            .map(|decided| {
                let values = [("date", long_date(date_of(decided.at))), ("others", others.clone())];
                w.with(&format!("confidence-decided-{}", decided.opens.as_str()), &values)
            })
            .collect(),
    }
}

/// The first, the one in the middle and the last: as many as an eye tells apart. All stand in the table.
fn of_note(looks: &[Look]) -> Vec<&Look> {
    match looks.len() {
        0..=3 => looks.iter().collect(),
        count => vec![&looks[0], &looks[count / 2], &looks[count - 1]],
    }
}

fn readers(w: Words, seen: &Seen, others: &str) -> String {
    match (seen.is_mine, seen.opens) {
        (true, Opens::Nothing) => w.say("readers-only-you"),
        (true, Opens::Shape) => w.with("confidence-seen-shape", [("others", others)]),
        (true, Opens::Sentences) => w.with("confidence-seen-sentences", [("others", others)]),
        (false, opens) => w.say(&format!("confidence-opened-{}", opens.as_str())),
    }
}

fn choices(w: Words, seen: &Seen, others: &str) -> Vec<Choice> {
    let choice = |opens: Opens| {
        let key = format!("confidence-open-{}", opens.as_str());
        Choice::new(opens.as_str(), w.with(&key, [("others", others)]))
            .hint(w.say(&format!("{key}-hint")))
            .chosen_if(seen.opens.as_str())
    };
    Opens::ALL.into_iter().map(choice).collect()
}

fn moved_view(w: Words, seen: &Seen, scales: &[Scale], moved: &Moved) -> MovedView {
    let scale = &scales[moved.point];
    let towards = if moved.to > moved.from { &scale.most } else { &scale.least };
    let (first, last) = (&seen.looks[moved.first], &seen.looks[moved.last]);
    let said = [first, last].map(|look| (long_date(look.on), look.notes.get(moved.point).cloned().unwrap_or_default()));
    MovedView {
        name: seen.shape.points[moved.point].name.clone(),
        sentence: w.with("confidence-moved", &[("towards", towards.clone()), ("date", long_date(first.on))]),
        said: said.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
    }
}

fn table(w: Words, seen: &Seen, scales: &[Scale]) -> Table {
    let mut columns = vec![Column::words(w.say("confidence-column-point"))];
    columns.extend(seen.looks.iter().map(|look| Column::words(long_date(look.on))));
    let rows = seen.shape.points.iter().zip(scales).enumerate().map(|(nth, (point, scale))| {
        let ends = w.with("confidence-ends", &[("least", scale.least.clone()), ("most", scale.most.clone())]);
        let mut row = vec![Cell::new(format!("{}. {} ({ends})", nth + 1, point.name))];
        row.extend(seen.looks.iter().map(|look| {
            let step = look.steps.get(nth).copied().flatten();
            Cell::new(step.map_or_else(
                || w.say("confidence-not-said"),
                |step| w.with("confidence-step", [("step", step), ("steps", scale.steps)]),
            ))
        }));
        row
    });
    Table::new(Rich::from(w.say("confidence-table")), columns, rows.collect())
}
