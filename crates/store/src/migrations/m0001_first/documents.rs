//! Files that people add to records.

pub(super) const TABLES: &[&str] = &[
    // What a file field holds. Bytes are never changed; an answer points to one file by its id.
    "CREATE TABLE record_files (
        id {id} PRIMARY KEY,
        record_id {id} NOT NULL REFERENCES records (id),
        field text NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        size {count} NOT NULL,
        fingerprint text NOT NULL,
        content {bytes},
        added_by {id} NOT NULL REFERENCES people (id),
        added_at {at} NOT NULL
    )",
    "CREATE INDEX record_files_by_record ON record_files (record_id)",
];
