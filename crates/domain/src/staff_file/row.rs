//! One row of a staff file as values that can be trusted, or what is wrong with it, all at once.

use jiff::civil::Date;

use super::fields::{self, Field, Status};
use super::mapping::{Layout, tidy};
use super::{Problem, read_date};
use crate::calendar::Period;
use crate::keys::{ProfessionKey, TransitionKey};
use crate::misfit::{Misfit, quoted};
use crate::organisations::OrganisationCode;
use crate::people::{
    self, AssignmentNumber, Band, EmailAddress, EmployeeNumber, JobRole, PersonName, Registration, Regulator,
    WeeklyMinutes, Wte,
};

/// What a row says of a person and one of their posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRow {
    pub line: u64,
    pub organisation: OrganisationCode,
    pub employee: EmployeeNumber,
    pub assignment: AssignmentNumber,
    pub name: PersonName,
    pub email: Option<EmailAddress>,
    pub registration: Option<Registration>,
    pub post: PostFacts,
    pub manager: Option<EmployeeNumber>,
    /// When the person is away, never why.
    pub absence: Option<Period>,
    pub trained_on: Option<Date>,
}

/// What a row says of the post itself. A field that the file has no column for is `None`, as is an empty cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostFacts {
    pub job_title: String,
    pub role: &'static JobRole,
    pub profession: Option<ProfessionKey>,
    pub department: Option<String>,
    pub site: Option<String>,
    pub band: Option<String>,
    pub wte: Option<Wte>,
    pub weekly: Option<WeeklyMinutes>,
    pub contract: Option<&'static str>,
    pub started_on: Date,
    pub finished_on: Option<Date>,
    pub recruitment_source: Option<String>,
    pub transition: Option<TransitionKey>,
}

/// Are all cells of the row empty?
pub fn is_blank(cells: &[&str]) -> bool {
    cells.iter().all(|cell| tidy(cell).is_empty())
}

/// The longest text of a cell that is kept, in characters (the widest text of the National Workforce Data Set is 70).
const LONGEST: usize = 200;

/// Reads the rows of one file.
#[derive(Debug)]
pub struct RowReader<'a> {
    pub layout: &'a Layout,
    /// The organisation of rows that do not name one.
    pub organisation: Option<&'a OrganisationCode>,
}

/// Gathers what is wrong with one row.
struct Reading<'a> {
    layout: &'a Layout,
    cells: &'a [&'a str],
    line: u64,
    problems: Vec<Problem>,
}

impl RowReader<'_> {
    /// Reads one row.
    ///
    /// # Errors
    /// Everything that is wrong with the row.
    pub fn read(&self, line: u64, cells: &[&str]) -> Result<StaffRow, Vec<Problem>> {
        let mut row = Reading { layout: self.layout, cells, line, problems: Vec::new() };
        row.check_width();
        let organisation = row.organisation(self.organisation);
        let employee: Option<EmployeeNumber> = row.needed(Field::EmployeeNumber);
        let assignment: Option<AssignmentNumber> = row.optional(Field::AssignmentNumber);
        let name = row.name();
        let email = row.optional(Field::Email);
        let role = row.role();
        let profession = role.and_then(|role| role.profession.clone());
        let registration = row.registration(profession.as_ref());
        let profession = profession.or_else(|| row.profession_by_register(registration.as_ref()));
        let post = row.post(role, profession);
        let absence = row.absence();
        let trained_on = row.date(Field::TrainedOn);
        let manager: Option<EmployeeNumber> = row.optional(Field::Manager);
        if let (Some(manager), Some(employee)) = (&manager, &employee)
            && manager == employee
        {
            row.wrong(
                Field::Manager,
                Misfit::new(
                    "the person is their own line manager",
                    "Give the line manager's number, or leave it empty",
                ),
            );
        }
        match (organisation, employee, name, post) {
            (Some(organisation), Some(employee), Some(name), Some(post)) if row.problems.is_empty() => Ok(StaffRow {
                line,
                organisation,
                assignment: assignment.unwrap_or_else(|| AssignmentNumber::from(&employee)),
                employee,
                name,
                email,
                registration,
                post,
                manager,
                absence,
                trained_on,
            }),
            _ => Err(row.problems),
        }
    }

    /// Who the row is about, as far as it can be read: so that a mistake elsewhere in a manager's own row does not make
    /// their people's rows wrong too.
    pub fn subject(&self, cells: &[&str]) -> Option<(OrganisationCode, EmployeeNumber)> {
        let code = self.layout.cell(Field::Organisation, cells);
        let organisation = if code.is_empty() { self.organisation.cloned() } else { code.parse().ok() };
        Some((organisation?, self.layout.cell(Field::EmployeeNumber, cells).parse().ok()?))
    }
}

impl<'a> Reading<'a> {
    fn wrong(&mut self, field: Field, misfit: Misfit) {
        self.problems.push(Problem {
            line: self.line,
            column: self.layout.heading(field).to_owned(),
            problem: misfit.problem,
            remedy: misfit.remedy,
        });
    }

    fn cell(&self, field: Field) -> &'a str {
        self.layout.cell(field, self.cells)
    }

    fn check_width(&mut self) {
        let beyond = self.cells.iter().skip(self.layout.headings.len()).any(|cell| !tidy(cell).is_empty());
        if beyond {
            let column = self.layout.headings.last().cloned().unwrap_or_default();
            self.problems.push(Problem {
                line: self.line,
                column,
                problem: "the row has more cells than there are headings".to_owned(),
                remedy: "Put text that contains the separator in quotation marks".to_owned(),
            });
        }
    }

    /// Plain text: short, on one line, and nothing that a spreadsheet program would carry out.
    fn text(&mut self, field: Field) -> Option<String> {
        let text = self.cell(field);
        if text.is_empty() {
            return None;
        }
        let misfit = if text.chars().any(char::is_control) {
            Misfit::new(format!("{} has a line break or a control character in it", quoted(text)), "Take it out")
        } else if text.chars().count() > LONGEST {
            Misfit::new(format!("the text is longer than {LONGEST} characters"), "Shorten it")
        } else if looks_live(text) {
            Misfit::new(format!("{} looks like a spreadsheet formula", quoted(text)), "Give the text itself")
        } else {
            return Some(text.to_owned());
        };
        self.wrong(field, misfit);
        None
    }

    fn needed_text(&mut self, field: Field) -> Option<String> {
        if self.cell(field).is_empty() {
            self.missing(field);
            return None;
        }
        self.text(field)
    }

    fn missing(&mut self, field: Field) {
        let label = fields::about(field).label.to_lowercase();
        self.wrong(
            field,
            Misfit::new(format!("the {label} is missing"), format!("Give the {label}, or leave the row out")),
        );
    }

    fn optional<T: std::str::FromStr<Err = Misfit>>(&mut self, field: Field) -> Option<T> {
        let text = self.cell(field);
        if text.is_empty() {
            return None;
        }
        text.parse().map_err(|misfit| self.wrong(field, misfit)).ok()
    }

    fn needed<T: std::str::FromStr<Err = Misfit>>(&mut self, field: Field) -> Option<T> {
        if self.cell(field).is_empty() {
            self.missing(field);
        }
        self.optional(field)
    }

    fn date(&mut self, field: Field) -> Option<Date> {
        let text = self.cell(field);
        if text.is_empty() {
            return None;
        }
        read_date(text).map_err(|misfit| self.wrong(field, misfit)).ok()
    }

    fn organisation(&mut self, default: Option<&OrganisationCode>) -> Option<OrganisationCode> {
        match default {
            Some(default) if self.cell(Field::Organisation).is_empty() => Some(default.clone()),
            _ => self.needed(Field::Organisation),
        }
    }

    fn name(&mut self) -> Option<PersonName> {
        let given = self.needed_text(Field::FirstName);
        let family = self.needed_text(Field::LastName);
        let (title, known_as) = (self.text(Field::Title), self.text(Field::KnownAs));
        Some(PersonName { title, given: given?, family: family?, known_as })
    }

    fn role(&mut self) -> Option<&'static JobRole> {
        let text = self.cell(Field::Role);
        if text.is_empty() {
            self.missing(Field::Role);
            return None;
        }
        let group = Some(self.cell(Field::StaffGroup)).filter(|group| !group.is_empty());
        let role = people::role_named(text, group);
        if role.is_none() {
            self.wrong(
                Field::Role,
                Misfit::new(
                    format!("{} is not a job role of the National Workforce Data Set", quoted(text)),
                    "Give the role's name or five-digit code, such as Physiotherapist or 04041",
                ),
            );
        }
        role
    }

    fn regulator(&mut self, profession: Option<&ProfessionKey>) -> Option<&'static Regulator> {
        let text = self.cell(Field::Register);
        if !text.is_empty() {
            let named = people::regulator_named(text);
            if named.is_none() {
                self.wrong(
                    Field::Register,
                    Misfit::new(
                        format!("{} is not a registration body", quoted(text)),
                        "Give its name, such as HCPC, NMC or GOsC, or leave it empty",
                    ),
                );
            }
            return named;
        }
        let usual = profession.and_then(people::profession).and_then(|known| known.register.as_ref());
        let regulator = usual.and_then(people::regulator);
        if regulator.is_none() && !self.cell(Field::Registration).is_empty() {
            self.wrong(
                Field::Register,
                Misfit::new("the registration number has no registration body", "Say whose number it is, such as HCPC"),
            );
        }
        regulator
    }

    fn registration(&mut self, profession: Option<&ProfessionKey>) -> Option<Registration> {
        let expires_on = self.date(Field::RegisteredUntil);
        let regulator = self.regulator(profession);
        let text = self.cell(Field::Registration);
        if text.is_empty() {
            return None;
        }
        let regulator = regulator?;
        match regulator.check(text, profession) {
            Ok(number) => Some(Registration { regulator: regulator.key.clone(), number, expires_on }),
            Err(misfit) => {
                self.wrong(Field::Registration, misfit);
                None
            }
        }
    }

    /// Where the job role tells no profession, a number that only one profession can have does.
    fn profession_by_register(&self, registration: Option<&Registration>) -> Option<ProfessionKey> {
        let registration = registration?;
        people::regulator(&registration.regulator)?.only_profession(&registration.number).cloned()
    }

    fn post(&mut self, role: Option<&'static JobRole>, profession: Option<ProfessionKey>) -> Option<PostFacts> {
        let started_on = self.date(Field::StartedOn);
        if self.cell(Field::StartedOn).is_empty() {
            self.missing(Field::StartedOn);
        }
        let finished_on = self.finished_on(started_on);
        let source_text = self.text(Field::RecruitmentSource);
        let source = source_text.as_deref().and_then(people::source_named);
        let facts = PostFacts {
            job_title: self.text(Field::JobTitle).or_else(|| role.map(|role| role.name.clone())).unwrap_or_default(),
            role: role?,
            transition: people::transition_of(source, profession.as_ref()).cloned(),
            profession,
            department: self.text(Field::Department),
            site: self.text(Field::Site),
            band: self.text(Field::Band).map(|text| Band::read(&text).map_or(text, |band| band.to_string())),
            wte: self.optional(Field::Wte),
            weekly: self.optional(Field::WeeklyHours),
            contract: self.contract(),
            started_on: started_on?,
            finished_on,
            recruitment_source: source.map(|source| source.name.clone()).or(source_text),
        };
        Some(facts)
    }

    fn finished_on(&mut self, started_on: Option<Date>) -> Option<Date> {
        let finished_on = self.date(Field::FinishedOn);
        if let (Some(started), Some(finished)) = (started_on, finished_on)
            && finished < started
        {
            self.wrong(
                Field::FinishedOn,
                Misfit::new("the post ends before it starts", "Correct the start or the end date"),
            );
        }
        let text = self.cell(Field::Status);
        match fields::status(text) {
            None if !text.is_empty() => self.wrong(
                Field::Status,
                Misfit::new(
                    format!("{} is not a status of a post", quoted(text)),
                    "Give the status as the workforce system says it, such as Active Assignment, or leave it empty",
                ),
            ),
            Some(Status::Ended) if self.cell(Field::FinishedOn).is_empty() => self.wrong(
                Field::Status,
                Misfit::new("the post has ended but has no end date", "Give the end date, or leave the row out"),
            ),
            _ => {}
        }
        finished_on
    }

    fn contract(&mut self) -> Option<&'static str> {
        let text = self.text(Field::Contract)?;
        // Kinds of contract that are not known are no mistake: nothing depends on them.
        Some(fields::contract(&text).unwrap_or("other"))
    }

    fn absence(&mut self) -> Option<Period> {
        let started_on = self.date(Field::AbsentFrom);
        let finished_on = self.date(Field::AbsentUntil);
        match (started_on, finished_on) {
            (Some(started), Some(finished)) if finished < started => {
                self.wrong(
                    Field::AbsentUntil,
                    Misfit::new(
                        "the absence ends before it starts",
                        "Correct the first or the last day of the absence",
                    ),
                );
                None
            }
            (None, Some(_)) if self.cell(Field::AbsentFrom).is_empty() => {
                self.wrong(
                    Field::AbsentFrom,
                    Misfit::new("the absence has a last day and no first", "Give its first day, or leave both empty"),
                );
                None
            }
            (started, finished_on) => started.map(|started_on| Period { started_on, finished_on }),
        }
    }
}

/// Would a spreadsheet program take the text for a formula?
fn looks_live(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('=' | '@') => true,
        Some('+' | '-') => chars.next().is_some_and(|next| !next.is_ascii_digit() && !next.is_whitespace()),
        _ => false,
    }
}
