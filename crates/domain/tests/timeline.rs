//! A journey in which everything is done on its day, from the programme alone (B1).

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::expectations::simulate::{printed, simulate};
use domain::programmes::{SourceFile, compile, shipped};
use jiff::civil::date;

#[test]
fn req_b1_a_made_up_journey_prints_as_a_timeline() {
    let file = |name: &str, text: &str| SourceFile { name: name.to_owned(), text: text.to_owned() };
    let files = [
        file("programme.toml", include_str!("everything/programme.toml")),
        file("forms/talk.toml", include_str!("everything/forms/talk.toml")),
    ];
    insta::assert_snapshot!(printed(&compile(&files).unwrap(), date(2026, 11, 2)));
}

#[test]
fn req_b1_in_every_shipped_programme_all_that_is_expected_can_be_done_in_time() {
    for programme in shipped().all() {
        for start in [date(2026, 11, 2), date(2028, 2, 29), date(2027, 1, 15)] {
            let page = printed(programme, start);
            assert!(!page.contains("Left open"), "{page}");
        }
        assert!(simulate(programme, date(2026, 11, 2)).1.len() > 3, "{}", programme.key);
    }
}
