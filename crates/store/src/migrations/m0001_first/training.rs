//! What belongs to a training: assessments, and placements (P3, P5).

pub(super) const TABLES: &[&str] = &[
    // When an assessment is due in a journey; who entered it last.
    "CREATE TABLE assessment_dates (
        journey_id {id} NOT NULL REFERENCES journeys (id),
        assessment text NOT NULL,
        due_on {on} NOT NULL,
        entered_by {id} NOT NULL REFERENCES people (id),
        entered_at {at} NOT NULL,
        PRIMARY KEY (journey_id, assessment)
    )",
    // Every outcome that was ever entered; of an attempt the latest stands, and a mistake stays readable.
    "CREATE TABLE assessment_outcomes (
        journey_id {id} NOT NULL REFERENCES journeys (id),
        assessment text NOT NULL,
        attempt integer NOT NULL,
        number integer NOT NULL,
        outcome text NOT NULL,
        happened_on {on} NOT NULL,
        entered_by {id} NOT NULL REFERENCES people (id),
        entered_as text NOT NULL,
        entered_at {at} NOT NULL,
        PRIMARY KEY (journey_id, assessment, attempt, number)
    )",
    "CREATE TABLE placements (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        name text NOT NULL,
        host_name text NOT NULL,
        started_on {on} NOT NULL,
        finished_on {on},
        offers text NOT NULL,
        also_offers text NOT NULL,
        agreed_on {on},
        version integer NOT NULL,
        kept_by {id} NOT NULL REFERENCES people (id),
        kept_at {at} NOT NULL,
        CHECK (finished_on IS NULL OR started_on <= finished_on)
    )",
    "CREATE INDEX placements_by_journey ON placements (journey_id, started_on)",
    // What the person supported asked not to raise. `raised_*`: somebody said openly that it has to be.
    "CREATE TABLE placement_silences (
        id {id} PRIMARY KEY,
        placement_id {id} NOT NULL REFERENCES placements (id),
        content text NOT NULL,
        asked_by {id} NOT NULL REFERENCES people (id),
        asked_at {at} NOT NULL,
        taken_back_at {at},
        raised_by {id} REFERENCES people (id),
        raised_at {at},
        raised_words text,
        CHECK ((raised_by IS NULL) = (raised_at IS NULL)),
        CHECK ((raised_by IS NULL) = (raised_words IS NULL))
    )",
    "CREATE INDEX placement_silences_by_placement ON placement_silences (placement_id)",
];
