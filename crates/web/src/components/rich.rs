//! Text that may carry markup of our own.

use std::fmt::{self, Display};

use askama::FastWritable;
use askama::filters::{Html, HtmlSafe, escape};

/// A text for a component: plain, and escaped when shown, or markup that another template made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rich {
    Text(String),
    /// Markup from one of our templates, never from what somebody typed.
    Markup(String),
}

impl Rich {
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) | Self::Markup(text) => text.is_empty(),
        }
    }
}

impl Default for Rich {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl From<String> for Rich {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Rich {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Display for Rich {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => escape(text, Html).map_err(|_| fmt::Error)?.fmt(f),
            Self::Markup(markup) => f.write_str(markup),
        }
    }
}

/// It escapes itself.
impl HtmlSafe for Rich {}

impl FastWritable for Rich {
    fn write_into(&self, f: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        write!(f, "{self}")?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Rich;

    #[test]
    fn what_somebody_typed_is_escaped_and_markup_is_not() {
        assert_eq!(Rich::from("<b>O'Neill</b>").to_string(), "&#60;b&#62;O&#39;Neill&#60;/b&#62;");
        assert_eq!(Rich::Markup("<b>O</b>".to_owned()).to_string(), "<b>O</b>");
    }
}
