//! A journey's documents as a list: each with how it stands, when it is due and who sees it. Only what the viewer may
//! know of is in it.

use domain::calendar::{date_of, long_date};
use domain::confidence::Opens;
use domain::ids::{JourneyId, PersonId};
use domain::programmes::{DocumentKind, Gives, Kept, Onlooker, Own, Party, Programme, capitalised};
use domain::records::{Rights, Shown, Stage, item_of, rights};
use jiff::civil::Date;
use operations::records::{Which, shown_by, stage_of};
use store::overview::{Head, OpenOccurrence};
use store::records::Record;

use super::paths;
use crate::error::Error;
use crate::records::At;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// A kind of document in the list.
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) href: String,
    /// “By 3 December 2026”; may be empty.
    pub(crate) due: String,
    pub(crate) copies: Vec<Copy>,
    /// Who sees it, once it is there.
    pub(crate) seen: String,
}

/// One document.
pub(crate) struct Copy {
    /// Whose it is or which one; empty where there is only one.
    pub(crate) which: String,
    pub(crate) status: String,
    pub(crate) colour: &'static str,
    /// Where it is read or written; empty for whoever only knows that it is there.
    pub(crate) href: String,
    /// Where it is read beside the version before; may be empty.
    pub(crate) compare: String,
}

/// Everything that a list of documents is made from.
pub(super) struct Shelf<'a> {
    pub(super) w: Words,
    pub(super) programme: &'a Programme,
    pub(super) journey: JourneyId,
    pub(super) viewer: PersonId,
    pub(super) standing: &'a [Onlooker],
    pub(super) records: &'a [Record],
    /// People of the journey by part and name.
    pub(super) people: &'a [(Party, PersonId, String)],
    pub(super) signed: &'a [(domain::ids::RecordId, PersonId)],
    /// What people open of their own.
    pub(super) opened: &'a [(PersonId, Opens)],
}

impl Shelf<'_> {
    /// What the viewer may do with a record of this kind; nothing: it is not there for them.
    pub(super) fn rights(&self, kind: &DocumentKind, record: &Record) -> Option<Rights> {
        let place = record.of.document()?;
        let owns = place.owner.as_ref().is_some_and(|(owner, _)| *owner == self.viewer);
        let shown = place.owner.as_ref().map_or(Shown::NotToThem, |(owner, _)| shown_by(self.opened, *owner));
        rights(kind, &self.programme.sharing, self.standing, owns, stage_of(record), shown)
    }

    /// May the viewer begin one?
    pub(super) fn may_begin(&self, kind: &DocumentKind) -> bool {
        let is_own = kind.own == Own::EachTheirs;
        let may = rights(kind, &self.programme.sharing, self.standing, is_own, Stage::Draft, Shown::NotToThem);
        let mine = self.records.iter().filter(|record| self.is_mine(kind, record));
        let last = mine.max_by_key(|record| record.of.document().map(|place| place.number));
        let free = last.is_none_or(|last| stage_of(last) == Stage::Closed && kind.kept != Kept::Once);
        may.is_some_and(|rights| rights.writes) && free
    }

    /// Is it the shared one, or the viewer's own copy?
    fn is_mine(&self, kind: &DocumentKind, record: &Record) -> bool {
        record.of.document().is_some_and(|place| {
            place.key == kind.key && place.owner.as_ref().is_none_or(|(owner, _)| *owner == self.viewer)
        })
    }

    /// Is there any reason to show the kind to the viewer?
    pub(super) fn knows(&self, kind: &DocumentKind) -> bool {
        let shared = kind.own == Own::Shared;
        let of_the_kind = self.records.iter().filter(|r| r.of.document().is_some_and(|place| place.key == kind.key));
        let mut seen = of_the_kind.filter_map(|record| self.rights(kind, record));
        let draft = rights(kind, &self.programme.sharing, self.standing, false, Stage::Draft, Shown::NotToThem);
        seen.next().is_some() || self.may_begin(kind) || (shared && draft.is_some())
    }

    /// The documents of the kind that the viewer may know of, the newest first.
    pub(super) fn copies(&self, kind: &DocumentKind) -> Vec<Copy> {
        let mut records: Vec<&Record> =
            self.records.iter().filter(|r| r.of.document().is_some_and(|place| place.key == kind.key)).collect();
        records.sort_by_key(|record| std::cmp::Reverse(record.created_at));
        records.into_iter().filter_map(|record| Some(self.copy(kind, record, &self.rights(kind, record)?))).collect()
    }

    fn copy(&self, kind: &DocumentKind, record: &Record, rights: &Rights) -> Copy {
        let (status, colour) = self.status(kind, record, rights);
        let at = At(Which::Document(record.id));
        let href = match (rights.reads_all(), rights.writes && stage_of(record) == Stage::Draft) {
            (false, _) => String::new(),
            (true, true) => at.record(),
            (true, false) => at.signatures(),
        };
        let number = record.of.document().map_or(1, |place| place.number);
        let is_next = number > 1 && kind.own == Own::Shared && rights.reads_all();
        let compare = if is_next { super::compare::path_of(record.id) } else { String::new() };
        Copy { which: self.which(kind, record), status, colour, href, compare }
    }

    /// “Yours”, “Rhys Bevan”, “2, begun on 3 May 2027”.
    fn which(&self, kind: &DocumentKind, record: &Record) -> String {
        let w = self.w;
        let Some(place) = record.of.document() else { return String::new() };
        let mut parts = Vec::new();
        if let Some((owner, party)) = &place.owner {
            let name = self.people.iter().find(|(_, person, _)| person == owner).map(|(.., name)| name.clone());
            parts.push(match name {
                _ if *owner == self.viewer => w.say("documents-yours"),
                Some(name) => name,
                None => capitalised(self.programme.party_word(party)),
            });
        }
        if kind.kept != Kept::Once {
            let on = long_date(date_of(record.created_at));
            parts.push(w.with("documents-number", &[("number", place.number.to_string()), ("date", on)]));
        }
        parts.join(", ")
    }

    fn status(&self, kind: &DocumentKind, record: &Record, rights: &Rights) -> (String, &'static str) {
        let w = self.w;
        let on = |at| long_date(date_of(at));
        let stage = stage_of(record);
        let signs = !kind.signed_by.is_empty();
        let have_signed: Vec<PersonId> =
            self.signed.iter().filter(|(id, _)| *id == record.id).map(|(_, person)| *person).collect();
        match (stage, signs) {
            (Stage::Closed, true) => (w.with("documents-signed", [("date", on(record.updated_at).as_str())]), "green"),
            (Stage::Closed | Stage::Submitted, false) => {
                let at = record.submitted_at.unwrap_or(record.updated_at);
                (w.with("documents-submitted", [("date", on(at).as_str())]), "green")
            }
            (Stage::Draft | Stage::Submitted, true) if !have_signed.is_empty() => {
                let mine = rights.signs && !have_signed.contains(&self.viewer);
                let key = if mine { "documents-waits-for-you" } else { "documents-waits" };
                (w.say(key), if mine { "orange" } else { "blue" })
            }
            (Stage::Submitted, true) => (w.say("documents-waits"), "blue"),
            (Stage::Draft, _) => (w.say("documents-draft"), "blue"),
        }
    }

    /// Who sees it, by the programme's table.
    pub(super) fn seen(&self, kind: &DocumentKind) -> String {
        let w = self.w;
        let item = item_of(&kind.key);
        let rules = self.programme.sharing.rules.iter().filter(|rule| rule.item == item && rule.gives == Gives::Read);
        let names: Vec<String> = rules
            .map(|rule| match &rule.who {
                Onlooker::Party(party) => {
                    let named = self.people.iter().find(|(each, ..)| each == party);
                    match named {
                        Some((_, person, _)) if *person == self.viewer => w.say("readers-you"),
                        Some((.., name)) => name.clone(),
                        None => self.programme.party_word(party).to_owned(),
                    }
                }
                Onlooker::Cover => w.say("readers-cover"),
                Onlooker::LineManager => w.say("readers-line-manager"),
                Onlooker::Office(office) => self.programme.words.office(office).to_owned(),
            })
            .collect();
        capitalised(&crate::meetings::and(w, &names))
    }
}

/// The documents of a journey for its page.
pub(crate) async fn lines(
    state: &AppState,
    who: &SignedIn,
    head: &Head,
    open: &[OpenOccurrence],
    today: Date,
) -> Result<Vec<Line>, Error> {
    let programme = &head.programme;
    if programme.documents.is_empty() {
        return Ok(Vec::new());
    }
    let reader = state.ctx.db.reader();
    let standing = store::access::standing(reader, who.person(), head.journey, today).await?;
    let records = store::records::documents_of(reader, head.journey).await?;
    let signed = store::records::signers_of(reader, head.journey).await?;
    let opened = store::confidence::opened_in(reader, head.journey).await?;
    let mut people = vec![(Party::Supportee, head.supportee, head.supportee_name.clone())];
    people.extend(head.supporters.iter().cloned());
    let w = Words::english();
    let shelf = Shelf {
        w,
        programme,
        journey: head.journey,
        viewer: who.person(),
        standing: &standing,
        records: &records,
        people: &people,
        signed: &signed,
        opened: &opened,
    };
    Ok(programme.documents.iter().filter(|kind| shelf.knows(kind)).map(|kind| shelf.line(kind, open, today)).collect())
}

impl Shelf<'_> {
    fn line(&self, kind: &DocumentKind, open: &[OpenOccurrence], today: Date) -> Line {
        let w = self.w;
        let mut copies = self.copies(kind);
        if kind.kept == Kept::Renewed && kind.own == Own::Shared {
            // Earlier versions stand on the document's own page.
            copies.truncate(1);
        }
        if copies.is_empty() {
            let status = w.say("documents-not-yet");
            copies.push(Copy {
                which: String::new(),
                status,
                colour: "grey",
                href: String::new(),
                compare: String::new(),
            });
        }
        let asks = |occurrence: &&OpenOccurrence| {
            let expectation = self.programme.expectation(&occurrence.expectation);
            expectation.is_some_and(|expectation| expectation.met_by.documents().any(|key| *key == kind.key))
        };
        let due = open.iter().filter(asks).map(|occurrence| occurrence.due_on).min();
        let due = due.map_or_else(String::new, |on| {
            let key = if on < today { "documents-late" } else { "documents-due" };
            w.with(key, [("date", long_date(on).as_str())])
        });
        Line {
            what: capitalised(self.programme.words.document(&kind.key)),
            href: paths::kind(self.journey, &kind.key),
            due,
            copies,
            seen: self.seen(kind),
        }
    }
}
