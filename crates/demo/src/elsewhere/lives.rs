//! The journeys of the other organisations, each at a moment of its own.

/// A journey, and what happened in it. Days are days ago.
#[derive(Debug)]
pub struct Journey {
    pub house: &'static str,
    pub programme: &'static str,
    /// The address of whoever leads it, and of the two.
    pub lead: &'static str,
    pub supportee: &'static str,
    pub supporter: &'static str,
    pub began: i32,
    pub context: Option<&'static str>,
    /// Others in roles, and since when.
    pub roles: &'static [(&'static str, &'static str, i32)],
    pub held: &'static [Held],
    /// What was confirmed, by whom, when.
    pub facts: &'static [(&'static str, &'static str, i32)],
}

/// A meeting that was held.
#[derive(Debug)]
pub struct Held {
    pub ago: i32,
    pub kind: &'static str,
    pub minutes: i64,
    /// Who of those expected was there, by address; empty: everybody.
    pub there: &'static [&'static str],
}

const fn held(ago: i32, kind: &'static str, minutes: i64) -> Held {
    Held { ago, kind, minutes, there: &[] }
}

pub const BIRCH: &str = "adam.birch@eastmarch.example";
pub const MARSH: &str = "helen.marsh@eastmarch.example";
const RAO: &str = "sunita.rao@eastmarch.example";
pub const FELD: &str = "naomi.feld@eastmarch.example";
pub const MENSAH: &str = "kwame.mensah@eastmarch.example";
pub const THORNTON: &str = "jess.thornton@eastmarch.example";
pub const BOWEN: &str = "mair.bowen@harbour.example";
const DRUMMOND: &str = "isla.drummond@ardnaven.example";
const SINCLAIR: &str = "morag.sinclair@ardnaven.example";
const BAILLIE: &str = "rory.baillie@ardnaven.example";
const KERR: &str = "fergus.kerr@ardnaven.example";
const MUNRO: &str = "kirsty.munro@ardnaven.example";

/// A tutor alone with a trainee.
const BIRCH_ALONE: &[&str] = &[BIRCH, MENSAH];
const MARSH_ALONE: &[&str] = &[MARSH, MENSAH];

pub const JOURNEYS: &[Journey] = &[
    // Part-time: the research tutor came after eighteen weeks, and still within 55 days of training.
    Journey {
        house: "X5U1E",
        programme: "doctoral-tutor-pair",
        lead: FELD,
        supportee: THORNTON,
        supporter: BIRCH,
        began: 201,
        context: None,
        roles: &[("group-tutor", RAO, 200), ("research-tutor", MARSH, 76)],
        held: &[
            held(198, "induction", 60),
            held(156, "check-in", 45),
            held(128, "check-in", 30),
            held(65, "check-in", 45),
            held(30, "plan-review", 90),
        ],
        facts: &[("thesis-contact", MARSH, 40)],
    },
    // The second year: an assessment was not passed, and a review is called.
    Journey {
        house: "X5U1E",
        programme: "doctoral-tutor-pair",
        lead: FELD,
        supportee: MENSAH,
        supporter: BIRCH,
        began: 425,
        context: None,
        roles: &[("group-tutor", RAO, 424), ("research-tutor", MARSH, 362)],
        held: &[
            held(422, "induction", 60),
            held(390, "check-in", 40),
            held(360, "check-in", 50),
            held(320, "check-in", 35),
            Held { ago: 290, kind: "plan-review", minutes: 90, there: BIRCH_ALONE },
            Held { ago: 276, kind: "separate-review", minutes: 45, there: MARSH_ALONE },
            held(262, "self-assessment-support", 60),
            held(246, "self-assessment-viva", 60),
            held(230, "placement-visit", 60),
            held(200, "check-in", 45),
            held(170, "check-in", 30),
            held(140, "plan-review", 85),
            held(110, "check-in", 45),
            held(80, "check-in", 50),
            held(44, "check-in", 40),
        ],
        facts: &[
            ("thesis-contact", MENSAH, 330),
            ("placement-begun", MENSAH, 320),
            ("placement-draft-read", BIRCH, 210),
            ("thesis-contact", MENSAH, 200),
            ("thesis-contact", MENSAH, 60),
        ],
    },
    Journey {
        house: "X5U1E",
        programme: "doctoral-tutor-pair",
        lead: FELD,
        supportee: "lucy.hale@eastmarch.example",
        supporter: RAO,
        began: 1060,
        context: None,
        roles: &[("research-tutor", MARSH, 1000)],
        held: &[
            held(1056, "induction", 60),
            held(180, "plan-review", 80),
            held(90, "check-in", 45),
            held(58, "check-in", 45),
            held(25, "plan-review", 90),
        ],
        facts: &[("thesis-proposal-done", MARSH, 620), ("thesis-contact", MARSH, 20)],
    },
    Journey {
        house: "X2P1A",
        programme: "clinical-supervision",
        lead: BOWEN,
        supportee: "owain.pugh@harbour.example",
        supporter: "gethin.lloyd@harbour.example",
        began: 250,
        context: None,
        roles: &[],
        held: &[held(228, "session", 60), held(172, "session", 55), held(105, "session", 60), held(6, "session", 60)],
        facts: &[],
    },
    Journey {
        house: "X2P1A",
        programme: "clinical-supervision",
        lead: BOWEN,
        supportee: "nia.rowlands@harbour.example",
        supporter: "gethin.lloyd@harbour.example",
        began: 120,
        context: None,
        roles: &[],
        held: &[held(95, "session", 60), held(30, "session", 45)],
        facts: &[],
    },
    Journey {
        house: "X2P2B",
        programme: "clinical-supervision",
        lead: BOWEN,
        supportee: "carys.vaughan@mill-lane.example",
        supporter: "huw.prosser@mill-lane.example",
        began: 180,
        context: None,
        roles: &[("colleague", "nia.rowlands@harbour.example", 100)],
        held: &[held(160, "session", 60), held(90, "group-session", 90)],
        facts: &[],
    },
    // Across organisations: somebody of a hospital has a mentor in a practice.
    Journey {
        house: "X4H7K",
        programme: "mentoring",
        lead: "priya.raman@westmarch.example",
        supportee: "daniel.whitfield@westmarch.example",
        supporter: BOWEN,
        began: 140,
        context: Some("career"),
        roles: &[],
        held: &[held(130, "first", 60), held(70, "conversation", 50), held(21, "letter", 20)],
        facts: &[],
    },
    Journey {
        house: "X2P1A",
        programme: "mentoring",
        lead: BOWEN,
        supportee: "owain.pugh@harbour.example",
        supporter: "huw.prosser@mill-lane.example",
        began: 45,
        context: None,
        roles: &[],
        held: &[held(33, "first", 55)],
        facts: &[],
    },
    // Registered, some months in.
    Journey {
        house: "X8S1B",
        programme: "preceptorship-scotland",
        lead: DRUMMOND,
        supportee: "ailsa.grant@ardnaven.example",
        supporter: KERR,
        began: 150,
        context: None,
        roles: &[],
        held: &[held(141, "initial", 60), held(92, "interim", 60), held(40, "interim", 55)],
        facts: &[
            ("principles-known", KERR, 149),
            ("principles-known", SINCLAIR, 149),
            ("principles-known", "ailsa.grant@ardnaven.example", 140),
            ("induction-done", "ailsa.grant@ardnaven.example", 130),
            ("learning-done", "ailsa.grant@ardnaven.example", 75),
        ],
    },
    // Not registered, the first weeks.
    Journey {
        house: "X8S1B",
        programme: "preceptorship-scotland",
        lead: DRUMMOND,
        supportee: BAILLIE,
        supporter: KERR,
        began: 38,
        context: None,
        roles: &[],
        held: &[held(29, "initial", 45)],
        facts: &[("principles-known", KERR, 38), ("principles-known", SINCLAIR, 37), ("induction-done", BAILLIE, 12)],
    },
    Journey {
        house: "X8S1B",
        programme: "preceptorship-scotland",
        lead: DRUMMOND,
        supportee: "iona.fraser@ardnaven.example",
        supporter: MUNRO,
        began: 290,
        context: None,
        roles: &[],
        held: &[held(280, "initial", 60), held(230, "interim", 60), held(170, "interim", 60), held(100, "interim", 45)],
        facts: &[("principles-known", MUNRO, 289), ("learning-done", "iona.fraser@ardnaven.example", 215)],
    },
];

/// Who is the daily point of contact: house, place, profession, address, and which days of the week (0 is Monday).
pub const ROTA: &[(&str, &str, &str, &str, &[i32])] = &[
    ("X2P1A", "Harbour Surgery", "paramedic", "gethin.lloyd@harbour.example", &[0, 1, 3, 4]),
    ("X2P1A", "Harbour Surgery", "physiotherapist", "gethin.lloyd@harbour.example", &[0, 1, 2, 3, 4]),
    ("X2P1A", "Harbour Surgery", "nurse", BOWEN, &[0, 1, 2, 3, 4, 5, 6]),
    ("X2P1A", "Harbour Surgery", "pharmacy-professional", "huw.prosser@mill-lane.example", &[0, 1, 2, 3, 4]),
    ("X2P2B", "Mill Lane Practice", "nurse", "huw.prosser@mill-lane.example", &[0, 1, 2, 3, 4]),
];
