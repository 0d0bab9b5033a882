//! `…/tailor`: the fields of what the source leaves open, and the checker's problems beside them.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::programmes::tailoring::{Hours, measures};
use domain::programmes::{Gives, Participation, Programme, capitalised};
use operations::programmes::{TailorRefusal, tailor};
use operations::{Actor, Failure};

use super::fields::{self, SPARE};
use super::telling::{
    gives_name, hours_name, item_name, measure_name, number_of, onlooker_name, participation_name, word_name,
};
use super::{Here, here, path, way};
use crate::components::{Choice, Link, Problem};
use crate::error::Error;
use crate::form::{FormData, Posted};
use crate::layout::Layout;
use crate::page;
use crate::routes::AtDesk;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "programmes/tailor.html")]
struct TailorPage {
    layout: Layout,
    way: Vec<Link>,
    action: String,
    problems: Vec<Problem>,
    heading: String,
    why: Input,
    consulted: Input,
    rhythm: Vec<Input>,
    length: Vec<Input>,
    participation: Vec<Select>,
    time: Vec<Group>,
    words: Vec<Group>,
    themes: Vec<Theme>,
    new_themes: Vec<Input>,
    forms: Vec<AskedMore>,
    sharing: Vec<Select>,
}

/// One field.
struct Input {
    id: String,
    label: String,
    hint: String,
    value: String,
    problem: String,
}

/// Fields that belong together.
struct Group {
    legend: String,
    fields: Vec<Input>,
}

struct Theme {
    name: Input,
    kept: Vec<Choice>,
}

/// A form, and what the organisation asks more on it.
struct AskedMore {
    title: String,
    rows: Vec<Row>,
}

struct Row {
    legend: String,
    key_id: String,
    key: String,
    label: Input,
    hint: Input,
    kind_id: String,
    kinds: Vec<Choice>,
    choices: Input,
    needed: Vec<Choice>,
    needed_id: String,
}

struct Select {
    id: String,
    label: String,
    hint: String,
    options: Vec<Choice>,
    problem: String,
}

/// What is wrong, and with which field.
type Mistakes = Vec<(String, String)>;

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, key)): Path<(String, String)>,
) -> Result<Response, Error> {
    let here = here(&state, &desk, &key).await?;
    let runs = here.runs.as_ref().ok_or(Error::NotFound)?;
    let form = fields::shown(&here.source, runs);
    Ok(page::show(&build(&state, &who, &desk, &here, &form, &Vec::new())))
}

pub(super) async fn post(
    State(state): State<AppState>,
    who: SignedIn,
    AtDesk(desk): AtDesk,
    Path((_, key)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Error> {
    let w = Words::english();
    let here = here(&state, &desk, &key).await?;
    let wanted = fields::wanted(&here.source, &form);
    let actor = Actor::Person(who.person());
    match tailor(&state.ctx, actor, desk.organisation, &here.key, &wanted).await {
        Ok(_) => Ok(page::go_to(format!("{}?done=tailored", path(&desk, &here.key)))),
        Err(Failure::Refused(TailorRefusal::Wrong(problems))) => {
            let mut mistakes: Mistakes = Vec::new();
            for (field, problem) in problems {
                let said = match field.as_str() {
                    "why" => w.say("tailoring-why-missing"),
                    "consulted" => w.say("tailoring-consulted-missing"),
                    // The range says it all to somebody who did not write a key.
                    _ if problem.remedy.starts_with("Write a whole number") => problem.remedy,
                    _ => plainly(&format!("{} {}", problem.what, problem.remedy)),
                };
                if !mistakes.contains(&(field.clone(), said.clone())) {
                    mistakes.push((field, said));
                }
            }
            Ok(page::again(&build(&state, &who, &desk, &here, &form, &mistakes)))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The checker's sentence without the marks of the notation.
fn plainly(sentence: &str) -> String {
    sentence.replace('`', "")
}

/// What the page is built from: the words of the page, the source, what was typed and what is wrong with it.
struct Building<'b> {
    w: Words,
    source: &'b Programme,
    form: &'b FormData,
    mistakes: &'b Mistakes,
}

impl Building<'_> {
    fn input(&self, id: impl Into<String>, label: impl Into<String>, hint: impl Into<String>) -> Input {
        let id = id.into();
        let value = self.form.text(&id);
        Input { problem: self.problem(&id), id, label: label.into(), hint: hint.into(), value }
    }

    fn problem(&self, field: &str) -> String {
        let said = self.mistakes.iter().filter(|(at, _)| at == field).map(|(_, said)| said.as_str());
        said.collect::<Vec<_>>().join(" ")
    }

    /// “Source: every month.”
    fn source_says(&self, said: String) -> String {
        self.w.with("tailoring-source-hint", [("said", said)])
    }

    fn rhythm(&self) -> Vec<Input> {
        let open = self.source.open.rhythm.iter().filter_map(|key| self.source.expectation(key));
        let each = open.flat_map(|expectation| {
            measures(expectation).into_iter().map(move |(measure, number)| {
                let label = format!("{}: {}", expectation.what, measure_name(self.w, measure));
                let mut hint = number_of(self.w, self.source, &expectation.key, measure, number);
                hint = self.source_says(hint);
                if let Some(standard) = expectation.counts_for.first() {
                    hint = format!("{hint} {}", self.w.with("tailoring-only-more", [("standard", &standard.number)]));
                }
                self.input(fields::rhythm_field(expectation.key.as_str(), measure), label, hint)
            })
        });
        each.collect()
    }

    fn length(&self) -> Vec<Input> {
        let said = match self.source.length.months {
            Some(months) => self.w.with("tailoring-months", [("count", months)]),
            None => self.w.say("tailoring-nothing"),
        };
        let input = || self.input("length", self.w.say("tailoring-length"), self.source_says(said));
        if self.source.open.length { vec![input()] } else { Vec::new() }
    }

    fn participation(&self) -> Vec<Select> {
        let chosen = self.form.text("participation");
        let name = |participation| participation_name(self.w, participation);
        let options = Participation::NAMED
            .map(|(value, participation)| Choice::new(value, name(participation)).chosen_if(&chosen));
        let said = self.source_says(name(self.source.offering.participation));
        let select = || Select {
            id: "participation".to_owned(),
            label: self.w.say("tailoring-participation"),
            hint: format!("{said} {}", self.w.say("tailoring-participation-hint")),
            options: options.into(),
            problem: self.problem("participation"),
        };
        if self.source.open.participation { vec![select()] } else { Vec::new() }
    }

    fn time(&self) -> Vec<Group> {
        let open = self.source.time.iter().filter(|promise| self.source.open.time.contains(&promise.party));
        let groups = open.map(|promise| Group {
            legend: capitalised(self.source.party_word(&promise.party)),
            fields: Hours::ALL
                .map(|hours| {
                    let said = self.w.with("tailoring-hours", [("count", hours.of(promise) / 60)]);
                    let id = fields::time_field(promise.party.as_str(), hours);
                    self.input(id, hours_name(self.w, hours), self.source_says(said))
                })
                .into(),
        });
        groups.collect()
    }

    fn words(&self) -> Vec<Group> {
        if !self.source.open.words {
            return Vec::new();
        }
        let groups = self.source.words.all().map(|(key, word)| {
            let forms = [("one", &word.one), ("many", &word.many), ("a", &word.article)];
            let label = |form: &str| match form {
                "one" => self.w.say("tailoring-word-one"),
                "many" => self.w.say("tailoring-word-many"),
                _ => self.w.say("tailoring-word-a"),
            };
            let fields = forms.map(|(form, said)| {
                self.input(fields::word_field(key, form), label(form), self.source_says(said.clone()))
            });
            Group { legend: capitalised(&word_name(self.w, key)), fields: fields.into() }
        });
        groups.collect()
    }

    fn themes(&self, here: &Programme) -> Vec<Theme> {
        if !self.source.open.content {
            return Vec::new();
        }
        let own = here.content.iter().filter(|own| self.source.content.iter().all(|theme| theme.key != own.key));
        let themes = self.source.content.iter().map(|theme| (theme, true)).chain(own.map(|theme| (theme, false)));
        let each = themes.map(|(theme, of_source)| {
            let id = fields::theme_field(theme.key.as_str());
            let hint = if of_source { self.source_says(theme.name.clone()) } else { self.w.say("tailoring-theme-own") };
            let kept = format!("{id}-kept");
            let chosen = self.form.text(&kept);
            let mut choice = Choice::new("yes", self.w.say("tailoring-theme-kept")).chosen_if(&chosen);
            choice.id.clone_from(&kept);
            choice.name = kept;
            Theme { name: self.input(id, self.w.say("tailoring-theme"), hint), kept: vec![choice] }
        });
        each.collect()
    }

    fn new_themes(&self) -> Vec<Input> {
        let rows = if self.source.open.content { SPARE } else { 0 };
        (0..rows).map(|row| self.input(format!("theme-new-{row}"), self.w.say("tailoring-theme-new"), "")).collect()
    }

    fn forms(&self, here: &Programme) -> Vec<AskedMore> {
        let open = self.source.open.forms.iter().filter_map(|key| here.form(key));
        let each = open.map(|form| {
            let typed =
                (0..).take_while(|row| self.form.has(&fields::question_field(form.key.as_str(), *row, "label")));
            let filled = typed
                .filter(|row| !self.form.text(&fields::question_field(form.key.as_str(), *row, "label")).is_empty());
            let count = filled.last().map_or(0, |last| last + 1) + SPARE;
            let rows = (0..count).map(|row| self.row(form.key.as_str(), row)).collect();
            AskedMore { title: form.title.clone(), rows }
        });
        each.collect()
    }

    fn row(&self, form: &str, row: usize) -> Row {
        let w = self.w;
        let at = |what: &str| fields::question_field(form, row, what);
        let chosen = self.form.filled(&at("kind")).unwrap_or_else(|| "text".to_owned());
        let kinds = [
            ("text", w.say("tailoring-kind-text")),
            ("long-text", w.say("tailoring-kind-long-text")),
            ("choice", w.say("tailoring-kind-choice")),
            ("date", w.say("tailoring-kind-date")),
        ];
        let needed = at("needed");
        let mut need = Choice::new("yes", w.say("tailoring-question-needed")).chosen_if(&self.form.text(&needed));
        need.id.clone_from(&needed);
        Row {
            legend: w.with("tailoring-question-number", [("number", row + 1)]),
            key_id: at("key"),
            key: self.form.text(&at("key")),
            label: self.input(at("label"), w.say("tailoring-question"), w.say("tailoring-question-hint")),
            hint: self.input(at("hint"), w.say("tailoring-question-help"), ""),
            kind_id: at("kind"),
            kinds: kinds.map(|(value, text)| Choice::new(value, text).chosen_if(&chosen)).into(),
            choices: self.input(at("choices"), w.say("tailoring-choices"), w.say("tailoring-choices-hint")),
            needed: vec![need],
            needed_id: needed,
        }
    }

    fn sharing(&self) -> Vec<Select> {
        let rules =
            self.source.sharing.rules.iter().filter(|rule| self.source.open.sharing && rule.gives > Gives::Nothing);
        let each = rules.map(|rule| {
            let id = fields::sharing_field(rule);
            let chosen = self.form.filled(&id).unwrap_or_else(|| fields::gives_value(rule.gives).to_owned());
            let narrower =
                [Gives::Read, Gives::Summary, Gives::Nothing].into_iter().filter(|gives| *gives <= rule.gives);
            let options = narrower
                .map(|gives| Choice::new(fields::gives_value(gives), gives_name(self.w, gives)).chosen_if(&chosen));
            let values = [
                ("who", onlooker_name(self.w, self.source, &rule.who)),
                ("item", item_name(self.w, self.source, rule.item.as_str())),
            ];
            Select {
                label: self.w.with("tailoring-sharing-of", &values),
                hint: self.source_says(gives_name(self.w, rule.gives)),
                options: options.collect(),
                problem: self.problem(&id),
                id,
            }
        });
        each.collect()
    }
}

fn build(
    state: &AppState,
    who: &SignedIn,
    desk: &operations::access::Desk,
    here: &Here,
    form: &FormData,
    mistakes: &Mistakes,
) -> TailorPage {
    let w = Words::english();
    let runs = here.shown();
    let name = capitalised(runs.words.say("programme"));
    let mut layout = crate::desk::layout(state, who, desk, w.with("tailoring-title", [("programme", &name)]));
    layout.has_errors = !mistakes.is_empty();
    let mut way = way(w, desk);
    way.push(Link::new(name, path(desk, &here.key)));
    let building = Building { w, source: &here.source, form, mistakes };
    let problem = |(field, said): &(String, String)| {
        if field.is_empty() {
            Problem { text: said.clone().into(), ..Problem::default() }
        } else {
            Problem::at(field, said.clone())
        }
    };
    TailorPage {
        layout,
        way,
        action: format!("{}/tailor", path(desk, &here.key)),
        problems: mistakes.iter().map(problem).collect(),
        heading: w.say("tailoring-own-heading"),
        why: building.input("why", w.say("tailoring-why"), w.say("tailoring-why-hint")),
        consulted: building.input("consulted", w.say("tailoring-consulted"), w.say("tailoring-consulted-hint")),
        rhythm: building.rhythm(),
        length: building.length(),
        participation: building.participation(),
        time: building.time(),
        words: building.words(),
        themes: building.themes(runs),
        new_themes: building.new_themes(),
        forms: building.forms(runs),
        sharing: building.sharing(),
    }
}
