//! Kinds of meeting, and the stages of a journey.

use super::all;
use super::known::Known;
use crate::programmes::programme::{MeetingKind, Planned, Stage, StageMark};
use crate::programmes::source::{Section, Value};

pub(super) fn kinds(root: &Section<'_>, known: &Known) -> Option<Vec<MeetingKind>> {
    all(root.sections("meetings").iter().map(|section| {
        let key = section.parsed("key");
        let form = section.value("form").and_then(|form| form.reference("form", &known.forms));
        let signed_by = all(section.list("signed_by").iter().map(|party| known.party(party, "role")));
        let planned = section.one_of("planned", &[("planned", Planned::Planned), ("ad-hoc", Planned::AdHoc)]);
        let suggested_minutes = section.number("suggested_minutes", 5..=1440);
        let signed_by = signed_by?;
        if signed_by.is_empty() {
            section.problem(
                "Nobody signs the record of this meeting.",
                "Add `signed_by = [\"supportee\", …]` with the roles that sign.",
            );
        }
        Some(MeetingKind {
            key: key?,
            form: form?,
            signed_by,
            planned: planned?,
            suggested_minutes: suggested_minutes?,
        })
    }))
}

pub(super) fn stages(root: &Section<'_>, known: &Known) -> Option<Vec<Stage>> {
    all(root.sections("stages").iter().map(|section| {
        let key = section.parsed("key");
        let name = section.text("name");
        let what = section.text("what");
        let opens = section.value("opens").and_then(|value| mark(&value, "opens", known));
        let closes = section.value("closes").and_then(|value| mark(&value, "closes", known));
        Some(Stage { key: key?, name: name?, what: what?, opens: opens?, closes: closes? })
    }))
}

/// `"matched"`, `"start"`, `"agreement"`, `"end"`, or `{ met = "first-meeting" }`.
fn mark(value: &Value<'_>, what: &str, known: &Known) -> Option<StageMark> {
    #[derive(Clone, Copy)]
    enum Plain {
        Matched,
        Start,
        Agreement,
        End,
    }
    if let Some(section) = value.as_section(what).map(|section| section.described_as("mark")) {
        return section.value("met")?.reference("expectation", &known.expectations).map(StageMark::Met);
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
