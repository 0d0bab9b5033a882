//! What people of a training write to one another, and leave that is asked for: one answer is late, one leave is approved.

use domain::leave::{Act, Begins, Ends, Span};
use domain::messages::Matter;
use operations::leave::{Request, act, ask, note_absence};
use operations::messages::{Sending, Wanted, note_read, send};
use store::messages::Draft;

use super::lives::{BIRCH, MARSH, MENSAH, THORNTON};
use super::{Told, key};
use crate::Problem;
use crate::telling::unexpected;

/// A message, and the replies to it. Days are days ago.
struct Letter {
    ago: i32,
    /// Whose journey it is in.
    of: &'static str,
    from: &'static str,
    to: &'static [&'static str],
    matter: Matter,
    subject: &'static str,
    text: &'static str,
    answer: Wanted,
    replies: &'static [Reply],
}

struct Reply {
    ago: i32,
    from: &'static str,
    to: &'static str,
    text: &'static str,
}

const LETTERS: &[Letter] = &[
    Letter {
        ago: 41,
        of: MENSAH,
        from: BIRCH,
        to: &[MENSAH],
        matter: Matter::Routine,
        subject: "Reading list for the second placement",
        text: "Here is what trainees before you found useful.\nStart with the two chapters on working through teams; the \
               rest can wait until you know the service.",
        answer: Wanted::No,
        replies: &[Reply {
            ago: 39,
            from: MENSAH,
            to: BIRCH,
            text: "Thank you. I have borrowed the first one already.",
        }],
    },
    Letter {
        ago: 20,
        of: MENSAH,
        from: MENSAH,
        to: &[BIRCH],
        matter: Matter::Beyond,
        subject: "What happens after the assignment",
        text: "The assignment came back and I did not pass.\nI would like to talk about what it means for the spring, \
               and whether the placement can go on as planned. Could we find an hour before the review?",
        answer: Wanted::Yes,
        replies: &[],
    },
    Letter {
        ago: 9,
        of: MENSAH,
        from: MARSH,
        to: &[MENSAH],
        matter: Matter::Routine,
        subject: "Ethics form, second version",
        text: "I have marked three places in the margin. Which of the two designs do you lean towards now?",
        answer: Wanted::Yes,
        replies: &[Reply {
            ago: 6,
            from: MENSAH,
            to: MARSH,
            text: "The second one: it needs fewer people and asks less of them. The new version follows on Monday.",
        }],
    },
    Letter {
        ago: 3,
        of: THORNTON,
        from: BIRCH,
        to: &[THORNTON],
        matter: Matter::Routine,
        subject: "A day for the placement visit",
        text: "Your supervisor can do either Tuesday or Thursday of the week after next. Which would you rather have?",
        answer: Wanted::Yes,
        replies: &[],
    },
];

impl Told<'_> {
    /// Everything that is written and asked for.
    pub(super) async fn write(&self) -> Result<(), Problem> {
        for letter in LETTERS {
            self.letter(letter).await?;
        }
        self.leave().await
    }

    pub(super) async fn journey_of(&self, email: &str) -> Result<domain::ids::JourneyId, Problem> {
        let found = store::demo::journey_of(self.ctx.db.reader(), email).await?;
        found.ok_or_else(|| Problem::Refused(format!("{email} has no journey")))
    }

    async fn letter(&self, letter: &Letter) -> Result<(), Problem> {
        let ctx = self.ctx;
        self.move_to(letter.ago, 11);
        let journey = self.journey_of(letter.of).await?;
        let from = self.person(letter.from).await?;
        let mut to = Vec::new();
        for email in letter.to {
            to.push(self.person(email).await?);
        }
        let mut sending = Sending {
            draft: Draft::New(journey),
            subject: letter.subject.to_owned(),
            body: letter.text.to_owned(),
            matter: Some(letter.matter),
            to,
            answer: letter.answer,
        };
        let thread = self.sent(from, &sending).await?;
        for reply in letter.replies {
            self.move_to(reply.ago, 16);
            let (from, to) = (self.person(reply.from).await?, self.person(reply.to).await?);
            sending = Sending {
                draft: Draft::Reply(thread),
                body: reply.text.to_owned(),
                to: vec![to],
                answer: Wanted::No,
                ..sending
            };
            self.sent(from, &sending).await?;
            note_read(ctx, to, thread).await.map_err(unexpected("reading a message"))?;
        }
        Ok(())
    }

    /// Sends to whom it is shown to go.
    async fn sent(&self, from: domain::ids::PersonId, sending: &Sending) -> Result<domain::ids::ThreadId, Problem> {
        let ctx = self.ctx;
        let checked = operations::messages::check(ctx, ctx.db.reader(), from, sending).await;
        let checked = checked.map_err(unexpected("a message"))?;
        let shown: Vec<_> = checked.receivers.iter().map(|(receiver, _)| receiver.person).collect();
        send(ctx, from, sending, &shown).await.map_err(unexpected("sending a message"))
    }

    /// A week that was approved, a day that waits for an answer, an absence that is over.
    async fn leave(&self) -> Result<(), Problem> {
        let ctx = self.ctx;
        let (trainee, tutor) = (self.person(THORNTON).await?, self.person(BIRCH).await?);
        let journey = self.journey_of(THORNTON).await?;
        let span = |from: i32, until: i32, ends| Span {
            from: self.day(-from),
            until: self.day(-until),
            begins: Begins::InTheMorning,
            ends,
        };
        self.move_to(34, 10);
        let week = Request { kind: key("annual"), span: span(24, 30, Ends::InTheEvening) };
        let asked = ask(ctx, trainee, journey, &week).await.map_err(unexpected("asking for leave"))?;
        self.move_to(31, 15);
        let word = "Enjoy the time. The check-in can wait until you are back.";
        act(ctx, tutor, asked, Act::Approve, word).await.map_err(unexpected("approving leave"))?;
        self.move_to(4, 10);
        let days = Request { kind: key("study"), span: span(45, 52, Ends::AtMidday) };
        ask(ctx, trainee, journey, &days).await.map_err(unexpected("asking for study leave"))?;
        self.move_to(70, 8);
        let absence = domain::calendar::Period { started_on: self.day(70), finished_on: Some(self.day(67)) };
        note_absence(ctx, trainee, journey, absence).await.map_err(unexpected("an absence"))
    }
}
