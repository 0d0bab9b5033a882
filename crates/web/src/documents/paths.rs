//! Where documents are found.

use domain::ids::JourneyId;
use domain::keys::DocumentKey;

/// All there is of one kind of document in a journey, and where one begins.
pub fn kind(journey: JourneyId, document: &DocumentKey) -> String {
    format!("/journeys/{journey}/documents/{document}")
}
