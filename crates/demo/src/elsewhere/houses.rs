//! Organisations beside the three trusts, and the people who work there: a cluster of practices, a health board and a
//! university. All invented.

/// An organisation, with the published file that would name it.
#[derive(Debug)]
pub struct House {
    pub code: &'static str,
    pub name: &'static str,
    pub file: &'static str,
    pub town: &'static str,
    pub nation: (&'static str, &'static str),
    pub programmes: &'static [&'static str],
}

const WALES: (&str, &str) = ("W92000004", "Wales");
const SCOTLAND: (&str, &str) = ("S92000003", "Scotland");
const ENGLAND: (&str, &str) = ("E92000001", "England");

const IN_CLUSTERS: &[&str] = &["clinical-supervision", "mentoring"];

pub const HOUSES: &[House] = &[
    House {
        code: "X2P1A",
        name: "HARBOUR SURGERY",
        file: "epraccur.csv",
        town: "ABERWEN",
        nation: WALES,
        programmes: IN_CLUSTERS,
    },
    House {
        code: "X2P2B",
        name: "MILL LANE PRACTICE",
        file: "epraccur.csv",
        town: "ABERWEN",
        nation: WALES,
        programmes: IN_CLUSTERS,
    },
    House {
        code: "X2P3C",
        name: "CASTLE STREET MEDICAL CENTRE",
        file: "epraccur.csv",
        town: "LLANFELYN",
        nation: WALES,
        programmes: IN_CLUSTERS,
    },
    House {
        code: "X8S1B",
        name: "ARDNAVEN HEALTH BOARD",
        file: "etr.csv",
        town: "ARDNAVEN",
        nation: SCOTLAND,
        programmes: &["preceptorship-scotland"],
    },
    House {
        code: "X5U1E",
        name: "UNIVERSITY OF EASTMARCH",
        file: "eschools.csv",
        town: "EASTMARCH",
        nation: ENGLAND,
        programmes: &["doctoral-tutor-pair"],
    },
];

/// The practices that plan together.
pub const CLUSTER: (&str, &str, &[&str]) = ("CL-ABERWEN", "Aberwen Cluster", &["X2P1A", "X2P2B", "X2P3C"]);

/// A line of a staff file.
#[derive(Debug)]
pub struct Person {
    pub house: &'static str,
    pub given: &'static str,
    pub family: &'static str,
    pub role: &'static str,
    pub title: &'static str,
    pub site: &'static str,
    pub band: &'static str,
    pub wte: &'static str,
    /// How many days ago they began there; negative: they have not yet.
    pub since: i32,
    pub source: &'static str,
    /// The family name of whoever manages them.
    pub manager: &'static str,
}

impl Person {
    pub fn email(&self) -> String {
        let at = match self.house {
            "X2P1A" => "harbour.example",
            "X2P2B" => "mill-lane.example",
            "X2P3C" => "castle-street.example",
            "X8S1B" => "ardnaven.example",
            _ => "eastmarch.example",
        };
        format!("{}.{}@{at}", self.given.to_lowercase(), self.family.to_lowercase())
    }
}

/// Somebody who has been there for years.
const fn settled(
    house: &'static str,
    (given, family): (&'static str, &'static str),
    role: &'static str,
    title: &'static str,
    site: &'static str,
    band: &'static str,
) -> Person {
    Person { house, given, family, role, title, site, band, wte: "1.00", since: 2400, source: "", manager: "" }
}

const STUDY: &str = "Education /Training";
const FIRST: &str = "NQ - First Qualification";

/// Everybody, experienced people first.
pub const PEOPLE: &[Person] = &[
    settled("X2P1A", ("Mair", "Bowen"), "Pharmacist", "Cluster Lead Pharmacist", "Harbour Surgery", "8b"),
    settled(
        "X2P1A",
        ("Gethin", "Lloyd"),
        "Extended Role Practice Nurse",
        "Advanced Nurse Practitioner",
        "Harbour Surgery",
        "8a",
    ),
    settled("X2P1A", ("Nia", "Rowlands"), "Physiotherapist", "First Contact Physiotherapist", "Harbour Surgery", "7"),
    Person {
        since: 260,
        ..settled(
            "X2P1A",
            ("Owain", "Pugh"),
            "Paramedic Specialist Practitioner",
            "Practice Paramedic",
            "Harbour Surgery",
            "7",
        )
    },
    settled("X2P2B", ("Huw", "Prosser"), "Pharmacist", "Practice Pharmacist", "Mill Lane Practice", "8a"),
    Person {
        since: 190,
        ..settled("X2P2B", ("Carys", "Vaughan"), "Practice Nurse", "Practice Nurse", "Mill Lane Practice", "6")
    },
    settled("X2P3C", ("Rhian", "Tudor"), "Practice Nurse", "Practice Nurse", "Castle Street", "6"),
    Person {
        since: 40,
        ..settled(
            "X2P3C",
            ("Elin", "Parry"),
            "Occupational Therapist",
            "Practice Occupational Therapist",
            "Castle Street",
            "6",
        )
    },
    settled("X8S1B", ("Isla", "Drummond"), "Occupational Therapist", "AHP Practice Education Lead", "Ardnaven", "8a"),
    settled("X8S1B", ("Morag", "Sinclair"), "Physiotherapist", "Rehabilitation Manager", "Ardnaven", "8a"),
    settled("X8S1B", ("Fergus", "Kerr"), "Physiotherapist", "Senior Physiotherapist", "Ardnaven", "7"),
    settled("X8S1B", ("Kirsty", "Munro"), "Occupational Therapist", "Senior Occupational Therapist", "Glenmore", "7"),
    Person {
        since: 150,
        source: FIRST,
        manager: "Sinclair",
        ..settled("X8S1B", ("Ailsa", "Grant"), "Physiotherapist", "Physiotherapist", "Ardnaven", "5")
    },
    Person {
        since: 38,
        manager: "Sinclair",
        ..settled(
            "X8S1B",
            ("Rory", "Baillie"),
            "Health Care Support Worker",
            "Rehabilitation Support Worker",
            "Ardnaven",
            "3",
        )
    },
    Person {
        since: 290,
        source: "Return to Practice",
        manager: "Sinclair",
        ..settled("X8S1B", ("Iona", "Fraser"), "Occupational Therapist", "Occupational Therapist", "Glenmore", "5")
    },
    Person {
        since: -12,
        source: FIRST,
        manager: "Sinclair",
        ..settled("X8S1B", ("Calum", "Ross"), "Dietitian", "Dietitian", "Glenmore", "5")
    },
    settled(
        "X5U1E",
        ("Naomi", "Feld"),
        "Applied Psychologist - Clinical",
        "Clinical Director of Training",
        "Eastmarch Campus",
        "8d",
    ),
    Person {
        wte: "0.60",
        ..settled(
            "X5U1E",
            ("Adam", "Birch"),
            "Applied Psychologist - Clinical",
            "Clinical Tutor",
            "Eastmarch Campus",
            "8b",
        )
    },
    settled("X5U1E", ("Sunita", "Rao"), "Applied Psychologist - Clinical", "Clinical Tutor", "Eastmarch Campus", "8b"),
    settled("X5U1E", ("Helen", "Marsh"), "Applied Psychologist - Clinical", "Research Tutor", "Eastmarch Campus", "8b"),
    Person {
        since: 1100,
        source: STUDY,
        manager: "Feld",
        ..settled("X5U1E", ("Lucy", "Hale"), TRAINEE, "Trainee Clinical Psychologist", "Eastmarch Campus", "6")
    },
    Person {
        since: 425,
        source: STUDY,
        manager: "Feld",
        ..settled("X5U1E", ("Kwame", "Mensah"), TRAINEE, "Trainee Clinical Psychologist", "Eastmarch Campus", "6")
    },
    Person {
        since: 201,
        source: STUDY,
        manager: "Feld",
        wte: "0.60",
        ..settled("X5U1E", ("Jess", "Thornton"), TRAINEE, "Trainee Clinical Psychologist", "Eastmarch Campus", "6")
    },
    Person {
        since: 19,
        source: STUDY,
        manager: "Feld",
        ..settled("X5U1E", ("Amelia", "Frost"), TRAINEE, "Trainee Clinical Psychologist", "Eastmarch Campus", "6")
    },
];

const TRAINEE: &str = "Trainee Clinical Psychologist";

/// Who holds office, by family name.
pub const OFFICES: &[(&str, &str, &str, &str)] = &[
    ("X2P1A", "clinical-supervision", "cluster-lead", "Bowen"),
    ("X2P2B", "clinical-supervision", "cluster-lead", "Bowen"),
    ("X2P3C", "clinical-supervision", "cluster-lead", "Bowen"),
    ("X2P1A", "clinical-supervision", "professional-oversight", "Bowen"),
    ("X2P1A", "clinical-supervision", "professional-oversight", "Lloyd"),
    ("X2P2B", "clinical-supervision", "professional-oversight", "Lloyd"),
    ("X2P1A", "mentoring", "mentoring-lead", "Bowen"),
    ("X8S1B", "preceptorship-scotland", "lead", "Drummond"),
    ("X5U1E", "doctoral-tutor-pair", "clinical-director", "Feld"),
    ("X5U1E", "doctoral-tutor-pair", "deputy-director", "Rao"),
];
