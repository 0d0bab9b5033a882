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
        accepted_at {at},
        summary {json}
    )",
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
];
