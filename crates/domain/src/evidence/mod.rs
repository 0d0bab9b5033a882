//! Files in what somebody gathers (G2): what they are by what they hold, and without what a camera says of a person.

mod clean;

use crate::forms::FileType;

pub use clean::cleaned;

/// The longest description, in letters.
pub const DESCRIPTION_LETTERS: usize = 300;

/// What a file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Reflection,
    Learning,
    /// An objective of a plan.
    Objective,
    /// Nothing but the portfolio itself.
    Portfolio,
}

impl Subject {
    pub const ALL: [Self; 4] = [Self::Reflection, Self::Learning, Self::Objective, Self::Portfolio];

    /// How addresses and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reflection => "reflections",
            Self::Learning => "learning",
            Self::Objective => "objectives",
            Self::Portfolio => "portfolio",
        }
    }

    /// The subject of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.as_str() == word)
    }
}

/// The media type of a file that is taken as evidence: PDF, PNG, JPEG, DOCX, ODT or plain text, by its content; `None`:
/// it is something else, whatever its name says.
pub fn media_type(content: &[u8]) -> Option<&'static str> {
    match FileType::of(content) {
        Some((FileType::Image, media @ ("image/png" | "image/jpeg"))) => Some(media),
        Some((FileType::Image, _)) => None,
        Some((_, media)) => Some(media),
        None => packed(content),
    }
}

/// Documents that are packed as ZIP: an ODT says so first of all; a DOCX has its parts under `word/` and carries no
/// macros.
fn packed(content: &[u8]) -> Option<&'static str> {
    const ODT: &str = "application/vnd.oasis.opendocument.text";
    const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    if !content.starts_with(b"PK\x03\x04") {
        return None;
    }
    let has = |name: &[u8]| content.windows(name.len()).any(|window| window == name);
    if content.get(30..38) == Some(b"mimetype") && content.get(38..38 + ODT.len()) == Some(ODT.as_bytes()) {
        // What is a template or a sheet goes on after the same words.
        return content.get(38 + ODT.len()).is_none_or(|next| *next == b'P').then_some(ODT);
    }
    let is_word = has(b"[Content_Types].xml") && has(b"word/document.xml") && !has(b"vbaProject.bin");
    is_word.then_some(DOCX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_G2_a_file_is_what_it_holds() {
        assert_eq!(media_type(b"%PDF-1.7 .."), Some("application/pdf"));
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n.."), Some("image/png"));
        assert_eq!(media_type(b"GIF89a.."), None, "not on the list");
        assert_eq!(media_type("Notes\n".as_bytes()), Some("text/plain; charset=utf-8"));
        let mut docx = b"PK\x03\x04".to_vec();
        docx.extend_from_slice(b"....[Content_Types].xml....word/document.xml");
        assert!(media_type(&docx).is_some_and(|media| media.contains("wordprocessingml")));
        docx.extend_from_slice(b"word/vbaProject.bin");
        assert_eq!(media_type(&docx), None, "macros");
        let mut odt = b"PK\x03\x04".to_vec();
        odt.resize(30, 0);
        odt.extend_from_slice(b"mimetypeapplication/vnd.oasis.opendocument.textPK");
        assert_eq!(media_type(&odt), Some("application/vnd.oasis.opendocument.text"));
        assert_eq!(media_type(b"PK\x03\x04 anything"), None);
        assert_eq!(media_type(b"MZ\x90\x00"), None);
    }
}
