//! Programmes as they were when used: content-addressed, never edited (B1, B3).

pub(super) const TABLES: &[&str] = &[
    "CREATE TABLE programme_versions (
        hash text PRIMARY KEY,
        programme text NOT NULL,
        version text NOT NULL,
        source {json} NOT NULL,
        stored_at {at} NOT NULL
    )",
    // Which programmes an organisation runs, and in which version new journeys begin.
    "CREATE TABLE adoptions (
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        programme text NOT NULL,
        version_hash text NOT NULL REFERENCES programme_versions (hash),
        started_on {on} NOT NULL,
        finished_on {on},
        PRIMARY KEY (organisation_id, programme, started_on)
    )",
];
