//! Who is there on which day (S2): one person for a place and a profession, and who stands in.

pub(super) const TABLES: &[&str] = &[
    // `place` is a site of the organisation, `profession` a profession; empty: the whole organisation, every profession.
    "CREATE TABLE rota_turns (
        organisation_id {id} NOT NULL REFERENCES organisations (id),
        programme text NOT NULL,
        rota text NOT NULL,
        place text NOT NULL,
        profession text NOT NULL,
        on_day {on} NOT NULL,
        person_id {id} NOT NULL REFERENCES people (id),
        cover_person_id {id} REFERENCES people (id),
        named_at {at} NOT NULL,
        named_by {id} REFERENCES people (id),
        PRIMARY KEY (organisation_id, programme, rota, place, profession, on_day),
        CHECK (cover_person_id IS NULL OR cover_person_id <> person_id)
    )",
    "CREATE INDEX rota_turns_by_person ON rota_turns (person_id)",
];
