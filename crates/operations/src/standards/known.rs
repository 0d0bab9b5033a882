//! What is known of a standard at an organisation: its figure, what and who is counted, and what stands beside it.

use std::collections::BTreeMap;

use domain::ids::{CandidacyId, JourneyId};
use domain::keys::{ProfessionKey, TransitionKey};
use domain::standards::{Figure, Part};
use jiff::civil::Date;

/// What is known of a standard at an organisation.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// `None`: nothing feeds it here.
    pub figure: Option<Figure>,
    /// What of the organisation is counted.
    pub items: Vec<Item>,
    /// Who is counted: for those who may see who.
    pub people: Vec<Counted>,
    /// What stands beside the figure and never in it.
    pub beside: Vec<Beside>,
}

/// Something of the organisation that is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    Document { name: String, needs: Vec<(NeedOf, Part)> },
    Office { word: String, profession: Option<ProfessionKey>, holders: Vec<String>, vacant_days: i32, part: Part },
    Group { profession: Option<ProfessionKey>, transition: Option<TransitionKey>, offered: u32, of: u32, part: Part },
    Theme { name: String, resources: usize, part: Part },
}

/// What a document needs, with the programme's words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NeedOf {
    Approved,
    ReviewedInTime,
    OwnerInPost,
    Says(String),
    Held(String),
}

/// Somebody who is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    pub name: String,
    pub about: About,
    pub part: Part,
    pub due_on: Option<Date>,
    /// The day that decided it: of the offer, the end, the latest training.
    pub on: Option<Date>,
}

/// What is counted of them, and where more of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Journey(JourneyId),
    Offer(CandidacyId),
    Length(JourneyId),
    Training,
    /// Protected time; the journey, of somebody who is supported.
    Hours(Option<JourneyId>),
}

/// What stands beside a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// So many people were set aside, by reason.
    SetAside(BTreeMap<String, u32>),
    MedianDaysToOffer(i32),
    /// Requests answered within so many working days.
    Requests {
        figure: Figure,
        within_working_days: u32,
    },
    /// So many people hold an office whose vacancy is not counted.
    Holders {
        word: String,
        count: usize,
    },
    /// Of those in a role, so many have accepted its descriptor of today.
    Accepted {
        name: String,
        accepted: usize,
        of: usize,
    },
    ContentReviewed(Option<Date>),
    /// So many of those who are long enough at it have had all that is recommended.
    Recommended {
        reached: u32,
        of: u32,
    },
    /// Minutes of protected time lost, the most first.
    HoursLost(Vec<(domain::time::Reason, u32)>),
    Mix {
        own: usize,
        multi: usize,
    },
}

impl Reading {
    /// The figure, begun when it is first counted.
    pub(super) fn figure(&mut self) -> &mut Figure {
        self.figure.get_or_insert_default()
    }

    /// Counts somebody.
    pub(super) fn count(&mut self, counted: Counted) {
        self.figure().add(counted.part);
        self.people.push(counted);
    }
}
