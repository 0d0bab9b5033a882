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
                "`\"text\"`, `\"long-text\"`, `\"choice\"`, `\"choices\"` (several), `\"scale\"`, `\"date\"`, `\"time\"`, \
                 `\"duration\"`, `\"number\"`, `\"file\"`, `\"person\"`, `\"plan\"` or `\"group\"`",
                "what kind of answer it takes",
            ),
            may("filled_by", "`\"anyone\"`, `\"supportee\"` or a role", "`\"anyone\"`", "who answers"),
            may(
                "seen_by",
                "`\"supportee\"` and roles",
                "whoever may read the record",
                "who reads the answer beside the one who fills it in; narrower than `[[sharing]]`, never wider, and \
                 nobody who signs the form is left out",
            ),
            may(
                "needed",
                "`\"to submit\"`, `\"to sign\"` or `\"no\"`",
                "`\"no\"`",
                "when it has to be there; what is needed to submit is needed to sign too",
            ),
            may(
                "figure",
                "`\"yes\"` or `\"no\"`",
                "`\"no\"`",
                "whether reports count the answer; of a group they count its rows",
            ),
            may("recalls", "a field", "none", "the field whose last answer is shown beside it"),
            may(
                "most",
                "a number",
                "200; 8,000 for `long-text`; all for `choices`; 20 for `group`",
                "text: how many letters; `number`: the largest; `choices`: how many; `group`: how many rows",
            ),
            may(
                "least",
                "a number",
                "needed for `number`; else 0",
                "`number`: the smallest; `choices`: how many when any; `group`: how many rows to submit or sign",
            ),
            may(
                "suggested",
                "text",
                "nothing",
                "`text`, `long-text`, `choice`: what stands there when a document begins",
            ),
            may(
                "shows",
                "`\"strengths\"`, `\"needs\"`, `\"objectives\"`, `\"activities\"` or `\"learning\"`",
                "needed for `plan`",
                "`plan`: which part of the plan stands here; it is written in the plan and signed here",
            ),
            may("unit", "text", "none", "`number`: what is counted"),
            may("most_minutes", "1 to 100,000", "1,440", "`duration`: the longest"),
            may("choices", "tables", "needed for `choice` and `choices`", "the answers to choose from"),
            may("steps", "2 to 10", "needed for `scale`", "`scale`: how many steps; never a score of competence"),
            may("least_label", "text", "needed for `scale`", "`scale`: the name of its low end"),
            may("most_label", "text", "needed for `scale`", "`scale`: the name of its high end"),
            may(
                "types",
                "`\"pdf\"`, `\"image\"`, `\"text\"`",
                "needed for `file`",
                "`file`: what it may be, told by its content",
            ),
            may("most_megabytes", "1 to 10", "5", "`file`: the largest"),
            may(
                "among",
                "`\"supportee\"`, roles, `\"anyone-here\"`",
                "needed for `person`",
                "`person`: who can be named; `anyone-here` is whoever works at the organisation",
            ),
            may("fields", "tables", "needed for `group`", "`group`: the questions of each row; no groups and no files"),
            may("each", "a table", "needed for `group`", "`group`: what one row is called"),
            may("show", "`\"cards\"` or `\"table\"`", "`\"cards\"`", "`group`: how its rows are laid out to be read"),
        ],
    },
    Part {
        written: "each = { one = \"objective\", many = \"objectives\" }",
        names: &["noun"],
        what: "What a row of a group is called.",
        keys: &[needed("one", "text", "one of them"), needed("many", "text", "several")],
    },
    Part {
        written: "choices = [{ … }]",
        names: &["choices"],
        what: "An answer to choose from.",
        keys: &[needed("value", "text", "how it is kept"), needed("label", "text", "how it is shown")],
    },
];
