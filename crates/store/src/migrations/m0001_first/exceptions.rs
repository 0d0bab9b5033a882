//! What two people agreed to do otherwise than their programme says, and why (E4).

pub(super) const TABLES: &[&str] = &[
    // The text is what both sign, whole; it is never changed. `covers_from` and `covers_until` are due dates, pauses not
    // added. The reason stands in the text alone.
    "CREATE TABLE exceptions (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        kind text NOT NULL CHECK (kind IN ('left', 'shorter', 'later', 'ends')),
        expectation text,
        covers_from {on},
        covers_until {on},
        minutes integer CHECK (minutes BETWEEN 1 AND 1440),
        new_on {on},
        content text NOT NULL,
        content_hash text NOT NULL,
        state text NOT NULL CHECK (state IN ('proposed', 'agreed', 'declined', 'withdrawn')),
        proposed_by {id} NOT NULL REFERENCES people (id),
        proposed_at {at} NOT NULL,
        settled_at {at},
        CHECK ((kind = 'ends') = (expectation IS NULL)),
        CHECK ((kind IN ('left', 'shorter')) = (covers_from IS NOT NULL)),
        CHECK ((kind = 'shorter') = (minutes IS NOT NULL)),
        CHECK ((kind IN ('later', 'ends')) = (new_on IS NOT NULL)),
        CHECK ((state = 'proposed') = (settled_at IS NULL))
    )",
    "CREATE INDEX exceptions_by_journey ON exceptions (journey_id)",
    // One signature a side, and nobody signs for both.
    "CREATE TABLE exception_signatures (
        exception_id {id} NOT NULL REFERENCES exceptions (id),
        party text NOT NULL,
        person_id {id} NOT NULL REFERENCES people (id),
        name text NOT NULL,
        content_hash text NOT NULL,
        method text NOT NULL,
        signed_at {at} NOT NULL,
        PRIMARY KEY (exception_id, party),
        UNIQUE (exception_id, person_id)
    )",
];
