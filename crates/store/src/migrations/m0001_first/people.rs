//! People, how they are recognised and reached, the posts they hold, and what they may do by office (A3-A5, A7).

pub(super) const TABLES: &[&str] = &[
    // A merged record stays, pointing at the one that holds the history now; undoing the merge clears the pointer.
    "CREATE TABLE people (
        id {id} PRIMARY KEY,
        title text,
        given_name text NOT NULL,
        family_name text NOT NULL,
        known_as text,
        name_search text NOT NULL,
        merged_into {id} REFERENCES people (id),
        created_at {at} NOT NULL,
        updated_at {at} NOT NULL
    )",
    "CREATE INDEX people_by_name ON people (name_search)",
    // A number is one person's, but files say otherwise at times: then both keep it until a human has decided.
    "CREATE TABLE registrations (
        person_id {id} NOT NULL REFERENCES people (id),
        regulator text NOT NULL,
        number text NOT NULL,
        expires_on {on},
        PRIMARY KEY (number, regulator, person_id)
    )",
    "CREATE INDEX registrations_by_person ON registrations (person_id)",
    // Lower-case addresses a person can be reached and sign in by. Two people may be listed under one address by
    // mistake; then nobody signs in by it until a person has put it right.
    "CREATE TABLE addresses (
        person_id {id} NOT NULL REFERENCES people (id),
        email text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('work', 'private')),
        organisation_id {id} REFERENCES organisations (id),
        PRIMARY KEY (email, person_id)
    )",
    "CREATE INDEX addresses_by_person ON addresses (person_id)",
    "CREATE TABLE employments (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        employee_number text NOT NULL,
        UNIQUE (organisation_id, employee_number)
    )",
    "CREATE INDEX employments_by_person ON employments (person_id)",
    "CREATE TABLE posts (
        id {id} PRIMARY KEY,
        employment_id {id} NOT NULL REFERENCES employments (id),
        person_id {id} NOT NULL REFERENCES people (id),
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        assignment_number text NOT NULL,
        job_title text NOT NULL,
        job_role text NOT NULL,
        profession text,
        staff_group text,
        department text,
        site text,
        band text,
        wte_thousandths integer,
        weekly_minutes integer,
        category text,
        started_on {on} NOT NULL,
        finished_on {on},
        manager_person_id {id} REFERENCES people (id),
        recruitment_source text,
        transition text,
        created_at {at} NOT NULL,
        updated_at {at} NOT NULL,
        UNIQUE (organisation_id, assignment_number, started_on),
        CHECK (finished_on IS NULL OR started_on <= finished_on)
    )",
    "CREATE INDEX posts_by_person ON posts (person_id)",
    "CREATE INDEX posts_by_manager ON posts (manager_person_id) WHERE manager_person_id IS NOT NULL",
    "CREATE INDEX posts_by_organisation ON posts (organisation_id, started_on)",
    // A corrected first working day keeps the old date, the reason and who made it.
    "CREATE TABLE start_corrections (
        post_id {id} NOT NULL REFERENCES posts (id),
        corrected_at {at} NOT NULL,
        old_started_on {on} NOT NULL,
        new_started_on {on} NOT NULL,
        reason text NOT NULL,
        person_id {id} REFERENCES people (id),
        PRIMARY KEY (post_id, corrected_at)
    )",
    // From when to when, never why.
    "CREATE TABLE absences (
        id {id} PRIMARY KEY,
        post_id {id} NOT NULL REFERENCES posts (id),
        person_id {id} NOT NULL REFERENCES people (id),
        started_on {on} NOT NULL,
        finished_on {on},
        recorded_at {at} NOT NULL,
        UNIQUE (post_id, started_on)
    )",
    "CREATE INDEX absences_by_person ON absences (person_id)",
    "CREATE TABLE trainings (
        person_id {id} NOT NULL REFERENCES people (id),
        training text NOT NULL,
        completed_on {on} NOT NULL,
        PRIMARY KEY (person_id, training, completed_on)
    )",
    // Governance offices (A5). `administrator` is the product's own and of no programme; each other one is an office of
    // one programme and gives nothing in another.
    "CREATE TABLE appointments (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        programme text,
        office text NOT NULL,
        started_on {on} NOT NULL,
        finished_on {on},
        CHECK (finished_on IS NULL OR started_on <= finished_on)
    )",
    "CREATE INDEX appointments_by_person ON appointments (person_id)",
    "CREATE INDEX appointments_by_organisation ON appointments (organisation_id, office)",
    "CREATE UNIQUE INDEX appointments_once ON appointments (person_id, organisation_id, COALESCE(programme, ''), office)
        WHERE finished_on IS NULL",
    // Two records that may be one person: for a human to decide.
    "CREATE TABLE identity_doubts (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        other_person_id {id} NOT NULL REFERENCES people (id),
        reason text NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'merged', 'kept-apart')),
        raised_at {at} NOT NULL,
        decided_at {at},
        decided_by {id} REFERENCES people (id),
        UNIQUE (person_id, other_person_id)
    )",
    // What a merge moved, so that a wrong one can be undone exactly.
    "CREATE TABLE merge_moves (
        doubt_id {id} NOT NULL REFERENCES identity_doubts (id),
        noun text NOT NULL,
        row_key text NOT NULL,
        from_person_id {id} NOT NULL,
        PRIMARY KEY (doubt_id, noun, row_key)
    )",
    // Missing from a file that was declared complete: for a person to confirm, never ended by absence.
    "CREATE TABLE possible_leavers (
        post_id {id} PRIMARY KEY REFERENCES posts (id),
        upload_id {id},
        noticed_on {on} NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'left', 'stays')),
        decided_at {at},
        decided_by {id} REFERENCES people (id)
    )",
];
