//! What was promised last time, line by line, each with a tick.

use crate::forms::Form;
use crate::keys::FieldKey;

/// Where a record keeps which of last time's promises were kept: an answer beside those of the form.
pub fn promises_kept_key() -> FieldKey {
    "promises-kept".parse().expect("a valid key")
}

/// The question whose last answer is a list of promises: the first that looks back on another question, which was
/// answered.
pub fn promised_field(form: &Form, was_answered: impl Fn(&FieldKey) -> bool) -> Option<FieldKey> {
    let looks_back = form.fields().filter_map(|field| field.recalls.as_ref().filter(|key| **key != field.key));
    looks_back.into_iter().find(|key| was_answered(key)).cloned()
}

/// The promises in a text: its lines, without bullets and empty ones.
pub fn promises_of(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.trim_start_matches(['-', '*', '•', '–', ' ', '\t']).trim())
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_promise() {
        let text = "- Shadow the hand clinic\n\n• Read the splinting guide \nTalk to Rhys";
        assert_eq!(promises_of(text), ["Shadow the hand clinic", "Read the splinting guide", "Talk to Rhys"]);
        assert!(promises_of(" \n ").is_empty());
    }
}
