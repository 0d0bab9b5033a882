//! What a person gathers: protected time, reflections, learning, files; and with whom they share it (G1, G2, H1-H3).

pub(super) const TABLES: &[&str] = &[
    // Hours in a job plan. `party`: supportee, or the role in which one supports; then no journey is named.
    "CREATE TABLE time_plans (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        programme text NOT NULL,
        party text NOT NULL,
        journey_id {id} REFERENCES journeys (id),
        minutes integer NOT NULL CHECK (minutes > 0),
        every text NOT NULL,
        note text NOT NULL,
        started_on {on} NOT NULL,
        finished_on {on},
        entered_at {at} NOT NULL,
        CHECK ((party = 'supportee') = (journey_id IS NOT NULL)),
        CHECK (finished_on IS NULL OR started_on <= finished_on)
    )",
    "CREATE INDEX time_plans_by_person ON time_plans (person_id)",
    "CREATE INDEX time_plans_by_journey ON time_plans (journey_id)",
    // Hours taken (with a kind; mandatory training is none) or lost (with a reason). A supporter's line without a
    // journey is of their own development.
    "CREATE TABLE time_lines (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        programme text NOT NULL,
        party text NOT NULL,
        journey_id {id} REFERENCES journeys (id),
        spent_on {on} NOT NULL,
        minutes integer NOT NULL CHECK (minutes > 0),
        kind text CHECK (kind IN ('meeting', 'tasks', 'alongside', 'learning', 'development')),
        reason text,
        note text NOT NULL,
        meeting_id {id} REFERENCES meetings (id),
        learning_id {id},
        entered_at {at} NOT NULL,
        UNIQUE (person_id, meeting_id),
        CHECK ((kind IS NULL) <> (reason IS NULL)),
        CHECK (party <> 'supportee' OR journey_id IS NOT NULL)
    )",
    "CREATE INDEX time_lines_by_person ON time_lines (person_id, spent_on)",
    "CREATE INDEX time_lines_by_journey ON time_lines (journey_id)",
    "CREATE UNIQUE INDEX time_lines_by_learning ON time_lines (learning_id) WHERE learning_id IS NOT NULL",
    // Private until shared. `model`: which prompts it answers. `version` counts changes.
    "CREATE TABLE reflections (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        model text NOT NULL,
        title text NOT NULL,
        search text NOT NULL,
        version integer NOT NULL,
        begun_at {at} NOT NULL,
        changed_at {at} NOT NULL
    )",
    "CREATE INDEX reflections_by_person ON reflections (person_id, changed_at)",
    // `revision` goes up with each change, so that two windows do not overwrite one another.
    "CREATE TABLE reflection_answers (
        reflection_id {id} NOT NULL REFERENCES reflections (id),
        prompt text NOT NULL,
        content text NOT NULL,
        revision integer NOT NULL,
        saved_at {at} NOT NULL,
        PRIMARY KEY (reflection_id, prompt)
    )",
    "CREATE TABLE learning_lines (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        journey_id {id} REFERENCES journeys (id),
        learnt_on {on} NOT NULL,
        minutes integer NOT NULL,
        kind text NOT NULL,
        title text NOT NULL,
        theme text,
        taken text NOT NULL,
        search text NOT NULL,
        version integer NOT NULL,
        entered_at {at} NOT NULL,
        changed_at {at} NOT NULL
    )",
    "CREATE INDEX learning_lines_by_person ON learning_lines (person_id, learnt_on)",
    // A share ends when it is taken back, after its last day, or with the last journey that the two have in common.
    "CREATE TABLE shares (
        id {id} PRIMARY KEY,
        owner_person_id {id} NOT NULL REFERENCES people (id),
        with_person_id {id} NOT NULL REFERENCES people (id),
        subject text NOT NULL CHECK (subject IN ('reflections', 'learning')),
        subject_id {id} NOT NULL,
        until_on {on},
        shared_at {at} NOT NULL,
        ended_at {at},
        CHECK (owner_person_id <> with_person_id)
    )",
    "CREATE UNIQUE INDEX shares_once ON shares (subject, subject_id, with_person_id) WHERE ended_at IS NULL",
    "CREATE INDEX shares_by_reader ON shares (with_person_id, ended_at)",
    // A file that somebody keeps. Without content here it lies in the folder of the installation, under its id.
    "CREATE TABLE evidence (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        subject text NOT NULL CHECK (subject IN ('reflections', 'learning', 'objectives', 'portfolio')),
        subject_id {id},
        name text NOT NULL,
        description text NOT NULL,
        media_type text NOT NULL,
        size {count} NOT NULL,
        fingerprint text NOT NULL,
        content {bytes},
        added_at {at} NOT NULL,
        CHECK ((subject = 'portfolio') = (subject_id IS NULL))
    )",
    "CREATE INDEX evidence_by_person ON evidence (person_id, added_at)",
    "CREATE INDEX evidence_by_subject ON evidence (subject, subject_id)",
];
