//! The second page: what each column tells, with the file's first rows, and how the product understands them.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::calendar::long_date;
use domain::ids::UploadId;
use domain::people::profession;
use domain::programmes::capitalised;
use domain::staff_file::{Field, Mapping, Problem as BadRow, about};
use operations::access::Desk;
use operations::files::HandedIn;
use operations::staff::{self, Ask, BadRows, Completeness, Opened, Reading, Step};
use serde::Deserialize;

use super::base;
use crate::components::{Cell, Choice, Column, Problem, Table};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// How many of the first rows are shown.
const SHOWN: usize = 5;

/// A column of the file, what it holds, and what it may tell.
struct FileColumn {
    name: String,
    heading: String,
    holds: String,
    fields: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "imports/columns.html")]
struct ColumnsPage {
    layout: Layout,
    base: String,
    upload: UploadId,
    file_name: String,
    description: String,
    problems: Vec<Problem>,
    columns: Vec<FileColumn>,
    understood: Option<Table>,
    kept: Vec<Choice>,
    complete: Vec<Choice>,
    keep_as: String,
}

/// Which kept mapping is looked at.
#[derive(Deserialize)]
pub(in super::super) struct Asked {
    #[serde(default)]
    mapping: String,
}

pub(in super::super) async fn show(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, upload)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let kept = staff::mappings_of(state.ctx.db.reader(), desk.organisation).await?;
    let (opened, upload) = {
        let first = load(&state, &who, &desk, &upload, &Mapping::default()).await?;
        // The kept mapping that was asked for, or the latest one that fits the headings of this file.
        let fits = |mapping: &Mapping| mapping.0.keys().all(|heading| first.0.headings.contains(heading));
        let chosen = kept.iter().find(|(name, _)| *name == asked.mapping);
        match chosen.or_else(|| kept.iter().find(|(_, mapping)| asked.mapping.is_empty() && fits(mapping))) {
            Some((_, mapping)) => load(&state, &who, &desk, &upload, mapping).await?,
            None => first,
        }
    };
    let form = FormData::default();
    Ok(page::show(&build(&state, &who, &desk, upload, &opened, &form).await?))
}

async fn load(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    upload: &str,
    mapping: &Mapping,
) -> Result<(Opened, UploadId), Error> {
    let id: UploadId = upload.parse().map_err(|_| Error::NotFound)?;
    let upload = store::imports::upload(state.ctx.db.reader(), desk.organisation, who.person(), id).await?;
    let upload = upload.ok_or(Error::NotFound)?;
    let opened = staff::open(HandedIn::held(upload.file_name, upload.content), mapping).map_err(|_| Error::NotFound)?;
    Ok((opened, id))
}

async fn build(
    state: &AppState,
    who: &SignedIn,
    desk: &Desk,
    upload: UploadId,
    opened: &Opened,
    form: &FormData,
) -> Result<ColumnsPage, Error> {
    let mut layout = who.layout(state, "");
    let w = layout.w;
    layout.title = w.say("import-columns-title");
    let wrong: &[BadRow] = opened.layout.as_ref().err().map_or(&[], Vec::as_slice);
    layout.has_errors = !wrong.is_empty();
    let problems =
        wrong.iter().map(|it| Problem::at("columns", format!("{}. {}.", capitalised(&it.problem), it.remedy)));
    let kept = staff::mappings_of(state.ctx.db.reader(), desk.organisation).await?;
    let here = desk.code.parse().ok();
    let readings = staff::read_as(opened, here.as_ref(), SHOWN).map_err(|_| Error::NotFound)?;
    let complete = form.text("complete");
    Ok(ColumnsPage {
        base: base(desk),
        upload,
        file_name: opened.table.name().to_owned(),
        description: w
            .with("import-read-as", &[("kind", opened.table.description()), ("line", opened.line.to_string())]),
        problems: problems.collect(),
        columns: columns(w, opened),
        understood: (!readings.is_empty()).then(|| understood(w, &readings)),
        kept: kept.into_iter().map(|(name, _)| Choice::new(name.clone(), name)).collect(),
        complete: vec![
            Choice::new("part", w.say("import-complete-part")).chosen_if(if complete.is_empty() {
                "part"
            } else {
                &complete
            }),
            Choice::new("whole", w.say("import-complete-whole"))
                .hint(w.say("import-complete-whole-hint"))
                .chosen_if(&complete),
        ],
        keep_as: form.text("keep-as"),
        layout,
    })
}

fn columns(w: Words, opened: &Opened) -> Vec<FileColumn> {
    let tells = |at: usize| match &opened.layout {
        Ok(layout) => layout.columns.get(at).copied().flatten(),
        Err(_) => None,
    };
    let column = |(at, heading): (usize, &String)| {
        let told = tells(at).map_or("", Field::key);
        let unread = Choice::new("", w.say("import-unread")).chosen_if(told);
        let fields =
            Field::ALL.iter().map(|field| Choice::new(field.key(), about(*field).label.clone()).chosen_if(told));
        let mut holds: Vec<&str> = Vec::new();
        for cell in opened.first_rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()) {
            if !cell.is_empty() && !holds.contains(&cell) && holds.len() < 3 {
                holds.push(cell);
            }
        }
        FileColumn {
            name: format!("column-{at}"),
            heading: heading.clone(),
            holds: holds.join(" · "),
            fields: std::iter::once(unread).chain(fields).collect(),
        }
    };
    opened.headings.iter().enumerate().filter(|(_, heading)| !heading.trim().is_empty()).map(column).collect()
}

fn understood(w: Words, readings: &[Reading]) -> Table {
    let heads = ["import-line", "import-person", "import-post", "import-profession", "import-starts"];
    let row = |reading: &Reading| {
        let mut cells = vec![Cell::new(reading.line.to_string())];
        match &reading.row {
            Ok(row) => {
                let of = row.post.profession.as_ref().and_then(profession);
                cells.push(Cell::new(row.name.shown()));
                cells.push(Cell::new(row.post.job_title.clone()));
                cells.push(Cell::new(of.map_or_else(String::new, |it| it.one.clone())));
                cells.push(Cell::new(long_date(row.post.started_on)));
            }
            Err(problems) => {
                let said = problems.iter().map(|it| format!("{}: {}.", it.column, it.problem));
                cells.push(Cell::new(said.collect::<Vec<_>>().join(" ")));
                cells.extend([Cell::new(""), Cell::new(""), Cell::new("")]);
            }
        }
        cells
    };
    let columns = heads.iter().map(|head| Column::words(w.say(head))).collect();
    Table::new(w.say("import-understood"), columns, readings.iter().map(row).collect())
}

pub(in super::super) async fn choose(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, upload)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (first, id) = load(&state, &who, &desk, &upload, &Mapping::default()).await?;
    let mut mapping = Mapping::default();
    for (at, heading) in first.headings.iter().enumerate() {
        let name = format!("column-{at}");
        if form.has(&name) {
            mapping.0.insert(heading.clone(), form.text(&name).parse::<Field>().ok());
        }
    }
    let (opened, _) = load(&state, &who, &desk, &upload, &mapping).await?;
    if opened.layout.is_err() || form.text("act") == "look" {
        let built = build(&state, &who, &desk, id, &opened, &form).await?;
        return Ok(if opened.layout.is_err() { page::again(&built) } else { page::show(&built) });
    }
    let whole = form.text("complete") == "whole";
    let ask = Ask {
        step: Step::Preview,
        upload: id,
        mapping,
        bad_rows: BadRows::Refuse,
        completeness: if whole { Completeness::Whole } else { Completeness::Part },
        keep_as: form.filled("keep-as"),
    };
    let job = staff::ask(&state.ctx, who.person(), desk.organisation, &ask).await?;
    Ok(page::go_to(crate::jobs::path(job)))
}
