//! How journeys end and change hands: ends asked for and entered, another supporter, cover, completion (K2, D6, D8, K1).

pub(super) const TABLES: &[&str] = &[
    // An end that the two agree on is proposed first; a lead's stands at once. The words are for the two and whoever
    // leads. `asked_as`, `undone_as`: on which side.
    "CREATE TABLE endings (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        how text NOT NULL CHECK (how IN ('completed', 'ended-early')),
        kind text CHECK (kind IN ('new-post', 'left', 'reached', 'not-working', 'other')),
        reason text NOT NULL,
        ends_on {on} NOT NULL,
        state text NOT NULL CHECK (state IN ('proposed', 'declined', 'withdrawn', 'standing', 'undone')),
        asked_by {id} NOT NULL REFERENCES people (id),
        asked_as text NOT NULL CHECK (asked_as IN ('supportee', 'supporter', 'lead')),
        asked_at {at} NOT NULL,
        settled_by {id} REFERENCES people (id),
        settled_at {at},
        undone_by {id} REFERENCES people (id),
        undone_at {at},
        CHECK ((how = 'completed') = (kind IS NULL)),
        CHECK ((state = 'proposed') = (settled_at IS NULL)),
        CHECK ((state = 'undone') = (undone_at IS NOT NULL))
    )",
    "CREATE UNIQUE INDEX endings_once ON endings (journey_id) WHERE state IN ('proposed', 'standing')",
    // The places that an end has ended, so that taking it back gives exactly those back.
    "CREATE TABLE ending_places (
        ending_id {id} NOT NULL REFERENCES endings (id),
        pairing_id {id} NOT NULL REFERENCES pairings (id),
        family text,
        number integer,
        cap integer,
        override_id {id},
        PRIMARY KEY (ending_id, pairing_id),
        CHECK ((family IS NULL) = (number IS NULL))
    )",
    // A wish for another supporter. The words reach whoever matches people in the programme, and nobody else.
    "CREATE TABLE change_requests (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        asked_by {id} NOT NULL REFERENCES people (id),
        asked_as text NOT NULL CHECK (asked_as IN ('supportee', 'supporter')),
        words text NOT NULL,
        asked_at {at} NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'changed', 'kept', 'withdrawn')),
        settled_by {id} REFERENCES people (id),
        settled_at {at},
        CHECK ((state = 'open') = (settled_at IS NULL))
    )",
    "CREATE UNIQUE INDEX change_requests_once ON change_requests (journey_id, asked_by) WHERE state = 'open'",
    // One supporter goes and another comes on a day. The note belongs to whoever goes until they show it to the one
    // supported, who passes it on or holds it back. `carried_at`: what was held open was cleared.
    "CREATE TABLE handovers (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        from_pairing_id {id} NOT NULL REFERENCES pairings (id),
        to_pairing_id {id} NOT NULL UNIQUE REFERENCES pairings (id),
        changes_on {on} NOT NULL,
        note text NOT NULL,
        note_state text NOT NULL CHECK (note_state IN ('asked', 'shown', 'passed-on', 'held-back')),
        note_changed_at {at},
        named_by {id} NOT NULL REFERENCES people (id),
        named_at {at} NOT NULL,
        carried_at {at}
    )",
    "CREATE INDEX handovers_by_journey ON handovers (journey_id)",
    "CREATE INDEX handovers_by_place ON handovers (from_pairing_id)",
    // Somebody stands in for a stated time and scope. It takes no place, and opens and closes by its dates.
    "CREATE TABLE covers (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        person_id {id} NOT NULL REFERENCES people (id),
        for_person_id {id} NOT NULL REFERENCES people (id),
        role text NOT NULL,
        started_on {on} NOT NULL,
        finished_on {on} NOT NULL,
        scope text NOT NULL,
        told text NOT NULL,
        asked_by {id} NOT NULL REFERENCES people (id),
        named_at {at} NOT NULL,
        CHECK (started_on <= finished_on)
    )",
    "CREATE INDEX covers_by_journey ON covers (journey_id, finished_on)",
    "CREATE INDEX covers_by_person ON covers (person_id, finished_on)",
    // What was completed, as it stood on that day: it does not change when names do.
    "CREATE TABLE completion_records (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        ending_id {id} NOT NULL UNIQUE REFERENCES endings (id),
        person_id {id} NOT NULL REFERENCES people (id),
        number text NOT NULL UNIQUE,
        name text NOT NULL,
        name_search text NOT NULL,
        supporters text NOT NULL,
        programme_name text NOT NULL,
        organisation_name text NOT NULL,
        started_on {on} NOT NULL,
        ended_on {on} NOT NULL,
        meetings integer NOT NULL,
        minutes integer NOT NULL,
        confirmed_by text NOT NULL,
        issued_at {at} NOT NULL,
        revoked_at {at}
    )",
    "CREATE INDEX completion_records_by_person ON completion_records (person_id)",
];
