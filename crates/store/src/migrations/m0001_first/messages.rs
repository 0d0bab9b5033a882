//! Messages between the people of a journey, and the answers they ask for (P4); when people work and are away.

pub(super) const TABLES: &[&str] = &[
    "CREATE TABLE message_threads (
        id {id} PRIMARY KEY,
        journey_id {id} NOT NULL REFERENCES journeys (id),
        subject text NOT NULL,
        started_by {id} NOT NULL REFERENCES people (id),
        started_at {at} NOT NULL
    )",
    "CREATE INDEX message_threads_by_journey ON message_threads (journey_id)",
    "CREATE TABLE messages (
        id {id} PRIMARY KEY,
        thread_id {id} NOT NULL REFERENCES message_threads (id),
        author_id {id} NOT NULL REFERENCES people (id),
        author_party text NOT NULL,
        matter text NOT NULL CHECK (matter IN ('routine', 'beyond')),
        content text NOT NULL,
        sent_at {at} NOT NULL
    )",
    "CREATE INDEX messages_by_author ON messages (author_id)",
    "CREATE INDEX messages_by_thread ON messages (thread_id, sent_at)",
    // Exactly who received it, and why: nobody else ever sees it. `read_at` is theirs, for their own list; no page shows
    // it to anybody else.
    "CREATE TABLE message_copies (
        message_id {id} NOT NULL REFERENCES messages (id),
        person_id {id} NOT NULL REFERENCES people (id),
        party text NOT NULL,
        why text NOT NULL CHECK (why IN ('addressed', 'own', 'copied')),
        read_at {at},
        PRIMARY KEY (message_id, person_id)
    )",
    "CREATE INDEX message_copies_by_person ON message_copies (person_id, read_at)",
    // From whom an answer is asked, and by when in their working time. `due_on` follows what becomes known of it.
    "CREATE TABLE message_answers (
        message_id {id} NOT NULL REFERENCES messages (id),
        person_id {id} NOT NULL REFERENCES people (id),
        due_on {on} NOT NULL,
        answered_at {at},
        way text CHECK (way IN ('here', 'elsewhere', 'not-needed')),
        closed_by {id} REFERENCES people (id),
        PRIMARY KEY (message_id, person_id),
        CHECK ((answered_at IS NULL) = (way IS NULL)),
        CHECK ((answered_at IS NULL) = (closed_by IS NULL))
    )",
    "CREATE INDEX message_answers_open ON message_answers (person_id) WHERE answered_at IS NULL",
    // What somebody is writing, field by field: of a new thread of a journey, or a reply. `about` is the journey or the
    // thread. `page` tells one opened page from another.
    "CREATE TABLE message_drafts (
        about {id} NOT NULL,
        author_id {id} NOT NULL REFERENCES people (id),
        field text NOT NULL,
        value text NOT NULL,
        revision integer NOT NULL,
        page text NOT NULL,
        saved_at {at} NOT NULL,
        PRIMARY KEY (about, author_id, field)
    )",
    // The days of the week on which somebody works, as they say themselves: `monday tuesday`.
    "CREATE TABLE working_days (
        person_id {id} PRIMARY KEY REFERENCES people (id),
        days text NOT NULL,
        said_at {at} NOT NULL
    )",
    // Days on which somebody says that they are away. Never why.
    "CREATE TABLE days_away (
        person_id {id} NOT NULL REFERENCES people (id),
        started_on {on} NOT NULL,
        finished_on {on} NOT NULL,
        said_at {at} NOT NULL,
        PRIMARY KEY (person_id, started_on),
        CHECK (started_on <= finished_on)
    )",
];
