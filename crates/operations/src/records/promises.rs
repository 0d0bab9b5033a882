//! What was promised last time, and which of it is done: the bridge from one record to the next.

use domain::keys::FieldKey;
use domain::records::{promised_field, promises_kept_key, promises_of};
use jiff::Timestamp;
use store::records::Answer;

use super::subject::Sheet;

/// Last time's promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promises {
    /// The question whose answer they were.
    pub field: FieldKey,
    pub made_at: Timestamp,
    pub lines: Vec<String>,
    /// Those that were ticked as done.
    pub kept: Vec<String>,
}

impl Promises {
    /// Those that nobody has said to be done.
    pub fn open(&self) -> Vec<String> {
        self.lines.iter().filter(|line| !self.kept.contains(line)).cloned().collect()
    }
}

/// The promises that a record of a meeting begins with, out of what was answered before.
pub fn promises(sheet: &Sheet, last: &[Answer]) -> Option<Promises> {
    sheet.subject.meeting()?;
    let text = |key: &FieldKey| {
        let answer = last.iter().find(|answer| answer.field == *key)?;
        answer.value.as_str().filter(|text| !text.is_empty())
    };
    let field = promised_field(&sheet.paper.form, |key| text(key).is_some())?;
    let answer = last.iter().find(|answer| answer.field == field)?;
    let kept = sheet.paper.standing(&promises_kept_key()).and_then(|answer| answer.value.as_str());
    Some(Promises {
        made_at: answer.saved_at,
        lines: promises_of(text(&field)?),
        kept: kept.map_or_else(Vec::new, |text| text.lines().map(str::to_owned).collect()),
        field,
    })
}
