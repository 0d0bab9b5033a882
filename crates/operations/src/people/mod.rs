//! Who is who, and who has left: what files leave in doubt and a human decides (requirements A4 and A7).

mod doubts;
mod leavers;

pub use doubts::{DoubtRefused, keep_apart, merge, undo_merge};
pub use leavers::{LeaverRefused, confirm_left, confirm_stays};
