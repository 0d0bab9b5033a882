//! The tables of the first release, a file a room. Portable text; see `Engine::ddl` for the placeholders.

mod attendance;
mod choosing;
mod consents;
mod documents;
mod endings;
mod exceptions;
mod gathering;
mod governance;
mod joining;
mod journeys;
mod leave;
mod matching;
mod meetings;
mod messages;
mod organisations;
mod outsiders;
mod people;
mod plans;
mod preparing;
mod programmes;
mod reminding;
mod rotas;
mod running;
mod tailoring;
mod takeaway;
mod training;

/// All statements in an order in which every reference finds its table.
pub(super) fn statements() -> Vec<&'static str> {
    [
        organisations::TABLES,
        people::TABLES,
        programmes::TABLES,
        tailoring::TABLES,
        running::TABLES,
        joining::TABLES,
        journeys::TABLES,
        meetings::TABLES,
        attendance::TABLES,
        preparing::TABLES,
        outsiders::TABLES,
        consents::TABLES,
        documents::TABLES,
        matching::TABLES,
        rotas::TABLES,
        governance::TABLES,
        exceptions::TABLES,
        endings::TABLES,
        messages::TABLES,
        leave::TABLES,
        training::TABLES,
        choosing::TABLES,
        reminding::TABLES,
        takeaway::TABLES,
        gathering::TABLES,
        plans::TABLES,
    ]
    .concat()
}
