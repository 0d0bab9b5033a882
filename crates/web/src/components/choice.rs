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
    /// Choosing this one ("None of these") clears the others.
    pub exclusive: Exclusive,
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

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exclusive {
    #[default]
    No,
    Yes,
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
        self.exclusive = Exclusive::Yes;
        self
    }

    pub fn is_chosen(&self) -> bool {
        self.state == ChoiceState::Chosen
    }

    pub fn is_usable(&self) -> bool {
        self.usable == Usable::Yes
    }

    pub fn is_exclusive(&self) -> bool {
        self.exclusive == Exclusive::Yes
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
