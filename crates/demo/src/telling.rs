//! Tells the story to the product: each deed by its own operation, at its own time.

use std::collections::HashMap;
use std::fmt::Display;

use domain::calendar::{date_of, instant, plus_days};
use domain::candidacies::State;
use domain::endings::{EarlyKind, How};
use domain::ids::{CandidacyId, JourneyId, OrganisationId, PersonId};
use domain::keys::{OfficeRef, ProgrammeKey};
use jiff::civil::{Date, time};
use operations::candidacies::{self, Answer, Answerer, Asking};
use operations::endings::{self, Ending};
use operations::files::HandedIn;
use operations::journeys;
use operations::matching::{self, Assignment};
use operations::supporters::{self, Said};
use operations::{Actor, Context, Failure, jobs, offices, organisations, programmes, reminders, staff};

use crate::Problem;
use crate::dice::Dice;
use crate::houses::{self, HOUSES};
use crate::staff_file;
use crate::story::{self, Deed, Moment};
use crate::workers::{Worker, Workforce};

/// The programme whose life the demo shows.
pub const PROGRAMME: &str = "ahp-preceptorship-england";

/// Somebody who tells the story, and knows by now who is who.
pub struct Teller<'a> {
    ctx: &'a Context,
    workforce: &'a Workforce,
    programme: ProgrammeKey,
    organisations: Vec<OrganisationId>,
    leads: Vec<PersonId>,
    people: HashMap<String, PersonId>,
    candidacies: HashMap<String, CandidacyId>,
}

/// A refusal that the story did not expect is a defect of the story.
pub fn unexpected<R: Display>(what: &str) -> impl Fn(Failure<R>) -> Problem + '_ {
    move |failure| match failure {
        Failure::Fault(fault) => Problem::Fault(fault),
        Failure::NotFound => Problem::Refused(format!("{what}: not found")),
        Failure::Refused(refusal) => Problem::Refused(format!("{what}: {refusal}")),
    }
}

impl<'a> Teller<'a> {
    /// Begins the year: the organisations, who has been there before, and who holds office.
    ///
    /// # Errors
    /// The database failed, or something was refused.
    pub async fn begin(ctx: &'a Context, workforce: &'a Workforce, today: Date) -> Result<Self, Problem> {
        ctx.clock.move_to(instant(plus_days(today, -story::YEAR), time(9, 0, 0, 0)));
        for (name, text) in [("icb.csv", houses::boards()), ("etr.csv", houses::list())] {
            let file = HandedIn::held(name, text.into_bytes());
            organisations::import(ctx, Actor::System, file).await.map_err(unexpected("organisations"))?;
        }
        let mut teller = Self {
            ctx,
            workforce,
            programme: PROGRAMME.parse().expect("a valid key"),
            organisations: Vec::new(),
            leads: Vec::new(),
            people: HashMap::new(),
            candidacies: HashMap::new(),
        };
        for house in &HOUSES {
            let found = store::access::organisation_by_code(ctx.db.reader(), house.code).await?;
            let (organisation, _) = found.ok_or_else(|| Problem::Refused(format!("{} is missing", house.code)))?;
            programmes::adopt(ctx, Actor::System, organisation, &teller.programme)
                .await
                .map_err(unexpected("adoption"))?;
            teller.organisations.push(organisation);
        }
        teller.read(workforce.there_before.iter()).await?;
        teller.appoint().await?;
        Ok(teller)
    }

    async fn appoint(&mut self) -> Result<(), Problem> {
        for worker in &self.workforce.there_before {
            let Some(office) = worker.office else { continue };
            let office: OfficeRef = office.parse().expect("a valid key");
            let own = office.office.as_str() == domain::access::ADMINISTRATOR;
            let programme = if own { None } else { Some(self.programme.clone()) };
            let office = OfficeRef { programme, ..office };
            let organisation = self.organisations[worker.house];
            offices::appoint(self.ctx, Actor::System, organisation, &office, &worker.email)
                .await
                .map_err(unexpected("appointment"))?;
        }
        for house in 0..HOUSES.len() {
            let lead = self.workforce.there_before.iter().find(|it| it.house == house && it.office == Some("lead"));
            let lead = lead.and_then(|lead| self.people.get(&lead.email));
            self.leads.push(*lead.ok_or_else(|| Problem::Refused("an organisation has no lead".to_owned()))?);
        }
        Ok(())
    }

    async fn read(&mut self, workers: impl Iterator<Item = &Worker>) -> Result<(), Problem> {
        let file = staff_file::write(workers, self.ctx.today());
        let request = staff::Request::of(HandedIn::held("staff-in-post.csv", file));
        let read = staff::import(self.ctx, &request, staff::Listener::Nobody).await;
        read.map_err(|failure| match failure {
            Failure::Refused(staff::Refused::Problems(summary)) => {
                Problem::Refused(format!("the staff file: {:?}", summary.errors.first()))
            }
            other => unexpected("the staff file")(other),
        })?;
        for (email, person, candidacy) in store::demo::everybody(self.ctx.db.reader()).await? {
            if let Some(candidacy) = candidacy {
                self.candidacies.insert(email.clone(), candidacy);
            }
            self.people.insert(email, person);
        }
        Ok(())
    }

    /// Lets everything happen.
    ///
    /// # Errors
    /// The database failed, or something was refused that the story needs.
    pub async fn tell(&mut self, moments: &[Moment]) -> Result<(), Problem> {
        for moment in moments {
            self.ctx.clock.move_to(moment.at);
            self.happen(&moment.deed).await?;
        }
        Ok(())
    }

    /// Whoever leads the programme at the first trust.
    pub fn lead(&self) -> PersonId {
        self.leads[0]
    }

    /// The first trust makes the programme its own; its running journeys stay as they are.
    ///
    /// # Errors
    /// The database failed, or the changes were refused.
    pub async fn make_own(&self) -> Result<(), Problem> {
        let (lead, organisation) = (Actor::Person(self.leads[0]), self.organisations[0]);
        let made = programmes::tailor(self.ctx, lead, organisation, &self.programme, &crate::own::wanted()).await;
        made.map(drop).map_err(unexpected("tailoring"))
    }

    async fn happen(&mut self, deed: &Deed) -> Result<(), Problem> {
        let workforce = self.workforce;
        match deed {
            Deed::Read(joiners) => self.read(joiners.iter().map(|joiner| &workforce.joiners[*joiner])).await,
            Deed::Offer { house, joiners } => self.offer(*house, joiners).await,
            Deed::See(joiner) => {
                let Some(who) = self.answerer(*joiner).await? else { return Ok(()) };
                candidacies::see(self.ctx, who).await.map_err(unexpected("seeing an offer"))
            }
            Deed::Accept(joiner) => {
                let Some(who) = self.answerer(*joiner).await? else { return Ok(()) };
                candidacies::accept(self.ctx, who).await.map(|_| ()).map_err(unexpected("accepting"))
            }
            Deed::Decline(joiner, reason) => {
                let Some(who) = self.answerer(*joiner).await? else { return Ok(()) };
                candidacies::decline(self.ctx, who, reason).await.map(|_| ()).map_err(unexpected("declining"))
            }
            Deed::SetAside { house, joiner, reason } => {
                let Some(id) = self.candidacy(&workforce.joiners[*joiner]) else { return Ok(()) };
                let done =
                    candidacies::set_aside(self.ctx, self.leads[*house], self.organisations[*house], &[id], reason)
                        .await;
                done.map(|_| ()).map_err(unexpected("setting aside"))
            }
            Deed::Ask(asker, words) => self.ask(&workforce.joiners[*asker], words).await,
            Deed::Answer { house, asker, refusal } => self.answer(*house, *asker, *refusal).await,
            Deed::Assign { joiner, supporter } => self.assign(*joiner, *supporter).await,
            Deed::Match { house } => self.propose_matching(*house, Then::Accept).await,
            Deed::Propose { house } => self.propose_matching(*house, Then::Leave).await,
            Deed::Remind => Ok(reminders::climb(self.ctx).await.map(|_| ())?),
            Deed::Profile { supporter, at_once, from } => {
                self.profile(&workforce.there_before[*supporter], *at_once, *from).await
            }
            Deed::End { joiner, on, reason } => self.end(&workforce.joiners[*joiner], *on, *reason).await,
        }
    }

    fn candidacy(&self, worker: &Worker) -> Option<CandidacyId> {
        self.candidacies.get(&worker.email).copied()
    }

    /// Somebody who has an offer to answer; not those whom the programme turned out not to serve.
    async fn answerer(&self, joiner: usize) -> Result<Option<Answerer<'static>>, Problem> {
        let worker = &self.workforce.joiners[joiner];
        let (Some(id), Some(person)) = (self.candidacy(worker), self.people.get(&worker.email)) else {
            return Ok(None);
        };
        let candidacy = store::candidacies::find(self.ctx.db.reader(), id).await?;
        let offered = candidacy.is_some_and(|candidacy| candidacy.state == State::Offered);
        Ok(offered.then_some(Answerer::SignedIn(*person, id)))
    }

    async fn offer(&self, house: usize, joiners: &[usize]) -> Result<(), Problem> {
        let workers = joiners.iter().map(|joiner| &self.workforce.joiners[*joiner]);
        let ids: Vec<CandidacyId> = workers.filter_map(|worker| self.candidacy(worker)).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let offered = candidacies::offer(self.ctx, self.leads[house], self.organisations[house], &ids).await;
        offered.map(|_| ()).map_err(unexpected("offering"))
    }

    async fn ask(&mut self, asker: &Worker, words: &str) -> Result<(), Problem> {
        let Some(person) = self.people.get(&asker.email) else { return Ok(()) };
        let posts = store::candidacies::own_posts(self.ctx.db.reader(), *person, self.ctx.today()).await?;
        let Some(own) = posts.first() else { return Ok(()) };
        let transition = Some("new-role".parse().expect("a valid key"));
        let asking =
            Asking { post: own.post.post, programme: self.programme.clone(), transition, words: words.to_owned() };
        let asked = candidacies::request(self.ctx, *person, &asking).await.map_err(unexpected("asking"))?;
        self.candidacies.insert(asker.email.clone(), asked.id);
        Ok(())
    }

    async fn answer(&self, house: usize, asker: usize, refusal: Option<&str>) -> Result<(), Problem> {
        let Some(id) = self.candidacy(&self.workforce.joiners[asker]) else { return Ok(()) };
        let answer = refusal.map_or(Answer::Yes, |reason| Answer::No { reason: reason.to_owned() });
        let answered = candidacies::answer_request(self.ctx, self.leads[house], id, &answer).await;
        answered.map(|_| ()).map_err(unexpected("answering"))
    }

    async fn assign(&self, joiner: usize, supporter: usize) -> Result<(), Problem> {
        let joiner = &self.workforce.joiners[joiner];
        let supporter = &self.workforce.there_before[supporter];
        let (Some(candidacy), Some(person)) = (self.candidacy(joiner), self.people.get(&supporter.email)) else {
            return Err(Problem::Refused(format!("{} is not there to be assigned", joiner.email)));
        };
        let assignment = Assignment { candidacy, supporter: *person, reason: "" };
        let assigned = matching::assign(self.ctx, self.leads[joiner.house], &assignment).await;
        assigned.map(|_| ()).map_err(unexpected("assigning"))
    }

    async fn propose_matching(&self, house: usize, then: Then) -> Result<(), Problem> {
        let (lead, organisation) = (self.leads[house], self.organisations[house]);
        match matching::propose(self.ctx, lead, organisation, &self.programme).await {
            Ok(_) => {}
            Err(Failure::Refused(matching::Refusal::NobodyWaits)) => return Ok(()),
            Err(other) => return Err(unexpected("matching")(other)),
        }
        while jobs::work_once(self.ctx).await? {}
        if then == Then::Leave {
            return Ok(());
        }
        let run = store::matching::current(self.ctx.db.reader(), organisation, &self.programme).await?;
        let run = run.ok_or_else(|| Problem::Refused("a matching left no proposal".to_owned()))?;
        let accepted = matching::accept(self.ctx, lead, run.id).await;
        accepted.map(|_| ()).map_err(unexpected("accepting a matching"))
    }

    /// Names somebody of the same profession where a supporter is of another one, some days after the start; a few are
    /// still to be named.
    ///
    /// # Errors
    /// The database failed, or something was refused.
    pub async fn name_contacts(&self, today: Date) -> Result<(), Problem> {
        let ctx = self.ctx;
        let Some(programme) = ctx.programmes.newest(&self.programme) else { return Ok(()) };
        let lives = store::demo::lives(ctx.db.reader()).await?;
        let named: HashMap<JourneyId, Date> = lives.iter().map(|life| (life.journey, date_of(life.named_at))).collect();
        for house in 0..HOUSES.len() {
            let (lead, organisation) = (self.leads[house], self.organisations[house]);
            for need in journeys::needs_contact(ctx.db.reader(), organisation, programme).await? {
                let joined = self.workforce.joiners.iter().find(|it| self.people.get(&it.email) == Some(&need.person));
                let Some(joined) = joined else { continue };
                let dice = &mut Dice::of("contacts", u64::from(joined.employee));
                // After the supporter, whose being of another profession is the reason.
                let earliest = named.get(&need.journey).map_or(today, |on| plus_days(*on, 1));
                let on = plus_days(need.starts_on, dice.between(2, 30)).max(earliest);
                let mut alike = self.workforce.there_before.iter();
                let contact = alike.find(|it| it.house == house && it.trade == joined.trade && it.office.is_none());
                let contact = contact.and_then(|contact| self.people.get(&contact.email));
                let Some(contact) = contact.filter(|_| on < today && dice.in_hundred(85)) else { continue };
                ctx.clock.move_to(instant(on, time(11, 0, 0, 0)));
                let named = journeys::name_contact(ctx, lead, organisation, programme, need.journey, *contact).await;
                named.map_err(unexpected("naming a contact"))?;
            }
        }
        Ok(())
    }

    async fn profile(&self, supporter: &Worker, at_once: u32, from: Option<Date>) -> Result<(), Problem> {
        let ctx = self.ctx;
        let programme = ctx.programmes.newest(&self.programme);
        let (Some(person), Some(programme)) = (self.people.get(&supporter.email), programme) else { return Ok(()) };
        let dice = &mut Dice::of("brings", u64::from(supporter.employee));
        let lived = ["newly-registered", "internationally-educated", "return-to-practice", "return-from-leave"];
        let lived = lived.into_iter().filter(|_| dice.in_hundred(40)).map(|key| key.parse().expect("a valid key"));
        let said = Said {
            at_once,
            available_from: from,
            available_until: None,
            transitions: lived.collect(),
            prefers: Vec::new(),
            sites: vec![(*dice.pick(HOUSES[supporter.house].sites)).to_owned()],
            likes: (*dice.pick(LIKES)).to_owned(),
        };
        let organisation = self.organisations[supporter.house];
        let kept = supporters::save_profile(ctx, *person, organisation, programme, &said).await;
        kept.map_err(unexpected("a profile"))
    }

    /// Ends a journey that began; some who waited never had one.
    async fn end(&self, joiner: &Worker, on: Date, reason: Option<(EarlyKind, &str)>) -> Result<(), Problem> {
        let Some(journey) = store::demo::journey_of(self.ctx.db.reader(), &joiner.email).await? else { return Ok(()) };
        let how = reason.map_or(How::Completed, |(kind, reason)| How::Early { kind, reason: reason.to_owned() });
        let ended = endings::end(self.ctx, self.leads[joiner.house], journey, &Ending { how, on }).await;
        ended.map(|_| ()).map_err(unexpected("ending"))
    }
}

/// What supporters like to support with.
const LIKES: &[&str] = &[
    "First months on the ward, and how to stay well in them.",
    "Finding one’s voice in a team of several professions.",
    "People who come from other health systems: I did so myself.",
    "Reflective talk over a walk rather than in an office.",
    "",
];

/// What becomes of a proposal.
#[derive(PartialEq, Eq)]
enum Then {
    Accept,
    Leave,
}
