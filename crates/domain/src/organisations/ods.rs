//! The “standard 27 field format” of the Organisation Data Service: quoted, without a heading, dates as CCYYMMDD.

use jiff::civil::Date;

use super::OrganisationCode;
use crate::keys::SectorKey;
use crate::misfit::{Misfit, quoted};

/// One body as the service publishes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OdsRecord {
    pub code: OrganisationCode,
    pub name: String,
    /// The region (“national grouping”); none outside England.
    pub region: Option<String>,
    /// The system (“high-level health geography”): an integrated care board.
    pub system: Option<OrganisationCode>,
    pub town: Option<String>,
    pub postcode: Option<String>,
    pub opened_on: Option<Date>,
    pub closed_on: Option<Date>,
    pub sector: SectorKey,
}

/// How many columns the format has; the last ones may be missing where a spreadsheet program has dropped empty ones.
const COLUMNS: std::ops::RangeInclusive<usize> = 12..=27;

/// Reads one line. `file_name` tells the kind of body, which the line does not: `etr`, `epraccur`, `ephp` and so on.
///
/// # Errors
/// The line has not the format's columns, or its code, name or dates cannot be read.
pub fn ods_line(cells: &[&str], file_name: &str) -> Result<OdsRecord, Misfit> {
    if !COLUMNS.contains(&cells.len()) {
        return Err(Misfit::new(
            format!("the line has {} columns and not 27", cells.len()),
            "Take the file as the Organisation Data Service publishes it, in the standard 27 field format",
        ));
    }
    let filled = |at: usize| Some(cells[at].trim()).filter(|text| !text.is_empty());
    let code: OrganisationCode = cells[0].trim_start_matches('\u{feff}').parse()?;
    let name = filled(1).ok_or_else(|| Misfit::new("the name is empty", "Give the organisation's name"))?;
    let opened_on = filled(10).map(compact_date).transpose()?;
    let closed_on = filled(11).map(compact_date).transpose()?;
    if let (Some(opened), Some(closed)) = (opened_on, closed_on)
        && closed < opened
    {
        return Err(Misfit::new("the organisation closes before it opens", "Correct the open and close dates"));
    }
    Ok(OdsRecord {
        sector: sector_of(&code, file_name),
        name: name.to_owned(),
        region: filled(2).map(str::to_owned),
        system: filled(3).map(str::parse).transpose()?,
        town: filled(7).map(str::to_owned),
        postcode: filled(9).map(str::to_owned),
        opened_on,
        closed_on,
        code,
    })
}

/// The sector, from the file's published name, or where that says nothing, from the frame of codes of practices and of
/// independent providers.
fn sector_of(code: &OrganisationCode, file_name: &str) -> SectorKey {
    let file = file_name.to_ascii_lowercase();
    let by_file = [
        ("epraccur", "primary-care"),
        ("ebranchs", "primary-care"),
        ("epcn", "primary-care"),
        ("ephp", "independent"),
        ("eccg", "commissioning"),
        ("ecarehome", "social-care"),
        ("eschools", "education"),
        ("eprison", "justice"),
        ("etr", "nhs-trust"),
        ("ets", "nhs-trust"),
        ("ect", "nhs-trust"),
        ("wlhb", "nhs-trust"),
    ];
    let named = by_file.iter().find(|(stem, _)| file.contains(stem)).map(|(_, sector)| *sector);
    let bytes = code.as_str().as_bytes();
    let practice = bytes.len() == 6 && bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit);
    let key = named.unwrap_or(match bytes {
        _ if practice => "primary-care",
        [b'8', ..] if bytes.len() == 5 => "independent",
        _ => "nhs-trust",
    });
    key.parse().expect("written here as keys")
}

fn compact_date(text: &str) -> Result<Date, Misfit> {
    let wrong =
        || Misfit::new(format!("{} is not a date", quoted(text)), "Give the date as CCYYMMDD, such as 20241101");
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    let part = |range: std::ops::Range<usize>| text[range].parse::<i16>().map_err(|_| wrong());
    let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
    Date::new(year, i8::try_from(month).map_err(|_| wrong())?, i8::try_from(day).map_err(|_| wrong())?)
        .map_err(|_| wrong())
}

/// A published name, all in capitals, as people write it: “Westmarch University Hospitals NHS Foundation Trust”.
pub fn title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    const CAPITALS: [&str; 8] = ["NHS", "GP", "UK", "CIC", "HSC", "LLP", "ICB", "PLC"];
    const SMALL: [&str; 9] = ["and", "of", "the", "for", "in", "on", "with", "upon", "by"];
    let word = |(at, word): (usize, &str)| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = word.to_lowercase();
        if CAPITALS.contains(&bare) {
            return word.to_owned();
        }
        if at > 0 && SMALL.contains(&lower.as_str()) {
            return lower;
        }
        let mut shown = String::with_capacity(word.len());
        let mut start = true;
        for c in lower.chars() {
            shown.extend(if start && c.is_alphanumeric() { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] });
            start = matches!(c, '-' | '(' | '/' | '.') || (start && !c.is_alphanumeric());
        }
        shown
    };
    name.split_whitespace().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const LINE: [&str; 27] = [
        "X4H7K",
        "WESTMARCH UNIVERSITY HOSPITALS NHS FOUNDATION TRUST",
        "Y60",
        "X1B3C",
        "1 HIGH STREET",
        "",
        "",
        "WESTMARCH",
        "",
        "ZZ1 1AA",
        "20150401",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "0",
        "",
        "",
        "",
        "",
        "",
    ];

    #[test]
    fn req_A1_the_27_field_format_is_read() {
        let record = ods_line(&LINE, "fictional_etr.csv").unwrap();
        assert_eq!(record.code.as_str(), "X4H7K");
        assert_eq!(record.region.as_deref(), Some("Y60"));
        assert_eq!(record.system.as_ref().map(OrganisationCode::as_str), Some("X1B3C"));
        assert_eq!((record.opened_on, record.closed_on), (Some(date(2015, 4, 1)), None));
        assert_eq!(record.sector.as_str(), "nhs-trust");
    }

    #[test]
    fn req_A1_a_line_that_is_not_of_the_format_is_refused() {
        assert!(ods_line(&LINE[..5], "etr.csv").is_err());
        let mut wrong = LINE;
        wrong[10] = "20150431";
        assert!(ods_line(&wrong, "etr.csv").unwrap_err().problem.contains("20150431"));
        wrong[10] = "20150401";
        wrong[11] = "20140401";
        assert!(ods_line(&wrong, "etr.csv").is_err(), "closes before it opens");
    }

    #[test]
    fn practices_and_independent_providers_are_told_by_file_or_code() {
        let mut line = LINE;
        line[0] = "Y01234";
        assert_eq!(ods_line(&line, "download.csv").unwrap().sector.as_str(), "primary-care");
        assert_eq!(ods_line(&LINE, "ephp.csv").unwrap().sector.as_str(), "independent");
    }

    #[test]
    fn names_in_capitals_are_shown_as_people_write_them() {
        assert_eq!(title_case("GUY'S AND ST. THOMAS' NHS TRUST"), "Guy's and St. Thomas' NHS Trust");
        assert_eq!(title_case("STOKE-ON-TRENT (NORTH) CIC"), "Stoke-On-Trent (North) CIC");
        assert_eq!(title_case("Already Written"), "Already Written");
    }
}
