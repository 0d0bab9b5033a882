//! What a file is, by what it holds. Its name and what a browser says of it count for nothing.

/// The kinds of file that a form can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileType {
    Pdf,
    Image,
    /// Plain text.
    Text,
}

impl FileType {
    /// How programme files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Image => "image",
            Self::Text => "text",
        }
    }

    /// What the bytes are, with the media type they are stored and sent under; `None`: nothing that a form takes.
    pub fn of(content: &[u8]) -> Option<(Self, &'static str)> {
        const MARKS: [(&[u8], FileType, &str); 5] = [
            (b"%PDF-", FileType::Pdf, "application/pdf"),
            (b"\x89PNG\r\n\x1a\n", FileType::Image, "image/png"),
            (b"\xff\xd8\xff", FileType::Image, "image/jpeg"),
            (b"GIF87a", FileType::Image, "image/gif"),
            (b"GIF89a", FileType::Image, "image/gif"),
        ];
        if let Some((_, kind, media)) = MARKS.iter().find(|(mark, ..)| content.starts_with(mark)) {
            return Some((*kind, media));
        }
        if content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
            return Some((Self::Image, "image/webp"));
        }
        let text = std::str::from_utf8(content).ok()?;
        let plain = !text.is_empty() && text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
        plain.then_some((Self::Text, "text/plain; charset=utf-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_holds_not_what_it_is_called() {
        let kind = |content: &[u8]| FileType::of(content).map(|(kind, _)| kind);
        assert_eq!(kind(b"%PDF-1.7 ..."), Some(FileType::Pdf));
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n...."), Some(FileType::Image));
        assert_eq!(kind(b"RIFF\x01\x02\x03\x04WEBPVP8 "), Some(FileType::Image));
        assert_eq!(kind("Notes of a visit\n".as_bytes()), Some(FileType::Text));
        for wrong in [&b""[..], b"MZ\x90\x00", b"PK\x03\x04\x00", b"\xff\xfe\x00", b"a\0b"] {
            assert_eq!(kind(wrong), None, "{wrong:?}");
        }
    }
}
