//! The tutor pair (P1 to P3).

use jiff::civil::date;

use super::telling::{Signed, Tale};

const BOTH: [&str; 3] = ["supportee", "clinical-tutor", "research-tutor"];
const CLINICAL: [&str; 2] = ["supportee", "clinical-tutor"];
const RESEARCH: [&str; 2] = ["supportee", "research-tutor"];

/// Full time, the first fourteen months: one review with both, one with the absent tutor apart, an assessment not passed.
#[test]
fn req_P3_a_full_time_trainee_in_fourteen_months() {
    let mut tale = Tale::of("doctoral-tutor-pair", date(2025, 9, 22))
        .role("clinical-tutor", date(2025, 9, 1), date(2025, 9, 22))
        .role("group-tutor", date(2025, 9, 1), date(2025, 9, 22))
        .role("research-tutor", date(2025, 11, 24), date(2025, 11, 24))
        .held("induction", date(2025, 9, 25), 60, &CLINICAL, Signed::NotYet)
        .signed("contract", date(2025, 10, 30), &[])
        .held("check-in", date(2025, 10, 28), 40, &CLINICAL, Signed::NotYet)
        .held("check-in", date(2025, 12, 2), 50, &CLINICAL, Signed::NotYet)
        .signed("thesis-contract", date(2026, 1, 15), &[])
        .held("check-in", date(2026, 1, 8), 25, &CLINICAL, Signed::NotYet)
        .held("self-assessment-support", date(2026, 1, 20), 60, &BOTH, Signed::NotYet)
        .held("self-assessment-viva", date(2026, 3, 10), 60, &BOTH, Signed::NotYet)
        // Replaces the check-in of its month; the research tutor could not come and reviewed apart.
        .held("plan-review", date(2026, 2, 3), 90, &CLINICAL, Signed::After(6))
        .begun("training-plan", date(2026, 2, 5), &["goals"])
        .held("separate-review", date(2026, 2, 17), 45, &RESEARCH, Signed::After(2))
        .confirmed("placement-begun", "supportee", date(2026, 1, 12))
        .held(
            "placement-visit",
            date(2026, 4, 1),
            60,
            &["supportee", "clinical-tutor", "placement-supervisor"],
            Signed::NotYet,
        )
        .confirmed("placement-draft-read", "clinical-tutor", date(2026, 5, 6))
        .held("extra", date(2026, 5, 20), 35, &CLINICAL, Signed::NotYet)
        // Not passed in June: a review within four weeks, with both.
        .confirmed("assessment-failed", "supportee", date(2026, 6, 8))
        .held("plan-review", date(2026, 6, 24), 90, &BOTH, Signed::After(20))
        .held("check-in", date(2026, 7, 30), 45, &CLINICAL, Signed::NotYet)
        .held("plan-review", date(2026, 10, 14), 90, &RESEARCH, Signed::After(3));
    for month in [12_i8, 1, 2, 3, 5, 6, 7] {
        let year = if month == 12 { 2025 } else { 2026 };
        tale = tale.confirmed("thesis-contact", "supportee", date(year, month, 27));
    }
    tale.is_told_in("a-year", "Fourteen months of a full-time trainee", date(2026, 11, 21));
}

/// Three days a week: 55 days of training take longer, and so does the whole.
#[test]
fn req_P1_a_part_time_trainee_has_a_research_tutor_within_55_days_of_training() {
    let mut tale = Tale::of("doctoral-tutor-pair", date(2026, 5, 4)).works(600);
    tale.facts.planned_end_on = tale.programme.planned_end_at(date(2026, 5, 4), 600);
    let tale = tale
        .role("clinical-tutor", date(2026, 4, 20), date(2026, 5, 4))
        .held("induction", date(2026, 5, 7), 60, &CLINICAL, Signed::NotYet)
        .held("check-in", date(2026, 6, 18), 45, &CLINICAL, Signed::NotYet)
        .held("check-in", date(2026, 7, 16), 30, &CLINICAL, Signed::NotYet)
        .signed("contract", date(2026, 6, 18), &[])
        .role("research-tutor", date(2026, 9, 7), date(2026, 9, 7))
        .held("check-in", date(2026, 9, 17), 45, &CLINICAL, Signed::NotYet)
        .held("plan-review", date(2026, 10, 22), 90, &BOTH, Signed::After(4))
        .begun("training-plan", date(2026, 10, 24), &["goals"]);
    tale.is_told_in("a-part-time-start", "The first months of a trainee on three days a week", date(2026, 11, 21));
}

/// The last weeks: the interview, and the plan signed by all three.
#[test]
fn req_P3_the_end_of_training() {
    let tale = Tale::of("doctoral-tutor-pair", date(2023, 9, 25))
        .role("clinical-tutor", date(2023, 9, 4), date(2023, 9, 25))
        .role("research-tutor", date(2023, 11, 20), date(2023, 11, 20))
        .held("plan-review", date(2026, 3, 3), 90, &BOTH, Signed::After(1))
        .held("plan-review", date(2026, 8, 11), 90, &BOTH, Signed::After(1))
        .held("end-interview", date(2026, 9, 8), 60, &CLINICAL, Signed::NotYet)
        .signed("training-plan", date(2026, 9, 15), &["goals", "looking-back"]);
    let shown = ["end-interview", "plan-signed", "plan-reviews", "review-with"];
    tale.is_told_in_part("the-end", "The end of a training", &shown, date(2026, 11, 21));
}
