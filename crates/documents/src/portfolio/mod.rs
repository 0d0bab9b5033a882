//! A portfolio as an accessible PDF (PDF/UA-1: ISO 14289-1), laid out by one template from the book alone (G3).
//!
//! What people wrote goes in as data and never as part of the template, so that nothing in it is read as an
//! instruction. Letters that the font lacks are shown as a box: a PDF that leaves them out would say something else.

mod sample;
mod world;

use domain::calendar::{long_date, long_instant};
use domain::takeaway::{Block, Book, Section, Stone};
use serde_json::{Value, json};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub use sample::sample;
use world::{OneDocument, shown_by_font};

/// The portfolio could not be laid out: a defect of the template, in the compiler's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the portfolio could not be laid out: {0}")]
pub struct NotLaidOut(pub String);

/// The PDF of a portfolio. Takes tenths of a second and a processor: call it where that may block.
///
/// # Errors
/// The template is wrong.
pub fn pdf(book: &Book) -> Result<Vec<u8>, NotLaidOut> {
    let world = OneDocument::new(as_data(book).to_string().into_bytes());
    let laid_out = typst::compile::<PagedDocument>(&world).output.map_err(|problems| problem(&problems));
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| NotLaidOut(error.message().to_string()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Alongside".to_owned())),
        standards,
        tagged: true,
        ..PdfOptions::default()
    };
    let written =
        laid_out.and_then(|document| typst_pdf::pdf(&document, &options).map_err(|problems| problem(&problems)));
    // What was laid out for one person is not kept for the next.
    typst::comemo::evict(0);
    written
}

fn problem(problems: &[typst::diag::SourceDiagnostic]) -> NotLaidOut {
    let each = problems.iter().map(|problem| problem.message.to_string());
    NotLaidOut(each.collect::<Vec<_>>().join("; "))
}

/// The book as the template reads it: dates as people say them, and only letters that the font has.
fn as_data(book: &Book) -> Value {
    json!({
        "title": format!("Portfolio of {}", shown(&book.owner.name)),
        "name": shown(&book.owner.name),
        "registrations": book.owner.registrations.iter().map(|one| shown(one)).collect::<Vec<_>>(),
        "made": format!("Made on {} by {}", long_instant(book.made_at), shown(&book.made_by)),
        "sections": book.sections.iter().map(section).collect::<Vec<_>>(),
    })
}

fn section(section: &Section) -> Value {
    let parts = section.parts.iter().map(|part| {
        json!({
            "title": shown(&part.title),
            "about": shown(&part.about),
            "blocks": part.blocks.iter().map(block).collect::<Vec<_>>(),
        })
    });
    json!({ "title": shown(&section.title), "parts": parts.collect::<Vec<_>>() })
}

fn block(block: &Block) -> Value {
    match block {
        Block::Text { text } => json!({ "kind": "text", "lines": lines(text) }),
        Block::Facts { rows } => {
            let rows: Vec<Value> = rows.iter().map(|(name, value)| json!([shown(name), shown(value)])).collect();
            json!({ "kind": "facts", "rows": rows })
        }
        Block::Answer { question, answer } => {
            json!({ "kind": "answer", "question": shown(question), "lines": lines(answer) })
        }
        Block::Table { caption, head, rows } => json!({
            "kind": "table",
            "caption": shown(caption),
            "head": head.iter().map(|cell| shown(cell)).collect::<Vec<_>>(),
            "rows": rows.iter().map(|row| row.iter().map(|cell| shown(cell)).collect::<Vec<_>>()).collect::<Vec<_>>(),
        }),
        Block::Timeline { stones } => {
            json!({ "kind": "timeline", "stones": stones.iter().map(stone).collect::<Vec<_>>() })
        }
        Block::Signatures { signatures } => {
            let each = signatures.iter().map(|signed| {
                json!({
                    "name": shown(&signed.name),
                    "part": shown(&signed.part),
                    "meaning": shown(&signed.meaning),
                    "at": long_instant(signed.signed_at),
                    "hash": quarters(&signed.hash),
                })
            });
            json!({ "kind": "signatures", "signatures": each.collect::<Vec<_>>() })
        }
    }
}

fn stone(stone: &Stone) -> Value {
    json!({ "on": long_date(stone.on), "what": shown(&stone.what), "state": shown(&stone.state), "done": stone.done })
}

/// A hash in pieces that a line can break between.
fn quarters(hash: &str) -> Vec<String> {
    let letters: Vec<char> = hash.chars().collect();
    letters.chunks(16).map(|piece| shown(&piece.iter().collect::<String>())).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).map(shown).collect()
}

/// The text with what the font has; marks that only join or vary others are left out, other letters become a box.
fn shown(text: &str) -> String {
    let joins = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    let seen = text.chars().filter(|c| !joins(*c));
    seen.map(|c| match c {
        '\t' | '\n' | '\r' => ' ',
        c if shown_by_font(c) => c,
        _ => '□',
    })
    .collect()
}

#[cfg(test)]
mod tests;
