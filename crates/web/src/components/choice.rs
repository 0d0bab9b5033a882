//! What one chooses from, and what is wrong with a form.

use super::Rich;

/// One radio button, checkbox or option of a select.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub value: String,
    pub text: Rich,
    pub hint: Rich,
    /// The `id` of the control; made from the group's when empty.
    pub id: String,
    /// The name of this one checkbox, when it is not the group's.
    pub name: String,
    pub state: ChoiceState,
    pub usable: Usable,
    /// Markup shown below when this one is chosen, from another template.
    pub revealed: String,
    /// "or": a word between choices instead of a choice.
    pub divider: String,
    pub behaviour: Behaviour,
    /// The name shared by checkboxes that clear or follow each other; needed only when their names differ.
    pub group: String,
    /// Written out as it is.
    pub attributes: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChoiceState {
    #[default]
    Open,
    Chosen,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Usable {
    #[default]
    Yes,
    No,
}

/// What choosing one checkbox does to the others, with script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Behaviour {
    #[default]
    Alone,
    /// "None of these" clears the others.
    Exclusive,
    /// "All of these" chooses the others.
    Inclusive,
}

impl Behaviour {
    /// The value of `data-behaviour`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Alone => "",
            Self::Exclusive => "exclusive",
            Self::Inclusive => "inclusive",
        }
    }
}

impl Choice {
    pub fn new(value: impl Into<String>, text: impl Into<Rich>) -> Self {
        Self { value: value.into(), text: text.into(), ..Self::default() }
    }

    pub fn divider(text: impl Into<String>) -> Self {
        Self { divider: text.into(), ..Self::default() }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Rich>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Chosen when its value is the one given.
    #[must_use]
    pub fn chosen_if(mut self, value: &str) -> Self {
        if self.value == value {
            self.state = ChoiceState::Chosen;
        }
        self
    }

    /// Chosen when its value is among those given.
    #[must_use]
    pub fn chosen_among<T: AsRef<str>>(mut self, values: &[T]) -> Self {
        if values.iter().any(|value| value.as_ref() == self.value) {
            self.state = ChoiceState::Chosen;
        }
        self
    }

    /// Shows this markup, made by another template, below the choice while it is chosen.
    #[must_use]
    pub fn revealing(mut self, markup: impl Into<String>) -> Self {
        self.revealed = markup.into();
        self
    }

    #[must_use]
    pub fn unusable(mut self) -> Self {
        self.usable = Usable::No;
        self
    }

    #[must_use]
    pub fn exclusive(mut self) -> Self {
        self.behaviour = Behaviour::Exclusive;
        self
    }

    pub fn is_chosen(&self) -> bool {
        self.state == ChoiceState::Chosen
    }

    pub fn is_usable(&self) -> bool {
        self.usable == Usable::Yes
    }

    /// The id of its control: its own, or the group's with its place among them; the first has no number, so that the
    /// error summary can link to it.
    pub fn id_in(&self, group: impl AsRef<str>, place: &usize) -> String {
        let group = group.as_ref();
        match (self.id.is_empty(), *place) {
            (false, _) => self.id.clone(),
            (true, 1) => group.to_owned(),
            (true, place) => format!("{group}-{place}"),
        }
    }
}

/// One thing to put right, as the error summary lists it.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// Where it is: `#held-on-day`.
    pub href: String,
    pub text: Rich,
    /// Written out as it is.
    pub attributes: String,
}

impl Problem {
    /// Something wrong with the field of this id.
    pub fn at(field: &str, text: impl Into<Rich>) -> Self {
        Self { href: format!("#{field}"), text: text.into(), attributes: String::new() }
    }
}
