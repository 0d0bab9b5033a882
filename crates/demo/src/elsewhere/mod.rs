//! Life beside the three trusts: a cluster of practices with supervision and a rota, a health board, a university with its
//! training programme, and mentoring across organisations. Told by the product's own operations, each at its own time.

mod completed;
mod houses;
mod lives;
mod own;
mod training;
mod writing;

use std::collections::BTreeMap;

use domain::calendar::{instant, plus_days};
use domain::ids::{JourneyId, OrganisationId, PersonId};
use domain::keys::{OfficeRef, ProgrammeKey};
use domain::meetings::HeldTime;
use domain::organisations::GroupingKind;
use jiff::SignedDuration;
use jiff::civil::{Date, time};
use operations::files::HandedIn;
use operations::journeys::{self, ByHand, Then};
use operations::{Actor, Context, Failure, meetings, offices, organisations, programmes, rotas, staff};
use store::rotas::{Day, RotaAt, Slot};

use self::houses::{CLUSTER, HOUSES, OFFICES, PEOPLE, Person};
use self::lives::{JOURNEYS, Journey, ROTA};
use crate::Problem;
use crate::houses::HOUSES as TRUSTS;
use crate::telling::unexpected;

/// How many days before today it begins: before the first of all journeys.
const BEGINS: i32 = 1200;
/// A file names people so long before they start that no programme looks for them yet.
const AHEAD: i32 = 200;

/// Tells of the other organisations up to a day.
///
/// # Errors
/// The database failed, or something was refused that the story needs.
pub async fn tell(ctx: &Context, today: Date) -> Result<(), Problem> {
    let told = Told { ctx, today };
    told.move_to(BEGINS, 9);
    let organisations = told.organisations().await?;
    told.people(PEOPLE.iter().filter(|person| person.since >= 2000)).await?;
    told.offices(&organisations).await?;
    for person in PEOPLE.iter().filter(|person| person.since < 2000) {
        // The newest are read when it is time to look for them; nobody has offered them anything yet.
        let newest = JOURNEYS.iter().all(|journey| journey.supportee != person.email());
        told.move_to(if newest { 3 } else { person.since + AHEAD }, 8);
        told.people(std::iter::once(person)).await?;
    }
    told.completed(organisations["X2P1A"]).await?;
    for journey in JOURNEYS {
        told.journey(&organisations, journey).await?;
    }
    told.rota(&organisations).await?;
    told.write().await?;
    told.train().await?;
    ctx.clock.move_to(instant(today, time(0, 5, 0, 0)));
    // Told out of order, journey by journey.
    journeys::recompute(ctx, Then::Mend).await.map_err(unexpected("working out what is expected"))?;
    Ok(())
}

type Organisations = BTreeMap<&'static str, OrganisationId>;

struct Told<'a> {
    ctx: &'a Context,
    today: Date,
}

fn key<K: std::str::FromStr>(text: &str) -> K {
    text.parse().unwrap_or_else(|_| panic!("{text} is written here as a key"))
}

impl Told<'_> {
    fn day(&self, ago: i32) -> Date {
        plus_days(self.today, -ago)
    }

    fn move_to(&self, ago: i32, hour: i8) {
        self.ctx.clock.move_to(instant(self.day(ago), time(hour, 15, 0, 0)));
    }

    async fn organisations(&self) -> Result<Organisations, Problem> {
        let ctx = self.ctx;
        for file in ["epraccur.csv", "etr.csv", "eschools.csv"] {
            let file = HandedIn::held(file, list(file).into_bytes());
            organisations::import(ctx, Actor::System, file).await.map_err(unexpected("organisations"))?;
        }
        let mut found = Organisations::new();
        let trust = TRUSTS[0].code;
        for code in HOUSES.iter().map(|house| house.code).chain([trust]) {
            let organisation = store::access::organisation_by_code(ctx.db.reader(), code).await?;
            let (id, _) = organisation.ok_or_else(|| Problem::Refused(format!("{code} is missing")))?;
            found.insert(code, id);
        }
        for house in HOUSES {
            let (code, name) = house.nation;
            let members = [found[house.code]];
            let nation = organisations::group(ctx, Actor::System, (GroupingKind::Nation, code, name), &members);
            nation.await.map_err(unexpected("a nation"))?;
        }
        let (code, name, members) = CLUSTER;
        let members: Vec<OrganisationId> = members.iter().map(|code| found[code]).collect();
        let cluster = organisations::group(ctx, Actor::System, (GroupingKind::Cluster, code, name), &members);
        cluster.await.map_err(unexpected("a cluster"))?;
        let adopted = HOUSES.iter().flat_map(|house| house.programmes.iter().map(|programme| (house.code, *programme)));
        for (code, programme) in adopted.chain([(trust, "mentoring")]) {
            let programme: ProgrammeKey = key(programme);
            let done = programmes::adopt(ctx, Actor::System, found[code], &programme).await;
            done.map_err(unexpected("adoption"))?;
        }
        Ok(found)
    }

    async fn people(&self, people: impl Iterator<Item = &'static Person>) -> Result<(), Problem> {
        let request = staff::Request::of(HandedIn::held("staff-in-post.csv", self.file(people)));
        let read = staff::import(self.ctx, &request, staff::Listener::Nobody).await;
        read.map(|_| ()).map_err(|failure| match failure {
            Failure::Refused(staff::Refused::Problems(summary)) => {
                Problem::Refused(format!("the staff file: {:?}", summary.errors.first()))
            }
            other => unexpected("the staff file")(other),
        })
    }

    fn file(&self, people: impl Iterator<Item = &'static Person>) -> Vec<u8> {
        let mut text = "Employee Number,Assignment Number,First Name,Last Name,Work Email,Org Code,Organisation,\
            Department,Location,Position Title,Staff Group,Role,Grade,FTE,Assignment Category,Assignment Status,\
            Latest Start Date,Recruitment Source,Supervisor Employee Number\r\n"
            .to_owned();
        for person in people {
            let number = number_of(person);
            let house = HOUSES.iter().find(|house| house.code == person.house).map_or("", |house| house.name);
            let manager = PEOPLE.iter().find(|other| other.family == person.manager).map(number_of);
            let manager = manager.map(|number| number.to_string()).unwrap_or_default();
            let started = self.day(person.since).strftime("%d/%m/%Y");
            text += &format!(
                "{number},{number}-1,{},{},{},{},{house},Services,{},{},Additional Clinical Services,{},\
                 NHS|XR0{}|Review Body Band {},{},Permanent,Active Assignment,{started},{},{manager}\r\n",
                person.given,
                person.family,
                person.email(),
                person.house,
                person.site,
                person.title,
                person.role,
                &person.band[..1],
                person.band,
                person.wte,
                person.source,
            );
        }
        text.into_bytes()
    }

    async fn offices(&self, organisations: &Organisations) -> Result<(), Problem> {
        let theirs = OFFICES.iter().map(|(code, programme, office, family)| {
            let email = PEOPLE.iter().find(|person| person.family == *family).map(Person::email).unwrap_or_default();
            (*code, *programme, *office, email)
        });
        let own = (TRUSTS[0].code, "mentoring", "mentoring-lead", "priya.raman@westmarch.example".to_owned());
        for (code, programme, office, email) in theirs.chain([own]) {
            let office = OfficeRef { programme: Some(key(programme)), office: key(office) };
            let appointed = offices::appoint(self.ctx, Actor::System, organisations[code], &office, &email).await;
            appointed.map_err(unexpected("appointment"))?;
        }
        Ok(())
    }

    async fn person(&self, email: &str) -> Result<PersonId, Problem> {
        let found = store::sessions::people_at(self.ctx.db.reader(), email).await?;
        found.first().copied().ok_or_else(|| Problem::Refused(format!("nobody is at {email}")))
    }

    async fn journey(&self, organisations: &Organisations, journey: &Journey) -> Result<(), Problem> {
        let ctx = self.ctx;
        self.move_to(journey.began, 9);
        let lead = self.person(journey.lead).await?;
        let pair = ByHand {
            programme: key(journey.programme),
            supportee: journey.supportee.to_owned(),
            supporter: journey.supporter.to_owned(),
            starts_on: self.day(journey.began),
        };
        let begun = journeys::begin_by_hand(ctx, lead, organisations[journey.house], &pair).await;
        let id = begun.map_err(unexpected(journey.supportee))?;
        for (role, email, ago) in journey.roles {
            self.move_to(*ago, 10);
            journeys::name_for_role(ctx, lead, id, &key(role), email).await.map_err(unexpected(role))?;
        }
        if let Some(context) = journey.context {
            self.move_to(journey.began - 5, 13);
            let supportee = self.person(journey.supportee).await?;
            let chosen = journeys::choose_context(ctx, supportee, id, Some(&key(context))).await;
            chosen.map_err(unexpected(context))?;
        }
        self.happenings(journey, id).await?;
        self.papers(journey, id).await
    }

    async fn happenings(&self, journey: &Journey, id: JourneyId) -> Result<(), Problem> {
        let ctx = self.ctx;
        let supporter = self.person(journey.supporter).await?;
        for held in journey.held {
            self.move_to(held.ago, 14);
            let now = ctx.now();
            let time =
                HeldTime::new(now - SignedDuration::from_mins(held.minutes + 20), now - SignedDuration::from_mins(20));
            let time = time.map_err(|_| Problem::Refused("a meeting has no such time".to_owned()))?;
            // Whoever was there enters it.
            let by = match held.there.first() {
                Some(email) => self.person(email).await?,
                None => supporter,
            };
            let meeting = meetings::record_held(ctx, by, id, &key(held.kind), time).await;
            let meeting = meeting.map_err(unexpected(held.kind))?;
            let mut there = Vec::new();
            for email in held.there {
                there.push(self.person(email).await?);
            }
            if !there.is_empty() {
                meetings::note_attendance(ctx, by, meeting, &there).await.map_err(unexpected("who was there"))?;
            }
        }
        for (fact, email, ago) in journey.facts {
            self.move_to(*ago, 17);
            let by = self.person(email).await?;
            match journeys::confirm(ctx, by, id, &key(fact), self.day(*ago)).await {
                // What nothing asks for cannot be said by everybody.
                Ok(()) | Err(Failure::NotFound) => {}
                Err(other) => return Err(unexpected(fact)(other)),
            }
        }
        Ok(())
    }

    /// This week's rota and the next, with somebody standing in on one day.
    async fn rota(&self, organisations: &Organisations) -> Result<(), Problem> {
        let keeper = self.person(JOURNEYS[3].lead).await?;
        let monday = plus_days(self.today, -i32::from(self.today.weekday().to_monday_zero_offset()));
        self.ctx.clock.move_to(instant(plus_days(monday, -3), time(16, 0, 0, 0)));
        for (code, place, profession, email, days) in ROTA {
            let at = RotaAt {
                organisation: organisations[code],
                programme: key("clinical-supervision"),
                rota: key("daily-contact"),
            };
            let slot = Slot { place: (*place).to_owned(), profession: Some(key(profession)) };
            let person = self.person(email).await?;
            let week = |from: i32| {
                days.iter().map(move |day| Day { on: plus_days(monday, from + day), person: Some(person), cover: None })
            };
            let mut days: Vec<Day> = week(0).chain(week(7)).collect();
            if person != keeper {
                days[1].cover = Some(keeper);
            }
            rotas::fill(self.ctx, keeper, &at, &slot, &days).await.map_err(unexpected("a rota"))?;
        }
        Ok(())
    }
}

/// A number of their own for everybody here.
fn number_of(person: &Person) -> u32 {
    let place = PEOPLE.iter().position(|other| std::ptr::eq(other, person) || other.email() == person.email());
    30_000_001 + u32::try_from(place.unwrap_or(0)).unwrap_or(0)
}

/// The organisations of a published file, in the layout of 27 columns.
fn list(file: &str) -> String {
    let mut text = String::new();
    for house in HOUSES.iter().filter(|house| house.file == file) {
        let mut columns = [""; 27];
        (columns[0], columns[1], columns[4], columns[7]) = (house.code, house.name, "1 HIGH STREET", house.town);
        (columns[9], columns[10], columns[21]) = ("ZZ9 9ZZ", "20100401", "0");
        let quoted: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        text.push_str(&quoted.join(","));
        text.push_str("\r\n");
    }
    text
}
