//! The fields in which an organisation changes a programme: what stands in them, and the changes that were typed.

use domain::forms::{Field, FieldKind, Form, Need};
use domain::programmes::tailoring::{DraftChange, Hours, Measure, Typed, measures};
use domain::programmes::{Gives, Programme, SharingRule};
use operations::programmes::Wanted;

use crate::form::FormData;

/// How many empty rows wait for more of a kind.
pub(super) const SPARE: usize = 2;

pub(super) fn rhythm_field(expectation: &str, measure: Measure) -> String {
    format!("rhythm-{expectation}-{}", measure.as_str())
}

pub(super) fn time_field(party: &str, hours: Hours) -> String {
    format!("time-{party}-{}", hours.as_str())
}

pub(super) fn word_field(key: &str, form: &str) -> String {
    format!("word-{}-{form}", key.replace('.', "-"))
}

pub(super) fn theme_field(key: &str) -> String {
    format!("theme-{key}")
}

pub(super) fn question_field(form: &str, row: usize, what: &str) -> String {
    format!("question-{form}-{row}-{what}")
}

pub(super) fn sharing_field(rule: &SharingRule) -> String {
    format!("sharing-{}-{}", rule.who.to_string().replace('.', "-"), rule.item)
}

/// How a choice of sharing is sent.
pub(super) fn gives_value(gives: Gives) -> &'static str {
    match gives {
        Gives::Nothing => "nothing",
        Gives::Summary => "summary",
        Gives::Read => "read",
    }
}

/// The questions that an organisation has added to a form of its source.
pub(super) fn added<'f>(source: &Programme, here: &'f Form) -> Vec<&'f Field> {
    let own = source.form(&here.key);
    here.fields().filter(|field| own.is_none_or(|own| own.field(&field.key).is_none())).collect()
}

/// What the version says today, as if it had been typed.
pub(super) fn shown(source: &Programme, here: &Programme) -> FormData {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for expectation in &here.expectations {
        for (measure, number) in measures(expectation) {
            pairs.push((rhythm_field(expectation.key.as_str(), measure), number.to_string()));
        }
    }
    pairs.extend(here.length.months.map(|months| ("length".to_owned(), months.to_string())));
    pairs.push(("participation".to_owned(), here.offering.participation.as_str().to_owned()));
    for promise in &here.time {
        for hours in Hours::ALL {
            pairs.push((time_field(promise.party.as_str(), hours), (hours.of(promise) / 60).to_string()));
        }
    }
    for (key, word) in here.words.all() {
        let forms = [("one", &word.one), ("many", &word.many), ("a", &word.article)];
        pairs.extend(forms.map(|(form, text)| (word_field(key, form), text.clone())));
    }
    for theme in &here.content {
        pairs.push((theme_field(theme.key.as_str()), theme.name.clone()));
        pairs.push((format!("{}-kept", theme_field(theme.key.as_str())), "yes".to_owned()));
    }
    for form in &here.forms {
        for (row, field) in added(source, form).into_iter().enumerate() {
            let at = |what: &str| question_field(form.key.as_str(), row, what);
            let (kind, choices) = kind_of(&field.kind);
            pairs.push((at("key"), field.key.to_string()));
            pairs.push((at("label"), field.label.clone()));
            pairs.push((at("hint"), field.hint.clone().unwrap_or_default()));
            pairs.push((at("kind"), kind.to_owned()));
            pairs.push((at("choices"), choices));
            let is_needed = field.need == Need::ToSign;
            pairs.extend(is_needed.then(|| (at("needed"), "yes".to_owned())));
        }
    }
    pairs.extend(here.sharing.rules.iter().map(|rule| (sharing_field(rule), gives_value(rule.gives).to_owned())));
    FormData::of(pairs)
}

fn kind_of(kind: &FieldKind) -> (&'static str, String) {
    match kind {
        FieldKind::LongText { .. } => ("long-text", String::new()),
        FieldKind::Choice { among } => {
            ("choice", among.iter().map(|choice| choice.label.clone()).collect::<Vec<_>>().join("\n"))
        }
        FieldKind::Date => ("date", String::new()),
        _ => ("text", String::new()),
    }
}

/// The changes that were typed: whatever differs from the source.
pub(super) fn wanted(source: &Programme, form: &FormData) -> Wanted {
    let mut changes = Vec::new();
    rhythm(source, form, &mut changes);
    if source.open.length {
        let before = source.length.months.map(|months| months.to_string()).unwrap_or_default();
        let typed = form.text("length");
        if typed != before && !typed.is_empty() {
            changes.push(one(vec![number("length_months", typed, "length".to_owned())]));
        }
    }
    if source.open.participation {
        let before = source.offering.participation.as_str();
        let typed = form.filled("participation").filter(|typed| typed != before);
        changes.extend(typed.map(|typed| one(vec![text("participation", typed, "participation".to_owned())])));
    }
    time(source, form, &mut changes);
    words(source, form, &mut changes);
    themes(source, form, &mut changes);
    questions(source, form, &mut changes);
    sharing(source, form, &mut changes);
    Wanted { why: form.text("why"), consulted: form.text("consulted"), changes }
}

type Key = (&'static str, Typed, String);

fn one(keys: Vec<Key>) -> DraftChange {
    DraftChange { table: "changes", keys }
}

fn text(key: &'static str, typed: impl Into<String>, field: String) -> Key {
    (key, Typed::Text(typed.into()), field)
}

fn number(key: &'static str, typed: impl Into<String>, field: String) -> Key {
    (key, Typed::Number(typed.into()), field)
}

fn rhythm(source: &Programme, form: &FormData, changes: &mut Vec<DraftChange>) {
    for key in &source.open.rhythm {
        let Some(expectation) = source.expectation(key) else { continue };
        let mut keys = Vec::new();
        for (measure, before) in measures(expectation) {
            let field = rhythm_field(key.as_str(), measure);
            let typed = form.text(&field);
            if !typed.is_empty() && typed != before.to_string() {
                keys.push(number(measure.as_str(), typed, field));
            }
        }
        if let Some((_, _, field)) = keys.first() {
            keys.insert(0, text("expectation", key.as_str(), field.clone()));
            changes.push(one(keys));
        }
    }
}

fn time(source: &Programme, form: &FormData, changes: &mut Vec<DraftChange>) {
    for promise in source.time.iter().filter(|promise| source.open.time.contains(&promise.party)) {
        let mut keys = Vec::new();
        for hours in Hours::ALL {
            let field = time_field(promise.party.as_str(), hours);
            let typed = form.text(&field);
            if !typed.is_empty() && typed != (hours.of(promise) / 60).to_string() {
                keys.push(number(hours.as_str(), typed, field));
            }
        }
        if let Some((_, _, field)) = keys.first() {
            keys.insert(0, text("time", promise.party.as_str(), field.clone()));
            changes.push(one(keys));
        }
    }
}

fn words(source: &Programme, form: &FormData, changes: &mut Vec<DraftChange>) {
    if !source.open.words {
        return;
    }
    for (key, word) in source.words.all() {
        let typed = ["one", "many", "a"].map(|name| (name, word_field(key, name)));
        let before = [&word.one, &word.many, &word.article];
        let is_there = typed.iter().all(|(_, field)| form.has(field));
        let is_same = typed.iter().zip(before).all(|((_, field), before)| form.text(field) == **before);
        if is_there && !is_same {
            let mut keys = vec![text("word", key, typed[0].1.clone())];
            keys.extend(typed.map(|(name, field)| text(name, form.text(&field), field)));
            changes.push(one(keys));
        }
    }
}

fn themes(source: &Programme, form: &FormData, changes: &mut Vec<DraftChange>) {
    if !source.open.content {
        return;
    }
    let known = |key: &str| source.content.iter().any(|theme| theme.key.as_str() == key);
    for theme in &source.content {
        let field = theme_field(theme.key.as_str());
        if !form.has(&field) {
            continue;
        }
        let kept = form.has(&format!("{field}-kept"));
        let mut keys = vec![text("theme", theme.key.as_str(), field.clone())];
        match (kept, form.text(&field) == theme.name) {
            (true, true) => continue,
            (true, false) => keys.push(text("name", form.text(&field), field)),
            (false, _) => keys.push(text("left_out", "yes", field)),
        }
        changes.push(one(keys));
    }
    // Themes of the organisation's own: those that it has, and those that it adds.
    let mut own: Vec<(String, String)> = Vec::new();
    for (name, _) in form.iter() {
        let Some(key) = name.strip_prefix("theme-") else { continue };
        let is_own = !known(key) && !key.ends_with("-kept") && !known(key.trim_end_matches("-kept"));
        let is_new = key.strip_prefix("new-").is_some_and(|row| row.parse::<usize>().is_ok());
        let typed = form.text(name);
        if is_new && !typed.is_empty() {
            own.push((key_of(&typed), name.to_owned()));
        } else if is_own && !is_new && form.has(&format!("{name}-kept")) {
            own.push((key.to_owned(), name.to_owned()));
        }
    }
    for (key, field) in own {
        changes.push(one(vec![text("theme", key, field.clone()), text("name", form.text(&field), field)]));
    }
}

fn questions(source: &Programme, form: &FormData, changes: &mut Vec<DraftChange>) {
    for key in &source.open.forms {
        let mut rows = Vec::new();
        for row in (0..).take_while(|row| form.has(&question_field(key.as_str(), *row, "label"))) {
            let at = |what: &str| question_field(key.as_str(), row, what);
            let label = form.text(&at("label"));
            if label.is_empty() {
                continue;
            }
            let own = form.filled(&at("key")).unwrap_or_else(|| key_of(&label));
            let mut keys = vec![text("key", own, at("label")), text("label", label, at("label"))];
            keys.extend(form.filled(&at("hint")).map(|hint| text("hint", hint, at("hint"))));
            let kind = form.filled(&at("kind")).unwrap_or_else(|| "text".to_owned());
            if kind == "choice" {
                keys.push(("choices", Typed::Choices(form.text(&at("choices"))), at("choices")));
            }
            keys.push(text("kind", kind, at("kind")));
            if form.has(&at("needed")) {
                keys.push(text("needed", "to sign", at("needed")));
            }
            rows.push(DraftChange { table: "changes.fields", keys });
        }
        if rows.is_empty() {
            continue;
        }
        let field = question_field(key.as_str(), 0, "label");
        let heading = form.filled(&format!("question-{key}-heading")).unwrap_or_else(|| form.text("own-heading"));
        changes.push(one(vec![text("form", key.as_str(), field.clone()), text("heading", heading, field)]));
        changes.append(&mut rows);
    }
}

fn sharing(source: &Programme, form: &FormData, changes: &mut Vec<DraftChange>) {
    if !source.open.sharing {
        return;
    }
    for rule in &source.sharing.rules {
        let field = sharing_field(rule);
        let typed = form.text(&field);
        if typed.is_empty() || typed == gives_value(rule.gives) {
            continue;
        }
        // Offices are written as programme files write them, without the prefix of the database.
        let who = rule.who.to_string();
        let who = who.strip_prefix("office.").unwrap_or(&who).to_owned();
        changes.push(one(vec![
            text("who", who, field.clone()),
            text("item", rule.item.as_str(), field.clone()),
            text("gives", typed, field),
        ]));
    }
}

/// “Birds & bees” → `own-birds-bees`: a key from what somebody called a thing, apart from the source's own.
fn key_of(label: &str) -> String {
    let letters = label.to_lowercase();
    let words = letters.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let key = words.take(6).collect::<Vec<_>>().join("-");
    format!("own-{key}").trim_end_matches('-').chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_b3_a_page_that_is_sent_as_it_was_shown_changes_nothing() {
        for source in domain::programmes::shipped().all() {
            assert_eq!(wanted(source, &shown(source, source)).changes, Vec::new());
        }
    }

    #[test]
    fn a_key_comes_from_what_somebody_typed() {
        assert_eq!(key_of("Birds & Bées"), "own-birds-b-es");
        assert_eq!(key_of("???"), "own");
    }
}
