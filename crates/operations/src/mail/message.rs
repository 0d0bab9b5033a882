//! A letter as a mail message (RFC 5322), with its invitation where calendar programs look for it (RFC 6047).

use domain::ids::Id;
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use store::mail::Letter;

/// The message of a letter.
///
/// An invitation is an alternative to the text, inside the message and not an attachment, and its part names the same
/// method as the calendar itself: only then do calendar programs update the meeting in place.
pub(super) fn message(letter: &Letter, from: &Mailbox) -> Result<Message, String> {
    let to: Mailbox = letter.recipient.parse().map_err(|error| format!("the address cannot be read: {error}"))?;
    let id = format!("<{}@{}>", letter.id.uuid().hyphenated(), from.email.domain());
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    let builder = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(letter.subject.clone())
        .message_id(Some(id))
        .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()));
    let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(letter.body.clone());
    let message = match &letter.calendar {
        None => builder.singlepart(text),
        Some(calendar) => {
            let method = method(calendar);
            let kind = ContentType::parse(&format!("text/calendar; charset=utf-8; method={method}"))
                .map_err(|error| format!("the invitation's method cannot be written: {error}"))?;
            let invitation = SinglePart::builder().header(kind).body(calendar.clone());
            builder.multipart(MultiPart::alternative().singlepart(text).singlepart(invitation))
        }
    };
    message.map_err(|error| format!("the message cannot be written: {error}"))
}

/// The method that a calendar names: `REQUEST`, `CANCEL`.
fn method(calendar: &str) -> &str {
    calendar
        .lines()
        .find_map(|line| line.trim_end().strip_prefix("METHOD:"))
        .filter(|method| method.chars().all(|c| c.is_ascii_alphabetic()))
        .unwrap_or("REQUEST")
}
