//! The boxes in which a series is planned: first what all have in common, then each day with what speaks against it (F5).

use domain::calendar::{date_of, instant, time_of};
use domain::meetings::{Diaries, Length, MOST_IN_SERIES, Place, Rhythm, Slot, Way};
use domain::records::{Raw, parse_date, parse_time};
use jiff::Timestamp;

use super::times::{of_sent, sent};
use crate::components::{Choice, Problem};
use crate::form::FormData;
use crate::words::Words;

/// What all meetings of a series have in common, as typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct SeriesForm {
    pub(crate) kind: String,
    pub(crate) day: String,
    pub(crate) month: String,
    pub(crate) year: String,
    pub(crate) at: String,
    pub(crate) count: String,
    pub(crate) rhythm: String,
    pub(crate) minutes: String,
    pub(crate) way: String,
    pub(crate) place: String,
    pub(crate) standing: String,
    pub(crate) day_error: String,
    pub(crate) at_error: String,
    pub(crate) count_error: String,
    pub(crate) minutes_error: String,
    pub(crate) way_error: String,
    pub(crate) place_error: String,
    pub(crate) problems: Vec<Problem>,
}

/// What all have in common, read.
#[derive(Debug, Clone)]
pub(crate) struct Common {
    pub(crate) first: Slot,
    pub(crate) count: usize,
    pub(crate) rhythm: Rhythm,
}

impl SeriesForm {
    /// What was typed.
    pub(crate) fn typed(form: &FormData) -> Self {
        Self {
            kind: form.text("kind"),
            day: form.text("first-day"),
            month: form.text("first-month"),
            year: form.text("first-year"),
            at: form.text("first-at"),
            count: form.text("count"),
            rhythm: form.text("rhythm"),
            minutes: form.text("minutes"),
            way: form.text("way"),
            place: form.text("place"),
            standing: form.text("standing"),
            ..Self::default()
        }
    }

    /// How often.
    pub(crate) fn rhythms(&self, w: Words) -> Vec<Choice> {
        let choice = |rhythm: Rhythm| {
            Choice::new(rhythm.as_str(), w.say(&format!("series-rhythm-{rhythm}"))).chosen_if(&self.rhythm)
        };
        Rhythm::ALL.into_iter().map(choice).collect()
    }

    /// The ways to meet.
    pub(crate) fn ways(&self, w: Words) -> Vec<Choice> {
        let choice = |way: &Way| Choice::new(way.as_str(), w.say(&format!("way-{way}"))).chosen_if(&self.way);
        Way::ALL.iter().map(choice).collect()
    }

    /// Whether the others are asked, or have agreed already.
    pub(crate) fn standings(&self, w: Words, others: &str) -> Vec<Choice> {
        let chosen = if self.standing == "together" { "together" } else { "ask" };
        let with = |key: &str| w.with(key, [("others", others)]);
        vec![
            Choice::new("ask", with("times-ask")).chosen_if(chosen),
            Choice::new("together", with("series-together")).chosen_if(chosen),
        ]
    }

    /// Reads it; `None`: see the problems.
    pub(crate) fn read(&mut self, w: Words) -> Option<Common> {
        let raw = Raw { day: self.day.clone(), month: self.month.clone(), year: self.year.clone(), ..Raw::default() };
        let on = parse_date(&raw).ok().flatten();
        if on.is_none() {
            self.day_error = self.problem("first-day", w.say("times-date-wrong"));
        }
        let at = parse_time(&self.at);
        if at.is_none() {
            self.at_error = self.problem("first-at", w.say("times-time-wrong"));
        }
        let count = self.count.parse().ok().filter(|count| (2..=MOST_IN_SERIES).contains(count));
        if count.is_none() {
            self.count_error = self.problem("count", w.say("series-count-wrong"));
        }
        let length = self.minutes.parse().ok().and_then(|minutes| Length::of_minutes(minutes).ok());
        if length.is_none() {
            self.minutes_error = self.problem("minutes", w.say("times-minutes-wrong"));
        }
        let way = self.way.parse::<Way>().ok();
        if way.is_none() {
            self.way_error = self.problem("way", w.say("times-way-wrong"));
        }
        let place = self.place.parse::<Place>().ok();
        if place.is_none() {
            self.place_error = self.problem("place", w.say("times-place-wrong"));
        }
        let rhythm = self.rhythm.parse().unwrap_or(Rhythm::Monthly);
        let first = Slot { starts_at: instant(on?, at?), length: length?, way: way?, place: place? };
        Some(Common { first, count: count?, rhythm })
    }

    fn problem(&mut self, field: &str, sentence: String) -> String {
        self.problems.push(Problem::at(field, sentence.clone()));
        sentence
    }
}

/// One day of a series, as the page shows it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) number: usize,
    /// “Meeting 3: Tuesday 12 January 2027 at 10am”.
    pub(crate) head: String,
    /// The box that keeps it.
    pub(crate) keep: Vec<Choice>,
    pub(crate) day: String,
    pub(crate) month: String,
    pub(crate) year: String,
    pub(crate) at: String,
    pub(crate) error: String,
    /// What speaks against it, in words.
    pub(crate) concerns: Vec<String>,
    /// The time whose concerns were shown.
    pub(crate) seen: String,
}

impl Row {
    /// A day as the rhythm gives it. What has passed, or lies outside the journey, is left out until somebody keeps it;
    /// where something else speaks against it, the nearest free day stands in the boxes.
    pub(crate) fn of(w: Words, number: usize, slot: &Slot, diaries: &Diaries) -> Self {
        let concerns = diaries.concerns(slot);
        let instead = if concerns.is_empty() { None } else { diaries.nearest_free(slot) };
        let mut said: Vec<String> = concerns.iter().map(|it| w.say(&format!("series-concern-{}", it.key()))).collect();
        if let Some(instead) = &instead {
            let when = domain::calendar::long_instant(instead.starts_at);
            said.push(w.with("series-instead-day", &[("when", when)]));
        }
        let kept = concerns.is_empty() || instead.is_some();
        let filled = instead.as_ref().map_or(slot.starts_at, |instead| instead.starts_at);
        Self { concerns: said, ..Self::filled(w, number, filled, kept) }.headed(w, slot.starts_at)
    }

    fn filled(w: Words, number: usize, at: Timestamp, kept: bool) -> Self {
        let on = date_of(at);
        Self {
            number,
            keep: keep(w, number, kept),
            day: on.day().to_string(),
            month: on.month().to_string(),
            year: on.year().to_string(),
            at: time_of(at).strftime("%H:%M").to_string(),
            seen: sent(at),
            ..Self::default()
        }
    }

    fn headed(mut self, w: Words, at: Timestamp) -> Self {
        let when = domain::calendar::long_instant(at);
        self.head = w.with("series-row", &[("number", self.number.to_string()), ("when", when)]);
        self
    }

    /// What was typed for a day: its time, if it is kept. `Err`: it cannot be read, or something speaks against a time
    /// that was not shown with its concerns before.
    pub(crate) fn read(
        form: &FormData,
        w: Words,
        number: usize,
        common: &Common,
        diaries: &Diaries,
    ) -> Result<(Self, Option<Slot>), Box<Self>> {
        let text = |name: &str| form.text(&format!("{name}-{number}"));
        let kept = form.has(&format!("keep-{number}"));
        let mut row = Self {
            number,
            keep: keep(w, number, kept),
            day: form.text(&format!("on-{number}-day")),
            month: form.text(&format!("on-{number}-month")),
            year: form.text(&format!("on-{number}-year")),
            at: text("at"),
            seen: text("seen"),
            ..Self::default()
        };
        let raw = Raw { day: row.day.clone(), month: row.month.clone(), year: row.year.clone(), ..Raw::default() };
        let starts_at = parse_date(&raw).ok().flatten().zip(parse_time(&row.at)).map(|(on, at)| instant(on, at));
        let row_head = starts_at.or_else(|| of_sent(&row.seen)).unwrap_or(common.first.starts_at);
        row = row.headed(w, row_head);
        if !kept {
            return Ok((row, None));
        }
        let Some(starts_at) = starts_at else {
            row.error = w.say("series-row-wrong");
            return Err(Box::new(row));
        };
        let slot = Slot { starts_at, ..common.first.clone() };
        let concerns = diaries.concerns(&slot);
        if concerns.is_empty() || row.seen == sent(starts_at) {
            return Ok((row, Some(slot)));
        }
        row.concerns = concerns.iter().map(|it| w.say(&format!("series-concern-{}", it.key()))).collect();
        row.seen = sent(starts_at);
        row.error = w.say("series-row-look");
        Err(Box::new(row))
    }
}

fn keep(w: Words, number: usize, kept: bool) -> Vec<Choice> {
    let choice = Choice::new("1", w.with("series-keep", [("number", number)]));
    vec![if kept { choice.chosen_if("1") } else { choice }]
}
