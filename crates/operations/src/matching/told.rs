//! Reasons told in a programme's words, with the names of people and professions.

use std::collections::HashMap;

use domain::ids::PersonId;
use domain::keys::{ProfessionKey, TransitionKey};
use domain::matching::words::{About, Noun, Words};
use domain::matching::{Obstacles, Reasons};
use domain::people;
use domain::programmes::Programme;

/// Tells the reasons of one programme's matching.
#[derive(Debug, Clone)]
pub struct Teller {
    supporter: Noun,
    names: HashMap<PersonId, String>,
}

/// Of whom the reasons are told.
#[derive(Debug, Clone, Copy)]
pub struct Whom<'a> {
    pub profession: Option<&'a ProfessionKey>,
    pub transition: Option<&'a TransitionKey>,
}

impl Teller {
    /// With the programme's words and the names of everybody who may be spoken of.
    pub fn new(programme: &Programme, names: HashMap<PersonId, String>) -> Self {
        let word = |key: &str| programme.words.say(key).to_owned();
        let supporter = Noun { one: word("supporter"), many: programme.words.plural("supporter").to_owned() };
        Self { supporter, names }
    }

    /// Why a pair was chosen, in one sentence.
    pub fn why(&self, whom: Whom<'_>, reasons: &Reasons) -> String {
        self.with_words(|words| words.why(&whom.about(), reasons))
    }

    /// What stopped better pairs, a sentence each.
    pub fn stopped(&self, whom: Whom<'_>, reasons: &Reasons) -> Vec<String> {
        self.with_words(|words| words.stopped(&whom.about(), reasons))
    }

    /// What stands in the way of somebody who got nobody, a sentence each.
    pub fn obstacles(&self, obstacles: &Obstacles) -> Vec<String> {
        self.with_words(|words| words.obstacles(obstacles))
    }

    /// What one could do about it, a sentence each.
    pub fn remedies(&self, obstacles: &Obstacles) -> Vec<String> {
        self.with_words(|words| words.remedies(obstacles))
    }

    /// A person's name.
    pub fn name(&self, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_else(|| self.supporter.one.clone())
    }

    fn with_words<T>(&self, say: impl FnOnce(&Words<'_>) -> T) -> T {
        say(&Words {
            supporter: self.supporter.clone(),
            profession: &profession,
            transition: &transition,
            person: &|person| self.name(person),
        })
    }
}

impl<'a> Whom<'a> {
    fn about(self) -> About<'a> {
        About { profession: self.profession, transition: self.transition }
    }
}

fn profession(key: &ProfessionKey) -> Noun {
    match people::profession(key) {
        Some(known) => Noun { one: known.one.clone(), many: known.many.clone() },
        None => Noun { one: key.as_str().replace('-', " "), many: key.as_str().replace('-', " ") },
    }
}

fn transition(key: &TransitionKey) -> String {
    people::transition(key).map_or_else(|| key.as_str().replace('-', " "), |known| known.name.clone())
}
