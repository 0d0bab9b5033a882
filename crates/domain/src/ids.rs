//! Identifiers. Each noun has its own type, so that a meeting is never looked up by a journey's id.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What every identifier can do: be made from a UUID (version 7, so that later ones sort later) and give it back.
pub trait Id: Copy + Send + Sync + 'static {
    fn from_uuid(uuid: Uuid) -> Self;
    fn uuid(self) -> Uuid;
}

/// The text was not an identifier; to the person asking, that is the same as "not found".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$about:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )+};
}

ids! {
    /// A point that somebody put on a meeting's agenda.
    AgendaPointId,
    /// Somebody without an account, asked to contribute to or sign one record.
    OutsiderId,
    /// Meetings that were proposed in one go.
    SeriesId,
    /// What two people agreed to do otherwise.
    ExceptionId,
    /// An absence from work: dates, never a reason.
    AbsenceId,
    /// A governance role held by a person for a period.
    AppointmentId,
    /// An amendment beside a closed record.
    AmendmentId,
    /// A portfolio brought from elsewhere.
    BroughtId,
    /// Somebody who may be owed a programme for a post.
    CandidacyId,
    /// Somebody's wish for another supporter.
    ChangeRequestId,
    /// The record that somebody has completed a journey.
    CompletionId,
    /// Somebody's standing in for another, for a stated time.
    CoverId,
    /// A pair of records that may be the same person.
    DoubtId,
    /// The end of a journey, asked for or entered.
    EndingId,
    /// One supporter's going and another's coming.
    HandoverId,
    /// A person's employment by one organisation.
    EmploymentId,
    /// A resource or session that an organisation entered.
    ContentId,
    /// A state of a governance document, as it was entered.
    GovernanceEntryId,
    /// An organisation's own judgement of a standard.
    JudgementId,
    /// Something that happened, in a sentence.
    EventId,
    /// A file that somebody added to a record.
    FileId,
    /// An answer on whether others may know something.
    ConsentId,
    /// A grouping of organisations: a system, region, cluster or nation.
    GroupingId,
    /// Long work that goes on in the background.
    JobId,
    /// One person's time on a programme.
    JourneyId,
    /// A letter waiting to go out, or gone.
    MailId,
    /// A run of cohort matching.
    MatchingRunId,
    /// A meeting, planned or past.
    MeetingId,
    /// A reminder that waits for its letter.
    NoticeId,
    /// An organisation.
    OrganisationId,
    /// A request for leave.
    LeaveId,
    /// A message between people of a journey.
    MessageId,
    /// Messages on one subject.
    ThreadId,
    /// A stay at a place of practice during a training.
    PlacementId,
    /// Something that somebody asked not to raise with whoever supervises a placement.
    SilenceId,
    /// The question whether somebody would support one.
    AskingId,
    /// A supporter's place in a journey, for a period.
    PairingId,
    /// Something of a plan: a strength, a need, an objective, what one does for it.
    PlanItemId,
    /// A note on how it goes with something of a plan.
    PlanNoteId,
    /// A pause of a journey.
    PauseId,
    /// A human being.
    PersonId,
    /// A post somebody holds.
    PostId,
    /// A time proposed for a meeting.
    ProposalId,
    /// A filled-in form: a meeting record.
    RecordId,
    /// A signed-in browser.
    SessionId,
    /// A signature on a record.
    SignatureId,
    /// A portfolio as it was made to be taken along.
    TakeawayId,
    /// A file that was handed in.
    UploadId,
    /// A file in what somebody gathers.
    EvidenceId,
    /// A line on what somebody learnt or was given outside meetings.
    LearningId,
    /// A reflection.
    ReflectionId,
    /// What somebody shared with somebody.
    ShareId,
    /// Hours taken or lost.
    TimeLineId,
    /// Hours in a job plan.
    TimePlanId,
}
