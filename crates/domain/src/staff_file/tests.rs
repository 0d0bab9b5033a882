//! Rows that are right, rows that are wrong in each of the ways that files are, and rows of anything at all.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::organisations::OrganisationCode;

const HEADINGS: &str = "Employee Number,Assignment Number,First Name,Last Name,Known As,Work Email,Org Code,Department,\
    Location,Position Title,Staff Group,Role,Grade,FTE,Contracted Hours,Assignment Category,Assignment Status,\
    Latest Start Date,Recruitment Source,Supervisor Employee Number,Registration Body,Registration Number,\
    Registration Expiry Date,Absence Start,Absence End,End Date";

const ROW: &str = "20030306,20030306-1,Ngozi,Santos,,Ngozi.Santos@westmarch.example,X4H7K,Podiatry,Kingsbridge \
    Infirmary,Podiatrist,Allied Health Professionals,Chiropodist / Podiatrist,NHS|XR05|Review Body Band 5,0.6,22.5,\
    Permanent,Active Assignment,01/07/2026,NQ - First Qualification,20057550,HCPC,CH913372,30/09/2027,,,";

fn layout() -> Layout {
    Layout::of(1, HEADINGS.split(',').map(str::to_owned).collect(), &Mapping::default()).unwrap()
}

fn read(row: &str) -> Result<StaffRow, Vec<Problem>> {
    let cells: Vec<&str> = row.split(',').collect();
    RowReader { layout: &layout(), organisation: None }.read(2, &cells)
}

/// The row with the cell under a heading replaced.
fn with(heading: &str, cell: &str) -> String {
    let at = HEADINGS.split(',').position(|it| it == heading).unwrap();
    let mut cells: Vec<&str> = ROW.split(',').collect();
    cells[at] = cell;
    cells.join(",")
}

#[test]
fn req_A4_a_row_says_who_and_which_post() {
    let row = read(ROW).unwrap();
    assert_eq!(row.name.shown(), "Ngozi Santos");
    assert_eq!(row.email.unwrap().as_str(), "ngozi.santos@westmarch.example");
    assert_eq!(row.post.profession.unwrap().as_str(), "podiatrist");
    assert_eq!(row.post.transition.unwrap().as_str(), "newly-registered");
    assert_eq!((row.post.started_on, row.post.band.as_deref()), (date(2026, 7, 1), Some("5")));
    assert_eq!(row.post.wte.unwrap().thousandths(), 600);
    assert_eq!(row.post.weekly.unwrap().0, 1350);
    assert_eq!(row.registration.unwrap().number.as_str(), "CH913372");
}

#[test]
fn req_A4_each_mistake_names_its_column_and_a_remedy() {
    for (heading, cell) in [
        ("Employee Number", ""),
        ("First Name", ""),
        ("Last Name", ""),
        ("First Name", "=HYPERLINK(1)"),
        ("Department", "@SUM(A1)"),
        ("Last Name", "+cmd|x"),
        ("Work Email", "not-an-address"),
        ("Org Code", "?"),
        ("Role", "Wizard"),
        ("Role", ""),
        ("FTE", "1.7"),
        ("FTE", "half"),
        ("Contracted Hours", "99"),
        ("Latest Start Date", "31/02/2026"),
        ("Latest Start Date", "2026"),
        ("Latest Start Date", ""),
        ("Supervisor Employee Number", "20030306"),
        ("Registration Body", "ABC"),
        ("Registration Number", "ZZ12345"),
        ("Registration Number", "PH913372"),
        ("Registration Expiry Date", "32/13/2026"),
        ("Absence End", "01/01/2026"),
        ("End Date", "30/06/2026"),
        ("Assignment Status", "Asleep"),
        ("Assignment Status", "Terminate Assignment"),
        ("Position Title", "a\tb"),
    ] {
        let problems = read(&with(heading, cell)).expect_err(heading);
        assert_eq!(problems.len(), 1, "{heading} {cell}: {problems:?}");
        let expected = if heading == "Absence End" { "Absence Start" } else { heading };
        assert_eq!((problems[0].column.as_str(), problems[0].line), (expected, 2));
        assert!(!problems[0].problem.is_empty() && !problems[0].remedy.is_empty());
    }
}

#[test]
fn req_A4_all_mistakes_of_a_row_are_told_at_once() {
    let problems = read(&with("FTE", "7").replace("01/07/2026", "soon").replace("Ngozi,", ",")).unwrap_err();
    assert_eq!(problems.len(), 3);
}

#[test]
fn req_A2_support_workers_need_no_number_and_registered_people_may_lack_one() {
    let none = with("Registration Number", "").replace("HCPC", "");
    assert!(read(&none).unwrap().registration.is_none());
    assert!(read(&none.replace("Chiropodist / Podiatrist", "Healthcare Assistant")).is_ok());
    let body_left_out = ROW.replace("HCPC", "");
    assert_eq!(read(&body_left_out).unwrap().registration.unwrap().regulator.as_str(), "hcpc");
}

#[test]
fn a_role_without_a_profession_takes_it_from_a_number_that_only_one_can_have() {
    let advanced = ROW.replace("Chiropodist / Podiatrist", "Advanced Practitioner");
    assert_eq!(read(&advanced).unwrap().post.profession.unwrap().as_str(), "podiatrist");
    assert_eq!(read(&advanced.replace("CH913372", "RA1234")).unwrap().post.profession, None);
}

#[test]
fn ordinary_text_that_begins_with_a_sign_is_no_formula() {
    assert!(read(&with("Department", "- Ward 7")).is_ok());
    assert!(read(&with("Department", "+1 team")).is_ok());
}

fn rows(changes: &[(&str, &str)]) -> (Layout, Vec<StaffRow>) {
    let read = |(line, (from, to)): (usize, &(&str, &str))| {
        let mut row = read(&ROW.replace(from, to)).unwrap();
        row.line = line as u64 + 2;
        row
    };
    (layout(), changes.iter().enumerate().map(read).collect())
}

#[test]
fn req_A4_a_post_named_twice_and_a_number_for_two_people_are_found() {
    let (layout, rows) = rows(&[("x", "x"), ("x", "x"), ("Santos", "Owen"), ("20030306-1", "20030306-2")]);
    let mut ledger = Ledger::new(&layout);
    let found: Vec<bool> = rows.iter().map(|row| ledger.note(row).is_err()).collect();
    assert_eq!(found, [false, true, true, false]);
}

#[test]
fn req_A4_a_manager_may_come_later_in_the_file_or_be_known_but_not_be_nobody() {
    let (layout, rows) = rows(&[("x", "x"), ("20030306", "20057551"), ("20030306", "20030307")]);
    let mut ledger = Ledger::new(&layout);
    rows.iter().for_each(|row| ledger.note(row).unwrap());
    let missing = ledger.managers_elsewhere();
    assert_eq!(missing.len(), 1, "each is looked for once");
    assert_eq!(ledger.unknown_managers(&Default::default()).len(), 3);
    assert_eq!(ledger.unknown_managers(&missing.into_iter().collect()), vec![]);
    let code: OrganisationCode = "X4H7K".parse().unwrap();
    ledger.note_subject(&code, "20057550".parse().unwrap());
    assert_eq!(ledger.unknown_managers(&Default::default()), vec![], "a manager whose own row is wrong is not nobody");
}

proptest! {
    #[test]
    fn req_A4_no_row_whatever_stops_the_reading(cells in prop::collection::vec(".{0,40}", 0..30), line in 1..9999_u64) {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let layout = layout();
        let reader = RowReader { layout: &layout, organisation: None };
        let _ = reader.subject(&cells);
        if let Err(problems) = reader.read(line, &cells) {
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|problem| problem.line == line && !problem.remedy.is_empty()));
        }
    }

    #[test]
    fn req_A4_no_value_whatever_stops_the_reading(at in 0..26_usize, value in r#"[0-9A-Za-z/.:=+@\- |é"']{0,20}"#) {
        let mut cells: Vec<&str> = ROW.split(',').collect();
        cells[at] = &value;
        let layout = layout();
        let _ = RowReader { layout: &layout, organisation: None }.read(2, &cells);
    }

    #[test]
    fn req_A4_no_headings_whatever_stop_the_mapping(headings in prop::collection::vec(".{0,20}", 0..12)) {
        let _ = find_heading(std::slice::from_ref(&headings), &Mapping::default());
        let _ = Layout::of(1, headings, &Mapping::default());
    }

    #[test]
    fn req_A4_every_date_is_read_back_as_it_was_written(days in 0..50_000_i64) {
        let on = date(1950, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        prop_assert_eq!(read_date(&on.to_string()), Ok(on));
        prop_assert_eq!(read_date(&format!("{}/{}/{}", on.day(), on.month(), on.year())), Ok(on));
        prop_assert_eq!(read_date(&crate::calendar::long_date(on)), Ok(on));
    }

    #[test]
    fn req_A4_no_text_whatever_stops_a_date(text in ".{0,24}") {
        let _ = read_date(&text);
    }
}
