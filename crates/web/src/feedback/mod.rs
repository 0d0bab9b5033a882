//! `GET /organisations/{code}/feedback`: what people say of the programme in documents of their own (K3), together and from
//! enough of them; never what one person wrote.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::{instant, long_date, plus_days};
use domain::forms::{Field, FieldKind};
use domain::programmes::{DocumentKind, Onlooker, Own, Power, Programme, capitalised};
use domain::records::item_of;
use jiff::Timestamp;
use jiff::civil::Time;
use operations::access::Desk;
use serde::Deserialize;
use store::feedback::{self, Counted};

use crate::components::{Cell, Column, Link, Table};
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::routes::{AtDesk, Audience, Routes};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// Fewer people than this are never counted together.
const LEAST: i64 = 8;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/organisations/{code}/feedback", Audience::Office(Power::SeeProgress), get)
}

/// The address of the page.
pub(crate) fn path(code: &str, programme: &Programme) -> String {
    format!("/organisations/{code}/feedback?programme={}", programme.key)
}

/// The documents in which each writes for themselves, and of which some office may know how they stand.
pub(crate) fn kinds(programme: &Programme) -> impl Iterator<Item = &DocumentKind> {
    programme.documents.iter().filter(|kind| {
        let item = item_of(&kind.key);
        let known = programme.sharing.rules.iter().any(|rule| {
            rule.item == item
                && matches!(rule.who, Onlooker::Office(_))
                && rule.gives != domain::programmes::Gives::Nothing
        });
        kind.own == Own::EachTheirs && known
    })
}

#[derive(Template)]
#[template(path = "feedback/show.html")]
struct FeedbackPage {
    layout: Layout,
    way: Vec<Link>,
    over: String,
    period: String,
    kinds: Vec<KindPart>,
}

/// A kind of document, and what its questions come to.
struct KindPart {
    heading: String,
    people: String,
    tables: Vec<Table>,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    programme: String,
}

async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let w = Words::english();
    let programme = crate::desk::programme(&state, &desk, &asked.programme, Some(Power::SeeProgress)).await?;
    let programme = programme.ok_or(Error::NotFound)?;
    // As at the end of the last month: looking today and tomorrow tells nothing of who has just written.
    let last = plus_days(state.ctx.today().first_of_month(), -1);
    let before = instant(state.ctx.today().first_of_month(), Time::midnight());
    let mut parts = Vec::new();
    for kind in kinds(&programme) {
        parts.push(part(&state, w, &desk, &programme, kind, before).await?);
    }
    let name = crate::text::organisation_name(&desk.name);
    Ok(page::show(&FeedbackPage {
        layout: crate::desk::layout(&state, &who, &desk, w.say("feedback-title")),
        way: vec![Link::new(w.say("nav-home"), "/"), Link::new(name, format!("/organisations/{}", desk.code))],
        over: capitalised(programme.words.say("programme")),
        period: w.with("feedback-period", &[("date", long_date(last))]),
        kinds: parts,
    }))
}

async fn part(
    state: &AppState,
    w: Words,
    desk: &Desk,
    programme: &Programme,
    kind: &DocumentKind,
    before: Timestamp,
) -> Result<KindPart, Error> {
    let reader = state.ctx.db.reader();
    let people = feedback::people(reader, desk.organisation, &programme.key, &kind.key, before).await?;
    let heading = capitalised(programme.words.document(&kind.key));
    if people < LEAST {
        let people = w.with("feedback-too-few", &[("least", LEAST.to_string())]);
        return Ok(KindPart { heading, people, tables: Vec::new() });
    }
    let counted = feedback::counted(reader, desk.organisation, &programme.key, &kind.key, before).await?;
    let form = programme.form(&kind.form);
    let fields = form.into_iter().flat_map(|form| form.sections.iter().flat_map(|section| &section.fields));
    let tables = fields.filter_map(|field| table(w, field, &counted)).collect();
    Ok(KindPart { heading, people: w.with("feedback-people", &[("count", people.to_string())]), tables })
}

/// The answers to one question, when enough people gave any.
fn table(w: Words, field: &Field, counted: &[Counted]) -> Option<Table> {
    let given: Vec<&Counted> = counted.iter().filter(|one| one.field == field.key).collect();
    if given.iter().map(|one| one.people).sum::<i64>() < LEAST {
        return None;
    }
    let of = |fits: &dyn Fn(&Counted) -> bool| given.iter().filter(|one| fits(one)).map(|one| one.people).sum::<i64>();
    let rows: Vec<(String, i64)> = match &field.kind {
        FieldKind::Choice { among } | FieldKind::Choices { among, .. } => among
            .iter()
            .map(|choice| (choice.label.clone(), of(&|one| one.choice.as_ref() == Some(&choice.value))))
            .collect(),
        FieldKind::Scale { steps, least_label, most_label } => (1..=*steps)
            .map(|step| {
                let name = match step {
                    1 => format!("{step} · {least_label}"),
                    last if last == *steps => format!("{step} · {most_label}"),
                    _ => step.to_string(),
                };
                (name, of(&|one| one.number == Some(i64::from(step))))
            })
            .collect(),
        _ => return None,
    };
    let columns =
        vec![Column::words(w.say("feedback-column-answer")), Column::numbers(w.say("feedback-column-people"))];
    let rows = rows.into_iter().map(|(name, people)| vec![Cell::new(name), Cell::number(people)]).collect();
    Some(Table::new(field.label.clone(), columns, rows))
}
