//! What comes before and beside meetings: notes that were prepared, points on an agenda, a series that waits for its
//! answer, and somebody without an account who had a word to add.

use domain::calendar::{instant, plus_days};
use domain::ids::{JourneyId, PersonId};
use domain::meetings::{HeldTime, Length, Slot, Way};
use jiff::civil::{Date, time};
use operations::journeys::{self, Then};
use operations::meetings::{self, SeriesStanding, Times};
use operations::outsiders::{self, Invitation};
use operations::records::Which;
use operations::{Context, Failure};
use store::outsiders::Asked;

use crate::Problem;
use crate::telling::unexpected;
use crate::workers::working_day;

const DANIEL: &str = "daniel.whitfield@westmarch.example";
const HANNAH: &str = "hannah.ekwueme@westmarch.example";
const GETHIN: &str = "gethin.lloyd@harbour.example";
const OWAIN: &str = "owain.pugh@harbour.example";
const NIA: &str = "nia.rowlands@harbour.example";
const BIRCH: &str = "adam.birch@eastmarch.example";
const MENSAH: &str = "kwame.mensah@eastmarch.example";

/// Tells of it, on the afternoon before a day.
///
/// # Errors
/// The database failed, or something was refused that the story needs.
pub async fn tell(ctx: &Context, today: Date) -> Result<(), Problem> {
    let told = Told { ctx, today };
    told.prepared().await?;
    told.series().await?;
    told.outsider().await?;
    told.group().await?;
    ctx.clock.move_to(instant(today, time(0, 5, 0, 0)));
    journeys::recompute(ctx, Then::Mend).await.map_err(unexpected("working out what is expected"))?;
    Ok(())
}

struct Told<'a> {
    ctx: &'a Context,
    today: Date,
}

impl Told<'_> {
    fn yesterday(&self, hour: i8, minute: i8) {
        self.ctx.clock.move_to(instant(plus_days(self.today, -1), time(hour, minute, 0, 0)));
    }

    async fn person(&self, email: &str) -> Result<PersonId, Problem> {
        let found = store::sessions::people_at(self.ctx.db.reader(), email).await?;
        found.first().copied().ok_or_else(|| Problem::Refused(format!("nobody is at {email}")))
    }

    async fn journey(&self, supportee: PersonId, supporter: PersonId) -> Result<JourneyId, Problem> {
        let lives = store::demo::lives(self.ctx.db.reader()).await?;
        let found = lives.iter().find(|life| life.person == supportee && life.supporter == supporter);
        found.map(|life| life.journey).ok_or_else(|| Problem::Refused("a journey is missing".to_owned()))
    }

    fn slot(&self, days: i32, hour: i8, place: &str) -> Slot {
        Slot {
            starts_at: instant(working_day(plus_days(self.today, days)), time(hour, 0, 0, 0)),
            length: Length::of_minutes(60).expect("an hour is a length"),
            way: Way::InPerson,
            place: place.parse().expect("a short line"),
        }
    }

    /// Hannah has prepared and shared, Daniel has noted something for himself.
    async fn prepared(&self) -> Result<(), Problem> {
        let ctx = self.ctx;
        let (daniel, hannah) = (self.person(DANIEL).await?, self.person(HANNAH).await?);
        let journey = self.journey(hannah, daniel).await?;
        self.yesterday(10, 20);
        let kind = "interim".parse().expect("a valid key");
        let times = Times::Together(self.slot(3, 10, "Small library"));
        let meeting = meetings::propose(ctx, daniel, journey, &kind, times).await;
        let meeting = meeting.map_err(unexpected("arranging a meeting"))?;
        self.yesterday(16, 5);
        let hers = "The handover on Thursdays: I still rush it. Could I watch yours once?\nAnd I would like to hear how you \
                    decide when to stop a session.";
        meetings::write_note(ctx, hannah, meeting, 0, hers).await.map_err(unexpected("preparing"))?;
        meetings::share_note(ctx, hannah, meeting).await.map_err(unexpected("sharing what was prepared"))?;
        let point = "Swapping the late shift in the second week";
        meetings::raise_point(ctx, hannah, meeting, point).await.map_err(unexpected("a point"))?;
        self.yesterday(17, 30);
        let his = "Ask how the joint assessment went before anything else. Mention the course in spring.";
        meetings::write_note(ctx, daniel, meeting, 0, his).await.map_err(unexpected("preparing"))?;
        let point = "Who covers while I am on the course";
        meetings::raise_point(ctx, daniel, meeting, point).await.map_err(unexpected("a point"))?;
        Ok(())
    }

    /// Three sessions at once, waiting for an answer.
    async fn series(&self) -> Result<(), Problem> {
        let (gethin, owain) = (self.person(GETHIN).await?, self.person(OWAIN).await?);
        let journey = self.journey(owain, gethin).await?;
        self.yesterday(13, 10);
        let kind = "session".parse().expect("a valid key");
        let slots = [29, 57, 92].map(|days| self.slot(days, 14, "Meeting room, first floor"));
        let sent = meetings::propose_series(self.ctx, gethin, journey, &kind, &slots, SeriesStanding::Asked).await;
        sent.map_err(unexpected("a series"))?;
        Ok(())
    }

    /// Gethin's two have met as a group with him, and will again.
    async fn group(&self) -> Result<(), Problem> {
        let ctx = self.ctx;
        let (gethin, owain, nia) = (self.person(GETHIN).await?, self.person(OWAIN).await?, self.person(NIA).await?);
        let journeys = [self.journey(owain, gethin).await?, self.journey(nia, gethin).await?];
        let kind = "group-session".parse().expect("a valid key");
        ctx.clock.move_to(instant(plus_days(self.today, -30), time(9, 0, 0, 0)));
        let slot = self.slot(-17, 12, "Staff room");
        let held = HeldTime::new(slot.starts_at, slot.ends_at()).expect("a length is between nothing and a day");
        let met = meetings::propose_group(ctx, gethin, &journeys, &kind, slot).await;
        let met = met.map_err(unexpected("a group"))?;
        self.yesterday(11, 0);
        meetings::hold(ctx, gethin, met, held).await.map_err(unexpected("a group that met"))?;
        let next = self.slot(13, 12, "Staff room");
        let next = meetings::propose_group(ctx, gethin, &journeys, &kind, next).await;
        let next = next.map_err(unexpected("a group"))?;
        let point = "Lone visits in the dark months: what do you do?";
        meetings::raise_point(ctx, nia, next, point).await.map_err(unexpected("a point"))?;
        Ok(())
    }

    /// The placement's supervisor has added a word beside the record of a visit, by a link that is used up by now.
    async fn outsider(&self) -> Result<(), Problem> {
        let ctx = self.ctx;
        let (birch, mensah) = (self.person(BIRCH).await?, self.person(MENSAH).await?);
        let journey = self.journey(mensah, birch).await?;
        let kept = store::meetings::list_for_journey(ctx.db.reader(), journey).await?;
        let visit = kept.iter().find(|meeting| meeting.kind.as_str() == "placement-visit");
        let visit = visit.ok_or_else(|| Problem::Refused("a placement visit is missing".to_owned()))?;
        self.yesterday(9, 15);
        let invitation = Invitation {
            name: "Dr Ines Duarte".to_owned(),
            email: "ines.duarte@placements.example".to_owned(),
            why: "You supervised the placement, and your view of the half-way point is missing.".to_owned(),
            asked: Asked::ContributeAndSign,
        };
        let asked = outsiders::invite(ctx, birch, Which::Meeting(visit.id), &invitation).await;
        asked.map_err(unexpected("asking somebody without an account"))?;
        let letters = store::mail::newest(ctx.db.reader(), 2_000).await?;
        let link = letters.iter().filter(|letter| letter.kind == "outsiders.link");
        let secret = link
            .flat_map(|letter| letter.body.split_whitespace())
            .find_map(|word| word.split_once("/outside/link/").map(|(_, secret)| secret.to_owned()));
        let secret = secret.ok_or_else(|| Problem::Refused("a link is missing".to_owned()))?;
        self.yesterday(12, 40);
        let opened = outsiders::open(ctx, &secret, "demo").await.map_err(|failure| match failure {
            Failure::Fault(fault) => Problem::Fault(fault),
            _ => Problem::Refused("a link did not open".to_owned()),
        })?;
        let opened = opened.ok_or_else(|| Problem::Refused("a link did not open".to_owned()))?;
        let resumed = outsiders::resume(ctx, &opened.secret).await?;
        let (visit, _) = resumed.ok_or_else(|| Problem::Refused("a visit is missing".to_owned()))?;
        let word = "Thorough in preparation, and braver in supervision than at the beginning. I would plan one joint session \
                    with the family team before the placement ends.";
        outsiders::contribute(ctx, &visit, word).await.map_err(unexpected("a word from outside"))
    }
}
