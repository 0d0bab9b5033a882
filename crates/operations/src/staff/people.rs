//! The people of a batch of rows: recognised, added, brought up to date.
//!
//! A person is recognised by the organisation's own number for them, and across organisations by a registration number
//! whose holder has the same name. Never by a name alone: what a name or an address makes likely becomes a doubt that a
//! human decides.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::ids::{DoubtId, EmploymentId, OrganisationId, PersonId};
use domain::people::{PersonName, Registration, regulator};
use domain::staff_file::{Field, StaffRow};
use store::imports::{self, NewAddress, NewDoubt, NewEmployment};
use store::{Fault, Tx};

use super::import::Run;

/// What is known about the people whom a batch may be about.
#[derive(Default)]
struct Known {
    employments: HashMap<(OrganisationId, String), (EmploymentId, PersonId)>,
    names: HashMap<PersonId, (PersonName, Option<OrganisationId>)>,
    holders: HashMap<String, Vec<(PersonId, Registration)>>,
    registrations: HashMap<PersonId, Vec<Registration>>,
    addresses: HashMap<PersonId, Vec<NewAddress>>,
    owners: HashMap<String, Vec<PersonId>>,
}

/// What has to be written for a batch.
#[derive(Default)]
struct Changes {
    people: Vec<(PersonId, PersonName)>,
    renamed: Vec<(PersonId, PersonName)>,
    employments: Vec<NewEmployment>,
    registrations: Vec<(PersonId, Registration)>,
    expiries: Vec<(PersonId, Registration)>,
    addresses: Vec<NewAddress>,
    outdated: Vec<NewAddress>,
    doubts: Vec<NewDoubt>,
    updated: HashSet<PersonId>,
}

/// Writes the people of a batch of rows that are right.
///
/// # Errors
/// The database failed.
pub(super) async fn keep_people(tx: &Tx, run: &mut Run<'_>, rows: &[&StaffRow]) -> Result<(), Fault> {
    let mut known = Known::load(tx, run, rows).await?;
    let mut changes = Changes::default();
    for row in rows {
        let organisation = run.organisation(row);
        let person = match known.employments.get(&(organisation, row.employee.as_str().to_owned())) {
            Some((_, person)) => *person,
            None => recognise_or_add(run, &mut known, &mut changes, row, organisation),
        };
        // Of several rows of one person in an organisation, the first says what is true of the person.
        if run.said.insert((person, organisation)) {
            say_name(&mut known, &mut changes, row, person, organisation);
            say_registration(run, &mut known, &mut changes, row, person);
            say_address(run, &mut known, &mut changes, row, person, organisation);
        }
        if let Some(day) = row.trained_on {
            run.trained.push((person, day));
        }
    }
    changes.write(tx, run).await
}

impl Known {
    async fn load(tx: &Tx, run: &Run<'_>, rows: &[&StaffRow]) -> Result<Self, Fault> {
        let mut known = Self::default();
        let mut by_organisation: BTreeMap<OrganisationId, Vec<_>> = BTreeMap::new();
        for row in rows {
            by_organisation.entry(run.organisation(row)).or_default().push(&row.employee);
        }
        for (organisation, numbers) in by_organisation {
            for it in imports::employments(tx, organisation, &numbers).await? {
                known.employments.insert((it.organisation, it.number), (it.id, it.person));
            }
        }
        let numbers: Vec<_> = rows.iter().filter_map(|row| row.registration.as_ref()).map(|it| &it.number).collect();
        for (person, it) in imports::holders_of_numbers(tx, &numbers).await? {
            known.holders.entry(it.number.to_string()).or_default().push((person, it));
        }
        let emails: Vec<_> = rows.iter().filter_map(|row| row.email.as_ref()).collect();
        for (email, person) in imports::owners_of_addresses(tx, &emails).await? {
            known.owners.entry(email.to_string()).or_default().push(person);
        }
        let mut ids: Vec<PersonId> = known.employments.values().map(|(_, person)| *person).collect();
        ids.extend(known.holders.values().flatten().map(|(person, _)| *person));
        ids.sort_unstable();
        ids.dedup();
        for person in imports::people(tx, &ids).await? {
            known.names.insert(person.id, (person.name, person.first_known_at));
        }
        for (person, it) in imports::registrations_of(tx, &ids).await? {
            known.registrations.entry(person).or_default().push(it);
        }
        for it in imports::addresses_of(tx, &ids).await? {
            known.addresses.entry(it.person).or_default().push(it);
        }
        Ok(known)
    }

    fn holders_of(&self, registration: &Registration) -> Vec<PersonId> {
        let same = self.holders.get(registration.number.as_str()).into_iter().flatten();
        same.filter(|(_, it)| it.regulator == registration.regulator).map(|(person, _)| *person).collect()
    }
}

fn recognise_or_add(
    run: &mut Run<'_>,
    known: &mut Known,
    changes: &mut Changes,
    row: &StaffRow,
    organisation: OrganisationId,
) -> PersonId {
    let holders = row.registration.as_ref().map(|it| known.holders_of(it)).unwrap_or_default();
    let of_the_name: Vec<PersonId> = holders
        .into_iter()
        .filter(|holder| known.names.get(holder).is_some_and(|(name, _)| name.agrees_with(&row.name)))
        .collect();
    let person = match of_the_name.as_slice() {
        [one] => *one,
        _ => {
            let person: PersonId = run.ctx.new_id();
            changes.people.push((person, row.name.clone()));
            known.names.insert(person, (row.name.clone(), Some(organisation)));
            run.summary.people_created += 1;
            run.created.insert(person);
            person
        }
    };
    let employment = NewEmployment { id: run.ctx.new_id(), person, organisation, number: row.employee.clone() };
    known.employments.insert((organisation, row.employee.as_str().to_owned()), (employment.id, person));
    changes.employments.push(employment);
    changes.updated.insert(person);
    person
}

/// The file of the organisation where somebody was first known says their name, so that two employers who write it
/// differently do not overwrite each other's at every reading.
fn say_name(known: &mut Known, changes: &mut Changes, row: &StaffRow, person: PersonId, organisation: OrganisationId) {
    let Some((name, first_known_at)) = known.names.get_mut(&person) else { return };
    if first_known_at.is_some_and(|first| first != organisation) || *name == row.name {
        return;
    }
    name.clone_from(&row.name);
    changes.renamed.push((person, row.name.clone()));
    changes.updated.insert(person);
}

fn say_registration(run: &mut Run<'_>, known: &mut Known, changes: &mut Changes, row: &StaffRow, person: PersonId) {
    let Some(registration) = &row.registration else { return };
    let own = known.registrations.entry(person).or_default();
    match own.iter_mut().find(|it| it.regulator == registration.regulator && it.number == registration.number) {
        Some(same) if same.expires_on == registration.expires_on || registration.expires_on.is_none() => {}
        Some(same) => {
            // The later day is the renewed one, whichever employer knows of it first.
            if same.expires_on < registration.expires_on {
                same.expires_on = registration.expires_on;
                changes.expiries.push((person, registration.clone()));
                changes.updated.insert(person);
            }
        }
        None => {
            own.push(registration.clone());
            for holder in known.holders_of(registration) {
                let reason = number_doubt(known, registration, holder, &row.name);
                changes.doubts.push(doubt(run, holder, person, reason));
            }
            known.holders.entry(registration.number.to_string()).or_default().push((person, registration.clone()));
            changes.registrations.push((person, registration.clone()));
            changes.updated.insert(person);
        }
    }
}

fn number_doubt(known: &Known, registration: &Registration, holder: PersonId, name: &PersonName) -> String {
    let body = regulator(&registration.regulator).map_or("register", |it| it.short.as_str());
    let agree = known.names.get(&holder).is_some_and(|(other, _)| other.agrees_with(name));
    let names = if agree { "the same name" } else { "different names" };
    format!("Both have the {body} number {}, with {names}.", registration.number)
}

fn say_address(
    run: &mut Run<'_>,
    known: &mut Known,
    changes: &mut Changes,
    row: &StaffRow,
    person: PersonId,
    organisation: OrganisationId,
) {
    if !run.tells(Field::Email) {
        return;
    }
    let own = known.addresses.entry(person).or_default();
    let (here, elsewhere): (Vec<NewAddress>, Vec<NewAddress>) =
        own.drain(..).partition(|address| address.organisation == organisation);
    let new = row.email.clone().map(|email| NewAddress { person, email, organisation });
    let outdated = here.iter().filter(|address| Some(*address) != new.as_ref()).cloned();
    let before = changes.outdated.len();
    changes.outdated.extend(outdated);
    let gone = changes.outdated.len() > before;
    own.extend(elsewhere);
    let Some(new) = new else {
        if gone {
            changes.updated.insert(person);
        }
        return;
    };
    let is_new = !here.contains(&new) && own.iter().all(|address| address.email != new.email);
    own.push(new.clone());
    if !is_new {
        return;
    }
    let owners = known.owners.entry(new.email.to_string()).or_default();
    for owner in owners.iter().filter(|owner| **owner != person) {
        let reason = format!("Both are listed with the address {}.", new.email);
        changes.doubts.push(doubt(run, *owner, person, reason));
    }
    owners.push(person);
    changes.addresses.push(new);
    changes.updated.insert(person);
}

fn doubt(run: &Run<'_>, person: PersonId, other: PersonId, reason: String) -> NewDoubt {
    NewDoubt { id: run.ctx.new_id::<DoubtId>(), person, other, reason }
}

impl Changes {
    async fn write(mut self, tx: &Tx, run: &mut Run<'_>) -> Result<(), Fault> {
        let now = run.now;
        // Somebody added and renamed within one batch is added under the last name at once.
        for (person, name) in &mut self.people {
            if let Some(at) = self.renamed.iter().rposition(|(renamed, _)| renamed == person) {
                *name = self.renamed[at].1.clone();
            }
        }
        let added: HashSet<PersonId> = self.people.iter().map(|(person, _)| *person).collect();
        self.renamed.retain(|(person, _)| !added.contains(person));
        imports::insert_people(tx, &self.people, now).await?;
        imports::update_people(tx, &self.renamed, now).await?;
        imports::insert_employments(tx, &self.employments).await?;
        imports::insert_registrations(tx, &self.registrations).await?;
        imports::set_expiry(tx, &self.expiries).await?;
        imports::remove_addresses(tx, &self.outdated).await?;
        imports::insert_addresses(tx, &self.addresses).await?;
        run.summary.doubts += imports::insert_doubts(tx, &self.doubts, now).await?;
        for person in self.updated {
            if !run.created.contains(&person) && run.updated.insert(person) {
                run.summary.people_updated += 1;
            }
        }
        Ok(())
    }
}
