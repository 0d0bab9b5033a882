//! Building a journey in a few words, and printing it.

use domain::calendar::{Period, long_date, short_date};
use domain::expectations::{
    ConfirmedFact, DocumentFact, JourneyFacts, MeetingFact, MeetingState, Occurrence, Outcome, PartySignature,
    RoleFact, Timing, Work, evaluate,
};
use domain::ids::{Id, MeetingId, PersonId};
use domain::programmes::{Onlooker, Party, Programme, Requirement, shipped};
use jiff::civil::Date;

/// A journey being told.
pub struct Tale {
    pub programme: &'static Programme,
    pub facts: JourneyFacts,
    number: u128,
}

fn party(text: &str) -> Party {
    text.parse().unwrap()
}

impl Tale {
    /// A journey of a programme that starts on a day and keeps its length.
    pub fn of(programme: &str, start: Date) -> Self {
        let programme = shipped().newest(&programme.parse().unwrap()).unwrap();
        let facts = JourneyFacts::starting(start, programme.planned_end(start));
        Self { programme, facts, number: 0 }
    }

    fn next(&mut self) -> u128 {
        self.number += 1;
        self.number
    }

    /// Works so many thousandths of full time throughout.
    pub fn works(mut self, thousandths: u32) -> Self {
        let period = Period::since(self.facts.started_on);
        self.facts.work.push(Work { period, thousandths });
        self
    }

    /// Somebody named for a role on a day, from another on.
    pub fn role(mut self, role: &str, named_on: Date, from: Date) -> Self {
        let person = PersonId::from_uuid(uuid::Uuid::from_u128(self.next()));
        self.facts.roles.push(RoleFact {
            role: role.parse().unwrap(),
            person,
            profession: None,
            assigned_on: named_on,
            period: Period::since(from),
            trained: Vec::new(),
        });
        self
    }

    /// A meeting held, attended by these; those who sign did so the day after, where `signed`.
    pub fn held(mut self, kind: &str, on: Date, minutes: u32, attended: &[&str], signed: Signed) -> Self {
        let id = MeetingId::from_uuid(uuid::Uuid::from_u128(self.next()));
        let kind = self.programme.meeting_kind(&kind.parse().unwrap()).unwrap();
        let signatures = match signed {
            Signed::NotYet => Vec::new(),
            Signed::After(days) => {
                let on = domain::calendar::plus_days(on, days);
                kind.signed_by.iter().map(|party| PartySignature { party: party.clone(), on }).collect()
            }
        };
        self.facts.meetings.push(MeetingFact {
            id,
            kind: kind.key.clone(),
            state: MeetingState::Held { on, minutes: Some(minutes) },
            signatures,
            attended: attended.iter().map(|text| party(text)).collect(),
        });
        self
    }

    /// A document signed by all who sign it, with fields answered that day.
    pub fn signed(mut self, document: &str, on: Date, fields: &[&str]) -> Self {
        self.facts.documents.push(DocumentFact {
            document: document.parse().unwrap(),
            by: None,
            signed_on: Some(on),
            submitted_on: None,
            answered: fields.iter().map(|field| (field.parse().unwrap(), on)).collect(),
        });
        let kind = self.programme.document(&document.parse().unwrap()).unwrap();
        if kind.marks.is_some() {
            self.facts.agreed_on = Some(on);
        }
        self
    }

    /// A document begun, with fields answered that day, and not signed.
    pub fn begun(mut self, document: &str, on: Date, fields: &[&str]) -> Self {
        self.facts.documents.push(DocumentFact {
            document: document.parse().unwrap(),
            by: None,
            signed_on: None,
            submitted_on: None,
            answered: fields.iter().map(|field| (field.parse().unwrap(), on)).collect(),
        });
        self
    }

    /// Somebody's own copy handed in.
    pub fn handed_in(mut self, document: &str, by: &str, on: Date) -> Self {
        self.facts.documents.push(DocumentFact {
            document: document.parse().unwrap(),
            by: Some(party(by)),
            signed_on: None,
            submitted_on: Some(on),
            answered: Vec::new(),
        });
        self
    }

    /// A fact confirmed by a party, or by the line manager.
    pub fn confirmed(mut self, fact: &str, by: &str, on: Date) -> Self {
        let by = if by == "line-manager" { Onlooker::LineManager } else { Onlooker::Party(party(by)) };
        self.facts.confirmed.push(ConfirmedFact { fact: fact.parse().unwrap(), on, by });
        self
    }

    /// Compares it, as it stood on a day, with `programmes/NAME/FILE.snap`.
    pub fn is_told_in(&self, file: &str, title: &str, today: Date) {
        self.kept(file, &self.printed(title, today));
    }

    /// The same with only some of its expectations.
    pub fn is_told_in_part(&self, file: &str, title: &str, expectations: &[&str], today: Date) {
        let text = self.printed(title, today);
        let about =
            |part: &&str| !part.contains(" [") || expectations.iter().any(|key| part.contains(&format!("[{key}")));
        let parts: Vec<&str> = text.split("\n\n").filter(about).collect();
        self.kept(file, &parts.join("\n\n"));
    }

    fn kept(&self, file: &str, text: &str) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(format!("../../../../programmes/{}", self.programme.key));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(file, text));
    }

    fn printed(&self, title: &str, today: Date) -> String {
        let end = self.facts.planned_end_on.map_or("none is fixed".to_owned(), long_date);
        let mut text = format!(
            "{title}, as it stood on {}.\nStart: {}. Planned end: {end}.\n\nWhat happened\n",
            long_date(today),
            long_date(self.facts.started_on)
        );
        for (on, what) in self.happenings() {
            text += &format!("  {on}  {what}\n");
        }
        let occurrences = evaluate(self.programme, &self.facts, today);
        for expectation in &self.programme.expectations {
            let standards: String = expectation.counts_for.iter().map(|s| format!(", for {s}")).collect();
            text += &format!("\n{} [{}{standards}]\n", expectation.what, expectation.key);
            let mine: Vec<_> = occurrences.iter().filter(|o| o.expectation.key == expectation.key).collect();
            let applies = mine.iter().any(|o| !matches!(o.outcome, Outcome::NotApplicable { .. }));
            if !applies {
                text += if mine.is_empty() { "   does not come up\n" } else { "   does not apply to this journey\n" };
                continue;
            }
            let far = mine.iter().skip_while(|o| self.sentence(o, today) != "to come").count().saturating_sub(2);
            let (near, later) = mine.split_at(mine.len() - far);
            for occurrence in near {
                text += &format!(
                    "  {:>2}  from {} due {}  {}\n",
                    occurrence.number,
                    occurrence.opens_on,
                    occurrence.due_on,
                    self.sentence(occurrence, today)
                );
            }
            if let Some(last) = later.last() {
                text += &format!("      and {} more, the last due {}\n", later.len(), last.due_on);
            }
        }
        text
    }

    fn sentence(&self, occurrence: &Occurrence<'_>, today: Date) -> String {
        let replaced = match occurrence.replaced_by {
            Some(kind) => format!(", replaced by {}", self.programme.words.meeting_with_article(kind)),
            None => String::new(),
        };
        let apart = matches!(occurrence.expectation.met_by, Requirement::AttendedByAll { .. });
        match occurrence.outcome {
            Outcome::Met { on } if on <= occurrence.due_on && apart && on > occurrence.opens_on => {
                format!("met on {}, apart", short_date(on))
            }
            Outcome::Met { on } if on <= occurrence.due_on => format!("met on {}{replaced}", short_date(on)),
            Outcome::Met { on } => format!("met late, on {}{replaced}", short_date(on)),
            Outcome::AgreedException { agreed_on } => format!("otherwise by agreement of {}", short_date(agreed_on)),
            Outcome::Paused { since } => format!("paused since {}", short_date(since)),
            Outcome::NotApplicable { because } => format!("does not apply ({because:?})"),
            Outcome::Open => match occurrence.timing(today) {
                Some(Timing::Overdue) => "overdue".to_owned(),
                Some(Timing::Missed) => "missed".to_owned(),
                Some(Timing::Due) => "due now".to_owned(),
                _ => "to come".to_owned(),
            },
        }
    }

    fn happenings(&self) -> Vec<(Date, String)> {
        let words = &self.programme.words;
        let who = |party: &Party| self.programme.party_word(party).to_owned();
        let mut lines = Vec::new();
        for role in &self.facts.roles {
            lines.push((role.assigned_on, format!("{} named", words.role(&role.role))));
        }
        for meeting in &self.facts.meetings {
            let MeetingState::Held { on, minutes } = meeting.state else { continue };
            let there: Vec<String> = meeting.attended.iter().map(who).collect();
            let there = if there.is_empty() { String::new() } else { format!(", with {}", there.join(" and ")) };
            let word = words.meeting(&meeting.kind);
            lines.push((on, format!("{word} held, {} minutes{there}", minutes.unwrap_or_default())));
            for signature in &meeting.signatures {
                lines.push((
                    signature.on,
                    format!("  {} signs the record of {}", who(&signature.party), short_date(on)),
                ));
            }
        }
        for document in &self.facts.documents {
            let word = words.say(&format!("document.{}", document.document)).to_owned();
            let by = document.by.as_ref().map(|by| format!(" by the {}", who(by))).unwrap_or_default();
            for (field, on) in &document.answered {
                lines.push((*on, format!("{word}: first answer to {field}")));
            }
            lines.extend(document.signed_on.map(|on| (on, format!("{word} signed by all"))));
            lines.extend(document.submitted_on.map(|on| (on, format!("{word} handed in{by}"))));
        }
        for confirmed in &self.facts.confirmed {
            let by = match &confirmed.by {
                Onlooker::Party(party) => who(party),
                _ => "line manager".to_owned(),
            };
            let name = self.programme.fact(&confirmed.fact).map_or("", |fact| fact.name.as_str());
            lines.push((confirmed.on, format!("confirmed by {by}: {name}")));
        }
        lines.sort();
        lines
    }
}

/// When those who sign signed.
#[derive(Clone, Copy)]
pub enum Signed {
    NotYet,
    /// So many days after the meeting.
    After(i32),
}
