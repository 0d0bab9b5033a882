//! Programmes as data (B1): the shipped ones compile, and mistakes are found all at once, each with its remedy.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::programmes::{Problem, SourceFile, compile, shipped, sources};

fn england() -> Vec<SourceFile> {
    sources().next().unwrap()
}

fn problems(change: impl Fn(&mut Vec<SourceFile>)) -> Vec<Problem> {
    let mut files = england();
    change(&mut files);
    compile(&files).expect_err("the files were spoilt")
}

fn replaced(files: &mut [SourceFile], file: &str, from: &str, to: &str) {
    let file = files.iter_mut().find(|f| f.name == file).unwrap();
    assert!(file.text.contains(from), "the file no longer holds {from}");
    file.text = file.text.replacen(from, to, 1);
}

#[test]
fn every_shipped_programme_compiles() {
    for files in sources() {
        if let Err(problems) = compile(&files) {
            let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", list.join("\n"));
        }
    }
    assert_eq!(shipped().all().count(), sources().count());
}

#[test]
fn req_b1_an_unknown_key_is_refused_with_line_and_remedy() {
    let found = problems(|files| replaced(files, "programme.toml", "at_once = 2", "at_onse = 2"));
    assert_eq!(found.len(), 1, "{found:?}");
    let line = england()[0].text.lines().position(|line| line.starts_with("at_once")).unwrap() + 1;
    assert_eq!((found[0].file.as_str(), found[0].line, found[0].column), ("programme.toml", line, 1));
    assert_eq!(found[0].what, "`at_onse` is not known in `roles`.");
    assert_eq!(found[0].remedy, "Did you mean `at_once`?");
}

#[test]
fn req_b1_all_mistakes_of_all_files_are_found_at_once() {
    let found = problems(|files| {
        replaced(files, "programme.toml", "form = \"monthly-meeting\"", "form = \"monthly-meetin\"");
        replaced(files, "programme.toml", "months = 12", "months = \"twelve\"");
        replaced(files, "programme.toml", "record = \"signed by all\"", "record = \"signed\"");
        replaced(files, "programme.toml", "lead = { one =", "leed = { one =");
        replaced(files, "programme.toml", "counts_for = [\"nhse-ahp/5.3\"]", "counts_for = [\"nhs/5.3\"]");
        replaced(files, "forms/first-meeting.toml", "kind = \"long-text\"", "kind = \"longtext\"");
        replaced(files, "forms/final-meeting.toml", "recalls = \"strengths\"", "recalls = \"strenghts\"");
        replaced(files, "forms/halfway-meeting.toml", "filled_by = \"preceptor\"", "filled_by = \"tutor\"");
    });
    let text: Vec<String> = found.iter().map(Problem::shown).collect();
    insta::assert_snapshot!(text.join("\n"));
}

#[test]
fn req_b1_text_that_is_not_toml_is_explained_too() {
    let found = problems(|files| replaced(files, "programme.toml", "[serves]", "[serves"));
    assert!(found.iter().any(|problem| problem.what.starts_with("This is not TOML")), "{found:?}");
}

#[test]
fn a_version_is_addressed_by_its_content() {
    let original = compile(&england()).unwrap();
    let mut files = england();
    replaced(&mut files, "forms/first-meeting.toml", "Anything else?", "Anything else at all?");
    let changed = compile(&files).unwrap();
    assert_ne!(original.hash, changed.hash);
    files.reverse();
    assert_eq!(compile(&files).unwrap().hash, changed.hash, "the order of files does not matter");
}

#[test]
fn a_programme_says_its_own_words() {
    let programme = compile(&england()).unwrap();
    assert_eq!(programme.words.say("supportee"), "preceptee");
    assert_eq!(programme.words.plural("supportee"), "preceptees");
    assert_eq!(programme.words.with_article("supportee"), "a preceptee");
    assert_eq!(programme.words.capital("supportee"), "Preceptee");
    assert_eq!(programme.words.meeting(&"initial".parse().unwrap()), "first meeting");
    assert_eq!(programme.supporter_role().at_once, Some(2));
    assert_eq!(programme.matching.at_once, 2);
}
