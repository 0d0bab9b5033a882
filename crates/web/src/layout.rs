//! What every page has around its own content: its title, who is looking, the ways to other places, one notice.

use crate::words::Words;

/// The frame of a page. A page's template has it as the field `layout` and begins with `{% extends "layout.html" %}`;
/// inside its blocks `w` is the words, and `form`, `field`, `choice`, `show`, `nav` and `ours` are the components.
#[derive(Clone)]
pub struct Layout {
    /// What the page is about; the browser's title adds the service's name, and "Error: " when there are errors.
    pub title: String,
    /// Whether the page shows an error summary.
    pub has_errors: bool,
    /// The name of the person who is signed in; nothing on pages before sign-in.
    pub viewer_name: Option<String>,
    /// The value of the hidden field `csrf` of every form.
    pub csrf: String,
    pub navigation: Vec<NavLink>,
    /// What was just done, shown once.
    pub flash: Option<String>,
    /// The name of the service as this installation calls it.
    pub service: String,
    /// Whether nothing leads on from the page: for those who may see this one and nothing else.
    pub stands_alone: bool,
    /// Whether it is a demo, where one may be somebody else at any time.
    pub is_demo: bool,
    pub w: Words,
}

impl Layout {
    /// The frame of a page for somebody who is not signed in.
    pub fn public(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            has_errors: false,
            viewer_name: None,
            csrf: String::new(),
            navigation: Vec::new(),
            flash: None,
            service: "Alongside".to_owned(),
            stands_alone: false,
            is_demo: false,
            w: Words::english(),
        }
    }

    /// What the browser's tab says.
    pub fn browser_title(&self) -> String {
        let title = if self.title == self.service {
            self.title.clone()
        } else {
            format!("{} – {}", self.title, self.service)
        };
        if self.has_errors { self.w.with("layout-title-error", &[("title", title)]) } else { title }
    }
}

/// A way to another place in the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    pub text: String,
    pub href: String,
    /// Where in the site the page is, in relation to this link.
    pub place: Place,
}

/// Whether a link leads elsewhere, to the page itself, or to the section the page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Elsewhere,
    Here,
    Within,
}

impl Place {
    /// The value of `aria-current`.
    pub fn current(self) -> &'static str {
        match self {
            Self::Elsewhere => "",
            Self::Here => "page",
            Self::Within => "true",
        }
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{Layout, NavLink, Place};

    #[derive(Template)]
    #[template(
        ext = "html",
        source = r#"{% extends "layout.html" %}{% block content %}<h1>{{ w.say("layout-about") }}</h1>
            {{ form::button(text="Save", once=true) }}{{ field::input(name="email", label="Email", error=String::from("Enter it")) }}
            {{ field::textarea(name="n", label="N", seen_by="You") }}{{ field::character_count(name="c", label="C", most=200) }}{% endblock %}"#
    )]
    struct Page {
        layout: Layout,
    }

    #[test]
    fn a_page_has_the_words_and_components_of_its_frame() {
        let mut layout = Layout::public("About");
        layout.has_errors = true;
        layout.viewer_name = Some("Amira Osei".to_owned());
        layout.flash = Some("Saved".to_owned());
        layout.navigation = vec![NavLink { text: "Home".to_owned(), href: "/".to_owned(), place: Place::Here }];
        let html = Page { layout }.render().expect("renders");
        assert!(html.contains("<title>Error: About – Alongside</title>"), "{html}");
        assert!(html.contains("Amira Osei") && html.contains("aria-current=\"page\""), "{html}");
        assert!(!html.contains('['), "a key without words: {html}");
    }
}
