//! Everybody who works at the three organisations: who was there before, and who joins.

use domain::calendar::{plus_days, plus_months};
use jiff::civil::{Date, Weekday};

use crate::cast::{self, Member, Part};
use crate::dice::Dice;
use crate::houses::{HOUSES, House, Trade};
use crate::names::{self, Name};

/// A line of the staff file.
#[derive(Debug, Clone)]
pub struct Worker {
    pub house: usize,
    pub employee: u32,
    pub name: Name,
    pub email: String,
    pub trade: Option<Trade>,
    pub role: &'static str,
    pub staff_group: &'static str,
    pub job_title: String,
    pub department: &'static str,
    pub site: &'static str,
    pub band: &'static str,
    pub wte: &'static str,
    pub started_on: Date,
    pub source: &'static str,
    pub manager: Option<u32>,
    pub registration: Option<(&'static str, String, Date)>,
    pub trained_on: Option<Date>,
    pub away: Option<(Date, Option<Date>)>,
    /// The office they hold.
    pub office: Option<&'static str>,
}

/// How many months of intake there are before today, and after.
const MONTHS_BACK: i32 = 13;
const MONTHS_AHEAD: i32 = 2;

/// Everybody, numbered as they come.
#[derive(Debug)]
pub struct Workforce {
    pub there_before: Vec<Worker>,
    pub joiners: Vec<Worker>,
}

/// The workforce as it is on a day.
pub fn workforce(today: Date) -> Workforce {
    let mut maker = Maker { today, addresses: std::collections::BTreeMap::new(), count: 0 };
    let mut there_before = Vec::new();
    let mut joiners = Vec::new();
    for (index, house) in HOUSES.iter().enumerate() {
        let managers = maker.managers(index, house);
        there_before.extend(maker.experienced(index, house, &managers));
        there_before.extend(maker.others(index, house, &managers));
        joiners.extend(maker.joining(index, house, &managers));
        there_before.extend(managers);
    }
    Workforce { there_before, joiners }
}

/// The title of those who move into another role, and how many there are at each organisation.
pub const MOVED: &str = "Advanced";
const MOVERS: i32 = 3;

struct Maker {
    today: Date,
    addresses: std::collections::BTreeMap<String, u32>,
    count: u32,
}

impl Maker {
    /// A line manager for each kind of work at an organisation.
    fn managers(&mut self, index: usize, house: &House) -> Vec<Worker> {
        let mut managers = Vec::new();
        for (trade, _) in house.joiners {
            let mut manager = self.worker(index, house, Some(*trade), None);
            manager.band = "8a";
            manager.job_title = format!("Lead {}", manager.role);
            manager.started_on = long_ago(self.today, &mut Dice::of("managers", u64::from(manager.employee)));
            manager.wte = "1";
            manager.office = ["chief-ahp", "executive-sponsor"].get(managers.len()).copied();
            managers.push(manager);
        }
        managers
    }

    /// Those who have been there for years; many are trained to support others.
    fn experienced(&mut self, index: usize, house: &House, managers: &[Worker]) -> Vec<Worker> {
        let mut experienced = Vec::new();
        for (trade, monthly) in house.joiners {
            // A place for each joiner of a year, two at a time, and some to spare; of the small professions nobody.
            let supporters = if *monthly <= 3 { monthly / 2 } else { monthly * house.supporters / 100 };
            for number in 0..supporters {
                let member = cast::experienced(index, *trade, number);
                let mut worker = self.worker(index, house, Some(*trade), member);
                let dice = &mut Dice::of("experienced", u64::from(worker.employee));
                worker.started_on = long_ago(self.today, dice);
                worker.band = *dice.pick(&["6", "6", "7"]);
                worker.job_title = format!("Specialist {}", worker.role);
                worker.manager = manager_of(managers, *trade);
                // Training lasts 24 months; one in fifteen has let it lapse.
                let lapsed = member.is_none() && dice.in_hundred(7);
                let ago = if lapsed { dice.between(760, 1100) } else { dice.between(420, 690) };
                worker.trained_on = Some(plus_days(self.today, -ago));
                let refreshed = !lapsed && dice.in_hundred(70);
                if refreshed {
                    worker.trained_on = Some(plus_days(self.today, -dice.between(440, 640)));
                }
                worker.office = office_of(index, house, *trade, number, member);
                if worker.office == Some("lead") {
                    worker.trained_on = None;
                }
                experienced.push(worker);
            }
        }
        experienced
    }

    /// People who move into another role and ask to join.
    fn movers(&mut self, index: usize, house: &House, managers: &[Worker]) -> Vec<Worker> {
        let trade = house.joiners[0].0;
        let mut movers = Vec::new();
        for turn in 0..MOVERS {
            let mut worker = self.worker(index, house, Some(trade), None);
            worker.started_on = working_day(plus_days(self.today, -18 - 60 * turn));
            worker.band = "7";
            worker.job_title = format!("{MOVED} {}", worker.role);
            worker.manager = manager_of(managers, trade);
            movers.push(worker);
        }
        movers
    }

    /// People whom the programmes here do not serve: support workers, nurses, assistants.
    fn others(&mut self, index: usize, house: &House, managers: &[Worker]) -> Vec<Worker> {
        let mut others = Vec::new();
        for number in 0..house.others {
            let mut worker = self.worker(index, house, None, cast::other(index, number));
            let dice = &mut Dice::of("others", u64::from(worker.employee));
            worker.started_on = long_ago(self.today, dice);
            if number < 2 {
                (worker.role, worker.staff_group) = ("Officer", "Administrative and Clerical");
                (worker.job_title, worker.department) = ("Workforce Information Officer".to_owned(), "Workforce");
                worker.band = "6";
            }
            worker.manager = managers.first().map(|manager| manager.employee);
            worker.office = (number < 2).then_some("administrator");
            others.push(worker);
        }
        others
    }

    fn joining(&mut self, index: usize, house: &House, managers: &[Worker]) -> Vec<Worker> {
        let trades: Vec<usize> = house.joiners.iter().map(|(_, weight)| *weight).collect();
        let each_month: usize = trades.iter().sum::<usize>() / 11;
        let mut joiners = Vec::new();
        for month in -MONTHS_BACK..=MONTHS_AHEAD {
            let first = plus_months(self.today.first_of_month(), month);
            let dice = &mut Dice::of(
                "intake",
                (index * 100) as u64 + u64::from(month.unsigned_abs()) + u64::from(month > 0) * 50,
            );
            let busy = matches!(first.month(), 9 | 10);
            let count = if busy { each_month * 3 / 2 } else { each_month } + dice.below(2);
            for _ in 0..count {
                let trade = house.joiners[dice.weighted(&trades)].0;
                let mut worker = self.worker(index, house, Some(trade), None);
                worker.started_on = monday_in(first, dice);
                self.new_here(&mut worker, managers, dice);
                joiners.push(worker);
            }
        }
        joiners.extend(self.movers(index, house, managers));
        for member in cast::joiners(index) {
            let mut worker = self.worker(index, house, Some(member.trade), Some(member));
            let dice = &mut Dice::of("cast", u64::from(worker.employee));
            self.new_here(&mut worker, managers, dice);
            worker.started_on = working_day(plus_days(self.today, member.starts_in_days));
            worker.source = "NQ - First Qualification";
            joiners.push(worker);
        }
        joiners
    }

    fn new_here(&self, worker: &mut Worker, managers: &[Worker], dice: &mut Dice) {
        let sources = [
            "NQ - First Qualification",
            "NHS ORGANISATION",
            "Abroad - Non EU Country",
            "Return to Practice",
            "Education /Training",
            "Abroad - EU Country",
        ];
        worker.source = sources[dice.weighted(&[68, 12, 9, 4, 4, 3])];
        worker.band = if worker.source == "NHS ORGANISATION" { "6" } else { "5" };
        worker.manager = worker.trade.and_then(|trade| manager_of(managers, trade));
        // Leave of some months that began a while after the start: the time stands still meanwhile.
        if dice.in_hundred(6) {
            let from = plus_days(worker.started_on, dice.between(120, 220));
            let until = plus_days(from, dice.between(60, 200));
            if from < self.today {
                worker.away = Some((from, Some(until)));
            }
        }
    }

    fn worker(&mut self, index: usize, house: &House, trade: Option<Trade>, member: Option<&Member>) -> Worker {
        self.count += 1;
        let number = u64::from(self.count);
        let dice = &mut Dice::of("workers", number);
        let name = member.map_or_else(|| names::name(dice), |member| Name::of(member.given, member.family));
        let email = self.address(&name, house, member);
        let (role, staff_group, department) = match trade.map(Trade::about) {
            Some(about) => (about.role, about.staff_group, *dice.pick(about.departments)),
            None => *dice.pick(&[
                ("Health Care Support Worker", "Additional Clinical Services", "Therapy Support"),
                ("Assistant/Associate Practitioner", "Additional Clinical Services", "Therapy Support"),
                ("Staff Nurse", "Nursing and Midwifery Registered", "Ward 7"),
            ]),
        };
        let expires = plus_days(self.today, dice.between(60, 700));
        let registration = trade.map(|trade| {
            let about = trade.about();
            let digits = if about.prefix.is_empty() { 1_000 + self.count } else { 900_000 + self.count };
            (about.register, format!("{}{digits}", about.prefix), expires)
        });
        Worker {
            house: index,
            employee: house.numbers_from + self.count,
            name,
            email,
            trade,
            role,
            staff_group,
            job_title: role.to_owned(),
            department,
            site: *dice.pick(house.sites),
            band: if trade.is_some() { "5" } else { "3" },
            wte: *dice.pick(&["1", "1", "1", "1", "0.8", "0.92", "0.6", "0.5"]),
            started_on: self.today,
            source: "",
            manager: None,
            registration,
            trained_on: None,
            away: None,
            office: None,
        }
    }

    fn address(&mut self, name: &Name, house: &House, member: Option<&Member>) -> String {
        if let Some(member) = member {
            return member.email.to_owned();
        }
        let mailbox = name.mailbox();
        let used = self.addresses.entry(format!("{mailbox}@{}", house.mail)).or_insert(0);
        *used += 1;
        if *used == 1 { format!("{mailbox}@{}", house.mail) } else { format!("{mailbox}{used}@{}", house.mail) }
    }
}

/// Who looks after the programme, and who speaks for it.
fn office_of(
    index: usize,
    house: &House,
    trade: Trade,
    number: usize,
    member: Option<&Member>,
) -> Option<&'static str> {
    let first_trade = trade == house.joiners[0].0;
    let has_a_lead_of_its_own = cast::playing(Part::Lead).house == index;
    match (member.map(|member| member.part), number) {
        (Some(Part::Lead), _) => Some("lead"),
        (None, 0) if first_trade && !has_a_lead_of_its_own => Some("lead"),
        (None, 1) if first_trade => Some("champion"),
        _ => None,
    }
}

fn manager_of(managers: &[Worker], trade: Trade) -> Option<u32> {
    managers.iter().find(|manager| manager.trade == Some(trade)).map(|manager| manager.employee)
}

fn long_ago(today: Date, dice: &mut Dice) -> Date {
    working_day(plus_days(today, -dice.between(900, 6_000)))
}

/// The day itself, or the Monday after a weekend.
pub fn working_day(on: Date) -> Date {
    match on.weekday() {
        Weekday::Saturday => plus_days(on, 2),
        Weekday::Sunday => plus_days(on, 1),
        _ => on,
    }
}

/// People start on Mondays, now and then on another day.
fn monday_in(first: Date, dice: &mut Dice) -> Date {
    let monday = plus_days(first, i32::from(8 - first.weekday().to_monday_one_offset()) % 7);
    let week = plus_days(monday, 7 * dice.between(0, 3));
    if dice.in_hundred(80) { week } else { plus_days(week, dice.between(1, 3)) }
}
