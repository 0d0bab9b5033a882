//! What a programme says of the plan of a journey, and of how people look at their own confidence (E2, E3).

use crate::forms::Noun;
use crate::keys::{AreaKey, DocumentKey, FieldKey, MeetingKey, WayKey};

/// The plan of a journey: what somebody brings, needs and sets out to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanShape {
    /// The document under whose name it is shared and written, and in which it is agreed.
    pub document: DocumentKey,
    /// What an area is called here: “pillar”.
    pub area: Noun,
    /// None: the plan is not divided.
    pub areas: Vec<Area>,
    /// What one may do to get somewhere.
    pub ways: Vec<WayThere>,
    /// Meetings at which all of it is looked at again, strengths too.
    pub reviewed_at: Vec<MeetingKey>,
}

impl PlanShape {
    pub fn area_named(&self, key: &AreaKey) -> Option<&Area> {
        self.areas.iter().find(|area| area.key == *key)
    }

    pub fn way_named(&self, key: &WayKey) -> Option<&WayThere> {
        self.ways.iter().find(|way| way.key == *key)
    }
}

/// An area of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    pub key: AreaKey,
    pub name: String,
}

/// A way to get somewhere: working beside somebody, a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayThere {
    pub key: WayKey,
    pub name: String,
}

/// How people look at their own confidence: a document of their own, written again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfidenceShape {
    pub document: DocumentKey,
    /// In the order in which they stand around the shape.
    pub points: Vec<Point>,
}

/// A point of the shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The scale that it is read from.
    pub field: FieldKey,
    pub name: String,
    /// What one wrote beside it.
    pub note: Option<FieldKey>,
}
