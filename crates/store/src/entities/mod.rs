//! One entity a table; private to this crate.
