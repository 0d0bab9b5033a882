//! The pauses of a journey: entering one, saying that somebody is back, taking a wrong one back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::endings::{PauseKind, Wrong};
use domain::ids::PauseId;
use operations::endings::{self, Course, PauseRefusal};
use operations::{Failure, Outcome};
use store::endings::PauseRow;

use super::day::{self, Day};
use super::{changes_of, course, pauses_of};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "endings/pauses.html")]
struct PausesPage {
    layout: Layout,
    back: String,
    over: String,
    problems: Vec<Problem>,
    action: String,
    lines: Vec<Line>,
    /// The form for another; none once the journey is over.
    new: Option<New>,
}

/// A pause, and what can be said about it.
struct Line {
    sentence: String,
    kind: String,
    action: String,
    /// The question when somebody was back, while it is open.
    back: Option<Day>,
    name: String,
    can_take_back: bool,
}

struct New {
    kinds: Vec<Choice>,
    kind_error: String,
    from: Day,
    until: Day,
}

/// What was typed, where it belongs, and what is wrong with it.
#[derive(Default)]
struct Mistake {
    form: FormData,
    /// The pause it is about; none: a new one.
    pause: Option<PauseId>,
    /// The field, and the sentence.
    errors: Vec<(&'static str, String)>,
}

impl Mistake {
    fn of(&self, field: &str) -> String {
        self.errors.iter().find(|(at, _)| *at == field).map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let course = course(&state, &who, &id).await?;
    Ok(page::show(&build(&state, &who, &course, &Mistake::default())))
}

fn build(state: &AppState, who: &SignedIn, course: &Course, mistake: &Mistake) -> PausesPage {
    let w = Words::english();
    let words = &course.programme.words;
    let today = state.ctx.today();
    let mut layout = who.layout(state, w.with("pauses-title", [("journey", words.say("journey"))]));
    layout.has_errors = !mistake.errors.is_empty();
    let own = mistake.pause.is_none();
    let at = |field: &str| match field {
        "from" | "until" => format!("{field}-day"),
        "back" => mistake.pause.map(|id| format!("back-{id}-day")).unwrap_or_default(),
        "kind" => "kind".to_owned(),
        other => other.to_owned(),
    };
    let problems = mistake.errors.iter().map(|(field, text)| Problem::at(&at(field), text.clone())).collect();
    let fresh = mistake.form.iter().next().is_none() || !own;
    let new = New {
        kinds: PauseKind::ALL
            .into_iter()
            .map(|kind| {
                let text = w.say(&format!("pause-kind-{}", kind.as_str()));
                Choice::new(kind.as_str(), text).chosen_if(&mistake.form.text("kind"))
            })
            .collect(),
        kind_error: mistake.of("kind"),
        from: if fresh { Day::of(today) } else { Day::typed(&mistake.form, "from", mistake.of("from")) },
        until: if fresh { Day::default() } else { Day::typed(&mistake.form, "until", mistake.of("until")) },
    };
    let over = course.subject.ended_on.is_some();
    PausesPage {
        back: changes_of(course.subject.journey),
        over: format!("{} · {}", words.capital("programme"), course.subject.name),
        problems,
        action: pauses_of(course.subject.journey),
        lines: course.pauses.iter().map(|pause| line(w, course, pause, mistake, today)).collect(),
        new: (!over).then_some(new),
        layout,
    }
}

fn line(w: Words, course: &Course, pause: &PauseRow, mistake: &Mistake, today: jiff::civil::Date) -> Line {
    let from = long_date(pause.period.started_on);
    let sentence = match (pause.period.finished_on, pause.expected_back_on) {
        (Some(last), _) => w.with("pause-from-to", &[("from", from), ("to", long_date(last))]),
        (None, Some(back)) => w.with("pause-from-back", &[("from", from), ("back", long_date(back))]),
        (None, None) => w.with("pause-from", &[("from", from)]),
    };
    let over = course.subject.ended_on.is_some();
    let is_open = pause.period.finished_on.is_none() && pause.kind.is_some() && !over;
    let is_this = mistake.pause == Some(pause.id);
    let name = format!("back-{}", pause.id);
    let back = match is_this {
        true => Day::typed(&mistake.form, &name, mistake.of("back")),
        false => Day::of(today),
    };
    Line {
        sentence,
        kind: pause
            .kind
            .map_or_else(|| w.say("pause-kind-file"), |kind| w.say(&format!("pause-kind-{}", kind.as_str()))),
        action: format!("{}/{}", pauses_of(course.subject.journey), pause.id),
        back: (is_open && pause.period.started_on < today).then_some(back),
        name,
        can_take_back: pause.kind.is_some() && !over,
    }
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let course = course(&state, &who, &id).await?;
    let mut errors: Vec<(&'static str, String)> = Vec::new();
    let kind = PauseKind::named(&form.text("kind"));
    if kind.is_none() {
        errors.push(("kind", w.say("pause-kind-choose")));
    }
    let from = day::read(&form, "from");
    if from.is_none() {
        errors.push(("from", w.say("exception-date-wrong")));
    }
    let until = day::read(&form, "until");
    if until.is_none() && !day::is_empty(&form, "until") {
        errors.push(("until", w.say("exception-date-wrong")));
    }
    let (Some(kind), Some(from), true) = (kind, from, errors.is_empty()) else {
        return Ok(page::again(&build(&state, &who, &course, &Mistake { form, pause: None, errors })));
    };
    match endings::pause(&state.ctx, who.person(), course.subject.journey, kind, from, until).await {
        Ok(_) => Ok(page::go_to(changes_of(course.subject.journey))),
        Err(Failure::Refused(refusal)) => {
            let field = match refusal {
                PauseRefusal::Wrong(Wrong::BackBeforeAway) => "until",
                _ => "from",
            };
            let errors = vec![(field, w.say(refusal.key()))];
            Ok(page::again(&build(&state, &who, &course, &Mistake { form, pause: None, errors })))
        }
        Err(failure) => Err(failure.into()),
    }
}

pub(super) async fn back(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, pause)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let course = course(&state, &who, &id).await?;
    let pause: PauseId = pause.parse().map_err(|_| Error::NotFound)?;
    let wrong = match day::read(&form, &format!("back-{pause}")) {
        None => w.say("exception-date-wrong"),
        Some(on) => match endings::come_back(&state.ctx, who.person(), pause, on).await {
            Ok(journey) => return Ok(page::go_to(changes_of(journey))),
            Err(Failure::Refused(refusal)) => w.say(refusal.key()),
            Err(failure) => return Err(failure.into()),
        },
    };
    let mistake = Mistake { form, pause: Some(pause), errors: vec![("back", wrong)] };
    Ok(page::again(&build(&state, &who, &course, &mistake)))
}

pub(super) async fn take(
    State(state): State<AppState>,
    who: SignedIn,
    Path((id, pause)): Path<(String, String)>,
    _form: Posted,
) -> Result<Response, Error> {
    let course = course(&state, &who, &id).await?;
    let pause: PauseId = pause.parse().map_err(|_| Error::NotFound)?;
    let done: Outcome<_, PauseRefusal> = endings::take_back(&state.ctx, who.person(), pause).await;
    match done {
        Ok(journey) => Ok(page::go_to(pauses_of(journey))),
        Err(Failure::Refused(refusal)) => {
            let errors = vec![("from", Words::english().say(refusal.key()))];
            let mistake = Mistake { form: FormData::default(), pause: None, errors };
            Ok(page::again(&build(&state, &who, &course, &mistake)))
        }
        Err(failure) => Err(failure.into()),
    }
}
