//! The people one can be, and a few beside them: named here, so that they are the same whatever else is changed.

use crate::houses::Trade;

/// Somebody with a name of their own.
#[derive(Debug)]
pub struct Member {
    pub given: &'static str,
    pub family: &'static str,
    pub email: &'static str,
    pub house: usize,
    pub trade: Trade,
    /// For those who join: how many days after today they start.
    pub starts_in_days: i32,
    pub part: Part,
}

/// What they are in the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Started a few days ago; the first meeting is to be agreed.
    NewlyStarted,
    /// Supports two people.
    Supporter,
    /// Looks after the programme.
    Lead,
    /// Has said yes and waits for somebody.
    Waiting,
    /// Has an offer and not begun yet.
    BeforeDayOne,
    /// Looks after people and posts.
    Administrator,
    /// Supports the one who has just started.
    Companion,
    /// Is supported by the supporter: in the middle of the way.
    MidWay,
    /// Is supported by the supporter: some weeks in.
    SomeWeeksIn,
}

const fn member(
    part: Part,
    given: &'static str,
    family: &'static str,
    email: &'static str,
    house: usize,
    trade: Trade,
    starts_in_days: i32,
) -> Member {
    Member { given, family, email, house, trade, starts_in_days, part }
}

/// Everybody with a name of their own.
pub const CAST: &[Member] = &[
    member(Part::NewlyStarted, "Amara", "Osei", "amara.osei@thornby.example", 2, Trade::Paramedic, -3),
    member(Part::Supporter, "Daniel", "Whitfield", "daniel.whitfield@westmarch.example", 0, Trade::Physiotherapist, 0),
    member(Part::Lead, "Priya", "Raman", "priya.raman@westmarch.example", 0, Trade::OccupationalTherapist, 0),
    member(Part::Waiting, "Tomasz", "Wrona", "tomasz.wrona@fenwold.example", 1, Trade::Podiatrist, -9),
    member(
        Part::BeforeDayOne,
        "Leila",
        "Haddad",
        "leila.haddad@westmarch.example",
        0,
        Trade::OccupationalTherapist,
        16,
    ),
    member(Part::Administrator, "Graham", "Pike", "graham.pike@westmarch.example", 0, Trade::Physiotherapist, 0),
    member(Part::Companion, "Ruth", "Adeyemi", "ruth.adeyemi@thornby.example", 2, Trade::Paramedic, 0),
    member(Part::MidWay, "Hannah", "Ekwueme", "hannah.ekwueme@westmarch.example", 0, Trade::Physiotherapist, -186),
    member(Part::SomeWeeksIn, "Callum", "Reyes", "callum.reyes@westmarch.example", 0, Trade::Physiotherapist, -40),
];

/// Where the first and second of a trade are the lead and a champion without names of their own.
const HOUSE_WITHOUT_A_LEAD_IN_THE_CAST: usize = 2;

/// The one who has a part.
pub fn playing(part: Part) -> &'static Member {
    CAST.iter().find(|member| member.part == part).expect("each part is cast above")
}

/// Those of an organisation who join it.
pub fn joiners(house: usize) -> impl Iterator<Item = &'static Member> {
    CAST.iter().filter(move |member| member.house == house && member.starts_in_days != 0)
}

/// The one who has a place among the experienced people of a trade, if there is one: each comes first in their own.
pub fn experienced(house: usize, trade: Trade, number: usize) -> Option<&'static Member> {
    let here = |member: &&Member| member.house == house && member.trade == trade;
    let parts = [Part::Supporter, Part::Lead, Part::Companion];
    // The first place of a trade may be that of an organisation's lead.
    let first = if house == HOUSE_WITHOUT_A_LEAD_IN_THE_CAST { 2 } else { 0 };
    CAST.iter().filter(here).filter(|member| parts.contains(&member.part)).nth(number.checked_sub(first)?)
}

/// The one who has a place among the other people.
pub fn other(house: usize, number: usize) -> Option<&'static Member> {
    let administrator = playing(Part::Administrator);
    (administrator.house == house && number == 0).then_some(administrator)
}
