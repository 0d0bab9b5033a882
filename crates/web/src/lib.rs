//! HTTP and HTML: the only crate that knows the web framework and the templates.
