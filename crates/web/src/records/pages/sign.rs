//! The page that shows exactly what is signed, with names and meaning, and takes the signature.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::long_instant;
use domain::signatures::{Completeness, MEANING, RecordVersion, Refusal, Shown, Signature, TextHash, place_of};
use operations::Failure;
use operations::records::{Paper, sign};
use operations::sessions;
use store::meetings::{Circle, Meeting};
use store::records::Amendment;

use crate::components::{Link, Problem};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::meetings::{capital, others, paths};
use crate::page;
use crate::records::load;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "records/sign.html")]
struct SignPage {
    layout: Layout,
    back: String,
    heading: String,
    caption: String,
    action: String,
    problems: Vec<Problem>,
    /// How it stands, in a sentence.
    standing: String,
    text: Vec<SignedLine>,
    guidance: String,
    signatures: Vec<String>,
    waits: Vec<String>,
    /// Something to do before one can sign.
    first: Option<Link>,
    can_sign: bool,
    meaning: &'static str,
    version: i32,
    hash: String,
    button: String,
    confirm: String,
    edit: String,
    amendments: Vec<AmendmentView>,
    amend: String,
}

/// A line of the text that is signed, exactly as it is, and how heavy it looks.
struct SignedLine {
    text: String,
    class: &'static str,
}

/// An amendment beside the closed record.
struct AmendmentView {
    head: String,
    text: String,
}

pub(in crate::records) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let (meeting, circle, paper) = load(&state, &who, &path).await?;
    Ok(page::show(&sign_page(&state, &who, &meeting, &circle, &paper, None).await?))
}

pub(in crate::records) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let (meeting, ..) = load(&state, &who, &path).await?;
    let shown = Shown {
        version: RecordVersion(form.text("version").parse().map_err(|_| Error::NotFound)?),
        text: TextHash::from_stored(&form.text("text")),
    };
    let refusal = match sign(&state.ctx, who.person(), meeting.id, &shown, sessions::confirmation(&who.session)).await {
        Ok(_) => return Ok(page::go_to(paths::signed(meeting.id))),
        Err(Failure::Refused(Refusal::ConfirmFirst)) => {
            return Ok(page::go_to(crate::confirm::path(&paths::signatures(meeting.id))));
        }
        Err(Failure::Refused(refusal)) => refusal,
        Err(other) => return Err(other.into()),
    };
    let (meeting, circle, paper) = load(&state, &who, &path).await?;
    Ok(page::again(&sign_page(&state, &who, &meeting, &circle, &paper, Some(refusal)).await?))
}

async fn sign_page(
    state: &AppState,
    who: &SignedIn,
    meeting: &Meeting,
    circle: &Circle,
    paper: &Paper,
    refusal: Option<Refusal>,
) -> Result<SignPage, Error> {
    let w = Words::english();
    let amendments = store::records::amendments_of(state.ctx.db.reader(), paper.record.id).await?;
    let mut layout = who.layout(state, w.say("sign-title"));
    layout.has_errors = refusal.is_some();
    let problem = refusal.map(|refusal| Problem::at("text", w.say(refusal.key())));
    let signed = paper.document.standing.iter().any(|signature| signature.person == circle.viewer);
    let signs_here = !signed && place_of(&paper.document, &circle.capacities()).is_some();
    let is_complete = paper.document.completeness == Completeness::Complete;
    let is_closed = paper.is_closed();
    let can_sign = signs_here && is_complete && !is_closed;
    let fresh = sessions::is_fresh(&state.ctx, &who.session);
    let name = circle.me().map_or_else(String::new, |me| me.name.clone());
    Ok(SignPage {
        back: paths::show(meeting.id),
        heading: if is_closed { w.say("sign-closed-title") } else { layout.title.clone() },
        caption: w.with("record-caption", &[("meeting", capital(circle, meeting)), ("others", others(w, circle))]),
        action: paths::signatures(meeting.id),
        problems: problem.into_iter().collect(),
        standing: standing(w, paper, signed),
        text: lines(&paper.text),
        guidance: circle.programme.guidance("signing").unwrap_or_default().to_owned(),
        signatures: paper.document.standing.iter().map(|signature| signature_line(w, signature)).collect(),
        waits: waits(w, circle, paper),
        first: if is_complete || is_closed { None } else { Some(first(w, meeting, paper)) },
        can_sign,
        meaning: MEANING,
        version: paper.document.version.0,
        hash: paper.document.text.to_string(),
        button: w.with("sign-as", &[("name", name)]),
        confirm: if fresh { String::new() } else { crate::confirm::path(&paths::signatures(meeting.id)) },
        edit: if is_closed { String::new() } else { paths::record(meeting.id) },
        amendments: amendments.iter().map(|amendment| amendment_view(w, amendment)).collect(),
        amend: if is_closed { paths::amendments(meeting.id) } else { String::new() },
        layout,
    })
}

/// The text line by line. What people wrote stands indented, so nothing they write can look like a question.
fn lines(text: &str) -> Vec<SignedLine> {
    let is_heading = |line: &str| line.chars().any(char::is_alphabetic) && !line.chars().any(char::is_lowercase);
    let class = |number: usize, line: &str| match line {
        "" => "",
        line if line.starts_with(' ') => "",
        line if is_heading(line) => "app-signed-text__heading",
        _ if number == 0 => "app-signed-text__question",
        line if line.ends_with(['?', ':']) => "app-signed-text__question",
        _ => "",
    };
    text.lines().enumerate().map(|(n, line)| SignedLine { class: class(n, line), text: line.to_owned() }).collect()
}

fn standing(w: Words, paper: &Paper, signed: bool) -> String {
    let voided = paper.signatures.iter().any(|signature| !signature.stands());
    if paper.is_closed() {
        w.say("sign-standing-closed")
    } else if signed {
        w.say("sign-standing-signed")
    } else if voided && paper.document.standing.is_empty() {
        w.say("sign-standing-voided")
    } else if paper.document.standing.is_empty() {
        w.say("sign-standing-open")
    } else {
        w.say("sign-standing-yours")
    }
}

/// “Rhys Bevan signed on Friday 6 November 2026 at 3:35pm”.
fn signature_line(w: Words, signature: &Signature) -> String {
    w.with("sign-signature", &[("name", signature.name.clone()), ("when", long_instant(signature.signed_at))])
}

/// Whose signatures are still to come, by name.
fn waits(w: Words, circle: &Circle, paper: &Paper) -> Vec<String> {
    let waiting = paper.document.waits_for().map(|party| {
        let named = paper.signatories.iter().find(|signatory| signatory.party == *party);
        let name = named.map_or_else(|| circle.programme.party_word(party).to_owned(), |named| named.name.clone());
        w.with("sign-waits", &[("name", name)])
    });
    waiting.collect()
}

/// What has to happen before anyone can sign.
fn first(w: Words, meeting: &Meeting, paper: &Paper) -> Link {
    match paper.document.completeness {
        Completeness::NotHeld => Link::new(w.say("sign-first-held"), paths::record(meeting.id)),
        Completeness::Undecided => Link::new(w.say("sign-first-choose"), paths::choices(meeting.id)),
        Completeness::Missing { answers } => {
            Link::new(w.with("sign-first-answer", [("count", answers)]), paths::record(meeting.id))
        }
        Completeness::Complete => Link::default(),
    }
}

fn amendment_view(w: Words, amendment: &Amendment) -> AmendmentView {
    let when = long_instant(amendment.written_at);
    AmendmentView {
        head: w.with("amendment-head", &[("name", amendment.author_name.clone()), ("when", when)]),
        text: amendment.content.clone(),
    }
}
