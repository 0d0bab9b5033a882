//! Forms of a journey outside its meetings.

use super::all;
use super::known::Known;
use crate::programmes::document::{DocumentKind, Kept, Marks, Own};
use crate::programmes::source::Section;

pub(super) fn documents(root: &Section<'_>, known: &Known) -> Option<Vec<DocumentKind>> {
    all(root.sections("documents").iter().map(|section| document(section, known)))
}

fn document(section: &Section<'_>, known: &Known) -> Option<DocumentKind> {
    let key = section.parsed("key");
    let form = section.value("form").and_then(|form| form.reference("form", &known.forms));
    let written_by = all(section.list("written_by").iter().map(|party| known.party(party, "role")));
    let signed_by = all(section.list("signed_by").iter().map(|party| known.party(party, "role")));
    let marks = match section.maybe("marks") {
        None => Some(None),
        Some(marks) => marks.one_of("marks", &[("agreement", Marks::Agreement)]).map(Some),
    };
    let kept = [("once", Kept::Once), ("renewed", Kept::Renewed), ("each-time", Kept::EachTime)];
    let kept = section.one_of_or("kept", &kept, Kept::Once);
    let own = section.one_of_or("own", &[("no", Own::Shared), ("yes", Own::EachTheirs)], Own::Shared);
    let written_by = written_by?;
    if written_by.is_empty() {
        section.problem("Nobody writes this document.", "Add `written_by = [\"supportee\", …]`.");
    }
    Some(DocumentKind {
        key: key?,
        form: form?,
        written_by,
        signed_by: signed_by?,
        marks: marks?,
        kept: kept?,
        own: own?,
    })
}
