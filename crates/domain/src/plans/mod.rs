//! The plan of a journey as a living thing (E3): what somebody brings and needs, what they set out to reach, and what
//! they do for it. Each is an item with versions; nothing that was ever said in one is lost.

mod change;
mod item;
mod quick;
mod settle;

pub use change::{Changed, Clash, Merged, differences, merge};
pub use item::{Details, Item, ItemKind, ItemState, MOST_LETTERS, Part, Wrong};
pub use quick::quick;
pub use settle::{Settled, may_settle};
