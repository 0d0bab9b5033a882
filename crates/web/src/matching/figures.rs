//! The bar above a proposal: matched, waiting, left out, and what capacity is left by profession. As a picture and as
//! numbers.

use domain::matching::Capacity;
use domain::people;
use store::matching::Summary;

/// The bar, in hundredths of its width.
pub(super) struct Bar {
    pub matched: u32,
    pub waiting: u32,
    pub excluded: u32,
    pub parts: Vec<Part>,
}

/// A stretch of the bar.
pub(super) struct Part {
    /// Which of the three: its class.
    pub kind: &'static str,
    pub x: u32,
    pub width: u32,
}

/// How wide the picture is, in its own units.
const WIDTH: u32 = 1000;

impl Bar {
    pub(super) fn of(summary: &Summary) -> Self {
        let counts = [("matched", summary.matched), ("waiting", summary.waiting), ("excluded", summary.excluded)];
        let total = counts.iter().map(|(_, count)| count).sum::<u32>().max(1);
        let mut before = 0;
        let mut parts = Vec::new();
        for (kind, count) in counts {
            let (from, to) = (before * WIDTH / total, (before + count) * WIDTH / total);
            before += count;
            if count > 0 {
                parts.push(Part { kind, x: from, width: to - from });
            }
        }
        Self { matched: summary.matched, waiting: summary.waiting, excluded: summary.excluded, parts }
    }
}

/// A line of the table of capacity.
pub(super) struct CapacityRow {
    pub profession: String,
    pub supporters: u32,
    pub places: u32,
    pub left: u32,
}

pub(super) fn capacity_rows(summary: &Summary, unknown: &str) -> Vec<CapacityRow> {
    let name = |key: &Option<domain::keys::ProfessionKey>| match key.as_ref().and_then(people::profession) {
        Some(profession) => domain::programmes::capitalised(&profession.many),
        None => unknown.to_owned(),
    };
    let row = |(key, capacity): &(Option<domain::keys::ProfessionKey>, Capacity)| CapacityRow {
        profession: name(key),
        supporters: capacity.supporters,
        places: capacity.places,
        left: capacity.left,
    };
    summary.capacity.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_as_wide_as_everybody_together() {
        let summary = Summary { matched: 2, waiting: 1, excluded: 0, ..Summary::default() };
        let bar = Bar::of(&summary);
        let drawn: Vec<_> = bar.parts.iter().map(|part| (part.kind, part.x, part.width)).collect();
        assert_eq!(drawn, [("matched", 0, 666), ("waiting", 666, 334)]);
        assert!(Bar::of(&Summary::default()).parts.is_empty());
    }
}
