//! The author's guide says exactly what the reader of programmes reads (B1).

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::programmes::{SourceFile, compile, manual, sources};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/everything")
}

/// The made-up programme that uses every part at least once.
fn everything() -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut folders = vec![folder()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder()).unwrap().to_string_lossy().replace('\\', "/");
            files.push(SourceFile { name, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
    files
}

/// Changes of every kind; the address of the source does not matter here.
fn tailored() -> SourceFile {
    let kinds = [
        "expectation = 'signed'",
        "form = 'talk'\n[[changes.fields]]\nkey = 'x'",
        "length_months = 9",
        "participation = 'mandatory'",
        "theme = 'maps'",
        "word = 'supportee'",
        "time = 'supportee'",
        "who = 'guide'",
    ];
    let changes = kinds.map(|kind| format!("[[changes]]\n{kind}\n")).concat();
    SourceFile { name: "tailoring.toml".to_owned(), text: format!("[tailoring]\nnumber = 1\n{changes}") }
}

#[test]
fn the_programme_with_every_part_is_right() {
    if let Err(problems) = compile(&everything()) {
        panic!("{}", problems.iter().map(|problem| problem.shown() + "\n").collect::<String>());
    }
}

#[test]
fn req_b1_each_key_that_is_read_is_described_and_each_that_is_described_is_read() {
    let tailored = everything().into_iter().chain([tailored()]).collect();
    let files = sources().chain([everything(), tailored]);
    let read: BTreeSet<(String, &str)> = files.flat_map(|files| compile::keys_asked(&files)).collect();
    let mut described = BTreeSet::new();
    for part in manual::parts() {
        for name in part.names {
            described.extend(part.keys.iter().map(|key| ((*name).to_owned(), key.name)));
        }
    }
    let missing: Vec<_> = read.difference(&described).collect();
    assert!(
        missing.is_empty(),
        "read but not described; add lines in crates/domain/src/programmes/manual: {missing:?}"
    );
    let unread: Vec<_> = described.difference(&read).collect();
    assert!(
        unread.is_empty(),
        "described but never read; take it out, or use the part in tests/everything: {unread:?}"
    );
}

#[test]
fn req_b1_the_guide_prints_the_descriptions_of_today() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/programmes.md");
    let page = std::fs::read_to_string(path).unwrap();
    let printed = manual::printed(&page).expect("docs/programmes.md keeps its marks");
    assert!(page == printed, "docs/programmes.md is out of date: cargo run -p domain --example manual");
}
