//! Pages as people meet them: a [`Visitor`] opens one, reads its heading, follows a link by its words, fills a form by
//! its labels and sends it.

mod form;
mod page;
mod visitor;

pub use form::Form;
pub use page::Page;
pub use visitor::Visitor;
