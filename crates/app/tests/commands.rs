//! The commands as somebody types them: their answers and exit status.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use testkit::{Address, both_engines};

fn alongside(address: &str, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_alongside"));
    command.args(words).args(["--database", address]).stdin(Stdio::null());
    command
}

fn run(address: &str, words: &[&str]) -> Output {
    alongside(address, words).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The number of a key in the one JSON object that a command prints.
fn number(output: &Output, key: &str) -> u64 {
    let answer: serde_json::Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(output)));
    answer[key].as_u64().unwrap_or_else(|| panic!("{key} in {answer}"))
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../operations/tests/fixtures").join(name)
}

/// The staff file with two headings that no alias knows: one that is needed, one that is not.
fn renamed(folder: &Path) -> String {
    let text = std::fs::read_to_string(fixture("staff.csv")).unwrap();
    let text = text.replacen("Last Name", "Second Word", 1).replacen(",Location,", ",Where To Find,", 1);
    let path = folder.join("renamed.csv");
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

fn import_organisations(address: &str) {
    for name in ["etr.csv", "boards.csv"] {
        let output = run(address, &["import", "organisations", fixture(name).to_str().unwrap()]);
        assert!(output.status.success(), "{}", said(&output));
    }
}

both_engines! {
    async fn req_A4_headings_are_mapped_by_hand_and_the_mapping_is_kept_under_a_name(address: Address) {
        let folder = tempfile::tempdir().unwrap();
        let (file, address) = (renamed(folder.path()), address.0);
        import_organisations(&address);

        let refused = run(&address, &["import", "staff", &file]);
        assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
        assert!(said(&refused).contains("--map HEADING=FIELD"), "{}", said(&refused));

        let map = ["--map", "Second Word=last-name", "--map", "Where To Find=site", "--mapping", "westmarch", "--json"];
        let tried = run(&address, &[&["import", "staff", &file, "--dry-run"][..], &map[..]].concat());
        assert!(tried.status.success(), "{}", said(&tried));
        let unknown = run(&address, &["import", "staff", &file, "--mapping", "westmarch"]);
        assert_eq!(unknown.status.code(), Some(2), "a trial keeps nothing: {}", said(&unknown));
        assert!(said(&unknown).contains("no mapping is kept under the name “westmarch”"), "{}", said(&unknown));

        let imported = run(&address, &[&["import", "staff", &file][..], &map[..]].concat());
        assert!(imported.status.success(), "{}", said(&imported));
        assert_eq!((number(&imported, "rows"), number(&imported, "posts_created")), (243, 243));

        let again = run(&address, &["import", "staff", &file, "--mapping", "westmarch", "--json"]);
        assert!(again.status.success(), "{}", said(&again));
        for key in ["people_created", "people_updated", "posts_created", "posts_updated", "candidates"] {
            assert_eq!(number(&again, key), 0, "{key}: {}", said(&again));
        }

        let unread = run(&address, &["import", "staff", &file, "--mapping", "westmarch", "--map", "Where To Find=", "--json"]);
        assert!(unread.status.success(), "{}", said(&unread));
        assert_eq!(number(&unread, "posts_updated"), 0, "a column that is not read leaves what is known");
    }

    async fn req_A4_a_mapping_that_cannot_be_is_told_before_anything_is_read(address: Address) {
        let file = fixture("staff.csv").display().to_string();
        for (map, why) in [("Base", "HEADING=FIELD"), ("Base=shoe-size", "--fields")] {
            let output = run(&address.0, &["import", "staff", &file, "--map", map]);
            assert_eq!(output.status.code(), Some(2), "{}", said(&output));
            assert!(said(&output).contains(why), "{}", said(&output));
        }
    }
}

#[test]
fn an_answer_that_nobody_reads_to_its_end_is_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("a.db").display());
    let programme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes");
    let programme = std::fs::read_dir(programme).unwrap().next().unwrap().unwrap().path();
    let listings: [&[&str]; 3] =
        [&["import", "staff", "--fields"], &["recompute"], &["check", programme.to_str().unwrap()]];
    for words in listings {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = alongside(&address, words).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", said(&output));
        assert!(output.stderr.is_empty(), "{words:?}: {}", said(&output));
    }
}
