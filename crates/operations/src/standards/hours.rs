//! Figures of protected time: those who are promised hours, and whether they had the least of them (3.4, 4.2).

use domain::calendar;
use domain::programmes::{Party, Programme};
use domain::standards::{self, HoursOf, Part, Standard, ThresholdKey};
use jiff::civil::Date;

use super::known::{About, Beside, Counted, Reading};
use crate::time::{self, Share};

/// Whose protected time a figure is about.
pub(super) fn party(programme: &Programme, of: HoursOf) -> Party {
    match of {
        HoursOf::Supportee => Party::Supportee,
        HoursOf::Supporter => Party::Role(programme.supporter.clone()),
    }
}

/// Counts those who are promised hours, and says beside it what is recommended and what was lost.
pub(super) fn read(
    reading: &mut Reading,
    standard: &Standard,
    of: HoursOf,
    programme: &Programme,
    shares: Option<&[Share]>,
    day: Date,
) {
    let Some(shares) = shares else { return };
    let party = party(programme, of);
    if !programme.time.iter().any(|promise| promise.party == party) {
        return;
    }
    reading.figure();
    let from_months = standard.threshold(ThresholdKey::HoursFromMonths);
    let (mut reached, mut counted) = (0, 0);
    for share in shares {
        let account = &share.account;
        let Some(began_on) = account.walks.iter().map(|walk| walk.period.started_on).min() else { continue };
        let ended_on = account.walks.iter().map(|walk| walk.period.finished_on.unwrap_or(day)).max().unwrap_or(day);
        let months = calendar::whole_months(began_on, ended_on.min(day));
        // Over before it was long enough to be counted.
        if months < from_months && ended_on < day {
            continue;
        }
        let part = standards::hours(account.taken, share.marks.least, months, from_months);
        if matches!(part, Part::Met | Part::NotMet) {
            counted += 1;
            reached += u32::from(account.taken.is_some_and(|taken| taken >= share.marks.recommended));
        }
        let about = About::Hours(account.journey);
        reading.count(Counted { name: account.name.clone(), about, part, due_on: Some(began_on), on: None });
    }
    let lost = time::lost(shares);
    if counted > 0 {
        reading.beside.push(Beside::Recommended { reached, of: counted });
    }
    if !lost.is_empty() {
        reading.beside.push(Beside::HoursLost(lost));
    }
}
