//! From a cookie to the person who is looking.

mod cookie;
mod pages;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use domain::access::Viewer;
use domain::ids::PersonId;
use operations::access::Desk;
use store::sessions::Session;

use crate::error::Error;
use crate::layout::{Layout, NavLink, Place};
use crate::routes::Routes;
use crate::state::AppState;

pub use cookie::{begin, clear};
pub(crate) use pages::is_local;

/// The routes of signing in and out.
pub fn routes(routes: Routes) -> Routes {
    pages::routes(routes)
}

/// The person who is looking, in their session. A handler that takes it needs a route whose audience is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub session: Session,
    pub viewer: Viewer,
    /// The organisations where the person holds an office that gives them something to do.
    pub desks: Vec<Desk>,
}

impl SignedIn {
    /// Who it is.
    pub fn person(&self) -> PersonId {
        self.session.person
    }

    /// The frame of a page for this person, with the ways to the places they may go.
    pub fn layout(&self, state: &AppState, title: impl Into<String>) -> Layout {
        let mut layout = Layout::public(title);
        let mut navigation =
            vec![NavLink { text: layout.w.say("nav-home"), href: "/".to_owned(), place: Place::Elsewhere }];
        navigation.extend(self.desks.iter().map(|desk| NavLink {
            text: crate::text::organisation_name(&desk.name),
            href: format!("/organisations/{}", desk.code),
            place: Place::Elsewhere,
        }));
        navigation.push(NavLink {
            text: layout.w.say("portfolio-title"),
            href: "/portfolio".to_owned(),
            place: Place::Elsewhere,
        });
        layout.service.clone_from(&state.settings.service);
        layout.is_demo = state.is_demo();
        layout.viewer_name = Some(self.session.name.clone());
        layout.csrf.clone_from(&self.session.csrf);
        layout.navigation = navigation;
        layout
    }
}

/// Reads the cookie once for each request and leaves what it finds with the request.
pub(crate) async fn resume(State(state): State<AppState>, mut request: Request, next: Next) -> Result<Response, Error> {
    if let Some(secret) = cookie::secret(&state, request.headers())
        && let Some((session, desks)) = operations::sessions::resume(&state.ctx, &secret).await?
    {
        let viewer = Viewer { person: session.person, today: state.ctx.today() };
        request.extensions_mut().insert(SignedIn { session, viewer, desks });
    }
    Ok(next.run(request).await)
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        parts.extensions.get::<Self>().cloned().ok_or(Error::NotFound)
    }
}

/// The person who is looking, if anybody is signed in.
#[derive(Debug, Clone)]
pub struct MaybeSignedIn(pub Option<SignedIn>);

impl<S: Send + Sync> FromRequestParts<S> for MaybeSignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        Ok(Self(parts.extensions.get::<SignedIn>().cloned()))
    }
}
