//! The head of a programme, its words, time, sharing, content and guidance.

use std::collections::BTreeMap;

use super::all;
use super::known::Known;
use crate::keys::{FamilyKey, GuidanceKey, ProgrammeKey, RoleKey, TransitionKey};
use crate::programmes::programme::{Length, MayVary, Measured, PartTime, SourceDocument, TimePromise};
use crate::programmes::sharing::{Gives, Sharing, SharingRule};
use crate::programmes::source::{Section, Value};
use crate::programmes::words::{FIXED, Word, Words};

/// What stands under `[programme]`.
pub(super) struct About {
    pub(super) key: ProgrammeKey,
    pub(super) version: String,
    pub(super) family: FamilyKey,
    pub(super) source: SourceDocument,
    pub(super) purpose: String,
    pub(super) length: Length,
    pub(super) transitions: Vec<TransitionKey>,
    pub(super) supporter: RoleKey,
}

pub(super) fn about(head: &Section<'_>, known: &Known) -> Option<About> {
    let key = head.parsed("key");
    let version = head.text("version");
    let family = head.parsed("family");
    let supporter = head.value("supporter").and_then(|role| role.reference("role", &known.roles));
    let purpose = head.text("purpose");
    let transitions = all(head.list("transitions").iter().map(|value| value.parsed("transitions")));
    let source = head.section("source").and_then(|source| {
        let title = source.text("title");
        let body = source.text("body");
        let link = source.text("link");
        Some(SourceDocument { title: title?, body: body?, link: link? })
    });
    let length = head.section("length").and_then(|length| {
        let months = match length.maybe("months") {
            None => Some(None),
            Some(months) => months.number("months", 1..=120).map(Some),
        };
        let vary = [("by agreement", MayVary::ByAgreement), ("never", MayVary::Never)];
        let may_vary = length.one_of("may_vary", &vary);
        let part_time = [("same", PartTime::Same), ("longer", PartTime::Longer)];
        let part_time = length.one_of_or("part_time", &part_time, PartTime::Same);
        Some(Length { months: months?, may_vary: may_vary?, part_time: part_time? })
    });
    Some(About {
        key: key?,
        version: version?,
        family: family?,
        source: source?,
        purpose: purpose?,
        length: length?,
        transitions: transitions?,
        supporter: supporter?,
    })
}

/// `[words.en]`: each word as `{ one = "guide", many = "guides", a = "a guide" }`.
pub(super) fn words(root: &Section<'_>, known: &Known) -> Option<Words> {
    let languages = root.section("words")?;
    // Read by `welsh`.
    languages.maybe("cy");
    let english = languages.section("en")?;
    let map = read_words(&english);
    let needed = FIXED.iter().map(ToString::to_string);
    let groups = [
        ("role", &known.roles),
        ("meeting", &known.meetings),
        ("office", &known.offices),
        ("document", &known.documents),
    ];
    let named = groups.iter().flat_map(|(group, names)| names.iter().map(move |name| format!("{group}.{name}")));
    for key in needed.chain(named).filter(|key| !map.contains_key(key)) {
        english.problem(
            format!("There is no word for `{key}`."),
            format!("Add `{key} = {{ one = \"…\", many = \"…\", a = \"…\" }}` under `[words.en]`."),
        );
    }
    for key in map.keys() {
        let Some((group, name)) = key.split_once('.') else { continue };
        let names = groups.iter().find(|(known, _)| *known == group).map(|(_, names)| *names);
        if !names.is_some_and(|names| names.contains(name)) {
            english.problem(
                format!("`{key}` is a word for nothing in this programme."),
                "Take it out, or correct its key.",
            );
        }
    }
    english.all_read();
    Some(Words::new(map))
}

/// `[words.cy]`: a twin of every word of `[words.en]`, when the part is there.
pub(super) fn welsh(root: &Section<'_>, english: Option<&Words>) -> Option<Option<Words>> {
    let Some(languages) = root.maybe_section("words") else { return Some(None) };
    languages.maybe("en");
    let Some(section) = languages.maybe_section("cy") else { return Some(None) };
    let map = read_words(&section);
    if let Some(english) = english {
        for (key, word) in english.all().filter(|(key, _)| !map.contains_key(*key)) {
            section.problem(
                format!("There is no Welsh word for `{key}` (“{}”).", word.one),
                format!("Add `{key} = {{ one = \"…\", many = \"…\", a = \"…\" }}` under `[words.cy]`."),
            );
        }
        for key in map.keys().filter(|key| english.find(key).is_none()) {
            section
                .problem(format!("`{key}` has a Welsh word and no English one."), "Take it out, or correct its key.");
        }
    }
    section.all_read();
    Some(Some(Words::new(map)))
}

/// The words of a language; those of roles and the like by `group.name`.
fn read_words(language: &Section<'_>) -> BTreeMap<String, Word> {
    let mut map = BTreeMap::new();
    for (key, value) in language.entries() {
        match key {
            "role" | "meeting" | "office" | "document" => {
                let Some(group) = value.as_section(key) else { continue };
                for (name, value) in group.entries() {
                    insert(&mut map, format!("{key}.{name}"), &value);
                }
                group.all_read();
            }
            _ => insert(&mut map, key.to_owned(), &value),
        }
    }
    map
}

fn insert(map: &mut BTreeMap<String, Word>, key: String, value: &Value<'_>) {
    let Some(section) = value.as_section(&key).map(|section| section.described_as("word")) else {
        value.problem(
            format!("The word `{key}` must say its forms."),
            "Write `{ one = \"guide\", many = \"guides\", a = \"a guide\" }`.",
        );
        return;
    };
    let one = section.text("one");
    let many = section.text("many");
    let article = section.text("a");
    if let (Some(one), Some(many), Some(article)) = (one, many, article) {
        map.insert(key, Word { one, many, article });
    }
}

pub(super) fn time(root: &Section<'_>, known: &Known) -> Option<Vec<TimePromise>> {
    all(root.sections("time").iter().map(|section| {
        let party = section.value("party").and_then(|party| known.party(&party, "role"));
        let hours = |key: &'static str| section.number::<u32>(key, 0..=2000).map(|hours| hours * 60);
        let month = hours("hours_a_month");
        let own = hours("own_hours_a_year");
        let least = hours("least_hours_a_year");
        let recommended = hours("recommended_hours_a_year");
        let measured = [("whole", Measured::Whole), ("by-share", Measured::ByShare)];
        let part_time = section.one_of_or("part_time", &measured, Measured::Whole);
        let shorter = section.one_of_or("shorter", &measured, Measured::Whole);
        Some(TimePromise {
            party: party?,
            minutes_a_month: month?,
            own_minutes_a_year: own?,
            least_minutes_a_year: least?,
            recommended_minutes_a_year: recommended?,
            part_time: part_time?,
            shorter: shorter?,
        })
    }))
}

pub(super) fn sharing(root: &Section<'_>, known: &Known) -> Option<Sharing> {
    let gives = [("read", Gives::Read), ("summary", Gives::Summary), ("nothing", Gives::Nothing)];
    let rules = all(root.sections("sharing").iter().map(|section| {
        let who = section.value("who").and_then(|who| known.onlooker(&who, "who"));
        let item = section.parsed("item");
        let gives = section.one_of("gives", &gives);
        let because = section.text("because");
        Some(SharingRule { who: who?, item: item?, gives: gives?, because: because? })
    }))?;
    for (section, (i, rule)) in root.sections("sharing").iter().zip(rules.iter().enumerate()) {
        // Asked again only to know the line; what it holds was read above.
        for key in ["who", "item", "gives", "because"] {
            section.maybe(key);
        }
        if rules[..i].iter().any(|earlier| earlier.who == rule.who && earlier.item == rule.item) {
            section.problem("Two rules speak of the same person and item.", "Keep the one that is meant.");
        }
    }
    Some(Sharing { rules })
}

/// `[guidance]`: a page or moment, and what the programme says there.
pub(super) fn guidance(root: &Section<'_>) -> Option<BTreeMap<GuidanceKey, String>> {
    let Some(section) = root.maybe_section("guidance") else { return Some(BTreeMap::new()) };
    let entries = all(section.entries().into_iter().map(|(key, value)| {
        let text = value.text(key);
        let key = match key.parse::<GuidanceKey>() {
            Ok(key) => Some(key),
            Err(error) => {
                value.problem(format!("{error}."), "Write the key with lower-case letters and hyphens.");
                None
            }
        };
        Some((key?, text?))
    }));
    section.all_read();
    entries.map(|entries| entries.into_iter().collect())
}
