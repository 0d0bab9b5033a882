//! Reflections, and models of prompts to choose from (G1). The models are data; none is named in code.

use std::sync::LazyLock;

use serde::Deserialize;

/// The longest title, in letters.
pub const TITLE_LETTERS: usize = 120;

/// The longest answer to a prompt, in letters.
pub const ANSWER_LETTERS: usize = 10_000;

/// A model of prompts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    pub key: String,
    pub name: String,
    /// Whose idea it is; may be empty.
    pub after: String,
    /// What it is good for.
    pub what: String,
    pub prompts: Vec<Prompt>,
}

/// A question of a model.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    pub key: String,
    pub ask: String,
    #[serde(default)]
    pub hint: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    models: Vec<Model>,
}

static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("models.toml")).expect("a test reads the file that ships");
    file.models
});

/// The models that ship, in their order.
pub fn models() -> &'static [Model] {
    &MODELS
}

/// The model of a key.
pub fn model(key: &str) -> Option<&'static Model> {
    models().iter().find(|model| model.key == key)
}

/// Why what was written is not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("the title is too long")]
    TitleTooLong,
    #[error("an answer is too long")]
    TooLong,
}

/// May this text stand for a prompt, or as the title (`prompt`: none)?
///
/// # Errors
/// It is too long.
pub fn check(prompt: Option<&Prompt>, text: &str) -> Result<(), Wrong> {
    let letters = text.chars().count();
    match prompt {
        None if letters > TITLE_LETTERS => Err(Wrong::TitleTooLong),
        Some(_) if letters > ANSWER_LETTERS => Err(Wrong::TooLong),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn req_G1_there_are_several_models_and_each_asks_something_once() {
        assert!(models().len() >= 5);
        let keys: BTreeSet<&str> = models().iter().map(|model| model.key.as_str()).collect();
        assert_eq!(keys.len(), models().len());
        for model in models() {
            let prompts: BTreeSet<&str> = model.prompts.iter().map(|prompt| prompt.key.as_str()).collect();
            assert!(!prompts.is_empty() && prompts.len() == model.prompts.len(), "{}", model.key);
            assert!(!prompts.contains("title"), "the title is asked for every time");
        }
    }
}
