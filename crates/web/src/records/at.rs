//! Where a record's pages are, and whom they name.

use domain::ids::FileId;
use domain::keys::FieldKey;
use domain::programmes::{Opened, Own, capitalised};
use domain::records::Stage;
use operations::records::{Sheet, Subject, Which};

use crate::words::Words;

/// The addresses of a record's pages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At(pub(crate) Which);

impl At {
    /// The form to write in.
    pub(crate) fn record(self) -> String {
        format!("{}/record", self.0.path())
    }

    /// Where answers are saved as one types.
    pub(super) fn answers(self) -> String {
        format!("{}/record/answers", self.0.path())
    }

    /// Where one chooses between texts that were written at once.
    pub(super) fn choices(self) -> String {
        format!("{}/record/choices", self.0.path())
    }

    /// Where somebody says that they have seen what others changed.
    pub(super) fn seen(self) -> String {
        format!("{}/seen", self.0.path())
    }

    /// Who can see it.
    pub(super) fn readers(self) -> String {
        format!("{}/record/readers", self.0.path())
    }

    /// Where a file is added for a question.
    pub(super) fn field(self, field: &FieldKey) -> String {
        format!("{}/record/fields/{field}", self.0.path())
    }

    /// A file that was added.
    pub(super) fn file(self, file: FileId) -> String {
        format!("{}/record/files/{file}", self.0.path())
    }

    /// The page that shows what is signed.
    pub(crate) fn signatures(self) -> String {
        format!("{}/signatures", self.0.path())
    }

    /// What happens after one has signed or handed in.
    pub(super) fn signed(self) -> String {
        format!("{}/signed", self.0.path())
    }

    /// The form for an amendment.
    pub(super) fn amendments(self) -> String {
        format!("{}/amendments", self.0.path())
    }
}

/// Where one comes from: the meeting, or the journey's documents of this kind.
pub(super) fn back(sheet: &Sheet) -> String {
    match &sheet.subject {
        Subject::Meeting(meeting) => crate::meetings::paths::show(meeting.id),
        Subject::Document(document) => crate::documents::paths::kind(sheet.circle.journey, &document.kind.key),
    }
}

/// “First meeting”, “Agreement”.
pub(super) fn capital(sheet: &Sheet) -> String {
    capitalised(sheet.subject.word(&sheet.circle))
}

/// Is it the viewer's own copy that nobody else sees yet?
pub(super) fn is_private(sheet: &Sheet) -> bool {
    sheet.subject.document().is_some_and(|it| it.kind.own == Own::EachTheirs && it.stage == Stage::Draft)
}

/// Is it the viewer's own, which others see when and as long as they open it?
pub(super) fn is_own_to_open(sheet: &Sheet) -> bool {
    let viewer = sheet.circle.viewer;
    sheet.subject.document().is_some_and(|it| {
        it.kind.opened == Opened::ByOwner && it.place.owner.as_ref().is_some_and(|(owner, _)| *owner == viewer)
    })
}

/// The others who read what is written here now: whoever may read it, of a draft whoever writes or signs it too.
fn names(sheet: &Sheet) -> Vec<String> {
    let others = sheet.circle.others().into_iter();
    let reads = |parties: &[domain::programmes::Party]| match sheet.subject.document() {
        Some(it) if it.kind.own == Own::Shared && it.stage == Stage::Draft => {
            parties.iter().any(|party| it.kind.written_by.contains(party) || it.kind.signed_by.contains(party))
        }
        _ => true,
    };
    others.filter(|other| reads(&sheet.circle.parties_of(other.person))).map(|other| other.name.clone()).collect()
}

/// The other people, by name.
pub(super) fn others(w: Words, sheet: &Sheet) -> String {
    crate::meetings::and(w, &names(sheet))
}

/// Who reads what is written here, from where the viewer stands: “You and Rhys Bevan”.
pub(super) fn readers(w: Words, sheet: &Sheet) -> String {
    if is_own_to_open(sheet) {
        return w.say("readers-own-to-open");
    }
    let names = names(sheet);
    if is_private(sheet) {
        return match names.is_empty() {
            true => w.say("readers-only-you"),
            false => w.with("readers-you-until", &[("others", crate::meetings::and(w, &names))]),
        };
    }
    let mut all = vec![w.say("readers-you")];
    all.extend(names);
    crate::meetings::and(w, &all)
}

/// Who reads the answer of one question, when fewer do than read the record; else nothing.
pub(super) fn readers_of(w: Words, sheet: &Sheet, field: &domain::forms::Field) -> String {
    if field.seen_by == domain::forms::SeenBy::Readers {
        return String::new();
    }
    let others = sheet.circle.others().into_iter();
    let names = others.filter(|other| field.may_see(&sheet.circle.parties_of(other.person)));
    let mut all = vec![w.say("readers-you")];
    all.extend(names.map(|other| other.name.clone()));
    match all.as_slice() {
        [_] => w.say("readers-only-you"),
        all => crate::meetings::and(w, all),
    }
}
