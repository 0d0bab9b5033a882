//! Rotas.

use super::all;
use crate::programmes::rota::{Rota, RotaPer};
use crate::programmes::source::Section;

pub(super) fn rotas(root: &Section<'_>) -> Option<Vec<Rota>> {
    all(root.sections("rotas").iter().map(|section| {
        let key = section.parsed("key");
        let name = section.text("name");
        let what = section.text("what");
        let question = section.text("question");
        let known = [("place", RotaPer::Place), ("profession", RotaPer::Profession)];
        let per = all(section.list("per").iter().map(|value| value.one_of("per", &known)));
        Some(Rota { key: key?, name: name?, what: what?, question: question?, per: per? })
    }))
}
