//! Programmes as data (B1): the shipped ones compile, and mistakes are found all at once, each with its remedy.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::forms::{FieldKind, GroupShow, Need};
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
    let problems = sources().filter_map(|files| compile(&files).err()).flatten();
    let list: Vec<String> = problems.map(|problem| problem.to_string()).collect();
    assert!(list.is_empty(), "{}", list.join("\n"));
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

#[test]
fn req_F1_every_kind_of_question_is_read() {
    let mut files = england();
    let form = files.iter_mut().find(|file| file.name == "forms/first-meeting.toml").unwrap();
    form.text.push_str(EVERY_KIND);
    let programme = compile(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
    let form = programme.form(&"first-meeting".parse().unwrap()).unwrap();
    let field = |key: &str| form.field(&key.parse().unwrap()).unwrap();
    assert!(matches!(&field("ways").kind, FieldKind::Choices { among, least: 1, most: 2 } if among.len() == 3));
    assert!(matches!(field("feeling").kind, FieldKind::Scale { steps: 5, .. }));
    assert!(matches!(field("certificate").kind, FieldKind::File { most_bytes: 2_000_000, .. }));
    assert!(matches!(&field("buddy").kind, FieldKind::Person { among } if among.len() == 2));
    assert_eq!(field("buddy").need, Need::ToSubmit);
    let FieldKind::Group(group) = &field("objectives").kind else { panic!("not a group") };
    assert_eq!((group.fields.len(), group.least, group.most, group.show), (2, 1, 20, GroupShow::Table));
}

const EVERY_KIND: &str = r#"
[[sections]]
heading = "More"

[[sections.fields]]
key = "ways"
label = "How do you like to learn?"
kind = "choices"
least = 1
most = 2
choices = [{ value = "talk", label = "Talking" }, { value = "watch", label = "Watching" }, { value = "do", label = "Doing" }]

[[sections.fields]]
key = "feeling"
label = "How do you feel in this post?"
kind = "scale"
steps = 5
least_label = "new to it"
most_label = "at home in it"
figure = "yes"

[[sections.fields]]
key = "certificate"
label = "A certificate"
kind = "file"
types = ["pdf", "image"]
most_megabytes = 2

[[sections.fields]]
key = "buddy"
label = "Who shows you round?"
kind = "person"
among = ["preceptor", "anyone-here"]
needed = "to submit"

[[sections.fields]]
key = "objectives"
label = "Your objectives"
kind = "group"
least = 1
each = { one = "objective", many = "objectives" }
show = "table"
fields = [
  { key = "what", label = "Objective", kind = "text", needed = "to sign" },
  { key = "by", label = "By when", kind = "date" },
]
"#;

#[test]
fn req_F1_nobody_signs_an_answer_that_they_may_not_see() {
    let found = problems(|files| {
        let from = "key = \"strengths\"";
        replaced(files, "forms/first-meeting.toml", from, "key = \"strengths\"\nseen_by = [\"supportee\"]");
    });
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].what.starts_with("`preceptor` signs this form"), "{found:?}");
}

#[test]
fn req_F1_what_no_form_can_ask_is_refused() {
    let field = |kind: &str| format!("\n[[sections.fields]]\nkey = \"odd\"\nlabel = \"Odd\"\n{kind}\n");
    let wrong = [
        ("kind = \"scale\"\nsteps = 1\nleast_label = \"a\"\nmost_label = \"b\"", "`steps`"),
        ("kind = \"file\"", "No type of file"),
        ("kind = \"person\"\namong = [\"nobody\"]", "There is no role `nobody`"),
        ("kind = \"group\"\neach = { one = \"a\", many = \"b\" }\nfields = []", "The group asks nothing"),
        (
            "kind = \"group\"\neach = { one = \"a\", many = \"b\" }\nfields = [{ key = \"x\", label = \"X\", kind = \"group\" }]",
            "A group cannot stand in a group",
        ),
        (
            "kind = \"choices\"\nchoices = [{ value = \"a\", label = \"A\" }, { value = \"a\", label = \"B\" }]",
            "Two choices have the value",
        ),
    ];
    for (kind, what) in wrong {
        let found = problems(|files| {
            let form = files.iter_mut().find(|file| file.name == "forms/first-meeting.toml").unwrap();
            form.text.push_str(&field(kind));
        });
        assert!(found.iter().any(|problem| problem.what.starts_with(what)), "{kind}: {found:?}");
    }
}
