//! Every kind of answer: typed, stored, shown.

use std::collections::BTreeMap;

use jiff::civil::Time;

use super::*;
use crate::forms::{
    Among, Choice, Field, FieldKind, Figure, FileType, FilledBy, Group, GroupShow, Moment, Need, Noun, SeenBy,
};
use crate::ids::Id;
use crate::programmes::Party;

fn field(kind: FieldKind) -> Field {
    Field {
        key: "answer".parse().unwrap(),
        label: "What?".into(),
        hint: None,
        kind,
        filled_by: FilledBy::Anyone,
        seen_by: SeenBy::Readers,
        need: Need::Optional,
        figure: Figure::No,
        suggested: None,
        recalls: None,
    }
}

fn kinds() -> Vec<FieldKind> {
    let among = vec![Choice { value: "fits".into(), label: "Yes, it fits".into() }];
    vec![
        FieldKind::Text { most: 10 },
        FieldKind::LongText { most: 10 },
        FieldKind::Choice { among },
        FieldKind::Date,
        FieldKind::Time,
        FieldKind::Duration { most_minutes: 600 },
        FieldKind::Number { least: 0, most: 9, unit: "visits".into() },
    ]
}

#[test]
fn nothing_typed_is_no_answer_in_every_kind() {
    for kind in kinds() {
        let field = field(kind);
        assert_eq!(AnswerValue::parse(&field, &Raw::default()), Ok(None));
        assert_eq!(AnswerValue::from_json(&field, &AnswerValue::to_json(None)), None);
    }
}

#[test]
fn every_kind_comes_back_from_the_store_and_from_its_boxes() {
    let date = Raw { day: "6".into(), month: "11".into(), year: "2026".into(), ..Raw::default() };
    let duration = Raw { hours: "1".into(), minutes: "30".into(), ..Raw::default() };
    let typed = [Raw::of("Hello"), Raw::of("a\r\nb"), Raw::of("fits"), date, Raw::of("2:30pm"), duration, Raw::of("7")];
    let read = ["Hello", "a\nb", "Yes, it fits", "Friday 6 November 2026", "2:30pm", "1 hour 30 minutes", "7 visits"];
    for ((kind, raw), read) in kinds().into_iter().zip(typed).zip(read) {
        let field = field(kind);
        let answer = AnswerValue::parse(&field, &raw).unwrap().unwrap();
        assert_eq!(AnswerValue::from_json(&field, &AnswerValue::to_json(Some(&answer))), Some(answer.clone()));
        assert_eq!(AnswerValue::parse(&field, &answer.raw()), Ok(Some(answer.clone())));
        assert_eq!(shown(&field, &answer), read);
    }
}

#[test]
fn what_cannot_be_an_answer_says_so() {
    let date = |day: &str, month: &str, year: &str| Raw {
        day: day.into(),
        month: month.into(),
        year: year.into(),
        ..Raw::default()
    };
    let hours = |hours: &str, minutes: &str| Raw { hours: hours.into(), minutes: minutes.into(), ..Raw::default() };
    let wrong = [
        vec![Raw::of("eleven letters")],
        vec![Raw::of("eleven letters")],
        vec![Raw::of("other")],
        vec![date("31", "2", "2026"), date("6", "11", "26"), date("6", "", "2026"), date("a", "b", "c")],
        vec![Raw::of("25:00"), Raw::of("2:3"), Raw::of("13pm"), Raw::of("soon"), Raw::of("0pm"), Raw::of("-1")],
        vec![hours("11", "0"), hours("x", ""), hours("1", "x"), hours("99999999", "")],
        vec![Raw::of("10"), Raw::of("-1"), Raw::of("1.5")],
    ];
    for (kind, raws) in kinds().into_iter().zip(wrong) {
        let field = field(kind);
        for raw in raws {
            assert!(AnswerValue::parse(&field, &raw).is_err(), "{raw:?} for {:?}", field.kind);
        }
    }
}

#[test]
fn times_are_read_as_people_type_them() {
    for typed in ["14:30", "14.30", "2:30pm", "2.30 PM", "1430"] {
        assert_eq!(parse_time(typed), Time::new(14, 30, 0, 0).ok(), "{typed}");
    }
    assert_eq!(parse_time("12am"), Time::new(0, 0, 0, 0).ok());
    assert_eq!(parse_time("12pm"), Time::new(12, 0, 0, 0).ok());
    assert_eq!(parse_time("9"), Time::new(9, 0, 0, 0).ok());
}

#[test]
fn a_null_character_is_left_out() {
    let field = field(FieldKind::LongText { most: 10 });
    assert_eq!(AnswerValue::parse(&field, &Raw::of("a\0b")), Ok(Some(AnswerValue::Text("ab".into()))));
}

fn among() -> Vec<Choice> {
    [("talk", "Talking"), ("watch", "Watching"), ("do", "Doing")]
        .map(|(value, label)| Choice { value: value.into(), label: label.into() })
        .to_vec()
}

fn objectives() -> Group {
    let mut what = field(FieldKind::Text { most: 100 });
    what.key = "what".parse().unwrap();
    what.label = "Objective".into();
    what.need = Need::ToSign;
    let mut by = field(FieldKind::Date);
    by.key = "by".parse().unwrap();
    by.label = "By when".into();
    let each = Noun { one: "objective".into(), many: "objectives".into() };
    Group { fields: vec![what, by], least: 1, most: 2, each, show: GroupShow::Table }
}

fn row(what: &str, day: &str) -> BTreeMap<crate::keys::FieldKey, Raw> {
    let by = match day {
        "" => Raw::default(),
        day => Raw { day: day.into(), month: "3".into(), year: "2027".into(), ..Raw::default() },
    };
    BTreeMap::from([("what".parse().unwrap(), Raw::of(what)), ("by".parse().unwrap(), by)])
}

#[test]
fn several_choices_are_kept_in_the_forms_order() {
    let field = field(FieldKind::Choices { among: among(), least: 1, most: 2 });
    let ticked = |values: &[&str]| Raw { ticked: values.iter().map(ToString::to_string).collect(), ..Raw::default() };
    let answer = AnswerValue::parse(&field, &ticked(&["do", "talk"])).unwrap().unwrap();
    assert_eq!(answer, AnswerValue::Choices(vec!["talk".into(), "do".into()]));
    assert_eq!(shown(&field, &answer), "Talking\nDoing");
    assert_eq!(AnswerValue::from_json(&field, &AnswerValue::to_json(Some(&answer))), Some(answer.clone()));
    assert_eq!(AnswerValue::parse(&field, &ticked(&[""])), Ok(None));
    assert!(AnswerValue::parse(&field, &ticked(&["talk", "watch", "do"])).is_err());
    assert!(AnswerValue::parse(&field, &ticked(&["sing"])).is_err());
}

#[test]
fn a_scale_names_its_ends() {
    let field = field(FieldKind::Scale { steps: 5, least_label: "not yet".into(), most_label: "fully".into() });
    let answer = AnswerValue::parse(&field, &Raw::of("3")).unwrap().unwrap();
    assert_eq!(shown(&field, &answer), "3 on a scale from 1 (not yet) to 5 (fully)");
    assert!(AnswerValue::parse(&field, &Raw::of("6")).is_err());
    assert!(AnswerValue::parse(&field, &Raw::of("0")).is_err());
}

#[test]
fn rows_keep_what_was_typed_and_leave_out_what_was_not() {
    let group = objectives();
    let field = field(FieldKind::Group(group.clone()));
    let raw = |rows: Vec<_>| Raw { rows, ..Raw::default() };
    let answer = AnswerValue::parse(&field, &raw(vec![row("", ""), row("Lead a clinic", "6")])).unwrap().unwrap();
    let AnswerValue::Rows(rows) = &answer else { panic!("{answer:?}") };
    assert_eq!(rows.len(), 1);
    assert_eq!(
        shown(&field, &answer),
        "Objective 1\n  Objective\n    Lead a clinic\n  By when\n    Saturday 6 March 2027"
    );
    assert_eq!(AnswerValue::from_json(&field, &AnswerValue::to_json(Some(&answer))), Some(answer.clone()));
    assert_eq!(AnswerValue::parse(&field, &answer.raw()), Ok(Some(answer.clone())));
    assert_eq!(AnswerValue::parse(&field, &raw(vec![row("", "")])), Ok(None));
    let three = raw(vec![row("a", ""), row("b", ""), row("c", "")]);
    assert_eq!(AnswerValue::parse(&field, &three), Err(AnswerProblem::TooManyRows { most: 2 }));
    let wrong = raw(vec![row("a", ""), row("b", "41")]);
    assert_eq!(AnswerValue::parse(&field, &wrong), Err(AnswerProblem::InRow { row: 2 }));
    assert_eq!(problems_in_rows(&group, &wrong.rows).len(), 1);
}

#[test]
fn req_F1_what_must_be_there_is_asked_for_in_rows_too() {
    let form = |need| {
        let mut field = field(FieldKind::Group(objectives()));
        field.need = need;
        let section = crate::forms::Section { heading: "Plan".into(), fields: vec![field] };
        let title = String::new();
        crate::forms::Form {
            key: "plan".parse().unwrap(),
            title: title.clone(),
            intro: title.clone(),
            reference: title,
            sections: vec![section],
        }
    };
    let key: crate::keys::FieldKey = "answer".parse().unwrap();
    let rows = |rows| {
        let field = field(FieldKind::Group(objectives()));
        let value = AnswerValue::parse(&field, &Raw { rows, ..Raw::default() }).unwrap();
        value.map(|value| (key.clone(), value)).into_iter().collect::<BTreeMap<_, _>>()
    };
    let count = |need, moment, values: &BTreeMap<_, _>| missing(&form(need), values, moment).len();
    assert_eq!(count(Need::ToSign, Moment::Sign, &rows(vec![])), 1);
    assert_eq!(count(Need::ToSign, Moment::Submit, &rows(vec![])), 0);
    assert_eq!(count(Need::ToSubmit, Moment::Submit, &rows(vec![])), 1);
    assert_eq!(count(Need::Optional, Moment::Sign, &rows(vec![])), 0);
    assert_eq!(count(Need::ToSign, Moment::Sign, &rows(vec![row("Lead a clinic", "")])), 0);
    // The second row lacks what each row needs.
    assert_eq!(count(Need::ToSign, Moment::Sign, &rows(vec![row("Lead", ""), row("", "6")])), 1);
}

#[test]
fn a_person_and_a_file_are_kept_with_their_names() {
    let person = NamedPerson { id: Id::from_uuid(uuid::Uuid::from_u128(7)), name: "Rhys Bevan".into() };
    let who = field(FieldKind::Person { among: vec![Among::AnyoneHere] });
    let raw = Raw { text: "rhys".into(), found: Some(person.clone()), ..Raw::default() };
    let answer = AnswerValue::parse(&who, &raw).unwrap().unwrap();
    assert_eq!(answer, AnswerValue::Person(person));
    assert_eq!(AnswerValue::from_json(&who, &AnswerValue::to_json(Some(&answer))), Some(answer));
    assert_eq!(AnswerValue::parse(&who, &Raw::of("rhys")), Err(AnswerProblem::NotAPerson));
    let what = field(FieldKind::File { types: vec![FileType::Pdf], most_bytes: 10 });
    let file = KeptFile {
        id: Id::from_uuid(uuid::Uuid::from_u128(8)),
        name: "plan.pdf".into(),
        bytes: 120_400,
        fingerprint: "ab".into(),
    };
    let answer = AnswerValue::File(file);
    assert_eq!(AnswerValue::from_json(&what, &AnswerValue::to_json(Some(&answer))), Some(answer.clone()));
    assert_eq!(shown(&what, &answer), "plan.pdf (121 KB)");
    assert!(AnswerValue::parse(&what, &Raw::of("something")).is_err());
}

#[test]
fn an_answer_for_some_is_written_and_seen_by_them_only() {
    let role = Party::Role("guide".parse().unwrap());
    let mut field = field(FieldKind::Text { most: 9 });
    field.seen_by = SeenBy::Only(vec![Party::Supportee]);
    assert!(field.may_see(&[Party::Supportee]) && field.may_answer(&[Party::Supportee]));
    assert!(!field.may_see(std::slice::from_ref(&role)) && !field.may_answer(std::slice::from_ref(&role)));
    assert!(!field.may_see(&[]));
    field.filled_by = FilledBy::Only(role.clone());
    assert!(field.may_see(std::slice::from_ref(&role)) && field.may_answer(&[role]));
    assert!(!field.may_answer(&[Party::Supportee]));
}
