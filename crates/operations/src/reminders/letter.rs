//! What a letter of reminders says: what is late, what is next, each with the very form, and how to have fewer of them.
//! Names and the programme's own words, and nothing that anybody wrote.

use std::collections::BTreeMap;

use domain::calendar::{long_date, weekday_date};
use domain::ids::JourneyId;
use domain::keys::{ExpectationKey, RoleKey};
use domain::programmes::{ContentHash, Expectation, Onlooker, Programme, Requirement};
use jiff::civil::Date;
use store::reminders::Line;

use super::digest::has_gentle;
use crate::Context;

/// A letter, and the address that ends letters of its kind, if they can be ended.
pub(super) struct Text {
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) way_out: Option<String>,
}

/// A line of the letter: a sentence and where to go.
struct Said {
    due_on: Date,
    sentence: String,
    link: String,
}

/// The letter with these reminders.
pub(super) fn text(
    ctx: &Context,
    first_name: &str,
    lines: &[Line],
    supporters: &BTreeMap<(JourneyId, RoleKey), String>,
    secret: &str,
) -> Text {
    let today = ctx.today();
    let mut said = own(ctx, lines, supporters);
    said.extend(of_offices(ctx, lines));
    let (late, next): (Vec<Said>, Vec<Said>) = said.into_iter().partition(|one| one.due_on < today);
    let mut body = format!("Hello {first_name}\n");
    for (heading, part) in [("Late", &late), ("Next", &next)] {
        if !part.is_empty() {
            body.push_str(&format!("\n{heading}\n"));
        }
        for one in part {
            body.push_str(&format!("\n{}\n{}\n", one.sentence, one.link));
        }
    }
    let address = &ctx.address;
    body.push_str(&format!("\nEverything that is next: {address}/next\n"));
    body.push_str(&format!("Choose when these letters come: {address}/account/reminders\n"));
    let way_out = has_gentle(ctx, lines).then(|| format!("{address}/reminders/off/{secret}"));
    match &way_out {
        Some(link) => body.push_str(&format!("No more reminders of what is to come, without signing in: {link}\n")),
        None => body.push_str("What is late is said in any case.\n"),
    }
    Text { subject: subject(late.len(), next.len()), body, way_out }
}

fn subject(late: usize, next: usize) -> String {
    match (late, next) {
        (0, 1) => "One thing is next".to_owned(),
        (0, next) => format!("{next} things are next"),
        (1, 0) => "One thing is late".to_owned(),
        (late, 0) => format!("{late} things are late"),
        (late, next) => format!("{late} late, {next} next"),
    }
}

/// What is for the person to do in journeys they take part in, each once.
fn own(ctx: &Context, lines: &[Line], supporters: &BTreeMap<(JourneyId, RoleKey), String>) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    for line in lines.iter().filter(|line| !matches!(line.onlooker, Onlooker::Office(_))) {
        let Some(programme) = ctx.programmes.version(&line.version) else { continue };
        let Some(expectation) = programme.expectation(&line.expectation) else { continue };
        let supporter = supporters.get(&(line.journey, programme.supporter.clone()));
        let supporter = supporter.map_or_else(|| programme.words.role(&programme.supporter), String::as_str);
        let what = expectation.ask(&line.onlooker, &line.supportee, supporter);
        let what = what.unwrap_or_else(|| match line.onlooker {
            Onlooker::LineManager => format!("{} ({})", expectation.what, line.supportee),
            _ => expectation.what.clone(),
        });
        let one = Said {
            due_on: line.due_on,
            sentence: sentence(&what, line.due_on, ctx.today()),
            link: format!("{}{}", ctx.address, place(programme, expectation, line)),
        };
        if !said.iter().any(|known| known.sentence == one.sentence && known.link == one.link) {
            said.push(one);
        }
    }
    said
}

fn sentence(what: &str, due_on: Date, today: Date) -> String {
    match due_on.cmp(&today) {
        std::cmp::Ordering::Less => format!("{what} was due by {}.", weekday_date(due_on)),
        std::cmp::Ordering::Equal => format!("{what} is due today."),
        std::cmp::Ordering::Greater => format!("{what} is due by {}.", weekday_date(due_on)),
    }
}

/// The very form.
fn place(programme: &Programme, expectation: &Expectation, line: &Line) -> String {
    let journey = line.journey;
    let takes_part = matches!(line.onlooker, Onlooker::Party(_));
    match &expectation.met_by {
        Requirement::MeetingHeld { .. } => match programme.meeting_asked_for(expectation) {
            Some(kind) if takes_part => format!("/journeys/{journey}/meetings/new?kind={kind}"),
            _ => format!("/journeys/{journey}"),
        },
        Requirement::FactConfirmed { fact, .. } => format!("/journeys/{journey}/facts/{fact}"),
        Requirement::RecordSigned => match line.meeting {
            Some(meeting) => format!("/meetings/{meeting}/record"),
            None => format!("/journeys/{journey}/meetings"),
        },
        other => match other.documents().next() {
            Some(document) if takes_part => format!("/journeys/{journey}/documents/{document}"),
            _ => format!("/journeys/{journey}"),
        },
    }
}

/// What somebody looks after for others: how many, since when, and the list; no names.
fn of_offices(ctx: &Context, lines: &[Line]) -> Vec<Said> {
    type Group<'a> = (&'a str, &'a ContentHash, &'a ExpectationKey);
    let mut groups: BTreeMap<Group<'_>, Vec<&Line>> = BTreeMap::new();
    for line in lines.iter().filter(|line| matches!(line.onlooker, Onlooker::Office(_))) {
        groups.entry((&line.organisation_code, &line.version, &line.expectation)).or_default().push(line);
    }
    let today = ctx.today();
    let each = groups.into_iter().filter_map(|((code, version, key), lines)| {
        let programme = ctx.programmes.version(version)?;
        let expectation = programme.expectation(key)?;
        let first = lines.iter().map(|line| line.due_on).min()?;
        let mut journeys: Vec<JourneyId> = lines.iter().map(|line| line.journey).collect();
        journeys.sort_unstable();
        journeys.dedup();
        let count = match journeys.len() {
            1 => format!("one {}", programme.words.say("journey")),
            count => format!("{count} {}", programme.words.plural("journey")),
        };
        let organisation = domain::text::organisation_name(&lines[0].organisation_name);
        let when = if first < today { "due since" } else { "due by" };
        Some(Said {
            due_on: first,
            sentence: format!("{}: {count} at {organisation}, {when} {}.", expectation.what, long_date(first)),
            link: match journeys[..] {
                [journey] => format!("{}/journeys/{journey}", ctx.address),
                _ => format!("{}/organisations/{code}/journeys?programme={}&show=late", ctx.address, programme.key),
            },
        })
    });
    let mut said: Vec<Said> = each.collect();
    said.sort_by_key(|one| one.due_on);
    said
}
