//! A value that does not fit: what is wrong and what to do about it, each a sentence that a person can act on.

/// Why a text is not the value it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}. {remedy}.")]
pub struct Misfit {
    /// What is wrong, without a full stop.
    pub problem: String,
    /// What to do, without a full stop.
    pub remedy: String,
}

impl Misfit {
    /// A misfit from its two sentences.
    pub fn new(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { problem: problem.into(), remedy: remedy.into() }
    }
}

/// A text as it is quoted in a problem: short, on one line, without anything a terminal or spreadsheet would act on.
pub fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().filter(|c| !c.is_control()).take(60).collect();
    if text.chars().count() > 60 {
        shown.push('…');
    }
    format!("“{shown}”")
}
