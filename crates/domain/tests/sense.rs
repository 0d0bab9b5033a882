//! What makes sense only over the whole programme (B1): each case spoils the made-up programme in one place and shows
//! what its author is told.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::programmes::{Problem, SourceFile, compile};

fn everything() -> Vec<SourceFile> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/everything");
    let read = |name: String| SourceFile { text: std::fs::read_to_string(folder.join(&name)).unwrap(), name };
    let mut files = vec![read("programme.toml".to_owned())];
    for entry in std::fs::read_dir(folder.join("forms")).unwrap() {
        files.push(read(format!("forms/{}", entry.unwrap().file_name().to_string_lossy())));
    }
    files
}

/// What is told after each of these was written instead of the other, in whichever file has it first.
fn told(changes: &[(&str, &str)]) -> String {
    let mut files = everything();
    for (from, to) in changes {
        let file =
            files.iter_mut().find(|file| file.text.contains(from)).unwrap_or_else(|| panic!("no file has {from}"));
        file.text = file.text.replacen(from, to, 1);
    }
    let problems = compile(&files).map(drop).expect_err("it makes no sense");
    problems.iter().map(Problem::shown).collect::<Vec<_>>().join("\n")
}

#[test]
fn req_b1_a_stage_that_is_never_reached_is_told() {
    insta::assert_snapshot!(told(&[(
        "due = { within_days = 7, from = \"start\" }\nmet_by = { meeting = [\"talk\"] }",
        "due = { days = 7, after = { stage = \"back\" } }\nmet_by = { meeting = [\"talk\"] }",
    )]));
}

#[test]
fn req_b1_a_stage_that_closes_before_it_opens_is_told() {
    insta::assert_snapshot!(told(&[(
        "opens = { met = \"first-talk\" }\ncloses = { signed = \"map\" }",
        "opens = \"end\"\ncloses = \"start\"",
    )]));
}

#[test]
fn req_b1_a_window_that_closes_before_it_opens_is_told() {
    insta::assert_snapshot!(told(&[(
        "due = { within_days = 7, from = \"start\" }\nmet_by = { meeting = [\"talk\"] }",
        "opens = { days = 30, after = \"start\" }\ndue = { days = 7, after = \"start\" }\nmet_by = { meeting = [\"talk\"] }",
    )]));
}

#[test]
fn req_b1_a_meeting_that_somebody_takes_no_part_in_meets_nothing() {
    insta::assert_snapshot!(told(&[(
        "due = { within_days = 7, from = \"start\" }\nmet_by = { meeting = [\"talk\"] }",
        "due = { within_days = 7, from = \"start\" }\nmet_by = { meeting = [\"talk\"], attended_by = [\"helper\"] }",
    )]));
}

#[test]
fn req_b1_training_that_a_role_does_not_have_meets_nothing() {
    insta::assert_snapshot!(told(&[(
        "due = { within_days = 7, from = \"start\" }\nmet_by = { meeting = [\"talk\"] }",
        "due = { within_days = 7, from = \"start\" }\nmet_by = { trained = \"helper\" }",
    )]));
}

#[test]
fn req_b1_a_field_that_no_form_asks_meets_nothing() {
    insta::assert_snapshot!(told(&[(
        "due = { within_days = 7, from = \"start\" }\nmet_by = { meeting = [\"talk\"] }",
        "due = { within_days = 7, from = \"start\" }\nmet_by = { document = \"map\", field = \"nowhere\" }",
    )]));
}

#[test]
fn req_b1_a_form_that_nothing_uses_is_told() {
    let mut files = everything();
    let talk = files.iter().find(|file| file.name == "forms/talk.toml").unwrap();
    let text = talk.text.replacen("key = \"talk\"", "key = \"alone\"", 1);
    files.push(SourceFile { name: "forms/alone.toml".to_owned(), text });
    let problems = compile(&files).map(drop).expect_err("nothing uses it");
    insta::assert_snapshot!(problems.iter().map(Problem::shown).collect::<Vec<_>>().join("\n"));
}

#[test]
fn req_b1_a_question_that_nobody_there_may_answer_is_told() {
    let helper = ("label = \"What was it about?\"", "filled_by = \"helper\"\nlabel = \"What was it about?\"");
    let alone = ("attended_by = [\"supportee\", \"guide\", \"helper\"]", "attended_by = [\"supportee\", \"guide\"]");
    insta::assert_snapshot!("nowhere", told(&[helper, alone]));
    insta::assert_snapshot!("in-one-meeting", told(&[helper]));
}

#[test]
fn req_b1_sharing_that_opens_what_the_source_keeps_is_refused() {
    insta::assert_snapshot!(told(&[(
        "[[content]]",
        "[[sharing]]\nwho = \"warden\"\nitem = \"meeting-record\"\ngives = \"summary\"\nbecause = \"They would like to.\"\n\n[[content]]",
    )]));
}

#[test]
fn req_b1_a_rule_about_nothing_and_a_role_without_a_rule_are_told() {
    insta::assert_snapshot!(told(&[
        ("who = \"helper\"\nitem = \"progress\"", "who = \"helper\"\nitem = \"progres\"",)
    ]));
}

#[test]
fn req_b1_a_reminder_to_an_office_that_does_not_exist_is_told() {
    insta::assert_snapshot!(told(&[(
        "remind = [{ days_before = 2, to = [\"guide\"] }]",
        "remind = [{ days_before = 2, to = [\"wardn\"] }]"
    )]));
}
