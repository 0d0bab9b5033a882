//! Invariants of who depends on whom, read from the manifests and from what cargo resolved.

use std::collections::BTreeSet;
use std::process::Command;

use crate::tree;

/// A crate of the workspace with what it names under `[dependencies]`.
pub struct Member {
    name: String,
    dependencies: Vec<String>,
}

/// A crate that a checker is tried on.
pub fn sample(name: &str, dependencies: &[&str]) -> Member {
    Member { name: name.to_owned(), dependencies: dependencies.iter().map(|name| (*name).to_owned()).collect() }
}

/// Who may know whom, in the order of the house.
const FORWARD: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("documents", &["domain"]),
    ("operations", &["documents", "domain", "store"]),
    ("web", &["documents", "domain", "operations", "store"]),
    // The demo's world: only what anybody could do, in a year that it makes up.
    ("demo", &["domain", "operations", "store"]),
    ("app", &["demo", "documents", "domain", "operations", "store", "web"]),
    ("testkit", &["documents", "domain", "operations", "store", "web"]),
    ("xtask", &[]),
];

/// Libraries that only some crates may know.
const AT_HOME: &[(&str, &[&str])] = &[
    ("sea-orm", &["store", "testkit"]),
    ("chrono", &["store"]),
    ("axum", &["app", "web", "testkit"]),
    ("axum-extra", &["web"]),
    ("askama", &["web"]),
    ("lettre", &["operations"]),
    ("clap", &["app"]),
];

/// What is not pure: asynchronous, a database, the network or the web.
const IMPURE: &[&str] = &[
    "tokio",
    "async-std",
    "smol",
    "futures",
    "futures-util",
    "sqlx",
    "sea-orm",
    "rusqlite",
    "libsqlite3-sys",
    "hyper",
    "axum",
    "tower",
    "http",
    "reqwest",
    "mio",
    "rand",
    "getrandom",
];

/// The crates of the workspace.
pub fn workspace() -> Vec<Member> {
    let mut members = vec![member("xtask", &tree::read("xtask/Cargo.toml"))];
    for entry in std::fs::read_dir(tree::root().join("crates")).expect("the crates").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let manifest = tree::read(&format!("crates/{name}/Cargo.toml"));
        members.push(member(&name, &manifest));
    }
    members.sort_by(|one, other| one.name.cmp(&other.name));
    members
}

fn member(name: &str, manifest: &str) -> Member {
    let lines = section(manifest, "[dependencies]");
    let dependencies = lines.filter_map(|line| line.split(['.', ' ', '=']).next()).filter(|name| !name.is_empty());
    Member { name: name.to_owned(), dependencies: dependencies.map(str::to_owned).collect() }
}

fn section<'a>(manifest: &'a str, heading: &str) -> impl Iterator<Item = &'a str> {
    let after = manifest.lines().skip_while({
        let heading = heading.to_owned();
        move |line| *line != heading
    });
    after
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| line.starts_with(|c: char| c.is_alphanumeric()))
}

/// Dependencies against the direction of the house.
pub fn backward(members: &[Member]) -> Vec<String> {
    let ours: BTreeSet<&str> = FORWARD.iter().map(|(name, _)| *name).collect();
    let mut found = Vec::new();
    for member in members {
        let allowed = FORWARD.iter().find(|(name, _)| *name == member.name).map(|(_, allowed)| *allowed);
        let Some(allowed) = allowed else {
            found.push(format!("{} has no place in the house yet", member.name));
            continue;
        };
        let wrong =
            member.dependencies.iter().filter(|name| ours.contains(name.as_str()) && !allowed.contains(&name.as_str()));
        found.extend(wrong.map(|name| format!("{} → {name}", member.name)));
    }
    found
}

/// Libraries in crates that must not know them.
pub fn strangers(members: &[Member]) -> Vec<String> {
    let mut found = Vec::new();
    for member in members {
        for (library, homes) in AT_HOME {
            if member.dependencies.iter().any(|name| name == library) && !homes.contains(&member.name.as_str()) {
                found.push(format!("{} → {library}", member.name));
            }
        }
    }
    found
}

/// Entries of the workspace manifest without a word why.
pub fn without_a_reason(manifest: &str) -> Vec<String> {
    let mut silent = Vec::new();
    let mut inside = None;
    for line in manifest.lines().skip_while(|line| *line != "[workspace.dependencies]").skip(1) {
        if line.starts_with('[') {
            break;
        }
        let starts = line.starts_with(|c: char| c.is_ascii_alphanumeric());
        if starts {
            inside = line.split(['.', ' ', '=']).next().map(str::to_owned);
        }
        let opens = line.ends_with('[');
        if line.contains('#') || line.contains("path = ") {
            inside = None;
        } else if !opens && (starts || line.starts_with(']')) {
            silent.extend(inside.take());
        }
    }
    silent
}

/// What a crate of the workspace stands on, however deep, that is not pure; what only tests and build scripts use does
/// not count.
pub fn impure(root: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--edges=normal", "--prefix=none", "--format={lib}", "--package", root])
        .current_dir(tree::root())
        .output()
        .expect("cargo can be asked");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8_lossy(&output.stdout).replace('_', "-");
    let names: BTreeSet<&str> = names.lines().map(str::trim).collect();
    assert!(names.len() > 5, "{root} was not found");
    names.into_iter().filter(|name| IMPURE.contains(name)).map(str::to_owned).collect()
}
