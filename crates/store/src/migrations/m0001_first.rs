//! The tables of the first release, a file a room.

pub(super) fn statements() -> Vec<&'static str> {
    vec![]
}
