//! Agreement, plan, self-assessments and whatever else the programme has people write, as far as the person reads them;
//! and what the person wrote for themselves in journeys of others.

use domain::calendar::{date_of, long_date};
use domain::ids::RecordId;
use domain::programmes::capitalised;
use domain::records::Stage;
use domain::takeaway::{Part, Section};
use serde_json::{Value, json};
use store::{Connection, Fault};

use super::{Found, KeptFile, Whose, paper};
use crate::Context;
use crate::records::{Sheet, sheet};

pub(super) async fn section(ctx: &Context, connection: &impl Connection, whose: &Whose) -> Result<Found, Fault> {
    let mut gathered = Gathered::default();
    for head in &whose.journeys {
        for record in store::records::documents_of(connection, head.journey).await? {
            gathered.add(ctx, connection, whose, record.id).await?;
        }
    }
    for record in store::takeaway::own_copies(connection, whose.person).await? {
        gathered.add(ctx, connection, whose, record).await?;
    }
    let Gathered { parts, data, files } = gathered;
    let title = "Agreements, plans and my own view".to_owned();
    Ok(Found { section: Section { key: "documents".to_owned(), title, parts, data: Value::Array(data) }, files })
}

#[derive(Default)]
struct Gathered {
    parts: Vec<Part>,
    data: Vec<Value>,
    files: Vec<KeptFile>,
}

impl Gathered {
    async fn add(
        &mut self,
        ctx: &Context,
        connection: &impl Connection,
        whose: &Whose,
        record: RecordId,
    ) -> Result<(), Fault> {
        // Not theirs to read is the same as not there.
        let Some(sheet) = sheet(ctx, connection, whose.person, record).await? else { return Ok(()) };
        let Some(document) = sheet.subject.document() else { return Ok(()) };
        // What others write for themselves is theirs to take, however much of it may be read today.
        if document.place.owner.as_ref().is_some_and(|(owner, _)| *owner != whose.person) {
            return Ok(());
        }
        let (place, stage) = (document.place.clone(), document.stage);
        let begun_on = date_of(sheet.paper.record.created_at);
        let (part, mut data, mut files) = paper::of_sheet(ctx, connection, &sheet, part(whose, &sheet, stage)).await?;
        data["id"] = json!(record);
        data["journey"] = json!(sheet.circle.journey);
        data["document"] = json!(place.key);
        data["number"] = json!(place.number);
        data["own"] = json!(place.owner.is_some());
        data["begun-on"] = json!(begun_on);
        data["state"] = json!(state(stage));
        self.parts.push(part);
        self.data.push(data);
        self.files.append(&mut files);
        Ok(())
    }
}

fn state(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "draft",
        Stage::Submitted => "submitted",
        Stage::Closed => "closed",
    }
}

fn part(whose: &Whose, sheet: &Sheet, stage: Stage) -> Part {
    let word = capitalised(sheet.subject.word(&sheet.circle));
    let begun = long_date(date_of(sheet.paper.record.created_at));
    let called = match whose.called(sheet.circle.journey) {
        called if called.is_empty() => sheet.circle.programme.words.capital("programme"),
        called => called,
    };
    let how = match stage {
        Stage::Draft => "begun, not finished",
        Stage::Submitted => "handed in",
        Stage::Closed => "signed by all",
    };
    Part::new(format!("{word}, {begun}"), format!("{called}: {how}"))
}
