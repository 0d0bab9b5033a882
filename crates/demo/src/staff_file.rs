//! The staff file as the organisations' workforce system would export it.

use jiff::civil::Date;

use crate::houses::HOUSES;
use crate::workers::Worker;

const HEADINGS: &[&str] = &[
    "Employee Number",
    "Assignment Number",
    "Title",
    "First Name",
    "Last Name",
    "Work Email",
    "Org Code",
    "Organisation",
    "Department",
    "Location",
    "Position Title",
    "Staff Group",
    "Role",
    "Grade",
    "FTE",
    "Assignment Category",
    "Assignment Status",
    "Latest Start Date",
    "Recruitment Source",
    "Supervisor Employee Number",
    "Registration Body",
    "Registration Number",
    "Registration Expiry Date",
    "Absence Start",
    "Absence End",
    "Preceptor Training Date",
];

/// The lines of these people, as known on a day.
pub fn write<'a>(workers: impl IntoIterator<Item = &'a Worker>, known_on: Date) -> Vec<u8> {
    let mut text = HEADINGS.join(",");
    text.push_str("\r\n");
    for worker in workers {
        let values: Vec<String> = line(worker, known_on).iter().map(|value| quoted(value)).collect();
        text.push_str(&values.join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn line(worker: &Worker, known_on: Date) -> [String; 26] {
    let house = &HOUSES[worker.house];
    let (register, number, expires) = match &worker.registration {
        Some((register, number, expires)) => ((*register).to_owned(), number.clone(), date(*expires)),
        None => Default::default(),
    };
    let away = worker.away.filter(|(from, _)| *from <= known_on);
    let is_away = away.is_some_and(|(_, until)| until.is_none_or(|until| known_on <= until));
    [
        worker.employee.to_string(),
        format!("{}-1", worker.employee),
        worker.name.title.to_owned(),
        worker.name.given.clone(),
        worker.name.family.clone(),
        worker.email.clone(),
        house.code.to_owned(),
        house.name.to_owned(),
        worker.department.to_owned(),
        worker.site.to_owned(),
        worker.job_title.clone(),
        worker.staff_group.to_owned(),
        worker.role.to_owned(),
        format!("NHS|XR0{}|Review Body Band {}", &worker.band[..1], worker.band),
        worker.wte.to_owned(),
        "Permanent".to_owned(),
        if is_away { "Maternity & Adoption" } else { "Active Assignment" }.to_owned(),
        date(worker.started_on),
        worker.source.to_owned(),
        worker.manager.map(|manager| manager.to_string()).unwrap_or_default(),
        register,
        number,
        expires,
        away.map(|(from, _)| date(from)).unwrap_or_default(),
        away.and_then(|(_, until)| until).map(date).unwrap_or_default(),
        worker.trained_on.map(date).unwrap_or_default(),
    ]
}

fn date(on: Date) -> String {
    on.strftime("%d/%m/%Y").to_string()
}

fn quoted(value: &str) -> String {
    if value.contains([',', '"']) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value.to_owned() }
}
