//! What came back, read by what is on it.

use axum::http::{HeaderMap, StatusCode, header};
use scraper::{ElementRef, Html, Selector};

use super::{Form, Visitor};

/// A page, or whatever else came back.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// The address it came from.
    pub path: String,
    /// What came, as it came.
    pub bytes: Vec<u8>,
    /// How many redirects lie behind it.
    pub hops: usize,
    pub(super) visitor: Visitor,
}

impl Page {
    /// Its text as sent.
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// It as a tree. (Not kept: such a tree cannot wait across an await.)
    pub fn document(&self) -> Html {
        Html::parse_document(&self.html())
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    /// Where a redirect points.
    pub fn location(&self) -> Option<String> {
        self.header(header::LOCATION.as_str())
    }

    /// The text of its only main heading.
    ///
    /// # Panics
    /// There is none, or more than one.
    pub fn heading(&self) -> String {
        let headings = self.texts("h1");
        assert_eq!(headings.len(), 1, "one main heading on {}, found {headings:?}\n{}", self.path, self.text());
        headings.into_iter().next().expect("just counted")
    }

    /// The words of its main part, or of all of it when there is none.
    pub fn text(&self) -> String {
        self.texts("main").into_iter().next().unwrap_or_else(|| self.texts("body").concat())
    }

    /// Do these words stand in its main part?
    pub fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// The words of every element that a selector picks.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let document = self.document();
        document.select(&picker(selector)).map(|element| words(&element)).collect()
    }

    /// The first value of an attribute among the elements that a selector picks.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let document = self.document();
        document.select(&picker(selector)).find_map(|element| element.attr(name).map(str::to_owned))
    }

    /// The rows of its tables: the words of each cell.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let document = self.document();
        let (rows, cells) = (picker("tbody tr"), picker("th, td"));
        let rows = document.select(&rows);
        rows.map(|row| row.select(&cells).map(|cell| words(&cell)).collect()).collect()
    }

    /// All links of the page as words and address.
    pub fn links(&self) -> Vec<(String, String)> {
        let document = self.document();
        let anchors = picker("a[href]");
        let links = document.select(&anchors);
        links.map(|link| (words(&link), link.attr("href").unwrap_or_default().to_owned())).collect()
    }

    /// Where the link with these words (or words that contain them) leads.
    ///
    /// # Panics
    /// There is no such link.
    pub fn link(&self, text: &str) -> String {
        let links = self.links();
        let exact = links.iter().find(|(words, _)| words == text);
        let found = exact.or_else(|| links.iter().find(|(words, _)| words.contains(text)));
        found.map(|(_, address)| address.clone()).unwrap_or_else(|| {
            let known: Vec<&String> = links.iter().map(|(words, _)| words).collect();
            panic!("no link “{text}” on {}, but {known:?}", self.path)
        })
    }

    /// Is there a link with these words?
    pub fn has_link(&self, text: &str) -> bool {
        self.links().iter().any(|(words, _)| words.contains(text))
    }

    /// Opens the page behind a link.
    pub async fn click(&self, text: &str) -> Page {
        self.visitor.open(&self.link(text)).await
    }

    /// The sentences of the error summary.
    pub fn errors(&self) -> Vec<String> {
        self.texts(".nhsuk-error-summary__list li, .nhsuk-error-summary li")
    }

    /// The form with a button of these words.
    ///
    /// # Panics
    /// There is no such form.
    pub fn form(&self, button: &str) -> Form {
        Form::with_button(self, button)
    }

    /// Is there a form with a button of these words?
    pub fn has_button(&self, text: &str) -> bool {
        self.texts("form button").iter().any(|words| words.contains(text))
    }
}

/// A selector that is known to be one.
pub(super) fn picker(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

/// An element's words with single spaces, as they are read.
pub(super) fn words(element: &ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}
