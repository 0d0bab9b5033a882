//! What one takes along and what one brings (G3, G5): the whole portfolio on a page, as PDF and as open data, and a
//! portfolio from elsewhere taken in.

mod brought;
mod copy;
mod everything;

use domain::calendar::{long_date, long_instant};
use domain::takeaway::{Block, Book};

use crate::routes::{Audience, Routes};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/portfolio/everything", Audience::SignedIn, everything::get)
        .get("/portfolio/copy", Audience::SignedIn, copy::show)
        .post("/portfolio/copy", Audience::SignedIn, copy::make)
        .get("/portfolio/copy/{id}/pdf", Audience::SignedIn, copy::pdf)
        .get("/portfolio/copy/{id}/data", Audience::SignedIn, copy::data)
        .post("/portfolio/brought", Audience::SignedIn, brought::bring)
        .get("/portfolio/brought/{id}", Audience::SignedIn, brought::show)
        .post("/portfolio/brought/{id}/end", Audience::SignedIn, brought::forget)
}

/// A book as a page shows it.
struct Shown {
    sections: Vec<ShownSection>,
}

struct ShownSection {
    key: String,
    title: String,
    parts: Vec<ShownPart>,
}

struct ShownPart {
    title: String,
    about: String,
    blocks: Vec<ShownBlock>,
}

/// A block, with dates as people say them.
enum ShownBlock {
    Text(Vec<String>),
    Facts(Vec<(String, String)>),
    Answer(String, Vec<String>),
    Table(String, Vec<String>, Vec<Vec<String>>),
    Timeline(Vec<(String, String, String)>),
    Signatures(Vec<ShownSignature>),
}

struct ShownSignature {
    name: String,
    part: String,
    at: String,
    meaning: String,
    hash: String,
}

fn shown(book: Book) -> Shown {
    let sections = book.sections.into_iter().map(|section| ShownSection {
        key: section.key.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect(),
        title: section.title,
        parts: section
            .parts
            .into_iter()
            .map(|part| ShownPart {
                title: part.title,
                about: part.about,
                blocks: part.blocks.into_iter().map(block).collect(),
            })
            .collect(),
    });
    Shown { sections: sections.collect() }
}

fn block(block: Block) -> ShownBlock {
    match block {
        Block::Text { text } => ShownBlock::Text(lines(&text)),
        Block::Facts { rows } => ShownBlock::Facts(rows),
        Block::Answer { question, answer } => ShownBlock::Answer(question, lines(&answer)),
        Block::Table { caption, head, rows } => ShownBlock::Table(caption, head, rows),
        Block::Timeline { stones } => ShownBlock::Timeline(
            stones.into_iter().map(|stone| (long_date(stone.on), stone.what, stone.state)).collect(),
        ),
        Block::Signatures { signatures } => {
            let each = signatures.into_iter().map(|signed| ShownSignature {
                name: signed.name,
                part: signed.part,
                at: long_instant(signed.signed_at),
                meaning: signed.meaning,
                hash: signed.hash,
            });
            ShownBlock::Signatures(each.collect())
        }
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}
