//! All routes, and the layers around them.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::get;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::error::Error;
use crate::routes::{Route, Routes};
use crate::state::AppState;
use crate::{
    about, account, assessments, assets, at_hand, candidacies, choosing, completions, confidence, confirm, coverage,
    covers, demo, desk, documents, endings, evidence, exceptions, feedback, governance, guides, handovers, home,
    imports, jobs, journeys, learning, leave, matching, meetings, messages, offices, outbox, outsiders, pairs,
    placements, plans, portfolio, programmes, records, reflections, rotas, security, session, standards, supporters,
    takeaway, time, week, working_time,
};

/// The largest file that may be handed in, in bytes.
const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// The application, ready to be served.
pub fn router(state: AppState) -> Router {
    let (pages, _) = all(state.clone()).finish();
    pages
        .fallback(async || Error::NotFound.into_response())
        .method_not_allowed_fallback(async || Error::NotFound.into_response())
        .layer(middleware::from_fn_with_state(state.clone(), at_hand::catch_up))
        .layer(middleware::from_fn_with_state(state.clone(), session::resume))
        .route("/assets/{name}", get(assets::get))
        .route("/health", get(async || "ok"))
        .layer(middleware::from_fn_with_state(state.clone(), security::headers))
        .layer(CompressionLayer::new().no_br().no_deflate().no_zstd())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(60)))
        .layer(DefaultBodyLimit::max(LARGEST_FILE))
        .with_state(state)
}

/// The table of routes with their audiences, for tests and the documentation.
pub fn table(state: AppState) -> Vec<Route> {
    all(state).finish().1
}

/// Each room adds its own.
fn all(state: AppState) -> Routes {
    let routes = Routes::new(state);
    let routes = session::routes(routes);
    let routes = about::routes(routes);
    let routes = account::routes(routes);
    let routes = jobs::routes(routes);
    let routes = confirm::routes(routes);
    let routes = meetings::routes(routes);
    let routes = records::routes(routes);
    let routes = outsiders::routes(routes);
    let routes = documents::routes(routes);
    let routes = plans::routes(routes);
    let routes = confidence::routes(routes);
    let routes = demo::routes(routes);
    let routes = candidacies::routes(routes);
    let routes = outbox::routes(routes);
    let routes = matching::routes(routes);
    let routes = offices::routes(routes);
    let routes = pairs::routes(routes);
    let routes = programmes::routes(routes);
    let routes = endings::routes(routes);
    let routes = handovers::routes(routes);
    let routes = covers::routes(routes);
    let routes = completions::routes(routes);
    let routes = week::routes(routes);
    let routes = feedback::routes(routes);
    let routes = exceptions::routes(routes);
    let routes = supporters::routes(routes);
    let routes = takeaway::routes(routes);
    let routes = imports::routes(routes);
    let routes = home::routes(routes);
    let routes = journeys::routes(routes);
    let routes = standards::routes(routes);
    let routes = rotas::routes(routes);
    let routes = coverage::routes(routes);
    let routes = guides::routes(routes);
    let routes = governance::routes(routes);
    let routes = messages::routes(routes);
    let routes = assessments::routes(routes);
    let routes = placements::routes(routes);
    let routes = choosing::routes(routes);
    let routes = leave::routes(routes);
    let routes = working_time::routes(routes);
    let routes = time::routes(routes);
    let routes = reflections::routes(routes);
    let routes = learning::routes(routes);
    let routes = evidence::routes(routes);
    let routes = portfolio::routes(routes);
    desk::routes(routes)
}
