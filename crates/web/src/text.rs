//! Names as pages show them.

pub use domain::text::organisation_name;

/// Two letters for a card: “Renée O’Connor” gives “RO”.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.last().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// Two texts as one: for addresses in templates.
pub fn concat(start: &str, end: impl std::fmt::Display) -> String {
    format!("{start}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Renée Ann O'Connor"), "RO");
        assert_eq!(initials("Cher"), "C");
    }
}
