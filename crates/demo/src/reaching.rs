//! What reaches people: the letters with everything that waits, written on the last working morning, a calendar feed, and a
//! portfolio to take along.

use domain::calendar::{instant, plus_days};
use domain::working_days::{Nation, is_working_day};
use jiff::civil::{Date, time};
use operations::{Context, feeds, reminders, takeaway};

use crate::Problem;
use crate::cast::{self, Part};

/// Climbs the ladders as they stand and writes the letters of that morning.
pub async fn remind(ctx: &Context, today: Date) -> Result<(), Problem> {
    let mut morning = plus_days(today, -1);
    while !is_working_day(Nation::England, morning) {
        morning = plus_days(morning, -1);
    }
    ctx.clock.move_to(instant(morning, time(8, 5, 0, 0)));
    reminders::climb_expectations(ctx).await?;
    reminders::send_waiting(ctx).await?;
    // Whoever has half a year of meetings behind them has the most to take along; the server makes it when it starts.
    let email = cast::playing(Part::MidWay).email;
    for guise in store::demo::at_addresses(ctx.db.reader(), &[email]).await? {
        feeds::renew(ctx, guise.person).await?;
        takeaway::ask(ctx, guise.person).await?;
    }
    Ok(())
}
