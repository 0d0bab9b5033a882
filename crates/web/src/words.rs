//! The sentences people read, by key, from the Fluent files under `words/<language>/`. The words a programme has for its
//! own things (who supports whom, what a meeting is called) come from the programme and are passed in as values.

use std::fmt::Display;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

#[derive(RustEmbed)]
#[folder = "words"]
struct Files;

static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::read("en", "en-GB"));

/// The words of one language. Copied freely: templates hold it as `w`.
#[derive(Clone, Copy)]
pub struct Words(&'static Language);

impl Words {
    pub fn english() -> Self {
        Self(&ENGLISH)
    }

    /// The language as a page states it: `en`.
    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// The sentence of a key. A key that no file has is shown in brackets, and a test finds it.
    pub fn say(self, key: &str) -> String {
        self.0.message(key, None)
    }

    /// The sentence of a key with its values: `w.with("meeting-due", &[("date", date.as_str())])`. A whole number may
    /// choose between forms (`{ $count -> [one] … *[other] … }`).
    pub fn with<'k, V: Display>(self, key: &str, values: impl AsRef<[(&'k str, V)]>) -> String {
        let values = values.as_ref();
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, plain_or_number(value.to_string()));
        }
        self.0.message(key, Some(&args))
    }
}

struct Language {
    code: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Language {
    fn read(code: &'static str, tag: &str) -> Self {
        let language: LanguageIdentifier = tag.parse().expect("the tags are written here, and are language tags");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Marks that isolate left-to-right from right-to-left text are not needed by English and Welsh, and would end up
        // in what people copy.
        bundle.set_use_isolating(false);
        for name in Files::iter().filter(|name| name.starts_with(&format!("{code}/"))) {
            let Some(file) = Files::get(&name) else { continue };
            let text = String::from_utf8_lossy(&file.data).into_owned();
            let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, problems)| {
                tracing::error!(file = %name, ?problems, "a words file could not be read in full");
                resource
            });
            if let Err(problems) = bundle.add_resource(resource) {
                tracing::error!(file = %name, ?problems, "a words file repeats a key");
            }
        }
        Self { code, bundle }
    }

    fn message(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, "no words for this key");
            return format!("[{key}]");
        };
        let mut problems = Vec::new();
        let sentence = self.bundle.format_pattern(pattern, args, &mut problems);
        if !problems.is_empty() {
            tracing::error!(key, ?problems, "words that lack a value");
        }
        sentence.into_owned()
    }
}

/// A whole number is passed as one, so that a sentence can choose its plural; it prints as it was written.
fn plain_or_number(value: String) -> FluentValue<'static> {
    match value.parse::<i32>() {
        Ok(number) if number.to_string() == value => FluentValue::from(number),
        _ => FluentValue::from(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_takes_its_values_and_its_plural() {
        let w = Words::english();
        assert_eq!(w.with("count-results", [("count", 1)]), "1 result");
        assert_eq!(w.with("count-results", [("count", "12")]), "12 results");
    }

    #[test]
    fn a_missing_key_is_seen() {
        assert_eq!(Words::english().say("no-such-key"), "[no-such-key]");
    }

    #[test]
    fn a_number_that_is_a_name_stays_as_it_was_written() {
        assert!(matches!(plain_or_number("007".to_owned()), FluentValue::String(_)));
    }
}
