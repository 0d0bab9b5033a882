//! Cohort matching: a proposal to look at, change and accept (D3).

pub(super) const TABLES: &[&str] = &[
    "CREATE TABLE matching_runs (
        id {id} PRIMARY KEY,
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        programme text NOT NULL,
        job_id {id} REFERENCES jobs (id),
        state text NOT NULL CHECK (state IN ('waiting', 'proposed', 'accepted', 'discarded')),
        created_by {id} NOT NULL REFERENCES people (id),
        created_at {at} NOT NULL,
        proposed_at {at},
        changed_at {at},
        accepted_at {at},
        summary {json}
    )",
    // One at a time, so that no two proposals spend the same places.
    "CREATE UNIQUE INDEX matching_runs_open ON matching_runs (organisation_id, programme)
        WHERE state IN ('waiting', 'proposed')",
    "CREATE INDEX matching_runs_by_organisation ON matching_runs (organisation_id, programme, created_at)",
    // A person of the cohort and whom the run gave them, with the reasons as data.
    "CREATE TABLE matching_lines (
        run_id {id} NOT NULL REFERENCES matching_runs (id),
        candidacy_id {id} NOT NULL REFERENCES candidacies (id),
        supporter_id {id} REFERENCES people (id),
        cost {count},
        fixed {flag} NOT NULL,
        excluded {flag} NOT NULL,
        reasons {json} NOT NULL,
        PRIMARY KEY (run_id, candidacy_id)
    )",
    "CREATE TABLE matching_bans (
        run_id {id} NOT NULL REFERENCES matching_runs (id),
        candidacy_id {id} NOT NULL REFERENCES candidacies (id),
        supporter_id {id} NOT NULL REFERENCES people (id),
        PRIMARY KEY (run_id, candidacy_id, supporter_id)
    )",
    // Supporters who get nobody in a run.
    "CREATE TABLE matching_left_out (
        run_id {id} NOT NULL REFERENCES matching_runs (id),
        supporter_id {id} NOT NULL REFERENCES people (id),
        PRIMARY KEY (run_id, supporter_id)
    )",
    // Whom somebody would like to be paired with, and whom not; a wish of the second kind is told to nobody.
    "CREATE TABLE pairing_wishes (
        person_id {id} NOT NULL REFERENCES people (id),
        other_person_id {id} NOT NULL REFERENCES people (id),
        family text NOT NULL,
        wish text NOT NULL CHECK (wish IN ('with', 'without')),
        stated_at {at} NOT NULL,
        PRIMARY KEY (person_id, other_person_id, family)
    )",
    "CREATE INDEX pairing_wishes_of_others ON pairing_wishes (other_person_id)",
];
