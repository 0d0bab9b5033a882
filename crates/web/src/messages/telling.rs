//! What pages say of messages: who receives them, by when an answer is due, and what became of it.

use domain::calendar::{date_of, long_date, long_instant, weekday_date};
use domain::messages::{Answered, Why};
use domain::programmes::{Party, Programme};
use jiff::civil::Date;
use store::messages::AnswerLine;

use crate::words::Words;

/// “Adam Birch, clinical tutor”.
pub(super) fn named(programme: &Programme, name: &str, party: &Party) -> String {
    format!("{name}, {}", programme.party_word(party))
}

/// Why somebody receives it, in words.
pub(super) fn why(w: Words, why: Why) -> String {
    w.say(match why {
        Why::Addressed => "message-why-addressed",
        Why::Own => "message-why-own",
        Why::Copied => "message-why-copied",
    })
}

/// “An answer is asked of Adam Birch by Monday 9 November 2026”, or what became of it.
pub(super) fn answer(w: Words, line: &AnswerLine, today: Date) -> String {
    let name = line.name.as_str();
    match line.answered {
        None if line.due_on < today => {
            w.with("message-answer-late", [("name", name), ("date", weekday_date(line.due_on).as_str())])
        }
        None => w.with("message-answer-by", [("name", name), ("date", weekday_date(line.due_on).as_str())]),
        Some((way, at)) => {
            let key = match way {
                Answered::Here => "message-answered-here",
                Answered::Elsewhere => "message-answered-elsewhere",
                Answered::NotNeeded => "message-answer-not-needed",
            };
            w.with(key, [("name", name), ("date", long_date(date_of(at)).as_str())])
        }
    }
}

/// “6 November 2026 at 9am”, with the weekday.
pub(super) fn when(at: jiff::Timestamp) -> String {
    long_instant(at)
}

/// Names as people list them: “A, B and C”.
pub(super) fn names(w: Words, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => w.with("message-names", [("first", first.join(", ").as_str()), ("last", last.as_str())]),
    }
}
