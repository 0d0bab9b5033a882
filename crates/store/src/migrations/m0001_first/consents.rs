//! Consent to what others may know of somebody (C3).

pub(super) const TABLES: &[&str] = &[
    // Each answer is kept; the latest stands. `content`: what the others are to know, in the person's own words.
    "CREATE TABLE fact_consents (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        fact text NOT NULL,
        person_id {id} NOT NULL REFERENCES people (id),
        is_given {flag} NOT NULL,
        content text NOT NULL,
        answered_at {at} NOT NULL
    )",
    "CREATE INDEX fact_consents_by_journey ON fact_consents (journey_id, fact, answered_at)",
];
