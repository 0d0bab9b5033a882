//! One thing of a plan.

use jiff::civil::Date;

use crate::calendar;
use crate::ids::PlanItemId;
use crate::keys::{AreaKey, WayKey};
use crate::programmes::PlanShape;

/// How long a sentence of a plan may be.
pub const MOST_LETTERS: usize = 500;

/// What kind of thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// What somebody brings.
    Strength,
    /// What they would like to learn or be surer of.
    Need,
    /// What they set out to reach.
    Objective,
    /// What they do for an objective.
    Activity,
    /// A programme of learning that they take part in.
    Learning,
}

impl ItemKind {
    pub const ALL: [Self; 5] = [Self::Strength, Self::Need, Self::Objective, Self::Activity, Self::Learning];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Need => "need",
            Self::Objective => "objective",
            Self::Activity => "activity",
            Self::Learning => "learning",
        }
    }

    /// As programme files name several.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Strength => "strengths",
            Self::Need => "needs",
            Self::Objective => "objectives",
            Self::Activity => "activities",
            Self::Learning => "learning",
        }
    }

    /// The parts that one may fill in.
    pub fn parts(self) -> &'static [Part] {
        match self {
            Self::Strength | Self::Need => &[Part::What, Part::Area],
            Self::Objective => &[Part::What, Part::Success, Part::By, Part::Area, Part::Reference, Part::Under],
            Self::Activity => &[Part::What, Part::Way, Part::By],
            Self::Learning => &[Part::What, Part::By],
        }
    }

    /// Is it something that two people agree on?
    pub fn is_agreed(self) -> bool {
        self == Self::Objective
    }
}

impl std::str::FromStr for ItemKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}

/// How it stands with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemState {
    Open,
    /// Done, reached, met.
    Reached,
    /// Some of the way.
    Partly,
    /// Let go, with why.
    Dropped,
}

impl ItemState {
    pub const ALL: [Self; 4] = [Self::Open, Self::Reached, Self::Partly, Self::Dropped];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reached => "reached",
            Self::Partly => "partly",
            Self::Dropped => "dropped",
        }
    }
}

impl std::str::FromStr for ItemState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(())
    }
}

/// Something of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub id: PlanItemId,
    pub kind: ItemKind,
    pub details: Details,
    pub state: ItemState,
    /// What became of it, or why it was let go.
    pub outcome: String,
    pub settled_on: Option<Date>,
    /// Rises with every change.
    pub version: i32,
    /// The version in which what two people agree on was last changed.
    pub substance: i32,
}

/// What is said in it. What a kind of item does not have stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    pub what: String,
    /// How one will know that it is reached.
    pub success: String,
    pub area: Option<AreaKey>,
    /// The framework it refers to, and where in it.
    pub reference: String,
    pub way: Option<WayKey>,
    /// The day by which, or on which; of learning the day of enrolment.
    pub by: Option<Date>,
    /// The need that an objective answers, or the objective that an activity is for.
    pub under: Option<PlanItemId>,
}

/// A part of an item that can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    What,
    Success,
    Area,
    Reference,
    Way,
    By,
    Under,
    State,
    Outcome,
}

impl Part {
    pub const ALL: [Self; 9] = [
        Self::What,
        Self::Success,
        Self::Area,
        Self::Reference,
        Self::Way,
        Self::By,
        Self::Under,
        Self::State,
        Self::Outcome,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Success => "success",
            Self::Area => "area",
            Self::Reference => "reference",
            Self::Way => "way",
            Self::By => "by",
            Self::Under => "under",
            Self::State => "state",
            Self::Outcome => "outcome",
        }
    }

    /// Does what two people agreed on change with it?
    pub fn is_substance(self) -> bool {
        matches!(self, Self::What | Self::Success | Self::By)
    }
}

impl std::str::FromStr for Part {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|part| part.as_str() == text).ok_or(())
    }
}

/// Why something cannot stand in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("say what it is")]
    Empty,
    #[error("say it in fewer words")]
    TooLong(Part),
    #[error("choose one of those that are offered")]
    NotOffered(Part),
}

impl Wrong {
    /// The part that is wrong.
    pub fn part(self) -> Part {
        match self {
            Self::Empty => Part::What,
            Self::TooLong(part) | Self::NotOffered(part) => part,
        }
    }

    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "plan-wrong-empty",
            Self::TooLong(_) => "plan-wrong-long",
            Self::NotOffered(_) => "plan-wrong-offered",
        }
    }
}

impl Details {
    /// What a part says, as it is kept; nothing is empty text.
    pub fn part(&self, part: Part) -> String {
        match part {
            Part::What => self.what.clone(),
            Part::Success => self.success.clone(),
            Part::Area => self.area.as_ref().map(ToString::to_string).unwrap_or_default(),
            Part::Reference => self.reference.clone(),
            Part::Way => self.way.as_ref().map(ToString::to_string).unwrap_or_default(),
            Part::By => self.by.map(|by| by.to_string()).unwrap_or_default(),
            Part::Under => self.under.map(|under| under.to_string()).unwrap_or_default(),
            Part::State | Part::Outcome => String::new(),
        }
    }

    /// Takes a part over from another.
    pub fn take(&mut self, part: Part, from: &Self) {
        match part {
            Part::What => self.what.clone_from(&from.what),
            Part::Success => self.success.clone_from(&from.success),
            Part::Area => self.area.clone_from(&from.area),
            Part::Reference => self.reference.clone_from(&from.reference),
            Part::Way => self.way.clone_from(&from.way),
            Part::By => self.by = from.by,
            Part::Under => self.under = from.under,
            Part::State | Part::Outcome => {}
        }
    }

    /// A part as it was kept at some time.
    pub fn set(&mut self, part: Part, kept: &str) {
        match part {
            Part::What => kept.clone_into(&mut self.what),
            Part::Success => kept.clone_into(&mut self.success),
            Part::Area => self.area = kept.parse().ok(),
            Part::Reference => kept.clone_into(&mut self.reference),
            Part::Way => self.way = kept.parse().ok(),
            Part::By => self.by = kept.parse().ok(),
            Part::Under => self.under = kept.parse().ok(),
            Part::State | Part::Outcome => {}
        }
    }

    /// The same without blanks around what was typed and without what the kind does not have.
    #[must_use]
    pub fn tidied(mut self, kind: ItemKind) -> Self {
        for text in [&mut self.what, &mut self.success, &mut self.reference] {
            *text = text.trim().to_owned();
        }
        let nothing = Self::default();
        for part in Part::ALL.into_iter().filter(|part| !kind.parts().contains(part) && *part != Part::Under) {
            self.take(part, &nothing);
        }
        if !matches!(kind, ItemKind::Objective | ItemKind::Activity) {
            self.under = None;
        }
        self
    }

    /// Is it something that can stand in a plan of this shape?
    ///
    /// # Errors
    /// Nothing is said, too much is, or what the programme does not offer.
    pub fn check(&self, shape: &PlanShape) -> Result<(), Wrong> {
        if self.what.is_empty() {
            return Err(Wrong::Empty);
        }
        for (part, text) in
            [(Part::What, &self.what), (Part::Success, &self.success), (Part::Reference, &self.reference)]
        {
            if text.chars().count() > MOST_LETTERS {
                return Err(Wrong::TooLong(part));
            }
        }
        if self.area.as_ref().is_some_and(|area| shape.area_named(area).is_none()) {
            return Err(Wrong::NotOffered(Part::Area));
        }
        if self.way.as_ref().is_some_and(|way| shape.way_named(way).is_none()) {
            return Err(Wrong::NotOffered(Part::Way));
        }
        Ok(())
    }
}

impl Item {
    /// As it is read in a document that is signed: what it says, line by line.
    pub fn lines(&self, shape: &PlanShape, all: &[Self]) -> String {
        let mut lines = vec![self.details.what.clone()];
        let mut add = |name: &str, text: String| {
            if !text.is_empty() {
                lines.push(format!("  {name}: {text}"));
            }
        };
        add("How we will know", self.details.success.clone());
        let area = self.details.area.as_ref().and_then(|area| shape.area_named(area));
        add(&crate::programmes::capitalised(&shape.area.one), area.map(|area| area.name.clone()).unwrap_or_default());
        add("Refers to", self.details.reference.clone());
        let way = self.details.way.as_ref().and_then(|way| shape.way_named(way));
        add("Way", way.map(|way| way.name.clone()).unwrap_or_default());
        let day = if self.kind == ItemKind::Learning { "Enrolled on" } else { "By" };
        add(day, self.details.by.map(calendar::long_date).unwrap_or_default());
        let for_it =
            all.iter().filter(|other| other.kind == ItemKind::Activity && other.details.under == Some(self.id));
        for activity in for_it {
            add("Doing", activity.details.what.clone());
        }
        let outcome = match (self.state, self.outcome.is_empty()) {
            (ItemState::Open, _) => String::new(),
            (state, true) => state.in_words().to_owned(),
            (state, false) => format!("{}. {}", state.in_words(), self.outcome),
        };
        add("Outcome", outcome);
        lines.join("\n")
    }
}

impl ItemState {
    /// As a signed text says it.
    fn in_words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reached => "reached",
            Self::Partly => "partly reached",
            Self::Dropped => "let go",
        }
    }
}
