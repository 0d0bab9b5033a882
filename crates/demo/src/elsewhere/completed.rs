//! Somebody whose first time with a companion is complete, before the next begins: the record of it is theirs to keep.

use domain::endings::How;
use domain::ids::OrganisationId;
use domain::meetings::HeldTime;
use jiff::SignedDuration;
use operations::endings::{self, Ending};
use operations::journeys::{self, ByHand};
use operations::meetings;

use super::{Told, key};
use crate::Problem;
use crate::telling::unexpected;

const WHO: &str = "owain.pugh@harbour.example";
const WITH: &str = "nia.rowlands@harbour.example";
const LEAD: &str = "mair.bowen@harbour.example";

impl Told<'_> {
    /// Tells of it: begun soon after they came, and complete some weeks ago.
    pub(super) async fn completed(&self, organisation: OrganisationId) -> Result<(), Problem> {
        let ctx = self.ctx;
        self.move_to(240, 9);
        let lead = self.person(LEAD).await?;
        let pair = ByHand {
            programme: key("mentoring"),
            supportee: WHO.to_owned(),
            supporter: WITH.to_owned(),
            starts_on: self.day(240),
        };
        let begun = journeys::begin_by_hand(ctx, lead, organisation, &pair).await;
        let journey = begun.map_err(unexpected("a first time together"))?;
        let companion = self.person(WITH).await?;
        for (ago, kind) in [(236, "first"), (190, "conversation"), (140, "conversation"), (72, "closing")] {
            self.move_to(ago, 15);
            let now = ctx.now();
            let time = HeldTime::new(now - SignedDuration::from_mins(70), now - SignedDuration::from_mins(15));
            let time = time.map_err(|_| Problem::Refused("a meeting has no such time".to_owned()))?;
            let held = meetings::record_held(ctx, companion, journey, &key(kind), time).await;
            held.map(drop).map_err(unexpected(kind))?;
        }
        self.move_to(70, 12);
        let ending = Ending { how: How::Completed, on: self.day(70) };
        endings::end(ctx, lead, journey, &ending).await.map(drop).map_err(unexpected("completing"))
    }
}
