//! The little world in which one template is laid out: itself, one file of data, and the fonts that ship. Nothing is
//! read from the machine it runs on, and there is no date.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const TEMPLATE: &str = include_str!("../../templates/portfolio.typ");

/// Source Sans 3, under the SIL Open Font License (`fonts/LICENCE.txt`).
const FONTS: [&[u8]; 3] = [
    include_bytes!("../../fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../../fonts/SourceSans3-SemiBold.ttf"),
    include_bytes!("../../fonts/SourceSans3-Italic.ttf"),
];

/// What is the same for every document.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    data: FileId,
    template: Source,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS.iter().filter_map(|bytes| Font::new(Bytes::new(*bytes), 0)).collect();
    let main = id("portfolio.typ");
    Shared {
        library: LazyHash::new(<Library as LibraryExt>::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        main,
        data: id("book.json"),
        template: Source::new(main, TEMPLATE.to_owned()),
    }
});

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("written here, and a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// Has the font the letter, in each of its weights?
pub(super) fn shown_by_font(c: char) -> bool {
    SHARED.fonts.iter().all(|font| font.info().coverage.contains(u32::from(c)))
}

/// The template with the data of one document.
pub(super) struct OneDocument(Bytes);

impl OneDocument {
    pub(super) fn new(data: Vec<u8>) -> Self {
        Self(Bytes::new(data))
    }
}

impl World for OneDocument {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        SHARED.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == SHARED.main { Ok(SHARED.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == SHARED.data { Ok(self.0.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
