//! Things of a plan as pages show them, and the picture of how it goes.

use domain::calendar::{date_of, days_between, long_date};
use domain::ids::PlanItemId;
use domain::plans::{Item, ItemKind, ItemState};
use jiff::civil::Date;
use operations::plans::Plan;
use store::plans::Kept;

use super::{names_of, path_of};
use crate::components::{Cell, Column, Rich, Table};
use crate::words::Words;

/// How wide a strip is drawn.
const WIDE: i32 = 300;

/// Something of a plan.
pub(super) struct ItemView {
    pub(super) href: String,
    /// Where it stands on the plan's page.
    pub(super) anchor: String,
    pub(super) what: String,
    /// “By 30 June 2027”; may be empty.
    pub(super) by: String,
    /// “Reached on 3 May 2027”; empty while it is open.
    pub(super) settled: String,
    pub(super) outcome: String,
    /// Quiet facts about it: area, way, what it refers to.
    pub(super) facts: Vec<String>,
    pub(super) success: String,
    /// Who has agreed, or has not; may be empty.
    pub(super) agreed: String,
    /// Where the viewer agrees; empty: there is nothing to agree to.
    pub(super) agree: String,
    pub(super) substance: i32,
    /// “12 May 2027, Rhys Bevan: …”.
    pub(super) note: String,
    pub(super) doing: Vec<Doing>,
    pub(super) strip: Strip,
}

/// What somebody does for an objective.
pub(super) struct Doing {
    pub(super) href: String,
    pub(super) what: String,
    pub(super) quiet: String,
    pub(super) is_done: bool,
}

/// The way from the day something was set down to the day it is to be reached, on the journey's own line.
pub(super) struct Strip {
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) today: Option<i32>,
    pub(super) notes: Vec<i32>,
    /// Where it ends: held | late | planned | cancelled, as the path's shapes.
    pub(super) shape: &'static str,
}

/// How things are told on a day.
pub(super) struct Teller<'a> {
    pub(super) w: Words,
    pub(super) plan: &'a Plan,
    pub(super) today: Date,
}

impl Teller<'_> {
    /// Everything of a kind in these states.
    pub(super) fn all(&self, kind: ItemKind, wanted: impl Fn(ItemState) -> bool) -> Vec<ItemView> {
        let fitting = self.plan.of_kind(kind).filter(|kept| wanted(kept.item.state));
        let mut fitting: Vec<&Kept> = fitting.collect();
        // What is due first stands first; what has no day stands last, in the order in which it came.
        fitting.sort_by_key(|kept| (kept.item.details.by.is_none(), kept.item.details.by));
        fitting.into_iter().map(|kept| self.view(kept)).collect()
    }

    pub(super) fn view(&self, kept: &Kept) -> ItemView {
        let (w, item) = (self.w, &kept.item);
        let details = &item.details;
        let yet = self.plan.yet_to_agree(item);
        let mine = self.plan.my_sides();
        let may_agree = self.plan.may_write && yet.iter().any(|party| mine.contains(party));
        let note = self.plan.notes_on(item.id).next();
        ItemView {
            href: path_of(item.id),
            anchor: anchor(item.id),
            what: details.what.clone(),
            by: self.by(item),
            settled: self.settled(item),
            outcome: item.outcome.clone(),
            facts: self.facts(item),
            success: details.success.clone(),
            agreed: self.agreed(item),
            agree: if may_agree { format!("{}/agreement", path_of(item.id)) } else { String::new() },
            substance: item.substance,
            note: note.map_or_else(String::new, |note| {
                let values = [
                    ("date", long_date(note.noted_on)),
                    ("name", self.plan.name_of(note.written_by).to_owned()),
                    ("text", note.content.clone()),
                ];
                w.with("plan-latest-note", &values)
            }),
            doing: self.plan.under(item.id).map(|kept| self.doing(kept)).collect(),
            strip: self.strip(kept),
        }
    }

    pub(super) fn by(&self, item: &Item) -> String {
        let Some(by) = item.details.by else { return String::new() };
        let key = match item.kind {
            ItemKind::Learning => "plan-enrolled-on",
            ItemKind::Objective if item.state == ItemState::Open && by < self.today => "plan-was-by",
            ItemKind::Activity => "plan-on",
            _ => "plan-by",
        };
        self.w.with(key, [("date", long_date(by).as_str())])
    }

    /// How it ended, in words.
    pub(super) fn settled(&self, item: &Item) -> String {
        let Some(on) = item.settled_on else { return String::new() };
        let key = format!(
            "plan-settled-{}-{}",
            if item.kind == ItemKind::Objective { "objective" } else { "other" },
            item.state.as_str()
        );
        self.w.with(&key, [("date", long_date(on).as_str())])
    }

    fn facts(&self, item: &Item) -> Vec<String> {
        let (w, shape, details) = (self.w, &self.plan.shape, &item.details);
        let mut facts = Vec::new();
        facts.extend(details.area.as_ref().and_then(|key| shape.area_named(key)).map(|area| area.name.clone()));
        facts.extend(details.way.as_ref().and_then(|key| shape.way_named(key)).map(|way| way.name.clone()));
        if !details.reference.is_empty() {
            facts.push(w.with("plan-refers", [("what", details.reference.as_str())]));
        }
        let need = details.under.filter(|_| item.kind == ItemKind::Objective).and_then(|id| self.plan.item(id));
        if let Some(need) = need {
            facts.push(w.with("plan-answers", [("need", need.item.details.what.as_str())]));
        }
        facts
    }

    /// “Agreed by both”, “Rhys Bevan has not agreed to this yet”.
    pub(super) fn agreed(&self, item: &Item) -> String {
        let w = self.w;
        if !item.kind.is_agreed() || item.state != ItemState::Open || self.plan.sides().len() < 2 {
            return String::new();
        }
        let yet = self.plan.yet_to_agree(item);
        if yet.is_empty() {
            return w.say("plan-agreed");
        }
        w.with("plan-not-agreed", [("names", names_of(w, self.plan, &yet).as_str())])
    }

    fn doing(&self, kept: &Kept) -> Doing {
        let item = &kept.item;
        let mut quiet: Vec<String> = Vec::new();
        let way = item.details.way.as_ref().and_then(|key| self.plan.shape.way_named(key));
        quiet.extend(way.map(|way| way.name.clone()));
        quiet.push(if item.state == ItemState::Open { self.by(item) } else { self.settled(item) });
        quiet.retain(|text| !text.is_empty());
        Doing {
            href: path_of(item.id),
            what: item.details.what.clone(),
            quiet: quiet.join(" · "),
            is_done: item.state == ItemState::Reached,
        }
    }

    fn strip(&self, kept: &Kept) -> Strip {
        let item = &kept.item;
        let (first, last) = self.reach();
        let long = days_between(first, last).max(1);
        let at = |on: Date| (days_between(first, on).clamp(0, long) * WIDE) / long;
        let set_down = date_of(kept.added_at);
        let end = item.settled_on.or(item.details.by).unwrap_or(self.today.max(set_down));
        let shape = match item.state {
            ItemState::Reached => "held",
            ItemState::Partly => "planned",
            ItemState::Dropped => "cancelled",
            ItemState::Open if item.details.by.is_some_and(|by| by < self.today) => "late",
            ItemState::Open => "due",
        };
        Strip {
            from: at(set_down.min(end)),
            to: at(end),
            today: (first <= self.today && self.today <= last).then(|| at(self.today)),
            notes: self.plan.notes_on(item.id).map(|note| at(note.noted_on)).collect(),
            shape,
        }
    }

    /// From the first day of the journey, or of the plan, to the last day of either.
    fn reach(&self) -> (Date, Date) {
        let plan = self.plan;
        let added = plan.items.iter().map(|kept| date_of(kept.added_at));
        let first = added.fold(plan.circle.starts_on, Date::min);
        let days = plan.items.iter().filter_map(|kept| kept.item.settled_on.max(kept.item.details.by));
        let last = days.fold(plan.circle.ended_on.unwrap_or(self.today), Date::max);
        (first, last.max(self.today))
    }

    /// The picture as a table.
    pub(super) fn table(&self) -> Table {
        let w = self.w;
        let columns =
            ["plan-column-what", "plan-column-since", "plan-column-by", "plan-column-state", "plan-column-note"];
        let columns = columns.iter().map(|key| Column::words(w.say(key))).collect();
        let rows = self.plan.of_kind(ItemKind::Objective).map(|kept| {
            let item = &kept.item;
            let state = if item.state == ItemState::Open { w.say("plan-open") } else { self.settled(item) };
            let note = self.plan.notes_on(item.id).next();
            vec![
                Cell::link(item.details.what.clone(), path_of(item.id)),
                Cell::new(long_date(date_of(kept.added_at))),
                Cell::new(item.details.by.map_or_else(|| w.say("plan-no-day"), long_date)),
                Cell::new(state),
                Cell::new(note.map_or_else(|| w.say("plan-no-note"), |note| long_date(note.noted_on))),
            ]
        });
        Table::new(Rich::from(w.say("plan-picture")), columns, rows.collect())
    }
}

/// Where something of a plan stands on its page.
pub(super) fn anchor(id: PlanItemId) -> String {
    format!("i-{id}")
}
