//! `GET /portfolio`.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::evidence::Subject;
use domain::programmes::{Own, Party, Programme, capitalised};
use domain::text::searchable;
use domain::time::What;
use serde::Deserialize;
use store::portfolio::{Portfolio, Walked};

use crate::components::{Link, SummaryRow};
use crate::desk::numbers::Door;
use crate::error::Error;
use crate::evidence::{self, FileLine};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::shares::{self, WithMe};
use crate::state::AppState;
use crate::time::hours;
use crate::words::Words;

/// So many things are shown of a search.
const MOST_FOUND: usize = 50;

/// So many meetings are shown at once.
const MEETINGS: usize = 8;

#[derive(Template)]
#[template(path = "portfolio/show.html")]
struct PortfolioPage {
    layout: Layout,
    doors: Vec<Door>,
    deeds: Vec<Link>,
    sought: String,
    found: Vec<Found>,
    with_me: Vec<WithMe>,
    files: Vec<FileLine>,
    own_copies: Vec<Found>,
    /// Documents that one may write for oneself: what one gains from supporting somebody, a self-assessment.
    to_write: Vec<Link>,
    meetings: Vec<Found>,
    journeys: Vec<SummaryRow>,
}

/// Something gathered, as lists show it.
struct Found {
    title: String,
    href: String,
    about: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    done: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let w = Words::english();
    let all = store::portfolio::of(state.ctx.db.reader(), who.viewer).await?;
    let mut layout = who.layout(&state, w.say("portfolio-title"));
    if ["added", "removed", "taken-back"].contains(&asked.done.as_str()) {
        layout.flash = Some(w.say(&format!("gathered-done-{}", asked.done)));
    }
    for link in layout.navigation.iter_mut().filter(|link| link.href == "/portfolio") {
        link.place = crate::layout::Place::Here;
    }
    let own_files = all.evidence.iter().filter(|one| one.subject == Subject::Portfolio);
    Ok(page::show(&PortfolioPage {
        doors: doors(w, &all),
        deeds: deeds(w),
        found: found(w, &all, &asked.q),
        sought: asked.q,
        with_me: shares::with_me(&state, &who).await?,
        files: own_files.map(|one| evidence::line(w, one, true)).collect(),
        own_copies: own_copies(w, &state, &all),
        to_write: to_write(w, &state, &all),
        meetings: meetings(&state, &all),
        journeys: journeys(w, &state, &all),
        layout,
    }))
}

/// Numbers that are doors.
fn doors(w: Words, all: &Portfolio) -> Vec<Door> {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let taken: u32 =
        all.time.iter().filter(|line| matches!(line.line.what, What::Taken(_))).map(|line| line.line.minutes).sum();
    // Mandatory training stands apart and in no sum (C4).
    let counted = all.learning.iter().filter(|one| one.line.kind != domain::learning::Kind::Mandatory);
    let learnt: u32 = counted.map(|one| one.line.minutes).sum();
    let shared = all.shares.len();
    let detail =
        if shared == 0 { w.say("portfolio-none-shared") } else { w.with("portfolio-shared", [("count", shared)]) };
    vec![
        door(count(all.reflections.len()), w.say("reflections-title"), detail, "/reflections"),
        door(
            count(all.learning.len()),
            w.say("learning-title"),
            w.with("portfolio-learnt", [("hours", hours(w, learnt))]),
            "/learning",
        ),
        door(i64::from(taken / 60), w.say("portfolio-hours"), w.say("portfolio-hours-what"), "/time"),
        door(count(all.evidence.len()), w.say("portfolio-files"), w.say("portfolio-files-what"), "#files"),
    ]
}

fn door(number: i64, label: String, detail: String, href: &str) -> Door {
    Door { number, label, detail, href: href.to_owned() }
}

fn deeds(w: Words) -> Vec<Link> {
    vec![
        Link::new(w.say("portfolio-do-reflect"), "/reflections/new"),
        Link::new(w.say("portfolio-do-learning"), "/learning/new"),
        Link::new(w.say("portfolio-do-file"), "/portfolio/files"),
        Link::new(w.say("portfolio-do-hours"), "/time"),
    ]
}

/// What was looked for, in everything of one's own.
fn found(w: Words, all: &Portfolio, sought: &str) -> Vec<Found> {
    let sought = searchable(sought);
    if sought.is_empty() {
        return Vec::new();
    }
    let fits = |text: &str| searchable(text).contains(&sought);
    let kind = |key: &str, date| w.with("portfolio-found", [("kind", w.say(key)), ("date", long_date(date))]);
    let reflections = all.reflections.iter().filter(|one| fits(&one.text())).map(|one| Found {
        title: crate::reflections::title_of(w, one),
        href: format!("/reflections/{}", one.id),
        about: kind("portfolio-kind-reflection", date_of(one.changed_at)),
    });
    let learning = all.learning.iter().filter(|one| fits(&format!("{} {}", one.line.title, one.line.taken)));
    let learning = learning.map(|one| Found {
        title: one.line.title.clone(),
        href: format!("/learning/{}", one.id),
        about: kind("portfolio-kind-learning", one.line.on),
    });
    let files = all.evidence.iter().filter(|one| fits(&format!("{} {}", one.name, one.description)));
    let files = files.map(|one| Found {
        title: one.name.clone(),
        href: format!("/evidence/{}", one.id),
        about: kind("portfolio-kind-file", date_of(one.added_at)),
    });
    reflections.chain(learning).chain(files).take(MOST_FOUND).collect()
}

fn own_copies(w: Words, state: &AppState, all: &Portfolio) -> Vec<Found> {
    let named = all.own_copies.iter().filter_map(|copy| {
        let programme = state.ctx.programmes.version(&copy.version)?;
        Some(Found {
            title: capitalised(programme.words.document(&copy.document)),
            href: format!("/documents/{}", copy.record),
            about: w.with("reflection-changed", [("date", long_date(date_of(copy.changed_at)))]),
        })
    });
    named.collect()
}

/// Documents that the viewer's part in a running journey writes as a copy of their own, and has not begun.
fn to_write(w: Words, state: &AppState, all: &Portfolio) -> Vec<Link> {
    let mut found = Vec::new();
    for walked in all.journeys.iter().filter(|walked| walked.ended_on.is_none()) {
        let Some(programme) = state.ctx.programmes.version(&walked.version) else { continue };
        for document in programme.documents.iter().filter(|document| document.own == Own::EachTheirs) {
            let begun =
                all.own_copies.iter().any(|copy| copy.journey == walked.journey && copy.document == document.key);
            let writes = document.written_by.contains(&walked.mine);
            if writes && !begun {
                let what = programme.words.document(&document.key);
                let text = w.with("portfolio-write", [("document", what), ("who", walked.supportee_name.as_str())]);
                let text = if walked.mine == Party::Supportee { capitalised(what) } else { text };
                found.push(Link::new(text, format!("/journeys/{}/documents/{}", walked.journey, document.key)));
            }
        }
    }
    found
}

fn meetings(state: &AppState, all: &Portfolio) -> Vec<Found> {
    let named = all.meetings.iter().filter_map(|one| {
        let programme = state.ctx.programmes.version(&one.version)?;
        Some(Found {
            title: capitalised(programme.words.meeting(&one.kind)),
            href: format!("/meetings/{}", one.meeting),
            about: long_date(date_of(one.held_from)),
        })
    });
    named.take(MEETINGS).collect()
}

fn journeys(w: Words, state: &AppState, all: &Portfolio) -> Vec<SummaryRow> {
    let row = |walked: &Walked| {
        let programme: &Programme = state.ctx.programmes.version(&walked.version)?;
        let since = long_date(walked.started_on);
        let when = match walked.ended_on {
            Some(ended) => w.with("portfolio-until", [("from", since), ("until", long_date(ended))]),
            None => w.with("portfolio-since", [("from", since)]),
        };
        let what = match &walked.mine {
            Party::Supportee => capitalised(programme.words.say("journey")),
            Party::Role(role) => w.with(
                "portfolio-as",
                [("role", capitalised(programme.words.role(role))), ("name", walked.supportee_name.clone())],
            ),
        };
        let mut row =
            SummaryRow::new(what, format!("{when}, {}", crate::text::organisation_name(&walked.organisation_name)));
        if walked.ended_on.is_none() || walked.mine == Party::Supportee {
            let link = Link::new(w.say("portfolio-open"), format!("/journeys/{}", walked.journey));
            row = row.action(link.about(walked.supportee_name.clone()));
        }
        Some(row)
    };
    all.journeys.iter().filter_map(row).collect()
}
