//! Meetings, and the circle of people who take part in a journey and may read what they write (F1-F5).

mod agenda;
mod attendance;
mod circle;
mod diaries;
mod groups;
mod notes;
mod read;
mod series;
mod write;

use domain::ids::{JourneyId, MeetingId, PersonId};
use domain::keys::MeetingKey;
use domain::meetings::{Slot, State};
use jiff::Timestamp;

pub use agenda::{AgendaPoint, agenda_points, insert_point, set_point};
pub use attendance::{attendance, set_attendance};
pub use circle::{About, Circle, Participant, circle_at, circle_of, reads};
pub use diaries::{away, busy};
pub(crate) use groups::{COUNTS, of_journeys};
pub use groups::{further_journeys, gathered, join_group};
pub use notes::{Note, keep_note, note_readers, own_note, share_note, shared_notes};
pub use read::{find, list_for_journey, visible_to};
pub use series::{join_series, series_of};
pub use write::{insert, update};

/// A meeting as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    pub id: MeetingId,
    pub journey: JourneyId,
    pub kind: MeetingKey,
    pub state: State,
    /// What calendars show: the agreed time, or the earliest proposed one. None: it was never planned.
    pub planned: Option<Slot>,
    /// The SEQUENCE of the last invitation that was sent.
    pub calendar_sequence: u32,
    pub created_by: PersonId,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Meeting {
    /// When it was, or is planned to be.
    pub fn when(&self) -> Option<Timestamp> {
        match &self.state {
            State::Held(time) => Some(time.from()),
            _ => self.planned.as_ref().map(|slot| slot.starts_at),
        }
    }
}
