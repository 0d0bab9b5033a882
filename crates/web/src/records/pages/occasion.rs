//! What a meeting's record opens with: when it was, who was there, what was on the agenda, when one meets next.

use std::collections::BTreeMap;

use domain::calendar::{date_of, time_of};
use domain::forms::FieldKind;
use domain::ids::PersonId;
use domain::keys::FieldKey;
use domain::meetings::State as MeetingState;
use domain::records::{AnswerValue, Raw};
use operations::records::Sheet;
use store::meetings::Meeting;

use crate::components::Choice;
use crate::error::Error;
use crate::meetings::preparing::{self, AgendaLine, SharedNote};
use crate::meetings::times::HeldForm;
use crate::meetings::{attendance, telling};
use crate::state::AppState;
use crate::words::Words;

/// All of it; nothing for a document.
#[derive(Default)]
pub(super) struct About {
    pub(super) when: Option<Occasion>,
    /// Without last time's promises, which have boxes of their own.
    pub(super) agenda: Vec<AgendaLine>,
    pub(super) shared: Vec<SharedNote>,
}

impl About {
    /// What the record of this sheet opens with; `typed` are times that could not be kept.
    pub(super) async fn of(state: &AppState, w: Words, sheet: &Sheet, typed: Option<HeldForm>) -> Result<Self, Error> {
        let Some(meeting) = sheet.subject.meeting() else { return Ok(Self::default()) };
        let circle = &sheet.circle;
        let noted = store::meetings::attendance(state.ctx.db.reader(), meeting.id).await?;
        let there: Vec<PersonId> = noted.iter().map(|(_, person)| *person).collect();
        let there = (!there.is_empty()).then_some(there.as_slice());
        let people = attendance::boxes(circle, [&meeting.kind].into_iter(), there);
        let mut agenda = preparing::view(state, w, circle, meeting).await?.lines;
        agenda.retain(|line| line.kind != "promised");
        Ok(Self {
            when: Some(Occasion::of(w, state, meeting, typed, people)),
            agenda,
            shared: preparing::shared(state, w, circle, meeting).await?,
        })
    }
}

/// When it was or is to be, for a record of a meeting.
pub(super) struct Occasion {
    pub(super) planned: String,
    pub(super) held: HeldForm,
    pub(super) held_now: String,
    /// Who may have been there, where that has to be asked.
    pub(super) people: Vec<Choice>,
}

impl Occasion {
    fn of(w: Words, state: &AppState, meeting: &Meeting, typed: Option<HeldForm>, people: Vec<Choice>) -> Self {
        let (held_now, stored) = match &meeting.state {
            MeetingState::Held(time) => (telling::held(w, time), HeldForm::of(time)),
            // The day and the start are known once they have come; when it ended, people say themselves.
            _ => match meeting.planned.as_ref().filter(|slot| slot.starts_at <= state.ctx.now()) {
                Some(slot) => (String::new(), HeldForm::of_plan(slot)),
                None => (String::new(), HeldForm::default()),
            },
        };
        let planned = meeting.planned.as_ref().filter(|_| held_now.is_empty());
        let planned =
            planned.map_or_else(String::new, |slot| w.with("record-planned", &[("when", telling::planned(w, slot))]));
        Self { planned, held: typed.unwrap_or(stored), held_now, people }
    }
}

/// The next meeting, if one is planned, as answers to the questions that ask for its day and time: the first such of a
/// meeting's form. They are in the boxes and kept when the page is saved.
pub(super) async fn known_next(state: &AppState, sheet: &Sheet) -> Result<BTreeMap<FieldKey, Raw>, Error> {
    let mut known = BTreeMap::new();
    let Some(meeting) = sheet.subject.meeting() else { return Ok(known) };
    let asks = |kind: fn(&FieldKind) -> bool| sheet.paper.form.fields().find(move |field| kind(&field.kind));
    let on = asks(|kind| matches!(kind, FieldKind::Date));
    let at = asks(|kind| matches!(kind, FieldKind::Time));
    let answered = on.is_some_and(|field| sheet.paper.standing(&field.key).is_some());
    let Some(on) = on.filter(|_| !answered) else { return Ok(known) };
    let here = meeting.when().unwrap_or(meeting.created_at);
    let meetings = store::meetings::list_for_journey(state.ctx.db.reader(), sheet.circle.journey).await?;
    let later = |other: &&Meeting| {
        other.id != meeting.id && other.state.name().is_open() && other.when().is_some_and(|when| when > here)
    };
    let next = meetings.iter().filter(|other| sheet.circle.opens(&other.kind)).filter(later).find_map(Meeting::when);
    if let Some(next) = next {
        known.insert(on.key.clone(), AnswerValue::On(date_of(next)).raw());
        if let Some(at) = at.filter(|field| sheet.paper.standing(&field.key).is_none()) {
            known.insert(at.key.clone(), AnswerValue::At(time_of(next)).raw());
        }
    }
    Ok(known)
}
