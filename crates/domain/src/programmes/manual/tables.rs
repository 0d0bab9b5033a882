//! Time, sharing and content.

use super::{Part, needed};

pub(super) const PARTS: &[Part] = &[
    Part {
        written: "[[time]]",
        names: &["time"],
        what: "Protected time promised to somebody, in hours from 0 to 2000.",
        keys: &[
            needed("party", "`\"supportee\"` or a role", "to whom"),
            needed("hours_a_month", "hours", "for each journey, in each month"),
            needed("own_hours_a_year", "hours", "once per person and year, however many journeys"),
            needed("least_hours_a_year", "hours", "the least of a year"),
            needed("recommended_hours_a_year", "hours", "what is recommended"),
        ],
    },
    Part {
        written: "[[sharing]]",
        names: &["sharing"],
        what: "Who sees which kind of item. Whatever is not named stays closed.",
        keys: &[
            needed(
                "who",
                "`\"supportee\"`, a role, an office, `\"cover\"` or `\"line-manager\"`",
                "to whom it is opened",
            ),
            needed("item", "a key", "the kind of item: `meeting-record`, `progress` and so on"),
            needed("gives", "`\"read\"`, `\"summary\"` or `\"nothing\"`", "how much of it"),
            needed("because", "text", "why, in the words that people are told"),
        ],
    },
    Part {
        written: "[[content]]",
        names: &["content"],
        what: "A theme of what is learnt.",
        keys: &[needed("key", "a key", "its name in this file"), needed("name", "text", "its name on pages")],
    },
];
