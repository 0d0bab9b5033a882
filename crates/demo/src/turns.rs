//! What turns the course of journeys: somebody pauses, two agree on more time, somebody else takes over with a note, a
//! wish waits, and some are stood in for today. By the product's own operations, each at its own time.

use domain::calendar::{instant, long_date, plus_days, plus_months};
use domain::endings::PauseKind;
use domain::exceptions::Change;
use domain::handovers::NoteStep;
use domain::ids::PersonId;
use domain::signatures::Confirmation;
use jiff::civil::{Date, time};
use operations::covers::{self, NewCover};
use operations::handovers::{self, Naming};
use operations::{Context, Failure, endings, exceptions};
use store::demo::Life;

use crate::Problem;
use crate::cast::{self, Part};
use crate::papers;
use crate::telling::unexpected;

/// Tells of them up to a day.
///
/// # Errors
/// The database failed, or something was refused that the story needs.
pub async fn tell(ctx: &Context, lead: PersonId, today: Date) -> Result<(), Problem> {
    let code = crate::houses::HOUSES[0].code;
    let lives = store::demo::lives(ctx.db.reader()).await?;
    let own = |life: &Life| cast::CAST.iter().any(|member| member.email == life.email);
    let is_here = |life: &&Life| {
        let programme = ctx.programmes.version(&life.version);
        life.organisation_code == code && programme.is_some_and(|it| it.key.as_str() == papers::PROGRAMME)
    };
    let here: Vec<&Life> = lives.iter().filter(is_here).collect();
    let free = |life: &&&Life| life.ended_on.is_none() && life.away.is_none() && !own(life);
    let long_in = plus_days(today, -90);
    let mut running = here.iter().filter(free).filter(|life| life.starts_on < long_in).copied();
    let told = Told { ctx, lead, today, here: &here };
    if let Some(life) = running.next() {
        told.pause(life).await?;
    }
    if let Some(life) = running.next() {
        told.extend(life).await?;
    }
    if let Some(life) = running.next() {
        told.hand_over(life).await?;
    }
    if let Some(life) = running.next() {
        told.wish(life).await?;
    }
    if let Some(life) = running.next() {
        told.cover(
            life,
            cast::playing(Part::Supporter).email,
            "Questions that cannot wait, and a word if the ward gets too much.",
        )
        .await?;
    }
    told.cover_in_the_group(&lives).await?;
    ctx.clock.move_to(instant(today, time(0, 5, 0, 0)));
    // This was told after the year and began before its end: what stands is of the day on which it was told.
    let journeys: Vec<_> = lives.iter().map(|life| life.journey).collect();
    operations::journeys::refresh_all(ctx, &journeys).await?;
    Ok(())
}

struct Told<'a> {
    ctx: &'a Context,
    lead: PersonId,
    today: Date,
    here: &'a [&'a Life],
}

impl Told<'_> {
    fn move_to(&self, ago: i32, hour: i8) {
        self.ctx.clock.move_to(instant(plus_days(self.today, -ago), time(hour, 20, 0, 0)));
    }

    async fn pause(&self, life: &Life) -> Result<(), Problem> {
        self.move_to(17, 9);
        let (from, back) = (plus_days(self.today, -17), plus_days(self.today, 11));
        let paused = endings::pause(self.ctx, life.person, life.journey, PauseKind::Leave, from, Some(back)).await;
        paused.map(drop).map_err(unexpected("a pause"))
    }

    async fn extend(&self, life: &Life) -> Result<(), Problem> {
        let ctx = self.ctx;
        let Some(end) = life.planned_end_on else { return Ok(()) };
        self.move_to(20, 12);
        let change = Change::Ends { on: plus_months(end, 2) };
        let why = "Two months on another ward were new to both of us, and we want the time that they took.";
        let proposed = exceptions::propose(ctx, life.person, life.journey, &change, why).await;
        let id = proposed.map_err(unexpected("more time"))?;
        let text = store::exceptions::find(ctx.db.reader(), id).await?;
        let text = text.ok_or_else(|| Problem::Refused("what was proposed is gone".to_owned()))?.hash;
        for (ago, person) in [(20, life.person), (18, life.supporter)] {
            self.move_to(ago, 13);
            let confirmation = Confirmation { confirmed_at: ctx.now(), method: "link".to_owned() };
            let signed = exceptions::sign(ctx, person, id, &text, confirmation).await;
            signed.map(drop).map_err(unexpected("signing for more time"))?;
        }
        Ok(())
    }

    /// Somebody else takes over since two weeks: whoever has a place.
    async fn hand_over(&self, life: &Life) -> Result<(), Problem> {
        let ctx = self.ctx;
        self.move_to(15, 15);
        let on = plus_days(self.today, -12);
        for other in
            self.here.iter().filter(|other| other.supporter != life.supporter && other.supporter != life.person)
        {
            let Some(email) = self.address(other.supporter).await? else { continue };
            let naming = Naming { email, on, reason: String::new() };
            let id = match handovers::name_successor(ctx, self.lead, life.journey, &naming).await {
                Ok(id) => id,
                Err(Failure::Refused(_)) => continue,
                Err(other) => return Err(unexpected("somebody else")(other)),
            };
            self.move_to(14, 17);
            let note = format!(
                "We have met on Tuesdays over lunch, mostly walking. What helped most was looking at one patient together \
                 at the end of a week.\n\nAgreed and still open: a morning with the hand clinic, and the talk for the team \
                 in spring.\n\nThe next halfway talk was meant for the weeks after {}.",
                long_date(on)
            );
            let shown = handovers::step_note(ctx, life.supporter, id, NoteStep::Show, &note).await;
            shown.map_err(unexpected("a note"))?;
            self.move_to(13, 8);
            let passed = handovers::step_note(ctx, life.person, id, NoteStep::PassOn, "").await;
            passed.map_err(unexpected("passing a note on"))?;
            ctx.clock.move_to(instant(on, time(0, 10, 0, 0)));
            handovers::carry_due(ctx).await?;
            return Ok(());
        }
        Ok(())
    }

    async fn wish(&self, life: &Life) -> Result<(), Problem> {
        self.move_to(3, 19);
        let words =
            "Our days hardly ever meet since the rota changed. Somebody who works weekends would suit me better.";
        let asked = handovers::ask(self.ctx, life.person, life.journey, words).await;
        asked.map_err(unexpected("a wish"))
    }

    async fn cover(&self, life: &Life, email: &str, scope: &str) -> Result<(), Problem> {
        self.move_to(4, 11);
        let (from, until) = (plus_days(self.today, -4), plus_days(self.today, 10));
        let new = NewCover { email: email.to_owned(), from, until, scope: scope.to_owned() };
        let named = covers::name_cover(self.ctx, self.lead, life.journey, &new).await;
        let cover = match named {
            Ok(cover) => cover,
            Err(Failure::Refused(_)) => return Ok(()),
            Err(other) => return Err(unexpected("cover")(other)),
        };
        self.move_to(3, 8);
        let told = "I am on nights this week and next; please write rather than ring before noon.";
        covers::tell_cover(self.ctx, life.person, cover, told).await.map_err(unexpected("telling the cover"))
    }

    /// Where the programme has a group for it, one of the group stands in.
    async fn cover_in_the_group(&self, lives: &[Life]) -> Result<(), Problem> {
        for life in lives.iter().filter(|life| life.ended_on.is_none()) {
            let (ctx, today) = (self.ctx, self.today);
            let stand = covers::stand_of(ctx, ctx.db.reader(), life.supporter, life.journey).await?;
            let Some(stand) = stand else { continue };
            let Some(member) = stand.group().and_then(|group| group.first().map(|held| held.person)) else { continue };
            let Some(email) = self.address(member).await? else { continue };
            self.move_to(2, 10);
            let new = NewCover {
                email,
                from: plus_days(today, -2),
                until: plus_days(today, 12),
                scope: "Anything that cannot wait until I am back from leave.".to_owned(),
            };
            let named = covers::name_cover(ctx, life.supporter, life.journey, &new).await;
            return named.map(drop).map_err(unexpected("cover in the group"));
        }
        Ok(())
    }

    async fn address(&self, person: PersonId) -> Result<Option<String>, Problem> {
        let known = store::candidacies::recipients(self.ctx.db.reader(), &[person]).await?;
        Ok(known.get(&person).and_then(|known| known.work.clone()))
    }
}
