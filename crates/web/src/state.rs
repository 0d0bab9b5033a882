//! What every handler shares, and how an installation is set up.

use std::sync::Arc;

use operations::Context;

/// How an installation is set up, as far as its pages need to know.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The name of the service as this installation calls it.
    pub service: String,
    /// A demo: one may choose who to be, and read the outbox.
    pub demo: Demo,
}

/// Whether this is a demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demo {
    No,
    Yes,
}

impl Default for Settings {
    fn default() -> Self {
        Self { service: "Alongside".to_owned(), demo: Demo::No }
    }
}

/// What every handler shares.
#[derive(Debug, Clone)]
pub struct AppState {
    pub ctx: Context,
    pub settings: Arc<Settings>,
}

impl AppState {
    /// The shared state of an installation.
    pub fn new(ctx: Context, settings: Settings) -> Self {
        Self { ctx, settings: Arc::new(settings) }
    }

    /// Is the installation reached over an encrypted connection? A browser drops cookies marked secure otherwise.
    pub fn is_https(&self) -> bool {
        self.ctx.address.starts_with("https://")
    }

    /// Is this a demo?
    pub fn is_demo(&self) -> bool {
        self.settings.demo == Demo::Yes
    }
}
