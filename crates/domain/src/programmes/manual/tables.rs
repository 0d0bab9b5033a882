//! Time, sharing and content.

use super::{Part, may, needed};

pub(super) const PARTS: &[Part] = &[
    Part {
        written: "[[rotas]]",
        names: &["rotas"],
        what: "Somebody to turn to on the day; organisations say who it is.",
        keys: &[
            needed("key", "a key", "its name in this file"),
            needed("name", "text", "its name on pages"),
            needed("what", "text", "what it is for, in a sentence"),
            needed("question", "text", "what people ask of it: “Who is it today?”"),
            may("per", "`\"place\"` and `\"profession\"`", "one for all", "by what it tells people apart"),
        ],
    },
    Part {
        written: "[responding]",
        names: &["responding"],
        what: "How soon people answer one another.",
        keys: &[
            may("rules", "tables", "none", "by when somebody answers"),
            may("urgent", "text", "nothing", "what to do when it cannot wait"),
            may("routine", "text", "nothing", "what is routine, in words people choose by"),
            may("beyond", "text", "nothing", "what goes beyond routine, in words people choose by"),
            may("copied", "`\"supportee\"` and roles", "nobody", "who is copied in beyond routine matters"),
        ],
    },
    Part {
        written: "[[responding.rules]]",
        names: &["rules"],
        what: "By when somebody answers.",
        keys: &[
            needed("who", "`\"supportee\"` or a role", "who answers"),
            needed("within", "a distance", "within what time"),
        ],
    },
    Part {
        written: "within = { … }",
        names: &["within"],
        what: "A distance in time.",
        keys: &[
            may("days", "0 to 3660", "one of them", "days"),
            may("working_days", "0 to 3660", "one of them", "days that are neither weekend nor bank holiday"),
            may("worked_days", "0 to 3660", "one of them", "days on which the person works; part-timers have fewer"),
            may("months", "0 to 120", "one of them", "months"),
        ],
    },
    Part {
        written: "[[leave]]",
        names: &["leave"],
        what: "A kind of leave that is asked for where a role approves it. Never a reason of health.",
        keys: &[
            needed("key", "a key", "its name in this file"),
            needed("name", "text", "its name on pages"),
            may("half_days", "`\"yes\"` or `\"no\"`", "`\"no\"`", "whether it can begin or end at midday"),
        ],
    },
    Part {
        written: "[[assessments]]",
        names: &["assessments"],
        what: "An assessment that somebody else examines. Only its date and its outcome are known here, never a mark.",
        keys: &[
            needed("key", "a key", "its name in this file"),
            needed("name", "text", "its name on pages"),
            needed("counts", "`\"formative\"` or `\"summative\"`", "whether the training depends on it"),
            may("due", "a distance", "nothing", "when it is usually due, from the start"),
            needed("dated_by", "`\"supportee\"`, roles, offices", "who enters the day on which it is due"),
            needed("entered_by", "`\"supportee\"`, roles, offices", "who enters its outcome"),
            needed("outcomes", "tables", "what it can come to"),
            may("calls", "a fact", "nothing", "the fact that holds when it was not passed: it calls what follows"),
        ],
    },
    Part {
        written: "outcomes",
        names: &["outcomes"],
        what: "What an assessment can come to.",
        keys: &[
            needed("key", "a key", "its name in this file"),
            needed("name", "text", "its name on pages"),
            may("passed", "`\"yes\"` or `\"no\"`", "`\"yes\"`", "whether it is passed with it"),
        ],
    },
    Part {
        written: "[placements]",
        names: &["placements"],
        what: "Stays at places of practice; whoever looks after people there needs no account.",
        keys: &[
            needed("kept_by", "`\"supportee\"` and roles", "who enters them"),
            needed("visit", "a kind of meeting", "the meeting that looks at one"),
            may("began", "a fact", "none", "the fact that holds from the first day of each"),
            needed("withheld", "text", "beside the box for what is not to be raised there: what may become of it"),
            may("opportunities", "tables", "none", "what a placement should offer"),
        ],
    },
    Part {
        written: "[[placements.opportunities]]",
        names: &["opportunities"],
        what: "Something that placements should offer; each agrees which of them it does.",
        keys: &[needed("key", "a key", "its name in this file"), needed("name", "text", "its name on pages")],
    },
    Part {
        written: "[choosing]",
        names: &["choosing"],
        what: "The person supported looks for a supporter and asks them; nobody stands in between.",
        keys: &[
            needed("what", "text", "what one does here, for whoever looks"),
            needed("within", "a distance", "within what time whoever is asked says yes or no"),
        ],
    },
    Part {
        written: "[[ladder]]",
        names: &["ladder"],
        what: "A step along which a concern may be passed on; the steps stand in order.",
        keys: &[
            needed("to", "roles, offices, `\"line-manager\"`", "to whom"),
            needed("when", "text", "when, in words"),
            needed("told", "`\"always\"` or `\"unless-unsafe\"`", "whether the person is told first"),
        ],
    },
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
            may(
                "part_time",
                "`\"whole\"` or `\"by-share\"`",
                "`\"whole\"`",
                "whether part-time people get their share of it",
            ),
            may(
                "shorter",
                "`\"whole\"` or `\"by-share\"`",
                "`\"whole\"`",
                "what of a year's hours holds for less than a year",
            ),
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
        keys: &[
            needed("key", "a key", "its name in this file"),
            needed("name", "text", "its name on pages"),
            may("what", "text", "nothing", "what belongs to it, in a sentence"),
        ],
    },
    Part {
        written: "[[resources]]",
        names: &["resources"],
        what: "A session or a resource that the programme brings along. Organisations add their own.",
        keys: &[
            needed("key", "a key", "its name in this file"),
            needed("title", "text", "its title"),
            may("themes", "keys of themes", "none", "which themes of `[[content]]` it covers"),
            needed("kind", "`\"session\"` or `\"resource\"`", "whether people come together for it"),
            needed("mix", "`\"own-profession\"` or `\"multi-profession\"`", "for whom it is"),
            may("link", "an address", "none", "where it is found"),
        ],
    },
    Part {
        written: "[[governance]]",
        names: &["governance"],
        what: "A document that an organisation keeps for the programme.",
        keys: &[
            needed("key", "a key", "its name in this file"),
            needed("name", "text", "its name on pages"),
            may("review_months", "1 to 120", "12", "it is reviewed at least so often"),
            needed("kind", "`\"policy\"`, `\"descriptor\"` or `\"framework\"`", "what kind of document it is"),
            may("of", "`\"supportee\"`, a role or an office", "nobody’s", "whose role a descriptor describes"),
            may(
                "states",
                "`{ key = …, name = … }`, several",
                "nothing",
                "what it has to say, ticked when it is entered",
            ),
            may("backed_by", "offices", "none", "offices that stand behind it: each is held"),
            may("counts_for", "standards", "none", "the standards that it counts for: `nhse-ahp/1.1`"),
        ],
    },
    Part {
        written: "states",
        names: &["states"],
        what: "A statement that a document has to make.",
        keys: &[needed("key", "a key", "its name in this file"), needed("name", "text", "its name on pages")],
    },
    Part {
        written: "[[responsibilities]]",
        names: &["responsibilities"],
        what: "What somebody does in the programme, shown on a page of its own.",
        keys: &[
            needed("of", "`\"supportee\"`, a role, `\"line-manager\"`, an office or `\"organisation\"`", "who does it"),
            needed("what", "text", "what they do"),
            may("reference", "a standard", "none", "the standard that asks for it: `hcpc/3.e`"),
        ],
    },
];
