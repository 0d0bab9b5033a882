//! Our component macros against the examples the design system ships: each example's parameters are given to our macro
//! and the HTML must be the same. Run by `cargo xtask fixtures`; the numbers may not fall below `tests/fixtures/floor.txt`.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

// The macros name `crate::components`, and here the crate is this test.
use web::components;

#[path = "fixtures/context.rs"]
mod context;
#[path = "fixtures/html.rs"]
mod html;
#[path = "fixtures/macros.rs"]
mod macros;

use context::Context;

#[derive(Default)]
struct Tally {
    same: usize,
    differ: usize,
    beyond: usize,
}

#[test]
fn components_agree_with_the_design_system() {
    let package =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/node_modules/nhsuk-frontend/dist/nhsuk/components");
    assert!(package.is_dir(), "The design system is not installed. Run `cargo xtask assets`.");
    let mut report = String::new();
    let mut differences = String::new();
    let mut totals = Tally::default();
    let mut counts = BTreeMap::new();
    for component in macros::COMPONENTS {
        let file = package.join(component).join("fixtures.json");
        let text = std::fs::read_to_string(&file).expect("the package has examples for each component");
        let examples: Value = serde_json::from_str(&text).expect("examples are JSON");
        let tally = compare(component, &examples, &mut differences);
        writeln!(
            report,
            "{component:22} {:3} agree, {:3} differ, {:3} use options we leave out",
            tally.same, tally.differ, tally.beyond
        )
        .expect("writing to a string");
        counts.insert((*component).to_owned(), tally.same);
        totals.same += tally.same;
        totals.differ += tally.differ;
        totals.beyond += tally.beyond;
    }
    if std::env::var_os("FIXTURES_SHOW").is_some() {
        say(&differences);
    }
    say(&report);
    say(&format!(
        "{} of {} examples of {} components agree; {} differ; {} use options we leave out.",
        totals.same,
        totals.same + totals.differ + totals.beyond,
        macros::COMPONENTS.len(),
        totals.differ,
        totals.beyond
    ));
    check_floor(&counts);
}

fn compare(component: &str, examples: &Value, differences: &mut String) -> Tally {
    let mut tally = Tally::default();
    for example in examples["fixtures"].as_array().into_iter().flatten() {
        let context = Context::new(&example["context"]);
        let ours = html::normalised(&macros::render(component, &context));
        let theirs = html::normalised(example["html"].as_str().unwrap_or_default());
        let unread = context.unread();
        if ours == theirs && unread.is_empty() {
            tally.same += 1;
        } else if !unread.is_empty() || content_is_outside(component, &context) {
            tally.beyond += 1;
        } else {
            tally.differ += 1;
            let name = example["name"].as_str().unwrap_or_default();
            writeln!(differences, "── {component}: {name}\n{}\nours:\n{ours}\ntheirs:\n{theirs}", example["context"])
                .expect("writing to a string");
        }
    }
    tally
}

/// Examples called with a block do not carry the block's content in their parameters.
fn content_is_outside(component: &str, context: &Context) -> bool {
    let takes_block = ["card", "details", "inset-text", "panel", "warning-callout", "notification-banner", "fieldset"];
    let given = ["text", "html", "description"].iter().any(|key| context.has(key));
    let named = ["button", "tag", "label", "legend", "hint", "error-message", "action-link", "back-link", "skip-link"];
    (takes_block.contains(&component) && !given)
        || (named.contains(&component) && !given && !context.has("heading"))
        || (component == "error-summary" && !context.has("description"))
        || (component == "summary-list" && !context.has("rows"))
}

fn check_floor(counts: &BTreeMap<String, usize>) {
    let floor = include_str!("fixtures/floor.txt");
    for line in floor.lines().filter(|line| !line.starts_with('#')) {
        let Some((component, least)) = line.split_once(' ') else { continue };
        let least: usize = least.trim().parse().expect("the floor is a number");
        let now = counts.get(component).copied().unwrap_or_default();
        assert!(now >= least, "{component}: only {now} examples agree, {least} did before");
    }
}

#[expect(clippy::print_stdout, reason = "`cargo xtask fixtures` shows it")]
fn say(text: &str) {
    println!("{text}");
}
