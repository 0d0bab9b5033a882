//! Cohort matching: runs, what each proposes for whom, and what the lead decided in between (D3). `seekers` reads the
//! people who wait; `lines` what a run made of them.

mod lines;
mod runs;
mod seekers;

pub use lines::{
    Line, Mark, allow, bans, clear, fixed, keep_lines, leave_out, left_out, lines, mark, rule_out, take_in,
};
pub use runs::{
    Run, RunState, Summary, accepted, begin_run, changed, current, find_run, keep_proposal, set_job, set_state,
};
pub use seekers::{Waiting, waiting};
