//! Clinical supervision (S1).

use jiff::civil::date;

use super::telling::{Signed, Tale};

const TWO: [&str; 2] = ["supportee", "supervisor"];

#[test]
fn req_S1_a_year_of_supervision() {
    let tale = Tale::of("clinical-supervision", date(2025, 11, 3))
        .role("supervisor", date(2025, 11, 19), date(2025, 11, 19))
        .signed("agreement", date(2025, 12, 17), &[])
        .held("session", date(2025, 12, 17), 60, &TWO, Signed::After(1))
        .held("session", date(2026, 2, 11), 55, &TWO, Signed::After(20))
        // The group stands for April, an extra session long enough for June; in August there was none.
        .held("group-session", date(2026, 4, 15), 90, &["supportee", "supervisor", "colleague"], Signed::After(0))
        .handed_in("outcome", "supportee", date(2026, 4, 22))
        .handed_in("outcome", "supervisor", date(2026, 4, 23))
        .held("extra", date(2026, 6, 3), 50, &TWO, Signed::After(1))
        .held("extra", date(2026, 8, 12), 20, &TWO, Signed::After(1))
        .held("session", date(2026, 9, 30), 60, &TWO, Signed::NotYet)
        .held("yearly-review", date(2026, 10, 21), 60, &TWO, Signed::After(2));
    tale.is_told_in("a-year", "A year of clinical supervision in a practice", date(2026, 11, 21));
}
