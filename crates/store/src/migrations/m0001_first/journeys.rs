//! Journeys, who supports them, pauses, and what is expected of them (F1, K2, D2).

pub(super) const TABLES: &[&str] = &[
    // `planned_end_on`: none where the programme has no fixed end. `context`: what it is for, where its programme has
    // several. Counters are refreshed in the transaction of whatever changed the facts; `alongside recompute` proves them.
    // `next_due_on`: the earliest day by which something is asked of somebody; `late_since`: the same of what counts
    // for a standard. Both are late when they lie before today.
    "CREATE TABLE journeys (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        post_id {id} NOT NULL REFERENCES posts (id),
        candidacy_id {id} REFERENCES candidacies (id),
        programme text NOT NULL,
        version_hash text NOT NULL REFERENCES programme_versions (hash),
        profession text,
        transition text,
        context text,
        name_search text NOT NULL,
        starts_on {on} NOT NULL,
        planned_end_on {on},
        ended_on {on},
        ending text CHECK (ending IN ('completed', 'ended-early', 'withdrawn')),
        ending_reason text,
        next_due_on {on},
        late_since {on},
        meetings_held integer NOT NULL,
        last_met_on {on},
        next_meeting_at {at},
        created_at {at} NOT NULL,
        CHECK ((ended_on IS NULL) = (ending IS NULL))
    )",
    "CREATE INDEX journeys_by_person ON journeys (person_id)",
    "CREATE INDEX journeys_by_organisation ON journeys (organisation_id, programme, ended_on, starts_on)",
    "CREATE INDEX journeys_by_lateness ON journeys (organisation_id, late_since)",
    "CREATE UNIQUE INDEX journeys_once ON journeys (post_id, programme) WHERE ended_on IS NULL",
    // A supporter's place in a journey. The first is named before day one.
    "CREATE TABLE pairings (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        person_id {id} NOT NULL REFERENCES people (id),
        role text NOT NULL,
        started_on {on} NOT NULL,
        finished_on {on},
        named_at {at} NOT NULL,
        why text NOT NULL,
        CHECK (finished_on IS NULL OR started_on <= finished_on)
    )",
    "CREATE INDEX pairings_by_person ON pairings (person_id, finished_on)",
    "CREATE INDEX pairings_by_journey ON pairings (journey_id)",
    "CREATE UNIQUE INDEX pairings_once ON pairings (journey_id, person_id, role) WHERE finished_on IS NULL",
    // A place above the cap, allowed by a person for a reason; shown in reports.
    "CREATE TABLE slot_overrides (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        family text NOT NULL,
        number integer NOT NULL,
        reason text NOT NULL,
        allowed_by {id} NOT NULL REFERENCES people (id),
        allowed_at {at} NOT NULL
    )",
    // The cap as structure (D2): a pair takes a numbered place of its supporter, and a place is taken once. Places up
    // to the cap exist by themselves; one more needs an override.
    "CREATE TABLE slots (
        person_id {id} NOT NULL REFERENCES people (id),
        family text NOT NULL,
        number integer NOT NULL,
        cap integer NOT NULL,
        pairing_id {id} NOT NULL UNIQUE REFERENCES pairings (id),
        override_id {id} REFERENCES slot_overrides (id),
        PRIMARY KEY (person_id, family, number),
        CHECK (number >= 1 AND (number <= cap OR override_id IS NOT NULL))
    )",
    // `kind`: why, as far as anybody is asked; none where an absence made it. `expected_back_on`: while it is open.
    "CREATE TABLE pauses (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        started_on {on} NOT NULL,
        finished_on {on},
        origin text NOT NULL CHECK (origin IN ('absence', 'agreed')),
        kind text CHECK (kind IN ('leave', 'sickness', 'other')),
        expected_back_on {on},
        recorded_at {at} NOT NULL,
        recorded_by {id} REFERENCES people (id),
        UNIQUE (journey_id, started_on)
    )",
    // Facts somebody confirms: that the principles are known, that contact was made. `confirmed_as`: in which capacity.
    "CREATE TABLE facts (
        journey_id {id} NOT NULL REFERENCES journeys (id),
        fact text NOT NULL,
        happened_on {on} NOT NULL,
        confirmed_by {id} NOT NULL REFERENCES people (id),
        confirmed_as text NOT NULL,
        confirmed_at {at} NOT NULL,
        PRIMARY KEY (journey_id, fact, happened_on, confirmed_by, confirmed_as)
    )",
    // What is expected of a journey, by when, and what became of it; refreshed with the facts.
    // `outcome_on`: met on, agreed on, paused since. `explained_on`: missed, and an exception agreed only afterwards.
    // `replaced_by`: the kind of meeting that stood in. `unrecorded_on`: a meeting was planned for then and nothing says what became of it. `can_be_done`: somebody can
    // still bring it about. `waits_for`: where several have to confirm it, those who have not yet.
    "CREATE TABLE occurrences (
        journey_id {id} NOT NULL REFERENCES journeys (id),
        expectation text NOT NULL,
        number integer NOT NULL,
        programme text NOT NULL,
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        opens_on {on} NOT NULL,
        due_on {on} NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('open', 'met', 'agreed-exception', 'paused', 'not-applicable')),
        outcome_on {on},
        because text CHECK (because IN ('withdrawn', 'ended', 'circumstance')),
        explained_on {on},
        meeting_id {id},
        replaced_by text,
        unrecorded_on {on},
        can_be_done {flag} NOT NULL,
        waits_for text NOT NULL,
        PRIMARY KEY (journey_id, expectation, number),
        CHECK ((outcome IN ('met', 'agreed-exception', 'paused')) = (outcome_on IS NOT NULL)),
        CHECK ((outcome = 'not-applicable') = (because IS NOT NULL))
    )",
    "CREATE INDEX occurrences_by_organisation ON occurrences (organisation_id, programme, expectation, due_on)",
];
