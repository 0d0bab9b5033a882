//! `GET /my-week`: meetings to prepare, records to write and sign, answers due, what else is due, and time together.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::calendar::{long_date, plus_days, weekday_date};
use domain::programmes::Party;
use jiff::civil::Date;
use store::overview::{self, Open, OpenMeeting, OpenState, Relationship};

use super::own::{self, Own};
use crate::components::{Cell, Column, Table};
use crate::error::Error;
use crate::home::next::{self, Next, Urgency, Walk};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// How far a week looks ahead, in days.
const WEEK: i32 = 7;

#[derive(Template)]
#[template(path = "week/show.html")]
struct WeekPage {
    layout: Layout,
    period: String,
    lead: String,
    parts: Vec<Part>,
    people: Option<Table>,
    own: Vec<Own>,
}

/// A kind of thing that is owed.
struct Part {
    id: &'static str,
    heading: String,
    things: Vec<Next>,
}

pub(super) async fn get(State(state): State<AppState>, who: SignedIn) -> Result<Response, Error> {
    let w = Words::english();
    let (reader, today) = (state.ctx.db.reader(), state.ctx.today());
    let relationships = overview::relationships(reader, &state.ctx.programmes, who.viewer).await?;
    let open = overview::open_for(reader, who.viewer, next::horizon(today)).await?;
    let mut turns = crate::endings::turns(&state, &who).await?;
    let supports = |one: &&Relationship| one.ended_on.is_none() && matches!(one.mine, Party::Role(_));
    let supported: Vec<&Relationship> = relationships.iter().filter(supports).collect();
    let mut sorted = Sorted::default();
    for relationship in &supported {
        sorted.add(w, relationship, &open, &who, today);
    }
    turns.covers.retain(|cover| cover.person == who.person());
    turns.handovers.retain(|handover| handover.supportee != who.person());
    sorted.due.append(&mut crate::endings::next(w, &relationships, &turns, &who, today));
    let parts = sorted.parts(w, today);
    let owed: usize = parts.iter().map(|part| part.things.len()).sum();
    let lead = match (supported.is_empty(), owed) {
        (true, _) => w.say("week-nobody"),
        (false, 0) => w.say("week-nothing"),
        (false, count) => w.with("week-count", &[("count", count.to_string())]),
    };
    let mut layout = who.layout(&state, "");
    layout.title = w.say("week-title");
    Ok(page::show(&WeekPage {
        layout,
        period: w.with("week-period", &[("from", weekday_date(today)), ("to", weekday_date(plus_days(today, WEEK)))]),
        lead,
        parts,
        people: people(&state, w, &supported).await?,
        own: own::of(&state, &who).await?,
    }))
}

/// What is owed, by kind.
#[derive(Default)]
struct Sorted {
    answers: Vec<Next>,
    records: Vec<Next>,
    meetings: Vec<Next>,
    due: Vec<Next>,
}

impl Sorted {
    /// What one relationship asks of the viewer: each kind of meeting by itself, and what is left by the programme.
    fn add(&mut self, w: Words, relationship: &Relationship, open: &Open, who: &SignedIn, today: Date) {
        let walk = Walk::of_relationship(relationship);
        let things = |meetings: &[OpenMeeting]| {
            let found = next::things(w, &walk, &relationship.mine, who.person(), &open.occurrences, meetings, today);
            let about = |mut next: Next| {
                next.about.clone_from(&relationship.supportee_name);
                next
            };
            found.into_iter().map(about).collect::<Vec<Next>>()
        };
        let of = |fits: fn(&OpenState) -> bool| {
            let meetings: Vec<OpenMeeting> = open.meetings.iter().filter(|one| fits(&one.state)).cloned().collect();
            let ids: Vec<String> = meetings.iter().map(|one| one.meeting.to_string()).collect();
            let mut found = things(&meetings);
            found.retain(|next| ids.iter().any(|id| next.href.contains(id)));
            found
        };
        let mut answers = of(|state| matches!(state, OpenState::Proposed { .. }));
        let mut records = of(|state| matches!(state, OpenState::Held { .. }));
        let mut meetings = of(|state| matches!(state, OpenState::Agreed));
        let mut due = things(&open.meetings);
        due.retain(|next| {
            ![&answers, &records, &meetings].iter().any(|kind| kind.iter().any(|one| one.href == next.href))
        });
        self.answers.append(&mut answers);
        self.records.append(&mut records);
        self.meetings.append(&mut meetings);
        self.due.append(&mut due);
    }

    /// What is late or falls into the week, the most pressing first; kinds with nothing are left out.
    fn parts(self, w: Words, today: Date) -> Vec<Part> {
        let until = plus_days(today, WEEK);
        let part = |id: &'static str, key: &str, mut things: Vec<Next>| {
            things.retain(|next| next.urgency != Urgency::Later || next.on <= until);
            things.sort_by_key(|next| (next.urgency, next.on));
            Part { id, heading: w.say(key), things }
        };
        let parts = [
            part("meetings", "week-meetings", self.meetings),
            part("answers", "week-answers", self.answers),
            part("records", "week-records", self.records),
            part("due", "week-due", self.due),
        ];
        parts.into_iter().filter(|part| !part.things.is_empty()).collect()
    }
}

/// Everybody one supports: last and next time together, and the hours of this month beside what is promised.
async fn people(state: &AppState, w: Words, supported: &[&Relationship]) -> Result<Option<Table>, Error> {
    if supported.is_empty() {
        return Ok(None);
    }
    let (reader, today) = (state.ctx.db.reader(), state.ctx.today());
    let first = today.first_of_month();
    let journeys: Vec<_> = supported.iter().map(|one| one.journey).collect();
    let met = store::completions::minutes_met_since(reader, &journeys, first).await?;
    let mut rows = Vec::new();
    for relationship in supported {
        let words = &relationship.programme.words;
        let minutes = met.get(&relationship.journey).copied().unwrap_or_default();
        let promised = relationship
            .programme
            .time
            .iter()
            .find(|promise| promise.party == relationship.mine)
            .map(|promise| promise.minutes_a_month)
            .filter(|minutes| *minutes > 0);
        let hours = match promised {
            Some(promised) => w.with("week-hours-of", &[("hours", hours(minutes)), ("of", hours(i64::from(promised)))]),
            None => w.with("week-hours", &[("hours", hours(minutes))]),
        };
        let on = |on: Option<Date>| on.map_or_else(|| w.say("week-not-yet"), long_date);
        rows.push(vec![
            Cell::link(relationship.supportee_name.clone(), crate::journeys::journey(relationship.journey)),
            Cell::new(words.capital("journey")),
            Cell::new(on(relationship.last_met_on)),
            Cell::new(on(relationship.next_meeting_at.map(domain::calendar::date_of))),
            Cell::new(hours),
        ]);
    }
    let columns = ["week-column-who", "week-column-what", "week-column-last", "week-column-next", "week-column-hours"];
    let columns = columns.iter().map(|key| Column::words(w.say(key))).collect();
    Ok(Some(Table::new(w.say("week-people"), columns, rows)))
}

/// “1.5”: minutes as hours, to the quarter.
fn hours(minutes: i64) -> String {
    let quarters = (minutes + 7) / 15;
    match quarters % 4 {
        0 => (quarters / 4).to_string(),
        1 => format!("{}.25", quarters / 4),
        2 => format!("{}.5", quarters / 4),
        _ => format!("{}.75", quarters / 4),
    }
}

#[cfg(test)]
mod tests {
    use super::hours;

    #[test]
    fn minutes_read_as_hours() {
        assert_eq!(hours(0), "0");
        assert_eq!(hours(60), "1");
        assert_eq!(hours(95), "1.5");
        assert_eq!(hours(50), "0.75");
        assert_eq!(hours(70), "1.25");
    }
}
