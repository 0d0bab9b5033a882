//! A filled-in form as part of a portfolio: questions and answers, signatures with the hash of what was signed, and what
//! was put right beside it.

use domain::calendar::long_instant;
use domain::records::{AnswerValue, shown};
use domain::takeaway::{Block, Part, Signed};
use serde_json::{Value, json};
use store::{Connection, Fault};

use super::KeptFile;
use crate::Context;
use crate::records::Sheet;

/// The blocks of a sheet that the person may read, what programs read of it, and its files.
pub(super) async fn of_sheet(
    ctx: &Context,
    connection: &impl Connection,
    sheet: &Sheet,
    mut part: Part,
) -> Result<(Part, Value, Vec<KeptFile>), Fault> {
    let paper = &sheet.paper;
    let mut files = Vec::new();
    let mut answers = Vec::new();
    for field in paper.form.fields() {
        let value = paper.values.get(&field.key);
        let mut kept = None;
        if let Some(AnswerValue::File(file)) = value
            && let Some(row) = store::records::file(connection, paper.record.id, file.id).await?
        {
            let name = archive_name(&file.id.to_string(), &file.name);
            kept = Some(format!("files/{name}"));
            files.push(KeptFile { name, content: crate::kept::get(ctx, row.id, row.content).await? });
        }
        let answer = value.map_or_else(String::new, |value| shown(field, value));
        part.blocks.push(Block::Answer { question: field.label.clone(), answer });
        answers.push(json!({
            "field": field.key,
            "question": field.label,
            "answer": AnswerValue::to_json(value),
            "file": kept,
        }));
    }
    let signatures = signatures(sheet);
    let mut data = json!({
        "form": paper.record.form,
        "programme-hash": paper.record.programme_version.as_str(),
        "answers": answers,
        "signatures": signatures,
        "amendments": [],
    });
    if !signatures.is_empty() {
        // Exactly what was signed, so that the hash can be worked out anywhere; only when nothing of it is hidden.
        if paper.hidden == 0 {
            data["signed-text"] = Value::String(paper.text.clone());
        }
        part.blocks.push(Block::Signatures { signatures });
    }
    let amendments = store::records::amendments_of(connection, paper.record.id).await?;
    for amendment in &amendments {
        let question = format!("Put right by {}, {}", amendment.author_name, long_instant(amendment.written_at));
        part.blocks.push(Block::Answer { question, answer: amendment.content.clone() });
    }
    data["amendments"] = amendments
        .iter()
        .map(|amendment| json!({ "written-at": amendment.written_at, "content": amendment.content }))
        .collect();
    Ok((part, data, files))
}

fn signatures(sheet: &Sheet) -> Vec<Signed> {
    let standing = sheet.paper.signatures.iter().filter(|signature| signature.stands());
    standing
        .map(|signature| Signed {
            name: signature.name.clone(),
            part: sheet.paper.programme.party_word(&signature.party).to_owned(),
            meaning: signature.meaning.clone(),
            signed_at: signature.signed_at,
            hash: signature.text.to_string(),
        })
        .collect()
}

/// A name for the archive: the file's id, and the ending of its own name where that is a plain one.
fn archive_name(id: &str, name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, ending)) if (1..=8).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric()) => {
            format!("{id}.{}", ending.to_lowercase())
        }
        _ => id.to_owned(),
    }
}
