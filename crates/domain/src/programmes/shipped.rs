//! The programmes that ship, inside the binary.

use std::sync::LazyLock;

use super::catalogue::Catalogue;
use super::compile::compile;
use super::source::SourceFile;

/// The files of a folder under `programmes/`.
macro_rules! folder {
    ($folder:literal, $($file:literal),+ $(,)?) => {
        &[$(($file, include_str!(concat!("../../../../programmes/", $folder, "/", $file)))),+]
    };
}

/// Each shipped programme: its folder's files by name.
const SHIPPED: &[&[(&str, &str)]] = &[
    folder!(
        "ahp-preceptorship-england",
        "programme.toml",
        "forms/first-meeting.toml",
        "forms/monthly-meeting.toml",
        "forms/halfway-meeting.toml",
        "forms/final-meeting.toml",
        "forms/agreement.toml",
        "forms/development-plan.toml",
        "forms/self-assessment.toml",
        "forms/feedback.toml",
    ),
    folder!(
        "preceptorship-scotland",
        "programme.toml",
        "forms/agreement.toml",
        "forms/completion-review.toml",
        "forms/initial-meeting.toml",
        "forms/interim-meeting.toml",
        "forms/plan.toml",
        "forms/self-assessment.toml",
    ),
    folder!(
        "clinical-supervision",
        "programme.toml",
        "forms/agreement.toml",
        "forms/group-session.toml",
        "forms/outcome.toml",
        "forms/session.toml",
        "forms/yearly-review.toml",
    ),
    folder!(
        "mentoring",
        "programme.toml",
        "forms/closing.toml",
        "forms/conversation.toml",
        "forms/gains.toml",
        "forms/goals.toml",
        "forms/group.toml",
        "forms/review.toml",
        "forms/understanding.toml",
    ),
    folder!(
        "doctoral-tutor-pair",
        "programme.toml",
        "forms/check-in.toml",
        "forms/contract.toml",
        "forms/end-interview.toml",
        "forms/issue.toml",
        "forms/placement-visit.toml",
        "forms/plan-review.toml",
        "forms/task-notes.toml",
        "forms/thesis-contract.toml",
        "forms/training-plan.toml",
    ),
];

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let compiled = sources().map(|files| compile(&files).expect("shipped programmes are compiled by a test"));
    Catalogue::of(compiled)
});

/// The programmes that ship, compiled once.
pub fn shipped() -> &'static Catalogue {
    &CATALOGUE
}

/// The files of each shipped programme.
pub fn sources() -> impl Iterator<Item = Vec<SourceFile>> {
    SHIPPED.iter().map(|files| {
        files.iter().map(|(name, text)| SourceFile { name: (*name).to_owned(), text: (*text).to_owned() }).collect()
    })
}
