//! Who attended a meeting that was held.

pub(super) const TABLES: &[&str] = &[
    // As entered with the times; no row of a meeting: nobody said, and everybody expected counts as there.
    "CREATE TABLE meeting_attendances (
        meeting_id {id} NOT NULL REFERENCES meetings (id),
        party text NOT NULL,
        person_id {id} NOT NULL REFERENCES people (id),
        PRIMARY KEY (meeting_id, party, person_id)
    )",
];
