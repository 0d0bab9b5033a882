//! What a lead asked to see: the filters of the list, as they stand in its address, so that a view can be sent to a
//! colleague.

use domain::candidacies::State;
use domain::ids::OrganisationId;
use domain::keys::ProgrammeKey;
use jiff::civil::Date;
use serde::Deserialize;
use store::candidacies::Filter;

use crate::form::FormData;
use crate::routes::encoded;

/// The filters as typed or linked; what is not understood does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub programme: String,
    pub state: String,
    pub profession: String,
    pub transition: String,
    /// `2026-11`
    pub month: String,
    pub name: String,
    pub page: String,
    /// `all`: every box of the page is ticked.
    pub tick: String,
    pub sent: String,
    pub without: String,
    pub moved: String,
    pub aside: String,
}

impl Asked {
    /// The filters that a form of the list carries along.
    pub(super) fn of(form: &FormData) -> Self {
        Self {
            programme: form.text("programme"),
            state: form.text("state"),
            profession: form.text("profession"),
            transition: form.text("transition"),
            month: form.text("month"),
            name: form.text("name"),
            page: form.text("page"),
            ..Self::default()
        }
    }

    /// The same as names and values, for hidden fields and addresses; empty ones are left out.
    pub(super) fn pairs(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("programme", &self.programme),
            ("state", &self.state),
            ("profession", &self.profession),
            ("transition", &self.transition),
            ("month", &self.month),
            ("name", &self.name),
            ("page", &self.page),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.as_str())).collect()
    }

    /// The address of the list with these filters, some of them changed.
    pub(super) fn href(&self, code: &str, changes: &[(&str, &str)]) -> String {
        let kept = self.pairs();
        let kept = kept.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        let changed = changes.iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> =
            kept.chain(changed).map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let path = format!("/organisations/{code}/candidates");
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }

    pub(super) fn state(&self) -> Option<State> {
        self.state.parse().ok()
    }

    /// The first day of the month asked for.
    pub(super) fn month(&self) -> Option<Date> {
        format!("{}-01", self.month).parse().ok()
    }

    pub(super) fn page(&self) -> i64 {
        self.page.parse().unwrap_or(1).clamp(1, 1_000_000)
    }

    pub(super) fn filter(&self, organisation: OrganisationId, programme: ProgrammeKey) -> Filter {
        Filter {
            state: self.state(),
            profession: self.profession.parse().ok(),
            transition: self.transition.parse().ok(),
            starts_in: self.month(),
            name: self.name.clone(),
            ..Filter::all(organisation, programme)
        }
    }

    /// Is anything narrowed besides the state?
    pub(super) fn narrows(&self) -> bool {
        [&self.profession, &self.transition, &self.month, &self.name].iter().any(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_can_be_sent_as_an_address() {
        let asked = Asked {
            state: "offered".to_owned(),
            name: "O'Neill & co".to_owned(),
            page: "3".to_owned(),
            ..Asked::default()
        };
        let href = asked.href("R0A", &[("page", ""), ("month", "2026-11")]);
        assert_eq!(href, "/organisations/R0A/candidates?state=offered&name=O%27Neill%20%26%20co&month=2026-11");
        assert_eq!(Asked::default().href("R0A", &[]), "/organisations/R0A/candidates");
    }

    #[test]
    fn what_is_not_understood_does_not_narrow() {
        let asked =
            Asked { state: "lost".to_owned(), month: "soon".to_owned(), page: "-4".to_owned(), ..Asked::default() };
        assert_eq!((asked.state(), asked.month(), asked.page()), (None, None, 1));
    }
}
