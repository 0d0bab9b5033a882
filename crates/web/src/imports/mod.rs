//! Staff files on pages (requirement A4): hand one in, say what its columns tell, see what would happen, have it done;
//! then decide what files leave in doubt (requirement A7).

mod pages;

use domain::programmes::Power;

use crate::routes::{Audience, Routes};

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let importer = Audience::Office(Power::ImportStaff);
    routes
        .get("/organisations/{code}/import", importer, pages::upload::show)
        .post("/organisations/{code}/import", importer, pages::upload::hand_in)
        .get("/organisations/{code}/import/files/{upload}", importer, pages::columns::show)
        .post("/organisations/{code}/import/files/{upload}", importer, pages::columns::choose)
        .get("/organisations/{code}/import/doubts", importer, pages::doubts::list)
        .post("/organisations/{code}/import/doubts/{id}", importer, pages::doubts::decide)
        .get("/organisations/{code}/import/leavers", importer, pages::leavers::list)
        .post("/organisations/{code}/import/leavers/{post}", importer, pages::leavers::answer)
        .get("/organisations/{code}/import/{job}", importer, pages::result::show)
        .post("/organisations/{code}/import/{job}", importer, pages::result::go_on)
        .get("/organisations/{code}/import/{job}/bad-rows", importer, pages::result::bad_rows)
}
