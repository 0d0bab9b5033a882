//! Protected time: a person's accounts as their programmes promise them, and what the person enters (H1-H3). What is
//! entered is the person's own; an organisation sees sums (see [`kept_here`]).

mod count;
mod enter;
mod organisation;
mod plan;

use std::sync::Arc;

use domain::access::Viewer;
use domain::ids::{JourneyId, PersonId};
use domain::programmes::{Programme, TimePromise};
use domain::time::{Ledger, Line, Marks, Plan, Walk};
use jiff::civil::Date;
use store::time::{Account, TimeLine, TimePlan, Uncounted, Which};
use store::{Connection, Fault};

use crate::Context;

pub use count::{CountRefusal, count_meeting};
pub use enter::{EnterRefusal, NewLine, enter, remove};
pub(crate) use organisation::lost;
pub use organisation::{Group, Here, LEAST_PEOPLE, Plans, Share, kept_here, party_accounts};
pub use plan::{NewPlan, PlanRefusal, end_plan, plan};

/// The noun under which events speak of it.
pub const NOUN: &str = "time";

/// An account with what the programme promises.
#[derive(Debug, Clone)]
pub struct Promised {
    pub account: Account,
    pub programme: Arc<Programme>,
    pub promise: TimePromise,
    /// The latest day first.
    pub lines: Vec<TimeLine>,
    pub plans: Vec<TimePlan>,
}

impl Promised {
    /// As the rules see it.
    pub fn rules(&self) -> domain::time::Account {
        let walks: Vec<Walk> = self.account.walks.iter().map(|walk| walk.walk.clone()).collect();
        domain::time::Account { promise: self.promise.clone(), share: self.account.share, walks }
    }

    /// The first day of the year that is looked at on a day: a year back, or the first day of the account.
    pub fn year_from(&self, today: Date) -> Date {
        let began = self.account.walks.iter().map(|walk| walk.walk.period.started_on).min();
        domain::standards::period_to(today).started_on.max(began.unwrap_or(today))
    }

    /// The ledger of a stretch.
    pub fn ledger(&self, from: Date, until: Date) -> Ledger {
        let lines: Vec<Line> = self.lines.iter().map(|line| line.line).collect();
        let plans: Vec<Plan> = self.plans.iter().map(|plan| plan.plan).collect();
        domain::time::ledger(&self.rules(), &plans, &lines, from, until)
    }

    /// What a stretch is measured against.
    pub fn marks(&self, from: Date, until: Date) -> Marks {
        domain::time::marks(&self.rules(), from, until)
    }
}

/// The accounts of a person for which a programme promises hours, in which they are supported first.
///
/// # Errors
/// The database failed.
pub async fn accounts(ctx: &Context, connection: &impl Connection, viewer: Viewer) -> Result<Vec<Promised>, Fault> {
    let found = store::time::accounts_of(connection, viewer.person).await?;
    let lines = store::time::lines_of(connection, viewer.person).await?;
    let plans = store::time::plans_of(connection, viewer.person).await?;
    let promised = found.into_iter().filter_map(|account| {
        let (programme, promise) = promise(ctx, &account)?;
        Some(Promised {
            lines: lines.iter().filter(|line| line.is_of(&account.which)).cloned().collect(),
            plans: plans.iter().filter(|plan| plan.which == account.which).cloned().collect(),
            account,
            programme,
            promise,
        })
    });
    Ok(promised.collect())
}

/// What the version of the newest journey of an account promises; nothing: there is no such account to keep.
fn promise(ctx: &Context, account: &Account) -> Option<(Arc<Programme>, TimePromise)> {
    let programme = ctx.programmes.version(account.version()?)?;
    let promise = programme.time.iter().find(|promise| promise.party == account.which.party())?;
    Some((Arc::clone(programme), promise.clone()))
}

/// The account of a person in which something stands.
async fn own(
    ctx: &Context,
    connection: &impl Connection,
    person: PersonId,
    which: &Which,
) -> Result<Option<(Account, Arc<Programme>)>, Fault> {
    let found = store::time::accounts_of(connection, person).await?;
    let account = found.into_iter().find(|account| account.which == *which);
    Ok(account.and_then(|account| promise(ctx, &account).map(|(programme, _)| (account, programme))))
}

/// The meetings of an account that were held and are not counted yet.
///
/// # Errors
/// The database failed.
pub async fn uncounted(
    connection: &impl Connection,
    viewer: Viewer,
    accounts: &[Promised],
) -> Result<Vec<(Which, Uncounted)>, Fault> {
    let found = store::time::uncounted(connection, viewer.person, None).await?;
    let place = |meeting: &Uncounted| accounts.iter().find(|one| holds(&one.account, meeting));
    Ok(found.into_iter().filter_map(|meeting| Some((place(&meeting)?.account.which.clone(), meeting))).collect())
}

/// Was the meeting held in a journey of the account, while the person took part?
fn holds(account: &Account, meeting: &Uncounted) -> bool {
    let on = domain::calendar::date_of(meeting.from);
    account.walks.iter().any(|walk| walk.journey == meeting.journey && walk.walk.period.contains(on))
}

/// The walk of an account through a journey.
fn has(account: &Account, journey: JourneyId) -> bool {
    account.walks.iter().any(|walk| walk.journey == journey)
}
