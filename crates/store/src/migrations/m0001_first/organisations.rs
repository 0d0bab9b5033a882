//! Organisations and what they belong to, as at a date (requirement A1). Nothing is ever deleted: bodies close.

pub(super) const TABLES: &[&str] = &[
    "CREATE TABLE organisations (
        id {id} PRIMARY KEY,
        code text NOT NULL UNIQUE,
        name text NOT NULL,
        name_search text NOT NULL,
        sector text NOT NULL,
        town text,
        postcode text,
        opened_on {on},
        closed_on {on},
        created_at {at} NOT NULL,
        CHECK (closed_on IS NULL OR opened_on IS NULL OR opened_on <= closed_on)
    )",
    // Systems (integrated care boards), regions, nations, health boards, clusters.
    "CREATE TABLE groupings (
        id {id} PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('system', 'region', 'nation', 'health-board', 'cluster')),
        code text NOT NULL,
        name text NOT NULL,
        opened_on {on},
        closed_on {on},
        UNIQUE (kind, code)
    )",
    "CREATE TABLE grouping_members (
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        grouping_id {id} NOT NULL REFERENCES groupings (id),
        started_on {on} NOT NULL,
        finished_on {on},
        PRIMARY KEY (organisation_id, grouping_id, started_on),
        CHECK (finished_on IS NULL OR started_on <= finished_on)
    )",
    "CREATE INDEX grouping_members_by_grouping ON grouping_members (grouping_id)",
    // Which body or grouping took over from which; many to many.
    "CREATE TABLE successions (
        noun text NOT NULL CHECK (noun IN ('organisation', 'system')),
        predecessor_code text NOT NULL,
        successor_code text NOT NULL,
        effective_on {on} NOT NULL,
        partial {flag} NOT NULL,
        PRIMARY KEY (noun, predecessor_code, successor_code)
    )",
];
