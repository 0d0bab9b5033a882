//! Reasons as sentences, in the programme's words for its people.

use super::explain::{Better, Circle, Obstacles, Reasons, Remedy, StoppedBy};
use super::judge::{Barrier, Preference};
use crate::ids::PersonId;
use crate::keys::{ProfessionKey, TransitionKey};

/// A noun, for one and for many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noun {
    pub one: String,
    pub many: String,
}

/// How the people and things of a matching are called.
pub struct Words<'a> {
    /// The programme's word for somebody who supports.
    pub supporter: Noun,
    pub profession: &'a dyn Fn(&ProfessionKey) -> Noun,
    pub transition: &'a dyn Fn(&TransitionKey) -> String,
    pub person: &'a dyn Fn(PersonId) -> String,
}

/// The person who is matched, as far as the sentences speak of them.
pub struct About<'a> {
    pub profession: Option<&'a ProfessionKey>,
    pub transition: Option<&'a TransitionKey>,
}

impl Words<'_> {
    /// Why the pair was chosen, in one sentence: “Asha Patel is also a physiotherapist, works at the same site and
    /// supports nobody else yet.”
    pub fn why(&self, about: &About<'_>, reasons: &Reasons) -> String {
        let mut parts = self.preferences(about, &reasons.preferences);
        let has = reasons.supports + reasons.shares;
        if parts.is_empty() {
            parts.push("is free to take somebody on, and nobody who would suit better is".to_owned());
        } else if has == 1 {
            parts.push("supports nobody else yet".to_owned());
        } else {
            parts.push(format!("will support {} people", number(has)));
        }
        format!("{} {}.", (self.person)(reasons.supporter), list(&parts, "and"))
    }

    /// What stopped the pairs that would have suited better, a sentence each.
    pub fn stopped(&self, about: &About<'_>, reasons: &Reasons) -> Vec<String> {
        reasons.better.iter().map(|better| self.better(about, better)).collect()
    }

    fn better(&self, about: &About<'_>, better: &Better) -> String {
        let name = (self.person)(better.supporter);
        let gains = list(&self.preferences(about, &better.gains), "and");
        let but = match &better.stopped_by {
            StoppedBy::Rule { rule } => rule.words(),
            StoppedBy::Taken { by } => {
                let names: Vec<String> = by.iter().map(|&person| (self.person)(person)).collect();
                let places = if by.len() == 1 { "has a place that goes" } else { "has places that go" };
                format!("{places} to {}: the whole cohort is better off", list(&names, "and"))
            }
            StoppedBy::Balance => "would have more people than others who have time".to_owned(),
        };
        format!("{name} {gains}, but {but}.")
    }

    fn preferences(&self, about: &About<'_>, preferences: &[Preference]) -> Vec<String> {
        let phrases = preferences.iter().filter_map(|preference| {
            Some(match preference {
                Preference::SameProfession => {
                    let profession = (self.profession)(about.profession?);
                    format!("is also {}", with_article(&profession.one))
                }
                Preference::SameTransition => {
                    format!("knows the change from experience ({})", (self.transition)(about.transition?))
                }
                Preference::SameDepartment => "works in the same department".to_owned(),
                Preference::SameSite => "works at the same site".to_owned(),
                Preference::BandAtOrAbove => "is at the same band or above".to_owned(),
                Preference::SeekerWished => "was asked for by name".to_owned(),
                Preference::SupporterWished => "would like to support with this".to_owned(),
            })
        });
        phrases.collect()
    }

    /// What stands in the way of somebody who got nobody: “Every physiotherapist trained for this already supports two
    /// people.”
    pub fn obstacles(&self, obstacles: &Obstacles) -> Vec<String> {
        let Some(profession) = &obstacles.profession else {
            return vec![self.circle(&obstacles.others, &self.supporter)];
        };
        let nouns = (self.profession)(profession);
        let mut sentences = Vec::new();
        if obstacles.same_profession.is_empty() {
            sentences.push(format!("There is no {} among the {}.", nouns.one, self.supporter.many));
        } else {
            sentences.push(self.circle(&obstacles.same_profession, &nouns));
        }
        if !obstacles.others.is_empty() {
            let others = Noun {
                one: format!("{} of another profession", self.supporter.one),
                many: format!("{} of other professions", self.supporter.many),
            };
            sentences.push(self.circle(&obstacles.others, &others));
        }
        sentences
    }

    fn circle(&self, circle: &Circle, nouns: &Noun) -> String {
        if circle.is_empty() {
            return format!("There are no {} here yet.", self.supporter.many);
        }
        let trained = circle.supporters - circle.untrained - circle.lapsed;
        let who =
            if trained == circle.supporters { nouns.one.clone() } else { format!("{} trained for this", nouns.one) };
        if trained > 0 && circle.full == trained {
            let held = match circle.held {
                Some((fewest, most)) if fewest == most => Barrier::Full { supports: most }.words(),
                _ => "already supports as many people as they can".to_owned(),
            };
            return if trained == 1 { format!("The only {who} {held}.") } else { format!("Every {who} {held}.") };
        }
        if trained > 0 && circle.taken == trained {
            return format!("Every place of {} goes to others in this matching.", with_article_or_each(&who, trained));
        }
        let parts = [
            (circle.full, "already supports as many people as they can", "already support as many people as they can"),
            (circle.taken, "has no place left after this matching", "have no place left after this matching"),
            (circle.untrained, "has not done the training", "have not done the training"),
            (circle.lapsed, "has training that is out of date", "have training that is out of date"),
            (circle.unavailable, "is not available in time", "are not available in time"),
            (circle.line_managers, "is the line manager", "are line managers"),
            (circle.ruled_out, "is ruled out", "are ruled out"),
        ];
        let parts: Vec<(u32, &str, &str)> = parts.into_iter().filter(|&(count, ..)| count > 0).collect();
        if let [(count, one, many)] = parts[..] {
            return match count {
                1 => format!("The only {} {one}.", nouns.one),
                _ => format!("All {} {} {many}.", number(count), nouns.many),
            };
        }
        let told: Vec<String> = parts
            .iter()
            .map(|&(count, one, many)| format!("{} {}", number(count), if count == 1 { one } else { many }))
            .collect();
        format!("Of {} {}, {}.", number(circle.supporters), nouns.many, list(&told, "and"))
    }

    /// What one could do, a sentence each, most promising first.
    pub fn remedies(&self, obstacles: &Obstacles) -> Vec<String> {
        obstacles.remedies.iter().map(|remedy| self.remedy(obstacles, remedy)).collect()
    }

    fn remedy(&self, obstacles: &Obstacles, remedy: &Remedy) -> String {
        let names = |supporters: &[PersonId]| {
            let names: Vec<String> = supporters.iter().map(|&person| (self.person)(person)).collect();
            list(&names, "or")
        };
        match remedy {
            Remedy::Allow { supporters } => format!("Allow {} after all.", names(supporters)),
            Remedy::RenewTraining { supporters } => {
                format!("Ask {} to renew the training: nothing else stands in the way.", names(supporters))
            }
            Remedy::Train { supporters } => format!("Ask {} to do the training.", names(supporters)),
            Remedy::AskWhen { supporters } => format!("Ask {} about being there in time.", names(supporters)),
            Remedy::OneMore { supporters } => {
                format!("Let {} take on one more, with a reason that shows in reports.", names(supporters))
            }
            Remedy::FindMore => match &obstacles.profession {
                Some(profession) => {
                    format!(
                        "Train another {} as {}.",
                        (self.profession)(profession).one,
                        with_article(&self.supporter.one)
                    )
                }
                None => format!("Train more {}.", self.supporter.many),
            },
        }
    }
}

fn with_article_or_each(who: &str, count: u32) -> String {
    if count == 1 { format!("the only {who}") } else { format!("every {who}") }
}

/// “a physiotherapist”, “an art therapist”.
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// “one” to “nine”, then figures, as the NHS service manual allows in running text.
pub fn number(count: u32) -> String {
    const SMALL: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    SMALL.get(count as usize).map_or_else(|| count.to_string(), |&word| word.to_owned())
}

/// “a, b and c”.
pub fn list(parts: &[String], last: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}
