//! Leave that is asked for and absence that is known, where line management is delegated (P5). Never why.

pub(super) const TABLES: &[&str] = &[
    "CREATE TABLE leave_requests (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        person_id {id} NOT NULL REFERENCES people (id),
        kind text NOT NULL,
        started_on {on} NOT NULL,
        finished_on {on} NOT NULL,
        begins text NOT NULL CHECK (begins IN ('morning', 'midday')),
        ends text NOT NULL CHECK (ends IN ('midday', 'evening')),
        half_days integer NOT NULL,
        state text NOT NULL CHECK (state IN ('asked', 'approved', 'declined', 'withdrawn', 'cancelled')),
        asked_at {at} NOT NULL,
        due_on {on},
        settled_at {at},
        settled_by {id} REFERENCES people (id),
        word text NOT NULL,
        CHECK (started_on <= finished_on),
        CHECK ((state = 'asked') = (settled_at IS NULL))
    )",
    "CREATE INDEX leave_requests_by_journey ON leave_requests (journey_id, started_on)",
    "CREATE INDEX leave_requests_by_person ON leave_requests (person_id)",
    // An absence that began and, in time, ended.
    "CREATE TABLE journey_absences (
        journey_id {id} NOT NULL REFERENCES journeys (id),
        person_id {id} NOT NULL REFERENCES people (id),
        started_on {on} NOT NULL,
        finished_on {on},
        noted_by {id} NOT NULL REFERENCES people (id),
        noted_at {at} NOT NULL,
        PRIMARY KEY (journey_id, started_on),
        CHECK (finished_on IS NULL OR started_on <= finished_on)
    )",
    "CREATE INDEX journey_absences_by_person ON journey_absences (person_id)",
];
