//! Every sentence on a page comes from the words files: every key that templates and pages use exists, with the values it
//! is given, and no template has text of its own.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Text in templates that is not a sentence: signs.
const SIGNS: &[&str] = &[
    "·", "–", "→", "←", "×", "/", "…", "•", "|", "(", ")", ":", ",", ".", "%", "?", "&ctdot;", "&nbsp;", "&middot;",
    ";",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The messages of a words file with the values each takes.
fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" =")
            && line.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            current = key.to_owned();
            found.entry(current.clone()).or_default();
        }
        let mut rest = line;
        while let Some(at) = rest.find('$') {
            rest = &rest[at + 1..];
            let name: String =
                rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect();
            found.entry(current.clone()).or_default().insert(name);
        }
    }
    found
}

fn english() -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for file in files(&root().join("words/en"), "ftl") {
        for (key, values) in messages(&fs::read_to_string(&file).expect("readable")) {
            assert!(
                all.insert(key.clone(), values).is_none(),
                "{key} stands twice, the second time in {}",
                file.display()
            );
        }
    }
    all
}

/// What stands in the quotes after each occurrence of `before`.
fn quoted_after<'a>(text: &'a str, before: &str) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(before) {
        rest = &rest[at + before.len()..];
        if let Some(end) = rest.find('"') {
            found.push((&rest[..end], &rest[end + 1..]));
        }
    }
    found
}

#[test]
fn every_sentence_that_a_page_asks_for_exists() {
    let words = english();
    let mut missing = Vec::new();
    for file in files(&root().join("templates"), "html").into_iter().chain(files(&root().join("src"), "rs")) {
        if file.ends_with("words.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("readable");
        // A programme's own words have keys of one word: "programme".
        for (key, _) in quoted_after(&text, ".say(\"").into_iter().filter(|(key, _)| key.contains('-')) {
            if !words.contains_key(key) {
                missing.push(format!("{}: {key}", file.display()));
            }
        }
        for (key, after) in quoted_after(&text, ".with(\"") {
            let Some(takes) = words.get(key) else {
                missing.push(format!("{}: {key}", file.display()));
                continue;
            };
            // The list of values, when it is written out there.
            let list = after.trim_start_matches([',', ' ', '\n', '&']);
            let list = if list.starts_with('[') { list.split(']').next().unwrap_or_default() } else { "" };
            let given: BTreeSet<String> =
                quoted_after(list, "(\"").into_iter().map(|(name, _)| name.to_owned()).collect();
            for value in takes.iter().filter(|_| !given.is_empty()) {
                if !given.contains(value) {
                    missing.push(format!("{}: {key} without its value ${value}", file.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "Words that no file in words/en has:\n{}", missing.join("\n"));
}

#[test]
fn no_template_has_a_sentence_of_its_own() {
    let mut found = Vec::new();
    for file in files(&root().join("templates"), "html") {
        let text = fs::read_to_string(&file).expect("readable");
        for literal in literals(&text) {
            found.push(format!("{}: “{literal}”", file.display()));
        }
    }
    assert!(found.is_empty(), "Text that belongs into words/en:\n{}", found.join("\n"));
}

/// What a template says between its tags, and in attributes that people hear or see, without what expressions say.
fn literals(template: &str) -> Vec<String> {
    let plain = without(&without(&without(template, "{#", "#}"), "{%", "%}"), "{{", "}}");
    // What one types at a command line is the same in every language.
    let plain = without(&without(&plain, "<script", "</script>"), "<code", "</code>");
    let mut found = Vec::new();
    for attribute in ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\""] {
        for (value, _) in quoted_after(&plain, attribute) {
            found.push(value.to_owned());
        }
    }
    found.extend(without(&plain, "<", ">").split(['\u{1}', '\n']).map(str::to_owned));
    found.retain(|text| {
        if is_attribute(text.trim()) {
            return false;
        }
        let mut rest = text.replace('\u{1}', " ");
        for sign in SIGNS {
            rest = rest.replace(sign, " ");
        }
        rest.chars().any(char::is_alphabetic)
    });
    found.iter().map(|text| text.trim().to_owned()).collect()
}

/// `fill="url(`: what a macro writes inside somebody else's tag.
fn is_attribute(text: &str) -> bool {
    text.split_once("=\"").is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
}

/// The text with everything from `start` to `end` taken out, a mark in its place.
fn without(text: &str, start: &str, end: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(start) {
        out.push_str(&rest[..at]);
        out.push('\u{1}');
        rest = match rest[at..].find(end) {
            Some(length) => &rest[at + length + end.len()..],
            None => "",
        };
    }
    out + rest
}

#[test]
fn the_scan_sees_what_it_looks_for() {
    assert_eq!(literals("<p>{{ w.say(\"a\") }} · Hello</p>"), ["· Hello"]);
    assert_eq!(literals("<a aria-label=\"Home\" href=\"/x\">{{ t }}</a>"), ["Home"]);
    assert!(literals("{# a note #}<p class=\"x\">{% if a %}{{ b }}{% endif %}</p>").is_empty());
    let words =
        messages("# note\na-b = One { $count } and { $name }\n    more { $x ->\n   *[other] many\n    }\nc = Two\n");
    assert_eq!(words["a-b"].iter().map(String::as_str).collect::<Vec<_>>(), ["count", "name", "x"]);
    assert!(words["c"].is_empty());
}
