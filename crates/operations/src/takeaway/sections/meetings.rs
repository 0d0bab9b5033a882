//! The records of meetings that were held, as far as the person reads them, with their signatures.

use domain::calendar::{date_of, long_date, long_instant};
use domain::meetings::State;
use domain::programmes::capitalised;
use domain::takeaway::{Block, Part, Section};
use serde_json::{Value, json};
use store::{Connection, Fault};

use super::{Found, Whose, paper};
use crate::Context;
use crate::records::sheet;

pub(super) async fn section(ctx: &Context, connection: &impl Connection, whose: &Whose) -> Result<Found, Fault> {
    let (mut parts, mut data, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for head in &whose.journeys {
        for meeting in store::meetings::list_for_journey(connection, head.journey).await? {
            let State::Held(held) = &meeting.state else { continue };
            // A kind of meeting that the programme keeps from the person is not theirs to take.
            let Some(sheet) = sheet(ctx, connection, whose.person, meeting.id).await? else { continue };
            let word = capitalised(head.programme.words.meeting(&meeting.kind));
            let title = format!("{word}, {}", long_date(date_of(held.from())));
            let with: Vec<&str> = sheet.circle.others().into_iter().map(|other| other.name.as_str()).collect();
            let mut rows = vec![
                ("When".to_owned(), long_instant(held.from())),
                ("How long".to_owned(), format!("{} minutes", held.minutes())),
            ];
            if !with.is_empty() {
                rows.push(("With".to_owned(), with.join(", ")));
            }
            let part = Part::new(title, whose.called(head.journey)).with(Block::Facts { rows });
            let (part, mut record, mut kept) = paper::of_sheet(ctx, connection, &sheet, part).await?;
            record["id"] = json!(meeting.id);
            record["journey"] = json!(head.journey);
            record["kind"] = json!(meeting.kind);
            record["held-from"] = json!(held.from());
            record["held-to"] = json!(held.to());
            parts.push(part);
            data.push(record);
            files.append(&mut kept);
        }
    }
    let title = "Meetings".to_owned();
    Ok(Found { section: Section { key: "meetings".to_owned(), title, parts, data: Value::Array(data) }, files })
}
