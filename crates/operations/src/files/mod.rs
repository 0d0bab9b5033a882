//! Tables that people hand in: delimited text in the encodings that office programs write, or a spreadsheet. Rows come
//! one after another as lists of text with their line numbers; nothing is held but the row at hand.

mod decode;
mod sheet;
mod table;

use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::PathBuf;
use std::sync::Arc;

pub use table::Table;

/// A file that somebody handed in.
#[derive(Debug, Clone)]
pub struct HandedIn {
    pub name: String,
    pub content: Content,
}

/// Where its bytes are.
#[derive(Debug, Clone)]
pub enum Content {
    At(PathBuf),
    Held(Arc<[u8]>),
}

impl HandedIn {
    /// A file on this computer.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self { name, content: Content::At(path) }
    }

    /// A file whose bytes came over the network.
    pub fn held(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { name: name.into(), content: Content::Held(bytes.into()) }
    }

    fn open(&self) -> Result<Box<dyn Bytes>, Unreadable> {
        match &self.content {
            Content::At(path) => {
                let file = File::open(path).map_err(|error| Unreadable::NotOpened(error.to_string()))?;
                Ok(Box::new(std::io::BufReader::with_capacity(1 << 16, file)))
            }
            Content::Held(bytes) => Ok(Box::new(Cursor::new(Arc::clone(bytes)))),
        }
    }
}

/// Bytes that can be read again from the start.
trait Bytes: Read + Seek + Send {}

impl<T: Read + Seek + Send> Bytes for T {}

/// Why a file could not be read as a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("The file could not be opened ({0}). Check its name and that you may read it.")]
    NotOpened(String),
    #[error("The file is empty. Export it again.")]
    Empty,
    #[error("This is a workbook in the format of before 2007. Save it as XLSX or CSV.")]
    OldWorkbook,
    #[error("This is not a table. Export the report as CSV or XLSX.")]
    NotATable,
    #[error("The workbook could not be read ({0}). Save it again as XLSX, without a password, or as CSV.")]
    Workbook(String),
    #[error("The file could not be read to its end ({0}). Export it again.")]
    Broken(String),
}
