//! Assessments and placements of trainees, and people who look for a mentor: one assessment was not passed and calls a review,
//! one placement has something that is not to be raised, one mentee waits for an answer.

use domain::choosing::FoundBy;
use operations::assessments::{enter, set_date};
use operations::choosing::{self, Answer, answer, ask, open};
use operations::placements::{self, Said, ask_silence};
use store::choosing::Opening;

use super::lives::{BIRCH, BOWEN, FELD, MENSAH, THORNTON};
use super::{Told, key};
use crate::Problem;
use crate::telling::unexpected;

/// Somebody who is open to being asked.
struct Open {
    email: &'static str,
    found_by: FoundBy,
    contexts: &'static [&'static str],
    about: &'static str,
}

const OPEN: &[Open] = &[
    Open {
        email: BOWEN,
        found_by: FoundBy::Everybody,
        contexts: &["career", "growth"],
        about: "I came to a leading role by a side door and like to think with people about theirs. Walks welcome.",
    },
    Open {
        email: "gethin.lloyd@harbour.example",
        found_by: FoundBy::Everybody,
        contexts: &["skills", "adviser"],
        about: "Examination skills and the courage to say that one does not know.",
    },
    Open {
        email: "huw.prosser@mill-lane.example",
        found_by: FoundBy::Organisation,
        contexts: &["settling-in"],
        about: "First months in a practice, when everybody else seems to know where things are.",
    },
    Open {
        email: "priya.raman@westmarch.example",
        found_by: FoundBy::Everybody,
        contexts: &[],
        about: "Changing between hospital and community, and back. I have done both, twice.",
    },
];

impl Told<'_> {
    /// Everything of it.
    pub(super) async fn train(&self) -> Result<(), Problem> {
        self.assessments().await?;
        self.placements().await?;
        self.choose().await
    }

    async fn assessments(&self) -> Result<(), Problem> {
        let ctx = self.ctx;
        let director = self.person(FELD).await?;
        let journey = self.journey_of(MENSAH).await?;
        self.move_to(100, 9);
        let first = key("first-placement-assignment");
        set_date(ctx, director, journey, &first, self.day(30)).await.map_err(unexpected("a date"))?;
        set_date(ctx, director, journey, &key("second-placement-assignment"), self.day(-120))
            .await
            .map_err(unexpected("a date"))?;
        let done = (&key("done"), self.day(244));
        let entered = enter(ctx, director, journey, &key("self-assessment"), 1, done).await;
        entered.map_err(unexpected("an outcome"))?;
        self.move_to(12, 15);
        let failed = (&key("not-passed"), self.day(12));
        enter(ctx, director, journey, &first, 1, failed).await.map_err(unexpected("an outcome"))
    }

    async fn placements(&self) -> Result<(), Problem> {
        let ctx = self.ctx;
        let journey = self.journey_of(THORNTON).await?;
        let (trainee, tutor) = (self.person(THORNTON).await?, self.person(BIRCH).await?);
        self.move_to(88, 12);
        let said = Said {
            name: "Adult mental health, Riverside".to_owned(),
            host_name: "Ines Pohl".to_owned(),
            started_on: self.day(90),
            finished_on: Some(self.day(-95)),
            offers: ["assessment", "intervention", "others"].map(key).to_vec(),
            also_offers: "An hour of teaching with the team each fortnight.".to_owned(),
            agreed_on: Some(self.day(84)),
        };
        let id = placements::enter(ctx, tutor, journey, &said).await.map_err(unexpected("a placement"))?;
        self.move_to(6, 19);
        let silence =
            "That I find the travelling hard at present. I would like to see first whether the new timetable helps.";
        ask_silence(ctx, trainee, id, silence).await.map_err(unexpected("something not to raise"))?;
        Ok(())
    }

    async fn choose(&self) -> Result<(), Problem> {
        let ctx = self.ctx;
        self.move_to(60, 13);
        for one in OPEN {
            let person = self.person(one.email).await?;
            let place = self.place_of(one.email).await?;
            let contexts = one.contexts.iter().map(|context| key(context)).collect();
            let opening = Opening { found_by: one.found_by, contexts, about: one.about.to_owned() };
            open(ctx, person, &place, &opening).await.map_err(unexpected("being open to be asked"))?;
        }
        let asks = async |asker: &str, asked: &str, context: &str, words: &str| -> Result<_, Problem> {
            let (who, whom) = (self.person(asker).await?, self.person(asked).await?);
            let place = self.place_of(asker).await?;
            ask(ctx, who, &place, whom, (Some(&key(context)), words)).await.map_err(unexpected("asking somebody"))
        };
        // One who was told kindly no, and is choosing again.
        self.move_to(20, 12);
        let lloyd = "gethin.lloyd@harbour.example";
        let first =
            asks("carys.vaughan@mill-lane.example", lloyd, "skills", "I would like to get better at chests.").await?;
        self.move_to(17, 18);
        let word =
            "I have no evening left this winter. Mair Bowen would be a good person to ask; in spring, ask me again.";
        let lloyd = self.person(lloyd).await?;
        answer(ctx, lloyd, first, Answer::Decline, word).await.map_err(unexpected("a kind no"))?;
        // One who waits for an answer.
        self.move_to(3, 12);
        let words =
            "I am the only one of my profession here, and would like somebody to think aloud with now and then.";
        asks("elin.parry@castle-street.example", BOWEN, "growth", words).await?;
        Ok(())
    }

    async fn place_of(&self, email: &str) -> Result<choosing::Place, Problem> {
        let person = self.person(email).await?;
        let places = choosing::places(self.ctx, self.ctx.db.reader(), person).await?;
        places.into_iter().next().ok_or_else(|| Problem::Refused(format!("{email} can choose nowhere")))
    }
}
