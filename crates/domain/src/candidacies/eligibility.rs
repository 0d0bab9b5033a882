//! Whom a programme is for: the judgement of one post against what the programme says it serves (C1).
//!
//! Nothing is inferred beyond the programme's own lines: groups of professions as at a date, whether a registration is
//! asked for, the transitions, and the days before and after the first working day. What is not known of a person
//! never keeps them out where the programme does not ask for it: the lead decides, and nobody eligible is lost.

use jiff::civil::Date;

use crate::calendar;
use crate::keys::{ProfessionGroupKey, ProfessionKey, TransitionKey};
use crate::people::EVERY;
use crate::programmes::{Registered, Serves};
use crate::text::searchable;

/// What is known of a post and its holder when it is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    pub starts_on: Date,
    pub finishes_on: Option<Date>,
    pub profession: Option<ProfessionKey>,
    pub transition: Option<TransitionKey>,
    pub registration: Registration,
    /// As the staff file names it.
    pub job_role: String,
}

/// Whether the person is known to be on a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registration {
    Known,
    NotKnown,
}

/// Why somebody is a candidate, as data: the page says it in words and dates (“started 3 November 2026, first
/// qualification, physiotherapist”).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    pub starts_on: Date,
    /// `None`: the staff file does not say why they came.
    pub transition: Option<TransitionKey>,
    pub profession: Option<ProfessionKey>,
}

/// Why a post is not one that the programme serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotServed {
    /// The programme names groups of professions, and this is in none of them.
    Profession(Option<ProfessionKey>),
    /// The programme names job roles, and this is none of them.
    JobRole(String),
    /// The programme asks for a registration and none is known.
    NotRegistered,
    /// The programme does not serve this change in a working life.
    Transition(TransitionKey),
    /// It is too early: recognised from this day on.
    NotBefore(Date),
    /// It is too late: recognised up to this day.
    NotAfter(Date),
    /// The post has ended.
    Ended(Date),
}

impl NotServed {
    /// The key of its sentence in the translation layer.
    pub fn key(&self) -> &'static str {
        match self {
            NotServed::Profession(_) => "candidate-not-served-profession",
            NotServed::JobRole(_) => "candidate-not-served-job-role",
            NotServed::NotRegistered => "candidate-not-served-registration",
            NotServed::Transition(_) => "candidate-not-served-transition",
            NotServed::NotBefore(_) => "candidate-not-served-too-early",
            NotServed::NotAfter(_) => "candidate-not-served-too-late",
            NotServed::Ended(_) => "candidate-not-served-ended",
        }
    }

    /// Will it, or might it, be otherwise without anybody changing anything?
    pub fn passes_with_time(&self) -> bool {
        matches!(self, NotServed::NotBefore(_))
    }
}

/// Judges a post on a day against whom a programme serves and which transitions. `in_group` knows the reference data:
/// which professions a named group has on a day.
///
/// A registration that is asked for may still be on its way before the first working day.
///
/// # Errors
/// The first reason for which the programme does not serve the post.
pub fn judge(
    serves: &Serves,
    transitions: &[TransitionKey],
    joining: &Joining,
    today: Date,
    in_group: impl Fn(&ProfessionGroupKey, &ProfessionKey, Date) -> bool,
) -> Result<Reason, NotServed> {
    served_profession(&serves.professions, joining, in_group)?;
    let job_role = |named: &String| searchable(named) == searchable(&joining.job_role);
    if !serves.job_roles.is_empty() && !serves.job_roles.iter().any(job_role) {
        return Err(NotServed::JobRole(joining.job_role.clone()));
    }
    let asked = serves.registered == Registered::Required && joining.starts_on <= today;
    if asked && joining.registration == Registration::NotKnown {
        return Err(NotServed::NotRegistered);
    }
    if let Some(transition) = &joining.transition
        && !transitions.is_empty()
        && !transitions.contains(transition)
    {
        return Err(NotServed::Transition(transition.clone()));
    }
    if let Some(ended_on) = joining.finishes_on.filter(|end| *end < today) {
        return Err(NotServed::Ended(ended_on));
    }
    if let Some(recognise) = &serves.recognise {
        let from = calendar::plus_days(joining.starts_on, -days(recognise.ahead_days));
        let until = calendar::plus_days(joining.starts_on, days(recognise.within_days));
        if today < from {
            return Err(NotServed::NotBefore(from));
        }
        if until < today {
            return Err(NotServed::NotAfter(until));
        }
    }
    Ok(Reason {
        starts_on: joining.starts_on,
        transition: joining.transition.clone(),
        profession: joining.profession.clone(),
    })
}

/// The first day of what somebody asks for themselves: that of the post while the programme still looks back to it;
/// otherwise the change happened within a post held for longer, and the support begins with the asking. A programme
/// that recognises nobody looks back to no post.
pub fn asked_start(serves: &Serves, post_started_on: Date, today: Date) -> Date {
    let within = serves.recognise.as_ref().map_or(0, |recognise| recognise.within_days);
    let until = calendar::plus_days(post_started_on, days(within));
    if until < today { today } else { post_started_on }
}

fn served_profession(
    groups: &[ProfessionGroupKey],
    joining: &Joining,
    in_group: impl Fn(&ProfessionGroupKey, &ProfessionKey, Date) -> bool,
) -> Result<(), NotServed> {
    let within = |profession: &ProfessionKey| groups.iter().any(|group| in_group(group, profession, joining.starts_on));
    let everybody = groups.iter().any(|group| group.as_str() == EVERY);
    if groups.is_empty() || everybody || joining.profession.as_ref().is_some_and(within) {
        Ok(())
    } else {
        Err(NotServed::Profession(joining.profession.clone()))
    }
}

fn days(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::programmes::{Recognise, RecogniseBy};

    fn serves() -> Serves {
        Serves {
            professions: vec!["allied".parse().unwrap()],
            registered: Registered::Required,
            job_roles: Vec::new(),
            recognise: Some(Recognise {
                within_days: 365,
                ahead_days: 120,
                of: RecogniseBy::PostStart,
                first_file_in: Vec::new(),
            }),
        }
    }

    fn joining() -> Joining {
        Joining {
            starts_on: date(2026, 11, 3),
            finishes_on: None,
            profession: Some("physiotherapist".parse().unwrap()),
            transition: Some("newly-registered".parse().unwrap()),
            registration: Registration::Known,
            job_role: "Physiotherapist".to_owned(),
        }
    }

    fn judged(joining: &Joining, today: Date) -> Result<Reason, NotServed> {
        let transitions = ["newly-registered".parse().unwrap(), "return-to-practice".parse().unwrap()];
        // In this world physiotherapists were allied from 2020 on.
        judge(&serves(), &transitions, joining, today, |group, profession, on| {
            group.as_str() == "allied" && profession.as_str() == "physiotherapist" && on >= date(2020, 1, 1)
        })
    }

    const TODAY: Date = date(2026, 11, 21);

    #[test]
    fn req_C1_a_starter_is_recognised_with_the_reason() {
        let reason = judged(&joining(), TODAY).unwrap();
        assert_eq!(reason.starts_on, date(2026, 11, 3));
        assert_eq!(reason.transition.unwrap().as_str(), "newly-registered");
        assert_eq!(reason.profession.unwrap().as_str(), "physiotherapist");
    }

    #[test]
    fn req_C1_the_programme_says_when_somebody_is_recognised() {
        let first = date(2026, 7, 6);
        assert_eq!(judged(&joining(), calendar::plus_days(first, -1)), Err(NotServed::NotBefore(first)));
        assert!(judged(&joining(), first).is_ok());
        let last = date(2027, 11, 3);
        assert!(judged(&joining(), last).is_ok());
        assert_eq!(judged(&joining(), calendar::plus_days(last, 1)), Err(NotServed::NotAfter(last)));
    }

    #[test]
    fn req_C1_the_programme_says_which_professions_as_at_the_start() {
        let nurse = Joining { profession: Some("nurse".parse().unwrap()), ..joining() };
        assert_eq!(judged(&nurse, TODAY), Err(NotServed::Profession(nurse.profession.clone())));
        let unknown = Joining { profession: None, ..joining() };
        assert_eq!(judged(&unknown, TODAY), Err(NotServed::Profession(None)));
        let long_ago = Joining { starts_on: date(2019, 12, 31), ..joining() };
        assert_eq!(judged(&long_ago, date(2020, 1, 5)), Err(NotServed::Profession(long_ago.profession.clone())));
    }

    #[test]
    fn req_A6_the_programme_says_which_transitions_and_an_unknown_one_keeps_nobody_out() {
        let other = Joining { transition: Some("new-role".parse().unwrap()), ..joining() };
        assert_eq!(judged(&other, TODAY), Err(NotServed::Transition("new-role".parse().unwrap())));
        let unknown = Joining { transition: None, ..joining() };
        assert_eq!(judged(&unknown, TODAY).unwrap().transition, None);
    }

    #[test]
    fn req_C2_support_asked_for_within_an_old_post_begins_with_the_asking() {
        assert_eq!(asked_start(&serves(), date(2011, 6, 15), TODAY), TODAY);
        assert_eq!(asked_start(&serves(), date(2025, 11, 21), TODAY), date(2025, 11, 21));
        assert_eq!(asked_start(&serves(), date(2025, 11, 20), TODAY), TODAY);
        assert_eq!(asked_start(&serves(), date(2027, 1, 4), TODAY), date(2027, 1, 4));
    }

    #[test]
    fn req_B1_a_programme_may_name_job_roles_and_recognise_nobody() {
        let all = |_: &ProfessionGroupKey, _: &ProfessionKey, _: Date| true;
        let named = Serves { job_roles: vec!["PHYSIOTHERAPIST".to_owned()], recognise: None, ..serves() };
        let long_ago = date(2040, 1, 1);
        assert!(judge(&named, &[], &joining(), long_ago, all).is_ok(), "whoever asks may ask at any time");
        let other = Joining { job_role: "Dietitian".to_owned(), ..joining() };
        assert_eq!(judge(&named, &[], &other, TODAY, all), Err(NotServed::JobRole("Dietitian".to_owned())));
        assert_eq!(asked_start(&named, date(2026, 11, 3), TODAY), TODAY);
    }

    #[test]
    fn req_C3_a_registration_may_still_be_on_its_way_before_day_one() {
        let unregistered = Joining { registration: Registration::NotKnown, ..joining() };
        assert!(judged(&unregistered, date(2026, 11, 2)).is_ok());
        assert_eq!(judged(&unregistered, TODAY), Err(NotServed::NotRegistered));
    }

    #[test]
    fn req_C1_a_post_that_has_ended_makes_no_candidate() {
        let left = Joining { finishes_on: Some(date(2026, 11, 20)), ..joining() };
        assert_eq!(judged(&left, TODAY), Err(NotServed::Ended(date(2026, 11, 20))));
        let leaving = Joining { finishes_on: Some(TODAY), ..joining() };
        assert!(judged(&leaving, TODAY).is_ok());
    }
}
