//! Standards that an organisation measures itself by, and figures made from what happened (L1, L8, L9).
//!
//! A set of standards is data (`standards/`). A figure keeps five things apart: met, agreed exception, not met, not yet
//! due, no data. Nothing missing is counted as met.

mod compile;
mod counts;
mod figure;
mod gap;
mod maker;
mod set;
mod shipped;

pub use compile::compile;
pub use counts::{Eligible, Group, Lasting, groups, hours, journey, median_days_to_offer, training, vacant_days};
pub use figure::{Figure, Part, UNRECORDED_DAYS, part, period_to};
pub use gap::{LATE_PAUSE_DAYS, is_late_pause, longest_gap};
pub use maker::{CountedBy, HoursOf, Judgement, Maker, SetBy, Threshold, ThresholdKey};
pub use set::{Change, Overlay, Principle, Sentence, Standard, StandardSet};
pub use shipped::{set, sets, standard};
