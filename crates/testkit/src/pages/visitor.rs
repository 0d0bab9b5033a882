//! A browser without script: it keeps cookies, sends forms and follows redirects, all in this process.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt;

use super::Page;

/// What a visitor calls the server.
const HOST: &str = "alongside.test";

/// Somebody at a browser. Clones share their cookies, as windows do.
#[derive(Clone)]
pub struct Visitor {
    router: Router,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    headers: HeaderMap,
}

impl Visitor {
    /// Somebody who has never been here.
    pub fn new(router: Router) -> Self {
        Self { router, cookies: Arc::default(), headers: HeaderMap::new() }
    }

    /// Sends this header with every request from now on.
    ///
    /// # Panics
    /// The value is not one that a header can have.
    pub fn with_header(mut self, name: header::HeaderName, value: &str) -> Self {
        self.headers.insert(name, value.parse().expect("a header's value"));
        self
    }

    /// Puts a cookie into the jar, as an earlier visit would have.
    pub fn keep_cookie(&self, name: &str, value: &str) {
        self.jar().insert(name.to_owned(), value.to_owned());
    }

    /// A cookie in the jar.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(name).cloned()
    }

    /// Loses all cookies, as on another computer or after a lost session.
    pub fn forget_everything(&self) {
        self.jar().clear();
    }

    /// Opens a page, following redirects; whatever its status.
    pub async fn get(&self, path: &str) -> Page {
        let page = self.send(Method::GET, path, None).await;
        self.follow(page).await
    }

    /// Opens a page that must be there.
    ///
    /// # Panics
    /// The answer is not 200.
    pub async fn open(&self, path: &str) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}:\n{}", page.text());
        page
    }

    /// Sends fields to an address without having seen a form, as somebody with ill intent would; does not follow.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = super::form::urlencoded(fields.iter().copied());
        self.send(Method::POST, path, Some(("application/x-www-form-urlencoded", body.into_bytes()))).await
    }

    /// One request, its cookies kept, its redirect not followed.
    ///
    /// # Panics
    /// The address is not one, or the answer cannot be read.
    pub async fn send(&self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Page {
        let mut request = Request::builder().method(&method).uri(path).header(header::HOST, HOST);
        let cookies: Vec<String> = self.jar().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if method != Method::GET {
            request = request.header(header::ORIGIN, format!("https://{HOST}")).header("sec-fetch-site", "same-origin");
        }
        let request = match body {
            Some((kind, bytes)) => {
                let request = request.header(header::CONTENT_TYPE, kind).header(header::CONTENT_LENGTH, bytes.len());
                request.body(Body::from(bytes))
            }
            None => request.body(Body::empty()),
        };
        let request = request.expect("a request to an address of ours");
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        self.keep_cookies(response.headers());
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 64 << 20).await.expect("the answer can be read").to_vec();
        Page {
            visitor: self.clone(),
            path: path.to_owned(),
            status: parts.status,
            headers: parts.headers,
            bytes,
            hops: 0,
        }
    }

    /// Goes where a page sends us, as browsers do, until one stays.
    pub(super) async fn follow(&self, mut page: Page) -> Page {
        while page.status.is_redirection() {
            let hops = page.hops + 1;
            assert!(hops < 10, "{} goes round in circles", page.path);
            let Some(to) = page.location() else { break };
            let to = to.strip_prefix(&format!("https://{HOST}")).map_or(to.clone(), str::to_owned);
            page = self.send(Method::GET, &to, None).await;
            page.hops = hops;
        }
        page
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut jar = self.jar();
        for value in headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().expect("cookies are text");
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            let attributes = attributes.to_ascii_lowercase();
            if value.is_empty() || attributes.split(';').any(|attribute| attribute.trim() == "max-age=0") {
                jar.remove(name.trim());
            } else {
                jar.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies.lock().expect("nobody panics while holding the cookies")
    }
}
