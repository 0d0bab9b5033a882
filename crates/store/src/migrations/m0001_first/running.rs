//! What keeps the product running: sessions, mail, jobs, events, uploads. Application nodes hold nothing themselves.

pub(super) const TABLES: &[&str] = &[
    // The cookie holds a secret; only its hash is here.
    "CREATE TABLE sessions (
        id {id} PRIMARY KEY,
        secret_hash text NOT NULL UNIQUE,
        person_id {id} NOT NULL REFERENCES people (id),
        csrf text NOT NULL,
        method text NOT NULL,
        created_at {at} NOT NULL,
        seen_at {at} NOT NULL,
        confirmed_at {at} NOT NULL,
        expires_at {at} NOT NULL
    )",
    "CREATE INDEX sessions_by_person ON sessions (person_id)",
    "CREATE TABLE sign_in_links (
        secret_hash text PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        email text NOT NULL,
        return_to text,
        created_at {at} NOT NULL,
        expires_at {at} NOT NULL,
        used_at {at}
    )",
    "CREATE TABLE rate_limits (
        bucket text NOT NULL,
        window_start {at} NOT NULL,
        used integer NOT NULL,
        PRIMARY KEY (bucket, window_start)
    )",
    // Made by the browser's form, stored with the effect: a repeated submission finds its first answer.
    "CREATE TABLE idempotency_keys (
        person_id {id} NOT NULL REFERENCES people (id),
        key text NOT NULL,
        location text NOT NULL,
        created_at {at} NOT NULL,
        PRIMARY KEY (person_id, key)
    )",
    // What happened, in sentences a person can read; one per operation.
    "CREATE TABLE events (
        id {id} PRIMARY KEY,
        happened_at {at} NOT NULL,
        actor_person_id {id} REFERENCES people (id),
        kind text NOT NULL,
        noun text NOT NULL,
        subject_id {id} NOT NULL,
        organisation_id {id} REFERENCES organisations (id),
        journey_id {id},
        sentence text NOT NULL
    )",
    "CREATE INDEX events_by_subject ON events (noun, subject_id)",
    "CREATE INDEX events_by_journey ON events (journey_id)",
    // Letters waiting to go out, or gone. `about` and `about_id` let the sender check again that it is still right.
    // `way_out`: the address that ends letters of this kind (RFC 8058).
    "CREATE TABLE mails (
        id {id} PRIMARY KEY,
        person_id {id} REFERENCES people (id),
        recipient text NOT NULL,
        kind text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        calendar text,
        way_out text,
        about text,
        about_id {id},
        state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'withdrawn')),
        created_at {at} NOT NULL,
        send_after {at} NOT NULL,
        attempts integer NOT NULL,
        lease_until {at},
        fence {count} NOT NULL,
        sent_at {at},
        problem text
    )",
    "CREATE INDEX mails_waiting ON mails (state, send_after)",
    "CREATE INDEX mails_by_person ON mails (person_id)",
    "CREATE INDEX mails_by_subject ON mails (about, about_id)",
    // Each rung of a reminder ladder is climbed once for each thing it is about.
    "CREATE TABLE reminders (
        about text NOT NULL,
        about_id {id} NOT NULL,
        rung text NOT NULL,
        person_id {id} NOT NULL,
        sent_at {at} NOT NULL,
        PRIMARY KEY (about, about_id, rung, person_id)
    )",
    "CREATE TABLE jobs (
        id {id} PRIMARY KEY,
        kind text NOT NULL,
        organisation_id {id} REFERENCES organisations (id),
        requested_by {id} REFERENCES people (id),
        request {json} NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'refused', 'failed')),
        done {count} NOT NULL,
        total {count} NOT NULL,
        doing text NOT NULL,
        result {json},
        created_at {at} NOT NULL,
        lease_until {at},
        fence {count} NOT NULL,
        finished_at {at}
    )",
    "CREATE INDEX jobs_waiting ON jobs (state, created_at)",
    "CREATE TABLE uploads (
        id {id} PRIMARY KEY,
        organisation_id {id} REFERENCES organisations (id),
        person_id {id} REFERENCES people (id),
        file_name text NOT NULL,
        content {bytes} NOT NULL,
        created_at {at} NOT NULL
    )",
    "CREATE TABLE column_mappings (
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        name text NOT NULL,
        mapping {json} NOT NULL,
        saved_at {at} NOT NULL,
        PRIMARY KEY (organisation_id, name)
    )",
];
