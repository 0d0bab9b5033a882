//! Roles, offices, and how people are brought together.

use super::{Part, may, needed};

pub(super) const PARTS: &[Part] = &[
    Part {
        written: "[[roles]]",
        names: &["roles"],
        what: "Somebody who supports a person.",
        keys: &[
            needed("key", "a key", "its name in this file"),
            needed("count", "1 to 20, or `{ least = 0, most = 5 }`", "how many people hold it in one journey"),
            may("filled_by", "a date", "no date", "by when it has to be filled"),
            may("at_once", "1 to 50", "no cap", "how many people one holder supports at once"),
            may("never", "`\"self\"`, `\"line-manager\"`", "nobody is barred", "who may not hold it"),
            may("training", "a table", "none", "what a holder must have learnt"),
            may("when", "a circumstance", "`\"always\"`", "in which journeys the role exists"),
            needed("signs", "`\"records\"` or `\"nothing\"`", "whether it signs what all sign"),
            may(
                "may_be_outside",
                "`\"yes\"` or `\"no\"`",
                "`\"no\"`",
                "whether somebody of another organisation may hold it",
            ),
            may(
                "delegated",
                "`\"approve-leave\"`, `\"know-absence\"`",
                "nothing",
                "what of line management it carries",
            ),
            may("covers", "a role", "none", "the role for which its holders may stand in"),
        ],
    },
    Part {
        written: "count = { … }",
        names: &["count"],
        what: "How many people hold a role, where that may vary.",
        keys: &[needed("least", "0 to 20", "at least; 0: it may stay empty"), needed("most", "1 to 20", "at most")],
    },
    Part {
        written: "when = { … }",
        names: &["when"],
        what: "A circumstance that is not one of `\"always\"`, `\"supporter-of-another-profession\"` and `\"part-time\"`.",
        keys: &[
            may("context", "contexts", "one of them", "the journey is for one of these"),
            may("transition", "keys of transitions", "one of them", "the journey began with one of these changes"),
            may(
                "registered",
                "`\"yes\"` or `\"no\"`",
                "one of them",
                "the supportee’s profession has a register, or has none",
            ),
        ],
    },
    Part {
        written: "training = { … }",
        names: &["training"],
        what: "What a holder of a role must have learnt.",
        keys: &[
            needed("initial", "a key", "the training, by its key"),
            may("refresh_months", "1 to 120", "never lapses", "after how many months it has to be refreshed"),
        ],
    },
    Part {
        written: "[matching]",
        names: &["matching"],
        what: "How much each preference weighs, from 0 to 1000, when people are brought together.",
        keys: &[
            may("same_profession", "0 to 1000", "0", "both have the same profession"),
            may("same_transition", "0 to 1000", "0", "the supporter has lived through the same change"),
            may("same_site", "0 to 1000", "0", "both work at the same place"),
            may("same_department", "0 to 1000", "0", "both work in the same department"),
            may("band_at_or_above", "0 to 1000", "0", "the supporter’s band is the same or higher"),
            may("wishes", "0 to 1000", "0", "either has named the other"),
            may("balance", "0 to 1000", "0", "the supporter has fewer people than others"),
        ],
    },
    Part {
        written: "[[offices]]",
        names: &["offices"],
        what: "An office that runs the programme in an organisation.",
        keys: &[
            needed("key", "a key", "its name in this file"),
            may(
                "powers",
                "`\"import-staff\"`, `\"manage-candidates\"`, `\"match\"`, `\"see-progress\"`, `\"see-standards\"`, \
                 `\"keep-governance\"`, `\"adopt-programmes\"`, `\"appoint-others\"`",
                "none",
                "what its holder may do",
            ),
            may("accountable", "`\"yes\"` or `\"no\"`", "`\"no\"`", "whether its vacancy is counted"),
            may("each", "`\"profession\"`", "one for the organisation", "somebody of each profession holds it"),
        ],
    },
];
