//! Journeys: one person's time on a programme, and what follows in it from every change.

mod begin;
mod by_hand;
mod confirm;
mod contact;
mod context;
mod follow_absences;
mod keep_up;
mod letters;
mod recompute;
mod refresh;
mod roles;

pub(crate) use begin::take_place;
pub use begin::{Allowance, Beginning, begin};
pub(crate) use by_hand::begin_between;
pub use by_hand::{ByHand, ByHandRefusal, Whom, begin_by_hand};
pub(crate) use by_hand::{barrier, person_at};
pub use confirm::{ConfirmRefusal, ConsentAnswer, asked, confirm, consent, consents};
pub use contact::{ContactRefusal, Need, name_contact, needs_contact};
pub use context::{ContextRefusal, choose_context};
pub use follow_absences::follow_absences;
pub use keep_up::{follow_posts, lay_out};
pub use recompute::{Difference, Then, recompute};
pub use refresh::{refresh, refresh_all, refresh_many};
pub use roles::{RoleRefusal, is_named_here, name_for_role, release_from_role, to_look_after};

/// The noun under which letters and events speak of journeys.
pub const NOUN: &str = "journeys";

/// Why a journey does not begin; the person can act on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the programme is not one that the organisation runs")]
    NotRun,
    #[error("the person does not wait for a supporter any more")]
    NoLongerWaits,
    /// One more needs a reason.
    #[error("the supporter has as many people as they can")]
    Full { supports: u32 },
}
