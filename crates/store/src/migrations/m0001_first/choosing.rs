//! Finding a supporter oneself (O4), and where a guided conversation stands (O1).

pub(super) const TABLES: &[&str] = &[
    // Somebody who is open to supporting others, as they say themselves, and by whom they agree to be found.
    "CREATE TABLE openings (
        person_id {id} NOT NULL REFERENCES people (id),
        family text NOT NULL,
        found_by text NOT NULL CHECK (found_by IN ('nobody', 'organisation', 'everybody')),
        contexts text NOT NULL,
        about text NOT NULL,
        said_at {at} NOT NULL,
        PRIMARY KEY (person_id, family)
    )",
    "CREATE INDEX openings_by_family ON openings (family, found_by)",
    // Somebody asks somebody. The words are for the two alone.
    "CREATE TABLE askings (
        id {id} PRIMARY KEY,
        family text NOT NULL,
        programme text NOT NULL,
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        asker_id {id} NOT NULL REFERENCES people (id),
        asked_id {id} NOT NULL REFERENCES people (id),
        context text,
        words text NOT NULL,
        state text NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'withdrawn')),
        asked_at {at} NOT NULL,
        due_on {on} NOT NULL,
        settled_at {at},
        answer text NOT NULL,
        journey_id {id} REFERENCES journeys (id),
        CHECK (asker_id <> asked_id),
        CHECK ((state = 'asked') = (settled_at IS NULL)),
        CHECK ((state = 'accepted') = (journey_id IS NOT NULL))
    )",
    "CREATE INDEX askings_by_asker ON askings (asker_id)",
    "CREATE INDEX askings_by_asked ON askings (asked_id, state)",
    // One question at a time: choosing is not a lottery.
    "CREATE UNIQUE INDEX askings_once ON askings (asker_id, family) WHERE state = 'asked'",
    // Where a conversation along a guide stands; the latest of a journey and guide. For its two alone.
    "CREATE TABLE guide_places (
        journey_id {id} NOT NULL REFERENCES journeys (id),
        guide text NOT NULL,
        number integer NOT NULL,
        movement text NOT NULL,
        since_on {on} NOT NULL,
        word text NOT NULL,
        noted_by {id} NOT NULL REFERENCES people (id),
        noted_at {at} NOT NULL,
        PRIMARY KEY (journey_id, guide, number)
    )",
];
