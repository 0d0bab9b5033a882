//! How journeys stand still and end. `subject` is a journey, running or over; `pauses` are its stretches of rest; `ends` are
//! ends asked for, entered and taken back.

mod ends;
mod pauses;
mod subject;
mod turns;

pub use ends::{
    EndingRow, EndingState, Place, insert, is_signed_in, keep_places, latest, places, reopen, settle, undo,
};
pub use pauses::{PauseRow, end_pause, insert_pause, pause, pauses, remove_pause, stop_open_pause, to_come_back};
pub use subject::{Subject, subject};
pub use turns::any_turn;
