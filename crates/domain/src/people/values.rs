//! Values that a person or a post has, each parsed once and then trusted.

use std::fmt;
use std::str::FromStr;

use crate::misfit::{Misfit, quoted};
use crate::text::searchable;

/// A number by which an organisation knows a person: one to 32 characters, as the National Workforce Data Set allows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmployeeNumber(String);

/// A number by which an organisation knows a post.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssignmentNumber(String);

fn local_number(text: &str, what: &str) -> Result<String, Misfit> {
    let text = text.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '_' | ' ');
    if text.is_empty() || text.len() > 32 || !text.chars().all(plain) {
        return Err(Misfit::new(
            format!("{} is not {what}", quoted(text)),
            "Give one to 32 letters, digits and hyphens, as in the workforce system",
        ));
    }
    Ok(text.to_owned())
}

impl FromStr for EmployeeNumber {
    type Err = Misfit;

    fn from_str(text: &str) -> Result<Self, Misfit> {
        local_number(text, "an employee number").map(Self)
    }
}

impl FromStr for AssignmentNumber {
    type Err = Misfit;

    fn from_str(text: &str) -> Result<Self, Misfit> {
        local_number(text, "an assignment number").map(Self)
    }
}

impl From<&EmployeeNumber> for AssignmentNumber {
    /// Where a file does not number posts, the person's number stands for their one post.
    fn from(employee: &EmployeeNumber) -> Self {
        Self(employee.0.clone())
    }
}

/// An e-mail address in lower case, of the form that mail systems in use accept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

impl FromStr for EmailAddress {
    type Err = Misfit;

    fn from_str(text: &str) -> Result<Self, Misfit> {
        let address = text.trim().to_lowercase();
        let wrong = || {
            Misfit::new(
                format!("{} is not an e-mail address", quoted(text)),
                "Give an address such as name@example.nhs.uk, or leave it empty",
            )
        };
        let (local, host) = address.rsplit_once('@').ok_or_else(wrong)?;
        let local_char = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~-.".contains(c);
        let local_fits = !local.is_empty()
            && local.len() <= 64
            && local.chars().all(local_char)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label_fits = |label: &str| {
            !label.is_empty()
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let host_fits = host.contains('.') && host.len() <= 190 && host.split('.').all(label_fits);
        if local_fits && host_fits { Ok(Self(address)) } else { Err(wrong()) }
    }
}

/// A whole-time equivalent, in thousandths of a whole post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wte(u16);

/// The most that one post can be: 47 hours of a 37.5-hour week, near the working-time limit of 48.
const MOST_WTE: u16 = 1250;

impl Wte {
    /// A whole-time equivalent of so many thousandths, if it can be one.
    pub fn from_thousandths(thousandths: u16) -> Option<Self> {
        (thousandths <= MOST_WTE).then_some(Self(thousandths))
    }

    /// Thousandths of a whole post.
    pub fn thousandths(self) -> u16 {
        self.0
    }
}

impl FromStr for Wte {
    type Err = Misfit;

    fn from_str(text: &str) -> Result<Self, Misfit> {
        let wrong = |problem: &str| {
            Err(Misfit::new(
                format!("{} is {problem}", quoted(text)),
                "Give the share of a whole post, from 0 to 1.25, such as 1 or 0.8",
            ))
        };
        match thousandths(text) {
            None => wrong("not a whole-time equivalent"),
            Some(value) => match u16::try_from(value).ok().and_then(Self::from_thousandths) {
                Some(wte) => Ok(wte),
                None => wrong("more than a whole post"),
            },
        }
    }
}

/// A decimal number in thousandths; further places are rounded to the nearest.
fn thousandths(text: &str) -> Option<u32> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || whole.len() > 4 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let whole: u32 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let mut value = 0;
    for place in 0..3 {
        value = value * 10 + u32::from(fraction.as_bytes().get(place).map_or(0, |b| b - b'0'));
    }
    let up = u32::from(fraction.as_bytes().get(3).is_some_and(|&b| b >= b'5'));
    Some(whole * 1000 + value + up)
}

/// Contracted time a week, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WeeklyMinutes(pub u16);

impl FromStr for WeeklyMinutes {
    type Err = Misfit;

    /// Reads hours such as `37.5`.
    fn from_str(text: &str) -> Result<Self, Misfit> {
        match thousandths(text) {
            Some(hours) if hours <= 60_000 => Ok(Self(u16::try_from((hours * 60 + 500) / 1000).unwrap_or(u16::MAX))),
            _ => Err(Misfit::new(
                format!("{} is not a number of hours a week", quoted(text)),
                "Give hours from 0 to 60, such as 37.5, or leave it empty",
            )),
        }
    }
}

/// A band of the Agenda for Change: 1 to 9, with 8a to 8d.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Band(&'static str);

const BANDS: [&str; 13] = ["1", "2", "3", "4", "5", "6", "7", "8", "8a", "8b", "8c", "8d", "9"];

impl Band {
    /// The band as it is said: “5”, “8a”.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// Where it stands among the bands, for comparing two.
    pub fn rank(self) -> u8 {
        let at = BANDS.iter().position(|band| *band == self.0).expect("made from the list");
        u8::try_from(at).expect("thirteen of them")
    }

    /// Reads `5`, `Band 8a`, `NHS|XR05|Review Body Band 5`, `XR05`. None for grades of other pay scales, which a staff
    /// file holds too and which are no mistake.
    pub fn read(text: &str) -> Option<Self> {
        let folded = searchable(text);
        let last = folded.rsplit_once("band ").map_or(folded.as_str(), |(_, band)| band);
        let last = match last.strip_prefix("xr") {
            Some(digits) => digits.trim_start_matches('0'),
            None => last,
        };
        let compact: String = last.chars().filter(|c| !c.is_whitespace()).collect();
        let compact = if compact.len() > 1 { compact.trim_start_matches('0') } else { compact.as_str() };
        BANDS.iter().find(|band| **band == compact).map(|band| Self(band))
    }
}

/// The names of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    pub title: Option<String>,
    pub given: String,
    pub family: String,
    pub known_as: Option<String>,
}

impl PersonName {
    /// As colleagues say it: the name the person goes by, and the family name.
    pub fn shown(&self) -> String {
        format!("{} {}", self.known_as.as_deref().unwrap_or(&self.given), self.family)
    }

    /// All names in the form in which they are searched.
    pub fn search(&self) -> String {
        let known_as = self.known_as.as_deref().unwrap_or_default();
        searchable(&format!("{} {} {known_as}", self.given, self.family))
    }

    /// Could the two be one person's names? Case, accents and punctuation do not matter; the family names agree, and
    /// the given names do or one is what the other goes by. Never enough to merge two records by itself.
    pub fn agrees_with(&self, other: &PersonName) -> bool {
        let given = |name: &PersonName| {
            [Some(searchable(&name.given)), name.known_as.as_deref().map(searchable)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
        };
        searchable(&self.family) == searchable(&other.family)
            && given(self).iter().any(|one| given(other).contains(one))
    }
}

macro_rules! text_values {
    ($($name:ident),+) => {$(
        impl $name {
            /// The value as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

text_values!(EmployeeNumber, AssignmentNumber, EmailAddress);

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Display for Wte {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}.{:03}", self.0 / 1000, self.0 % 1000);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_time_equivalents_are_thousandths() {
        for (text, thousandths) in
            [("1", 1000), ("0.8", 800), (".5", 500), ("0.92", 920), ("0.9333333", 933), ("1.0", 1000)]
        {
            assert_eq!(text.parse::<Wte>().map(Wte::thousandths), Ok(thousandths), "{text}");
        }
        for text in ["1.7", "-1", "x", "", "37.5", "0,8", "1e3", "."] {
            assert!(text.parse::<Wte>().is_err(), "{text}");
        }
        assert_eq!("0.80".parse::<Wte>().unwrap().to_string(), "0.8");
        assert_eq!("1".parse::<Wte>().unwrap().to_string(), "1");
    }

    #[test]
    fn bands_are_read_from_what_workforce_systems_write() {
        for (text, band) in [
            ("NHS|XR05|Review Body Band 5", "5"),
            ("Band 8a", "8a"),
            ("8B", "8b"),
            ("XR06", "6"),
            ("Band 8 - Range A", ""),
        ] {
            assert_eq!(Band::read(text).map_or("", Band::as_str), band, "{text}");
        }
        assert_eq!(Band::read("NHS|YM72|Consultant"), None);
    }

    #[test]
    fn addresses_are_lower_case_and_look_like_addresses() {
        assert_eq!(
            "Joao.O'Brien@Westmarch.Example".parse::<EmailAddress>().unwrap().as_str(),
            "joao.o'brien@westmarch.example"
        );
        for wrong in ["not-an-address", "a@b", "a b@c.de", "@c.de", "a@c..de", "a@@c.de x", "a@-c.de", "=1@c.de,"] {
            assert!(wrong.parse::<EmailAddress>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn names_agree_without_regard_to_accents_or_nicknames_but_not_on_half_a_name() {
        let name = |given: &str, family: &str, known_as: Option<&str>| PersonName {
            title: None,
            given: given.to_owned(),
            family: family.to_owned(),
            known_as: known_as.map(str::to_owned),
        };
        assert!(name("Zoë", "O'Brien", None).agrees_with(&name("ZOE", "OBrien", None)));
        assert!(name("Rajesh", "Patel", Some("Raj")).agrees_with(&name("Raj", "Patel", None)));
        assert!(!name("Zoë", "O'Brien", None).agrees_with(&name("Zoë", "Owen", None)));
        assert!(!name("Anna", "Owen", None).agrees_with(&name("Zoë", "Owen", None)));
    }
}
