//! What somebody should do next in a journey, and why: a sentence and the link that does it.

use domain::calendar::{clock_time, date_of, days_between, long_date, plus_days, time_of, weekday_date};
use domain::ids::{JourneyId, MeetingId, PersonId};
use domain::programmes::{Expectation, Onlooker, Party, Programme, Requirement, When};
use jiff::Timestamp;
use jiff::civil::Date;
use store::meetings::{About, reads};
use store::overview::{Head, OpenMeeting, OpenOccurrence, OpenState, Relationship};

use crate::journeys;
use crate::words::Words;

/// How far ahead one looks, in days.
const AHEAD_DAYS: i32 = 35;
/// A meeting this near is worth a line.
const MEETING_DAYS: i32 = 7;

/// The last day on which something may open to be of interest today.
pub fn horizon(today: Date) -> Date {
    plus_days(today, AHEAD_DAYS)
}

/// How pressing something is. Late stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    Late,
    /// Somebody waits for it, or it is due within a week.
    Due,
    Later,
}

impl Urgency {
    /// The name of its looks.
    pub fn key(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Due => "due",
            Self::Later => "later",
        }
    }
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    pub urgency: Urgency,
    /// The day it is about, to sort by.
    pub on: Date,
    pub sentence: String,
    /// Why, or the easiest way back; may be empty.
    pub detail: String,
    /// What the link does: “Propose a time”.
    pub verb: String,
    pub href: String,
    /// Which relationship it is about, where somebody has several; may be empty.
    pub about: String,
}

/// A journey as far as sentences about it need to know.
#[derive(Clone, Copy)]
pub struct Walk<'a> {
    pub journey: JourneyId,
    pub programme: &'a Programme,
    pub supportee: &'a str,
    pub supporter: &'a str,
}

impl<'a> Walk<'a> {
    /// Of a journey's page.
    pub fn of_head(head: &'a Head) -> Self {
        let supporter = head.supporters.first().map(|(_, _, name)| name.as_str());
        Self {
            journey: head.journey,
            programme: &head.programme,
            supportee: &head.supportee_name,
            supporter: supporter.unwrap_or_else(|| head.programme.words.role(&head.programme.supporter)),
        }
    }

    /// Of somebody's home.
    pub fn of_relationship(relationship: &'a Relationship) -> Self {
        let programme = &relationship.programme;
        let supporter = relationship.supporters.first().map(String::as_str);
        Self {
            journey: relationship.journey,
            programme,
            supportee: &relationship.supportee_name,
            supporter: supporter.unwrap_or_else(|| programme.words.role(&programme.supporter)),
        }
    }

    /// The name of the one across from a party.
    pub fn other(&self, party: &Party) -> &'a str {
        match party {
            Party::Supportee => self.supporter,
            Party::Role(_) => self.supportee,
        }
    }
}

/// What is next for a party of a journey, as its page shows it.
pub fn for_party(
    w: Words,
    head: &Head,
    party: &Party,
    open: &[OpenOccurrence],
    meetings: &[OpenMeeting],
    today: Date,
) -> Vec<Next> {
    let person = match head.supporters.iter().find(|(each, ..)| each == party) {
        Some((_, person, _)) => *person,
        None => head.supportee,
    };
    things(w, &Walk::of_head(head), party, person, open, meetings, today)
}

/// What a party is asked that those who look on are not asked themselves, without telling it in their voice.
pub fn of_others(
    w: Words,
    programme: &Programme,
    party: &Party,
    mine: &[Party],
    open: &[OpenOccurrence],
    today: Date,
) -> Vec<String> {
    let asks = |expectation: &Expectation, party: &Party| {
        expectation.asks.iter().any(|ask| ask.of == Onlooker::Party(party.clone()))
    };
    let each = open.iter().filter_map(|occurrence| {
        let expectation = programme.expectation(&occurrence.expectation)?;
        let is_shared = mine.iter().any(|own| asks(expectation, own));
        let is_over = occurrence.due_on < today && matches!(expectation.when, When::Every(_));
        let is_now = occurrence.opens_on <= today && !is_over;
        if !asks(expectation, party) || is_shared || !is_now {
            return None;
        }
        let key = if occurrence.due_on < today { "next-other-late" } else { "next-other-due" };
        Some(w.with(key, [("what", expectation.what.as_str()), ("date", long_date(occurrence.due_on).as_str())]))
    });
    each.collect()
}

/// What is next for a person who is this party of a journey, the most pressing first.
pub fn things(
    w: Words,
    walk: &Walk<'_>,
    party: &Party,
    person: PersonId,
    open: &[OpenOccurrence],
    meetings: &[OpenMeeting],
    today: Date,
) -> Vec<Next> {
    let open: Vec<&OpenOccurrence> = open.iter().filter(|occurrence| occurrence.journey == walk.journey).collect();
    let meetings: Vec<&OpenMeeting> = meetings.iter().filter(|meeting| meeting.journey == walk.journey).collect();
    let asked = Asked { w, walk, party, person, open: &open, meetings: &meetings, today };
    let mut found: Vec<Next> = open.iter().filter_map(|occurrence| asked.of_expectation(occurrence)).collect();
    let reads = |meeting: &&&OpenMeeting| reads(walk.programme, party, About::Kind(&meeting.kind));
    found.extend(meetings.iter().filter(reads).filter_map(|meeting| asked.of_meeting(meeting)));
    found.sort_by_key(|next| (next.urgency, next.on));
    found
}

struct Asked<'a> {
    w: Words,
    walk: &'a Walk<'a>,
    party: &'a Party,
    person: PersonId,
    open: &'a [&'a OpenOccurrence],
    meetings: &'a [&'a OpenMeeting],
    today: Date,
}

impl Asked<'_> {
    fn of_expectation(&self, occurrence: &OpenOccurrence) -> Option<Next> {
        let programme = self.walk.programme;
        let expectation = programme.expectation(&occurrence.expectation)?;
        let onlooker = Onlooker::Party(self.party.clone());
        let what = expectation.ask(&onlooker, self.walk.supportee, self.walk.supporter)?;
        let lapsed = matches!(expectation.when, When::Every(_)) && occurrence.due_on < self.today;
        let not_yet = matches!(expectation.when, When::Every(_)) && occurrence.opens_on > self.today;
        let said = !occurrence.waits_for.is_empty() && !occurrence.waits_for.contains(&onlooker);
        if lapsed || not_yet || said || matches!(expectation.met_by, Requirement::RecordSigned) {
            return None;
        }
        let (verb, href) = match &expectation.met_by {
            Requirement::MeetingHeld { .. } => {
                if self.is_arranged(occurrence, expectation) || self.is_named_elsewhere(occurrence, expectation) {
                    return None;
                }
                let kind = journeys::kind_of(programme, expectation)?;
                ("next-propose", journeys::propose(self.walk.journey, Some(kind)))
            }
            Requirement::FactConfirmed { fact, .. } => ("next-confirm", journeys::confirm(self.walk.journey, fact)),
            other => match other.documents().next() {
                // What is set out to be reached stands in the plan.
                Some(document) if programme.plan.as_ref().is_some_and(|plan| plan.document == *document) => {
                    ("next-document", crate::plans::plan_of(self.walk.journey))
                }
                Some(document) => ("next-document", crate::documents::paths::kind(self.walk.journey, document)),
                None => ("next-look", journeys::journey(self.walk.journey)),
            },
        };
        let mut next = self.due(&what, occurrence.due_on, verb, href);
        next.detail = self.why(expectation, occurrence.opens_on);
        if next.urgency == Urgency::Late && matches!(expectation.met_by, Requirement::MeetingHeld { .. }) {
            next.detail = format!("{} {}", next.detail, self.w.say("next-late-way-back"));
        }
        Some(next)
    }

    /// Why it is asked: the programme's own words for what it expects, and since when it could be done (Q1).
    fn why(&self, expectation: &Expectation, opens_on: Date) -> String {
        let what = expectation.what.trim_end_matches('.');
        if opens_on <= self.today {
            self.w.with("next-why", [("what", what), ("date", long_date(opens_on).as_str())])
        } else {
            self.w.with("next-why-ahead", [("what", what), ("date", long_date(opens_on).as_str())])
        }
    }

    /// A sentence about something with a due date.
    fn due(&self, what: &str, due_on: Date, verb: &str, href: String) -> Next {
        let w = self.w;
        let (urgency, sentence) = if due_on < self.today {
            (Urgency::Late, w.with("next-late", [("what", what), ("date", weekday_date(due_on).as_str())]))
        } else if due_on == self.today {
            (Urgency::Due, w.with("next-today", [("what", what)]))
        } else {
            let soon = days_between(self.today, due_on) <= MEETING_DAYS;
            let urgency = if soon { Urgency::Due } else { Urgency::Later };
            (urgency, w.with("next-due", [("what", what), ("date", weekday_date(due_on).as_str())]))
        };
        Next { urgency, on: due_on, sentence, detail: String::new(), verb: w.say(verb), href, about: String::new() }
    }

    /// Is a meeting planned that would do? One after the due date does too, since it is the way back.
    fn is_arranged(&self, occurrence: &OpenOccurrence, expectation: &Expectation) -> bool {
        let Requirement::MeetingHeld { kinds, .. } = &expectation.met_by else { return false };
        let recurs = matches!(expectation.when, When::Every(_));
        self.meetings.iter().any(|meeting| {
            let in_time = match meeting.at.map(date_of) {
                Some(on) if recurs => on >= occurrence.opens_on && on <= occurrence.due_on,
                Some(on) => on >= occurrence.opens_on,
                None => false,
            };
            in_time
                && !matches!(meeting.state, OpenState::Held { .. })
                && kinds.iter().any(|counted| counted.kind == meeting.kind)
        })
    }

    /// Does a meeting with a name of its own, due in the same month, stand for this month's?
    fn is_named_elsewhere(&self, occurrence: &OpenOccurrence, expectation: &Expectation) -> bool {
        if matches!(expectation.when, When::Once { .. }) {
            return false;
        }
        self.open.iter().any(|other| {
            let named = self.walk.programme.expectation(&other.expectation).is_some_and(|named| {
                matches!((&named.when, &named.met_by), (When::Once { .. }, Requirement::MeetingHeld { .. }))
            });
            named && other.due_on >= occurrence.opens_on && other.due_on <= occurrence.due_on
        })
    }

    fn of_meeting(&self, meeting: &OpenMeeting) -> Option<Next> {
        let w = self.w;
        let words = &self.walk.programme.words;
        let (kind, other) = (words.meeting(&meeting.kind), self.walk.other(self.party));
        let on = meeting.at.map_or(self.today, date_of);
        let next = |urgency, sentence: String, verb: &str, href: String| {
            Some(Next { urgency, on, sentence, detail: String::new(), verb: w.say(verb), href, about: String::new() })
        };
        match &meeting.state {
            OpenState::Proposed { by } if *by != Some(self.person) => {
                // Several of a kind, as a series brings them, are one thing to do.
                let waits = |one: &&&OpenMeeting| {
                    let asked = matches!(&one.state, OpenState::Proposed { by } if *by != Some(self.person));
                    asked && one.kind == meeting.kind
                };
                let all: Vec<&&OpenMeeting> = self.meetings.iter().filter(waits).collect();
                if all.first().is_some_and(|first| first.meeting != meeting.meeting) {
                    return None;
                }
                let count = all.len().to_string();
                let sentence = match all.len() {
                    1 => w.with("next-proposed", [("other", other), ("what", kind)]),
                    _ => w.with("next-proposed-several", [("other", other), ("what", kind), ("count", count.as_str())]),
                };
                next(Urgency::Due, sentence, "next-choose", journeys::meeting(meeting.meeting))
            }
            OpenState::Agreed if on < self.today => {
                let date = long_date(on);
                let sentence = w.with("next-how-did-it-go", [("what", kind), ("date", date.as_str())]);
                next(Urgency::Due, sentence, "next-record", journeys::record(meeting.meeting))
            }
            OpenState::Agreed if days_between(self.today, on) <= MEETING_DAYS => {
                let sentence = self.meets_on(meeting.at?, kind, other);
                let urgency = if on == self.today { Urgency::Due } else { Urgency::Later };
                let (verb, href) = match on == self.today {
                    true => ("next-open", journeys::meeting(meeting.meeting)),
                    false => ("next-prepare", journeys::prepare(meeting.meeting)),
                };
                next(urgency, sentence, verb, href)
            }
            OpenState::Held { signed } if !signed.contains(&self.person) && self.signs(meeting) => {
                let date = long_date(on);
                let sentence = w.with("next-sign", [("what", kind), ("date", date.as_str()), ("other", other)]);
                let (urgency, due_on) = match self.signature_due(meeting.meeting) {
                    Some(due_on) if due_on < self.today => (Urgency::Late, due_on),
                    Some(due_on) => (Urgency::Due, due_on),
                    None => (Urgency::Due, on),
                };
                let mut found = next(urgency, sentence, "next-write-verb", journeys::record(meeting.meeting))?;
                if !signed.is_empty() {
                    found.verb = w.say("next-sign-verb");
                    found.href = journeys::sign(meeting.meeting);
                    found.detail = w.with("next-already-signed", [("other", other)]);
                }
                found.on = due_on;
                Some(found)
            }
            _ => None,
        }
    }

    fn meets_on(&self, at: Timestamp, kind: &str, other: &str) -> String {
        let (date, time) = (weekday_date(date_of(at)), clock_time(time_of(at)));
        let key = if date_of(at) == self.today { "next-meet-today" } else { "next-meet" };
        self.w.with(key, [("what", kind), ("other", other), ("date", date.as_str()), ("time", time.as_str())])
    }

    fn signs(&self, meeting: &OpenMeeting) -> bool {
        self.walk.programme.meeting_kind(&meeting.kind).is_some_and(|kind| kind.signed_by.contains(self.party))
    }

    /// By when the record of a meeting is to be signed, if the programme says.
    fn signature_due(&self, meeting: MeetingId) -> Option<Date> {
        let found = self.open.iter().find(|occurrence| {
            let asks_to_sign = self
                .walk
                .programme
                .expectation(&occurrence.expectation)
                .is_some_and(|expectation| matches!(expectation.met_by, Requirement::RecordSigned));
            asks_to_sign && occurrence.meeting == Some(meeting)
        });
        found.map(|occurrence| occurrence.due_on)
    }
}

/// What a person has done their part of, and now waits for others to do.
pub fn waiting(w: Words, walk: &Walk<'_>, party: &Party, person: PersonId, meetings: &[OpenMeeting]) -> Vec<Waiting> {
    let other = walk.other(party);
    let of_this = meetings.iter().filter(|meeting| meeting.journey == walk.journey);
    let each = of_this.filter_map(|meeting| {
        let kind = walk.programme.words.meeting(&meeting.kind);
        match &meeting.state {
            OpenState::Proposed { by } if *by == Some(person) => {
                let sentence = w.with("waiting-answer", [("other", other), ("what", kind)]);
                Some(Waiting { sentence, href: journeys::meeting(meeting.meeting) })
            }
            OpenState::Held { signed } if signed.contains(&person) => {
                let date = long_date(date_of(meeting.at?));
                let sentence = w.with("waiting-signature", [("other", other), ("what", kind), ("date", date.as_str())]);
                Some(Waiting { sentence, href: journeys::meeting(meeting.meeting) })
            }
            _ => None,
        }
    });
    each.collect()
}

/// Something that lies with somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub sentence: String,
    pub href: String,
}
