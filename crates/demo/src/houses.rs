//! The three organisations of the fictional system, and the kinds of work done there.

/// An organisation.
#[derive(Debug)]
pub struct House {
    pub code: &'static str,
    /// As the published files write it.
    pub name: &'static str,
    pub town: &'static str,
    pub postcode: &'static str,
    pub opened_on: &'static str,
    /// Where its people's mail goes.
    pub mail: &'static str,
    pub sites: &'static [&'static str],
    /// The first digits of its employee numbers.
    pub numbers_from: u32,
    /// How many people join each month, by trade.
    pub joiners: &'static [(Trade, usize)],
    /// Who works there, beside those who can support: people the programmes here do not serve.
    pub others: usize,
    /// How many trained supporters there are for each hundred joiners of a month's weight: enough, or not quite.
    pub supporters: usize,
    /// Of each hundred things that ought to happen on a day, how many do: what makes the three differ.
    pub ways: Ways,
}

/// How well things go at an organisation, in hundredths.
#[derive(Debug)]
pub struct Ways {
    /// Offers that go out in good time.
    pub prompt_offers: usize,
    /// First meetings in the first week.
    pub first_week: usize,
    /// Months with a meeting.
    pub monthly: usize,
    /// Meetings of an hour or more.
    pub full_hour: usize,
    /// Records signed by both within two weeks.
    pub signed: usize,
}

/// The region and the integrated care board of the three.
pub const REGION: &str = "Y60";
pub const BOARD_CODE: &str = "X1B3C";
pub const BOARD_ONS: &str = "E54999999";
pub const BOARD_NAME: &str = "NHS Westmarch and Fenwold Integrated Care Board";

/// A kind of work, as workforce systems name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trade {
    Physiotherapist,
    OccupationalTherapist,
    DiagnosticRadiographer,
    TherapeuticRadiographer,
    OperatingDepartment,
    Dietitian,
    SpeechAndLanguage,
    Podiatrist,
    Orthoptist,
    Prosthetist,
    ArtTherapist,
    DramaTherapist,
    MusicTherapist,
    Osteopath,
    Paramedic,
}

/// What is the same for everybody of a trade.
#[derive(Debug)]
pub struct About {
    pub role: &'static str,
    pub staff_group: &'static str,
    pub register: &'static str,
    pub prefix: &'static str,
    pub departments: &'static [&'static str],
}

const ALLIED: &str = "Allied Health Professionals";
const SCIENTIFIC: &str = "Additional Professional Scientific and Technical";

impl Trade {
    /// What is the same for everybody of the trade.
    pub fn about(self) -> About {
        let of = |role, prefix, departments| About { role, staff_group: ALLIED, register: "HCPC", prefix, departments };
        match self {
            Self::Physiotherapist => {
                of("Physiotherapist", "PH", &["MSK Outpatients", "Respiratory", "Stroke", "Frailty"])
            }
            Self::OccupationalTherapist => {
                of("Occupational Therapist", "OT", &["Acute OT", "Reablement", "Stroke", "Frailty"])
            }
            Self::DiagnosticRadiographer => of("Radiographer - Diagnostic", "RA", &["Imaging", "CT", "MRI"]),
            Self::TherapeuticRadiographer => of("Radiographer - Therapeutic", "RA", &["Radiotherapy"]),
            Self::OperatingDepartment => {
                About { staff_group: SCIENTIFIC, ..of("Operating Department Practitioner", "ODP", &["Theatres"]) }
            }
            Self::Dietitian => of("Dietitian", "DT", &["Nutrition and Dietetics"]),
            Self::SpeechAndLanguage => of("Speech and Language Therapist", "SL", &["Adult SLT", "Paediatric SLT"]),
            Self::Podiatrist => of("Chiropodist / Podiatrist", "CH", &["Podiatry"]),
            Self::Orthoptist => of("Orthoptist", "OR", &["Eye Unit"]),
            Self::Prosthetist => of("Prosthetist", "PO", &["Limb Centre"]),
            Self::ArtTherapist => of("Art Therapist", "AS", &["Psychological Therapies"]),
            Self::DramaTherapist => of("Drama Therapist", "AS", &["Psychological Therapies"]),
            Self::MusicTherapist => of("Music Therapist", "AS", &["Psychological Therapies"]),
            Self::Osteopath => {
                About { staff_group: SCIENTIFIC, register: "GOsC", ..of("Osteopath", "", &["MSK Outpatients"]) }
            }
            Self::Paramedic => of("Paramedic", "PA", &["999 Operations", "Urgent Care"]),
        }
    }
}

use Trade::*;

/// The three.
pub const HOUSES: [House; 3] = [
    House {
        code: "X4H7K",
        name: "WESTMARCH UNIVERSITY HOSPITALS NHS FOUNDATION TRUST",
        town: "WESTMARCH",
        postcode: "ZZ1 1AA",
        opened_on: "20150401",
        mail: "westmarch.example",
        sites: &["Kingsbridge Infirmary", "St Aldhelm Hospital", "Riverside Day Unit"],
        numbers_from: 20_010_000,
        joiners: &[
            (Physiotherapist, 22),
            (OccupationalTherapist, 14),
            (DiagnosticRadiographer, 18),
            (TherapeuticRadiographer, 6),
            (OperatingDepartment, 14),
            (Dietitian, 10),
            (SpeechAndLanguage, 9),
            (Podiatrist, 4),
            (Orthoptist, 4),
            (Prosthetist, 3),
            (MusicTherapist, 2),
        ],
        others: 60,
        supporters: 78,
        ways: Ways { prompt_offers: 92, first_week: 88, monthly: 90, full_hour: 88, signed: 84 },
    },
    House {
        code: "X6C2M",
        name: "FENWOLD COMMUNITY HEALTH NHS TRUST",
        town: "FENWOLD",
        postcode: "ZZ2 4BD",
        opened_on: "20150401",
        mail: "fenwold.example",
        sites: &["Fenwold Health Centre", "Harbour Clinic", "Mill Lane Clinic", "Home Visits North"],
        numbers_from: 20_050_000,
        joiners: &[
            (Physiotherapist, 20),
            (OccupationalTherapist, 20),
            (SpeechAndLanguage, 12),
            (Podiatrist, 10),
            (Dietitian, 8),
            (ArtTherapist, 3),
            (DramaTherapist, 2),
            (Osteopath, 2),
        ],
        others: 40,
        supporters: 76,
        ways: Ways { prompt_offers: 97, first_week: 95, monthly: 94, full_hour: 81, signed: 91 },
    },
    House {
        code: "X9A5P",
        name: "THORNBY AMBULANCE SERVICE NHS TRUST",
        town: "THORNBY",
        postcode: "ZZ3 9QT",
        opened_on: "20150401",
        mail: "thornby.example",
        sites: &["Thornby Station", "Control Centre", "East Hub"],
        numbers_from: 20_100_000,
        joiners: &[(Paramedic, 46), (OccupationalTherapist, 2), (Physiotherapist, 2)],
        others: 20,
        supporters: 66,
        ways: Ways { prompt_offers: 81, first_week: 70, monthly: 76, full_hour: 68, signed: 66 },
    },
];

/// The organisations in the national list's layout of 27 columns.
pub fn list() -> String {
    let mut text = String::new();
    for house in &HOUSES {
        let mut columns = [""; 27];
        (columns[0], columns[1], columns[2], columns[3]) = (house.code, house.name, REGION, BOARD_CODE);
        (columns[4], columns[7], columns[9], columns[10]) =
            ("1 HIGH STREET", house.town, house.postcode, house.opened_on);
        columns[21] = "0";
        let quoted: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        text.push_str(&quoted.join(","));
        text.push_str("\r\n");
    }
    text
}

/// The integrated care board in the layout of the published list.
pub fn boards() -> String {
    format!("ICB24CD,ICB24CDH,ICB24NM,ObjectId\r\n{BOARD_ONS},{BOARD_CODE},{BOARD_NAME},1\r\n")
}
