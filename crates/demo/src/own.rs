//! What one of the trusts has made of the programme, as its people asked (B3).

use domain::programmes::tailoring::{DraftChange, Typed};
use operations::programmes::Wanted;

/// The halfway meeting sooner, one question more each month, and a theme of its own.
pub fn wanted() -> Wanted {
    let change = |table: &'static str, keys: &[(&'static str, &str)]| DraftChange {
        table,
        keys: keys.iter().map(|(key, value)| (*key, Typed::Text((*value).to_owned()), (*key).to_owned())).collect(),
    };
    let mut halfway = change("changes", &[("expectation", "mid-point-meeting")]);
    halfway.keys.push(("offset", Typed::Number("21".to_owned()), "offset".to_owned()));
    Wanted {
        why: "People told us that the halfway meeting came too late to change anything, and that travel between our sites \
              weighs on the first months."
            .to_owned(),
        consulted: "Eleven people who finished last year, nine of those who supported them, and two union representatives."
            .to_owned(),
        changes: vec![
            halfway,
            change("changes", &[("form", "monthly-meeting"), ("heading", "Asked by our organisation")]),
            change(
                "changes.fields",
                &[
                    ("key", "own-sites"),
                    ("label", "How do you get on between our sites?"),
                    ("hint", "What would make the days on which you travel easier?"),
                    ("kind", "long-text"),
                ],
            ),
            change("changes", &[("theme", "own-simulation"), ("name", "Practising in our simulation suite")]),
        ],
    }
}
