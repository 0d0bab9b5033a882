//! Whom a programme serves, how it is offered, its roles and offices.

use super::known::Known;
use super::{all, when};
use crate::keys::TrainingKey;
use crate::matching::rules::{Never, TrainingRule, Weights};
use crate::programmes::expectation::{Circumstance, Reminder};
use crate::programmes::programme::{Offering, Participation, Recognise, RecogniseBy, Registered, Serves};
use crate::programmes::role::{Delegation, Office, OfficeEach, Power, Role, Signs};
use crate::programmes::source::{Section, Value};
use crate::working_days::Nation;

/// In which journeys something applies: `when = "part-time"`, or `when = { context = ["…"] }`.
pub(super) fn circumstance(section: &Section<'_>, known: &Known) -> Option<Circumstance> {
    #[derive(Clone, Copy)]
    enum Plain {
        Always,
        OtherProfession,
        PartTime,
    }
    let Some(value) = section.maybe("when") else { return Some(Circumstance::Always) };
    let Some(table) = value.as_section("when") else {
        let plain = [
            ("always", Plain::Always),
            ("supporter-of-another-profession", Plain::OtherProfession),
            ("part-time", Plain::PartTime),
        ];
        return value.one_of("when", &plain).map(|plain| match plain {
            Plain::Always => Circumstance::Always,
            Plain::OtherProfession => Circumstance::SupporterOfAnotherProfession,
            Plain::PartTime => Circumstance::PartTime,
        });
    };
    let contexts = table.list("context");
    let transitions = table.list("transition");
    let registered = table.maybe("registered");
    match (contexts.is_empty(), transitions.is_empty(), registered) {
        (false, true, None) => {
            all(contexts.iter().map(|key| key.reference("context", &known.contexts))).map(Circumstance::Context)
        }
        (true, false, None) => all(transitions.iter().map(|key| key.reference("transition", &known.transitions)))
            .map(Circumstance::Transition),
        (true, true, Some(value)) => {
            value.one_of("registered", &[("yes", true), ("no", false)]).map(Circumstance::Registered)
        }
        _ => {
            table.one_needed(&["context", "transition", "registered"]);
            None
        }
    }
}

pub(super) fn serves(root: &Section<'_>) -> Option<Serves> {
    let section = root.section("serves")?;
    let professions = all(section.list("professions").iter().map(|group| group.parsed("professions")));
    let registered =
        section.one_of("registered", &[("required", Registered::Required), ("not-required", Registered::NotRequired)]);
    let job_roles = all(section.list("job_roles").iter().map(|role| role.text("job_roles")));
    let recognise = match section.maybe_section("recognise") {
        None => Some(None),
        Some(recognise) => recognised(&recognise).map(Some),
    };
    let professions = professions?;
    if professions.is_empty() {
        section.problem("The programme serves no profession.", "Name at least one group: `professions = [\"…\"]`.");
    }
    Some(Serves { professions, job_roles: job_roles?, registered: registered?, recognise: recognise? })
}

fn recognised(section: &Section<'_>) -> Option<Recognise> {
    let within_days = section.number("within_days", 0..=3660);
    let ahead_days = section.number("ahead_days", 0..=3660);
    let of = section.one_of("of", &[("post-start", RecogniseBy::PostStart)]);
    let first_file_in =
        all(section.list("first_file_in").iter().map(|nation| nation.one_of("nation", &Nation::WRITTEN)));
    Some(Recognise { within_days: within_days?, ahead_days: ahead_days?, of: of?, first_file_in: first_file_in? })
}

pub(super) fn offering(root: &Section<'_>, known: &Known) -> Option<Offering> {
    let section = root.section("offering")?;
    let due = match section.maybe("due") {
        None => Some(None),
        Some(due) => when::due(&due, "due", known).map(Some),
    };
    let remind = reminders(&section, known);
    let answer_within_working_days = section.number("answer_within_working_days", 1..=260);
    let participation = section.one_of("participation", &Participation::NAMED);
    Some(Offering {
        due: due?,
        remind: remind?,
        answer_within_working_days: answer_within_working_days?,
        participation: participation?,
    })
}

/// `remind = [{ days_before = 3, to = ["guide"] }, { days_after = 3, to = ["lead"] }]`.
pub(super) fn reminders(section: &Section<'_>, known: &Known) -> Option<Vec<Reminder>> {
    all(section.list("remind").iter().map(|value| {
        let Some(reminder) = value.as_section("remind") else {
            value.problem("A reminder must be a table.", "Write `{ days_before = 3, to = [\"supportee\"] }`.");
            return None;
        };
        let before = reminder.maybe("days_before").and_then(|days| days.number::<i32>("days_before", 0..=365));
        let after = reminder.maybe("days_after").and_then(|days| days.number::<i32>("days_after", 0..=365));
        let to = all(reminder.list("to").iter().map(|who| known.onlooker(who, "role or office")));
        let Some(days) = before.map(|days| -days).or(after) else {
            reminder.one_needed(&["days_before", "days_after"]);
            return None;
        };
        let to = to?;
        if to.is_empty() {
            reminder.problem("The reminder goes to nobody.", "Add `to = [\"supportee\"]`, or a role or office.");
        }
        Some(Reminder { days, to })
    }))
}

pub(super) fn roles(root: &Section<'_>, known: &Known) -> Option<Vec<Role>> {
    all(root.sections("roles").iter().map(|section| role(section, known)))
}

fn role(section: &Section<'_>, known: &Known) -> Option<Role> {
    let key = section.parsed("key");
    let count = section.value("count").and_then(|count| least_and_most(&count));
    let filled_by = match section.maybe("filled_by") {
        None => Some(None),
        Some(value) => when::due(&value, "filled_by", known).map(Some),
    };
    let at_once = match section.maybe("at_once") {
        None => Some(None),
        Some(value) => value.number("at_once", 1..=50).map(Some),
    };
    let never = all(section
        .list("never")
        .iter()
        .map(|value| value.one_of("never", &[("self", Never::Oneself), ("line-manager", Never::LineManager)])));
    let training = match section.maybe_section("training") {
        None => Some(None),
        Some(training) => training_of(&training).map(Some),
    };
    let circumstance = circumstance(section, known);
    let signs = section.one_of("signs", &[("records", Signs::Records), ("nothing", Signs::Nothing)]);
    let may_be_outside = section.one_of_or("may_be_outside", &[("yes", true), ("no", false)], false);
    let delegations = Delegation::ALL.map(|delegation| (delegation.as_str(), delegation));
    let delegated = all(section.list("delegated").iter().map(|value| value.one_of("delegated", &delegations)));
    let covers = match section.maybe("covers") {
        None => Some(None),
        Some(role) => role.reference("role", &known.roles).map(Some),
    };
    let (count, most) = count?;
    Some(Role {
        key: key?,
        count,
        most,
        filled_by: filled_by?,
        at_once: at_once?,
        never: never?,
        training: training?,
        circumstance: circumstance?,
        signs: signs?,
        may_be_outside: may_be_outside?,
        delegated: delegated?,
        covers: covers?,
    })
}

/// `1`: exactly so many; `{ least = 0, most = 5 }`.
fn least_and_most(value: &Value<'_>) -> Option<(u32, u32)> {
    const MOST: i64 = 20;
    let Some(section) = value.as_section("count") else {
        return value.number("count", 1..=MOST).map(|count| (count, count));
    };
    let least: Option<u32> = section.number("least", 0..=MOST);
    let most: Option<u32> = section.number("most", 1..=MOST);
    let (least, most) = (least?, most?);
    if most < least {
        section.problem("`most` is less than `least`.", "Write the smaller number as `least`.");
        return None;
    }
    Some((least, most))
}

fn training_of(section: &Section<'_>) -> Option<TrainingRule> {
    let initial: Option<TrainingKey> = section.parsed("initial");
    let refresh_months = match section.maybe("refresh_months") {
        None => Some(None),
        Some(value) => value.number("refresh_months", 1..=120).map(Some),
    };
    Some(TrainingRule { initial: initial?, refresh_months: refresh_months? })
}

pub(super) fn offices(root: &Section<'_>) -> Option<Vec<Office>> {
    let powers: Vec<(&str, Power)> = Power::ALL.iter().map(|power| (power.as_str(), *power)).collect();
    all(root.sections("offices").iter().map(|section| {
        let key = section.parsed("key");
        let powers = all(section.list("powers").iter().map(|value| value.one_of("powers", &powers)));
        let accountable = section.one_of_or("accountable", &[("yes", true), ("no", false)], false);
        let each = section.one_of_or("each", &[("profession", OfficeEach::Profession)], OfficeEach::Organisation);
        Some(Office { key: key?, powers: powers?, accountable: accountable?, each: each? })
    }))
}

/// How much each preference weighs when people and supporters are brought together; what is left out weighs nothing.
pub(super) fn weights(root: &Section<'_>) -> Option<Weights> {
    let section = root.section("matching")?;
    let weight = |key: &'static str| section.maybe(key).map_or(Some(0), |value| value.number::<u16>(key, 0..=1000));
    let weights = (
        weight("same_profession"),
        weight("same_transition"),
        weight("same_site"),
        weight("same_department"),
        weight("band_at_or_above"),
        weight("wishes"),
        weight("balance"),
    );
    Some(Weights {
        same_profession: weights.0?,
        same_transition: weights.1?,
        same_site: weights.2?,
        same_department: weights.3?,
        band_at_or_above: weights.4?,
        wishes: weights.5?,
        balance: weights.6?,
    })
}
