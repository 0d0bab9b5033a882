//! What comes before a meeting, as pages show it: the agenda, and what people have prepared and shared (F6).

use domain::calendar::weekday_date;
use domain::meetings::Gathered;
use operations::meetings::{Agenda, agenda};
use store::meetings::{Circle, Meeting};

use crate::components::Problem;
use crate::error::Error;
use crate::form::FormData;
use crate::meetings::paths;
use crate::state::AppState;
use crate::words::Words;

/// The box in which a point is typed.
pub(crate) const POINT: &str = "point";

/// The agenda and the way to add to it.
#[derive(Default)]
pub(crate) struct AgendaView {
    pub(crate) lines: Vec<AgendaLine>,
    /// The viewer's own points that are off again.
    pub(crate) off: Vec<AgendaLine>,
    /// Where a point is added; empty: it no longer can be.
    pub(crate) action: String,
    pub(crate) typed: String,
    pub(crate) error: String,
    /// Who reads what is added.
    pub(crate) readers: String,
}

/// One point.
pub(crate) struct AgendaLine {
    /// late | promised | due | raised: how it is drawn.
    pub(crate) kind: &'static str,
    pub(crate) text: String,
    /// Since when it is late, by when it is due, who added it.
    pub(crate) detail: String,
    /// Where one's own point is taken off or put back; empty for any other.
    pub(crate) action: String,
}

impl AgendaView {
    /// Is there nothing to show and nothing to add?
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.off.is_empty() && self.action.is_empty()
    }

    /// Gives back what was typed, with what is wrong.
    pub(crate) fn refuse(&mut self, form: &FormData, sentence: String) -> Problem {
        self.typed = form.raw(POINT);
        self.error.clone_from(&sentence);
        Problem::at(POINT, sentence)
    }
}

/// The agenda of a meeting as its viewer sees it.
pub(crate) async fn view(state: &AppState, w: Words, circle: &Circle, meeting: &Meeting) -> Result<AgendaView, Error> {
    let agenda = agenda(&state.ctx, state.ctx.db.reader(), circle, meeting).await?;
    let is_open = meeting.state.name().is_open();
    Ok(AgendaView {
        lines: lines(w, circle, meeting, &agenda),
        off: own(w, circle, meeting, &agenda),
        action: if is_open { paths::agenda(meeting.id) } else { String::new() },
        readers: crate::meetings::readers(w, circle),
        ..AgendaView::default()
    })
}

fn lines(w: Words, circle: &Circle, meeting: &Meeting, agenda: &Agenda) -> Vec<AgendaLine> {
    let is_open = meeting.state.name().is_open();
    let of = |point: &Gathered| match point {
        Gathered::Late { what, since } => {
            ("late", what.clone(), w.with("agenda-late", &[("date", weekday_date(*since))]))
        }
        Gathered::Promised { what } => ("promised", what.clone(), w.say("agenda-promised")),
        Gathered::Due { what, by } => ("due", what.clone(), w.with("agenda-due", &[("date", weekday_date(*by))])),
    };
    let gathered = agenda.gathered.iter().map(|point| {
        let (kind, text, detail) = of(point);
        AgendaLine { kind, text, detail, action: String::new() }
    });
    let raised = agenda.points.iter().filter(|point| point.taken_off_at.is_none()).map(|point| {
        let own = point.author == circle.viewer;
        let by = match circle.anyones_name(point.author) {
            _ if own => w.say("agenda-by-you"),
            Some(name) => w.with("agenda-by", [("name", name)]),
            None => w.say("agenda-by-somebody"),
        };
        let action = if own && is_open { paths::point(meeting.id, point.id) } else { String::new() };
        AgendaLine { kind: "raised", text: point.content.clone(), detail: by, action }
    });
    gathered.chain(raised).collect()
}

/// The viewer's own points that are off, while they can be put back.
fn own(w: Words, circle: &Circle, meeting: &Meeting, agenda: &Agenda) -> Vec<AgendaLine> {
    if !meeting.state.name().is_open() {
        return Vec::new();
    }
    let mine = agenda.points.iter().filter(|point| point.taken_off_at.is_some() && point.author == circle.viewer);
    let line = |point: &store::meetings::AgendaPoint| AgendaLine {
        kind: "off",
        text: point.content.clone(),
        detail: w.say("agenda-off"),
        action: paths::point(meeting.id, point.id),
    };
    mine.map(line).collect()
}

/// What somebody else has prepared and shared.
pub(crate) struct SharedNote {
    pub(crate) head: String,
    pub(crate) text: String,
}

/// What others have shared with the viewer for this meeting.
pub(crate) async fn shared(
    state: &AppState,
    w: Words,
    circle: &Circle,
    meeting: &Meeting,
) -> Result<Vec<SharedNote>, Error> {
    let viewer = domain::access::Viewer { person: circle.viewer, today: state.ctx.today() };
    let notes = store::meetings::shared_notes(state.ctx.db.reader(), viewer, meeting.id).await?;
    let note = |note: store::meetings::Note| {
        let name = circle.anyones_name(note.person).map_or_else(|| w.say("agenda-somebody"), str::to_owned);
        SharedNote { head: w.with("note-shared-by", &[("name", name)]), text: note.content }
    };
    Ok(notes.into_iter().map(note).collect())
}
