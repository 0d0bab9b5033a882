//! The boxes in which people type times: up to three, or one that is agreed already; and when a meeting was held.

use domain::calendar::{date_of, instant, plus_days, time_of};
use domain::meetings::{HeldTime, Length, MOST_PROPOSALS, Place, Slot, Way};
use domain::records::{AnswerProblem, Raw, parse_date, parse_time};
use jiff::Timestamp;
use jiff::civil::Time;
use operations::meetings::Times;

use crate::components::{Choice, Problem};
use crate::form::FormData;
use crate::words::Words;

/// One day and time as typed, with what is wrong.
#[derive(Debug, Clone, Default)]
pub(crate) struct TimeBox {
    pub(crate) number: usize,
    pub(crate) day: String,
    pub(crate) month: String,
    pub(crate) year: String,
    pub(crate) at: String,
    pub(crate) day_error: String,
    pub(crate) at_error: String,
}

impl TimeBox {
    fn is_empty(&self) -> bool {
        [&self.day, &self.month, &self.year, &self.at].iter().all(|typed| typed.is_empty())
    }
}

/// The whole form as typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct TimesForm {
    pub(crate) boxes: Vec<TimeBox>,
    pub(crate) minutes: String,
    pub(crate) minutes_error: String,
    pub(crate) way: String,
    pub(crate) way_error: String,
    pub(crate) place: String,
    pub(crate) place_error: String,
    pub(crate) together: bool,
    /// Suggested times that are ticked, as they are sent.
    pub(crate) ticked: Vec<String>,
    pub(crate) problems: Vec<Problem>,
}

/// The name of the boxes of suggested times.
pub(crate) const SUGGESTED: &str = "suggested";

/// A time as a box sends it: `2026-11-24T10:00`.
pub(crate) fn sent(at: Timestamp) -> String {
    format!("{}T{}", date_of(at), time_of(at).strftime("%H:%M"))
}

/// A time that a box has sent.
pub(crate) fn of_sent(text: &str) -> Option<Timestamp> {
    let (on, at) = text.split_once('T')?;
    Some(instant(on.parse().ok()?, parse_time(at)?))
}

impl TimesForm {
    /// A form with what is known: the suggested length, and what was planned before.
    pub(crate) fn begin(suggested_minutes: u32, planned: Option<&Slot>) -> Self {
        Self {
            boxes: (1..=MOST_PROPOSALS).map(|number| TimeBox { number, ..TimeBox::default() }).collect(),
            minutes: planned.map_or(suggested_minutes, |slot| slot.length.minutes()).to_string(),
            way: planned.map_or_else(String::new, |slot| slot.way.to_string()),
            place: planned.map_or_else(String::new, |slot| slot.place.as_str().to_owned()),
            ..Self::default()
        }
    }

    /// The ways to meet.
    pub(crate) fn ways(&self, w: Words) -> Vec<Choice> {
        Way::ALL
            .iter()
            .map(|way| Choice::new(way.as_str(), w.say(&format!("way-{way}"))).chosen_if(&self.way))
            .collect()
    }

    /// Whether the others are asked, or have agreed already.
    pub(crate) fn standings(&self, w: Words, others: &str) -> Vec<Choice> {
        let chosen = if self.together { "together" } else { "ask" };
        let with = |key: &str| w.with(key, [("others", others)]);
        vec![
            Choice::new("ask", with("times-ask")).chosen_if(chosen),
            Choice::new("together", with("times-together")).chosen_if(chosen),
        ]
    }

    /// Reads what was typed; `Err` is the same form with what is wrong.
    pub(crate) fn read(form: &FormData, w: Words) -> Result<Times, Box<Self>> {
        let mut typed = Self {
            boxes: (1..=MOST_PROPOSALS).map(|number| read_box(form, number)).collect(),
            minutes: form.text("minutes"),
            way: form.text("way"),
            place: form.text("place"),
            together: form.text("standing") == "together",
            ticked: form.all(SUGGESTED).to_vec(),
            ..Self::default()
        };
        let length = typed.minutes.parse().ok().and_then(|minutes| Length::of_minutes(minutes).ok());
        if length.is_none() {
            typed.minutes_error = typed.problem("minutes", w.say("times-minutes-wrong"));
        }
        let way = typed.way.parse::<Way>().ok();
        if way.is_none() {
            typed.way_error = typed.problem("way", w.say("times-way-wrong"));
        }
        let place = typed.place.parse::<Place>().ok();
        if place.is_none() {
            typed.place_error = typed.problem("place", w.say("times-place-wrong"));
        }
        let starts = typed.read_starts(w);
        match (length, way, place) {
            (Some(length), Some(way), Some(place)) if typed.problems.is_empty() => {
                let slot = |starts_at| Slot { starts_at, length, way, place: place.clone() };
                let mut slots: Vec<Slot> = starts.into_iter().map(slot).collect();
                Ok(match slots.pop() {
                    Some(only) if typed.together && slots.is_empty() => Times::Together(only),
                    Some(last) => {
                        slots.push(last);
                        Times::Offered(slots)
                    }
                    None => Times::Offered(slots),
                })
            }
            _ => Err(Box::new(typed)),
        }
    }

    fn read_starts(&mut self, w: Words) -> Vec<Timestamp> {
        let mut starts: Vec<Timestamp> = self.ticked.iter().filter_map(|text| of_sent(text)).collect();
        let suggested = !starts.is_empty();
        for n in 0..self.boxes.len() {
            let this = self.boxes[n].clone();
            if (n > 0 || suggested) && this.is_empty() {
                continue;
            }
            if n > 0 && self.together {
                self.boxes[n].day_error = self.problem(&format!("on-{}-day", n + 1), w.say("times-together-one"));
                continue;
            }
            let raw = Raw { day: this.day, month: this.month, year: this.year, ..Raw::default() };
            let on = parse_date(&raw).ok().flatten();
            if on.is_none() {
                self.boxes[n].day_error = self.problem(&format!("on-{}-day", n + 1), w.say("times-date-wrong"));
            }
            let at = parse_time(&this.at);
            if at.is_none() {
                self.boxes[n].at_error = self.problem(&format!("at-{}", n + 1), w.say("times-time-wrong"));
            }
            if let (Some(on), Some(at)) = (on, at) {
                starts.push(instant(on, at));
            }
        }
        starts
    }

    /// The same form with a refusal of the whole.
    pub(crate) fn refused(form: &FormData, sentence: String) -> Box<Self> {
        let mut typed = Self {
            boxes: (1..=MOST_PROPOSALS).map(|number| read_box(form, number)).collect(),
            minutes: form.text("minutes"),
            way: form.text("way"),
            place: form.text("place"),
            together: form.text("standing") == "together",
            ticked: form.all(SUGGESTED).to_vec(),
            ..Self::default()
        };
        typed.boxes[0].day_error = typed.problem("on-1-day", sentence);
        Box::new(typed)
    }

    fn problem(&mut self, field: &str, sentence: String) -> String {
        self.problems.push(Problem::at(field, sentence.clone()));
        sentence
    }
}

fn read_box(form: &FormData, number: usize) -> TimeBox {
    TimeBox {
        number,
        day: form.text(&format!("on-{number}-day")),
        month: form.text(&format!("on-{number}-month")),
        year: form.text(&format!("on-{number}-year")),
        at: form.text(&format!("at-{number}")),
        ..TimeBox::default()
    }
}

/// When a meeting was: the day, start and end as typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct HeldForm {
    pub(crate) day: String,
    pub(crate) month: String,
    pub(crate) year: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) on_error: String,
    pub(crate) from_error: String,
    pub(crate) to_error: String,
    pub(crate) problems: Vec<Problem>,
}

impl HeldForm {
    /// The boxes of a time that was entered before, to put it right.
    pub(crate) fn of(time: &HeldTime) -> Self {
        let on = date_of(time.from());
        let typed = |at: Time| at.strftime("%H:%M").to_string();
        Self {
            day: on.day().to_string(),
            month: on.month().to_string(),
            year: on.year().to_string(),
            from: typed(time_of(time.from())),
            to: typed(time_of(time.to())),
            ..Self::default()
        }
    }

    /// The boxes of a time that was planned: the day and the start. When it ended, people say themselves.
    pub(crate) fn of_plan(slot: &Slot) -> Self {
        let time = HeldTime::new(slot.starts_at, slot.ends_at()).expect("a length is between nothing and a day");
        Self { to: String::new(), ..Self::of(&time) }
    }

    /// Do the boxes hold the same?
    pub(crate) fn says(&self, other: &Self) -> bool {
        let boxes = |form: &Self| [&form.day, &form.month, &form.year, &form.from, &form.to].map(Clone::clone);
        boxes(self) == boxes(other)
    }

    /// What was typed.
    pub(crate) fn typed(form: &FormData) -> Self {
        Self {
            day: form.text("held-day"),
            month: form.text("held-month"),
            year: form.text("held-year"),
            from: form.text("held-from"),
            to: form.text("held-to"),
            ..Self::default()
        }
    }

    /// Was nothing typed at all?
    pub(crate) fn is_empty(&self) -> bool {
        [&self.day, &self.month, &self.year, &self.from, &self.to].iter().all(|typed| typed.is_empty())
    }

    /// Reads it; an end before the start means the next day. `None`: see the problems.
    pub(crate) fn read(&mut self, w: Words) -> Option<HeldTime> {
        let raw = Raw { day: self.day.clone(), month: self.month.clone(), year: self.year.clone(), ..Raw::default() };
        let on: Result<_, AnswerProblem> = parse_date(&raw);
        let on = on.ok().flatten();
        if on.is_none() {
            self.on_error = self.problem("held-day", w.say("held-date-wrong"));
        }
        let (from, to) = (parse_time(&self.from), parse_time(&self.to));
        if from.is_none() {
            self.from_error = self.problem("held-from", w.say("held-from-wrong"));
        }
        if to.is_none() {
            self.to_error = self.problem("held-to", w.say("held-to-wrong"));
        }
        let (on, from, to) = (on?, from?, to?);
        // Nobody meets through midnight for most of a day: an end before the start in daytime is a slip.
        let ends_on = if to < from && from.hour() >= 18 && to.hour() < 6 { plus_days(on, 1) } else { on };
        match HeldTime::new(instant(on, from), instant(ends_on, to)) {
            Ok(time) => Some(time),
            Err(_) => {
                self.to_error = self.problem("held-to", w.say("held-ends-before"));
                None
            }
        }
    }

    /// Adds what an operation refused.
    pub(crate) fn refuse(&mut self, sentence: String) {
        self.on_error = self.problem("held-day", sentence);
    }

    fn problem(&mut self, field: &str, sentence: String) -> String {
        self.problems.push(Problem::at(field, sentence.clone()));
        sentence
    }
}
