//! What the organisation itself thinks of a standard, beside the figure and never in it (L1).

use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{date_of, long_date};
use domain::programmes::Power;
use domain::standards::Judgement;
use operations::standards::{JudgeRefusal, Judging, judge as write};
use operations::{Actor, Failure};
use store::governance::Judged;

use super::show::{Asked, Looks, build};
use super::{path_of, tile};
use crate::components::{Choice, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// The organisation's own view as the page of a standard shows it.
pub(super) struct Own {
    pub judgement: String,
    pub comment: String,
    pub evidence: String,
    pub by: String,
    /// The form, for those who may write it.
    pub form: Option<OwnForm>,
}

/// The form with what was typed.
pub(super) struct OwnForm {
    pub action: String,
    pub choices: Vec<Choice>,
    pub comment: String,
    pub evidence: String,
    pub problem: String,
}

impl Own {
    /// What stands, and with `may_write` the form to write it anew: as typed, or as it stands.
    pub(super) fn of(w: Words, judged: Option<&Judged>, form: Option<(String, &Typed)>) -> Self {
        let form = form.map(|(action, typed)| {
            let stands = judged.map_or(Judgement::Open, |judged| judged.judgement);
            let chosen = typed.form.filled("judgement").unwrap_or_else(|| stands.as_str().to_owned());
            let text = |name: &str, stands: Option<&String>| match typed.problem {
                Some(_) => typed.form.raw(name),
                None => stands.cloned().unwrap_or_default(),
            };
            let choice = |one: Judgement| Choice::new(one.as_str(), tile::judgement(w, one)).chosen_if(&chosen);
            OwnForm {
                action,
                choices: Judgement::ALL.into_iter().map(choice).collect(),
                comment: text("comment", judged.map(|judged| &judged.comment)),
                evidence: text("evidence", judged.map(|judged| &judged.evidence)),
                problem: typed.problem.clone().unwrap_or_default(),
            }
        });
        let by = |judged: &Judged| {
            let on = long_date(date_of(judged.judged_at));
            w.with("standards-own-by", [("name", judged.judged_by_name.clone()), ("date", on)])
        };
        Self {
            judgement: judged.map(|judged| tile::judgement(w, judged.judgement)).unwrap_or_default(),
            comment: judged.map(|judged| judged.comment.clone()).unwrap_or_default(),
            evidence: judged.map(|judged| judged.evidence.clone()).unwrap_or_default(),
            by: judged.map(by).unwrap_or_default(),
            form,
        }
    }

    /// What is wrong, for the error summary.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let problem = self.form.as_ref().map(|form| form.problem.clone()).filter(|problem| !problem.is_empty());
        problem.map(|problem| Problem::at("comment", problem)).into_iter().collect()
    }
}

/// What was typed into the form, and what was wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub form: FormData,
    pub problem: Option<String>,
}

pub(super) async fn judge(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, set, number)): Path<(String, String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let asked = Asked::find(&state, &desk, &set, &number).await?;
    if !super::may(&state, &desk, Power::KeepGovernance, asked.set) {
        return Err(Error::NotFound);
    }
    let judgement = Judgement::of(&form.text("judgement")).unwrap_or(Judgement::Open);
    let (comment, evidence) = (form.raw("comment"), form.raw("evidence"));
    let judging = Judging { judgement, comment: &comment, evidence: &evidence };
    let reference = &asked.standard.reference;
    let outcome = write(&state.ctx, Actor::Person(who.person()), desk.organisation, reference, judging).await;
    let problem = match outcome {
        Ok(()) => return Ok(page::go_to(format!("{}#own", path_of(&desk.code, reference)))),
        Err(Failure::Refused(JudgeRefusal::NothingSaid)) => w.say("standards-own-nothing"),
        Err(Failure::Refused(JudgeRefusal::TooLong)) => w.say("standards-own-too-long"),
        Err(failure) => return Err(failure.into()),
    };
    let typed = Typed { form, problem: Some(problem) };
    Ok(page::again(&build(&state, &who, &desk, &asked, &Looks::default(), &typed).await?))
}
