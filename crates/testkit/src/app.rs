//! The whole application in this process, on a database of the test's own.

use axum::Router;
use domain::ids::PersonId;
use operations::Context;
use web::state::{AppState, Settings};

use crate::{FromDatabase, TestDatabase, Visitor};

/// The application with its context, for tests that look at pages and into the database.
pub struct TestApp {
    pub ctx: Context,
    router: Router,
}

impl TestApp {
    /// The application on a context that already stands.
    pub fn with_context(ctx: Context) -> Self {
        let ctx = ctx.reached_at("https://alongside.test");
        let state = AppState::new(ctx.clone(), Settings::default());
        Self { ctx, router: web::router::router(state) }
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(self.router.clone())
    }

    /// This person at a browser, signed in.
    ///
    /// # Panics
    /// The person does not exist.
    pub async fn sign_in(&self, person: PersonId) -> Visitor {
        let begun = operations::sessions::begin(&self.ctx, person, "test").await.expect("a person who exists");
        let visitor = self.visitor();
        visitor.keep_cookie("__Host-alongside", &begun.secret);
        visitor
    }
}

impl FromDatabase for TestApp {
    async fn on(database: &TestDatabase) -> Self {
        Self::with_context(Context::on(database).await)
    }
}
