//! Forms, a file each under `forms/`.

use super::{Part, may, needed};

pub(super) const PARTS: &[Part] = &[
    Part {
        written: "forms/NAME.toml",
        names: &["forms"],
        what: "A form.",
        keys: &[
            needed("key", "a key", "its name in this programme"),
            needed("title", "text", "its heading"),
            needed("intro", "text", "what it is for, above the first question"),
            needed("reference", "text", "where in the source it comes from"),
            may("sections", "tables", "none", "its sections, in the order in which one thinks"),
        ],
    },
    Part {
        written: "[[sections]]",
        names: &["sections"],
        what: "Questions under one heading.",
        keys: &[needed("heading", "text", "the heading"), may("fields", "tables", "none", "the questions")],
    },
    Part {
        written: "[[sections.fields]]",
        names: &["fields"],
        what: "One question.",
        keys: &[
            needed("key", "a key", "its name in this form"),
            needed("label", "text", "the question"),
            may("hint", "text", "none", "help under the question"),
            needed(
                "kind",
                "`\"text\"`, `\"long-text\"`, `\"choice\"`, `\"date\"`, `\"time\"`, `\"duration\"` or `\"number\"`",
                "what kind of answer it takes",
            ),
            may("filled_by", "`\"anyone\"`, `\"supportee\"` or a role", "`\"anyone\"`", "who answers"),
            may("needed", "`\"to sign\"` or `\"no\"`", "`\"no\"`", "whether one can sign without it"),
            may("figure", "`\"yes\"` or `\"no\"`", "`\"no\"`", "whether reports count the answer"),
            may("recalls", "a field", "none", "the field whose last answer is shown beside it"),
            may("most", "a number", "200; 8,000 for `long-text`", "text: how many letters; `number`: the largest"),
            may("least", "a number", "needed for `number`", "`number`: the smallest"),
            may("unit", "text", "none", "`number`: what is counted"),
            may("most_minutes", "1 to 100,000", "1,440", "`duration`: the longest"),
            may("choices", "tables", "needed for `choice`", "`choice`: the answers to choose from"),
        ],
    },
    Part {
        written: "choices = [{ … }]",
        names: &["choices"],
        what: "An answer to choose from.",
        keys: &[needed("value", "text", "how it is kept"), needed("label", "text", "how it is shown")],
    },
];
