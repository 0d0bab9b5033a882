//! What the people of the other organisations write down: an agreement renewed once, a plan that changes as it goes, and
//! looks at their own confidence. By the product's own operations, each at its own time.

use domain::confidence::Opens;
use domain::forms::{Field, FieldKind, Form, Moment};
use domain::ids::{JourneyId, PersonId, RecordId};
use domain::keys::DocumentKey;
use domain::plans::{Details, ItemKind, ItemState};
use domain::programmes::{Kept, Own, Party, Programme};
use domain::records::{AnswerValue, Row};
use domain::signatures::{Confirmation, Shown};
use operations::records::{Entry, SaveOutcome, Which, save, sheet, sign};
use operations::{confidence, documents, plans};

use super::lives::Journey;
use super::{Told, key};
use crate::Problem;
use crate::telling::unexpected;

/// What somebody sets out to reach, by the programme, and what became of it.
struct Aim {
    programme: &'static str,
    what: &'static str,
    success: &'static str,
    area: &'static str,
    doing: (&'static str, &'static str),
    note: &'static str,
    outcome: &'static str,
}

const AIMS: &[Aim] = &[
    Aim {
        programme: "preceptorship-scotland",
        what: "Lead a home visit from planning to report",
        success: "Two in a row that my preceptor only hears about afterwards",
        area: "clinical-practice",
        doing: ("shadowing", "Go along on three visits in the west"),
        note: "The second went well. The report took too long.",
        outcome: "Done twice, and the family wrote a card.",
    },
    Aim {
        programme: "preceptorship-scotland",
        what: "Help a student find their feet for a week",
        success: "The student says what they learnt",
        area: "facilitating-learning",
        doing: ("course", "The short course for practice educators"),
        note: "Course booked for the spring.",
        outcome: "",
    },
    Aim {
        programme: "doctoral-tutor-pair",
        what: "Settle the question of the thesis",
        success: "One page that both tutors understand without me",
        area: "research",
        doing: ("supervision", "A session on the method with the thesis supervisor"),
        note: "Down to two questions. One of them can be answered in three years.",
        outcome: "The page is written, and it is the smaller question.",
    },
    Aim {
        programme: "doctoral-tutor-pair",
        what: "Feel at home in formulation with older people",
        success: "I can tell a formulation aloud in two minutes",
        area: "clinical",
        doing: ("placement", "Sit in on the memory clinic"),
        note: "Sat in twice. I listen differently now.",
        outcome: "",
    },
    Aim {
        programme: "mentoring",
        what: "Decide whether to apply for the lead post",
        success: "I can say why, either way, in a sentence",
        area: "",
        doing: ("meet", "Talk with two people who do such work"),
        note: "Talked with one. It is more about people than about rotas.",
        outcome: "I have applied.",
    },
];

const STRENGTHS: [&str; 2] = ["I keep calm when it gets busy.", "I ask before I guess."];
const NEEDS: [&str; 2] =
    ["More practice in speaking up in large meetings.", "Somebody to think with about what comes next."];

impl Told<'_> {
    /// What the two of a journey write down.
    pub(super) async fn papers(&self, journey: &Journey, id: JourneyId) -> Result<(), Problem> {
        let programme = self.ctx.programmes.newest(&key(journey.programme));
        let programme = programme.ok_or_else(|| Problem::Refused(format!("{} is missing", journey.programme)))?.clone();
        let one = self.person(journey.supportee).await?;
        let other = self.person(journey.supporter).await?;
        if journey.began > 30 {
            self.agreement(&programme, journey, id, [one, other]).await?;
        }
        if programme.plan.is_some() {
            self.plan(journey, id, [one, other]).await?;
        }
        if programme.confidence.is_some() {
            self.looks(&programme, journey, id, one).await?;
        }
        Ok(())
    }

    async fn agreement(
        &self,
        programme: &Programme,
        journey: &Journey,
        id: JourneyId,
        [one, other]: [PersonId; 2],
    ) -> Result<(), Problem> {
        let is_agreement = |kind: &&domain::programmes::DocumentKind| {
            kind.marks.is_some() && kind.own == Own::Shared && kind.kept == Kept::Renewed && kind.signed_by.len() == 2
        };
        let Some(kind) = programme.documents.iter().find(is_agreement) else { return Ok(()) };
        let Some(form) = programme.form(&kind.form) else { return Ok(()) };
        self.move_to(journey.began - 12, 11);
        let first = self.begun(one, id, &kind.key).await?;
        self.fill(form, first, &[(Party::Supportee, one), (supporter(programme), other)]).await?;
        self.sign_both(first, [one, other], journey.began - 10).await?;
        if journey.began > 140 {
            self.move_to(journey.began - 110, 15);
            let next = self.begun(other, id, &kind.key).await?;
            let rhythm = form.fields().find(|field| field.key.as_str() == "rhythm");
            if let Some(field) = rhythm.filter(|field| matches!(field.kind, FieldKind::LongText { .. })) {
                let text =
                    "Every three weeks for now, three quarters of an hour, by video. In person before each review.";
                let base = self.base(other, next, field).await?;
                let entry = Entry { field: field.key.clone(), base, value: Some(AnswerValue::Text(text.to_owned())) };
                self.save(other, next, entry).await?;
            }
            self.sign_both(next, [other, one], journey.began - 112).await?;
        }
        Ok(())
    }

    async fn begun(&self, by: PersonId, id: JourneyId, document: &DocumentKey) -> Result<RecordId, Problem> {
        documents::begin(self.ctx, by, id, document).await.map_err(unexpected("a document"))
    }

    async fn save(&self, by: PersonId, record: RecordId, entry: Entry) -> Result<SaveOutcome, Problem> {
        save(self.ctx, by, record, "told", &[entry]).await.map_err(unexpected("an answer"))
    }

    /// The revision that stands in a field.
    async fn base(&self, by: PersonId, record: RecordId, field: &Field) -> Result<i32, Problem> {
        let sheet = sheet(self.ctx, self.ctx.db.reader(), by, Which::Document(record)).await?;
        Ok(sheet.and_then(|sheet| sheet.paper.standing(&field.key).map(|answer| answer.revision)).unwrap_or(0))
    }

    /// Answers whatever is needed to sign and is not there, by whoever may.
    async fn fill(&self, form: &Form, record: RecordId, who: &[(Party, PersonId)]) -> Result<(), Problem> {
        for field in form.fields().filter(|field| field.need.at(Moment::Sign)) {
            let by = who.iter().find(|(party, _)| field.may_answer(std::slice::from_ref(party)));
            let Some((_, by)) = by else { continue };
            let base = self.base(*by, record, field).await?;
            if let Some(value) = answer(field, self.today).filter(|_| base == 0) {
                self.save(*by, record, Entry { field: field.key.clone(), base, value: Some(value) }).await?;
            }
        }
        Ok(())
    }

    async fn sign_both(&self, record: RecordId, who: [PersonId; 2], ago: i32) -> Result<(), Problem> {
        for (later, person) in (0..).zip(who) {
            self.move_to(ago - later, 12);
            let found = sheet(self.ctx, self.ctx.db.reader(), person, Which::Document(record)).await?;
            let Some(sheet) = found else { continue };
            let shown = Shown { version: sheet.paper.record.version, text: sheet.paper.document.text.clone() };
            let confirmation = Confirmation { confirmed_at: self.ctx.now(), method: "e-mail link".to_owned() };
            sign(self.ctx, person, record, &shown, confirmation).await.map_err(unexpected("a signature"))?;
        }
        Ok(())
    }

    async fn plan(&self, journey: &Journey, id: JourneyId, [one, other]: [PersonId; 2]) -> Result<(), Problem> {
        let ctx = self.ctx;
        let add = async |by, kind, details: &Details| {
            plans::add(ctx, by, id, kind, details).await.map_err(unexpected("something of a plan"))
        };
        let said = |what: &str| Details { what: what.to_owned(), ..Details::default() };
        self.move_to(journey.began - 20, 10);
        add(one, ItemKind::Strength, &said(STRENGTHS[usize::from(journey.began % 2 == 0)])).await?;
        let need = add(one, ItemKind::Need, &said(NEEDS[usize::from(journey.began % 2 == 0)])).await?;
        for (nth, aim) in (0..).zip(AIMS.iter().filter(|aim| aim.programme == journey.programme)) {
            let set_down = journey.began - 21 - 9 * nth;
            if set_down < 2 {
                break;
            }
            self.move_to(set_down, 16);
            let details = Details {
                what: aim.what.to_owned(),
                success: aim.success.to_owned(),
                area: aim.area.parse().ok(),
                by: Some(self.day(set_down - 90 - 40 * nth)),
                under: (nth == 0).then_some(need),
                ..Details::default()
            };
            let objective = add(one, ItemKind::Objective, &details).await?;
            let doing = Details { way: aim.doing.0.parse().ok(), under: Some(objective), ..said(aim.doing.1) };
            add(one, ItemKind::Activity, &doing).await?;
            self.move_to(set_down - 1, 13);
            plans::agree(ctx, other, objective, 1).await.map_err(unexpected("agreeing"))?;
            if set_down > 45 {
                self.move_to(set_down - 40, 13);
                let noted = plans::note(ctx, one, objective, aim.note, self.day(set_down - 40)).await;
                noted.map_err(unexpected("a note"))?;
                let later = Details { by: Some(self.day(set_down - 110 - 40 * nth)), ..details };
                plans::change(ctx, other, objective, 1, &later).await.map_err(unexpected("another day"))?;
            }
            if set_down > 115 && !aim.outcome.is_empty() {
                self.move_to(set_down - 105, 17);
                let on = self.day(set_down - 105);
                let done = plans::settle(ctx, one, objective, ItemState::Reached, aim.outcome, on).await;
                done.map_err(unexpected("an outcome"))?;
            }
        }
        if journey.programme == "preceptorship-scotland" {
            self.move_to((journey.began - 33).max(2), 9);
            let enrolled = self.day((journey.began - 30).max(2));
            let learning = Details { by: Some(enrolled), ..said("Flying Start NHS") };
            add(one, ItemKind::Learning, &learning).await?;
        }
        Ok(())
    }

    /// A look at the beginning, halfway and later on, each a little further out; and what is opened of them.
    async fn looks(
        &self,
        programme: &Programme,
        journey: &Journey,
        id: JourneyId,
        one: PersonId,
    ) -> Result<(), Problem> {
        let Some(shape) = &programme.confidence else { return Ok(()) };
        let form = programme.document(&shape.document).and_then(|kind| programme.form(&kind.form));
        let Some(form) = form else { return Ok(()) };
        let notes = [
            "Much is new. I know whom to ask.",
            "It comes and goes with the week.",
            "I notice that others ask me now.",
        ];
        for (nth, after) in (0..3_u32).zip([14, 120, 270]) {
            if journey.began - after < 2 {
                break;
            }
            self.move_to(journey.began - after, 19);
            let record = self.begun(one, id, &shape.document).await?;
            for (place, point) in (0_u32..).zip(&shape.points) {
                // Not everything goes the same way.
                let step = if place == 1 { 3 - nth.min(1) } else { 2 + nth + u32::from(place == 2) };
                let value = Some(AnswerValue::Scale(step.clamp(1, 5)));
                self.save(one, record, Entry { field: point.field.clone(), base: 0, value }).await?;
                if let Some(note) = &point.note {
                    let value = Some(AnswerValue::Text(notes[nth as usize].to_owned()));
                    self.save(one, record, Entry { field: note.clone(), base: 0, value }).await?;
                }
            }
            self.fill(form, record, &[(Party::Supportee, one)]).await?;
            documents::submit(self.ctx, one, record).await.map_err(unexpected("handing in"))?;
        }
        self.move_to((journey.began - 20).max(2), 20);
        confidence::open(self.ctx, one, id, Opens::Sentences).await.map_err(unexpected("opening"))
    }
}

fn supporter(programme: &Programme) -> Party {
    Party::Role(programme.supporter.clone())
}

/// A plain answer to a question that nobody tells a story about.
fn answer(field: &Field, today: jiff::civil::Date) -> Option<AnswerValue> {
    Some(match &field.kind {
        FieldKind::Text { .. } | FieldKind::LongText { .. } => {
            AnswerValue::Text("As we talked it through: plainly, early, and with time kept free for it.".to_owned())
        }
        FieldKind::Choice { among } => AnswerValue::Choice(among.first()?.value.clone()),
        FieldKind::Choices { among, .. } => AnswerValue::Choices(vec![among.first()?.value.clone()]),
        FieldKind::Scale { .. } => AnswerValue::Scale(3),
        FieldKind::Date => AnswerValue::On(domain::calendar::plus_days(today, 120)),
        FieldKind::Number { least, most, .. } => AnswerValue::Number((*least).max(12.min(*most))),
        FieldKind::Duration { .. } => AnswerValue::Minutes(60),
        FieldKind::Group(group) => {
            let row: Row =
                group.fields.iter().filter_map(|inner| Some((inner.key.clone(), answer(inner, today)?))).collect();
            AnswerValue::Rows(vec![row])
        }
        FieldKind::Time | FieldKind::File { .. } | FieldKind::Person { .. } | FieldKind::Plan { .. } => return None,
    })
}
