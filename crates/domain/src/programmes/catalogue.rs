//! The programmes at hand, by key and by the hash of their version.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ContentHash, Programme};
use crate::keys::ProgrammeKey;

/// A set of compiled programmes.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    by_hash: BTreeMap<ContentHash, Arc<Programme>>,
    newest: BTreeMap<ProgrammeKey, ContentHash>,
}

impl Catalogue {
    /// The programmes given, the later of two versions being the newest.
    pub fn of(programmes: impl IntoIterator<Item = Programme>) -> Self {
        let mut catalogue = Self::default();
        for programme in programmes {
            catalogue.newest.insert(programme.key.clone(), programme.hash.clone());
            catalogue.by_hash.insert(programme.hash.clone(), Arc::new(programme));
        }
        catalogue
    }

    /// The newest version of a programme.
    pub fn newest(&self, key: &ProgrammeKey) -> Option<&Arc<Programme>> {
        self.by_hash.get(self.newest.get(key)?)
    }

    /// Exactly the version that somebody pinned.
    pub fn version(&self, hash: &ContentHash) -> Option<&Arc<Programme>> {
        self.by_hash.get(hash)
    }

    /// The newest version of each programme, by key.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Programme>> {
        self.newest.values().filter_map(|hash| self.by_hash.get(hash))
    }
}
