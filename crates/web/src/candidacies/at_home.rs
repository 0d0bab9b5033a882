//! What joining puts on a person's home page: an offer to answer, and what they wait for.

use domain::calendar::{date_of, long_date};
use domain::candidacies::State;
use domain::programmes::Catalogue;
use store::overview::OpenCandidacy;

use crate::home::next::{Next, Urgency, Waiting};
use crate::words::Words;

/// Offers that wait for the person's answer.
pub fn next(w: Words, programmes: &Catalogue, open: &[OpenCandidacy]) -> Vec<Next> {
    let offered = open.iter().filter(|one| one.state == State::Offered);
    offered
        .filter_map(|one| {
            let programme = programmes.at_organisation(&one.programme, one.version.as_ref())?;
            let on = date_of(one.since);
            let organisation = crate::text::organisation_name(&one.organisation_name);
            let name = programme.words.say("programme").to_owned();
            Some(Next {
                urgency: Urgency::Due,
                on,
                sentence: w.with("home-offer", [("programme", name), ("organisation", organisation)]),
                detail: w.with("home-offer-why", [("date", long_date(on))]),
                verb: w.say("home-offer-verb"),
                href: format!("/joining/{}", one.id),
                about: String::new(),
            })
        })
        .collect()
}

/// What the person waits for: an answer, a supporter.
pub fn waiting(w: Words, programmes: &Catalogue, open: &[OpenCandidacy]) -> Vec<Waiting> {
    let mut waiting = Vec::new();
    for one in open {
        let Some(programme) = programmes.at_organisation(&one.programme, one.version.as_ref()) else { continue };
        let since = long_date(date_of(one.since));
        let sentence = match one.state {
            State::Requested => {
                let name = programme.words.say("programme").to_owned();
                w.with("home-requested", [("programme", name), ("date", since)])
            }
            State::Accepted => {
                let supporter = programme.words.with_article("supporter").to_owned();
                w.with("home-accepted", [("supporter", supporter), ("date", since)])
            }
            _ => continue,
        };
        waiting.push(Waiting { sentence, href: "/joining".to_owned() });
    }
    waiting
}
