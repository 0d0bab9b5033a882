//! Programmes: which of them an organisation runs, what it makes of them, and in which version journeys go on (B3).

mod adopt;
mod at_hand;
mod here;
mod moving;
mod remove;
mod tailor;

pub(crate) use adopt::take_up;
pub use adopt::{AdoptRefusal, adopt, follow_source, stop};
pub use at_hand::{at_hand, catch_up};
pub use here::{here, looked_after_here, run_here};
pub use moving::{DateChange, MoveRefusal, Overall, Preview, move_journeys, preview};
pub use remove::{RemoveRefusal, remove_version};
pub use tailor::{TailorRefusal, Wanted, tailor, try_out};
