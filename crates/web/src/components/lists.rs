//! Lists that components show: links, rows, cells, tasks, pages.

use super::Rich;

/// A link.
#[derive(Clone, Debug, Default)]
pub struct Link {
    pub text: Rich,
    pub href: String,
    /// Read out after the text, where the text alone says too little ("Change" → "Change date of birth").
    pub hidden_text: String,
    /// Written out as it is.
    pub attributes: String,
}

impl Link {
    pub fn new(text: impl Into<Rich>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), ..Self::default() }
    }

    /// Adds words for those who hear the link without what stands around it.
    #[must_use]
    pub fn about(mut self, hidden_text: impl Into<String>) -> Self {
        self.hidden_text = hidden_text.into();
        self
    }
}

/// One row of a summary list.
#[derive(Clone, Debug, Default)]
pub struct SummaryRow {
    pub key: Rich,
    pub value: Rich,
    pub actions: Vec<Link>,
    pub classes: String,
}

impl SummaryRow {
    pub fn new(key: impl Into<Rich>, value: impl Into<Rich>) -> Self {
        Self { key: key.into(), value: value.into(), ..Self::default() }
    }

    #[must_use]
    pub fn action(mut self, link: Link) -> Self {
        self.actions.push(link);
        self
    }
}

/// Whether any row has something one can do about it.
pub fn any_acts(rows: &[SummaryRow]) -> bool {
    rows.iter().any(|row| !row.actions.is_empty())
}

/// Whether a table's column holds numbers, which stand to the right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holds {
    #[default]
    Words,
    Numbers,
}

/// The head of a column.
#[derive(Clone, Debug, Default)]
pub struct Column {
    pub text: Rich,
    /// Read out after the text.
    pub hidden_text: String,
    pub holds: Holds,
    pub classes: String,
    /// Written out as it is.
    pub attributes: String,
}

impl Column {
    pub fn words(text: impl Into<Rich>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub fn numbers(text: impl Into<Rich>) -> Self {
        Self { text: text.into(), holds: Holds::Numbers, ..Self::default() }
    }

    pub fn is_numeric(&self) -> bool {
        self.holds == Holds::Numbers
    }
}

/// One cell. Its number or words follow its column unless it says otherwise.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub text: Rich,
    /// Makes the text a link.
    pub href: String,
    pub hidden_text: String,
    pub holds: Option<Holds>,
    pub colspan: String,
    pub rowspan: String,
    pub classes: String,
    /// Written out as it is.
    pub attributes: String,
}

impl Cell {
    pub fn new(text: impl Into<Rich>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub fn number(number: impl std::fmt::Display) -> Self {
        Self { text: number.to_string().into(), holds: Some(Holds::Numbers), ..Self::default() }
    }

    pub fn link(text: impl Into<Rich>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), ..Self::default() }
    }

    pub fn is_markup(&self) -> bool {
        matches!(self.text, Rich::Markup(_))
    }
}

/// Whether the first cell of a row names the row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowHead {
    #[default]
    None,
    FirstCell,
}

/// How a table behaves on a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Narrow {
    #[default]
    AsItIs,
    /// Each row becomes a small list with the column's name before each value.
    Stacked,
}

/// A table to compare by.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub caption: Rich,
    /// "" | s | m | l | xl
    pub caption_size: String,
    pub caption_classes: String,
    pub caption_id: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    pub row_head: RowHead,
    pub narrow: Narrow,
    pub id: String,
    pub classes: String,
    /// Written out as it is.
    pub attributes: String,
}

impl Table {
    /// A table whose first cell names each row and which stacks on a phone: what our pages use.
    pub fn new(caption: impl Into<Rich>, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        let narrow = Narrow::Stacked;
        Self { caption: caption.into(), columns, rows, row_head: RowHead::FirstCell, narrow, ..Self::default() }
    }

    pub fn is_stacked(&self) -> bool {
        self.narrow == Narrow::Stacked
    }

    pub fn names_rows(&self) -> bool {
        self.row_head == RowHead::FirstCell
    }

    /// The head of the column a cell stands in, by its place.
    pub fn column(&self, place: &usize) -> Option<&Column> {
        self.columns.get(*place)
    }

    /// Whether the cell at this place stands to the right as a number.
    pub fn is_numeric(&self, cell: &Cell, place: &usize) -> bool {
        match cell.holds {
            Some(holds) => holds == Holds::Numbers,
            None => self.column(place).is_some_and(Column::is_numeric),
        }
    }
}

/// How far a task is, in the design system's own words and looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Plain text.
    Plain(Rich),
    /// A tag of a colour: blue, white, grey, red, …
    Tag { text: Rich, colour: &'static str },
    /// A tag without colour or border, with classes.
    Quiet { text: Rich, classes: String },
}

/// One task of a task list.
#[derive(Clone, Debug)]
pub struct Task {
    pub name: Rich,
    /// Nothing when it cannot start yet.
    pub href: String,
    pub hint: Rich,
    pub status: Status,
}

/// One tab and what it shows.
#[derive(Clone, Debug)]
pub struct Tab {
    pub id: String,
    pub label: String,
    pub panel: Rich,
}

/// One number among the pages of a list, or a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageLink {
    Page { number: usize, href: String },
    Current { number: usize, href: String },
    Gap,
}

/// The pages of a list. Empty `items` with a way back or on is the plain form (previous, next).
#[derive(Clone, Debug, Default)]
pub struct Pagination {
    pub previous: String,
    pub previous_label: String,
    pub next: String,
    pub next_label: String,
    pub items: Vec<PageLink>,
    pub id: String,
    pub classes: String,
    /// Written out as it is.
    pub attributes: String,
}

impl Pagination {
    /// The pages of a list of `total` things shown `per_page` at a time; `href` makes the address of a page.
    pub fn new(page: usize, per_page: usize, total: usize, href: impl Fn(usize) -> String) -> Self {
        let last = total.div_ceil(per_page.max(1)).max(1);
        if last == 1 {
            return Self::default();
        }
        let page = page.clamp(1, last);
        let mut items = Vec::new();
        let mut shown_before = 0;
        for number in (1..=last).filter(|n| *n == 1 || *n == last || n.abs_diff(page) <= 1) {
            if number > shown_before + 1 {
                items.push(PageLink::Gap);
            }
            let href = href(number);
            items.push(if number == page {
                PageLink::Current { number, href }
            } else {
                PageLink::Page { number, href }
            });
            shown_before = number;
        }
        let previous = if page > 1 { href(page - 1) } else { String::new() };
        let next = if page < last { href(page + 1) } else { String::new() };
        Self { previous, next, items, ..Self::default() }
    }

    /// Whether there is anywhere to go.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.previous.is_empty() && self.next.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{PageLink, Pagination};

    fn numbers(pages: &Pagination) -> String {
        let each = pages.items.iter().map(|item| match item {
            PageLink::Page { number, .. } => number.to_string(),
            PageLink::Current { number, .. } => format!("[{number}]"),
            PageLink::Gap => "…".to_owned(),
        });
        each.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_long_list_shows_its_ends_and_the_neighbours() {
        let at = |page| numbers(&Pagination::new(page, 25, 500, |n| format!("?page={n}")));
        assert_eq!(at(1), "[1] 2 … 20");
        assert_eq!(at(3), "1 2 [3] 4 … 20");
        assert_eq!(at(10), "1 … 9 [10] 11 … 20");
        assert_eq!(at(99), "1 … 19 [20]");
    }

    #[test]
    fn a_short_list_has_no_pages() {
        assert!(Pagination::new(1, 25, 25, |n| n.to_string()).is_empty());
        assert_eq!(numbers(&Pagination::new(2, 25, 26, |n| n.to_string())), "1 [2]");
    }
}
