//! What pages say of leave and absence.

use domain::calendar::{Period, date_of, long_date, weekday_date};
use domain::leave::{Begins, Ends, Span, State};
use operations::leave::View;
use store::leave::Leave;

use crate::words::Words;

/// “Monday 21 December 2026, from midday, to 29 December 2026”.
pub(super) fn days(w: Words, span: &Span) -> String {
    let (from, until) = (weekday_date(span.from), long_date(span.until));
    let key = match (span.from == span.until, span.begins, span.ends) {
        (true, Begins::AtMidday, _) => "leave-day-afternoon",
        (true, _, Ends::AtMidday) => "leave-day-morning",
        (true, ..) => "leave-day",
        (false, Begins::AtMidday, Ends::AtMidday) => "leave-days-midday-midday",
        (false, Begins::AtMidday, _) => "leave-days-midday",
        (false, _, Ends::AtMidday) => "leave-days-to-midday",
        (false, ..) => "leave-days",
    };
    w.with(key, &[("from", from), ("until", until)])
}

/// “5 working days”, “half a working day”, “2½ working days”.
pub(super) fn length(w: Words, half_days: u32) -> String {
    let whole = half_days / 2;
    let count = match (whole, half_days % 2) {
        (0, _) => return w.say("leave-length-half"),
        (1, 0) => return w.say("leave-length-one"),
        (whole, 0) => whole.to_string(),
        (whole, _) => format!("{whole}½"),
    };
    w.with("leave-length", &[("count", count)])
}

/// From when to when somebody is away; an open end says so.
pub(super) fn period(w: Words, period: &Period) -> String {
    let from = weekday_date(period.started_on);
    match period.finished_on {
        Some(until) => w.with("leave-days", &[("from", from), ("until", long_date(until))]),
        None => w.with("leave-since", &[("from", from)]),
    }
}

/// How it stands with a request, and its colour.
pub(super) fn tag(w: Words, state: State) -> (String, &'static str) {
    let colour = match state {
        State::Asked => "yellow",
        State::Approved => "green",
        State::Declined => "orange",
        State::Withdrawn | State::Cancelled => "grey",
    };
    (w.say(&format!("leave-state-{}", state.as_str())), colour)
}

/// Who decides and by when, or who has decided.
pub(super) fn answer(w: Words, leave: &Leave, view: &View, today: jiff::civil::Date) -> String {
    if let Some(settled) = &leave.settled {
        let date = long_date(date_of(settled.at));
        let key = format!("leave-settled-{}", leave.state.as_str());
        return w.with(&key, &[("name", settled.name.clone()), ("date", date)]);
    }
    let name = view.deciders.first().map(|(_, name, _)| name.clone()).unwrap_or_default();
    match leave.due_on {
        Some(due_on) if due_on < today => w.with("leave-decides-late", &[("name", name), ("date", long_date(due_on))]),
        Some(due_on) => w.with("leave-decides-by", &[("name", name), ("date", weekday_date(due_on))]),
        None => w.with("leave-decides", &[("name", name)]),
    }
}

/// The name of a kind of leave in the journey's own version of its programme.
pub(super) fn kind(view: &View, leave: &Leave) -> String {
    view.programme.leave_kind(&leave.kind).map_or_else(|| leave.kind.to_string(), |kind| kind.name.clone())
}
