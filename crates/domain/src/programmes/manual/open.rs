//! What the source leaves open, what it wants kept, and the file in which an organisation changes the former.

use super::{Part, may, needed};

pub(super) const PARTS: &[Part] = &[
    Part {
        written: "[open]",
        names: &["open"],
        what: "What an organisation may change. What is not named is fixed.",
        keys: &[
            may(
                "rhythm",
                "expectations",
                "none",
                "whose dates and lengths may change; one that counts for a standard only to ask more",
            ),
            may("forms", "forms", "none", "which may ask more"),
            may("length", "`\"yes\"` or `\"no\"`", "`\"no\"`", "the planned length"),
            may(
                "participation",
                "`\"yes\"` or `\"no\"`",
                "`\"no\"`",
                "whether everybody takes part, or each may decline",
            ),
            may("content", "`\"yes\"` or `\"no\"`", "`\"no\"`", "themes: added, renamed, left out"),
            may("words", "`\"yes\"` or `\"no\"`", "`\"no\"`", "the programme’s words"),
            may("time", "`\"supportee\"` and roles", "nobody’s", "whose protected time, never below its least"),
            may("sharing", "`\"narrower\"` or `\"no\"`", "`\"no\"`", "whether less may be shared; never more"),
        ],
    },
    Part {
        written: "[[confidential]]",
        names: &["confidential"],
        what: "Something that the source wants kept from somebody. No rule of sharing may open it to them.",
        keys: &[
            needed("item", "a key", "the kind of item"),
            needed("never", "as `who` of `[[sharing]]`", "from whom it is kept"),
            needed("reference", "text", "where the source says so"),
        ],
    },
    Part {
        written: "tailoring.toml",
        names: &["tailoring.toml"],
        what: "An organisation’s changes, beside the source’s files. The pages write it; it is the last to be applied.",
        keys: &[needed("tailoring", "a table", "why, and who was asked"), needed("changes", "tables", "the changes")],
    },
    Part {
        written: "[tailoring]",
        names: &["tailoring"],
        what: "Of what, why, and with whom.",
        keys: &[
            needed("of_version", "a hash", "the version of the source that is changed"),
            needed("number", "1 to 100,000", "which of its versions here, counted from 1"),
            needed("why", "text", "why it is changed"),
            needed("consulted", "text", "who was asked"),
        ],
    },
    Part {
        written: "[[changes]]",
        names: &["changes"],
        what: "One change: one of `expectation`, `form`, `length_months`, `participation`, `theme`, `word`, `time` and `who`, with what \
               belongs to it.",
        keys: &[
            may("expectation", "an expectation", "one of them", "whose rhythm changes"),
            may(
                "offset",
                "0 to 3660",
                "stays",
                "`expectation`: how far it is due from the date it counts from, in its unit",
            ),
            may("months", "1 to 60", "stays", "`expectation`: the length of a period"),
            may("days", "0 to 365", "stays", "`expectation`: days after a meeting"),
            may("minutes", "1 to 1440", "stays", "`expectation`: the least length of a meeting"),
            may("form", "a form", "one of them", "which asks more"),
            may("heading", "text", "none", "`form`: the heading of what is asked more"),
            may("fields", "as `[[sections.fields]]`", "needed for `form`", "`form`: the questions"),
            may("length_months", "1 to 120", "one of them", "the planned length"),
            may("participation", "`\"voluntary\"` or `\"mandatory\"`", "one of them", "whether one may decline"),
            may("theme", "a key", "one of them", "a theme to add, rename or leave out"),
            may("name", "text", "needed unless left out", "`theme`: its name"),
            may("left_out", "`\"yes\"` or `\"no\"`", "`\"no\"`", "`theme`: whether it is left out"),
            may("word", "a word", "one of them", "which word: `supportee`, `role.NAME` and so on"),
            may("one", "text", "needed for `word`", "`word`: the singular"),
            may("many", "text", "needed for `word`", "`word`: the plural"),
            may("a", "text", "needed for `word`", "`word`: with its article"),
            may("time", "`\"supportee\"` or a role", "one of them", "whose protected time"),
            may("hours_a_month", "hours", "stays", "`time`: for each journey, in each month"),
            may("own_hours_a_year", "hours", "stays", "`time`: once per person and year"),
            may("least_hours_a_year", "hours", "stays", "`time`: the least of a year, never below the source’s"),
            may("recommended_hours_a_year", "hours", "stays", "`time`: what is recommended"),
            may("who", "as in `[[sharing]]`", "one of them", "to whom less is opened"),
            may("item", "a key", "needed for `who`", "`who`: the kind of item"),
            may(
                "gives",
                "`\"read\"`, `\"summary\"` or `\"nothing\"`",
                "needed for `who`",
                "`who`: how much, no more than before",
            ),
        ],
    },
];
