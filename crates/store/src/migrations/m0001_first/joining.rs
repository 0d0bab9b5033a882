//! Who may be owed a programme, and what became of it (C1, C2). Always in exactly one state that a lead can count.

pub(super) const TABLES: &[&str] = &[
    // recognised: the import or the person brought it up, nobody decided yet · requested: the person asked, an answer
    // is owed · offered · accepted: waiting for a supporter · declined · set-aside: not now, with a reason ·
    // refused: a request answered with no, with a reason · matched: a journey exists · withdrawn: left before it began
    "CREATE TABLE candidacies (
        id {id} PRIMARY KEY,
        person_id {id} NOT NULL REFERENCES people (id),
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        post_id {id} NOT NULL REFERENCES posts (id),
        programme text NOT NULL,
        profession text,
        transition text,
        starts_on {on} NOT NULL,
        state text NOT NULL CHECK (state IN ('recognised', 'requested', 'offered', 'accepted', 'declined',
            'set-aside', 'refused', 'matched', 'withdrawn')),
        state_since {at} NOT NULL,
        state_reason text,
        before text CHECK (before IN ('recognised', 'requested', 'offered', 'accepted', 'declined', 'refused')),
        origin text NOT NULL CHECK (origin IN ('import', 'request', 'lead')),
        recognised_at {at} NOT NULL,
        requested_at {at},
        request_answered_at {at},
        offered_at {at},
        seen_at {at},
        answered_at {at},
        created_at {at} NOT NULL,
        UNIQUE (post_id, programme),
        CHECK ((before IS NOT NULL) = (state = 'set-aside'))
    )",
    "CREATE INDEX candidacies_by_organisation ON candidacies (organisation_id, programme, state, starts_on)",
    "CREATE INDEX candidacies_by_person ON candidacies (person_id)",
    // Opens one offer and nothing else, for somebody who cannot sign in yet (C3). Only the secret's hash is here; a new
    // offer, and every reminder of it, makes a new link beside the old ones.
    "CREATE TABLE offer_links (
        secret_hash text PRIMARY KEY,
        candidacy_id {id} NOT NULL REFERENCES candidacies (id),
        created_at {at} NOT NULL,
        expires_at {at} NOT NULL
    )",
    "CREATE INDEX offer_links_by_candidacy ON offer_links (candidacy_id)",
    // A supporter's own account of what they bring (D1), for a family of programmes.
    "CREATE TABLE supporter_profiles (
        person_id {id} NOT NULL REFERENCES people (id),
        family text NOT NULL,
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        at_once integer NOT NULL CHECK (at_once >= 0),
        available_from {on},
        available_until {on},
        transitions {json} NOT NULL,
        sites {json} NOT NULL,
        prefers {json} NOT NULL,
        likes text NOT NULL,
        updated_at {at} NOT NULL,
        updated_by {id} REFERENCES people (id),
        PRIMARY KEY (person_id, family)
    )",
    "CREATE INDEX supporter_profiles_by_organisation ON supporter_profiles (organisation_id, family)",
];
