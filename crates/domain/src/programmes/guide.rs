//! Guides through a conversation: movements with questions to choose from (O1, O5).

use crate::keys::{GuideKey, MovementKey};

/// A guide through a conversation, or a series of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    pub key: GuideKey,
    pub name: String,
    pub intro: String,
    /// In the order in which a conversation usually goes; one may go back.
    pub movements: Vec<Movement>,
}

impl Guide {
    /// The movement with its number, counted from 1, and its neighbours.
    pub fn at(&self, key: &MovementKey) -> Option<At<'_>> {
        let index = self.movements.iter().position(|movement| movement.key == *key)?;
        Some(At {
            number: index + 1,
            movement: &self.movements[index],
            before: index.checked_sub(1).and_then(|before| self.movements.get(before)),
            after: self.movements.get(index + 1),
        })
    }
}

/// A stretch of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    pub key: MovementKey,
    pub name: String,
    /// What it is for, in a sentence.
    pub what: String,
    /// To choose from; nobody has to ask them all.
    pub questions: Vec<String>,
}

/// A movement in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<'g> {
    /// From 1.
    pub number: usize,
    pub movement: &'g Movement,
    pub before: Option<&'g Movement>,
    pub after: Option<&'g Movement>,
}
