//! The head of a programme: what it is, whom it serves, how it is offered, its words.

use super::{Part, may, needed};

pub(super) const PARTS: &[Part] = &[
    Part {
        written: "programme.toml",
        names: &[""],
        what: "The parts of the file.",
        keys: &[
            needed("programme", "a table", "what the programme is"),
            needed("words", "`[words.en]`", "the programme’s own words"),
            needed("serves", "a table", "whom it is for"),
            needed("offering", "a table", "how it is offered"),
            may("roles", "tables", "nobody", "who supports"),
            needed("matching", "a table", "what makes a good pair"),
            may("offices", "tables", "none", "who runs it in an organisation"),
            may("meetings", "tables", "none", "kinds of meeting"),
            may("documents", "tables", "none", "forms of a journey outside its meetings"),
            may("plan", "a table", "no plan", "the plan of a journey: what people set out to reach"),
            may("confidence", "a table", "no picture", "how people look at their own confidence"),
            may("facts", "tables", "none", "what people confirm"),
            may("contexts", "tables", "none", "what a journey may be for"),
            may("guides", "tables", "none", "guides through a conversation"),
            may("rotas", "tables", "none", "who is there on which day"),
            may("responding", "a table", "nothing is said", "how soon people answer one another"),
            may("leave", "tables", "none", "kinds of leave that are asked for"),
            may("assessments", "tables", "none", "assessments whose outcomes are known here"),
            may("placements", "a table", "there are none", "stays at places of practice"),
            may("choosing", "a table", "others bring people together", "how somebody finds a supporter themselves"),
            may("ladder", "tables", "none", "whom a concern may be passed to, in order"),
            may("stages", "tables", "none", "stretches of the path"),
            may("expectations", "tables", "nothing is expected", "what should happen by when"),
            may("time", "tables", "none promised", "protected time"),
            may("sharing", "tables", "everything stays closed", "who sees what"),
            may("content", "tables", "none", "themes of what is learnt"),
            may("resources", "tables", "none", "sessions and resources that come with it"),
            may("governance", "tables", "none", "documents that an organisation keeps"),
            may("responsibilities", "tables", "none", "who does what"),
            may("guidance", "a table of the author’s own keys", "none", "what is said on pages and at moments"),
            may("open", "a table", "everything is fixed", "what the source leaves to organisations"),
            may("confidential", "tables", "none", "what the source wants kept from somebody"),
        ],
    },
    Part {
        written: "[programme]",
        names: &["programme"],
        what: "What the programme is.",
        keys: &[
            needed("key", "a key", "its name for machines; never changes"),
            needed("version", "text", "the version as its author names it"),
            needed("family", "a key", "programmes of one family share one cap per supporter"),
            needed("supporter", "a role", "which role is *the* supporter"),
            needed("purpose", "text", "what it is for, in a few sentences"),
            may("transitions", "keys", "none", "the changes in working life that it serves"),
            may("standards", "keys of sets", "none", "the sets of standards for which expectations may count"),
            needed("source", "a table", "the document that it follows"),
            needed("length", "a table", "how long a journey lasts"),
        ],
    },
    Part {
        written: "[programme.source]",
        names: &["source"],
        what: "The document that the programme follows.",
        keys: &[
            needed("title", "text", "its title"),
            needed("body", "text", "who published it"),
            needed("link", "an address", "where it is found"),
        ],
    },
    Part {
        written: "[programme.length]",
        names: &["length"],
        what: "How long a journey lasts.",
        keys: &[
            may("months", "1 to 120", "no fixed end", "the planned length"),
            needed("may_vary", "`\"by agreement\"` or `\"never\"`", "whether a journey may be longer or shorter"),
            may(
                "part_time",
                "`\"same\"` or `\"longer\"`",
                "`\"same\"`",
                "whether part-time people take longer, by their share",
            ),
        ],
    },
    Part {
        written: "[words]",
        names: &["words"],
        what: "The programme’s own words, by language. Within a language there is one for `programme`, `journey` and \
               `supportee`, and for every role, kind of meeting, office and document (`[words.en.role]`, \
               `[words.en.meeting]`, `[words.en.office]`, `[words.en.document]`).",
        keys: &[
            needed("en", "a table of words", "English"),
            may("cy", "a table of words", "no Welsh", "Welsh: a twin of every English word"),
        ],
    },
    Part {
        written: "supportee = { … }",
        names: &["word"],
        what: "A word with all its forms, so that no plural or article is ever guessed.",
        keys: &[
            needed("one", "text", "the singular"),
            needed("many", "text", "the plural"),
            needed("a", "text", "the singular with its article, or as a sentence needs it"),
        ],
    },
    Part {
        written: "[serves]",
        names: &["serves"],
        what: "Whom the programme is for.",
        keys: &[
            needed(
                "professions",
                "keys of groups",
                "groups of professions of the reference data; `\"all\"`: everybody",
            ),
            may("job_roles", "texts", "all", "only posts of these job roles"),
            needed("registered", "`\"required\"` or `\"not-required\"`", "whether one must be on a register"),
            may("recognise", "a table", "nobody: people ask", "who is recognised from the staff file"),
        ],
    },
    Part {
        written: "recognise = { … }",
        names: &["recognise"],
        what: "When somebody with a fitting post becomes a candidate.",
        keys: &[
            needed("within_days", "0 to 3660", "up to so many days after the date"),
            needed("ahead_days", "0 to 3660", "from so many days before it"),
            needed("of", "`\"post-start\"`", "which date"),
            may(
                "first_file_in",
                "nations: `\"england\"`, `\"wales\"`, `\"scotland\"`, `\"northern-ireland\"`",
                "none",
                "where an organisation that has chosen no programme runs this one from its first staff file",
            ),
        ],
    },
    Part {
        written: "[offering]",
        names: &["offering"],
        what: "How the programme is offered.",
        keys: &[
            may("due", "a date", "no date", "by when a candidate is offered it"),
            may("remind", "reminders", "none", "reminders of an offer without an answer"),
            needed("answer_within_working_days", "1 to 260", "how soon a request is answered"),
            needed("participation", "`\"voluntary\"` or `\"mandatory\"`", "whether one may decline"),
        ],
    },
];
