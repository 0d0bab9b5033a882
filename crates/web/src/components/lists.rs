//! Lists: rows, cells, pages.
