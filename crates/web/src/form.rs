//! Forms as they arrive: every name with its values, nothing dropped, so that a page can always give back what was
//! typed. A form counts only when it carries its session's token and comes from this site.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use crate::error::Error;
use crate::session::SignedIn;
use crate::state::AppState;

/// The largest form, in bytes; files have a limit of their own.
const MOST: usize = 2 * 1024 * 1024;

/// What was typed: names with their values, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormData {
    values: BTreeMap<String, Vec<String>>,
}

impl FormData {
    /// The pairs of a form.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            form.values.entry(name).or_default().push(value);
        }
        form
    }

    /// The value of a field as typed, without blanks around it; empty when the field is absent.
    pub fn text(&self, name: &str) -> String {
        self.raw(name).trim().to_owned()
    }

    /// The value of a field exactly as typed, with line ends as `\n`.
    pub fn raw(&self, name: &str) -> String {
        self.values
            .get(name)
            .and_then(|values| values.first())
            .map_or_else(String::new, |value| value.replace("\r\n", "\n"))
    }

    /// The value of a field, or nothing when it was left empty.
    pub fn filled(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// All values of a field: ticked boxes.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Was the field or button of this name in the form?
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// All names with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.values.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }
}

/// A form sent by the person who is signed in, from a page of their own session.
#[derive(Debug, Clone)]
pub struct Posted(pub FormData);

impl FromRequest<AppState> for Posted {
    type Rejection = Error;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Error> {
        let expected = request.extensions().get::<SignedIn>().map(|who| who.session.csrf.clone());
        let PublicForm(form) = PublicForm::from_request(request, state).await?;
        let given = form.raw("csrf");
        match expected {
            Some(token) if same(token.as_bytes(), given.as_bytes()) => Ok(Self(form)),
            _ => Err(Error::Forged),
        }
    }
}

/// A form sent by somebody who need not be signed in; it must still come from a page of this site.
#[derive(Debug, Clone)]
pub struct PublicForm(pub FormData);

impl FromRequest<AppState> for PublicForm {
    type Rejection = Error;

    async fn from_request(request: Request, _state: &AppState) -> Result<Self, Error> {
        if !is_same_site(request.headers()) {
            return Err(Error::Forged);
        }
        let body = axum::body::to_bytes(request.into_body(), MOST).await.map_err(|_| Error::Unreadable)?;
        let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&body).map_err(|_| Error::Unreadable)?;
        Ok(Self(FormData::of(pairs)))
    }
}

/// A file and the fields beside it, sent by the person who is signed in.
#[derive(Debug, Clone)]
pub struct PostedFile {
    pub form: FormData,
    pub file_name: String,
    pub content: Vec<u8>,
}

impl FromRequest<AppState> for PostedFile {
    type Rejection = Error;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Error> {
        if !is_same_site(request.headers()) {
            return Err(Error::Forged);
        }
        let expected = request.extensions().get::<SignedIn>().map(|who| who.session.csrf.clone());
        // What is no form with a file carries no token either.
        let mut parts = Multipart::from_request(request, state).await.map_err(|_| Error::Forged)?;
        let (mut pairs, mut file_name, mut content) = (Vec::new(), String::new(), Vec::new());
        while let Some(part) = parts.next_field().await.map_err(|_| Error::Unreadable)? {
            let name = part.name().unwrap_or_default().to_owned();
            if let Some(given) = part.file_name() {
                given.clone_into(&mut file_name);
                content = part.bytes().await.map_err(|_| Error::Unreadable)?.to_vec();
            } else {
                pairs.push((name, part.text().await.map_err(|_| Error::Unreadable)?));
            }
        }
        let form = FormData::of(pairs);
        match expected {
            Some(token) if same(token.as_bytes(), form.raw("csrf").as_bytes()) => Ok(Self { form, file_name, content }),
            _ => Err(Error::Forged),
        }
    }
}

/// Browsers say where a form comes from; one from elsewhere is refused. A request that says nothing (an old browser, a
/// program) is left to the token.
fn is_same_site(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text(header::ORIGIN.as_str()), text(header::HOST.as_str())) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, authority)| authority == host),
        _ => true,
    }
}

/// Compares without telling by its time how much was right.
pub(crate) fn same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && left.iter().zip(right).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// Where a request comes from on the network, for limits.
#[derive(Debug, Clone)]
pub struct Origin(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Origin {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let address = parts.extensions.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>();
        Ok(Self(address.map_or_else(|| "unknown".to_owned(), |info| info.0.ip().to_string())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_form_from_another_site_is_refused() {
        assert!(is_same_site(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(!is_same_site(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!is_same_site(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(is_same_site(&headers(&[("origin", "https://a.example"), ("host", "a.example")])));
        assert!(!is_same_site(&headers(&[("origin", "https://b.example"), ("host", "a.example")])));
        assert!(!is_same_site(&headers(&[("origin", "null"), ("host", "a.example")])));
    }

    #[test]
    fn a_form_keeps_every_value_and_gives_line_ends_as_one() {
        let form = FormData::of([("a", "1"), ("a", "2"), ("b", " x\r\ny ")].map(|(n, v)| (n.to_owned(), v.to_owned())));
        assert_eq!(form.all("a"), ["1", "2"]);
        assert_eq!(form.raw("b"), " x\ny ");
        assert_eq!(form.text("b"), "x\ny");
        assert_eq!(form.filled("c"), None);
    }
}
