//! Text as it is stored and searched.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form in which names are searched: lower case, without accents and punctuation, single spaces. The two databases
/// fold letters differently, so they are given the same folded text.
pub fn searchable(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => folded.push_str("ss"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            '\'' | '’' | '‘' => {}
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => folded.push(' '),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An organisation's name as people write it: the published files shout.
pub fn organisation_name(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let small = ["AND", "OF", "FOR", "THE", "IN", "ON", "UPON"];
    let capitals = ["NHS", "CIC", "UK", "HM"];
    name.split_whitespace()
        .enumerate()
        .map(|(at, word)| match word {
            word if capitals.contains(&word) => word.to_owned(),
            word if at > 0 && small.contains(&word) => word.to_lowercase(),
            word => capitalised_parts(word),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn capitalised_parts(word: &str) -> String {
    let mut start = true;
    word.chars()
        .map(|c| {
            let shown = if start { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
            start = !c.is_alphanumeric() && c != '\'';
            shown
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_punctuation_do_not_hide_a_name() {
        assert_eq!(searchable("  Renée O’Connor-Łukasz "), "renee oconnor lukasz");
    }

    #[test]
    fn shouted_names_are_spoken() {
        assert_eq!(
            organisation_name("WESTMARCH UNIVERSITY HOSPITALS NHS FOUNDATION TRUST"),
            "Westmarch University Hospitals NHS Foundation Trust"
        );
        assert_eq!(organisation_name("ST JOHN'S AND BATH-ON-SEA"), "St John's and Bath-On-Sea");
        assert_eq!(organisation_name("Fenwold Community"), "Fenwold Community");
    }
}
