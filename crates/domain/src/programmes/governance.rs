//! What an organisation keeps in order to run a programme well: documents, what is learnt, who does what (L7, B5).

use super::{Onlooker, Party};
use crate::keys::{GovernanceKey, OfficeKey, ResourceKey, StandardRef, StatementKey, ThemeKey};

/// A document that an organisation keeps: a policy, a role descriptor, a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GovernanceDocument {
    pub key: GovernanceKey,
    pub name: String,
    /// It is reviewed at least so often.
    pub review_months: u32,
    pub kind: GovernanceKind,
    /// Whose role a descriptor describes.
    pub of: Option<Onlooker>,
    /// What it has to say.
    pub states: Vec<Statement>,
    /// Offices that stand behind it: each is held.
    pub backed_by: Vec<OfficeKey>,
    pub counts_for: Vec<StandardRef>,
}

/// What kind of document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GovernanceKind {
    Policy,
    Descriptor,
    Framework,
}

impl GovernanceKind {
    /// How programme files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Descriptor => "descriptor",
            Self::Framework => "framework",
        }
    }
}

/// Something that a document has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub key: StatementKey,
    pub name: String,
}

/// A theme of what is learnt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    pub key: ThemeKey,
    pub name: String,
    pub what: Option<String>,
}

/// A session or a resource that the programme brings along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    pub key: ResourceKey,
    pub title: String,
    pub themes: Vec<ThemeKey>,
    pub kind: ResourceKind,
    pub mix: Mix,
    pub link: Option<String>,
}

/// Whether people come together for it or take it by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceKind {
    Session,
    Resource,
}

impl ResourceKind {
    pub const ALL: [Self; 2] = [Self::Session, Self::Resource];

    /// How programme files and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Resource => "resource",
        }
    }

    /// The kind of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// For whom it is: people of one profession, or of several together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mix {
    OwnProfession,
    MultiProfession,
}

impl Mix {
    pub const ALL: [Self; 2] = [Self::OwnProfession, Self::MultiProfession];

    /// How programme files and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OwnProfession => "own-profession",
            Self::MultiProfession => "multi-profession",
        }
    }

    /// The mix of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mix| mix.as_str() == word)
    }
}

/// Something that somebody does in a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responsibility {
    pub of: Responsible,
    pub what: String,
    /// The standard or principle that asks for it.
    pub reference: Option<StandardRef>,
}

/// Who is responsible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Responsible {
    Party(Party),
    LineManager,
    Office(OfficeKey),
    Organisation,
}
