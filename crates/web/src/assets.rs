//! The style sheet, scripts and icons, carried in the binary and served under names that change with their content.
//! They are made by `cargo xtask assets`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets/dist"]
struct Dist;

/// Source names with the addresses they are served at.
static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let manifest = Dist::get("manifest.txt").map(|file| file.data).unwrap_or_default();
    let lines = String::from_utf8_lossy(&manifest).into_owned();
    lines
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(source, served)| (source.to_owned(), format!("/assets/{served}")))
        .collect()
});

/// The address of a built file by the name of its source: `asset("alongside.css")`. An unknown name gives an address
/// that answers 404, which a test of every page finds.
pub fn asset(source: &str) -> &'static str {
    ADDRESSES.get(source).map_or("/assets/missing", String::as_str)
}

/// `GET /assets/{name}`: a file whose name changes with its content, to be kept for a year. Audience: everybody.
pub async fn get(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some((data, encoding)) = best_of(&name, &headers) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = data.into_response();
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(content_type(&name)));
    answer.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("public, max-age=31536000, immutable"));
    answer.insert(header::VARY, header::HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        answer.insert(header::CONTENT_ENCODING, header::HeaderValue::from_static(encoding));
    }
    response
}

/// The file in the smallest form the browser takes. Only names in the manifest are served.
fn best_of(name: &str, headers: &HeaderMap) -> Option<(Cow<'static, [u8]>, Option<&'static str>)> {
    let address = format!("/assets/{name}");
    ADDRESSES.values().find(|served| **served == address)?;
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    for (encoding, extension) in [("br", "br"), ("gzip", "gz")] {
        if accepted.split(',').any(|offer| offer.split(';').next().is_some_and(|o| o.trim() == encoding))
            && let Some(file) = Dist::get(&format!("{name}.{extension}"))
        {
            return Some((file.data, Some(encoding)));
        }
    }
    Dist::get(name).map(|file| (file.data, None))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_a_page_loads_has_an_address() {
        for source in ["alongside.css", "alongside.js", "favicon.svg"] {
            assert!(asset(source).starts_with("/assets/") && !asset(source).ends_with("missing"), "{source}");
        }
    }

    #[tokio::test]
    async fn a_style_sheet_comes_compressed_and_may_be_kept() {
        let name = asset("alongside.css").trim_start_matches("/assets/").to_owned();
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, header::HeaderValue::from_static("gzip, deflate, br;q=0.9"));
        let response = get(Path(name), headers).await;
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    }

    #[tokio::test]
    async fn nothing_outside_the_manifest_is_served() {
        for name in ["manifest.txt", "../build.mjs", "alongside.css"] {
            let response = get(Path(name.to_owned()), HeaderMap::new()).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }

    #[test]
    fn the_first_view_weighs_less_than_fifty_kilobytes() {
        let weight: usize = ["alongside.css", "alongside.js", "nhsuk-frontend.min.js", "favicon.svg"]
            .iter()
            .map(|source| asset(source).trim_start_matches("/assets/"))
            .filter_map(|name| Dist::get(&format!("{name}.br")))
            .map(|file| file.data.len())
            .sum();
        // What a browser takes over an encrypted connection: Brotli.
        assert!(weight > 0 && weight < 43_000, "{weight} bytes with Brotli, and the page itself comes on top");
    }
}
