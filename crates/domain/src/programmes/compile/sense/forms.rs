//! Forms that nothing uses, and questions that nobody who fills the form may answer.

use std::collections::BTreeSet;

use crate::forms::{FilledBy, Form, Need};
use crate::programmes::problem::quoted_list;
use crate::programmes::programme::Programme;
use crate::programmes::role::Party;
use crate::programmes::source::{Document, Section};

pub(super) fn forms(documents: &[Document<'_>], programme: &Programme) {
    for (document, form) in documents.iter().zip(&programme.forms) {
        let root = document.root();
        let uses = uses(programme, form);
        if uses.is_empty() {
            let key = &form.key;
            let remedy =
                format!("Name it in `[[meetings]]` or `[[documents]]` (`form = \"{key}\"`), or delete the file.");
            root.problem(format!("Nothing uses the form `{key}`."), remedy);
        } else if uses.iter().all(|(_, parties)| parties.is_empty()) {
            let remedy = "Give the meeting or the document that uses it somebody who takes part.";
            root.problem(format!("Nobody may fill the form `{}`.", form.key), remedy);
        } else {
            questions(&root, form, &uses);
        }
        root.all_read_quietly();
    }
}

/// A question for one party alone: somewhere that party takes part, and everywhere when signing waits for it.
fn questions(root: &Section<'_>, form: &Form, uses: &[(String, BTreeSet<&Party>)]) {
    for section in root.sections("sections") {
        for asked in section.sections("fields") {
            let key = asked.maybe("key").and_then(|key| key.as_text());
            let field = form.fields().find(|field| Some(field.key.as_str()) == key);
            if let Some(field) = field
                && let FilledBy::Only(party) = &field.filled_by
                && let Some(place) = asked.maybe("filled_by")
            {
                let without: Vec<&str> = uses
                    .iter()
                    .filter(|(_, parties)| !parties.contains(party))
                    .map(|(name, _)| name.as_str())
                    .collect();
                if without.len() == uses.len() || (field.need != Need::Optional && !without.is_empty()) {
                    place.problem(
                        format!("Only `{party}` may answer this, and takes no part in {}.", quoted_list(&without)),
                        "Let somebody answer it who is there, or use another form there.",
                    );
                }
            }
            asked.all_read_quietly();
        }
        section.all_read_quietly();
    }
}

/// Where a form is used, and who takes part there.
fn uses<'p>(programme: &'p Programme, form: &Form) -> Vec<(String, BTreeSet<&'p Party>)> {
    let meetings = programme.meeting_kinds.iter().filter(|kind| kind.form == form.key);
    let meetings =
        meetings.map(|kind| (kind.key.to_string(), kind.attended_by.iter().chain(&kind.signed_by).collect()));
    let documents = programme.documents.iter().filter(|document| document.form == form.key);
    let documents = documents
        .map(|document| (document.key.to_string(), document.written_by.iter().chain(&document.signed_by).collect()));
    meetings.chain(documents).collect()
}
