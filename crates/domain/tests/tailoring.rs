//! Tailoring (B3): an organisation changes what the source leaves open, and nothing else; it is said where.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::programmes::tailoring::{Draft, DraftChange, FILE, Of, Says, Typed, Written, departures};
use domain::programmes::{Gives, Onlooker, Participation, Problem, Programme, SourceFile, compile};

fn source() -> Vec<SourceFile> {
    let file = |name: &str, text: &str| SourceFile { name: name.to_owned(), text: text.to_owned() };
    vec![
        file("programme.toml", include_str!("everything/programme.toml")),
        file("forms/talk.toml", include_str!("everything/forms/talk.toml")),
    ]
}

/// A change as the page sends it: `key` a word, `#key` a number, all from one field of the page.
fn change(field: &str, keys: &[(&'static str, &str)]) -> DraftChange {
    let typed = |key: &'static str, value: &str| match key.strip_prefix('#') {
        Some(number) => (number, Typed::Number(value.to_owned()), field.to_owned()),
        None if key == "choices" => (key, Typed::Choices(value.to_owned()), field.to_owned()),
        None => (key, Typed::Text(value.to_owned()), field.to_owned()),
    };
    let table = if keys.iter().any(|(key, _)| *key == "key") { "changes.fields" } else { "changes" };
    DraftChange { table, keys: keys.iter().map(|(key, value)| typed(key, value)).collect() }
}

fn draft(changes: Vec<DraftChange>) -> Draft {
    let of = compile(&source()).unwrap().hash;
    Draft { of, number: 1, why: "People asked for it.".to_owned(), consulted: "The walkers.".to_owned(), changes }
}

fn tailored(source: Vec<SourceFile>, draft: &Draft) -> (Written, Result<Programme, Vec<Problem>>) {
    let written = draft.write();
    let mut files = source;
    files.push(SourceFile { name: FILE.to_owned(), text: written.text.clone() });
    (written, compile(&files))
}

fn said(result: Result<Programme, Vec<Problem>>, written: &Written) -> Vec<String> {
    let problems = result.expect_err("something is wrong");
    problems
        .iter()
        .map(|problem| format!("{}: {} {}", written.field_of(problem), problem.what, problem.remedy))
        .collect()
}

#[test]
fn req_b3_what_is_open_changes_and_the_departures_say_so() {
    let before = compile(&source()).unwrap();
    let (_, after) = tailored(
        source(),
        &draft(vec![
            change("months", &[("expectation", "monthly-talk"), ("#months", "2")]),
            change("days", &[("expectation", "known"), ("#offset", "20")]),
            change("q", &[("form", "talk"), ("heading", "Asked here")]),
            change(
                "q",
                &[("key", "mood"), ("label", "How was \"it\"?"), ("kind", "choice"), ("choices", "Good\n\nBad")],
            ),
            change("length", &[("#length_months", "9")]),
            change("participation", &[("participation", "mandatory")]),
            change("theme", &[("theme", "birds"), ("name", "Birds")]),
            change("theme", &[("theme", "maps"), ("left_out", "yes")]),
            change("word", &[("word", "supportee"), ("one", "rambler"), ("many", "ramblers"), ("a", "a rambler")]),
            change("time", &[("time", "supportee"), ("#hours_a_month", "4")]),
            change("sharing", &[("who", "guide"), ("item", "meeting-record"), ("gives", "summary")]),
        ]),
    );
    let after = after.unwrap();
    assert_ne!(before.hash, after.hash);
    assert_eq!(after.version, "1.1");
    assert_eq!(after.words.plural("supportee"), "ramblers");
    assert_eq!(after.length.months, Some(9));
    assert_eq!(after.offering.participation, Participation::Mandatory);
    let guide = Onlooker::Party(domain::programmes::Party::Role("guide".parse().unwrap()));
    assert_eq!(after.sharing.gives(&guide, &"meeting-record".parse().unwrap()), Gives::Summary);
    let tailored = after.tailored.as_ref().unwrap();
    assert_eq!((tailored.of.clone(), tailored.why.as_str()), (before.hash.clone(), "People asked for it."));
    assert_eq!(tailored.departures, departures(&before, &after));
    let list: Vec<String> =
        tailored.departures.iter().map(|it| format!("{:?}: {:?} → {:?}", it.of, it.source, it.here)).collect();
    insta::assert_snapshot!(list.join("\n"));
    assert!(departures(&before, &before).is_empty());
}

#[test]
fn req_b3_each_mistake_is_told_beside_the_field_that_caused_it() {
    let (written, result) = tailored(
        source(),
        &draft(vec![
            change("months", &[("expectation", "monthly-talk"), ("#months", "twelve")]),
            change("minutes", &[("expectation", "monthly-talk"), ("#minutes", "10"), ("#days", "3")]),
            change("word", &[("word", "walkers"), ("one", ""), ("many", "x"), ("a", "y")]),
            change("time", &[("time", "supportee"), ("#least_hours_a_year", "2")]),
            change("sharing", &[("who", "warden"), ("item", "meeting-record"), ("gives", "read")]),
            change("q", &[("form", "talk")]),
            change("q-label", &[("key", "about"), ("label", "Again?"), ("kind", "text")]),
        ]),
    );
    insta::assert_snapshot!(said(result, &written).join("\n"));
}

#[test]
fn req_b3_what_counts_for_a_standard_may_only_ask_more() {
    let first = |days: &str| draft(vec![change("days", &[("expectation", "first-talk"), ("#offset", days)])]);
    let (written, later) = tailored(source(), &first("10"));
    let told = said(later, &written);
    assert_eq!(
        told,
        [
            "days: This counts for nhse-ahp/5.3, which asks no less than the source does. Write 6, or a number that asks more."
        ]
    );
    let earlier = tailored(source(), &first("4")).1.unwrap();
    let changed = &earlier.tailored.as_ref().unwrap().departures;
    assert!(matches!(changed[0].of, Of::Rhythm { .. }));
    assert_eq!((changed[0].source.clone(), changed[0].here.clone()), (Some(Says::Number(6)), Some(Says::Number(4))));
}

#[test]
fn req_b3_what_the_source_fixes_is_refused() {
    let mut fixed = source();
    let open = fixed[0].text.find("[open]").unwrap();
    fixed[0].text.truncate(open);
    let mut draft = draft(vec![
        change("months", &[("expectation", "monthly-talk"), ("#months", "2")]),
        change("length", &[("#length_months", "9")]),
        change("participation", &[("participation", "mandatory")]),
        change("theme", &[("theme", "birds"), ("name", "Birds")]),
        change("word", &[("word", "supportee"), ("one", "x"), ("many", "x"), ("a", "x")]),
        change("time", &[("time", "supportee"), ("#hours_a_month", "4")]),
        change("sharing", &[("who", "guide"), ("item", "meeting-record"), ("gives", "summary")]),
        change("q", &[("form", "talk")]),
        change("q", &[("key", "mood"), ("label", "How?"), ("kind", "text")]),
    ]);
    draft.of = compile(&fixed).unwrap().hash;
    let (written, result) = tailored(fixed, &draft);
    let told = said(result, &written);
    assert_eq!(told.len(), 8, "{told:#?}");
    assert!(told.iter().all(|line| line.contains("The source does not leave")), "{told:#?}");
}

#[test]
fn req_b3_changes_for_another_version_of_the_source_are_refused() {
    let mut newer = source();
    newer[0].text.push_str("\n# a later edition\n");
    let (written, result) = tailored(newer, &draft(vec![change("length", &[("#length_months", "9")])]));
    assert!(said(result, &written)[0].contains("another version of the source"));
}
