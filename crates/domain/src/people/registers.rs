//! The bodies that keep registers, and the form of their numbers (`data/regulators.toml`).
//!
//! A number's prefix does not give the profession; the profession is known from the post, and the prefix is checked
//! against it.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::keys::{ProfessionKey, RegulatorKey};
use crate::misfit::{Misfit, quoted};
use crate::text::searchable;

/// A body that keeps a register.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regulator {
    pub key: RegulatorKey,
    /// The NHS data dictionary's code, for bodies that have one.
    pub code: Option<String>,
    pub name: String,
    pub short: String,
    #[serde(default)]
    also: Vec<String>,
    /// A number as it looks.
    pub example: String,
    #[serde(default)]
    prefixes: Vec<Prefix>,
    #[serde(default)]
    shapes: Vec<Shape>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Prefix {
    prefix: String,
    digits: [usize; 2],
    professions: Vec<ProfessionKey>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    shape: String,
    professions: Vec<ProfessionKey>,
}

/// A number on a register, in capitals and without spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegistrationNumber(String);

/// One person's entry on a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    pub regulator: RegulatorKey,
    pub number: RegistrationNumber,
    pub expires_on: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    regulator: Vec<Regulator>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| super::reference("regulators.toml", include_str!("../../data/regulators.toml")));

/// All bodies that keep a register.
pub fn regulators() -> &'static [Regulator] {
    &FILE.regulator
}

/// A body by its key.
pub fn regulator(key: &RegulatorKey) -> Option<&'static Regulator> {
    FILE.regulator.iter().find(|regulator| regulator.key == *key)
}

/// A body by its name, its short name, its dictionary code or another name it goes by.
pub fn named(text: &str) -> Option<&'static Regulator> {
    let wanted = searchable(text);
    let is = |name: &String| searchable(name) == wanted;
    FILE.regulator.iter().find(|regulator| {
        is(&regulator.name)
            || is(&regulator.short)
            || regulator.code.as_ref() == Some(&wanted)
            || regulator.also.iter().any(is)
    })
}

impl Regulator {
    /// Does it register this profession?
    pub fn registers(&self, profession: &ProfessionKey) -> bool {
        self.prefixes.iter().any(|prefix| prefix.professions.contains(profession))
            || self.shapes.iter().any(|shape| shape.professions.contains(profession))
    }

    /// Reads a number of this register and checks it against the profession, where that is known and registered.
    ///
    /// # Errors
    /// The number has not the register's form, or its prefix belongs to another profession, or the body does not
    /// register the profession at all.
    pub fn check(&self, text: &str, profession: Option<&ProfessionKey>) -> Result<RegistrationNumber, Misfit> {
        let number: RegistrationNumber = text.parse()?;
        let fitting = self.fitting(&number.0);
        if fitting.is_empty() {
            return Err(Misfit::new(
                format!("{} is not a registration number of the {}", quoted(text), self.short),
                format!("Give the number as on the register, such as {}, or leave it empty", self.example),
            ));
        }
        let Some(profession) = profession.and_then(super::profession).filter(|known| known.register.is_some()) else {
            return Ok(number);
        };
        if !self.registers(&profession.key) {
            return Err(Misfit::new(
                format!("the {} does not register {}", self.short, profession.many),
                "Correct the registration body or the job role",
            ));
        }
        if fitting.iter().any(|professions| professions.contains(&profession.key)) {
            return Ok(number);
        }
        Err(Misfit::new(
            format!("{} is not the registration number of {} {}", number, article(&profession.one), profession.one),
            "Correct the registration number or the job role",
        ))
    }

    /// The professions that the number's form leaves possible when that is exactly one.
    pub fn only_profession(&self, number: &RegistrationNumber) -> Option<&ProfessionKey> {
        match self.fitting(&number.0).as_slice() {
            [professions] if professions.len() == 1 => professions.first(),
            _ => None,
        }
    }

    fn fitting(&self, number: &str) -> Vec<&[ProfessionKey]> {
        let prefixes = self.prefixes.iter().filter(|prefix| prefix.fits(number)).map(|it| it.professions.as_slice());
        let shapes = self.shapes.iter().filter(|shape| shape.fits(number)).map(|it| it.professions.as_slice());
        prefixes.chain(shapes).collect()
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

impl Prefix {
    fn fits(&self, number: &str) -> bool {
        number.strip_prefix(self.prefix.as_str()).is_some_and(|digits| {
            (self.digits[0]..=self.digits[1]).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
        })
    }
}

impl Shape {
    fn fits(&self, number: &str) -> bool {
        number.len() == self.shape.len()
            && self.shape.bytes().zip(number.bytes()).all(|(shape, byte)| match shape {
                b'A' => byte.is_ascii_uppercase(),
                b'9' => byte.is_ascii_digit(),
                other => byte == other,
            })
    }
}

impl RegistrationNumber {
    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RegistrationNumber {
    type Err = Misfit;

    /// Any number that could be on a register: the widest that the data dictionary allows is 32 characters.
    fn from_str(text: &str) -> Result<Self, Misfit> {
        let number: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        let plain = number.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'/' || b == b'-');
        if number.is_empty() || number.len() > 32 || !plain {
            return Err(Misfit::new(
                format!("{} is not a registration number", quoted(text)),
                "Give the number as on the register, in letters and digits, or leave it empty",
            ));
        }
        Ok(Self(number))
    }
}

impl fmt::Display for RegistrationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, number: &str, profession: &str) -> bool {
        named(body).unwrap().check(number, Some(&profession.parse().unwrap())).is_ok()
    }

    #[test]
    fn req_A2_three_letter_prefixes_are_registration_numbers_too() {
        assert!(check("HCPC", "ODP12345", "operating-department-practitioner"));
        assert!(check("08", "PYL123456", "practitioner-psychologist"));
        assert!(check("hcpc", "HAD1", "hearing-aid-dispenser"));
        assert!(check("HCPC", " ph 123456 ", "physiotherapist"), "spaces and small letters are how people type");
    }

    #[test]
    fn req_A2_a_prefix_is_checked_against_the_profession_and_does_not_give_it() {
        for profession in ["art-therapist", "drama-therapist", "music-therapist"] {
            assert!(check("HCPC", "AS12345", profession));
        }
        assert!(check("HCPC", "RA12345", "therapeutic-radiographer"));
        assert!(!check("HCPC", "PH12345", "paramedic"));
        assert!(!check("HCPC", "ZZ12345", "paramedic"));
        assert!(!check("HCPC", "PH1234567", "physiotherapist"), "at most six digits");
        assert!(!check("HCPC", "PH12345", "nurse"), "another body's profession");
        let number = "RA1".parse().unwrap();
        assert_eq!(named("HCPC").unwrap().only_profession(&number), None);
    }

    #[test]
    fn req_A2_other_registers_have_their_own_forms() {
        assert!(check("NMC", "71a2998e", "nurse"));
        assert!(!check("NMC", "71A299E", "nurse"));
        assert!(check("GOsC", "2757", "osteopath"));
        assert!(!check("GMC", "C1234567", "doctor"), "that is the consultant code");
        assert!(check("HCPC", "PH12345", "support-worker"), "nobody needs a number, but may have one");
    }

    #[test]
    fn every_example_fits_its_own_register() {
        for regulator in regulators() {
            assert!(regulator.check(&regulator.example, None).is_ok(), "{}", regulator.short);
        }
    }
}
