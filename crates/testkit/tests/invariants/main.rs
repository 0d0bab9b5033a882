//! The invariants of the house (ARCHITECTURE.md), each checked over the whole tree, and each checker shown to go red
//! on a bad sample.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod crates;
mod lines;
mod tree;

use lines::{RULES, Rule};
use tree::SourceFile;

fn rule(name: &str) -> &'static Rule {
    RULES.iter().find(|rule| rule.name == name).expect("a rule of that name")
}

fn holds(name: &str) {
    let rule = rule(name);
    let findings: Vec<String> = tree::all().iter().flat_map(|file| rule.findings(file)).collect();
    assert!(findings.is_empty(), "{}\n{}", rule.because, findings.join("\n"));
}

macro_rules! invariants {
    ($($name:ident),+ $(,)?) => {$(
        #[test]
        fn $name() {
            holds(stringify!($name));
        }
    )+};
}

invariants! {
    entities_stay_inside_store,
    only_operations_opens_a_write_transaction,
    web_holds_no_sql_and_no_transaction,
    only_store_speaks_to_the_database_library,
    only_app_reads_the_environment,
    no_programme_and_no_role_is_named_in_code,
    one_file_names_a_database_engine,
    a_page_never_waits_for_the_mail_server,
    no_machine_and_no_registry_is_named,
    nothing_is_left_open,
}

#[test]
fn every_rule_goes_red_on_a_bad_sample_and_stays_green_on_a_good_one() {
    for rule in RULES {
        let (path, bad) = rule.bad;
        let red = rule.findings(&SourceFile::sample(path, bad));
        assert!(!red.is_empty(), "{} accepts {bad:?} in {path}", rule.name);
        let (path, good) = rule.good;
        let green = rule.findings(&SourceFile::sample(path, good));
        assert!(green.is_empty(), "{} refuses {good:?} in {path}: {green:?}", rule.name);
    }
}

#[test]
fn every_rule_has_its_test() {
    let tests = include_str!("main.rs");
    for rule in RULES {
        assert!(tests.contains(&format!("    {},\n", rule.name)), "{} is never checked", rule.name);
    }
}

#[test]
fn no_file_is_longer_than_a_room() {
    let long: Vec<String> = tree::all().iter().filter_map(too_long).collect();
    assert!(long.is_empty(), "A file of 600 lines is several rooms:\n{}", long.join("\n"));
}

fn too_long(file: &SourceFile) -> Option<String> {
    let lines = file.text.lines().count();
    let written = [".rs", ".html", ".mjs", ".js", ".scss", ".ftl"].iter().any(|end| file.path.ends_with(end));
    (written && lines >= 600).then(|| format!("{}: {lines} lines", file.path))
}

#[test]
fn a_long_file_is_found() {
    assert!(too_long(&SourceFile::sample("crates/web/src/long.rs", &"\n".repeat(600))).is_some());
    assert!(too_long(&SourceFile::sample("crates/web/src/short.rs", &"\n".repeat(599))).is_none());
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> = tree::all().iter().filter_map(silent).collect();
    assert!(silent.is_empty(), "A module begins with a sentence on what it is for:\n{}", silent.join("\n"));
}

fn silent(file: &SourceFile) -> Option<String> {
    (file.path.ends_with(".rs") && !file.text.starts_with("//!")).then(|| file.path.clone())
}

#[test]
fn a_silent_module_is_found() {
    assert!(silent(&SourceFile::sample("crates/web/src/a.rs", "pub fn a() {}")).is_some());
    assert!(silent(&SourceFile::sample("crates/web/src/a.rs", "//! Says why.\npub fn a() {}")).is_none());
}

#[test]
fn every_dependency_says_why() {
    let manifest = tree::read("Cargo.toml");
    let silent = crates::without_a_reason(&manifest);
    assert!(silent.is_empty(), "A line in the workspace manifest says why each is there: {silent:?}");
}

#[test]
fn a_dependency_without_a_reason_is_found() {
    let manifest = "[workspace.dependencies]\nstore = { path = \"crates/store\" }\ncsv = \"1\" # lists\nrand = \"1\"\n";
    assert_eq!(crates::without_a_reason(manifest), ["rand"]);
}

#[test]
fn crates_depend_forward_only() {
    let backward = crates::backward(&crates::workspace());
    assert!(backward.is_empty(), "domain ← store ← operations ← web ← app: {backward:?}");
}

#[test]
fn a_backward_dependency_is_found() {
    let backward = crates::backward(&[crates::sample("store", &["operations", "domain"])]);
    assert_eq!(backward, ["store → operations"]);
}

#[test]
fn each_library_has_its_crate() {
    let strangers = crates::strangers(&crates::workspace());
    assert!(strangers.is_empty(), "A library is known to the crates that it belongs to: {strangers:?}");
}

#[test]
fn a_library_in_the_wrong_crate_is_found() {
    assert_eq!(crates::strangers(&[crates::sample("web", &["lettre", "axum"])]), ["web → lettre"]);
    assert_eq!(crates::strangers(&[crates::sample("operations", &["sea-orm"])]), ["operations → sea-orm"]);
}

#[test]
fn domain_depends_on_no_async_database_or_web_crate() {
    let impure = crates::impure("domain");
    assert!(impure.is_empty(), "The rules are pure: {impure:?}");
}

#[test]
fn an_impure_crate_is_found() {
    assert!(crates::impure("store").iter().any(|name| name == "tokio"));
}

#[test]
fn lock_files_of_npm_name_no_host() {
    let named: Vec<String> = tree::all()
        .iter()
        .filter(|file| file.path.ends_with("package-lock.json") && file.text.contains("\"resolved\""))
        .map(|file| file.path.clone())
        .collect();
    assert!(named.is_empty(), "Add omit-lockfile-registry-resolved=true to .npmrc beside {named:?}");
}
