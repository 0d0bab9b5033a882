//! The page that shows exactly what is signed, with names and meaning, and takes the signature.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date, long_instant};
use domain::programmes::{Kept, Party};
use domain::records::{AnswerValue, Stage, file_size};
use domain::signatures::{Completeness, RecordVersion, Refusal, Shown, Signature, TextHash, place_of};
use operations::Failure;
use operations::records::{Paper, Sheet, Subject, Which, sign};
use operations::sessions;
use store::meetings::Circle;
use store::records::{Amendment, Record, RecordState};

use crate::components::{Link, Problem};
use crate::error::Error;
use crate::form::Posted;
use crate::layout::Layout;
use crate::outsiders::shown::{Beside, beside};
use crate::page;
use crate::records::at::{At, back, capital, others};
use crate::records::{Noun, load};
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
    /// Files that belong to what is signed.
    files: Vec<Link>,
    /// That not all of it is shown to the viewer.
    hidden: String,
    /// Earlier and later versions of the same document.
    earlier: Vec<Link>,
    amendments: Vec<AmendmentView>,
    amend: String,
    /// What people without an account wrote and signed.
    beside: Beside,
}

/// A line of the text that is signed, exactly as it is, and how heavy it looks.
pub(crate) struct SignedLine {
    pub(crate) text: String,
    pub(crate) class: &'static str,
}

/// An amendment beside the closed record.
struct AmendmentView {
    head: String,
    text: String,
}

pub(in crate::records) async fn get<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
) -> Result<Response, Error> {
    let sheet = load::<N>(&state, &who, &path).await?;
    Ok(page::show(&sign_page(&state, &who, &sheet, None).await?))
}

pub(in crate::records) async fn post<N: Noun>(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let sheet = load::<N>(&state, &who, &path).await?;
    let at = At(sheet.which);
    let shown = Shown {
        version: RecordVersion(form.text("version").parse().map_err(|_| Error::NotFound)?),
        text: TextHash::from_stored(&form.text("text")),
    };
    let refusal = match sign(&state.ctx, who.person(), sheet.which, &shown, sessions::confirmation(&who.session)).await
    {
        Ok(_) => return Ok(page::go_to(at.signed())),
        Err(Failure::Refused(Refusal::ConfirmFirst)) => {
            return Ok(page::go_to(crate::confirm::path(&at.signatures())));
        }
        Err(Failure::Refused(refusal)) => refusal,
        Err(other) => return Err(other.into()),
    };
    let sheet = load::<N>(&state, &who, &path).await?;
    Ok(page::again(&sign_page(&state, &who, &sheet, Some(refusal)).await?))
}

async fn sign_page(
    state: &AppState,
    who: &SignedIn,
    sheet: &Sheet,
    refusal: Option<Refusal>,
) -> Result<SignPage, Error> {
    let w = Words::english();
    let at = At(sheet.which);
    let (circle, paper) = (&sheet.circle, &sheet.paper);
    let amendments = store::records::amendments_of(state.ctx.db.reader(), paper.record.id).await?;
    let mut layout = who.layout(state, w.say("sign-title"));
    layout.has_errors = refusal.is_some();
    let problem = refusal.map(|refusal| Problem::at("text", w.say(refusal.key())));
    let signed = paper.document.standing.iter().any(|signature| signature.person == circle.viewer);
    let signs_here = !signed && place_of(&paper.document, &sheet.capacities).is_some();
    let is_complete = paper.document.completeness == Completeness::Complete;
    let is_closed = paper.is_closed();
    let can_sign = signs_here && is_complete && !is_closed;
    let fresh = sessions::is_fresh(&state.ctx, &who.session);
    let name = circle.anyones_name(circle.viewer).unwrap_or_default().to_owned();
    Ok(SignPage {
        back: back(sheet),
        heading: heading(w, sheet),
        caption: caption(w, sheet),
        action: at.signatures(),
        problems: problem.into_iter().collect(),
        standing: standing(w, sheet, signed, signs_here),
        text: lines(&paper.text),
        guidance: circle.programme.guidance("signing").unwrap_or_default().to_owned(),
        signatures: paper.document.standing.iter().map(|signature| signature_line(w, signature)).collect(),
        waits: waits(w, circle, paper),
        first: if is_complete || is_closed || !sheet.rights.writes { None } else { first(w, sheet) },
        can_sign,
        meaning: sheet.subject.meaning(),
        version: paper.document.version.0,
        hash: paper.document.text.to_string(),
        button: w.with("sign-as", &[("name", name)]),
        confirm: if fresh { String::new() } else { crate::confirm::path(&at.signatures()) },
        edit: if is_closed || !sheet.rights.writes { String::new() } else { at.record() },
        amendments: amendments.iter().map(|amendment| amendment_view(w, amendment)).collect(),
        amend: if is_closed && sheet.may_amend() { at.amendments() } else { String::new() },
        files: files(sheet),
        hidden: if paper.hidden > 0 { w.with("sign-hidden", [("count", paper.hidden)]) } else { String::new() },
        earlier: earlier(w, state, sheet).await?,
        beside: beside(state, w, sheet).await?,
        layout,
    })
}

/// “Sign the record”, “The signed agreement”, “Feedback”.
fn heading(w: Words, sheet: &Sheet) -> String {
    let signs = !sheet.paper.document.parties.is_empty();
    match (&sheet.subject, sheet.paper.is_closed()) {
        (Subject::Meeting(_), true) => w.say("sign-closed-title"),
        (Subject::Meeting(_), false) if signs => w.say("sign-title"),
        (Subject::Meeting(_), false) => w.say("sign-read-title"),
        (Subject::Document(_), _) => capital(sheet),
    }
}

/// Which record it is, with whom.
pub(crate) fn caption(w: Words, sheet: &Sheet) -> String {
    match &sheet.subject {
        Subject::Meeting(_) => w.with("record-caption", &[("meeting", capital(sheet)), ("others", others(w, sheet))]),
        Subject::Document(document) => {
            let supportee = sheet.circle.everyone.iter().find(|one| one.party == Party::Supportee);
            let supportee = supportee.map_or_else(String::new, |one| one.name.clone());
            match &document.owner_name {
                Some(writer) => w.with("document-caption-own", &[("name", supportee), ("writer", writer.clone())]),
                None => w.with("document-caption", &[("name", supportee)]),
            }
        }
    }
}

/// Files beside the text.
fn files(sheet: &Sheet) -> Vec<Link> {
    let files = sheet.paper.form.fields().filter_map(|field| match sheet.paper.values.get(&field.key) {
        Some(AnswerValue::File(file)) => {
            Some(Link::new(format!("{} ({})", file.name, file_size(file.bytes)), At(sheet.which).file(file.id)))
        }
        _ => None,
    });
    files.collect()
}

/// Other versions of the same document that the viewer may read.
async fn earlier(w: Words, state: &AppState, sheet: &Sheet) -> Result<Vec<Link>, Error> {
    let Some(document) = sheet.subject.document().filter(|it| it.kind.kept == Kept::Renewed) else {
        return Ok(Vec::new());
    };
    let records = store::records::documents_of(state.ctx.db.reader(), sheet.circle.journey).await?;
    let others = records.iter().filter(|record| {
        record.id != sheet.paper.record.id
            && record.state != RecordState::Draft
            && record
                .of
                .document()
                .is_some_and(|place| place.key == document.place.key && place.owner == document.place.owner)
    });
    let link = |record: &Record| {
        let number = record.of.document().map_or(1, |place| place.number);
        let on = long_date(date_of(record.updated_at));
        let text = w.with("document-version", &[("number", number.to_string()), ("date", on)]);
        Link::new(text, At(Which::Document(record.id)).signatures())
    };
    Ok(others.map(link).collect())
}

/// The text line by line. What people wrote stands indented, so nothing they write can look like a question.
pub(crate) fn lines(text: &str) -> Vec<SignedLine> {
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

fn standing(w: Words, sheet: &Sheet, signed: bool, signs_here: bool) -> String {
    let paper = &sheet.paper;
    let voided = paper.signatures.iter().any(|signature| !signature.stands());
    let key = if paper.document.parties.is_empty() {
        match sheet.subject.document().map(|document| document.stage) {
            Some(Stage::Draft) => "document-standing-draft",
            Some(_) => "document-standing-submitted",
            None => "sign-standing-notes",
        }
    } else if paper.is_closed() {
        "sign-standing-closed"
    } else if signed {
        "sign-standing-signed"
    } else if !signs_here {
        "sign-standing-others"
    } else if voided && paper.document.standing.is_empty() {
        "sign-standing-voided"
    } else if paper.document.standing.is_empty() {
        "sign-standing-open"
    } else {
        "sign-standing-yours"
    };
    match (paper.record.submitted_at, key) {
        (Some(at), "document-standing-submitted") => w.with(key, &[("date", long_date(date_of(at)))]),
        _ => w.say(key),
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
fn first(w: Words, sheet: &Sheet) -> Option<Link> {
    let at = At(sheet.which);
    match sheet.paper.document.completeness {
        Completeness::NotHeld => {
            let key = if sheet.subject.meeting().is_some() { "sign-first-held" } else { "document-first-submit" };
            Some(Link::new(w.say(key), at.record()))
        }
        Completeness::Undecided => Some(Link::new(w.say("sign-first-choose"), at.choices())),
        Completeness::Missing { answers } => {
            Some(Link::new(w.with("sign-first-answer", [("count", answers)]), at.record()))
        }
        Completeness::Complete => None,
    }
}

fn amendment_view(w: Words, amendment: &Amendment) -> AmendmentView {
    let when = long_instant(amendment.written_at);
    AmendmentView {
        head: w.with("amendment-head", &[("name", amendment.author_name.clone()), ("when", when)]),
        text: amendment.content.clone(),
    }
}
