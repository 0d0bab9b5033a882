//! What people take along, and what they bring (G3, G5).

pub(super) const TABLES: &[&str] = &[
    // The installation's own key (RFC 8032), by which copies are sealed; the newest is used.
    "CREATE TABLE sealing_keys (
        public_key text PRIMARY KEY,
        secret {bytes} NOT NULL,
        made_at {at} NOT NULL
    )",
    // Keys of other installations, by the names under which they are known here.
    "CREATE TABLE known_keys (
        public_key text PRIMARY KEY,
        name text NOT NULL,
        added_at {at} NOT NULL
    )",
    // A person's portfolio as it was made for them, until they make the next.
    "CREATE TABLE takeaways (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        made_at {at} NOT NULL,
        pdf {bytes} NOT NULL,
        archive {bytes} NOT NULL
    )",
    "CREATE INDEX takeaways_by_person ON takeaways (person_id)",
    // A portfolio from elsewhere, read-only; `archive` is what was handed in, to the byte.
    "CREATE TABLE brought_portfolios (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        digest text NOT NULL,
        made_by text NOT NULL,
        made_at {at} NOT NULL,
        public_key text NOT NULL,
        book {json} NOT NULL,
        archive {bytes} NOT NULL,
        brought_at {at} NOT NULL,
        UNIQUE (person_id, digest)
    )",
];
