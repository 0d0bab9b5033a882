//! Protected time: what is promised, planned, taken and lost (H1-H3). A ledger is worked out of lines; nothing of it is
//! stored twice.

mod kinds;
mod ledger;
mod plan;
mod typed;

pub use kinds::{Kind, Reason};
pub use ledger::{Account, Ledger, Line, Marks, Month, Sum, What, ledger, marks, sum};
pub use plan::{Every, Plan, Walk, active_days};
pub use typed::{MOST_MINUTES, NOTE_LETTERS, Wrong, check, note};
