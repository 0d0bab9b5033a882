//! `/journeys/{id}/facts/{fact}`: saying that something is done which only people can know, and whether others may know.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access::decide;
use domain::calendar::{date_of, long_date};
use domain::ids::JourneyId;
use domain::programmes::{Fact, Onlooker, Programme, Repeats, capitalised};
use jiff::civil::Date;
use operations::Failure;
use operations::journeys::{ConfirmRefusal, ConsentAnswer, asked, confirm, consent, consents};
use store::facts::{Confirmation, Consent};
use store::overview::{self, Head};

use crate::components::{Choice, Problem, SummaryRow};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// How much one may write for others to know.
const MOST_LETTERS: usize = 2000;

#[derive(Template)]
#[template(path = "journeys/confirm.html")]
struct ConfirmPage {
    layout: Layout,
    back: String,
    action: String,
    heading: String,
    names: String,
    /// What is asked, in the programme's words; may be empty.
    ask: String,
    part: Part,
    /// Who confirmed it, and who has not yet.
    everybody: Vec<SummaryRow>,
    problems: Vec<Problem>,
    problem: String,
}

/// What this person can do here.
enum Part {
    /// Says on which day it was done. `told`: what they are to know, where somebody consented to it.
    Day { day: String, month: String, year: String, told: String },
    /// Says whether others may know, and what.
    Consent { choices: Vec<Choice>, content: String, readers: String },
    /// They have done so.
    Done { sentence: String, told: String },
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<(String, String)>,
) -> Result<Response, Error> {
    let asked = load(&state, &who, &path).await?;
    Ok(page::show(&asked.page(&state, &who, None, String::new())))
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    Path(path): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let asked = load(&state, &who, &path).await?;
    let (journey, fact) = (asked.head.journey, asked.fact().key.clone());
    let again = |problem: String| Ok(page::again(&asked.page(&state, &who, Some(&form), problem)));
    let done = if consents(asked.fact(), &asked.standing) {
        let content = form.text("content");
        let answer = match form.text("consent").as_str() {
            "yes" if content.chars().count() > MOST_LETTERS => {
                return again(w.with("fact-consent-long", [("most", MOST_LETTERS)]));
            }
            "yes" => ConsentAnswer::Given { content },
            "no" => ConsentAnswer::Refused,
            _ => return again(w.say("fact-consent-choose")),
        };
        consent(&state.ctx, who.person(), journey, &fact, answer).await
    } else {
        let Some(on) = read(&form) else { return again(w.say("fact-which-day")) };
        match confirm(&state.ctx, who.person(), journey, &fact, on).await {
            Err(Failure::Refused(ConfirmRefusal::NotYet)) => {
                return again(w.with("fact-not-yet", &[("date", long_date(on))]));
            }
            other => other,
        }
    };
    match done {
        Ok(()) => Ok(page::go_to(super::journey(journey))),
        Err(Failure::Refused(ConfirmRefusal::NotYet)) => again(w.say("fact-which-day")),
        Err(other) => Err(other.into()),
    }
}

fn read(form: &FormData) -> Option<Date> {
    let part = |name: &str| form.text(&format!("done-{name}"));
    Date::new(part("year").parse().ok()?, part("month").parse().ok()?, part("day").parse().ok()?).ok()
}

/// A fact as it stands for somebody who may confirm it.
struct Asked {
    head: Head,
    fact: usize,
    standing: Vec<Onlooker>,
    confirmed: Vec<Confirmation>,
    consent: Option<Consent>,
}

/// For those who may confirm the fact; to anybody else there is none, and none either while a consent is missing.
async fn load(state: &AppState, who: &SignedIn, path: &(String, String)) -> Result<Asked, Error> {
    let journey: JourneyId = path.0.parse().map_err(|_| Error::NotFound)?;
    let key = path.1.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let standing = store::access::standing(reader, who.person(), journey, today).await?;
    let head = overview::head(reader, &state.ctx.programmes, journey, today).await?.ok_or(Error::NotFound)?;
    let fact = asked(&head.programme, &standing, &key).ok_or(Error::NotFound)?;
    let progress = "progress".parse().expect("written here, and a key");
    if decide(&head.programme.sharing, &standing, &progress) == domain::access::Decision::Hide {
        return Err(Error::NotFound);
    }
    let consent = match &fact.consent {
        Some(_) => store::facts::consent(reader, journey, &key).await?,
        None => None,
    };
    let waits = fact.consent.is_some() && !consent.as_ref().is_some_and(|consent| consent.is_given);
    if waits && !consents(fact, &standing) {
        return Err(Error::NotFound);
    }
    let confirmed = store::facts::confirmations(reader, journey, &key).await?;
    let fact = head.programme.facts.iter().position(|one| one.key == key).ok_or(Error::NotFound)?;
    Ok(Asked { head, fact, standing, confirmed, consent })
}

impl Asked {
    fn fact(&self) -> &Fact {
        &self.head.programme.facts[self.fact]
    }

    fn page(&self, state: &AppState, who: &SignedIn, typed: Option<&FormData>, problem: String) -> ConfirmPage {
        let w = Words::english();
        let fact = self.fact();
        let heading = w.with("fact-title", [("what", fact.name.as_str())]);
        let mut layout = who.layout(state, heading.clone());
        layout.has_errors = !problem.is_empty();
        let part = self.part(w, who, state.ctx.today(), typed);
        let field = if matches!(part, Part::Consent { .. }) { "consent" } else { "done-day" };
        let problems = if problem.is_empty() { Vec::new() } else { vec![Problem::at(field, problem.clone())] };
        ConfirmPage {
            back: super::journey(self.head.journey),
            action: super::confirm(self.head.journey, &fact.key),
            names: self.head.supportee_name.clone(),
            ask: fact.ask.clone().unwrap_or_default(),
            part,
            everybody: self.everybody(w),
            layout,
            heading,
            problems,
            problem,
        }
    }

    fn part(&self, w: Words, who: &SignedIn, today: Date, typed: Option<&FormData>) -> Part {
        if consents(self.fact(), &self.standing) {
            return self.consenting(w, typed);
        }
        let told = self.told(w);
        let own = self.confirmed.iter().find(|one| one.by == who.person());
        if let Some(own) = own.filter(|_| self.fact().repeats == Repeats::Once) {
            let sentence = w.with("fact-already", &[("date", long_date(own.happened_on))]);
            return Part::Done { sentence, told };
        }
        let shown = |name: &str, otherwise: i16| match typed {
            Some(form) => form.text(&format!("done-{name}")),
            None => otherwise.to_string(),
        };
        Part::Day {
            day: shown("day", today.day().into()),
            month: shown("month", today.month().into()),
            year: shown("year", today.year()),
            told,
        }
    }

    fn consenting(&self, w: Words, typed: Option<&FormData>) -> Part {
        let stands = self.consent.as_ref();
        let chosen = match typed {
            Some(form) => form.text("consent"),
            None => stands.map_or("", |consent| if consent.is_given { "yes" } else { "no" }).to_owned(),
        };
        let choice = |value: &str, key: &str| Choice::new(value, w.say(key)).chosen_if(&chosen);
        let content = match typed {
            Some(form) => form.text("content"),
            None => stands.map_or_else(String::new, |consent| consent.content.clone()),
        };
        let others = self.fact().confirmed_by.iter();
        let others = others
            .filter(|one| self.fact().consent.as_ref().map(|p| Onlooker::Party(p.clone())).as_ref() != Some(*one));
        let readers: Vec<String> =
            others.map(|one| w.with("fact-your", [("who", called(w, &self.head.programme, one))])).collect();
        Part::Consent {
            choices: vec![choice("yes", "fact-consent-yes"), choice("no", "fact-consent-no")],
            content,
            readers: crate::meetings::and(w, &readers),
        }
    }

    /// What those who confirm it are to know, in the words of whoever consented.
    fn told(&self, w: Words) -> String {
        match &self.consent {
            Some(consent) if consent.is_given && !consent.content.is_empty() => consent.content.clone(),
            Some(consent) if consent.is_given => {
                let (name, date) = (self.head.supportee_name.as_str(), long_date(date_of(consent.answered_at)));
                w.with("fact-consent-nothing", [("name", name), ("date", date.as_str())])
            }
            _ => String::new(),
        }
    }

    /// Who has confirmed it, where several may; a day for each, or that it is still to come.
    fn everybody(&self, w: Words) -> Vec<SummaryRow> {
        let fact = self.fact();
        let consents = fact.consent.clone().map(Onlooker::Party);
        let waits = consents.is_some() && !self.consent.as_ref().is_some_and(|consent| consent.is_given);
        if waits || fact.repeats == Repeats::OnSeveralDays || fact.confirmed_by.len() < 2 {
            return Vec::new();
        }
        let others = fact.confirmed_by.iter().filter(|one| consents.as_ref() != Some(*one));
        let each = others.map(|one| {
            let own = self.confirmed.iter().find(|confirmed| confirmed.capacity == *one);
            let said = own.map_or_else(|| w.say("fact-not-said"), |own| long_date(own.happened_on));
            SummaryRow::new(capitalised(&called(w, &self.head.programme, one)), said)
        });
        each.collect()
    }
}

/// “line manager”: what somebody in a capacity is called.
fn called(w: Words, programme: &Programme, onlooker: &Onlooker) -> String {
    match onlooker {
        Onlooker::Party(party) => programme.party_word(party).to_owned(),
        Onlooker::Office(office) => programme.words.office(office).to_owned(),
        Onlooker::LineManager => w.say("fact-line-manager"),
        Onlooker::Cover => w.say("fact-cover"),
    }
}
