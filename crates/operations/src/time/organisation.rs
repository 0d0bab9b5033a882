//! Whether an organisation keeps what it promises: sums and shares, never anybody's diary; groups of few people are put
//! together with others until nobody can be told (H2, H3, L6).

use std::collections::BTreeMap;

use domain::calendar::Period;
use domain::ids::OrganisationId;
use domain::programmes::{Party, Programme, TimePromise};
use domain::standards::period_to;
use domain::time::{Marks, Reason, Sum, marks, sum};
use jiff::civil::Date;
use store::time::{AtOrganisation, add_plans, at_organisation};
use store::{Connection, Fault};

use crate::Context;

/// Fewer people than this are not shown apart.
pub const LEAST_PEOPLE: usize = 5;

/// Somebody's share of what was promised them in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub account: AtOrganisation,
    pub sum: Sum,
    pub marks: Marks,
}

impl Share {
    /// Was anything entered, or planned?
    pub fn is_known(&self) -> bool {
        self.account.taken.is_some()
    }

    /// Do the hours taken reach the least of the time so far?
    pub fn is_kept(&self) -> bool {
        self.account.taken.is_some_and(|taken| taken >= self.marks.least)
    }
}

/// What holds of several people together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// Of one department; `None`: of several small ones together.
    pub name: Option<String>,
    pub people: usize,
    /// How many of them have entered anything.
    pub known: usize,
    /// How many of those have had the least of what is promised.
    pub kept: usize,
    pub sum: Sum,
    pub least: u32,
}

impl Group {
    fn add(&mut self, share: &Share) {
        self.people += 1;
        self.known += usize::from(share.is_known());
        self.kept += usize::from(share.is_kept());
        self.sum.add(&share.sum);
        self.least += share.marks.least;
    }

    fn join(&mut self, other: &Self) {
        self.people += other.people;
        self.known += other.known;
        self.kept += other.kept;
        self.sum.add(&other.sum);
        self.least += other.least;
    }
}

/// How promises to one party are kept at an organisation, in the twelve months to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    pub promise: TimePromise,
    /// `None`: too few people to show anything of.
    pub whole: Option<Group>,
    /// By department, the largest first; what is too small is put together, and left out when that is still too small.
    pub groups: Vec<Group>,
    /// Why hours were lost, in minutes, the most first; only reasons that several people gave.
    pub lost: Vec<(Reason, u32)>,
}

/// Whether job plans are asked for as well: figures of standards need none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plans {
    Too,
    Not,
}

/// The accounts of a party at an organisation with their sums for the twelve months to a day.
///
/// # Errors
/// The database failed.
pub async fn party_accounts(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &Programme,
    party: &Party,
    plans: Plans,
    day: Date,
) -> Result<Vec<Share>, Fault> {
    let span = period_to(day);
    let mut found = at_organisation(connection, organisation, &programme.key, party, span).await?;
    if plans == Plans::Too {
        add_plans(connection, organisation, &programme.key, party, &mut found).await?;
    }
    Ok(found.into_iter().filter_map(|account| share(ctx, programme, party, account, span, day)).collect())
}

fn share(
    ctx: &Context,
    programme: &Programme,
    party: &Party,
    account: AtOrganisation,
    span: Period,
    day: Date,
) -> Option<Share> {
    let version = ctx.programmes.version(&account.version).map_or(programme, AsRef::as_ref);
    let promise = version.time.iter().find(|promise| promise.party == *party)?.clone();
    let rules = domain::time::Account { promise, share: account.share, walks: account.walks.clone() };
    let began = account.walks.iter().map(|walk| walk.period.started_on).min()?;
    let from = span.started_on.max(began);
    let mut sum = sum(&rules, &account.plans, &[], from, day);
    sum.taken = account.taken.unwrap_or(0);
    sum.lost = account.lost.values().sum();
    Some(Share { marks: marks(&rules, from, day), sum, account })
}

/// How an organisation keeps what a programme promises, for each party that is promised hours.
///
/// # Errors
/// The database failed.
pub async fn kept_here(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &Programme,
) -> Result<Vec<Here>, Fault> {
    let mut found = Vec::new();
    for promise in &programme.time {
        let accounts =
            party_accounts(ctx, connection, organisation, programme, &promise.party, Plans::Too, ctx.today()).await?;
        found.push(Here {
            promise: promise.clone(),
            whole: whole(&accounts),
            groups: groups(&accounts),
            lost: lost(&accounts),
        });
    }
    Ok(found)
}

fn whole(accounts: &[Share]) -> Option<Group> {
    let mut whole = Group::default();
    accounts.iter().for_each(|share| whole.add(share));
    (whole.people >= LEAST_PEOPLE).then_some(whole)
}

/// The departments that are large enough. What is small goes together; and if that is still too small, the smallest of
/// the others goes with it, so that nobody is found by taking away the rest from the whole.
fn groups(accounts: &[Share]) -> Vec<Group> {
    let mut by_name: BTreeMap<Option<String>, Group> = BTreeMap::new();
    for share in accounts {
        let name = share.account.department.clone().filter(|name| !name.trim().is_empty());
        by_name.entry(name.clone()).or_insert_with(|| Group { name, ..Group::default() }).add(share);
    }
    let (mut large, small): (Vec<Group>, Vec<Group>) =
        by_name.into_values().partition(|group| group.people >= LEAST_PEOPLE && group.name.is_some());
    large.sort_by(|left, right| (right.people, &left.name).cmp(&(left.people, &right.name)));
    let mut rest = Group::default();
    small.iter().for_each(|group| rest.join(group));
    while rest.people > 0 && rest.people < LEAST_PEOPLE {
        let Some(smallest) = large.pop() else { return Vec::new() };
        rest.join(&smallest);
    }
    if rest.people > 0 {
        large.push(rest);
    }
    large
}

/// Why hours were lost, in minutes, the most first; only reasons that several people gave.
pub(crate) fn lost(accounts: &[Share]) -> Vec<(Reason, u32)> {
    let mut by_reason: BTreeMap<Reason, (usize, u32)> = BTreeMap::new();
    for (reason, minutes) in accounts.iter().flat_map(|share| &share.account.lost) {
        let sum = by_reason.entry(*reason).or_default();
        sum.0 += 1;
        sum.1 += minutes;
    }
    let several = by_reason.into_iter().filter(|(_, (people, _))| *people >= LEAST_PEOPLE);
    let mut found: Vec<(Reason, u32)> = several.map(|(reason, (_, minutes))| (reason, minutes)).collect();
    found.sort_by_key(|(reason, minutes)| (std::cmp::Reverse(*minutes), *reason));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(department: &str, taken: Option<u32>) -> Share {
        let programme = domain::programmes::shipped();
        let version = programme.all().next().expect("some ship").hash.clone();
        Share {
            account: AtOrganisation {
                person: "01930000-0000-7000-8000-000000000000".parse().expect("an id"),
                name: "Somebody".to_owned(),
                journey: None,
                department: Some(department.to_owned()),
                version,
                share: 1000,
                walks: Vec::new(),
                plans: Vec::new(),
                taken,
                lost: BTreeMap::from([(Reason::Staffing, 60)]),
            },
            sum: Sum { entitled: 180, taken: taken.unwrap_or(0), ..Sum::default() },
            marks: Marks { least: 60, recommended: 180 },
        }
    }

    fn people(department: &str, count: usize) -> Vec<Share> {
        (0..count).map(|number| share(department, (number > 0).then_some(60))).collect()
    }

    #[test]
    fn req_H3_few_people_are_never_shown_apart_nor_found_by_subtraction() {
        let sizes = |accounts: &[Share]| -> Vec<usize> { groups(accounts).iter().map(|group| group.people).collect() };
        let mut accounts = people("Wards", 9);
        accounts.extend(people("Clinics", 6));
        assert_eq!(sizes(&accounts), [9, 6]);
        accounts.extend(people("Hands", 2));
        assert_eq!(sizes(&accounts), [9, 8], "two and the next smallest go together");
        assert!(groups(&accounts)[1].name.is_none());
        assert!(sizes(&people("Hands", 4)).is_empty());
        assert!(whole(&people("Hands", 4)).is_none() && lost(&people("Hands", 4)).is_empty());
        assert_eq!(lost(&accounts), [(Reason::Staffing, 17 * 60)]);
        let whole = whole(&accounts).expect("enough people");
        assert_eq!((whole.people, whole.known, whole.kept), (17, 14, 14));
    }
}
