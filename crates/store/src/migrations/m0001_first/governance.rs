//! What an organisation keeps to run programmes well: documents, acceptances, content, judgements (L7, B5, L1).

pub(super) const TABLES: &[&str] = &[
    // Each entry is the whole state of a document; the newest number stands, the others are its history. `edition`
    // counts texts: a review that changed nothing keeps it, so that acceptances stay.
    "CREATE TABLE governance_entries (
        id {id} PRIMARY KEY,
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        programme text NOT NULL,
        document text NOT NULL,
        number integer NOT NULL,
        edition integer NOT NULL,
        approved_on {on},
        reviewed_on {on},
        review_due_on {on},
        owner_person_id {id} REFERENCES people (id),
        link text NOT NULL,
        kept_at text NOT NULL,
        states {json} NOT NULL,
        note text NOT NULL,
        entered_at {at} NOT NULL,
        entered_by {id} REFERENCES people (id),
        UNIQUE (organisation_id, programme, document, number)
    )",
    "CREATE TABLE governance_acceptances (
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        programme text NOT NULL,
        document text NOT NULL,
        edition integer NOT NULL,
        person_id {id} NOT NULL REFERENCES people (id),
        accepted_at {at} NOT NULL,
        PRIMARY KEY (organisation_id, programme, document, edition, person_id)
    )",
    // Sessions and resources of the organisation's own, beside those that come with the programme.
    "CREATE TABLE content_resources (
        id {id} PRIMARY KEY,
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        programme text NOT NULL,
        title text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('session', 'resource')),
        mix text NOT NULL CHECK (mix IN ('own-profession', 'multi-profession')),
        link text NOT NULL,
        themes {json} NOT NULL,
        entered_at {at} NOT NULL,
        entered_by {id} REFERENCES people (id),
        removed_at {at}
    )",
    "CREATE INDEX content_resources_by_organisation ON content_resources (organisation_id, programme)",
    "CREATE TABLE content_reviews (
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        programme text NOT NULL,
        reviewed_on {on} NOT NULL,
        note text NOT NULL,
        entered_at {at} NOT NULL,
        entered_by {id} REFERENCES people (id),
        PRIMARY KEY (organisation_id, programme, reviewed_on)
    )",
    // What the organisation itself thinks of a standard, beside its figure. The newest stands.
    "CREATE TABLE judgements (
        id {id} PRIMARY KEY,
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        standard_set text NOT NULL,
        number text NOT NULL,
        judgement text NOT NULL CHECK (judgement IN ('in-place', 'partly', 'not-in-place', 'open')),
        comment text NOT NULL,
        evidence text NOT NULL,
        judged_at {at} NOT NULL,
        judged_by {id} REFERENCES people (id)
    )",
    "CREATE INDEX judgements_by_standard ON judgements (organisation_id, standard_set, number, judged_at)",
    // Sets that an organisation measures itself by beside those of its programmes.
    "CREATE TABLE chosen_sets (
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        standard_set text NOT NULL,
        chosen_at {at} NOT NULL,
        chosen_by {id} REFERENCES people (id),
        PRIMARY KEY (organisation_id, standard_set)
    )",
];
