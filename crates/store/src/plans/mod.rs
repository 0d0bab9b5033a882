//! Plans of journeys: their items, what was agreed, how it goes, and every change (E3). Who may see a plan is asked by
//! whoever reads it: it is shared under the name of a document.

mod changes;
mod items;
mod notes;

pub use changes::{Agreement, Change, agree, agreements_of, changes_of, insert_changes};
pub use items::{Kept, find, insert, items_of, update};
pub use notes::{Note, insert_note, notes_of, withdraw_note};
