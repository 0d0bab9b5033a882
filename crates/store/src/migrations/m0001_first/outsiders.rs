//! People without an account who contribute to, or sign, one record by a link (F8).

pub(super) const TABLES: &[&str] = &[
    // The link and the short session that it opens are here as hashes only. Opened once; a fresh link takes the place of
    // an old one. `may_sign`: they are asked to sign too.
    "CREATE TABLE outsiders (
        id {id} PRIMARY KEY,
        record_id {id} NOT NULL REFERENCES records (id),
        invited_by {id} NOT NULL REFERENCES people (id),
        name text NOT NULL,
        email text NOT NULL,
        why text NOT NULL,
        may_sign {flag} NOT NULL,
        link_hash text NOT NULL UNIQUE,
        invited_at {at} NOT NULL,
        expires_at {at} NOT NULL,
        opened_at {at},
        session_hash text UNIQUE,
        session_csrf text,
        session_expires_at {at},
        asked_again_at {at},
        withdrawn_at {at}
    )",
    "CREATE INDEX outsiders_by_record ON outsiders (record_id)",
    // What they wrote, beside the record; a later one stands beside an earlier one.
    "CREATE TABLE outside_contributions (
        outsider_id {id} NOT NULL REFERENCES outsiders (id),
        number integer NOT NULL,
        content text NOT NULL,
        written_at {at} NOT NULL,
        PRIMARY KEY (outsider_id, number)
    )",
    // A name, a meaning and the hash of exactly what they were shown.
    "CREATE TABLE outside_signatures (
        outsider_id {id} NOT NULL REFERENCES outsiders (id),
        record_id {id} NOT NULL REFERENCES records (id),
        name text NOT NULL,
        meaning text NOT NULL,
        record_version integer NOT NULL,
        content_hash text NOT NULL,
        signed_at {at} NOT NULL,
        PRIMARY KEY (outsider_id, content_hash)
    )",
];
