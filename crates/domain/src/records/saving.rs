//! Two people writing at once: which text stands, and which waits for somebody to choose (F7).

/// What a field says now, as far as saving cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<'a, V> {
    pub revision: i32,
    pub value: &'a V,
    /// The opened page it was written on.
    pub page: &'a str,
}

/// What becomes of an answer that somebody saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// The writer changed nothing, or wrote what stands already.
    Unchanged,
    /// It stands from now on.
    Stands,
    /// Somebody else wrote something else meanwhile: both are kept, and somebody chooses.
    Waits,
}

/// Decides on an answer written on a page that had shown `base` (`None`: nothing stood then; the inner value is what
/// stood), when `standing` stands now.
///
/// A page is never in conflict with itself: a save whose answer got lost on the way, or a form sent again with the back
/// button, writes over what the same page wrote before.
pub fn save<V: PartialEq>(base: Base<'_, V>, standing: Option<Standing<'_, V>>, new: &V, page: &str) -> Saved {
    let Some(standing) = standing else {
        return if base.value == Some(new) { Saved::Unchanged } else { Saved::Stands };
    };
    if standing.value == new {
        return Saved::Unchanged;
    }
    if standing.revision == base.revision || standing.page == page {
        return Saved::Stands;
    }
    if base.value == Some(new) {
        // A form sends every box; this one was not touched.
        return Saved::Unchanged;
    }
    Saved::Waits
}

/// What the writer's page had shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base<'a, V> {
    /// 0: the field was empty.
    pub revision: i32,
    pub value: Option<&'a V>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing<'a>(revision: i32, value: &'a &'static str, page: &'a str) -> Option<Standing<'a, &'static str>> {
        Some(Standing { revision, value, page })
    }

    fn base<'a>(revision: i32, value: &'a &'static str) -> Base<'a, &'static str> {
        Base { revision, value: Some(value) }
    }

    #[test]
    fn req_F7_what_was_written_on_what_stands_stands() {
        assert_eq!(save(base(0, &""), None, &"new", "p"), Saved::Stands);
        assert_eq!(save(base(1, &"old"), standing(1, &"old", "q"), &"new", "p"), Saved::Stands);
        assert_eq!(save(base(1, &"old"), standing(1, &"old", "q"), &"", "p"), Saved::Stands);
    }

    #[test]
    fn req_F7_two_texts_written_at_once_both_wait_for_a_choice() {
        assert_eq!(save(base(1, &"old"), standing(2, &"theirs", "q"), &"mine", "p"), Saved::Waits);
        assert_eq!(save(base(0, &""), standing(1, &"theirs", "q"), &"mine", "p"), Saved::Waits);
    }

    #[test]
    fn req_F7_a_box_that_was_not_touched_changes_nothing() {
        assert_eq!(save(base(1, &"old"), standing(2, &"theirs", "q"), &"old", "p"), Saved::Unchanged);
        assert_eq!(save(base(0, &""), None, &"", "p"), Saved::Unchanged);
        assert_eq!(save(base(0, &""), standing(1, &"theirs", "q"), &"", "p"), Saved::Unchanged);
    }

    #[test]
    fn req_F7_nobody_is_in_conflict_with_their_own_page() {
        assert_eq!(save(base(0, &""), standing(1, &"fir", "p"), &"first", "p"), Saved::Stands);
        assert_eq!(save(base(0, &""), standing(1, &"first", "p"), &"first", "p"), Saved::Unchanged);
    }
}
