//! Meetings and people in words.

use domain::calendar::{clock_time, date_of, long_instant, time_of, weekday_date};
use domain::keys::MeetingKey;
use domain::meetings::{HeldTime, Slot, State};
use domain::programmes::capitalised;
use store::meetings::{Circle, Meeting};

use crate::components::Choice;
use crate::words::Words;

/// “Amara, Rhys and Sam”.
pub(crate) fn and(w: Words, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => w.with("list-and", &[("first", first.join(", ")), ("last", last.clone())]),
    }
}

/// The other people of the circle, by name.
pub(crate) fn others(w: Words, circle: &Circle) -> String {
    let names: Vec<String> = circle.others().into_iter().map(|other| other.name.clone()).collect();
    and(w, &names)
}

/// Who reads what is written here, from where the viewer stands: “You and Rhys Bevan”.
pub(crate) fn readers(w: Words, circle: &Circle) -> String {
    let names: Vec<String> = circle.others().into_iter().map(|other| other.name.clone()).collect();
    let mut all = vec![w.say("readers-you")];
    all.extend(names);
    and(w, &all)
}

/// The programme's word for the meeting, as a heading begins with it.
pub(crate) fn capital(circle: &Circle, meeting: &Meeting) -> String {
    capitalised(circle.programme.words.meeting(&meeting.kind))
}

/// “First meeting, Friday 6 November 2026 at 2:30pm”: what a page about one meeting is about.
pub(crate) fn caption(w: Words, circle: &Circle, meeting: &Meeting) -> String {
    let what = capital(circle, meeting);
    match when(w, meeting) {
        Some(when) => w.with("meeting-caption", &[("meeting", what), ("when", when)]),
        None => what,
    }
}

/// The kinds of meeting that the viewer may plan or enter, as choices.
pub(crate) fn kinds(circle: &Circle, chosen: &str) -> Vec<Choice> {
    let kinds = circle.programme.meeting_kinds.iter().map(|kind| &kind.key).filter(|kind| circle.opens(kind));
    let name = |kind: &MeetingKey| capitalised(circle.programme.words.meeting(kind));
    kinds.map(|kind| Choice::new(kind.as_str(), name(kind)).chosen_if(chosen)).collect()
}

/// When a meeting was or is to be, in words; nothing when nobody has said.
pub(crate) fn when(w: Words, meeting: &Meeting) -> Option<String> {
    match &meeting.state {
        State::Held(time) => Some(held(w, time)),
        _ => meeting.planned.as_ref().map(|slot| long_instant(slot.starts_at)),
    }
}

/// “Friday 6 November 2026, 2:30pm to 3:30pm”.
pub(crate) fn held(w: Words, time: &HeldTime) -> String {
    let day = weekday_date(date_of(time.from()));
    span(w, day, time.from(), time.to())
}

/// “Friday 6 November 2026, 2:30pm to 3:30pm”, as planned.
pub(crate) fn planned(w: Words, slot: &Slot) -> String {
    span(w, weekday_date(date_of(slot.starts_at)), slot.starts_at, slot.ends_at())
}

fn span(w: Words, day: String, from: jiff::Timestamp, to: jiff::Timestamp) -> String {
    let (from, to) = (clock_time(time_of(from)), clock_time(time_of(to)));
    w.with("meeting-span", &[("day", day), ("from", from), ("to", to)])
}

/// “In person, Room 4”.
pub(crate) fn place(w: Words, slot: &Slot) -> String {
    let way = w.say(&format!("way-{}", slot.way));
    if slot.place.is_empty() { way } else { format!("{way}, {}", slot.place.as_str()) }
}
