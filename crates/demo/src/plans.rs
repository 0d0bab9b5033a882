//! What stands in people's plans: strengths, needs, objectives with what became of them, changed along the way. And how much
//! of how they see themselves they open.

use domain::calendar::{date_of, instant, plus_days, plus_months};
use domain::confidence::Opens;
use domain::ids::{PersonId, PlanItemId};
use domain::keys::AreaKey;
use domain::plans::{Changed, Details, Item, ItemKind, ItemState, Part};
use domain::programmes::{Party, PlanShape, shipped};
use jiff::civil::{Date, time};
use jiff::{SignedDuration, Timestamp};
use operations::Context;
use operations::history::{PastItem, PastShare};
use store::demo::Life;
use store::plans::{Agreement, Change, Kept, Note};

use crate::dice::Dice;
use crate::prose::pieces;
use crate::workers::working_day;

/// What the programme of a journey says of plans.
pub fn shape(life: &Life) -> Option<PlanShape> {
    shipped().version(&life.version).and_then(|programme| programme.plan.clone())
}

/// The day on which somebody's plan was begun.
pub fn begun_on(life: &Life) -> Date {
    working_day(plus_days(life.starts_on, dice(life, 1).between(5, 22)))
}

/// The same throw for the same person, whoever asks.
fn dice(life: &Life, of: u64) -> Dice {
    Dice::of(&life.email, of * 7919)
}

/// A thing as it was when it was set down.
pub fn as_set_down(item: &Item) -> Item {
    Item { state: ItemState::Open, outcome: String::new(), settled_on: None, ..item.clone() }
}

/// Everything in the plan of a journey as it stands on a day.
pub fn items(ctx: &Context, life: &Life, today: Date) -> Vec<PastItem> {
    let dice = &mut dice(life, 2);
    let on = begun_on(life);
    let until = life.ended_on.map_or(today, |ended_on| ended_on.min(today));
    let Some(shape) = shape(life) else { return Vec::new() };
    let away = life.away.is_some_and(|(from, back)| from <= on && back.is_none_or(|back| on <= back));
    if on >= until || away || instant(on, time(9, 0, 0, 0)) < life.named_at || !dice.in_hundred(93) {
        return Vec::new();
    }
    let mut teller = Teller { ctx, life, until, areas: shape.areas.iter().map(|area| area.key.clone()).collect() };
    let strength = pieces::OWN_STRENGTHS[dice.below(pieces::OWN_STRENGTHS.len())];
    let mut found =
        vec![teller.set_down(ItemKind::Strength, on, Details { what: strength.into(), ..Details::default() })];
    let need = pieces::OWN_NEEDS[dice.below(pieces::OWN_NEEDS.len())];
    let need = teller.set_down(ItemKind::Need, on, Details { what: need.into(), ..Details::default() });
    let answers = need.kept.item.id;
    found.push(need);
    let first = dice.below(pieces::OBJECTIVES.len());
    for nth in 0..dice.between(1, 3) {
        let place = (first + usize::try_from(nth).unwrap_or_default()) % pieces::OBJECTIVES.len();
        let by = plus_months(on, 2 + 2 * nth);
        let set_down = if nth == 0 { on } else { working_day(plus_days(on, 20 * nth)) };
        if set_down < until {
            found.extend(teller.objective(&pieces::OBJECTIVES[place], (set_down, by), answers, dice));
        }
    }
    found
}

struct Teller<'a> {
    ctx: &'a Context,
    life: &'a Life,
    until: Date,
    areas: Vec<AreaKey>,
}

impl Teller<'_> {
    fn set_down(&mut self, kind: ItemKind, on: Date, details: Details) -> PastItem {
        let id: PlanItemId = self.ctx.new_id();
        let at = instant(on, time(10, 20, 0, 0));
        let by = self.life.person;
        let said = Changed { part: Part::What, before: String::new(), after: details.what.clone() };
        let item = Item {
            id,
            kind,
            details,
            state: ItemState::Open,
            outcome: String::new(),
            settled_on: None,
            version: 1,
            substance: 1,
        };
        PastItem {
            organisation: self.life.organisation,
            kept: Kept { item, journey: self.life.journey, added_by: by, added_at: at },
            name: self.life.name.clone(),
            changes: vec![Change { item: id, version: 1, changed: said, by, at }],
            notes: Vec::new(),
            agreements: Vec::new(),
        }
    }

    /// An objective with what one does for it, notes along the way, and what became of it.
    fn objective(
        &mut self,
        words: &pieces::Objective,
        (on, by): (Date, Date),
        answers: PlanItemId,
        dice: &mut Dice,
    ) -> Vec<PastItem> {
        let area = self.areas.get(dice.below(self.areas.len().max(1))).cloned();
        let details = Details {
            what: words.what.to_owned(),
            success: words.success.to_owned(),
            area,
            by: Some(by),
            under: dice.in_hundred(60).then_some(answers),
            ..Details::default()
        };
        let mut objective = self.set_down(ItemKind::Objective, on, details);
        let id = objective.kept.item.id;
        self.agree(&mut objective, 1, on, dice);
        for after in [32, 64, 96] {
            let noted = working_day(plus_days(on, after + dice.between(-6, 6)));
            if noted < self.until && noted < by && dice.in_hundred(55) {
                objective.notes.push(self.note(id, noted, *dice.pick(pieces::HOW_IT_GOES), dice));
            }
        }
        let moved = working_day(plus_days(by, -9));
        if moved < self.until && moved > on && dice.in_hundred(30) {
            self.move_day(&mut objective, moved, plus_days(by, 42));
            self.agree(&mut objective, 2, moved, dice);
        }
        self.end(&mut objective, dice);
        let doing = Details {
            what: words.how.to_owned(),
            way: Some("shadowing".parse().expect("a valid key")),
            under: Some(id),
            ..Details::default()
        };
        let mut doing = self.set_down(ItemKind::Activity, on, doing);
        if objective.kept.item.state == ItemState::Reached {
            let settled = objective.kept.item.settled_on;
            self.settle(&mut doing, ItemState::Reached, "", settled.unwrap_or(self.until));
        }
        vec![objective, doing]
    }

    /// One side agrees at once, the other some days later, mostly.
    fn agree(&self, item: &mut PastItem, substance: i32, on: Date, dice: &mut Dice) {
        let sides = [
            (Party::Supportee, self.life.person, 0, 100),
            (Party::Role(self.life.role.clone()), self.life.supporter, dice.between(1, 6), 88),
        ];
        for (party, person, later, likely) in sides {
            let day = working_day(plus_days(on, later));
            if dice.in_hundred(likely) && day < self.until {
                let at = instant(day, time(16, 40, 0, 0));
                item.agreements.push(Agreement { item: item.kept.item.id, party, substance, person, at });
            }
        }
    }

    fn note(&self, item: PlanItemId, on: Date, words: &str, dice: &mut Dice) -> Note {
        let by = self.one_of_two(dice);
        let at = instant(on, time(12, 45, 0, 0));
        Note { id: self.ctx.new_id(), item, content: words.to_owned(), noted_on: on, written_by: by, written_at: at }
    }

    fn one_of_two(&self, dice: &mut Dice) -> PersonId {
        if dice.in_hundred(70) { self.life.person } else { self.life.supporter }
    }

    /// It takes longer than was thought.
    fn move_day(&self, item: &mut PastItem, on: Date, to: Date) {
        let kept = &mut item.kept.item;
        let was = kept.details.part(Part::By);
        kept.details.by = Some(to);
        (kept.version, kept.substance) = (2, 2);
        let changed = Changed { part: Part::By, before: was, after: to.to_string() };
        let (by, at) = (self.life.supporter, instant(on, time(15, 5, 0, 0)));
        item.changes.push(Change { item: kept.id, version: 2, changed, by, at });
    }

    fn end(&self, item: &mut PastItem, dice: &mut Dice) {
        let Some(by) = item.kept.item.details.by.filter(|by| *by < self.until) else { return };
        match dice.below(10) {
            0 => self.settle(item, ItemState::Dropped, pieces::LET_GO[0], by),
            1 => self.settle(item, ItemState::Partly, "Some of it. The rest comes with the next rotation.", by),
            2 => {}
            _ => self.settle(item, ItemState::Reached, pieces::OUTCOMES[dice.below(pieces::OUTCOMES.len())], by),
        }
    }

    fn settle(&self, item: &mut PastItem, state: ItemState, outcome: &str, on: Date) {
        let kept = &mut item.kept.item;
        kept.version += 1;
        (kept.state, kept.outcome, kept.settled_on) = (state, outcome.to_owned(), Some(on));
        let (by, at) = (self.life.person, self.after(item.kept.added_at, on));
        let said = [(Part::State, "open", state.as_str()), (Part::Outcome, "", outcome)];
        for (part, before, after) in said.into_iter().filter(|(_, before, after)| before != after) {
            let changed = Changed { part, before: before.to_owned(), after: after.to_owned() };
            item.changes.push(Change { item: kept.id, version: kept.version, changed, by, at });
        }
    }

    /// In the afternoon of a day, and never before something was set down.
    fn after(&self, added_at: Timestamp, on: Date) -> Timestamp {
        instant(on, time(17, 10, 0, 0)).max(added_at + SignedDuration::from_mins(5))
    }
}

/// What somebody opens of how they see themselves; some never said.
pub fn share(life: &Life, today: Date) -> Option<PastShare> {
    let dice = &mut dice(life, 3);
    let on = working_day(plus_days(life.starts_on, 30));
    let is_cast = crate::cast::CAST.iter().any(|member| member.email == life.email);
    let opens = match dice.below(10) {
        _ if is_cast => Opens::Sentences,
        0..=2 => return None,
        3..=6 => Opens::Sentences,
        _ => Opens::Shape,
    };
    let at = instant(on, time(18, 0, 0, 0));
    (date_of(at) < today && at >= life.named_at).then_some(PastShare {
        journey: life.journey,
        person: life.person,
        opens,
        at,
    })
}
