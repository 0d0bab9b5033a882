//! A gentle guard against details of patients: a number that passes the check of NHS numbers is pointed out before it
//! is saved. Nobody is stopped: it may be something else, and then one says so.

/// A number that could be an NHS number, as ten digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NhsNumber(String);

impl NhsNumber {
    /// The ten digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// “943 476 5919”, as it is printed.
    pub fn spaced(&self) -> String {
        format!("{} {} {}", &self.0[..3], &self.0[3..6], &self.0[6..])
    }
}

/// Every number in a text that passes the check, once each, also with single blanks or dashes between its digits.
pub fn nhs_numbers(text: &str) -> Vec<NhsNumber> {
    let mut found = Vec::new();
    for run in runs(text) {
        for from in 0..run.len() {
            let mut digits = String::new();
            for group in &run[from..] {
                digits.push_str(group);
                if digits.len() >= 10 {
                    break;
                }
            }
            let number = NhsNumber(digits);
            if passes(&number.0) && !found.contains(&number) {
                found.push(number);
            }
        }
    }
    found
}

/// Runs of groups of digits with one blank or dash between them: `943 476-5919` is one of three groups.
fn runs(text: &str) -> Vec<Vec<String>> {
    let mut runs: Vec<Vec<String>> = Vec::new();
    let mut group = String::new();
    let mut run: Vec<String> = Vec::new();
    let mut joined = false;
    for c in text.chars().chain(['.']) {
        if c.is_ascii_digit() {
            group.push(c);
            joined = false;
            continue;
        }
        if !group.is_empty() {
            run.push(std::mem::take(&mut group));
        }
        let joins = matches!(c, ' ' | '-' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2010}'..='\u{2014}');
        if !joins || joined {
            if !run.is_empty() {
                runs.push(std::mem::take(&mut run));
            }
            joined = false;
        } else {
            joined = !run.is_empty();
        }
    }
    runs
}

/// The Modulus 11 check of NHS numbers (NHS Data Model and Dictionary): the last digit follows from the others.
fn passes(digits: &str) -> bool {
    let digits: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 10 || digits.iter().all(|digit| *digit == digits[0]) {
        return false;
    }
    let sum: u32 = digits.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    match 11 - sum % 11 {
        11 => digits[9] == 0,
        check => digits[9] == check,
    }
}

/// The numbers of a text that nobody has said are something else: neither stood before nor was ticked now.
pub fn unsettled(text: &str, before: &str, said: &[String]) -> Vec<NhsNumber> {
    let known = nhs_numbers(before);
    let mut found = nhs_numbers(text);
    found.retain(|number| !known.contains(number) && !said.iter().any(|digits| digits == number.digits()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        nhs_numbers(text).iter().map(NhsNumber::spaced).collect()
    }

    #[test]
    fn req_G1_a_number_that_passes_the_check_is_seen_however_it_is_written() {
        for text in [
            "He (943 476 5919) asked me",
            "9434765919",
            "number: 943-476-5919.",
            "no. 3 943 476 5919",
            "943\u{a0}476\u{a0}5919",
            "9434 765 919,",
            "943\u{2013}476\u{2013}5919",
        ] {
            assert_eq!(found(text), ["943 476 5919"], "{text}");
        }
        assert_eq!(found("943 476 5919 and 401-023-2137").len(), 2);
    }

    #[test]
    fn req_G1_other_numbers_are_left_alone() {
        for text in
            ["943 476 5918", "07700 900123", "0000000000", "94347659190", "943. 476. 5919", "on 2 11 2026 at 9 30", ""]
        {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn req_G1_what_somebody_said_is_none_is_not_asked_again() {
        let text = "Call 943 476 5919";
        assert_eq!(unsettled(text, "", &[]).len(), 1);
        assert!(unsettled(text, "", &["9434765919".to_owned()]).is_empty());
        assert!(unsettled(text, "It was 9434765919 before", &[]).is_empty());
    }
}
