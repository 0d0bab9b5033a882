//! For tests only: a database of its own for each test on each engine, the application in one process, the people who
//! act in it, and pages read as people read them.
//!
//! A test that must hold on both databases is written once:
//!
//! ```ignore
//! testkit::both_engines! {
//!     async fn req_C3_a_post_may_be_held_twice(ctx: operations::Context) {
//!         …
//!     }
//! }
//! ```
//!
//! Its argument is a [`store::Db`], an [`operations::Context`] whose clock stands at [`now`], a [`TestDatabase`] for
//! tests that open it more than once, or (with the feature `pages`) a `TestApp`.

#[cfg(feature = "pages")]
mod app;
mod asking;
pub mod cohorts;
pub mod crowd;
pub mod engines;
pub mod http;
#[cfg(feature = "pages")]
pub mod pages;
pub mod smtp;
pub mod world;

#[cfg(feature = "pages")]
pub use app::TestApp;
pub use asking::Asking;
pub use engines::{Address, FromDatabase, TestDatabase, TestEngine};
#[cfg(feature = "pages")]
pub use pages::{Form, Page, Visitor};

/// The instant at which the clock of every test stands: Monday 2 November 2026, nine in the morning in London.
pub fn now() -> jiff::Timestamp {
    "2026-11-02T09:00:00Z".parse().expect("a valid instant")
}

/// The day of [`now`].
pub fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 2)
}

/// How many times as long a test of races, kills or generated worlds runs: 1, and more in `cargo xtask exam`.
pub fn exam_factor() -> usize {
    #[expect(clippy::disallowed_methods, reason = "the exam tells its length through the environment")]
    let factor = std::env::var("ALONGSIDE_EXAM");
    factor.ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}
