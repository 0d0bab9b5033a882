//! People at work: their names, numbers and addresses, and the reference data about professions, registers, job roles
//! and transitions. What is stored about them is `store`'s business; how a file tells of them is `staff_file`'s.

mod frameworks;
mod professions;
mod registers;
mod roles;
mod transitions;
mod values;

pub use frameworks::{Framework, frameworks_for};
pub use professions::{EVERY, Group, Profession, group, groups, in_group, profession, professions};
pub use registers::{Registration, RegistrationNumber, Regulator, named as regulator_named, regulator, regulators};
pub use roles::{JobRole, named as role_named};
pub use transitions::{RecruitmentSource, Transition, source_named, transition, transition_of, transitions};
pub use values::{AssignmentNumber, Band, EmailAddress, EmployeeNumber, PersonName, WeeklyMinutes, Wte};

/// Parses a data file that is part of the program; a mistake in it fails the first test that touches it.
fn reference<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> T {
    match toml::from_str(text) {
        Ok(data) => data,
        Err(error) => panic!("the reference data {file} is reviewed and tested: {error}"),
    }
}
