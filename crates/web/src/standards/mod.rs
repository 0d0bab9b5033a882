//! How an organisation stands on standards: the wall of tiles, and each standard with its numbers (L1, L8).

mod figure;
mod pages;

use domain::programmes::Power;

pub use figure::{Bar, sentence};

use crate::routes::{Audience, Routes};

/// The address of the wall.
pub fn path(code: &str) -> String {
    format!("/organisations/{code}/standards")
}

/// The address of a standard.
pub fn path_of(code: &str, standard: &domain::keys::StandardRef) -> String {
    format!("/organisations/{code}/standards/{}/{}", standard.set, standard.number)
}

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let audience = Audience::Office(Power::SeeStandards);
    routes.get("/organisations/{code}/standards", audience, pages::wall).get(
        "/organisations/{code}/standards/{set}/{number}",
        audience,
        pages::show,
    )
}
