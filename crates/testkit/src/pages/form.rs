//! A form as a browser knows it: what it would send as it stands, and what a person changes by the labels they read.

use axum::http::Method;
use scraper::{ElementRef, Html};

use super::Visitor;
use super::page::{Page, picker, words};

/// A form being filled in.
#[derive(Clone)]
pub struct Form {
    visitor: Visitor,
    path: String,
    action: String,
    method: Method,
    multipart: bool,
    fields: Vec<(String, Value)>,
    controls: Vec<Control>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Text(String),
    File { name: String, bytes: Vec<u8> },
}

/// Something that a person can change, by its label.
#[derive(Clone, Debug)]
struct Control {
    label: String,
    /// The words above a group that it stands in: a fieldset's legend.
    group: String,
    name: String,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    File,
    Radio(String),
    Checkbox(String),
    /// What each choice says and sends.
    Select(Vec<(String, String)>),
}

impl Form {
    pub(super) fn with_button(page: &Page, button: &str) -> Self {
        let document = page.document();
        let forms: Vec<ElementRef<'_>> = document.select(&picker("form")).collect();
        let buttons = picker("button, input[type=submit]");
        let says = |element: &ElementRef<'_>| {
            let text = words(element);
            if text.is_empty() { element.attr("value").unwrap_or_default().to_owned() } else { text }
        };
        for form in &forms {
            let mut pressed = form.select(&buttons).filter(|element| says(element).contains(button));
            if let Some(pressed) = pressed.next() {
                return Self::read(page, &document, form, &pressed);
            }
        }
        let known: Vec<String> = forms.iter().flat_map(|form| form.select(&buttons)).map(|one| says(&one)).collect();
        panic!("no button “{button}” on {}, but {known:?}\n{}", page.path, page.text())
    }

    fn read(page: &Page, document: &Html, form: &ElementRef<'_>, pressed: &ElementRef<'_>) -> Self {
        let attribute = |name: &str| pressed.attr(&format!("form{name}")).or_else(|| form.attr(name));
        let action = attribute("action").filter(|action| !action.is_empty()).unwrap_or(&page.path).to_owned();
        let method =
            if attribute("method").unwrap_or("get").eq_ignore_ascii_case("post") { Method::POST } else { Method::GET };
        let mut read = Self {
            visitor: page.visitor.clone(),
            path: page.path.clone(),
            action,
            method,
            multipart: attribute("enctype") == Some("multipart/form-data"),
            fields: Vec::new(),
            controls: Vec::new(),
        };
        for element in form.select(&picker("input, textarea, select")) {
            read.read_control(document, &element);
        }
        if let Some(name) = pressed.attr("name") {
            read.fields.push((name.to_owned(), Value::Text(pressed.attr("value").unwrap_or_default().to_owned())));
        }
        read
    }

    fn read_control(&mut self, document: &Html, element: &ElementRef<'_>) {
        let Some(name) = element.attr("name") else { return };
        if element.attr("disabled").is_some() {
            return;
        }
        let value = element.attr("value").unwrap_or_default().to_owned();
        let checked = element.attr("checked").is_some();
        let (kind, sent) = match (element.value().name(), element.attr("type").unwrap_or("text")) {
            ("textarea", _) => {
                (Kind::Text, Some(element.text().collect::<String>().trim_start_matches('\n').to_owned()))
            }
            ("select", _) => read_select(element),
            (_, "submit" | "button" | "image" | "reset") => return,
            (_, "hidden") => {
                self.fields.push((name.to_owned(), Value::Text(value)));
                return;
            }
            (_, "radio") => (Kind::Radio(value.clone()), checked.then_some(value)),
            (_, "checkbox") => {
                let value = element.attr("value").unwrap_or("on").to_owned();
                (Kind::Checkbox(value.clone()), checked.then_some(value))
            }
            (_, "file") => (Kind::File, None),
            _ => (Kind::Text, Some(value)),
        };
        if let Some(sent) = sent {
            self.fields.push((name.to_owned(), Value::Text(sent)));
        }
        let (label, group) = (label_of(document, element), group_of(element));
        self.controls.push(Control { label, group, name: name.to_owned(), kind });
    }

    /// Types into the field with this label, or chooses the option with these words from a list.
    ///
    /// # Panics
    /// There is no such field, or the list has no such choice.
    pub fn fill(self, label: &str, value: &str) -> Self {
        let control = self.control(|one| one.label == label || one.label.contains(label), label);
        self.put(&control, value)
    }

    /// Types a day, a month and a year below a legend with these words.
    ///
    /// # Panics
    /// There is no such group of three fields.
    pub fn fill_date(mut self, legend: &str, on: jiff::civil::Date) -> Self {
        let parts = [("Day", on.day().to_string()), ("Month", on.month().to_string()), ("Year", on.year().to_string())];
        for (part, value) in parts {
            let control = self.control(|one| one.group.contains(legend) && one.label.contains(part), legend);
            self = self.put(&control, &value);
        }
        self
    }

    /// Ticks the box or radio button with this label.
    ///
    /// # Panics
    /// There is none.
    pub fn choose(self, label: &str) -> Self {
        let is_choice = |one: &Control| matches!(one.kind, Kind::Radio(_) | Kind::Checkbox(_));
        let exact = self.controls.iter().any(|one| is_choice(one) && one.label == label);
        let fits = |one: &Control| is_choice(one) && (one.label == label || !exact && one.label.contains(label));
        let control = self.control(fits, label);
        self.tick(&control)
    }

    /// Ticks the box or radio button with this label in the group with these words above it.
    ///
    /// # Panics
    /// There is none.
    pub fn choose_in(self, legend: &str, label: &str) -> Self {
        let fits = |one: &Control| one.group.contains(legend) && one.label.contains(label);
        let control = self.control(fits, label);
        self.tick(&control)
    }

    /// Takes the tick out of the box with this label.
    ///
    /// # Panics
    /// There is none.
    pub fn untick(mut self, label: &str) -> Self {
        let control = self.control(|one| matches!(one.kind, Kind::Checkbox(_)) && one.label.contains(label), label);
        if let Kind::Checkbox(value) = control.kind {
            self.fields.retain(|(name, sent)| !(*name == control.name && *sent == Value::Text(value.clone())));
        }
        self
    }

    /// Chooses a file for the field with this label.
    ///
    /// # Panics
    /// There is no such field.
    pub fn attach(mut self, label: &str, name: &str, bytes: &[u8]) -> Self {
        let control = self.control(|one| one.kind == Kind::File && one.label.contains(label), label);
        self.fields.push((control.name, Value::File { name: name.to_owned(), bytes: bytes.to_vec() }));
        self
    }

    /// Sets a field by the name it is sent under, as script or somebody with ill intent would.
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), Value::Text(value.to_owned())));
        self
    }

    /// What it would send under a name.
    pub fn value(&self, name: &str) -> Option<String> {
        self.fields.iter().find_map(|(known, value)| match value {
            Value::Text(text) if known == name => Some(text.clone()),
            _ => None,
        })
    }

    /// What stands in the field with this label.
    ///
    /// # Panics
    /// There is no such field.
    pub fn shown(&self, label: &str) -> String {
        let control = self.control(|one| one.label.contains(label), label);
        self.value(&control.name).unwrap_or_default()
    }

    /// Sends it and follows where that leads.
    pub async fn submit(self) -> Page {
        let visitor = self.visitor.clone();
        let page = self.submit_and_stay().await;
        visitor.follow(page).await
    }

    /// Sends it and looks at the answer itself.
    pub async fn submit_and_stay(self) -> Page {
        let texts = self.fields.iter().filter_map(|(name, value)| match value {
            Value::Text(text) => Some((name.as_str(), text.as_str())),
            Value::File { .. } => None,
        });
        if self.method == Method::GET {
            let (path, _) = self.action.split_once('?').unwrap_or((&self.action, ""));
            return self.visitor.send(Method::GET, &format!("{path}?{}", urlencoded(texts)), None).await;
        }
        if self.multipart {
            let body = self.multipart_body();
            return self.visitor.send(self.method, &self.action, Some((MULTIPART, body))).await;
        }
        let body = urlencoded(texts).into_bytes();
        self.visitor.send(self.method, &self.action, Some(("application/x-www-form-urlencoded", body))).await
    }

    fn control(&self, fits: impl Fn(&Control) -> bool, label: &str) -> Control {
        self.controls.iter().find(|control| fits(control)).cloned().unwrap_or_else(|| {
            let known: Vec<String> = self.controls.iter().map(|one| format!("{} / {}", one.group, one.label)).collect();
            panic!("nothing labelled “{label}” on {}, but {known:?}", self.path)
        })
    }

    fn put(self, control: &Control, value: &str) -> Self {
        match &control.kind {
            Kind::Select(choices) => {
                let choice = choices
                    .iter()
                    .find(|(words, _)| words == value)
                    .or_else(|| choices.iter().find(|(words, _)| words.contains(value)));
                let Some((_, sent)) = choice else { panic!("no choice “{value}” among {choices:?}") };
                self.set(&control.name, sent)
            }
            Kind::Text => self.set(&control.name, value),
            Kind::Radio(_) | Kind::Checkbox(_) | Kind::File => panic!("“{}” is not typed into", control.label),
        }
    }

    fn tick(mut self, control: &Control) -> Self {
        match &control.kind {
            Kind::Radio(value) => self.set(&control.name, value),
            Kind::Checkbox(value) => {
                let ticked = (control.name.clone(), Value::Text(value.clone()));
                if !self.fields.contains(&ticked) {
                    self.fields.push(ticked);
                }
                self
            }
            _ => panic!("“{}” cannot be ticked", control.label),
        }
    }

    fn multipart_body(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in &self.fields {
            body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"").bytes());
            match value {
                Value::Text(text) => body.extend(format!("\r\n\r\n{text}\r\n").bytes()),
                Value::File { name, bytes } => {
                    let heading = format!("; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
                    body.extend(heading.bytes().chain(bytes.iter().copied()).chain(*b"\r\n"));
                }
            }
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        body
    }
}

const BOUNDARY: &str = "between-two-fields";
const MULTIPART: &str = "multipart/form-data; boundary=between-two-fields";

fn read_select(element: &ElementRef<'_>) -> (Kind, Option<String>) {
    let mut choices = Vec::new();
    let mut chosen = None;
    for option in element.select(&picker("option")) {
        let text = words(&option);
        let value = option.attr("value").map_or_else(|| text.clone(), str::to_owned);
        if option.attr("selected").is_some() {
            chosen = Some(value.clone());
        }
        choices.push((text, value));
    }
    let sent = chosen.or_else(|| choices.first().map(|(_, value)| value.clone()));
    (Kind::Select(choices), sent)
}

fn label_of(document: &Html, element: &ElementRef<'_>) -> String {
    let labels = picker("label");
    let named = element.attr("id").and_then(|id| document.select(&labels).find(|label| label.attr("for") == Some(id)));
    let around = || element.ancestors().filter_map(ElementRef::wrap).find(|one| one.value().name() == "label");
    let spoken = || element.attr("aria-label").unwrap_or_default().to_owned();
    named.or_else(around).map_or_else(spoken, |label| words(&label))
}

fn group_of(element: &ElementRef<'_>) -> String {
    let groups = element.ancestors().filter_map(ElementRef::wrap).filter(|one| one.value().name() == "fieldset");
    let legends = groups.filter_map(|group| group.select(&picker("legend")).next().map(|legend| words(&legend)));
    legends.collect::<Vec<_>>().join(" / ")
}

/// Names and values as a browser writes them into a body or an address.
pub(super) fn urlencoded<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let pairs: Vec<String> = fields.map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    pairs.join("&")
}

fn escaped(text: &str) -> String {
    // Browsers send line ends as CRLF.
    let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' => escaped.push('+'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}
