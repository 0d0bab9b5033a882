//! Names as pages show them.

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

/// Two letters for a card: “Renée O’Connor” gives “RO”.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.last().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shouted_names_are_spoken() {
        assert_eq!(
            organisation_name("WESTMARCH UNIVERSITY HOSPITALS NHS FOUNDATION TRUST"),
            "Westmarch University Hospitals NHS Foundation Trust"
        );
        assert_eq!(organisation_name("ST JOHN'S AND BATH-ON-SEA"), "St John's and Bath-On-Sea");
        assert_eq!(organisation_name("Fenwold Community"), "Fenwold Community");
    }

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Renée Ann O'Connor"), "RO");
        assert_eq!(initials("Cher"), "C");
    }
}
