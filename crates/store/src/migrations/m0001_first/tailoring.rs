//! What organisations have made of their programmes (B3).

pub(super) const TABLES: &[&str] = &[
    // Each version an organisation has made of a source, in order. The version itself is content-addressed and may be
    // the same as another organisation's.
    "CREATE TABLE tailored_versions (
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        programme text NOT NULL,
        number integer NOT NULL,
        version_hash text NOT NULL REFERENCES programme_versions (hash),
        made_by {id} REFERENCES people (id),
        made_at {at} NOT NULL,
        PRIMARY KEY (organisation_id, programme, number),
        UNIQUE (organisation_id, version_hash)
    )",
];
