//! What was agreed so far, what waits, and what can be agreed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::exceptions::Way;
use domain::programmes::{Expectation, MayVary};
use store::exceptions::{Exception, Standing};
use store::overview::PathState;

use super::{path_of, side};
use crate::components::Link;
use crate::error::Error;
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "exceptions/list.html")]
struct ListPage {
    layout: Layout,
    back: String,
    over: String,
    lines: Vec<Line>,
    possible: Vec<Link>,
}

/// One of them, as a line.
struct Line {
    href: String,
    what: String,
    standing: String,
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let w = Words::english();
    let side = side(&state, &who, &id).await?;
    let programme = &side.programme;
    let all = store::exceptions::list(state.ctx.db.reader(), side.journey).await?;
    // What the other side has written and not signed is theirs alone yet.
    let seen = all.into_iter().filter(|one| one.proposed_by == who.person() || !one.signatures.is_empty());
    let lines = seen
        .map(|one| Line { href: path_of(one.id), what: one.change.sentence(programme), standing: standing(w, &one) })
        .collect();
    let base = format!("{}/new?what=", super::list_of(side.journey));
    let mut possible = Vec::new();
    let known = store::overview::occurrences(state.ctx.db.reader(), side.journey).await?;
    // What happens once can be later only while it has not happened.
    let is_open = |expectation: &Expectation| {
        known.iter().any(|one| one.expectation == expectation.key && one.state == PathState::Open)
    };
    for way in [Way::Left, Way::Shorter, Way::Later] {
        let fitting = programme.expectations.iter().filter(|expectation| way.fits(expectation));
        for expectation in fitting.filter(|expectation| way != Way::Later || is_open(expectation)) {
            let key = format!("exception-way-{}", way.as_str());
            let text = w.with(&key, [("what", expectation.what.as_str())]);
            possible.push(Link::new(text, format!("{base}{}:{}", way.as_str(), expectation.key)));
        }
    }
    if programme.length.may_vary == MayVary::ByAgreement {
        let text = w.with("exception-way-ends", [("journey", programme.words.say("journey"))]);
        possible.push(Link::new(text, format!("{base}ends")));
    }
    Ok(page::show(&ListPage {
        layout: who.layout(&state, w.say("exceptions-title")),
        back: crate::journeys::journey(side.journey),
        over: domain::programmes::capitalised(programme.words.say("journey")),
        lines,
        possible,
    }))
}

/// “Agreed on 4 January 2027”.
pub(super) fn standing(w: Words, one: &Exception) -> String {
    let on = one.settled_at.map(|at| long_date(date_of(at))).unwrap_or_default();
    match one.standing {
        Standing::Agreed => w.with("exception-agreed", &[("date", on)]),
        Standing::Declined => w.with("exception-declined", &[("date", on)]),
        Standing::Withdrawn => w.with("exception-withdrawn", &[("date", on)]),
        Standing::Proposed => match one.signatures.first() {
            Some(signed) => w.with("exception-waits", [("name", signed.name.as_str())]),
            None => w.say("exception-draft"),
        },
    }
}
