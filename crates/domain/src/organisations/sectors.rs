//! Sectors (`data/sectors.toml`).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::keys::SectorKey;

/// Where an organisation works.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    pub key: SectorKey,
    pub name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sector: Vec<Sector>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/sectors.toml")).expect("the reference data is reviewed and tested")
});

/// All sectors.
pub fn sectors() -> &'static [Sector] {
    &FILE.sector
}

/// A sector by its key.
pub fn sector(key: &SectorKey) -> Option<&'static Sector> {
    FILE.sector.iter().find(|sector| sector.key == *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_A1_the_sectors_of_the_requirement_are_there() {
        for key in [
            "nhs-trust",
            "primary-care",
            "social-care",
            "independent",
            "voluntary",
            "education",
            "justice",
            "self-employed",
        ] {
            assert!(sector(&key.parse().unwrap()).is_some(), "{key}");
        }
    }
}
