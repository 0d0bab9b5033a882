//! The lead's list of candidates: who, why, where it stands and for how long; offer to many at once, or set aside.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use domain::calendar::{date_of, month_and_year};
use domain::candidacies::waiting::working_days;
use domain::candidacies::{self, State};
use domain::ids::CandidacyId;
use domain::people;
use domain::programmes::{Power, Programme, capitalised};
use jiff::Timestamp;
use jiff::civil::Date;
use operations::access::Desk;
use operations::{Failure, candidacies as joining};
use store::candidacies::{Line, PER_PAGE, PerState};

use super::super::asked::Asked;
use super::super::sentences;
use crate::components::{Choice, Pagination, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// A door to those in one state.
struct Door {
    text: String,
    count: i64,
    href: String,
    current: &'static str,
}

/// A candidate as the list says it.
struct Row {
    id: CandidacyId,
    name: String,
    post: String,
    reason: String,
    state: String,
    colour: &'static str,
    age: String,
    note: String,
    tick: Tick,
}

/// Whether a row can be chosen, and is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tick {
    Ticked,
    Open,
    None,
}

#[derive(Template)]
#[template(path = "candidacies/list.html")]
struct ListPage {
    layout: Layout,
    organisation: String,
    code: String,
    problems: Vec<Problem>,
    reason_problem: String,
    reason: String,
    programmes: Vec<Choice>,
    doors: Vec<Door>,
    next: Vec<String>,
    rows: Vec<Row>,
    caption: String,
    carried: Vec<(String, String)>,
    professions: Vec<Choice>,
    transitions: Vec<Choice>,
    months: Vec<Choice>,
    asked: Asked,
    narrows: bool,
    clear: String,
    tick_all: String,
    pages: Pagination,
}

#[derive(Template)]
#[template(path = "candidacies/no_programme.html")]
struct NoProgrammePage {
    layout: Layout,
    organisation: String,
    code: String,
}

pub(in super::super) async fn show(
    Shared(state): Shared<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    match build(&state, &who, &desk, &asked, &FormData::default(), None).await? {
        Some(list) => Ok(page::show(&list)),
        None => {
            let mut layout = who.layout(&state, "");
            layout.title = layout.w.say("candidates-title");
            let organisation = crate::text::organisation_name(&desk.name);
            Ok(page::show(&NoProgrammePage { layout, organisation, code: desk.code }))
        }
    }
}

/// The programmes whose candidates the person looks after; the one asked for, or the first, in front.
async fn programmes(state: &AppState, desk: &Desk, asked: &Asked) -> Result<Vec<Arc<Programme>>, Error> {
    let mut programmes = crate::desk::programmes(state, desk, Some(Power::ManageCandidates)).await?;
    let is_theirs = programmes.iter().any(|programme| programme.key.as_str() == asked.programme);
    if !asked.programme.is_empty() && !is_theirs {
        return Err(Error::NotFound);
    }
    programmes.sort_by_key(|programme| programme.key.as_str() != asked.programme);
    Ok(programmes)
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    asked: &Asked,
    form: &FormData,
    problem: Option<(&str, String)>,
) -> Result<Option<ListPage>, Error> {
    let programmes = programmes(state, desk, asked).await?;
    let Some(programme) = programmes.first() else { return Ok(None) };
    let (reader, today) = (state.ctx.db.reader(), state.ctx.today());
    let filter = asked.filter(desk.organisation, programme.key.clone());
    let counts = store::candidacies::count_per_state(reader, desk.organisation, &programme.key).await?;
    let choices = store::candidacies::choices(reader, desk.organisation, &programme.key).await?;
    let requests = store::candidacies::request_times(reader, desk.organisation, &programme.key).await?;
    let found = store::candidacies::list(reader, &filter, asked.page()).await?;
    let mut layout = who.layout(state, "");
    let w = layout.w;
    layout.title = w.with("candidates-title-of", [("programme", programme.words.say("programme"))]);
    layout.has_errors = problem.is_some();
    layout.flash = notice(w, asked);
    let chosen = form.all("candidate");
    let rows = found.lines.iter().map(|line| row(w, line, today, asked, chosen)).collect();
    let option = |value: &str, text: String, current: &str| Choice::new(value, text).chosen_if(current);
    let any = |key: &str| Choice::new("", w.say(key));
    let at = |field: &str| problem.as_ref().filter(|(at, _)| *at == field).map(|(_, text)| text.clone());
    Ok(Some(ListPage {
        organisation: crate::text::organisation_name(&desk.name),
        code: desk.code.clone(),
        reason_problem: at("reason").unwrap_or_default(),
        problems: problem.iter().map(|(field, text)| Problem::at(field, text.clone())).collect(),
        reason: form.raw("reason"),
        programmes: programmes
            .iter()
            .map(|each| option(each.key.as_str(), capitalised(each.words.say("programme")), programme.key.as_str()))
            .collect(),
        doors: doors(w, &counts, asked, &desk.code),
        next: next_things(w, &counts, &requests, programme, today),
        rows,
        caption: caption(w, asked, found.total),
        carried: asked.pairs().into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        professions: std::iter::once(any("candidates-any-profession"))
            .chain(choices.professions.iter().map(|key| {
                let name = people::profession(key).map_or(key.as_str(), |profession| &profession.many);
                option(key.as_str(), capitalised(name), &asked.profession)
            }))
            .collect(),
        transitions: std::iter::once(any("candidates-any-transition"))
            .chain(choices.transitions.iter().map(|key| {
                let name = people::transition(key).map_or(key.as_str(), |transition| &transition.name);
                option(key.as_str(), capitalised(name), &asked.transition)
            }))
            .collect(),
        months: std::iter::once(any("candidates-any-month"))
            .chain(
                choices
                    .months
                    .iter()
                    .rev()
                    .map(|month| option(&month.to_string()[..7], month_and_year(*month), &asked.month)),
            )
            .collect(),
        narrows: asked.narrows(),
        clear: asked
            .href(&desk.code, &[("profession", ""), ("transition", ""), ("month", ""), ("name", ""), ("page", "")]),
        tick_all: asked.href(&desk.code, &[("tick", "all")]),
        pages: Pagination::new(
            usize::try_from(asked.page()).unwrap_or(1),
            usize::try_from(PER_PAGE).unwrap_or(25),
            usize::try_from(found.total).unwrap_or(0),
            |number| asked.href(&desk.code, &[("page", &number.to_string())]),
        ),
        asked: asked.clone(),
        layout,
    }))
}

fn row(w: Words, line: &Line, today: Date, asked: &Asked, chosen: &[String]) -> Row {
    let candidacy = &line.candidacy;
    let id = candidacy.id.to_string();
    let choosable = !matches!(candidacy.state, State::Matched | State::SetAside | State::Withdrawn);
    let ticked = asked.tick == "all" || chosen.contains(&id);
    let mut post = line.job_title.clone();
    for place in [&line.department, &line.site].into_iter().flatten().filter(|place| !place.is_empty()) {
        post.push_str(", ");
        post.push_str(place);
    }
    let note = match (candidacy.state, candidacy.seen_at) {
        (State::Offered, Some(seen_at)) => {
            w.with("candidate-seen", [("date", domain::calendar::long_date(date_of(seen_at)))])
        }
        (State::Offered, None) => w.say("candidate-not-seen"),
        _ => String::new(),
    };
    Row {
        id: candidacy.id,
        name: line.name.clone(),
        post,
        reason: sentences::reason(w, candidacy, today),
        state: sentences::state(w, candidacy.state),
        colour: sentences::colour(candidacy.state),
        age: sentences::age(w, candidacy, today),
        note,
        tick: match (choosable, ticked) {
            (false, _) => Tick::None,
            (true, true) => Tick::Ticked,
            (true, false) => Tick::Open,
        },
    }
}

fn doors(w: Words, counts: &PerState, asked: &Asked, code: &str) -> Vec<Door> {
    let current = |state: &str| if asked.state == state { "page" } else { "" };
    let href = |state: &str| asked.href(code, &[("state", state), ("page", "")]);
    let all =
        Door { text: w.say("candidates-all"), count: counts.values().sum(), href: href(""), current: current("") };
    let states = State::ALL.into_iter().map(|state| Door {
        text: sentences::state(w, state),
        count: counts.get(&state).copied().unwrap_or(0),
        href: href(state.as_str()),
        current: current(state.as_str()),
    });
    std::iter::once(all).chain(states.filter(|door| door.count > 0 || !door.current.is_empty())).collect()
}

/// What the lead could do now, and how quickly requests are answered.
fn next_things(
    w: Words,
    counts: &PerState,
    requests: &[(Timestamp, Option<Timestamp>)],
    programme: &Programme,
    today: Date,
) -> Vec<String> {
    let of = |state: State| counts.get(&state).copied().unwrap_or(0);
    let mut things = Vec::new();
    if of(State::Recognised) > 0 {
        things.push(w.with("candidates-next-recognised", [("count", of(State::Recognised))]));
    }
    let within = programme.offering.answer_within_working_days;
    let waiting: Vec<u32> = requests
        .iter()
        .filter(|(_, answered)| answered.is_none())
        .map(|(asked, _)| working_days(date_of(*asked), today))
        .collect();
    if let Some(longest) = waiting.iter().max() {
        let count = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
        things.push(w.with("candidates-next-requested", [("count", count), ("days", *longest), ("within", within)]));
    }
    if of(State::Accepted) > 0 {
        let supporter = programme.words.with_article("supporter").to_owned();
        let count = of(State::Accepted).to_string();
        things.push(w.with("candidates-next-accepted", [("count", count), ("supporter", supporter)]));
    }
    let mut answered: Vec<u32> = requests
        .iter()
        .filter_map(|(asked, answered)| answered.map(|at| working_days(date_of(*asked), date_of(at))))
        .collect();
    answered.sort_unstable();
    if let Some(median) = answered.get(answered.len() / 2) {
        let within = answered.iter().filter(|days| **days <= within).count();
        let (count, median) = (answered.len(), *median as usize);
        things.push(w.with("candidates-answered-in", [("count", count), ("median", median), ("within", within)]));
    }
    things
}

fn caption(w: Words, asked: &Asked, total: i64) -> String {
    match asked.state() {
        Some(state) => {
            let (count, state) = (total.to_string(), sentences::state(w, state));
            w.with("candidates-count-in", [("count", count), ("state", state)])
        }
        None => w.with("candidates-count", [("count", total)]),
    }
}

/// What was just done, from the address it led to: numbers only, so that nobody can put words there.
fn notice(w: Words, asked: &Asked) -> Option<String> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number > 0);
    let mut said = Vec::new();
    for (key, text) in [
        ("candidates-done-sent", &asked.sent),
        ("candidates-done-without", &asked.without),
        ("candidates-done-moved", &asked.moved),
        ("candidates-done-aside", &asked.aside),
    ] {
        said.extend(number(text).map(|count| w.with(key, [("count", count)])));
    }
    (!said.is_empty()).then(|| said.join(" "))
}

pub(in super::super) async fn act(
    Shared(state): Shared<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let asked = Asked::of(&form);
    let ids: Vec<CandidacyId> = form.all("candidate").iter().filter_map(|id| id.parse().ok()).collect();
    let ctx = &state.ctx;
    let done = if form.text("act") == "set-aside" {
        joining::set_aside(ctx, who.person(), desk.organisation, &ids, &form.raw("reason"))
            .await
            .map(|count| vec![("aside", count)])
    } else {
        joining::offer(ctx, who.person(), desk.organisation, &ids).await.map(|offered| {
            vec![("sent", offered.sent), ("without", offered.without_address.len()), ("moved", offered.moved_on)]
        })
    };
    match done {
        Ok(counts) => {
            let counts: Vec<(&str, String)> =
                counts.into_iter().filter(|(_, n)| *n > 0).map(|(name, n)| (name, n.to_string())).collect();
            let changes: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
            Ok(page::go_to(asked.href(&desk.code, &changes)))
        }
        Err(Failure::Refused(refusal)) => {
            let field = match refusal {
                joining::Refusal::Step(candidacies::Refusal::ReasonMissing | candidacies::Refusal::ReasonTooLong) => {
                    "reason"
                }
                _ => "candidates",
            };
            let problem = Some((field, Words::english().say(refusal.key())));
            let list = build(&state, &who, &desk, &asked, &form, problem).await?.ok_or(Error::NotFound)?;
            Ok(page::again(&list))
        }
        Err(failure) => Err(failure.into()),
    }
}
