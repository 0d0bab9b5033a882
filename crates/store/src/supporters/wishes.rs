//! Whom somebody would like to be paired with, and whom not.

use domain::ids::{OrganisationId, PersonId};
use domain::keys::FamilyKey;
use domain::matching::Wishes;
use jiff::Timestamp;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Which of the two somebody wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    With,
    Without,
}

impl Wish {
    /// As stored and as forms send it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::With => "with",
            Self::Without => "without",
        }
    }
}

impl std::str::FromStr for Wish {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::With, Self::Without].into_iter().find(|wish| wish.as_str() == text).ok_or(())
    }
}

/// A wish of one person about another, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishing {
    pub person: PersonId,
    pub other: PersonId,
    pub other_name: String,
    pub wish: Wish,
}

impl Wishing {
    /// Puts it among a person's wishes.
    pub fn add_to(&self, wishes: &mut Wishes) {
        match self.wish {
            Wish::With => wishes.with.push(self.other),
            Wish::Without => wishes.without.push(self.other),
        }
    }
}

const COLUMNS: &str = "SELECT w.person_id, w.other_person_id, w.wish, coalesce(n.known_as, n.given_name) AS given,
    n.family_name FROM pairing_wishes w JOIN people n ON n.id = w.other_person_id";

/// A person's own wishes, by name.
///
/// # Errors
/// The database failed.
pub async fn wishes_of(
    connection: &impl Connection,
    person: PersonId,
    family: &FamilyKey,
) -> Result<Vec<Wishing>, Fault> {
    let text = format!("{COLUMNS} WHERE w.person_id = $1 AND w.family = $2 ORDER BY n.name_search, n.id");
    sql::all(connection, text, params![person, family]).await?.iter().map(read).collect()
}

/// The wishes of everybody at an organisation.
pub(crate) async fn list_at(
    connection: &impl Connection,
    organisation: OrganisationId,
    family: &FamilyKey,
) -> Result<Vec<Wishing>, Fault> {
    let text = format!(
        "{COLUMNS} WHERE w.family = $2 AND w.person_id IN (SELECT person_id FROM posts WHERE organisation_id = $1)
         ORDER BY w.person_id, w.other_person_id"
    );
    sql::all(connection, text, params![organisation, family]).await?.iter().map(read).collect()
}

/// Keeps a wish in place of an earlier one about the same person.
///
/// # Errors
/// The database failed.
pub async fn keep_wish(
    tx: &Tx,
    person: PersonId,
    other: PersonId,
    family: &FamilyKey,
    wish: Wish,
    at: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO pairing_wishes (person_id, other_person_id, family, wish, stated_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (person_id, other_person_id, family) DO UPDATE SET wish = excluded.wish,
            stated_at = excluded.stated_at",
        params![person, other, family, wish.as_str(), at],
    )
    .await?;
    Ok(())
}

/// Takes a wish back.
///
/// # Errors
/// The database failed.
pub async fn forget_wish(tx: &Tx, person: PersonId, other: PersonId, family: &FamilyKey) -> Result<(), Fault> {
    sql::change(
        tx,
        "DELETE FROM pairing_wishes WHERE person_id = $1 AND other_person_id = $2 AND family = $3",
        params![person, other, family],
    )
    .await?;
    Ok(())
}

/// The one person with a post at the organisation whom mail reaches at this address at work.
///
/// # Errors
/// The database failed.
pub async fn find_colleague(
    connection: &impl Connection,
    organisation: OrganisationId,
    email: &str,
) -> Result<Option<PersonId>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT DISTINCT a.person_id FROM addresses a JOIN posts p ON p.person_id = a.person_id
         WHERE a.email = $2 AND a.kind = 'work' AND p.organisation_id = $1 ORDER BY a.person_id",
        params![organisation, email.trim().to_lowercase()],
    )
    .await?;
    match rows.as_slice() {
        [one] => Ok(Some(one.id("person_id")?)),
        _ => Ok(None),
    }
}

fn read(row: &QueryResult) -> Result<Wishing, Fault> {
    Ok(Wishing {
        person: row.id("person_id")?,
        other: row.id("other_person_id")?,
        other_name: format!("{} {}", row.text("given")?, row.text("family_name")?),
        wish: row.parsed("wish")?,
    })
}
