//! What comes before a meeting: preparation notes, points on its agenda, series, and groups (F5, F6, S1).

pub(super) const TABLES: &[&str] = &[
    // Its writer's own until it is shared; nobody else learns that it exists. The version tells two windows apart.
    "CREATE TABLE meeting_notes (
        meeting_id {id} NOT NULL REFERENCES meetings (id),
        person_id {id} NOT NULL REFERENCES people (id),
        content text NOT NULL,
        version integer NOT NULL,
        shared_at {at},
        updated_at {at} NOT NULL,
        PRIMARY KEY (meeting_id, person_id)
    )",
    // With whom it was shared: those who took part then, and nobody who comes later.
    "CREATE TABLE meeting_note_readers (
        meeting_id {id} NOT NULL,
        person_id {id} NOT NULL,
        reader_id {id} NOT NULL REFERENCES people (id),
        PRIMARY KEY (meeting_id, person_id, reader_id),
        FOREIGN KEY (meeting_id, person_id) REFERENCES meeting_notes (meeting_id, person_id)
    )",
    // A line that somebody added. Taken off, it stays here and can be put back.
    "CREATE TABLE agenda_points (
        id {id} PRIMARY KEY,
        meeting_id {id} NOT NULL REFERENCES meetings (id),
        author_id {id} NOT NULL REFERENCES people (id),
        content text NOT NULL,
        added_at {at} NOT NULL,
        taken_off_at {at}
    )",
    "CREATE INDEX agenda_points_by_meeting ON agenda_points (meeting_id)",
    // The further journeys of a meeting of a group; its own journey stands with the meeting. Once it is held, those who
    // attended read its record and nobody else.
    "CREATE TABLE group_meetings (
        meeting_id {id} NOT NULL REFERENCES meetings (id),
        journey_id {id} NOT NULL REFERENCES journeys (id),
        PRIMARY KEY (meeting_id, journey_id)
    )",
    "CREATE INDEX group_meetings_by_journey ON group_meetings (journey_id)",
    // Meetings that were proposed together; each goes its own way afterwards.
    "CREATE TABLE meeting_series (
        meeting_id {id} PRIMARY KEY REFERENCES meetings (id),
        series_id {id} NOT NULL,
        number integer NOT NULL
    )",
    "CREATE INDEX meeting_series_by_series ON meeting_series (series_id)",
];
