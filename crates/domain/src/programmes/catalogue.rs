//! The programmes at hand, by key and by the hash of their version.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use super::{ContentHash, Programme};
use crate::keys::ProgrammeKey;

/// A set of compiled programmes. Versions can be added to it while it is used, and are never taken out.
#[derive(Debug, Default)]
pub struct Catalogue {
    by_hash: BTreeMap<ContentHash, Arc<Programme>>,
    newest: BTreeMap<ProgrammeKey, ContentHash>,
    later: Later,
    was_missed: AtomicBool,
}

/// Versions that came later, one after the other.
#[derive(Debug, Default)]
struct Later(OnceLock<Box<(Arc<Programme>, Later)>>);

impl Later {
    fn iter(&self) -> impl Iterator<Item = &Arc<Programme>> {
        std::iter::successors(self.0.get(), |node| node.1.0.get()).map(|node| &node.0)
    }

    fn add(&self, programme: Arc<Programme>) {
        let mut node = Box::new((programme, Self::default()));
        let mut at = self;
        while let Err(back) = at.0.set(node) {
            let taken = at.0.get().expect("it could not be set, so it is set");
            if taken.0.hash == back.0.hash {
                return;
            }
            (node, at) = (back, &taken.1);
        }
    }
}

impl Catalogue {
    /// The programmes given, the later of two versions of a source being the newest. What an organisation has tailored
    /// is never the newest for others.
    pub fn of(programmes: impl IntoIterator<Item = Programme>) -> Self {
        let mut catalogue = Self::default();
        for programme in programmes {
            if programme.tailored.is_none() {
                catalogue.newest.insert(programme.key.clone(), programme.hash.clone());
            }
            catalogue.by_hash.insert(programme.hash.clone(), Arc::new(programme));
        }
        catalogue
    }

    /// The newest version of a programme's source.
    pub fn newest(&self, key: &ProgrammeKey) -> Option<&Arc<Programme>> {
        self.by_hash.get(self.newest.get(key)?)
    }

    /// Exactly the version that somebody pinned.
    pub fn version(&self, hash: &ContentHash) -> Option<&Arc<Programme>> {
        let found = self.find(hash);
        if found.is_none() {
            self.was_missed.store(true, Ordering::Relaxed);
        }
        found
    }

    /// The same, when it is no matter whether it is here.
    pub fn find(&self, hash: &ContentHash) -> Option<&Arc<Programme>> {
        self.by_hash.get(hash).or_else(|| self.later.iter().find(|programme| programme.hash == *hash))
    }

    /// The version that an organisation runs; the newest of the source where it runs none, or where its version is not
    /// here yet.
    pub fn at_organisation(&self, key: &ProgrammeKey, version: Option<&ContentHash>) -> Option<&Arc<Programme>> {
        version.and_then(|hash| self.version(hash)).or_else(|| self.newest(key))
    }

    /// The newest version of each programme, by key.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Programme>> {
        self.newest.values().filter_map(|hash| self.by_hash.get(hash))
    }

    /// Adds a version that came up since; one that is here already stays as it is.
    pub fn add(&self, programme: Programme) {
        if self.find(&programme.hash).is_none() {
            self.later.add(Arc::new(programme));
        }
    }

    /// Was a version asked for that is not here, since this was last asked? Then it was made elsewhere and is to be read.
    pub fn take_missed(&self) -> bool {
        self.was_missed.swap(false, Ordering::Relaxed)
    }
}

impl Clone for Catalogue {
    fn clone(&self) -> Self {
        let mut by_hash = self.by_hash.clone();
        by_hash.extend(self.later.iter().map(|programme| (programme.hash.clone(), Arc::clone(programme))));
        Self { by_hash, newest: self.newest.clone(), later: Later::default(), was_missed: AtomicBool::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::shipped;

    #[test]
    fn req_b3_a_version_that_comes_later_is_found_by_all_and_is_nobodys_newest() {
        let catalogue = shipped().clone();
        let source = catalogue.all().next().expect("something ships").clone();
        for number in 0..3 {
            let hash = ContentHash::from_stored(&format!("later-{number}"));
            assert!(catalogue.version(&hash).is_none());
            assert!(catalogue.take_missed() && !catalogue.take_missed());
            catalogue.add(Programme { hash: hash.clone(), ..(*source).clone() });
            catalogue.add(Programme { hash: hash.clone(), ..(*source).clone() });
            assert_eq!(catalogue.version(&hash).map(|found| &found.hash), Some(&hash));
        }
        assert_eq!(catalogue.later.iter().count(), 3);
        assert_eq!(catalogue.newest(&source.key).map(|found| &found.hash), Some(&source.hash));
        assert!(catalogue.clone().find(&ContentHash::from_stored("later-2")).is_some());
    }
}
