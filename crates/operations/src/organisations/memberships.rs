//! Which system an organisation belongs to from when to when, from what a published line says and what is known of
//! boards that ended.

use domain::calendar::Period;
use domain::ids::{GroupingId, OrganisationId};
use domain::organisations::{Membership, OdsRecord, began_on, boards_since, ended_on, whole_successor};
use jiff::civil::Date;

/// The systems that a line places the organisation in: the one it names for as long as that lasts, and where the whole
/// of it went to another, that one since.
pub(super) fn systems_of(record: &OdsRecord) -> Vec<(String, Period)> {
    let Some(code) = record.system.as_ref().map(ToString::to_string) else { return Vec::new() };
    let mut stays = Vec::new();
    let mut stay = |code: &str, from: Date, until: Option<Date>| {
        let started_on = record.opened_on.map_or(from, |opened| opened.max(from));
        let finished_on = [record.closed_on, until].into_iter().flatten().min();
        if finished_on.is_none_or(|finished| started_on <= finished) {
            stays.push((code.to_owned(), Period { started_on, finished_on }));
        }
    };
    stay(&code, began_on(&code), ended_on(&code));
    if let Some(successor) = whole_successor(&code) {
        stay(&successor.code, successor.on, None);
    }
    stays
}

/// The region that a line places the organisation in.
pub(super) fn region_of(record: &OdsRecord) -> Option<(String, Period)> {
    let started_on = record.opened_on.unwrap_or(boards_since());
    record.region.clone().map(|code| (code, Period { started_on, finished_on: record.closed_on }))
}

/// What has to change so that the memberships of one kind say what a line says. Nothing of the past is rewritten: an
/// organisation that the file shows in another grouping than before moved there today.
pub(super) fn changes(
    organisation: OrganisationId,
    known: &[Membership],
    wanted: &[(GroupingId, Period)],
    today: Date,
) -> Vec<Membership> {
    let mut changed = Vec::new();
    let current = wanted.iter().find(|(_, period)| period.finished_on.is_none());
    let mut moved = false;
    for old in known.iter().filter(|old| old.period.finished_on.is_none()) {
        let still = wanted.iter().find(|(grouping, _)| *grouping == old.grouping);
        let finished_on = match still {
            Some((_, period)) => period.finished_on,
            None => {
                moved = current.is_some();
                Some(today.yesterday().unwrap_or(today))
            }
        };
        if let Some(finished_on) = finished_on {
            let finished_on = Some(finished_on.max(old.period.started_on));
            changed.push(Membership { period: Period { finished_on, ..old.period }, ..old.clone() });
        }
    }
    for (grouping, period) in wanted {
        if known.iter().any(|old| old.grouping == *grouping && old.period.overlaps(period)) {
            continue;
        }
        let period = match period.finished_on {
            None if moved => Period::since(today.max(period.started_on)),
            _ => *period,
        };
        changed.push(Membership { organisation, grouping: *grouping, period });
    }
    changed
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use jiff::civil::date;

    use super::*;

    fn record(system: &str, opened: Option<Date>, closed: Option<Date>) -> OdsRecord {
        OdsRecord {
            code: "R0A".parse().unwrap(),
            name: "A trust".to_owned(),
            region: None,
            system: Some(system.parse().unwrap()),
            town: None,
            postcode: None,
            opened_on: opened,
            closed_on: closed,
            sector: "nhs-trust".parse().unwrap(),
        }
    }

    #[test]
    fn req_A1_an_organisation_of_a_board_that_ended_belongs_to_its_successor_since() {
        let stays = systems_of(&record("QMJ", Some(date(2024, 11, 1)), None));
        assert_eq!(
            stays[0],
            ("QMJ".to_owned(), Period { started_on: date(2024, 11, 1), finished_on: Some(date(2026, 3, 31)) })
        );
        assert_eq!(stays[1], ("Z9B2Z".to_owned(), Period::since(date(2026, 4, 1))));
        let divided = systems_of(&record("QM7", None, None));
        assert_eq!(divided.len(), 1, "which part went where is not guessed");
        assert!(systems_of(&record("QOP", Some(date(2001, 1, 1)), Some(date(2020, 3, 26)))).is_empty());
    }

    #[test]
    fn req_A1_a_move_ends_the_old_membership_and_a_second_reading_changes_nothing() {
        let (organisation, [one, two]) = (
            OrganisationId::from_uuid(uuid::Uuid::nil()),
            [1, 2].map(|n| GroupingId::from_uuid(uuid::Uuid::from_u128(n))),
        );
        let (start, today) = (date(2022, 7, 1), date(2026, 11, 2));
        let known = [Membership { organisation, grouping: one, period: Period::since(start) }];
        assert!(changes(organisation, &known, &[(one, Period::since(start))], today).is_empty());
        let moved = changes(organisation, &known, &[(two, Period::since(start))], today);
        assert_eq!(moved[0].period.finished_on, Some(date(2026, 11, 1)));
        assert_eq!(moved[1].period, Period::since(today));
        assert!(changes(organisation, &moved, &[(two, Period::since(start))], today).is_empty());
    }
}
