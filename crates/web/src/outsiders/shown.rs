//! What people without an account wrote and signed, beside the record, for those who read it.

use domain::calendar::long_instant;
use domain::ids::RecordId;
use operations::records::Sheet;
use store::outsiders::{Contribution, OutsideSignature};

use crate::error::Error;
use crate::state::AppState;
use crate::words::Words;

/// What stands beside a record.
#[derive(Default)]
pub(crate) struct Beside {
    pub(crate) notes: Vec<BesideNote>,
    /// Who has signed, when, and whether it is still what stands.
    pub(crate) signatures: Vec<String>,
    /// Where somebody is invited; empty for those who may not.
    pub(crate) invite: String,
}

/// Something that was written beside it.
pub(crate) struct BesideNote {
    pub(crate) head: String,
    pub(crate) text: String,
}

impl Beside {
    /// Is there nothing, and nobody to invite?
    pub(crate) fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.signatures.is_empty() && self.invite.is_empty()
    }
}

/// What stands beside a record for one who reads all of it.
pub(crate) async fn beside(state: &AppState, w: Words, sheet: &Sheet) -> Result<Beside, Error> {
    let reader = state.ctx.db.reader();
    let id: RecordId = sheet.paper.record.id;
    let notes = store::outsiders::contributions(reader, id).await?;
    let signatures = store::outsiders::signatures(reader, id).await?;
    Ok(Beside {
        notes: notes.iter().map(|one| note(w, one)).collect(),
        signatures: signatures.iter().map(|one| signature(w, sheet, one)).collect(),
        invite: if sheet.may_invite() { super::path(sheet.which) } else { String::new() },
    })
}

/// “Ines Duarte, 6 November 2026 at 3:35pm”, and what was written.
pub(super) fn note(w: Words, one: &Contribution) -> BesideNote {
    let when = long_instant(one.written_at);
    BesideNote {
        head: w.with("outside-wrote", &[("name", one.name.clone()), ("when", when)]),
        text: one.content.clone(),
    }
}

fn signature(w: Words, sheet: &Sheet, one: &OutsideSignature) -> String {
    let key = if one.version == sheet.paper.record.version { "outside-signed" } else { "outside-signed-before" };
    w.with(key, &[("name", one.name.clone()), ("when", long_instant(one.signed_at))])
}
