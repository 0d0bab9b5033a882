//! Kinds of meeting, and the stages of a journey.

use super::known::Known;
use super::{all, when};
use crate::programmes::programme::{MeetingKind, Planned, Stage, StageMark, Together};
use crate::programmes::source::{Section, Value};
use crate::programmes::{Anchor, Party};

/// What the sharing table calls the record of a meeting that does not say.
const RECORD: &str = "meeting-record";

pub(super) fn kinds(root: &Section<'_>, known: &Known) -> Option<Vec<MeetingKind>> {
    all(root.sections("meetings").iter().map(|section| {
        let key = section.parsed("key");
        let form = section.value("form").and_then(|form| form.reference("form", &known.forms));
        let says_who_signs = section.maybe("signed_by").is_some();
        let signed_by = all(section.list("signed_by").iter().map(|party| known.party(party, "role")));
        let attended_by = all(section.list("attended_by").iter().map(|party| known.party(party, "role")));
        let together =
            section.one_of_or("together", &[("pair", Together::Pair), ("group", Together::Group)], Together::Pair);
        let item = match section.maybe("item") {
            None => RECORD.parse().ok(),
            Some(item) => item.parsed("item"),
        };
        let guide = match section.maybe("guide") {
            None => Some(None),
            Some(guide) => guide.reference("guide", &known.guides).map(Some),
        };
        let planned = section.one_of("planned", &[("planned", Planned::Planned), ("ad-hoc", Planned::AdHoc)]);
        let suggested_minutes = section.number("suggested_minutes", 5..=1440);
        let signed_by = signed_by?;
        if !says_who_signs {
            section.problem(
                "It is not said who signs the record of this meeting.",
                "Add `signed_by = [\"supportee\", …]` with the roles that sign; `signed_by = []` where nobody does.",
            );
        }
        Some(MeetingKind {
            key: key?,
            form: form?,
            attended_by: attended(attended_by?, &signed_by, known),
            signed_by,
            together: together?,
            planned: planned?,
            suggested_minutes: suggested_minutes?,
            item: item?,
            guide: guide?,
        })
    }))
}

/// A date of the journey. One that hangs on a stage would turn in a circle.
fn dated(value: &Value<'_>, what: &str, known: &Known) -> Option<StageMark> {
    let due = when::due(value, what, known)?;
    if matches!(due.from, Anchor::Stage(_)) {
        value.problem(
            format!("`{what}` hangs on another stage."),
            "Count from a date of the journey, such as `\"start\"`, or write `{ met = \"…\" }`.",
        );
        return None;
    }
    Some(StageMark::On(due))
}

/// Those who take part: as written, or those who sign, or the supportee and the supporter.
fn attended(written: Vec<Party>, signed_by: &[Party], known: &Known) -> Vec<Party> {
    if !written.is_empty() {
        return written;
    }
    if !signed_by.is_empty() {
        return signed_by.to_vec();
    }
    [Party::Supportee].into_iter().chain(known.supporter.clone().map(Party::Role)).collect()
}

pub(super) fn stages(root: &Section<'_>, known: &Known) -> Option<Vec<Stage>> {
    all(root.sections("stages").iter().map(|section| {
        let key = section.parsed("key");
        let name = section.text("name");
        let what = section.text("what");
        let horizon = match section.maybe("horizon") {
            None => Some(None),
            Some(horizon) => horizon.text("horizon").map(Some),
        };
        let opens = section.value("opens").and_then(|value| mark(&value, "opens", known));
        let closes = section.value("closes").and_then(|value| mark(&value, "closes", known));
        Some(Stage { key: key?, name: name?, what: what?, horizon: horizon?, opens: opens?, closes: closes? })
    }))
}

/// `"matched"`, `"start"`, `"agreement"`, `"end"`, `{ met = "first-meeting" }`, `{ signed = "agreement" }`, or a date
/// like `{ months = 12, after = "start" }`.
fn mark(value: &Value<'_>, what: &str, known: &Known) -> Option<StageMark> {
    #[derive(Clone, Copy)]
    enum Plain {
        Matched,
        Start,
        Agreement,
        End,
    }
    if let Some(section) = value.as_section(what).map(|section| section.described_as("mark")) {
        let (met, signed) = (section.maybe("met"), section.maybe("signed"));
        return match (met, signed) {
            (Some(met), None) => met.reference("expectation", &known.expectations).map(StageMark::Met),
            (None, Some(signed)) => signed.reference("document", &known.documents).map(StageMark::Signed),
            (None, None) => {
                section.all_read();
                dated(value, what, known)
            }
            (Some(_), Some(_)) => {
                section.problem(format!("`{what}` names two moments."), "Write either `met` or `signed`.");
                None
            }
        };
    }
    let plain =
        [("matched", Plain::Matched), ("start", Plain::Start), ("agreement", Plain::Agreement), ("end", Plain::End)];
    value.one_of(what, &plain).map(|plain| match plain {
        Plain::Matched => StageMark::Matched,
        Plain::Start => StageMark::Start,
        Plain::Agreement => StageMark::Agreement,
        Plain::End => StageMark::End,
    })
}
