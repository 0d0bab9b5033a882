//! What of an organisation is counted by a standard, and what stands beside the figure.

use domain::calendar::long_date;
use domain::people::{profession, transition};
use domain::programmes::{Power, capitalised};
use domain::standards::{Maker, Part, SetBy, Standard};
use operations::access::Desk;
use operations::standards::{Beside, Item, NeedOf, Reading};

use super::tile;
use crate::components::{Cell, Column, Link, Table};
use crate::words::Words;

/// The things that are counted as a table; nothing where people are counted.
pub(super) fn items(w: Words, reading: &Reading) -> Option<Table> {
    if reading.items.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words(w.say("standards-item")),
        Column::words(w.say("standards-item-state")),
        Column::words(w.say("standards-item-more")),
    ];
    let rows = reading.items.iter().map(|item| {
        let (name, state, more) = item_row(w, item);
        vec![Cell::new(name), Cell::new(state), Cell::new(more)]
    });
    Some(Table::new(w.say("standards-items"), columns, rows.collect()))
}

fn item_row(w: Words, item: &Item) -> (String, String, String) {
    match item {
        Item::Document { name, needs } => {
            let missing: Vec<String> =
                needs.iter().filter(|(_, part)| *part == Part::NotMet).map(|(need, _)| self::need(w, need)).collect();
            let state = if needs.iter().any(|(_, part)| *part == Part::NoData) {
                "no-data"
            } else if missing.is_empty() {
                "met"
            } else {
                "not-met"
            };
            let more = if missing.is_empty() {
                String::new()
            } else {
                w.with("standards-missing", [("what", missing.join("; "))])
            };
            (name.clone(), w.say(&format!("standards-document-{state}")), more)
        }
        Item::Office { word, profession: key, holders, vacant_days, part } => {
            let profession = key.as_ref().and_then(profession).map(|known| known.many.to_string());
            let name = match profession {
                Some(profession) => {
                    w.with("standards-office-of", [("office", capitalised(word)), ("profession", profession)])
                }
                None => capitalised(word),
            };
            let state = if *part == Part::Met { holders.join(", ") } else { w.say("standards-office-vacant") };
            (name, state, w.with("standards-vacant-days", [("days", vacant_days)]))
        }
        Item::Group { profession: key, transition: change, offered, of, part } => {
            let profession =
                key.as_ref().and_then(profession).map_or_else(String::new, |known| capitalised(&known.many));
            let change = change.as_ref().and_then(transition).map(|known| known.name.to_string());
            let change = change.unwrap_or_else(|| w.say("candidate-transition-unknown"));
            let name = w.with("standards-group", [("profession", profession), ("transition", change)]);
            let key = if *offered == 0 && *of > 0 { "standards-group-none" } else { "standards-group-offered" };
            let more = w.with(key, [("offered", offered), ("of", of)]);
            (name, tile::label(w, *part), more)
        }
        Item::Theme { name, resources, part } => {
            let key = if *resources == 0 { "standards-theme-gap" } else { "standards-theme" };
            (name.clone(), tile::label(w, *part), w.with(key, [("count", resources)]))
        }
    }
}

/// What a document needs, in words.
pub(crate) fn need(w: Words, need: &NeedOf) -> String {
    match need {
        NeedOf::Approved => w.say("governance-need-approved"),
        NeedOf::ReviewedInTime => w.say("governance-need-reviewed"),
        NeedOf::OwnerInPost => w.say("governance-need-owner"),
        NeedOf::Says(what) => w.with("governance-need-says", [("what", what)]),
        NeedOf::Held(office) => w.with("governance-need-held", [("office", office)]),
    }
}

/// What stands beside a figure, each in a sentence.
pub(super) fn beside(w: Words, reading: &Reading) -> Vec<String> {
    reading.beside.iter().map(|one| beside_one(w, one)).collect()
}

fn beside_one(w: Words, one: &Beside) -> String {
    match one {
        Beside::SetAside(reasons) => {
            let count: u32 = reasons.values().sum();
            let reason = |(reason, count): (&String, &u32)| {
                let reason = if reason.is_empty() { w.say("standards-no-reason") } else { reason.clone() };
                w.with("standards-set-aside-reason", [("reason", reason), ("count", count.to_string())])
            };
            let reasons: Vec<String> = reasons.iter().map(reason).collect();
            w.with("standards-set-aside", [("count", count.to_string()), ("reasons", reasons.join("; "))])
        }
        Beside::MedianDaysToOffer(days) if *days < 0 => w.with("standards-median-before", [("days", -days)]),
        Beside::MedianDaysToOffer(days) => w.with("standards-median", [("days", days)]),
        Beside::Requests { figure, within_working_days } => w.with(
            "standards-requests",
            [
                ("met", figure.met),
                ("counted", figure.counted()),
                ("open", figure.not_yet_due),
                ("days", *within_working_days),
            ],
        ),
        Beside::Holders { word, count } => {
            w.with("standards-holders", [("office", capitalised(word)), ("count", count.to_string())])
        }
        Beside::Accepted { name, accepted, of } => w.with(
            "standards-accepted",
            [("name", name.clone()), ("accepted", accepted.to_string()), ("of", of.to_string())],
        ),
        Beside::ContentReviewed(Some(on)) => w.with("standards-content-reviewed", [("date", long_date(*on))]),
        Beside::ContentReviewed(None) => w.say("standards-content-never"),
        Beside::Recommended { reached, of } => {
            w.with("standards-hours-recommended", [("reached", reached), ("of", of)])
        }
        Beside::HoursLost(lost) => {
            let one = |(reason, minutes): &(domain::time::Reason, u32)| {
                let reason = w.say(&format!("time-reason-{}", reason.as_str()));
                w.with("standards-hours-lost-one", [("reason", reason), ("hours", crate::time::hours(w, *minutes))])
            };
            let list: Vec<String> = lost.iter().map(one).collect();
            w.with("standards-hours-lost", [("list", list.join("; "))])
        }
        Beside::Mix { own, multi } => w.with("standards-mix", [("own", own), ("multi", multi)]),
    }
}

/// The numbers that a figure is measured against, and whose they are.
pub(super) fn thresholds(w: Words, standard: &Standard) -> Vec<String> {
    let said = standard.thresholds.iter().map(|threshold| {
        let name = w.with(
            &format!("standards-threshold-{}", threshold.key.as_str().replace('_', "-")),
            [("value", threshold.value)],
        );
        let whose = w.say(match threshold.set_by {
            SetBy::Source => "standards-threshold-source",
            SetBy::Ours => "standards-threshold-ours",
            SetBy::Overlay => "standards-threshold-overlay",
        });
        w.with("standards-threshold", [("name", name), ("whose", whose)])
    });
    said.collect()
}

/// Where what feeds the figure is entered, for those who may.
pub(super) fn feed(w: Words, desk: &Desk, standard: &Standard) -> Option<Link> {
    let base = format!("/organisations/{}", desk.code);
    let (power, key, path) = match standard.maker {
        Maker::Governance => (Power::SeeStandards, "standards-feed-governance", "governance"),
        Maker::Content => (Power::SeeStandards, "standards-feed-content", "content"),
        Maker::Hours(_) => (Power::SeeStandards, "standards-feed-hours", "time"),
        Maker::Offices => (Power::AppointOthers, "standards-feed-offices", "offices"),
        Maker::Offers | Maker::OfferGroups => (Power::ManageCandidates, "standards-feed-offers", "candidates"),
        _ => return None,
    };
    desk.may(power).then(|| Link::new(w.say(key), format!("{base}/{path}")))
}
