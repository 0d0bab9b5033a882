//! Forms of a journey outside its meetings.

use std::collections::BTreeSet;

use super::all;
use super::known::Known;
use crate::programmes::document::{DocumentKind, Kept, Marks, Opened, Own};
use crate::programmes::source::Section;
use crate::programmes::{Gives, Onlooker, Party, Sharing};

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
    let opened = [("when-submitted", Opened::WhenSubmitted), ("by-owner", Opened::ByOwner)];
    let opened = section.one_of_or("opened", &opened, Opened::WhenSubmitted);
    if opened == Some(Opened::ByOwner) && own == Some(Own::Shared) {
        section.problem(
            "Nobody owns this document, so nobody could open it.",
            "Add `own = \"yes\"`, or leave `opened` out.",
        );
    }
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
        opened: opened?,
    })
}

/// Whoever writes a shared document, or signs one, has to be able to read it.
pub(super) fn readable(root: &Section<'_>, documents: &[DocumentKind], sharing: &Sharing) {
    for section in root.sections("documents") {
        let key = section.maybe("key").and_then(|key| key.as_text());
        if let Some(kind) = documents.iter().find(|kind| Some(kind.key.as_str()) == key) {
            for party in unread(kind, sharing) {
                let item = &kind.key;
                section.problem(
                    format!("`{party}` writes or signs the document `{item}` and may not read it."),
                    format!("Add `[[sharing]]` with `who = \"{party}\"`, `item = \"{item}\"`, `gives = \"read\"`."),
                );
            }
        }
        section.all_read();
    }
}

/// Those who write it together or sign it and are not given it to read.
fn unread<'k>(kind: &'k DocumentKind, sharing: &Sharing) -> BTreeSet<&'k Party> {
    let item = crate::records::item_of(&kind.key);
    let writers = kind.written_by.iter().filter(|_| kind.own == Own::Shared);
    let named = writers.chain(&kind.signed_by);
    named.filter(|party| sharing.gives(&Onlooker::Party((*party).clone()), &item) != Gives::Read).collect()
}
