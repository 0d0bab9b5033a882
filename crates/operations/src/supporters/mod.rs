//! What supporters say of themselves, and what people wish about whom they are paired with (D1, D3).

mod save_profile;
mod wish;

pub use save_profile::{ProfileRefusal, Said, save_profile, standing};
pub use wish::{WishRefusal, forget_wish, state_wish};

/// The noun under which events speak of supporters.
pub const NOUN: &str = "supporters";
