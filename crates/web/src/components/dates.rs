//! A date asked for in three fields.

use super::{MayBeEmpty, or};

/// The names and ids of the three fields, and which of them are marked.
#[derive(Clone, Debug)]
pub struct DateParts {
    pub id: String,
    pub day: DatePart,
    pub month: DatePart,
    pub year: DatePart,
}

#[derive(Clone, Debug)]
pub struct DatePart {
    pub name: String,
    pub id: String,
    pub is_wrong: bool,
}

impl DateParts {
    /// With an error and nothing said about which part, all three are marked; `wrong` lists parts ("day month").
    pub fn new(
        name: impl AsRef<str>,
        id: impl AsRef<str>,
        error: &(impl MayBeEmpty + ?Sized),
        wrong: impl AsRef<str>,
    ) -> Self {
        let name = name.as_ref();
        let id = or(id, name);
        let part = |what: &str| DatePart {
            name: if name.is_empty() { what.to_owned() } else { format!("{name}-{what}") },
            id: format!("{id}-{what}"),
            is_wrong: match wrong.as_ref() {
                "" => !error.is_nothing(),
                parts => parts.split(' ').any(|part| part == what),
            },
        };
        Self { day: part("day"), month: part("month"), year: part("year"), id: id.clone() }
    }
}
