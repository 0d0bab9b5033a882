//! Documents of a journey outside its meetings: begun, written and signed as records are, submitted, renewed (E1-E3).

mod begin;
mod submit;

pub(crate) use begin::open_one;
pub use begin::{SUGGESTED, begin};
pub use submit::{SubmitRefusal, submit};
