//! What every route owes: a stated audience that is honoured, forms that only their own session can send, cookies and
//! headers that keep others out. The table of routes is read from the router, so a new route is tested from the start.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use axum::http::Method;
use domain::ids::PersonId;
use testkit::{TestApp, both_engines, world};
use web::routes::{Audience, Route};
use web::state::{AppState, Settings};

/// A path with every place filled in by something that is no one's.
fn filled(route: &Route, code: &str) -> String {
    route
        .path
        .split('/')
        .map(|part| match part {
            "{code}" => code,
            "{secret}" | "{token}" => "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
            part if part.starts_with('{') => "01930000-0000-7000-8000-000000000000",
            part => part,
        })
        .collect::<Vec<_>>()
        .join("/")
}

fn routes(app: &TestApp) -> Vec<Route> {
    let table = web::router::table(AppState::new(app.ctx.clone(), Settings::default()));
    assert!(table.len() > 10, "the table of routes was not read");
    table
}

fn is_behind_sign_in(audience: Audience) -> bool {
    matches!(audience, Audience::SignedIn | Audience::Participants | Audience::Office(_) | Audience::AnyOffice)
}

async fn somebody(app: &TestApp) -> PersonId {
    world::person(&app.ctx, "Amina", "Yusuf").await
}

both_engines! {
    async fn nobody_reaches_a_page_behind_sign_in_without_signing_in(app: TestApp) {
        let trust = world::organisation(&app.ctx, "Northmoor NHS Foundation Trust").await;
        let code = world::code(&app.ctx, trust).await;
        for route in routes(&app).iter().filter(|route| is_behind_sign_in(route.audience)) {
            let page = app.visitor().send(route.method.clone(), &filled(route, &code), None).await;
            let location = page.location().unwrap_or_default();
            assert!(page.status == 303 && location.starts_with("/sign-in"), "{route:?}: {} {location}", page.status);
        }
    }

    async fn an_outsider_finds_no_desk_and_nobodys_journey(app: TestApp) {
        let trust = world::organisation(&app.ctx, "Northmoor NHS Foundation Trust").await;
        let code = world::code(&app.ctx, trust).await;
        let outsider = somebody(&app).await;
        let visitor = app.sign_in(outsider).await;
        for route in routes(&app) {
            if !matches!(route.audience, Audience::Participants | Audience::Office(_) | Audience::AnyOffice | Audience::Demo) {
                continue;
            }
            let answer = visitor.send(route.method.clone(), &filled(&route, &code), None).await;
            let refused = answer.status == 404 || (answer.status == 403 && route.method == Method::POST);
            assert!(refused, "{route:?} answered {}", answer.status);
        }
    }

    async fn every_form_is_refused_without_its_sessions_token(app: TestApp) {
        let trust = world::organisation(&app.ctx, "Northmoor NHS Foundation Trust").await;
        let code = world::code(&app.ctx, trust).await;
        world::adopt(&app.ctx, trust, world::programme()).await;
        let person = somebody(&app).await;
        for office in &world::programme().offices {
            world::appoint(&app.ctx, person, trust, office.key.as_str()).await;
        }
        world::appoint(&app.ctx, person, trust, "administrator").await;
        let visitor = app.sign_in(person).await;
        let mut tried = 0;
        for route in routes(&app) {
            if route.method != Method::POST || !is_behind_sign_in(route.audience) {
                continue;
            }
            let path = filled(&route, &code);
            for body in ["", "csrf=0000", "csrf="] {
                let body = Some(("application/x-www-form-urlencoded", body.as_bytes().to_vec()));
                let answer = visitor.send(Method::POST, &path, body).await;
                assert!(matches!(answer.status.as_u16(), 400 | 403), "{route:?} answered {}", answer.status);
            }
            tried += 1;
        }
        assert!(tried >= 3, "no forms were tried");
    }

    async fn a_form_from_another_site_is_refused(app: TestApp) {
        let trust = world::organisation(&app.ctx, "Northmoor NHS Foundation Trust").await;
        let code = world::code(&app.ctx, trust).await;
        let person = somebody(&app).await;
        let visitor = app.sign_in(person).await.with_header("sec-fetch-site".parse().unwrap(), "cross-site");
        for route in routes(&app).iter().filter(|route| route.method == Method::POST && route.audience != Audience::Demo) {
            let body = Some(("application/x-www-form-urlencoded", b"email=a%40example.test".to_vec()));
            let answer = visitor.send(Method::POST, &filled(route, &code), body).await;
            assert!(matches!(answer.status.as_u16(), 400 | 403 | 404), "{route:?} answered {}", answer.status);
        }
    }

    async fn every_answer_carries_the_headers_and_nothing_personal_is_kept_on_the_way(app: TestApp) {
        let person = somebody(&app).await;
        let visitor = app.sign_in(person).await;
        for path in ["/account", "/sign-in", "/no-such-page", "/about"] {
            let page = visitor.send(Method::GET, path, None).await;
            assert_eq!(page.header("cache-control").as_deref(), Some("no-store"), "{path}");
            assert_eq!(page.header("x-content-type-options").as_deref(), Some("nosniff"), "{path}");
            let policy = page.header("content-security-policy").unwrap_or_default();
            assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}");
            assert!(!policy.contains("unsafe"), "{policy}");
            assert!(page.header("strict-transport-security").is_some(), "{path}");
            assert_eq!(page.header("server"), None);
        }
    }

    async fn the_answer_does_not_tell_whether_an_address_is_known(app: TestApp) {
        somebody(&app).await;
        let known = app.visitor().post("/sign-in", &[("email", "amina.yusuf@example.test")]).await;
        let unknown = app.visitor().post("/sign-in", &[("email", "nobody@example.test")]).await;
        assert_eq!((known.status, known.location()), (unknown.status, unknown.location()));
        let letters = store::mail::newest(app.ctx.db.reader(), 10).await.unwrap();
        assert_eq!(letters.iter().map(|letter| letter.recipient.as_str()).collect::<Vec<_>>(), ["amina.yusuf@example.test"]);
    }

    async fn a_link_signs_in_once_and_leads_back_to_where_one_was(app: TestApp) {
        somebody(&app).await;
        let visitor = app.visitor();
        let asked = visitor.get("/account").await;
        assert!(asked.location().is_some() || asked.heading() == "Sign in");
        let fields = [("email", " Amina.Yusuf@Example.test "), ("return_to", "/account")];
        visitor.post("/sign-in", &fields).await;
        let letters = store::mail::newest(app.ctx.db.reader(), 1).await.unwrap();
        let link = letters[0].body.lines().find(|line| line.contains("/sign-in/link/")).unwrap();
        let path = &link[link.find("/sign-in").unwrap()..];
        let page = visitor.open(path).await;
        let arrived = page.form("Sign in").submit().await;
        assert_eq!(arrived.heading(), "Your account");
        assert!(arrived.says("Amina Yusuf"));
        assert_eq!(app.visitor().send(Method::GET, path, None).await.status, 404, "a link works once");
    }

    async fn an_address_of_two_people_signs_nobody_in(app: TestApp) {
        somebody(&app).await;
        somebody(&app).await;
        app.visitor().post("/sign-in", &[("email", "amina.yusuf@example.test")]).await;
        assert!(store::mail::newest(app.ctx.db.reader(), 10).await.unwrap().is_empty());
    }

    async fn asking_for_links_is_limited_as_shipped(app: TestApp) {
        let mut statuses = Vec::new();
        for _ in 0..7 {
            statuses.push(app.visitor().post("/sign-in", &[("email", "nobody@example.test")]).await.status.as_u16());
        }
        assert_eq!(statuses, [303, 303, 303, 303, 303, 429, 429]);
    }

    async fn a_session_ends_when_unused_when_old_and_when_left(app: TestApp) {
        let person = somebody(&app).await;
        let start = app.ctx.now();
        let visitor = app.sign_in(person).await;
        let account = async |visitor: &testkit::Visitor| visitor.send(Method::GET, "/account", None).await.status.as_u16();
        assert_eq!(account(&visitor).await, 200);
        app.ctx.clock.move_to(start + jiff::SignedDuration::from_mins(59));
        assert_eq!(account(&visitor).await, 200, "used in time");
        app.ctx.clock.move_to(start + jiff::SignedDuration::from_mins(59 + 61));
        assert_eq!(account(&visitor).await, 303, "unused for an hour");
        let visitor = app.sign_in(person).await;
        let began = app.ctx.now();
        for quarter in 1..=48 {
            app.ctx.clock.move_to(began + jiff::SignedDuration::from_mins(15 * quarter));
            let expected = if quarter < 48 { 200 } else { 303 };
            assert_eq!(account(&visitor).await, expected, "after {quarter} quarters of an hour");
        }
        let visitor = app.sign_in(person).await;
        let left = visitor.open("/account").await.form("Sign out").submit().await;
        assert_eq!(left.heading(), "You have signed out");
        assert_eq!(account(&visitor).await, 303);
    }

    async fn signing_out_everywhere_ends_every_session(app: TestApp) {
        let person = somebody(&app).await;
        let (here, there) = (app.sign_in(person).await, app.sign_in(person).await);
        here.open("/account").await.form("Sign out everywhere").submit().await;
        assert_eq!(there.send(Method::GET, "/account", None).await.status, 303);
    }
}

#[test]
fn cookies_are_bound_to_the_host_over_https_and_plain_in_a_demo_over_http() {
    let cookie = |address: &str| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = tempfile::tempdir().unwrap();
            let db = store::Db::open(&format!("sqlite:{}", folder.path().join("a.db").display())).await.unwrap();
            let state = AppState::new(operations::Context::new(db).reached_at(address), Settings::default());
            let begun = operations::sessions::Begun { secret: "abc".to_owned(), expires_at: testkit::now() };
            let response = web::session::begin(&state, &begun, "");
            response.headers()["set-cookie"].to_str().unwrap().to_owned()
        })
    };
    let https = cookie("https://alongside.example");
    assert!(https.starts_with("__Host-alongside=abc; Path=/;") && https.ends_with("; Secure"), "{https}");
    assert!(https.contains("HttpOnly") && https.contains("SameSite=Lax") && !https.contains("Domain"), "{https}");
    let http = cookie("http://localhost:8080");
    assert!(http.starts_with("alongside=abc;") && !http.contains("Secure"), "{http}");
}
