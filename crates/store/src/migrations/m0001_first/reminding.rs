//! What reaches people: reminders that wait for their letter, when each person wants it, and calendar feeds (Q2, Q5).

pub(super) const TABLES: &[&str] = &[
    // Rungs look for what is open and due about now, whatever the organisation.
    "CREATE INDEX occurrences_open ON occurrences (expectation, due_on) WHERE outcome = 'open'",
    // A rung that was climbed, waiting for the person's next letter. `onlooker`: in which capacity they are reminded.
    // `mail_id`: the letter that carried it; `dropped_at`: there was nothing to say any more.
    "CREATE TABLE notices (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        journey_id {id} NOT NULL REFERENCES journeys (id),
        expectation text NOT NULL,
        number integer NOT NULL,
        onlooker text NOT NULL,
        due_on {on} NOT NULL,
        noticed_at {at} NOT NULL,
        mail_id {id},
        dropped_at {at},
        CHECK (mail_id IS NULL OR dropped_at IS NULL)
    )",
    "CREATE INDEX notices_waiting ON notices (person_id) WHERE mail_id IS NULL AND dropped_at IS NULL",
    "CREATE INDEX notices_by_mail ON notices (mail_id) WHERE mail_id IS NOT NULL",
    // No row: what everybody has who has not chosen. `days`: of the week, Monday the lowest bit.
    "CREATE TABLE reminder_choices (
        person_id {id} PRIMARY KEY REFERENCES people (id),
        how text NOT NULL CHECK (how IN ('digest', 'at-once')),
        days integer NOT NULL CHECK (days BETWEEN 1 AND 127),
        hour integer NOT NULL CHECK (hour BETWEEN 0 AND 23),
        gentle {flag} NOT NULL,
        changed_at {at} NOT NULL
    )",
    // One letter for each person and slot: the day, or for each at once the letter itself. The secret in its link turns
    // gentle reminders off and does nothing else.
    "CREATE TABLE digests (
        mail_id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        slot text NOT NULL,
        on_day {on} NOT NULL,
        secret_hash text NOT NULL UNIQUE,
        UNIQUE (person_id, slot)
    )",
    // A person's own feed; its secret stands in the calendar program, here only its hash.
    "CREATE TABLE calendar_feeds (
        person_id {id} PRIMARY KEY REFERENCES people (id),
        secret_hash text NOT NULL UNIQUE,
        created_at {at} NOT NULL
    )",
];
