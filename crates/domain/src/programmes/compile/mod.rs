//! From the files of a programme to a [`Programme`], or to everything that is wrong with them.
//!
//! Keys that parts of the programme use for one another are gathered first (`known`), so that each reference is checked
//! where it is written and its problem names that line.

mod assessments;
mod choosing;
mod documents;
mod expectations;
mod facts;
mod field_kind;
mod form;
mod governance;
mod guides;
mod known;
mod leave;
mod meetings;
mod open;
mod people;
mod placements;
mod plan;
mod responding;
mod rest;
mod rotas;
mod sense;
mod tailoring;
mod when;

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use self::known::Known;
use super::problem::Problem;
use super::programme::{ContentHash, Programme};
use super::source::{Document, Problems, Section, SourceFile};
use crate::keys::StandardSetKey;
use crate::matching::rules::MatchingRules;
use crate::programmes::tailoring::FILE as TAILORING_FILE;

/// The file that states the programme; the others are its forms.
pub const MAIN_FILE: &str = "programme.toml";

/// Compiles a programme's files.
///
/// # Errors
/// Everything that is wrong, by file and line, each with what to write instead.
pub fn compile(files: &[SourceFile]) -> Result<Programme, Vec<Problem>> {
    let problems = Problems::default();
    let programme = read_all(files, &problems);
    match (programme, problems.sorted()) {
        (Some(programme), problems) if problems.is_empty() => Ok(programme),
        (_, problems) => Err(problems),
    }
}

/// Every key that the reader asks for in these files, with the name of the table in which it stands: what the manual has
/// to describe.
pub fn keys_asked(files: &[SourceFile]) -> BTreeSet<(String, &'static str)> {
    let problems = Problems::default();
    read_all(files, &problems);
    problems.asked()
}

fn read_all(files: &[SourceFile], problems: &Problems) -> Option<Programme> {
    let Some(main) = files.iter().find(|file| file.name == MAIN_FILE) else {
        let remedy = "Put the file that states the programme there, with its forms in `forms/`.";
        let what = "The folder has no `programme.toml`.";
        problems.add(Problem::of_file(MAIN_FILE, what.to_owned(), remedy.to_owned()));
        return None;
    };
    let forms: Vec<Document<'_>> = files
        .iter()
        .filter(|file| file.name.starts_with("forms/"))
        .map(|file| Document::read(file, problems))
        .collect();
    let document = Document::read(main, problems);
    let changes = files.iter().find(|file| file.name == TAILORING_FILE).map(|file| Document::read(file, problems));
    let source = address(files.iter().filter(|file| file.name != TAILORING_FILE));
    let root = document.root();
    let made = programme(&root, &forms, source.clone());
    if let Some(made) = &made {
        sense::check(&root, &forms, made);
    }
    let Some(changes) = changes else { return made };
    let changes = changes.root();
    let Some(made) = made else {
        changes.all_read();
        return None;
    };
    let head = root.section("programme")?;
    let known = Known::of(&root, &head, &made.standards, form::keys(&forms));
    head.all_read();
    Some(Programme { hash: address(files), ..tailoring::apply(&changes, &made, &source, &known)? })
}

/// The SHA-256 of names and contents; a different byte is a different version.
fn address<'f>(files: impl IntoIterator<Item = &'f SourceFile>) -> ContentHash {
    let mut files: Vec<&SourceFile> = files.into_iter().collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut hash = Sha256::new();
    for file in files {
        hash.update(format!("{} {}\n", file.name, file.text.len()));
        hash.update(&file.text);
    }
    ContentHash(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn programme(root: &Section<'_>, forms: &[Document<'_>], hash: ContentHash) -> Option<Programme> {
    let head = root.section("programme")?;
    let sets: Vec<StandardSetKey> = head.list("standards").iter().filter_map(|set| set.parsed("standards")).collect();
    let known = Known::of(root, &head, &sets, form::keys(forms));
    let about = rest::about(&head, &known);
    drop(head);
    let words = rest::words(root, &known);
    let welsh = rest::welsh(root, words.as_ref());
    let serves = people::serves(root);
    let offering = people::offering(root, &known);
    let roles = people::roles(root, &known);
    let offices = people::offices(root);
    let weights = people::weights(root);
    let meeting_kinds = meetings::kinds(root, &known);
    let documents = documents::documents(root, &known);
    let plan = plan::plan(root, &known);
    let facts = facts::facts(root, &known);
    let contexts = facts::contexts(root);
    let guides = guides::guides(root);
    let rotas = rotas::rotas(root);
    let responding = responding::responding(root, &known);
    let ladder = responding::ladder(root, &known);
    let leave = leave::kinds(root);
    let assessments = assessments::assessments(root, &known);
    let placements = placements::placements(root, &known);
    let choosing = choosing::choosing(root);
    let stages = meetings::stages(root, &known);
    let expectations = expectations::expectations(root, &known, facts.as_deref().unwrap_or_default());
    let time = rest::time(root, &known);
    let sharing = rest::sharing(root, &known);
    let governance = governance::documents(root, &known);
    let content = governance::content(root);
    let resources = governance::resources(root, content.as_deref().unwrap_or_default());
    let responsibilities = governance::responsibilities(root, &known);
    let guidance = rest::guidance(root);
    let open = open::open(root, &known);
    let confidential = open::confidential(root, &known);
    let read_forms = form::forms(forms, &known);
    let confidence = plan::confidence(root, &known, documents.as_deref(), read_forms.as_deref());
    if let (Some(read), Some(kinds), Some(documents)) = (&read_forms, &meeting_kinds, &documents) {
        let meetings = kinds.iter().map(|kind| (&kind.form, kind.signed_by.as_slice()));
        let signed = meetings.chain(documents.iter().map(|kind| (&kind.form, kind.signed_by.as_slice())));
        form::nothing_hidden_is_signed(forms, read, &signed.collect::<Vec<_>>());
    }
    if let (Some(documents), Some(sharing)) = (&documents, &sharing) {
        documents::readable(root, documents, sharing);
    }
    let about = about?;
    let roles = roles?;
    let supporter = roles.iter().find(|role| role.key == about.supporter)?;
    let matching = MatchingRules {
        family: about.family.clone(),
        role: supporter.key.clone(),
        at_once: supporter.at_once.unwrap_or(u32::MAX),
        never: supporter.never.iter().copied().collect(),
        training: supporter.training.clone(),
        weights: weights?,
    };
    Some(Programme {
        key: about.key,
        version: about.version,
        family: about.family,
        hash,
        source: about.source,
        purpose: about.purpose,
        length: about.length,
        transitions: about.transitions,
        standards: sets,
        words: words?,
        welsh: welsh?,
        serves: serves?,
        offering: offering?,
        roles,
        supporter: about.supporter,
        matching,
        offices: offices?,
        meeting_kinds: meeting_kinds?,
        documents: documents?,
        plan: plan?,
        confidence: confidence?,
        facts: facts?,
        contexts: contexts?,
        guides: guides?,
        rotas: rotas?,
        responding: responding?,
        leave: leave?,
        assessments: assessments?,
        placements: placements?,
        choosing: choosing?,
        ladder: ladder?,
        stages: stages?,
        expectations: expectations?,
        forms: read_forms?,
        time: time?,
        sharing: sharing?,
        governance: governance?,
        content: content?,
        resources: resources?,
        responsibilities: responsibilities?,
        guidance: guidance?,
        open: open?,
        confidential: confidential?,
        tailored: None,
    })
}

/// All of them, or `None` when one could not be made.
fn all<T>(made: impl IntoIterator<Item = Option<T>>) -> Option<Vec<T>> {
    // Collected first: every one is read, so that every problem is found.
    let made: Vec<Option<T>> = made.into_iter().collect();
    made.into_iter().collect()
}
