//! What a supporter brings, in their own account, and whom people would like to be paired with (D1, D3).

mod profile;
mod wishes;

use std::sync::Arc;

use domain::ids::{OrganisationId, PersonId};
use domain::programmes::Programme;
use store::supporters::Supporter;

use crate::error::Error;
use crate::routes::{Audience, Routes};
use crate::state::AppState;
use operations::programmes::run_here;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/supporting/profile", Audience::SignedIn, profile::show)
        .post("/supporting/profile", Audience::SignedIn, profile::save)
        .get("/pairing/wishes", Audience::SignedIn, wishes::show)
        .post("/pairing/wishes", Audience::SignedIn, wishes::state_one)
        .post("/pairing/wishes/{other}/forget", Audience::SignedIn, wishes::forget)
}

/// A place where somebody works and a programme that runs there.
pub(crate) struct Here {
    organisation: OrganisationId,
    organisation_name: String,
    pub(crate) programme: Arc<Programme>,
}

impl Here {
    /// How an address names it.
    fn key(&self) -> String {
        format!("{}.{}", self.organisation, self.programme.key)
    }
}

/// The places where a person works, each with the programmes that run there.
async fn places(state: &AppState, person: PersonId) -> Result<Vec<Here>, Error> {
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let mut places: Vec<Here> = Vec::new();
    for post in store::candidacies::own_posts(reader, person, today).await? {
        if places.iter().any(|here| here.organisation == post.organisation) {
            continue;
        }
        for programme in run_here(&state.ctx, reader, post.organisation).await? {
            places.push(Here {
                organisation: post.organisation,
                organisation_name: crate::text::organisation_name(&post.organisation_name),
                programme,
            });
        }
    }
    Ok(places)
}

/// The places where a person is a supporter.
pub(crate) async fn supporting(state: &AppState, person: PersonId) -> Result<Vec<(Here, Supporter)>, Error> {
    let mut supporting = Vec::new();
    for here in places(state, person).await? {
        let reader = state.ctx.db.reader();
        let standing =
            operations::supporters::standing(&state.ctx, reader, person, here.organisation, &here.programme).await?;
        supporting.extend(standing.map(|supporter| (here, supporter)));
    }
    Ok(supporting)
}
