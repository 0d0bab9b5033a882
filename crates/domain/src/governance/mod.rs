//! The governance file of an organisation (L7): whether what it keeps is in force, and what is missing.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::calendar;
use crate::keys::{OfficeKey, StatementKey};
use crate::programmes::{GovernanceDocument, GovernanceKind};
use crate::standards::{Figure, Part};

/// A document as an organisation keeps it today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub approved_on: Option<Date>,
    /// When it was last looked over; its approval counts as the first time.
    pub reviewed_on: Option<Date>,
    /// By when the organisation wants to look it over again.
    pub review_due_on: Option<Date>,
    pub owner: Owner,
    /// What it is said to state.
    pub states: BTreeSet<StatementKey>,
}

/// Whether somebody looks after a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// Named, and in post.
    InPost,
    /// Named, but no longer in post here.
    Left,
    Nobody,
}

/// Something that a document needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    Approved,
    ReviewedInTime,
    OwnerInPost,
    Says(StatementKey),
    Held(OfficeKey),
}

impl Kept {
    /// The last day on which it is in force: what the organisation set itself, never later than so many months after it
    /// was last looked over.
    pub fn in_force_until(&self, review_months: u32) -> Option<Date> {
        let seen = [self.reviewed_on, self.approved_on].into_iter().flatten().max()?;
        let latest = calendar::plus_months(seen, i32::try_from(review_months).unwrap_or(i32::MAX));
        Some(self.review_due_on.map_or(latest, |due| due.min(latest)))
    }

    /// Approved, and looked over in time.
    pub fn is_in_force(&self, review_months: u32, today: Date) -> bool {
        self.approved_on.is_some_and(|on| on <= today)
            && self.in_force_until(review_months).is_some_and(|until| until >= today)
    }
}

/// What a document needs and whether it has it; what was never entered has no data.
pub fn needs(
    document: &GovernanceDocument,
    kept: Option<&Kept>,
    held: &BTreeSet<OfficeKey>,
    review_months: u32,
    today: Date,
) -> Vec<(Need, Part)> {
    let part = |has: bool| match kept {
        None => Part::NoData,
        Some(_) if has => Part::Met,
        Some(_) => Part::NotMet,
    };
    let months = review_months.min(document.review_months);
    let approved = kept.is_some_and(|kept| kept.approved_on.is_some_and(|on| on <= today));
    let in_time = kept.and_then(|kept| kept.in_force_until(months)).is_some_and(|until| until >= today);
    let mut needs = vec![(Need::Approved, part(approved)), (Need::ReviewedInTime, part(in_time))];
    if document.kind != GovernanceKind::Descriptor {
        needs.push((Need::OwnerInPost, part(kept.is_some_and(|kept| kept.owner == Owner::InPost))));
    }
    needs.extend(document.states.iter().map(|statement| {
        let says = kept.is_some_and(|kept| kept.states.contains(&statement.key));
        (Need::Says(statement.key.clone()), part(says))
    }));
    needs.extend(document.backed_by.iter().map(|office| (Need::Held(office.clone()), part(held.contains(office)))));
    needs
}

/// What a document adds to a figure: a descriptor is one thing, in force or not; of another each need is one.
pub fn counted(document: &GovernanceDocument, needs: &[(Need, Part)]) -> Figure {
    let mut figure = Figure::default();
    if document.kind == GovernanceKind::Descriptor {
        let worst = [Part::NoData, Part::NotMet, Part::Met].into_iter();
        let mut worst = worst.filter(|part| needs.iter().any(|(_, found)| found == part));
        if let Some(part) = worst.next() {
            figure.add(part);
        }
    } else {
        needs.iter().for_each(|(_, part)| figure.add(*part));
    }
    figure
}

/// A theme of the content: covered by something, and looked over in time? `known`: anything about the content was ever
/// entered here.
pub fn theme(covered: bool, known: bool, reviewed_on: Option<Date>, review_months: u32, today: Date) -> Part {
    let months = i32::try_from(review_months).unwrap_or(i32::MAX);
    let in_time = reviewed_on.is_some_and(|on| calendar::plus_months(on, months) >= today);
    match (known, covered && in_time) {
        (false, _) => Part::NoData,
        (true, true) => Part::Met,
        (true, false) => Part::NotMet,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::programmes::shipped;

    const TODAY: Date = date(2026, 6, 1);

    fn documents() -> Vec<GovernanceDocument> {
        shipped().all().find(|programme| !programme.governance.is_empty()).unwrap().governance.clone()
    }

    fn policy() -> GovernanceDocument {
        documents().into_iter().find(|document| document.kind == GovernanceKind::Policy).unwrap()
    }

    fn kept(document: &GovernanceDocument) -> Kept {
        Kept {
            approved_on: Some(date(2025, 1, 10)),
            reviewed_on: Some(date(2026, 1, 10)),
            review_due_on: None,
            owner: Owner::InPost,
            states: document.states.iter().map(|statement| statement.key.clone()).collect(),
        }
    }

    fn figure(document: &GovernanceDocument, kept: Option<&Kept>) -> Figure {
        let held = document.backed_by.iter().cloned().collect();
        counted(document, &needs(document, kept, &held, 12, TODAY))
    }

    #[test]
    fn req_L7_a_policy_in_force_lacks_nothing() {
        let policy = policy();
        let all = figure(&policy, Some(&kept(&policy)));
        assert_eq!(all, Figure { met: all.total(), ..Figure::default() });
        assert!(all.met > 4);
    }

    #[test]
    fn req_L7_each_thing_that_is_missing_is_told_apart() {
        let policy = policy();
        let lacks = |change: fn(&mut Kept)| {
            let mut kept = kept(&policy);
            change(&mut kept);
            figure(&policy, Some(&kept)).not_met
        };
        assert_eq!(lacks(|kept| kept.approved_on = None), 1);
        assert_eq!(lacks(|kept| kept.reviewed_on = Some(date(2025, 5, 31))), 1, "twelve months are over");
        assert_eq!(lacks(|kept| kept.review_due_on = Some(date(2026, 5, 31))), 1, "its own date is over");
        assert_eq!(lacks(|kept| kept.review_due_on = Some(date(2029, 5, 31))), 0);
        assert_eq!(lacks(|kept| kept.owner = Owner::Left), 1);
        assert_eq!(lacks(|kept| kept.states.clear()), u32::try_from(policy.states.len()).unwrap());
    }

    #[test]
    fn req_L8_what_was_never_entered_is_no_data_and_not_unmet() {
        for document in documents() {
            let none = figure(&document, None);
            assert_eq!((none.met, none.not_met), (0, 0), "{}", document.key);
            assert!(none.no_data > 0);
        }
    }

    #[test]
    fn req_L7_a_descriptor_counts_as_one_thing() {
        let document = documents().into_iter().find(|document| document.kind == GovernanceKind::Descriptor).unwrap();
        let mut kept = kept(&document);
        assert_eq!(figure(&document, Some(&kept)).met, 1);
        kept.reviewed_on = None;
        assert_eq!(figure(&document, Some(&kept)), Figure { not_met: 1, ..Figure::default() });
    }

    #[test]
    fn req_B5_a_theme_needs_something_and_a_review_in_time() {
        let part = |covered, reviewed| theme(covered, true, reviewed, 12, TODAY);
        assert_eq!(part(true, Some(date(2025, 6, 1))), Part::Met);
        assert_eq!(part(true, Some(date(2025, 5, 31))), Part::NotMet);
        assert_eq!(part(true, None), Part::NotMet);
        assert_eq!(part(false, Some(TODAY)), Part::NotMet);
        assert_eq!(theme(true, false, None, 12, TODAY), Part::NoData);
    }
}
