//! Filling days of a rota.

use domain::calendar::long_date;
use domain::ids::PersonId;
use jiff::civil::Date;
use store::events::Event;
use store::rotas::{self, Day, RotaAt, Slot};

use crate::error::refuse;
use crate::{Context, Outcome};

/// Why the rota stays as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FillRefusal {
    #[error("somebody who is named does not work here on that day")]
    NotHere { on: Date },
    #[error("somebody cannot stand in for themselves, or for nobody")]
    CoverOfNobody { on: Date },
    #[error("that day is over")]
    Over { on: Date },
}

/// Names people for days of a rota, or takes names off.
///
/// # Errors
/// Somebody does not work there, stands in for themselves or for nobody, or a day is over.
pub async fn fill(ctx: &Context, by: PersonId, at: &RotaAt, slot: &Slot, days: &[Day]) -> Outcome<(), FillRefusal> {
    let (now, today) = (ctx.now(), ctx.today());
    let Some(first) = days.iter().map(|day| day.on).min() else { return Ok(()) };
    if first < today {
        return refuse(FillRefusal::Over { on: first });
    }
    if let Some(day) = days.iter().find(|day| day.cover.is_some() && (day.person.is_none() || day.cover == day.person))
    {
        return refuse(FillRefusal::CoverOfNobody { on: day.on });
    }
    let mut named: Vec<PersonId> = days.iter().flat_map(|day| [day.person, day.cover]).flatten().collect();
    named.sort_unstable();
    named.dedup();
    store::write!(ctx.db, |tx| {
        if !named.is_empty() {
            let times = rotas::times_there(tx, at.organisation, first, &named).await?;
            let there =
                |person: PersonId, on: Date| times.iter().any(|(who, time)| *who == person && time.contains(on));
            for day in days {
                if [day.person, day.cover].into_iter().flatten().any(|person| !there(person, day.on)) {
                    return refuse(FillRefusal::NotHere { on: day.on });
                }
            }
        }
        rotas::put(tx, at, slot, days, (by, now)).await?;
        let event = Event::new(ctx.new_id(), now, Some(by), "rotas.fill", at.organisation)
            .at(at.organisation)
            .saying(format!("Filled the rota “{}” for days from {}", at.rota, long_date(first)));
        store::events::record(tx, &event).await?;
        Ok(())
    })
}
