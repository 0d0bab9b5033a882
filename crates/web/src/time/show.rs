//! `GET /time`: the ledger of one person, over everything that promises them hours.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::{clock_time, date_of, long_date, plus_months, time_of, weekday_date};
use domain::time::{Every, What};
use jiff::civil::Date;
use operations::time::Promised;
use serde::Deserialize;
use store::time::{TimeLine, TimePlan, Uncounted, Which};

use super::{Bars, YearBar, chart, hours, key_of, name_of};
use crate::components::Link;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// Lines shown at once; the rest stand behind a word.
const AT_ONCE: usize = 6;

#[derive(Template)]
#[template(path = "time/show.html")]
struct TimePage {
    layout: Layout,
    accounts: Vec<AccountPart>,
    seen: String,
}

/// One account.
struct AccountPart {
    id: String,
    name: String,
    about: String,
    /// What was taken, what was promised, what was lost; in sentences.
    says: Vec<String>,
    bar: YearBar,
    bars: Bars,
    uncounted: Vec<ToCount>,
    plans: Vec<PlanLine>,
    lines: Vec<LineView>,
    more: Vec<LineView>,
    deeds: Vec<Link>,
}

/// A held meeting that a tap counts.
struct ToCount {
    what: String,
    action: String,
    button: String,
}

struct PlanLine {
    what: String,
    note: String,
    /// Nowhere, when it has ended.
    end: String,
}

struct LineView {
    what: String,
    when: String,
    note: String,
    remove: String,
}

/// What was just done, from the page before.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let accounts = operations::time::accounts(&state.ctx, reader, who.viewer).await?;
    let uncounted = operations::time::uncounted(reader, who.viewer, &accounts).await?;
    let mut layout = who.layout(&state, w.say("time-title"));
    if ["noted", "counted", "already", "planned", "ended", "removed"].contains(&done.done.as_str()) {
        layout.flash = Some(w.say(&format!("time-done-{}", done.done)));
    }
    // What goes on stands first.
    let mut ordered: Vec<&Promised> = accounts.iter().collect();
    ordered.sort_by_key(|one| !one.account.goes_on(today));
    let parts = ordered.into_iter().map(|one| part(w, one, &uncounted, today)).collect();
    Ok(page::show(&TimePage { layout, accounts: parts, seen: w.say("time-seen") }))
}

fn part(w: Words, one: &Promised, uncounted: &[(Which, Uncounted)], today: Date) -> AccountPart {
    let key = key_of(&one.account.which);
    let from = one.year_from(today);
    let ended = one.account.walks.iter().map(|walk| walk.walk.period.finished_on).collect::<Option<Vec<Date>>>();
    let until = ended.and_then(|ends| ends.into_iter().max()).map_or(today, |end| end.min(today)).max(from);
    let so_far = one.ledger(from, until);
    let marks = one.marks(from, until);
    let months = one.ledger(first_shown(from, until), until.last_of_month());
    let caption = w.with("time-months-of", [("account", name_of(w, one))]);
    let mut lines: Vec<LineView> = one.lines.iter().map(|line| line_view(w, one, line)).collect();
    let more = lines.split_off(AT_ONCE.min(lines.len()));
    let goes_on = one.account.goes_on(today);
    AccountPart {
        name: name_of(w, one),
        about: about(w, one, from),
        says: says(w, &so_far.whole, &marks),
        bar: YearBar::new(&so_far.whole, &marks),
        bars: Bars::new(w, &months, caption),
        uncounted: uncounted
            .iter()
            .filter(|(which, _)| *which == one.account.which)
            .map(|(_, meeting)| to_count(w, one, meeting))
            .collect(),
        plans: one.plans.iter().map(|plan| plan_line(w, plan, today)).collect(),
        lines,
        more,
        deeds: if goes_on { deeds(w, &key) } else { Vec::new() },
        id: format!("account-{key}"),
    }
}

/// The first day of the twelve months that end with the last one.
fn first_shown(from: Date, until: Date) -> Date {
    from.max(plus_months(until.first_of_month(), -11))
}

fn about(w: Words, one: &Promised, from: Date) -> String {
    let names: Vec<&str> = match one.account.which {
        Which::Supported { .. } => Vec::new(),
        Which::Supporting { .. } => one.account.walks.iter().map(|walk| walk.supportee_name.as_str()).collect(),
    };
    let since = chart::since(w, from);
    if names.is_empty() { since } else { w.with("time-about-with", [("since", since), ("names", names.join(", "))]) }
}

fn says(w: Words, sum: &domain::time::Sum, marks: &domain::time::Marks) -> Vec<String> {
    let mut says = vec![
        w.with("time-says-taken", [("taken", hours(w, sum.taken)), ("entitled", hours(w, sum.entitled))]),
        w.with("time-says-least", [("least", hours(w, marks.least))]),
    ];
    if sum.planned > 0 {
        says.push(w.with("time-says-planned", [("planned", hours(w, sum.planned))]));
    }
    if sum.lost > 0 {
        says.push(w.with("time-says-lost", [("lost", hours(w, sum.lost))]));
    }
    says
}

fn to_count(w: Words, one: &Promised, meeting: &Uncounted) -> ToCount {
    let name = one.account.walks.iter().find(|walk| walk.journey == meeting.journey);
    let with = match (&one.account.which, name) {
        (Which::Supporting { .. }, Some(walk)) => w.with("time-meeting-with", [("name", walk.supportee_name.as_str())]),
        _ => String::new(),
    };
    let when = format!("{}, {}", weekday_date(date_of(meeting.from)), clock_time(time_of(meeting.from)));
    let values = [("meeting", one.programme.words.meeting(&meeting.kind).to_owned()), ("with", with), ("when", when)];
    ToCount {
        what: w.with("time-meeting", values),
        action: format!("/meetings/{}/time", meeting.meeting),
        button: w.with("time-count", [("hours", hours(w, meeting.minutes()))]),
    }
}

/// “2 hours each month, from 3 March 2026”.
fn plan_line(w: Words, plan: &TimePlan, today: Date) -> PlanLine {
    let every = match plan.plan.every {
        Every::Month | Every::Week => w.say(&format!("time-every-{}", plan.plan.every.as_str())),
        Every::On(_) => w.with("time-every-on", [("day", w.say(&format!("time-day-{}", plan.plan.every.as_str())))]),
    };
    let (from, until) = (long_date(plan.plan.period.started_on), plan.plan.period.finished_on);
    let hours = hours(w, plan.plan.minutes);
    let what = match until {
        Some(until) => {
            w.with("time-plan-until", [("hours", hours), ("every", every), ("from", from), ("until", long_date(until))])
        }
        None => w.with("time-plan-line", [("hours", hours), ("every", every), ("from", from)]),
    };
    let goes_on = until.is_none_or(|until| until >= today);
    PlanLine {
        what,
        note: plan.note.clone(),
        end: if goes_on { format!("/time/plans/{}/end", plan.id) } else { String::new() },
    }
}

fn line_view(w: Words, one: &Promised, line: &TimeLine) -> LineView {
    let what = match line.line.what {
        What::Taken(kind) => w.say(&format!("time-kind-{}", kind.as_str())),
        What::Lost(reason) => {
            w.with("time-lost-line", [("reason", w.say(&format!("time-reason-{}", reason.as_str())))])
        }
    };
    let name = one.account.walks.iter().find(|walk| Some(walk.journey) == line.journey);
    let what = match (&one.account.which, name) {
        (Which::Supporting { .. }, Some(walk)) => {
            w.with("time-line-with", [("what", what.as_str()), ("name", walk.supportee_name.as_str())])
        }
        _ => what,
    };
    LineView {
        what: w.with("time-line", [("hours", hours(w, line.line.minutes)), ("what", what)]),
        when: long_date(line.line.on),
        note: line.note.clone(),
        // Hours of a line of learning go with that line.
        remove: if line.learning.is_some() { String::new() } else { format!("/time/lines/{}/remove", line.id) },
    }
}

fn deeds(w: Words, key: &str) -> Vec<Link> {
    vec![
        Link::new(w.say("time-do-note"), format!("/time/new?account={key}")),
        Link::new(w.say("time-do-lost"), format!("/time/new?account={key}&what=lost")),
        Link::new(w.say("time-do-plan"), format!("/time/plan?account={key}")),
    ]
}
