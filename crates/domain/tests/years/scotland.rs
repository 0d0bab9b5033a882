//! Preceptorship in Scotland (B4): six steps, for people on a register and for people who are not.

use domain::working_days::Nation;
use jiff::civil::{Date, date};

use super::telling::{Signed, Tale};

const TWO: [&str; 2] = ["supportee", "preceptor"];

fn begun(start: Date) -> Tale {
    let mut tale = Tale::of("preceptorship-scotland", start);
    tale.facts.nation = Nation::Scotland;
    tale.facts.consented = vec!["needs-known".parse().unwrap()];
    tale.role("preceptor", date(2025, 12, 1), start)
        .confirmed("principles-known", "preceptor", date(2025, 12, 15))
        .confirmed("principles-known", "line-manager", date(2025, 12, 18))
        .confirmed("needs-known", "supportee", date(2025, 12, 16))
        .confirmed("needs-known", "preceptor", date(2025, 12, 18))
        .confirmed("principles-known", "supportee", date(2026, 1, 20))
        .confirmed("induction-done", "line-manager", date(2026, 1, 28))
}

/// The two agreed on nine months, so there is an end.
#[test]
fn req_B4_a_registered_preceptee_through_six_steps() {
    let mut tale = begun(date(2026, 1, 12));
    tale.facts.registered = true;
    tale.facts.planned_end_on = Some(date(2026, 10, 11));
    let tale = tale
        .held("initial", date(2026, 1, 21), 60, &TWO, Signed::After(0))
        .signed("agreement", date(2026, 2, 4), &[])
        .handed_in("self-assessment", "supportee", date(2026, 2, 16))
        .signed("plan", date(2026, 3, 4), &["objectives", "enrolment"])
        .held("interim", date(2026, 3, 4), 60, &TWO, Signed::After(1))
        .confirmed("learning-done", "supportee", date(2026, 3, 20))
        .held("interim", date(2026, 5, 6), 60, &TWO, Signed::After(2))
        .held("ad-hoc", date(2026, 6, 10), 30, &TWO, Signed::After(0))
        .confirmed("learning-done", "supportee", date(2026, 6, 12))
        .held("interim", date(2026, 7, 22), 60, &TWO, Signed::After(3))
        .confirmed("learning-done", "supportee", date(2026, 9, 2))
        .held("completion", date(2026, 9, 30), 75, &TWO, Signed::After(1));
    tale.is_told_in("a-year", "Nine months of a registered preceptee", date(2026, 11, 21));
}

/// A support worker, without an agreed end; the same steps, and another programme of learning.
#[test]
fn req_B4_a_support_worker_through_the_same_steps() {
    let tale = begun(date(2026, 1, 12))
        .held("initial", date(2026, 1, 29), 45, &TWO, Signed::After(0))
        .signed("agreement", date(2026, 2, 19), &[])
        .handed_in("self-assessment", "supportee", date(2026, 2, 16))
        .begun("plan", date(2026, 3, 2), &["objectives"])
        .held("interim", date(2026, 4, 8), 60, &TWO, Signed::After(1))
        .confirmed("learning-done", "supportee", date(2026, 4, 20));
    tale.is_told_in("a-support-worker", "Ten months of a support worker", date(2026, 11, 21));
}
