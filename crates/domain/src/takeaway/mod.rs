//! What a person takes along (G3, G5): their whole portfolio as one book, which is laid out as PDF, shown as a page and
//! written as open data, all from the same; and the sheet of hashes by which a copy can be checked anywhere.

mod book;
mod manifest;

pub use book::{Block, Book, FORMAT, Owner, Part, Section, Signed, Stone};
pub use manifest::{Kept, MANIFEST, Manifest, NotAName, SEAL, is_a_name, sha256};
