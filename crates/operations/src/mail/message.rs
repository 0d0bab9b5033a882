//! A letter as a mail message (RFC 5322), with its invitation where calendar programs look for it (RFC 6047).

use domain::ids::Id;
use lettre::Message;
use lettre::message::header::{ContentDisposition, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use store::mail::{Letter, Taken};

/// The message of a letter.
///
/// An invitation is an alternative to the text, inside the message and not an attachment, and its part names the same
/// method as the calendar itself: only then do calendar programs update the meeting in place.
///
/// One that can be ended says so in its headers, for mail programs to offer it with one press (RFC 8058).
pub(super) fn message(taken: &Taken, from: &Mailbox) -> Result<Message, String> {
    let letter: &Letter = &taken.letter;
    let to: Mailbox = letter.recipient.parse().map_err(|error| format!("the address cannot be read: {error}"))?;
    let id = format!("<{}@{}>", letter.id.uuid().hyphenated(), from.email.domain());
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    let mut builder = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(letter.subject.clone())
        .message_id(Some(id))
        .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()));
    if let Some(way_out) = &taken.way_out {
        let header = |name| HeaderName::new_from_ascii_str(name);
        let one_press = "List-Unsubscribe=One-Click".to_owned();
        builder = builder
            .raw_header(HeaderValue::new(header("List-Unsubscribe"), format!("<{way_out}>")))
            .raw_header(HeaderValue::new(header("List-Unsubscribe-Post"), one_press));
    }
    let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(letter.body.clone());
    let message = match &letter.calendar {
        None => builder.singlepart(text),
        Some(calendars) => match invitations(calendars).as_slice() {
            [only] => builder.multipart(MultiPart::alternative().singlepart(text).singlepart(invitation(only)?)),
            // Several meetings are several messages to a calendar (RFC 5546 section 1.4): a part each, as files beside
            // the text, since alternatives to a text are at most one.
            several => {
                let mut parts = MultiPart::mixed().singlepart(text);
                for (number, calendar) in several.iter().enumerate() {
                    let file = ContentDisposition::attachment(&format!("meeting-{}.ics", number + 1));
                    let part = SinglePart::builder().header(calendar_type(calendar)?).header(file);
                    parts = parts.singlepart(part.body((*calendar).to_owned()));
                }
                builder.multipart(parts)
            }
        },
    };
    message.map_err(|error| format!("the message cannot be written: {error}"))
}

fn invitation(calendar: &str) -> Result<SinglePart, String> {
    Ok(SinglePart::builder().header(calendar_type(calendar)?).body(calendar.to_owned()))
}

fn calendar_type(calendar: &str) -> Result<ContentType, String> {
    ContentType::parse(&format!("text/calendar; charset=utf-8; method={}", method(calendar)))
        .map_err(|error| format!("the invitation's method cannot be written: {error}"))
}

/// The calendars in a text, one after another.
fn invitations(text: &str) -> Vec<&str> {
    const END: &str = "END:VCALENDAR\r\n";
    text.split_inclusive(END).filter(|calendar| calendar.ends_with(END)).collect()
}

/// The method that a calendar names: `REQUEST`, `CANCEL`.
fn method(calendar: &str) -> &str {
    calendar
        .lines()
        .find_map(|line| line.trim_end().strip_prefix("METHOD:"))
        .filter(|method| method.chars().all(|c| c.is_ascii_alphabetic()))
        .unwrap_or("REQUEST")
}
