//! The people of a proposal as the page shows them.

use std::collections::HashMap;

use domain::calendar::long_date;
use domain::ids::{CandidacyId, PersonId};
use domain::matching::{Outcome, Preference};
use domain::people;
use domain::programmes::{Circumstance, Programme, capitalised};
use operations::matching::{Teller, Whom};
use store::matching::{Line, Mark};

use crate::words::Words;

/// Somebody with a supporter proposed.
pub(super) struct PairRow {
    pub candidacy: CandidacyId,
    pub name: String,
    pub about: String,
    pub supporter: PersonId,
    pub supporter_name: String,
    pub why: String,
    pub stopped: Vec<String>,
    pub fixed: bool,
    /// The supporter is of another profession, so that somebody of the same one is needed besides (D5).
    pub needs_contact: bool,
    pub let_go: String,
}

/// Somebody without one.
pub(super) struct WaitingRow {
    pub candidacy: CandidacyId,
    pub name: String,
    pub about: String,
    pub obstacles: Vec<String>,
    pub remedies: Vec<String>,
    pub let_go: String,
}

/// Somebody who is left waiting this time.
pub(super) struct ExcludedRow {
    pub candidacy: CandidacyId,
    pub name: String,
    pub about: String,
}

/// The lines of a proposal, sorted to where they are shown.
#[derive(Default)]
pub(super) struct Rows {
    pub pairs: Vec<PairRow>,
    pub waiting: Vec<WaitingRow>,
    pub excluded: Vec<ExcludedRow>,
}

pub(super) fn rows(w: Words, programme: &Programme, lines: Vec<Line>, names: HashMap<PersonId, String>) -> Rows {
    let teller = Teller::new(programme, names);
    let mut rows = Rows::default();
    let contacts = programme.roles.iter().any(|role| role.circumstance == Circumstance::SupporterOfAnotherProfession);
    for line in lines {
        let about = about(w, &line);
        if line.mark == Mark::Excluded {
            rows.excluded.push(ExcludedRow { candidacy: line.candidacy, name: line.name, about });
            continue;
        }
        let whom = Whom { profession: line.profession.as_ref(), transition: line.transition.as_ref() };
        let let_go = line.let_go.map_or_else(String::new, |(person, barrier)| {
            let (name, barrier) = (teller.name(person), barrier.words());
            w.with("matching-let-go", &[("name", name), ("barrier", barrier)])
        });
        match (line.supporter, &line.outcome) {
            (Some(supporter), outcome) => {
                let reasons = match outcome {
                    Outcome::Matched(reasons) if reasons.supporter == supporter => Some(reasons),
                    _ => None,
                };
                rows.pairs.push(PairRow {
                    candidacy: line.candidacy,
                    about,
                    supporter,
                    supporter_name: line.supporter_name.unwrap_or_default(),
                    why: reasons.map_or_else(|| w.say("matching-by-hand"), |reasons| teller.why(whom, reasons)),
                    stopped: reasons.map_or_else(Vec::new, |reasons| teller.stopped(whom, reasons)),
                    fixed: line.mark == Mark::Fixed,
                    needs_contact: contacts
                        && reasons.is_some_and(|it| !it.preferences.contains(&Preference::SameProfession)),
                    let_go,
                    name: line.name,
                });
            }
            (None, Outcome::Unmatched(obstacles)) => rows.waiting.push(WaitingRow {
                candidacy: line.candidacy,
                name: line.name,
                about,
                obstacles: teller.obstacles(obstacles),
                remedies: teller.remedies(obstacles),
                let_go,
            }),
            (None, _) => rows.waiting.push(WaitingRow {
                candidacy: line.candidacy,
                name: line.name,
                about,
                obstacles: vec![w.say("matching-not-yet")],
                remedies: Vec::new(),
                let_go,
            }),
        }
    }
    rows
}

/// “Physiotherapist, Kingsbridge Infirmary. Starts on 16 November 2026.”
fn about(w: Words, line: &Line) -> String {
    let profession = line.profession.as_ref().and_then(people::profession);
    let mut what = profession.map_or_else(|| line.job_title.clone(), |profession| capitalised(&profession.one));
    if let Some(site) = &line.site {
        what = format!("{what}, {site}");
    }
    w.with("matching-about", &[("what", what), ("date", long_date(line.starts_on))])
}
