//! Mentoring (O1 to O3): light, by context.

use jiff::civil::date;

use super::telling::{Signed, Tale};

const TWO: [&str; 2] = ["supportee", "mentor"];

/// Begun in order to settle in, later for a career: the rhythm follows what it is for today.
#[test]
fn req_O2_a_year_of_mentoring_for_a_career() {
    let mut tale = Tale::of("mentoring", date(2025, 11, 3));
    tale.facts.context = Some("career".parse().unwrap());
    let tale = tale
        .role("mentor", date(2025, 10, 20), date(2025, 11, 3))
        .held("first", date(2025, 11, 12), 60, &TWO, Signed::NotYet)
        .signed("understanding", date(2025, 11, 26), &[])
        .held("conversation", date(2026, 1, 14), 50, &TWO, Signed::NotYet)
        .held("letter", date(2026, 4, 20), 30, &TWO, Signed::NotYet)
        .held("conversation", date(2026, 5, 19), 60, &TWO, Signed::NotYet)
        .held("conversation", date(2026, 8, 4), 60, &TWO, Signed::NotYet)
        .handed_in("gains", "mentor", date(2026, 10, 9))
        .held("review", date(2026, 10, 28), 45, &TWO, Signed::NotYet);
    tale.is_told_in("a-year", "A year of mentoring for a career", date(2026, 11, 21));
}

#[test]
fn req_O2_a_correspondent_is_asked_for_a_word_in_half_a_year_and_no_more() {
    let mut tale = Tale::of("mentoring", date(2025, 11, 3));
    tale.facts.context = Some("correspondent".parse().unwrap());
    let tale = tale
        .role("mentor", date(2025, 10, 20), date(2025, 11, 3))
        .held("letter", date(2025, 11, 20), 30, &TWO, Signed::NotYet)
        .held("letter", date(2026, 2, 27), 30, &TWO, Signed::NotYet)
        .held("letter", date(2026, 6, 30), 30, &TWO, Signed::NotYet);
    let rhythms = ["close-conversations", "steady-conversations", "loose-conversations"];
    tale.is_told_in_part("a-correspondent", "A year of letters", &rhythms, date(2026, 11, 21));
}
