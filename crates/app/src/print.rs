//! Printing that nobody needs to read to its end: `alongside import staff --fields | head -1` is no fault, and what a
//! command does is done whether or not somebody still listens.

use std::fmt::Arguments;
use std::io::Write;

/// Prints a line of the answer.
macro_rules! say {
    ($($words:tt)*) => { $crate::print::line(&mut std::io::stdout().lock(), format_args!($($words)*)) };
}

/// Prints a line that is not the answer: what is wrong, how far it is.
macro_rules! say_aside {
    ($($words:tt)*) => { $crate::print::line(&mut std::io::stderr().lock(), format_args!($($words)*)) };
}

pub(crate) use {say, say_aside};

pub(crate) fn line(to: &mut impl Write, words: Arguments<'_>) {
    let _ = writeln!(to, "{words}").and_then(|()| to.flush());
}

/// Puts a line in the place of the last one, on a terminal; empty, it leaves the terminal as it was.
pub(crate) fn in_place(words: &str) {
    let mut to = std::io::stderr().lock();
    let _ = write!(to, "\r\x1b[2K{words}").and_then(|()| to.flush());
}
