//! Staff files: opened, mapped, checked as a whole, and then imported all or nothing (requirement A4).
//!
//! A file is read more than once rather than held: the first time to find everything that is wrong with it, then to
//! write its people, then its posts. Reading goes on in a thread of its own while the database works.

mod check;
mod import;
mod jobs;
mod mappings;
mod open;
mod people;
mod posts;
mod stream;

use std::collections::BTreeSet;

use domain::organisations::OrganisationCode;
use domain::staff_file::{Mapping, Problem};
use serde::{Deserialize, Serialize};
use store::Fault;
use store::jobs::Job;

pub use import::{import, preview};
pub use jobs::{Ask, Step, ask, bad_rows, hand_in, work};
pub use mappings::{keep_mapping_of, mapping_named, mappings_of, save_mapping};
pub use open::{Opened, Reading, open, read_as};

use crate::context::{Actor, Context};
use crate::files::{HandedIn, Unreadable};
use crate::jobs as jobs_room;

/// What to do with a file in which rows are wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BadRows {
    /// Import nothing.
    Refuse,
    /// Leave exactly those rows out: a person chose so.
    LeaveOut,
}

/// Does a file name everybody?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Completeness {
    /// It names some people; who is missing says nothing.
    Part,
    /// It names everybody of its organisations; who is missing may have left.
    Whole,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    pub actor: Actor,
    pub file: HandedIn,
    pub mapping: Mapping,
    pub bad_rows: BadRows,
    pub completeness: Completeness,
    /// The organisation of rows that do not name one.
    pub organisation: Option<OrganisationCode>,
    /// The organisations that whoever asks may import for; none when all.
    pub may: Option<BTreeSet<OrganisationCode>>,
}

impl Request {
    /// A request for a whole import by a command, with the usual headings.
    pub fn of(file: HandedIn) -> Self {
        Self {
            actor: Actor::System,
            file,
            mapping: Mapping::default(),
            bad_rows: BadRows::Refuse,
            completeness: Completeness::Part,
            organisation: None,
            may: None,
        }
    }
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub rows: u64,
    pub people_created: u64,
    pub people_updated: u64,
    pub posts_created: u64,
    pub posts_updated: u64,
    pub candidates: u64,
    pub errors: Vec<Problem>,
    /// Rows that were left out because they are wrong and a person chose so.
    pub left_out: u64,
    /// Pairs of records that may be one person, for a human to look at.
    pub doubts: u64,
    /// Posts that a complete file does not name.
    pub possible_leavers: u64,
}

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The headings or some rows are wrong.
    #[error("{} problems were found; nothing was imported.", .0.errors.len())]
    Problems(Summary),
}

/// What an import is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Checking,
    People,
    Posts,
    /// Doubts, possible leavers, who may be eligible.
    Following,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub stage: Stage,
    /// Rows of this stage that are done.
    pub rows: u64,
    /// Rows of the file, once it has been read to its end.
    pub of: Option<u64>,
}

impl Progress {
    /// In words, for whoever waits.
    pub fn sentence(&self) -> String {
        let Self { rows, of, .. } = self;
        let of = of.map_or(String::new(), |of| format!(" of {of}"));
        match self.stage {
            Stage::Checking => format!("{rows}{of} rows checked."),
            Stage::People => format!("People of {rows}{of} rows written."),
            Stage::Posts => format!("Posts of {rows}{of} rows written."),
            Stage::Following => "Looking for who may be eligible, and for doubts.".to_owned(),
        }
    }

    /// How much is done, and of how much, over the three readings of a file that has about so many lines.
    fn share(&self, lines: i64) -> (i64, i64) {
        let all = self.of.map_or(lines, |of| i64::try_from(of).unwrap_or(lines)).max(1);
        let rows = i64::try_from(self.rows).unwrap_or(all).min(all);
        let done = match self.stage {
            Stage::Checking => rows,
            Stage::People => all + rows,
            Stage::Posts => 2 * all + rows,
            Stage::Following => 3 * all,
        };
        (done, 3 * all)
    }
}

/// Who hears how far an import is.
#[derive(Clone, Copy)]
pub enum Listener<'a> {
    Nobody,
    /// Whoever waits at a command.
    Hears(&'a (dyn Fn(Progress) + Sync)),
    /// Whoever watches the page of a job; a file of this many lines.
    Job {
        ctx: &'a Context,
        job: &'a Job,
        lines: i64,
    },
}

impl Listener<'_> {
    /// Tells how far it is. Of what is being written nothing is stored meanwhile but this.
    ///
    /// # Errors
    /// Another node has taken the job over, so that this one must stop; or the database failed.
    pub(super) async fn hear(self, progress: Progress) -> Result<(), Fault> {
        match self {
            Self::Nobody => Ok(()),
            Self::Hears(hears) => {
                hears(progress);
                Ok(())
            }
            Self::Job { ctx, job, lines } => {
                let (done, total) = progress.share(lines);
                let sentence = progress.sentence();
                match progress.stage {
                    Stage::Checking => jobs_room::report(ctx, job, done, total, &sentence).await,
                    _ => jobs_room::report_while_writing(ctx, job, done, total, &sentence).await,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_Q7_progress_only_ever_goes_forward() {
        let stages = [Stage::Checking, Stage::People, Stage::Posts, Stage::Following];
        let mut last = 0;
        for stage in stages {
            for rows in [0, 50, 100] {
                let of = (stage != Stage::Checking).then_some(100);
                let (done, total) = Progress { stage, rows, of }.share(101);
                let share = done * 1000 / total;
                assert!(share >= last && done <= total, "{stage:?} {rows}");
                last = share;
            }
        }
        let people = Progress { stage: Stage::People, rows: 500, of: Some(2220) };
        assert_eq!(people.sentence(), "People of 500 of 2220 rows written.");
    }
}
