//! Rotas: somebody to turn to on the day, by place and profession (S2).

use crate::keys::RotaKey;

/// A rota that a programme asks organisations to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rota {
    pub key: RotaKey,
    pub name: String,
    pub what: String,
    /// What people ask of it: “Who is it today?”
    pub question: String,
    /// By what it tells people apart; empty: one for the whole organisation.
    pub per: Vec<RotaPer>,
}

impl Rota {
    /// Does it have somebody for each of these?
    pub fn is_per(&self, per: RotaPer) -> bool {
        self.per.contains(&per)
    }
}

/// By what a rota tells people apart. A fixed list: programmes choose from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RotaPer {
    Place,
    Profession,
}
