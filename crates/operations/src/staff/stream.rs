//! The rows of a file, some hundred at a time, read in a thread of its own.

use std::ops::ControlFlow;
use std::sync::Arc;

use domain::organisations::OrganisationCode;
use domain::people::EmployeeNumber;
use domain::staff_file::{Layout, Problem, RowReader, StaffRow, is_blank};
use tokio::sync::mpsc;

use crate::files::{Table, Unreadable};

/// One row: what it says, or what is wrong with it and whom it seems to be about.
#[derive(Debug)]
pub(super) enum Item {
    Right(Box<StaffRow>),
    Wrong { line: u64, subject: Option<(OrganisationCode, EmployeeNumber)>, problems: Vec<Problem> },
}

/// What is read, and how.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) table: Table,
    pub(super) layout: Arc<Layout>,
    pub(super) organisation: Option<OrganisationCode>,
}

impl Source {
    /// Begins to read; the reading waits when it is two batches ahead, and ends when nobody receives any more.
    pub(super) fn batches(&self) -> mpsc::Receiver<Result<Vec<Item>, Unreadable>> {
        let (send, receive) = mpsc::channel(2);
        let source = self.clone();
        tokio::task::spawn_blocking(move || {
            let outcome = source.read(&send);
            if let Err(problem) = outcome {
                let _ = send.blocking_send(Err(problem));
            }
        });
        receive
    }

    fn read(&self, send: &mpsc::Sender<Result<Vec<Item>, Unreadable>>) -> Result<(), Unreadable> {
        let reader = RowReader { layout: &self.layout, organisation: self.organisation.as_ref() };
        let mut batch = Vec::with_capacity(store::imports::BATCH);
        self.table.for_each(|line, cells| {
            if line <= self.layout.line || is_blank(cells) {
                return ControlFlow::Continue(());
            }
            batch.push(match reader.read(line, cells) {
                Ok(row) => Item::Right(Box::new(row)),
                Err(problems) => Item::Wrong { line, subject: reader.subject(cells), problems },
            });
            if batch.len() < store::imports::BATCH {
                return ControlFlow::Continue(());
            }
            let full = std::mem::replace(&mut batch, Vec::with_capacity(store::imports::BATCH));
            match send.blocking_send(Ok(full)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })?;
        let _ = send.blocking_send(Ok(batch));
        Ok(())
    }
}
