//! What a record is of: a meeting, or a document of the journey. The same machinery writes, signs and amends both.

use domain::confidence::Opens;
use domain::ids::{Id, MeetingId, PersonId, RecordId};
use domain::programmes::{DocumentKind, Onlooker, Opened, Party};
use domain::records::{Reads, Rights, Shown, Stage, item_of, rights};
use domain::signatures::{DOCUMENT_MEANING, MEANING};
use store::meetings::{About, Circle, Meeting, circle_at};
use store::records::{DocumentPlace, Record, RecordState};
use store::{Connection, Fault};

use super::document::{Paper, paper_of};
use crate::error::Failure;
use crate::meetings::{load as load_meeting, viewer};
use crate::{Context, Outcome};

/// Which record: that of a meeting, or a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Meeting(MeetingId),
    Document(RecordId),
}

impl From<MeetingId> for Which {
    fn from(meeting: MeetingId) -> Self {
        Self::Meeting(meeting)
    }
}

impl From<RecordId> for Which {
    fn from(document: RecordId) -> Self {
        Self::Document(document)
    }
}

impl Which {
    /// The address of its pages.
    pub fn path(self) -> String {
        match self {
            Self::Meeting(meeting) => format!("/meetings/{meeting}"),
            Self::Document(document) => format!("/documents/{document}"),
        }
    }

    /// What letters about it name: the noun and the id.
    pub(crate) fn about(self) -> (String, uuid::Uuid) {
        match self {
            Self::Meeting(meeting) => (crate::meetings::NOUN.to_owned(), meeting.uuid()),
            Self::Document(document) => ("documents".to_owned(), document.uuid()),
        }
    }
}

/// What a record is of.
#[derive(Debug, Clone)]
pub enum Subject {
    Meeting(Meeting),
    Document(Document),
}

/// A document of a journey.
#[derive(Debug, Clone)]
pub struct Document {
    pub kind: DocumentKind,
    pub place: DocumentPlace,
    /// The name of the one whose own copy it is.
    pub owner_name: Option<String>,
    pub stage: Stage,
}

impl Subject {
    /// The programme's word for it: “first meeting”, “agreement”.
    pub fn word<'c>(&self, circle: &'c Circle) -> &'c str {
        match self {
            Self::Meeting(meeting) => circle.programme.words.meeting(&meeting.kind),
            Self::Document(document) => circle.programme.words.document(&document.kind.key),
        }
    }

    /// How sentences call it: “record of the first meeting”, “agreement”.
    pub(crate) fn called(&self, circle: &Circle) -> String {
        match self {
            Self::Meeting(_) => format!("record of the {}", self.word(circle)),
            Self::Document(_) => self.word(circle).to_owned(),
        }
    }

    /// What a signature under it says.
    pub fn meaning(&self) -> &'static str {
        match self {
            Self::Meeting(_) => MEANING,
            Self::Document(_) => DOCUMENT_MEANING,
        }
    }

    /// Who signs it.
    pub fn signed_by(&self, circle: &Circle) -> Vec<Party> {
        match self {
            Self::Meeting(meeting) => {
                circle.programme.meeting_kind(&meeting.kind).map_or_else(Vec::new, |kind| kind.signed_by.clone())
            }
            Self::Document(document) => document.kind.signed_by.clone(),
        }
    }

    /// The meeting, if it is one.
    pub fn meeting(&self) -> Option<&Meeting> {
        match self {
            Self::Meeting(meeting) => Some(meeting),
            Self::Document(_) => None,
        }
    }

    /// The document, if it is one.
    pub fn document(&self) -> Option<&Document> {
        match self {
            Self::Meeting(_) => None,
            Self::Document(document) => Some(document),
        }
    }
}

/// A record with all around it, as one person may see it.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub which: Which,
    pub subject: Subject,
    pub circle: Circle,
    pub paper: Paper,
    pub rights: Rights,
    /// The ways in which the viewer takes part; all of them where it is their own copy.
    pub capacities: Vec<Party>,
}

impl Sheet {
    /// The viewer's name, as sentences say it.
    pub(crate) fn my_name(&self) -> &str {
        self.circle.anyones_name(self.circle.viewer).unwrap_or("Somebody")
    }

    /// May the viewer put something right beside it once it is closed? Whoever wrote or signed it.
    pub fn may_amend(&self) -> bool {
        match &self.subject {
            Subject::Meeting(_) => true,
            Subject::Document(document) => {
                let kind = &document.kind;
                let takes_part =
                    kind.written_by.iter().chain(&kind.signed_by).any(|party| self.capacities.contains(party));
                match &document.place.owner {
                    Some((owner, _)) => *owner == self.circle.viewer || self.rights.signs,
                    None => takes_part,
                }
            }
        }
    }

    /// The same as somebody without an account sees it: without whatever is for some eyes only (F8).
    #[must_use]
    pub(crate) fn for_outsider(mut self) -> Self {
        self.paper.hide_from(&[], &self.circle, &self.subject);
        self
    }

    /// May the viewer let somebody without an account see it? Whoever writes in it or has a part in it; of a group's only
    /// who signs it, since it is everybody's who was there; and nobody what is still somebody's own.
    pub fn may_invite(&self) -> bool {
        let is_private = self.subject.document().is_some_and(|it| it.place.owner.is_some() && it.stage == Stage::Draft);
        if self.circle.is_group() && !self.rights.signs {
            return false;
        }
        !is_private && (self.rights.writes || self.may_amend())
    }

    /// The same with nothing in it that the viewer may not read.
    #[must_use]
    pub fn for_viewer(mut self) -> Self {
        let owns = self.subject.document().is_some_and(|document| {
            document.place.owner.as_ref().is_some_and(|(person, _)| *person == self.circle.viewer)
        });
        if !owns {
            self.paper.hide_from(&self.capacities, &self.circle, &self.subject);
        }
        self
    }
}

/// How far a record is, as a document.
pub fn stage_of(record: &Record) -> Stage {
    match (record.state, record.submitted_at) {
        (RecordState::Closed { .. }, _) => Stage::Closed,
        (RecordState::Draft, Some(_)) => Stage::Submitted,
        (RecordState::Draft, None) => Stage::Draft,
    }
}

/// The record as it is, for somebody who may read it; to anybody else it is not there. Nothing is hidden yet: see
/// [`Sheet::for_viewer`].
pub(crate) async fn load<R>(
    ctx: &Context,
    connection: &impl Connection,
    by: PersonId,
    which: Which,
) -> Outcome<Sheet, R> {
    match which {
        Which::Meeting(id) => {
            let (meeting, circle) = load_meeting(ctx, connection, by, id).await?;
            let record = store::records::find_of(connection, id).await?.ok_or(Failure::NotFound)?;
            let subject = Subject::Meeting(meeting);
            let paper = paper_of(ctx, connection, &circle, &subject, record).await?;
            let capacities = circle.capacities();
            let signs = subject.signed_by(&circle).iter().any(|party| capacities.contains(party));
            let rights = Rights { writes: true, signs, reads: Reads::All { because: String::new() } };
            Ok(Sheet { which, subject, circle, paper, rights, capacities })
        }
        Which::Document(id) => {
            let sheet = document(ctx, connection, by, id).await?;
            sheet.filter(|sheet| sheet.rights.reads_all()).ok_or(Failure::NotFound)
        }
    }
}

async fn document(
    ctx: &Context,
    connection: &impl Connection,
    by: PersonId,
    id: RecordId,
) -> Result<Option<Sheet>, Fault> {
    let Some(record) = store::records::find(connection, id).await? else { return Ok(None) };
    let Some(place) = record.of.document().cloned() else { return Ok(None) };
    let viewer = viewer(ctx, by);
    let item = item_of(&place.key);
    let Some(circle) = circle_at(connection, &ctx.programmes, viewer, record.journey, About::Item(&item)).await? else {
        return Ok(None);
    };
    let Some(kind) = kind_of(ctx, &circle, &record, &place) else { return Ok(None) };
    let standing = store::access::standing(connection, by, record.journey, viewer.today).await?;
    let is_owner = place.owner.as_ref().is_some_and(|(owner, _)| *owner == by);
    let stage = stage_of(&record);
    let shown = match &place.owner {
        Some((owner, _)) if kind.opened == Opened::ByOwner => {
            shown_by(&store::confidence::opened_in(connection, record.journey).await?, *owner)
        }
        _ => Shown::NotToThem,
    };
    let rights = rights(&kind, &circle.programme.sharing, &standing, is_owner, stage, shown);
    let Some(rights) = rights else { return Ok(None) };
    let owner_name = match &place.owner {
        None => None,
        Some((person, _)) => match circle.anyones_name(*person) {
            Some(name) => Some(name.to_owned()),
            None => store::people::name_of(connection, *person).await?,
        },
    };
    let subject = Subject::Document(Document { kind, place, owner_name, stage });
    let capacities = parties(&standing);
    let paper = paper_of(ctx, connection, &circle, &subject, record).await?;
    Ok(Some(Sheet { which: Which::Document(id), subject, circle, paper, rights, capacities }))
}

/// Whether the owner of a copy opens it, words and all, as everybody of the journey has decided.
pub fn shown_by(decided: &[(PersonId, Opens)], owner: PersonId) -> Shown {
    let opens = decided.iter().find(|(person, _)| *person == owner).map(|(_, opens)| *opens);
    if opens == Some(Opens::Sentences) { Shown::ToThem } else { Shown::NotToThem }
}

/// The document's kind by the version that it was begun under, else by today's.
fn kind_of(ctx: &Context, circle: &Circle, record: &Record, place: &DocumentPlace) -> Option<DocumentKind> {
    let then = ctx.programmes.version(&record.programme_version).and_then(|programme| programme.document(&place.key));
    then.or_else(|| circle.programme.document(&place.key)).cloned()
}

fn parties(standing: &[Onlooker]) -> Vec<Party> {
    let party = |onlooker: &Onlooker| match onlooker {
        Onlooker::Party(party) => Some(party.clone()),
        _ => None,
    };
    let mut parties: Vec<Party> = standing.iter().filter_map(party).collect();
    parties.sort();
    parties.dedup();
    parties
}

/// A record for a page, with nothing in it that the person may not read; `None`: not theirs, or not there.
///
/// # Errors
/// The database failed.
pub async fn sheet(
    ctx: &Context,
    connection: &impl Connection,
    by: PersonId,
    which: impl Into<Which>,
) -> Result<Option<Sheet>, Fault> {
    match load::<std::convert::Infallible>(ctx, connection, by, which.into()).await {
        Ok(sheet) => Ok(Some(sheet.for_viewer())),
        Err(Failure::NotFound) => Ok(None),
        Err(Failure::Fault(fault)) => Err(fault),
        Err(Failure::Refused(never)) => match never {},
    }
}
