//! The plan of a journey, and what people open of their own (E2, E3).

pub(super) const TABLES: &[&str] = &[
    // Strengths, needs, objectives, activities, learning. `version` rises with every change; `substance` is the version in
    // which what two people agree on was last changed.
    "CREATE TABLE plan_items (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        kind text NOT NULL CHECK (kind IN ('strength', 'need', 'objective', 'activity', 'learning')),
        under_id {id} REFERENCES plan_items (id),
        what text NOT NULL,
        success text NOT NULL,
        area text,
        reference text NOT NULL,
        way text,
        by_on {on},
        state text NOT NULL CHECK (state IN ('open', 'reached', 'partly', 'dropped')),
        outcome text NOT NULL,
        settled_on {on},
        version integer NOT NULL CHECK (version >= 1),
        substance integer NOT NULL CHECK (substance BETWEEN 1 AND version),
        added_by {id} NOT NULL REFERENCES people (id),
        added_at {at} NOT NULL,
        CHECK ((state = 'open') = (settled_on IS NULL))
    )",
    "CREATE INDEX plan_items_by_journey ON plan_items (journey_id)",
    // Who agreed to which substance of an item, for which side.
    "CREATE TABLE plan_agreements (
        item_id {id} NOT NULL REFERENCES plan_items (id),
        party text NOT NULL,
        substance integer NOT NULL,
        person_id {id} NOT NULL REFERENCES people (id),
        agreed_at {at} NOT NULL,
        PRIMARY KEY (item_id, party, substance)
    )",
    // How it goes; a note that was taken back stays, and is not shown.
    "CREATE TABLE plan_notes (
        id {id} PRIMARY KEY,
        item_id {id} NOT NULL REFERENCES plan_items (id),
        content text NOT NULL,
        noted_on {on} NOT NULL,
        written_by {id} NOT NULL REFERENCES people (id),
        written_at {at} NOT NULL,
        withdrawn_at {at}
    )",
    "CREATE INDEX plan_notes_by_item ON plan_notes (item_id)",
    // What was there before, part by part, for every version. Never changed.
    "CREATE TABLE plan_changes (
        item_id {id} NOT NULL REFERENCES plan_items (id),
        version integer NOT NULL,
        part text NOT NULL,
        was text NOT NULL,
        became text NOT NULL,
        changed_by {id} NOT NULL REFERENCES people (id),
        changed_at {at} NOT NULL,
        PRIMARY KEY (item_id, version, part)
    )",
    // How much of their own looks at themselves somebody opens, from when until when; the last one holds.
    "CREATE TABLE confidence_shares (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        person_id {id} NOT NULL REFERENCES people (id),
        opens text NOT NULL CHECK (opens IN ('nothing', 'shape', 'sentences')),
        decided_at {at} NOT NULL
    )",
    "CREATE INDEX confidence_shares_by_journey ON confidence_shares (journey_id, decided_at)",
    // Until when somebody has seen what others changed in a document.
    "CREATE TABLE document_views (
        record_id {id} NOT NULL REFERENCES records (id),
        person_id {id} NOT NULL REFERENCES people (id),
        seen_at {at} NOT NULL,
        PRIMARY KEY (record_id, person_id)
    )",
];
