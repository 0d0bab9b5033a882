//! Meetings, their records and the signatures on them (F1-F7).

pub(super) const TABLES: &[&str] = &[
    // `starts_at` to `place` are what calendars show: the agreed time, or the earliest proposed one.
    "CREATE TABLE meetings (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        kind text NOT NULL,
        state text NOT NULL CHECK (state IN ('proposed', 'agreed', 'held', 'cancelled', 'not-attended')),
        starts_at {at},
        minutes integer CHECK (minutes IS NULL OR minutes BETWEEN 1 AND 1440),
        way text CHECK (way IN ('in-person', 'video', 'telephone')),
        place text,
        held_from {at},
        held_to {at},
        reason text,
        absent_person_id {id} REFERENCES people (id),
        calendar_sequence integer NOT NULL,
        version integer NOT NULL,
        created_by {id} NOT NULL REFERENCES people (id),
        created_at {at} NOT NULL,
        updated_at {at} NOT NULL,
        CHECK (state <> 'held' OR (held_from IS NOT NULL AND held_to IS NOT NULL AND held_from < held_to)),
        CHECK (state <> 'agreed' OR starts_at IS NOT NULL)
    )",
    "CREATE INDEX meetings_by_journey ON meetings (journey_id, starts_at)",
    "CREATE TABLE meeting_proposals (
        id {id} PRIMARY KEY,
        meeting_id {id} NOT NULL REFERENCES meetings (id),
        proposed_by {id} NOT NULL REFERENCES people (id),
        number integer NOT NULL,
        starts_at {at} NOT NULL,
        minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
        way text NOT NULL CHECK (way IN ('in-person', 'video', 'telephone')),
        place text NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'accepted', 'replaced', 'declined')),
        proposed_at {at} NOT NULL
    )",
    "CREATE INDEX meeting_proposals_by_meeting ON meeting_proposals (meeting_id)",
    // A filled-in form, of a meeting or a document of the journey (`document`, with a number where there are several,
    // and whose own copy it is). Its version rises with every change of an answer; a closed one is never changed again.
    "CREATE TABLE records (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        meeting_id {id} UNIQUE REFERENCES meetings (id),
        document text,
        owner_person_id {id} REFERENCES people (id),
        owner_party text,
        number integer NOT NULL,
        submitted_at {at},
        form text NOT NULL,
        version_hash text NOT NULL REFERENCES programme_versions (hash),
        version integer NOT NULL,
        state text NOT NULL CHECK (state IN ('draft', 'closed')),
        closed_at {at},
        created_by {id} NOT NULL REFERENCES people (id),
        created_at {at} NOT NULL,
        updated_at {at} NOT NULL,
        CHECK ((meeting_id IS NULL) <> (document IS NULL)),
        CHECK ((owner_person_id IS NULL) = (owner_party IS NULL))
    )",
    "CREATE INDEX records_by_journey ON records (journey_id)",
    "CREATE UNIQUE INDEX records_shared ON records (journey_id, document, number)
        WHERE document IS NOT NULL AND owner_person_id IS NULL",
    "CREATE UNIQUE INDEX records_own ON records (journey_id, document, owner_person_id, number)
        WHERE owner_person_id IS NOT NULL",
    // Who signs, by the names that stand in the text: set when the meeting is entered as held.
    "CREATE TABLE record_signatories (
        record_id {id} NOT NULL REFERENCES records (id),
        party text NOT NULL,
        person_id {id} NOT NULL REFERENCES people (id),
        name text NOT NULL,
        PRIMARY KEY (record_id, party, person_id)
    )",
    // Every answer that was ever saved, so that two people writing at once lose nothing. One stands; one that was
    // written without having seen the standing one waits until a person chooses. `page` tells one opened page from
    // another, so that nobody is in conflict with themselves.
    "CREATE TABLE answers (
        record_id {id} NOT NULL REFERENCES records (id),
        field text NOT NULL,
        revision integer NOT NULL,
        value {json} NOT NULL,
        state text NOT NULL CHECK (state IN ('standing', 'waiting', 'past')),
        page text NOT NULL,
        author_id {id} NOT NULL REFERENCES people (id),
        saved_at {at} NOT NULL,
        PRIMARY KEY (record_id, field, revision)
    )",
    "CREATE UNIQUE INDEX answers_standing ON answers (record_id, field) WHERE state = 'standing'",
    // Declared figures of a form, stored typed. Several choices are several figures of one field.
    "CREATE TABLE figures (
        record_id {id} NOT NULL REFERENCES records (id),
        field text NOT NULL,
        place integer NOT NULL,
        number {count},
        happened_on {on},
        choice text,
        PRIMARY KEY (record_id, field, place)
    )",
    // A person, a meaning and the hash of exactly what they were shown (F4).
    "CREATE TABLE signatures (
        id {id} PRIMARY KEY,
        record_id {id} NOT NULL REFERENCES records (id),
        record_version integer NOT NULL,
        party text NOT NULL,
        person_id {id} NOT NULL REFERENCES people (id),
        name text NOT NULL,
        meaning text NOT NULL,
        content_hash text NOT NULL,
        method text NOT NULL,
        signed_at {at} NOT NULL,
        voided_at {at},
        UNIQUE (record_id, record_version, party)
    )",
    "CREATE UNIQUE INDEX signatures_standing ON signatures (record_id, person_id) WHERE voided_at IS NULL",
    // The exact text that a signature's hash is of, kept once.
    "CREATE TABLE signed_texts (
        content_hash text PRIMARY KEY,
        content text NOT NULL,
        kept_at {at} NOT NULL
    )",
    "CREATE TABLE amendments (
        id {id} PRIMARY KEY,
        record_id {id} NOT NULL REFERENCES records (id),
        author_id {id} NOT NULL REFERENCES people (id),
        content text NOT NULL,
        written_at {at} NOT NULL
    )",
    "CREATE INDEX amendments_by_record ON amendments (record_id)",
];
