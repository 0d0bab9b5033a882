//! Meetings, stages, and what is expected.

use super::{Part, may, needed};

pub(super) const PARTS: &[Part] = &[
    Part {
        written: "[[meetings]]",
        names: &["meetings"],
        what: "A kind of meeting.",
        keys: &[
            needed("key", "a key", "its name in this file"),
            needed("form", "a form", "on which its record is written"),
            needed("signed_by", "`\"supportee\"` and roles", "who signs the record"),
            needed("planned", "`\"planned\"` or `\"ad-hoc\"`", "whether the programme plans it"),
            needed("suggested_minutes", "5 to 1440", "the length suggested when one is planned"),
        ],
    },
    Part {
        written: "[[stages]]",
        names: &["stages"],
        what: "A stretch of the path.",
        keys: &[
            needed("key", "a key", "its name in this file"),
            needed("name", "text", "its name on pages"),
            needed("what", "text", "what it holds, in a sentence"),
            needed("opens", "`\"matched\"`, `\"start\"`, `\"agreement\"`, `\"end\"` or `{ met = … }`", "what opens it"),
            needed("closes", "as `opens`", "what closes it"),
        ],
    },
    Part {
        written: "opens = { … } of a stage",
        names: &["mark"],
        what: "A mark that is not one of the plain words.",
        keys: &[needed("met", "an expectation", "the day on which it was met, the first time when it recurs")],
    },
    Part {
        written: "[[expectations]]",
        names: &["expectations"],
        what: "Something that should happen by some time. One of `due`, `every` and `each` has to be there.",
        keys: &[
            needed("key", "a key", "its name in this file"),
            needed("what", "text", "what should happen, in words"),
            may("due", "a date", "see above", "it is due once, by then"),
            may("opens", "a date", "the date from which `due` counts", "from when it can be done"),
            may("every", "a table", "see above", "it is due once in each period"),
            may("each", "a table", "see above", "it is due for each meeting that counts for another expectation"),
            needed("met_by", "a table", "what meets it"),
            may("when", "a circumstance", "`\"always\"`", "in which journeys it applies"),
            may("asks", "`{ supportee = \"…\" }`", "nobody is asked", "whose task it is, and how it is put to them"),
            may("counts_for", "`\"set/number\"`", "none", "the standards for which it counts"),
            may("remind", "reminders", "none", "who is reminded when"),
        ],
    },
    Part {
        written: "due = { … }",
        names: &["due", "opens", "filled_by"],
        what: "A date of the journey, moved. `on`; or `within_days` and `from`; or a number of `days`, `working_days` or \
               `months` with `after` or `before`.",
        keys: &[
            may("on", "a date of the journey", "see above", "the day itself"),
            may("within_days", "1 to 3660", "see above", "the last of so many days that begin with `from`"),
            may("from", "a date of the journey", "see above", "with `within_days`"),
            may("after", "a date of the journey", "see above", "so long after it"),
            may("before", "a date of the journey", "see above", "so long before it"),
            may("days", "0 to 3660", "see above", "days of the calendar"),
            may("working_days", "0 to 3660", "see above", "without weekends and bank holidays"),
            may("months", "0 to 120", "see above", "months of the calendar"),
        ],
    },
    Part {
        written: "after = { … }",
        names: &["anchor"],
        what: "A date of the journey that is not one of `\"start\"`, `\"middle\"`, `\"end\"` and `\"agreement\"`.",
        keys: &[
            may("role", "a role", "one of them", "since somebody holds the role"),
            may("stage", "a stage", "one of them", "since the stage opened"),
            may("fact", "a fact", "one of them", "each day on which it was confirmed"),
        ],
    },
    Part {
        written: "every = { … }",
        names: &["every"],
        what: "Once in each full period, counted from the first date.",
        keys: &[
            needed("months", "1 to 60", "the length of a period"),
            needed("from", "a date of the journey", "where the first period begins"),
            needed("to", "a date of the journey", "where the last one ends"),
        ],
    },
    Part {
        written: "each = { … }",
        names: &["each"],
        what: "Once for each meeting that counts for another expectation.",
        keys: &[
            needed("meeting_of", "an expectation", "which one"),
            needed("days", "0 to 365", "due so many days after the meeting"),
        ],
    },
    Part {
        written: "met_by = { … }",
        names: &["met_by"],
        what: "What meets an expectation: one of these.",
        keys: &[
            may("meeting", "kinds of meeting", "one of them", "a meeting of one of these kinds was held"),
            may("replaced_by", "kinds of meeting", "none", "with `meeting`: kinds that stand in for it"),
            may("lasts_minutes", "1 to 1440", "one of them", "with `each`: it lasted so long"),
            may("record", "`\"signed by all\"`", "one of them", "with `each`: all have signed its record"),
            may("role", "a role", "one of them", "the role is filled"),
            may("fact", "a fact", "one of them", "somebody confirmed it"),
            may("trained", "a role", "one of them", "all in the role are trained, and in date"),
        ],
    },
    Part {
        written: "meeting = [{ … }]",
        names: &["meeting"],
        what: "A kind of meeting that counts only when it was long enough.",
        keys: &[needed("kind", "a kind of meeting", "which one"), needed("minutes", "1 to 1440", "its least length")],
    },
    Part {
        written: "remind = [{ … }]",
        names: &["remind"],
        what: "A reminder, before or after something is due.",
        keys: &[
            may("days_before", "0 to 365", "or `days_after`", "so many days before it is due"),
            may("days_after", "0 to 365", "or `days_before`", "so many days after"),
            needed("to", "parties, roles, offices", "to whom"),
        ],
    },
];
