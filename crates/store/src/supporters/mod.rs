//! Supporters: what each brings (D1), from the staff file and from their own account, and how many they support.

mod offers;
mod profile;
mod wishes;

pub use offers::{Supporter, offer_of, offers};
pub use profile::{Profile, find_profile, keep_profile};
pub(crate) use wishes::list_at as wishes_at;
pub use wishes::{Wish, Wishing, find_colleague, forget_wish, keep_wish, wishes_of};
