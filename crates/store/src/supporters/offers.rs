//! Everybody in an organisation who may support somebody, as matching looks at them: a handful of statements however
//! many they are.

use std::collections::BTreeMap;

use domain::calendar::plus_days;
use domain::ids::{OrganisationId, PersonId};
use domain::keys::{FamilyKey, ProfessionKey, TrainingKey, TransitionKey};
use domain::matching::{MatchingRules, SupporterOffer};
use domain::people::Band;
use jiff::civil::Date;
use sea_orm::QueryResult;

use super::profile::{self, Profile};
use super::wishes;
use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};

/// A supporter by name, and what they bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supporter {
    pub name: String,
    pub job_title: String,
    /// What they like to support with, in their own words; empty when they have not said.
    pub likes: String,
    pub offer: SupporterOffer,
}

/// The people with a post at the organisation who did the programme's training once or wrote a profile, by name.
///
/// # Errors
/// The database failed.
pub async fn offers(
    connection: &impl Connection,
    organisation: OrganisationId,
    rules: &MatchingRules,
    today: Date,
) -> Result<Vec<Supporter>, Fault> {
    read_offers(connection, organisation, rules, today, None).await
}

/// One person, as [`offers`] would list them.
///
/// # Errors
/// The database failed.
pub async fn offer_of(
    connection: &impl Connection,
    organisation: OrganisationId,
    rules: &MatchingRules,
    today: Date,
    person: PersonId,
) -> Result<Option<Supporter>, Fault> {
    Ok(read_offers(connection, organisation, rules, today, Some(person)).await?.pop())
}

async fn read_offers(
    connection: &impl Connection,
    organisation: OrganisationId,
    rules: &MatchingRules,
    today: Date,
    only: Option<PersonId>,
) -> Result<Vec<Supporter>, Fault> {
    let training = rules.training.as_ref().map(|training| training.initial.clone());
    let rows = post_rows(connection, organisation, rules, training.as_ref(), today, only).await?;
    let mut supporters: Vec<Supporter> = Vec::new();
    let mut places: BTreeMap<PersonId, usize> = BTreeMap::new();
    for row in &rows {
        let person: PersonId = row.id("person_id")?;
        let at = *places.entry(person).or_insert(supporters.len());
        if at == supporters.len() {
            supporters.push(first_of(row, organisation, rules)?);
        }
        add_post(&mut supporters[at].offer, row)?;
    }
    let at = |person: PersonId| places.get(&person).copied();
    for (person, trained_on) in trainings(connection, organisation, training.as_ref(), only).await? {
        if let Some(at) = at(person) {
            supporters[at].offer.trained_on = supporters[at].offer.trained_on.max(Some(trained_on));
        }
    }
    for (person, held) in taken_places(connection, organisation, &rules.family, only).await? {
        if let Some(at) = at(person) {
            supporters[at].offer.supports = held;
        }
    }
    for profile in profile::list_at(connection, organisation, &rules.family, only).await? {
        if let Some(at) = at(profile.person) {
            add_profile(&mut supporters[at], profile, rules.at_once);
        }
    }
    for (person, started_on, finished_on) in absences(connection, organisation, today, only).await? {
        if let Some(at) = at(person) {
            add_absence(&mut supporters[at].offer, started_on, finished_on);
        }
    }
    for wish in wishes::list_at(connection, organisation, &rules.family).await? {
        if let Some(at) = at(wish.person) {
            wish.add_to(&mut supporters[at].offer.wishes);
        }
    }
    Ok(supporters)
}

/// Narrows a query to one person when one is asked for; the placeholder is the number given.
fn narrowed(only: Option<PersonId>, column: &str, placeholder: usize) -> String {
    match only {
        Some(_) => format!(" AND {column} = ${placeholder}"),
        // The placeholder is bound either way, so the statement has to mention it.
        None => format!(" AND ({column} = ${placeholder} OR ${placeholder} IS NULL)"),
    }
}

async fn post_rows(
    connection: &impl Connection,
    organisation: OrganisationId,
    rules: &MatchingRules,
    training: Option<&TrainingKey>,
    today: Date,
    only: Option<PersonId>,
) -> Result<Vec<QueryResult>, Fault> {
    let text = format!(
        "SELECT p.person_id, p.profession, p.site, p.department, p.band, p.transition, p.job_title,
            n.given_name, n.family_name, n.known_as
         FROM posts p JOIN people n ON n.id = p.person_id
         WHERE p.organisation_id = $1 AND p.started_on <= $2 AND (p.finished_on IS NULL OR p.finished_on >= $2)
            AND n.merged_into IS NULL
            AND (EXISTS (SELECT 1 FROM trainings t WHERE t.person_id = p.person_id AND t.training = $3)
                OR EXISTS (SELECT 1 FROM supporter_profiles s WHERE s.person_id = p.person_id AND s.family = $4)){}
         ORDER BY n.name_search, p.person_id, p.started_on, p.id",
        narrowed(only, "p.person_id", 5)
    );
    sql::all(connection, text, params![organisation, today, training, rules.family, only]).await
}

fn first_of(row: &QueryResult, organisation: OrganisationId, rules: &MatchingRules) -> Result<Supporter, Fault> {
    let given = row.text_maybe("known_as")?.filter(|known| !known.is_empty());
    let given = given.map_or_else(|| row.text("given_name"), Ok)?;
    Ok(Supporter {
        name: format!("{given} {}", row.text("family_name")?),
        job_title: row.text("job_title")?,
        likes: String::new(),
        offer: SupporterOffer {
            person: row.id("person_id")?,
            organisation,
            profession: None,
            trained_on: None,
            transitions: Vec::new(),
            likes: Vec::new(),
            sites: Vec::new(),
            departments: Vec::new(),
            band: None,
            supports: 0,
            limit: rules.at_once,
            available_from: None,
            available_until: None,
            wishes: domain::matching::Wishes::default(),
        },
    })
}

fn add_post(offer: &mut SupporterOffer, row: &QueryResult) -> Result<(), Fault> {
    let profession: Option<ProfessionKey> = row.parsed_maybe("profession")?;
    offer.profession = offer.profession.take().or(profession);
    offer.sites.extend(row.text_maybe("site")?);
    offer.departments.extend(row.text_maybe("department")?);
    offer.transitions.extend(row.parsed_maybe::<TransitionKey>("transition")?);
    let band = row.text_maybe("band")?.and_then(|band| Band::read(&band)).map(Band::rank);
    offer.band = offer.band.max(band);
    Ok(())
}

fn add_profile(supporter: &mut Supporter, profile: Profile, at_once: u32) {
    supporter.likes = profile.likes;
    let offer = &mut supporter.offer;
    offer.limit = profile.at_once.min(at_once);
    offer.available_from = profile.available_from;
    offer.available_until = profile.available_until;
    offer.transitions.extend(profile.transitions);
    offer.likes.extend(profile.prefers);
    offer.sites.extend(profile.sites);
}

/// Somebody on leave is there again on the day after it; leave without an end leaves them away from its first day.
fn add_absence(offer: &mut SupporterOffer, started_on: Date, finished_on: Option<Date>) {
    match finished_on {
        Some(finished_on) => offer.available_from = offer.available_from.max(Some(plus_days(finished_on, 1))),
        None => {
            let last = plus_days(started_on, -1);
            offer.available_until = Some(offer.available_until.map_or(last, |until| until.min(last)));
        }
    }
}

const HERE: &str = "(SELECT person_id FROM posts WHERE organisation_id = $1)";

async fn trainings(
    connection: &impl Connection,
    organisation: OrganisationId,
    training: Option<&TrainingKey>,
    only: Option<PersonId>,
) -> Result<Vec<(PersonId, Date)>, Fault> {
    let text = format!(
        "SELECT person_id, completed_on FROM trainings WHERE person_id IN {HERE} AND training = $2{}
         ORDER BY person_id, completed_on",
        narrowed(only, "person_id", 3)
    );
    let rows = sql::all(connection, text, params![organisation, training, only]).await?;
    rows.iter().map(|row| Ok((row.id("person_id")?, row.on("completed_on")?))).collect()
}

/// How many places each person of the organisation has taken, in whichever organisation the pair is.
async fn taken_places(
    connection: &impl Connection,
    organisation: OrganisationId,
    family: &FamilyKey,
    only: Option<PersonId>,
) -> Result<Vec<(PersonId, u32)>, Fault> {
    let text = format!(
        "SELECT person_id, count(*) AS n FROM slots WHERE person_id IN {HERE} AND family = $2{}
         GROUP BY person_id ORDER BY person_id",
        narrowed(only, "person_id", 3)
    );
    let rows = sql::all(connection, text, params![organisation, family, only]).await?;
    rows.iter().map(|row| Ok((row.id("person_id")?, u32::try_from(row.big("n")?).unwrap_or(u32::MAX)))).collect()
}

async fn absences(
    connection: &impl Connection,
    organisation: OrganisationId,
    today: Date,
    only: Option<PersonId>,
) -> Result<Vec<(PersonId, Date, Option<Date>)>, Fault> {
    let text = format!(
        "SELECT person_id, started_on, finished_on FROM absences WHERE person_id IN {HERE}
            AND started_on <= $2 AND (finished_on IS NULL OR finished_on >= $2){}
         ORDER BY person_id, started_on",
        narrowed(only, "person_id", 3)
    );
    let rows = sql::all(connection, text, params![organisation, today, only]).await?;
    rows.iter().map(|row| Ok((row.id("person_id")?, row.on("started_on")?, row.on_maybe("finished_on")?))).collect()
}
