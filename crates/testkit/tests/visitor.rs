//! The visitor behaves as a browser without script does.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use jiff::civil::date;
use testkit::Visitor;

const FORM: &str = r#"<main><h1>A form</h1><form method="post" action="/saved"><input type="hidden" name="csrf" value="t">
<label for="name">Full name</label><input id="name" name="name" value="Amina">
<label for="notes">Notes</label><textarea id="notes" name="notes">
as before</textarea>
<fieldset><legend>First day</legend><label for="d">Day</label><input id="d" name="d"><label for="m">Month</label>
<input id="m" name="m"><label for="y">Year</label><input id="y" name="y"></fieldset>
<fieldset><legend>Contract</legend><label><input type="radio" name="c" value="full" checked>Full time</label>
<label><input type="radio" name="c" value="part">Part time</label></fieldset>
<label><input type="checkbox" name="days" value="mon" checked>Monday</label>
<label><input type="checkbox" name="days" value="tue">Tuesday</label>
<label for="s">Site</label><select id="s" name="s"><option value="1">North</option><option value="2">South</option></select>
<button name="act" value="save">Save</button><button name="act" value="drop">Delete</button></form></main>"#;

fn site() -> Router {
    async fn saved(body: Bytes) -> Response {
        if body.starts_with(b"csrf=t") {
            return ([("set-cookie", "seen=yes; Path=/; Secure")], Redirect::to("/done")).into_response();
        }
        (StatusCode::UNPROCESSABLE_ENTITY, Html("<h1>No</h1>")).into_response()
    }
    async fn done(headers: HeaderMap) -> Html<String> {
        let cookie = headers.get("cookie").map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        Html(format!(
            "<main><h1>Done</h1><p>{}</p><a href='/form'>Back to the form</a></main>",
            cookie.unwrap_or_default()
        ))
    }
    async fn echo(body: Bytes) -> Html<String> {
        Html(format!("<main><p>{}</p></main>", String::from_utf8_lossy(&body).replace('&', " ")))
    }
    Router::new()
        .route("/form", get(|| async { Html(FORM) }))
        .route("/echoing", get(|| async { Html(FORM.replace("/saved", "/echo")) }))
        .route("/saved", axum::routing::post(saved))
        .route("/echo", axum::routing::post(echo))
        .route("/done", get(done))
}

#[tokio::test]
async fn a_form_is_sent_with_its_token_and_the_redirect_is_followed_with_the_new_cookie() {
    let done = Visitor::new(site()).open("/form").await.form("Save").submit().await;
    assert_eq!((done.heading().as_str(), done.hops), ("Done", 1));
    assert!(done.says("seen=yes"));
    assert_eq!(done.click("Back").await.heading(), "A form");
}

#[tokio::test]
async fn a_form_sends_what_a_person_typed_and_chose_and_what_stood_there() {
    let form = Visitor::new(site()).open("/echoing").await.form("Save");
    let form = form.fill("Full name", "Zoë & Co").fill_date("First day", date(2026, 11, 2));
    let form = form.choose("Part time").choose("Tuesday").untick("Monday").fill("Site", "South");
    let sent = form.submit().await.text();
    for part in [
        "csrf=t",
        "name=Zo%C3%AB+%26+Co",
        "notes=as+before",
        "d=2",
        "m=11",
        "y=2026",
        "c=part",
        "days=tue",
        "s=2",
        "act=save",
    ] {
        assert!(sent.split(' ').any(|pair| pair == part), "{part} in {sent}");
    }
    assert!(!sent.contains("mon") && !sent.contains("drop"), "{sent}");
}

#[tokio::test]
async fn a_post_without_the_form_has_no_token() {
    let refused = Visitor::new(site()).post("/saved", &[("name", "x")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}
