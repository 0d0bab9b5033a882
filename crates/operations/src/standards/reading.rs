//! Standards read from what is recorded: each kind of record is asked for once a programme, whatever number of standards
//! is read from it (L1, L8).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::calendar;
use domain::governance::{self, Need};
use domain::ids::OrganisationId;
use domain::keys::{ExpectationKey, OfficeKey, ProfessionKey, ProgrammeKey, StandardRef};
use domain::programmes::{GovernanceDocument, Mix, OfficeEach, Programme};
use domain::standards::{
    self, CountedBy, Eligible, Figure, HoursOf, Lasting, Maker, Part, Standard, ThresholdKey, period_to,
};
use jiff::civil::Date;
use store::governance::{ContentResource, Entry, Review, Way};
use store::standards::Scope;
use store::standards::makers::{self, EligibleRow, LengthRow, OfJourney, Term, TrainedRow};
use store::{Connection, Fault};

use super::hours;
use super::known::{About, Beside, Counted, Item, NeedOf, Reading};
use crate::Context;
use crate::time::{self, Plans, Share};

/// Everything that is recorded under one programme and was asked for.
struct Gathered {
    programme: Arc<Programme>,
    each: Vec<(ExpectationKey, Figure)>,
    by_journey: Vec<OfJourney>,
    eligible: Vec<EligibleRow>,
    lengths: Vec<LengthRow>,
    supporters: Vec<TrainedRow>,
    hours: Vec<(HoursOf, Vec<Share>)>,
    entries: Vec<Entry>,
    accepted: Vec<(String, usize, usize)>,
    resources: Vec<ContentResource>,
    review: Option<Review>,
    /// Of the people in it; only where an office exists for each profession.
    professions: Vec<ProfessionKey>,
}

/// Reads standards for the twelve months to a day, in their order. Programmes: those that the organisation runs.
pub(super) async fn read(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    programmes: &[Arc<Programme>],
    asked: &[&'static Standard],
    day: Date,
) -> Result<Vec<Reading>, Fault> {
    let resolved: Vec<&Standard> = asked.iter().map(|standard| resolve(standard)).collect();
    let mut gathered = Vec::new();
    for programme in programmes {
        let counts = resolved.iter().filter(|standard| programme.standards.contains(&standard.counted_as.set));
        let counts: Vec<&Standard> = counts.copied().collect();
        if !counts.is_empty() {
            gathered.push(gather(ctx, connection, organisation, Arc::clone(programme), &counts, day).await?);
        }
    }
    let has_offices = resolved.iter().any(|standard| matches!(standard.maker, Maker::Offices | Maker::Governance));
    let terms = if has_offices { makers::terms(connection, organisation).await? } else { Vec::new() };
    Ok(resolved.iter().map(|standard| reading(ctx, standard, &gathered, &terms, day)).collect())
}

/// The standard whose figure answers this one: itself, or the one it is linked to.
fn resolve(standard: &'static Standard) -> &'static Standard {
    match &standard.maker {
        Maker::Linked(to) => standards::standard(to).unwrap_or(standard),
        _ => standard,
    }
}

async fn gather(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: Arc<Programme>,
    counts: &[&Standard],
    day: Date,
) -> Result<Gathered, Fault> {
    let needs = |wanted: fn(&Maker) -> bool| counts.iter().any(|standard| wanted(&standard.maker));
    let counted_by = |by: CountedBy| -> Vec<&StandardRef> {
        let counted = counts.iter().filter(|standard| standard.maker == Maker::Occurrences(by));
        counted.map(|standard| &standard.counted_as).collect()
    };
    let scope = |counted: &[&StandardRef]| scope(organisation, &programme, counted, day);
    let key = &programme.key;
    let (each, by_journey) = (scope(&counted_by(CountedBy::Occurrence)), scope(&counted_by(CountedBy::Journey)));
    let since = calendar::plus_months(each.period.started_on, -3);
    let mut found = Gathered {
        each: store::standards::figures(connection, &each).await?,
        by_journey: makers::by_journey(connection, &by_journey).await?,
        eligible: Vec::new(),
        lengths: Vec::new(),
        supporters: Vec::new(),
        hours: Vec::new(),
        entries: Vec::new(),
        accepted: Vec::new(),
        resources: Vec::new(),
        review: None,
        professions: Vec::new(),
        programme: Arc::clone(&programme),
    };
    if needs(|maker| matches!(maker, Maker::Offers | Maker::OfferGroups)) {
        found.eligible = makers::eligible(connection, organisation, key, since).await?;
    }
    if needs(|maker| *maker == Maker::Lengths) {
        found.lengths = makers::lengths(connection, &each).await?;
    }
    if needs(|maker| *maker == Maker::Trainings)
        && let Some(training) = &programme.supporter_role().training
    {
        let role = &programme.supporter;
        found.supporters = makers::supporters(connection, organisation, key, role, &training.initial, day).await?;
    }
    for of in [HoursOf::Supportee, HoursOf::Supporter] {
        if counts.iter().any(|standard| standard.maker == Maker::Hours(of)) {
            let party = hours::party(&programme, of);
            let shares =
                time::party_accounts(ctx, connection, organisation, &programme, &party, Plans::Not, day).await?;
            found.hours.push((of, shares));
        }
    }
    if needs(|maker| *maker == Maker::Governance) {
        found.entries = store::governance::current(connection, organisation, key, day).await?;
        found.accepted = accepted(connection, organisation, &programme, &found.entries, day).await?;
    }
    let for_each = |office: &domain::programmes::Office| office.each == OfficeEach::Profession;
    if needs(|maker| *maker == Maker::Offices) && programme.offices.iter().any(for_each) {
        found.professions = makers::professions(connection, organisation, key).await?;
    }
    if needs(|maker| *maker == Maker::Content) {
        found.resources = store::governance::resources(connection, organisation, key).await?;
        found.review = store::governance::last_review(connection, organisation, key).await?;
    }
    Ok(found)
}

/// What is counted by these standards under a programme, in the twelve months to a day.
pub(super) fn scope(organisation: OrganisationId, programme: &Programme, counted: &[&StandardRef], day: Date) -> Scope {
    let counts = programme.expectations.iter().filter(|one| one.counts_for.iter().any(|to| counted.contains(&to)));
    Scope {
        organisation,
        programme: programme.key.clone(),
        expectations: counts.map(|expectation| expectation.key.clone()).collect(),
        period: period_to(day),
        today: day,
    }
}

/// For each descriptor that is kept: how many of those it is about have accepted the edition of today.
pub(crate) async fn accepted(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &Programme,
    entries: &[Entry],
    day: Date,
) -> Result<Vec<(String, usize, usize)>, Fault> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let key = &programme.key;
    let acceptances = store::governance::acceptances(connection, organisation, key, None).await?;
    let belonging = store::governance::belonging(connection, organisation, key, None, day).await?;
    let described = programme.governance.iter().filter_map(|document| {
        let entry = entries.iter().find(|entry| entry.document == document.key)?;
        let about: BTreeSet<_> =
            belonging.iter().filter(|(way, _)| is_about(document, way)).map(|(_, who)| who).collect();
        let accepted = acceptances
            .iter()
            .filter(|one| one.document == document.key && one.edition == entry.edition && about.contains(&one.person));
        document.of.as_ref().map(|_| (document.name.clone(), accepted.count(), about.len()))
    });
    Ok(described.collect())
}

/// Does a descriptor describe those who belong in this way?
pub(crate) fn is_about(document: &GovernanceDocument, way: &Way) -> bool {
    use domain::programmes::{Onlooker, Party};
    match (&document.of, way) {
        (Some(Onlooker::Party(Party::Supportee)), Way::Supportee) => true,
        (Some(Onlooker::Party(Party::Role(of))), Way::Role(role)) => of == role,
        (Some(Onlooker::Office(of)), Way::Office(office)) => of == office,
        _ => false,
    }
}

fn reading(ctx: &Context, standard: &Standard, gathered: &[Gathered], terms: &[Term], day: Date) -> Reading {
    let mut reading = Reading::default();
    for one in gathered.iter().filter(|one| one.programme.standards.contains(&standard.counted_as.set)) {
        match &standard.maker {
            Maker::Occurrences(by) => occurrences(&mut reading, standard, *by, one),
            Maker::Offers => offers(&mut reading, standard, one, day),
            Maker::OfferGroups => offer_groups(&mut reading, standard, one, day),
            Maker::Offices => offices(&mut reading, one, terms, day),
            Maker::Governance => documents(&mut reading, standard, one, terms, day),
            Maker::Lengths => lengths(&mut reading, ctx, one, day),
            Maker::Trainings => trainings(&mut reading, standard, one, day),
            Maker::Hours(of) => {
                let shares = one.hours.iter().find(|(whose, _)| whose == of);
                hours::read(
                    &mut reading,
                    standard,
                    *of,
                    &one.programme,
                    shares.map(|(_, shares)| shares.as_slice()),
                    day,
                );
            }
            Maker::Content => content(&mut reading, standard, one, day),
            Maker::Linked(_) | Maker::Judgement | Maker::Later => {}
        }
    }
    reading
}

fn occurrences(reading: &mut Reading, standard: &Standard, by: CountedBy, one: &Gathered) {
    let counts = one.programme.expectations.iter().filter(|each| each.counts_for.contains(&standard.counted_as));
    let keys: Vec<&ExpectationKey> = counts.map(|expectation| &expectation.key).collect();
    if keys.is_empty() {
        return;
    }
    reading.figure();
    match by {
        CountedBy::Occurrence => {
            for (_, figure) in one.each.iter().filter(|(key, _)| keys.contains(&key)) {
                reading.figure().add_all(figure);
            }
        }
        CountedBy::Journey => {
            for (journey, name, due_on, part) in makers::journeys(&one.by_journey, &keys) {
                let about = About::Journey(journey);
                reading.count(Counted { name, about, part, due_on: Some(due_on), on: None });
            }
        }
    }
}

fn offers(reading: &mut Reading, standard: &Standard, one: &Gathered, day: Date) {
    let within = standard.threshold(ThresholdKey::OfferedWithinDays);
    let within_working_days = standard.threshold(ThresholdKey::AnsweredWithinWorkingDays);
    let from = period_to(day).started_on;
    let mut set_aside: BTreeMap<String, u32> = BTreeMap::new();
    let (mut requests, mut offered) = (Figure::default(), Vec::new());
    reading.figure();
    for row in &one.eligible {
        if row.eligible.requested_on.is_some_and(|on| on >= from)
            && let Some(part) = row.eligible.request(within_working_days, day)
        {
            requests.add(part);
        }
        let due_on = row.eligible.due_on(within);
        if due_on < from {
            continue;
        }
        if row.eligible.state == domain::candidacies::State::SetAside {
            *set_aside.entry(row.reason.clone().unwrap_or_default()).or_default() += 1;
        }
        offered.push(row.eligible.clone());
        if let Some(part) = row.eligible.offer(within, day) {
            let (about, on) = (About::Offer(row.candidacy), row.eligible.offered_on.or(row.eligible.requested_on));
            reading.count(Counted { name: row.name.clone(), about, part, due_on: Some(due_on), on });
        }
    }
    reading.beside.extend(standards::median_days_to_offer(&offered).map(Beside::MedianDaysToOffer));
    if requests.total() > 0 {
        reading.beside.push(Beside::Requests { figure: requests, within_working_days });
    }
    if !set_aside.is_empty() {
        reading.beside.push(Beside::SetAside(set_aside));
    }
}

fn offer_groups(reading: &mut Reading, standard: &Standard, one: &Gathered, day: Date) {
    let within = standard.threshold(ThresholdKey::OfferedWithinDays);
    let from = period_to(day).started_on;
    let people = one.eligible.iter().filter(|row| row.eligible.due_on(within) >= from);
    let people: Vec<Eligible> = people.map(|row| row.eligible.clone()).collect();
    let large = standard.threshold(ThresholdKey::LargeGroup);
    let percent = standard.threshold(ThresholdKey::LargeGroupPercent);
    reading.figure();
    for group in standards::groups(&people, within, large, percent, day) {
        reading.figure().add(group.part);
        reading.items.push(Item::Group {
            profession: group.profession,
            transition: group.transition,
            offered: group.offered,
            of: group.of,
            part: group.part,
        });
    }
}

fn offices(reading: &mut Reading, one: &Gathered, terms: &[Term], day: Date) {
    for office in &one.programme.offices {
        let word = one.programme.words.office(&office.key).to_owned();
        let here = terms.iter().filter(|term| term.programme.as_ref() == Some(&one.programme.key));
        let of_office: Vec<&Term> = here.filter(|term| term.office == office.key).collect();
        let holders: Vec<String> =
            of_office.iter().filter(|term| term.period.contains(day)).map(|term| term.name.clone()).collect();
        if !office.accountable {
            reading.beside.push(Beside::Holders { word, count: holders.len() });
            continue;
        }
        if office.each == OfficeEach::Profession {
            for profession in &one.professions {
                let theirs = of_office.iter().filter(|term| term.profession.as_ref() == Some(profession));
                office_item(reading, word.clone(), Some(profession.clone()), theirs.copied(), day);
            }
            continue;
        }
        office_item(reading, word, None, of_office.into_iter(), day);
    }
}

fn office_item<'t>(
    reading: &mut Reading,
    word: String,
    profession: Option<ProfessionKey>,
    terms: impl Iterator<Item = &'t Term>,
    day: Date,
) {
    let terms: Vec<&Term> = terms.collect();
    let now = terms.iter().filter(|term| term.period.contains(day));
    let holders: Vec<String> = now.map(|term| term.name.clone()).collect();
    let part = if holders.is_empty() { Part::NotMet } else { Part::Met };
    let periods: Vec<_> = terms.iter().map(|term| term.period).collect();
    let vacant_days = standards::vacant_days(period_to(day), &periods);
    reading.figure().add(part);
    reading.items.push(Item::Office { word, profession, holders, vacant_days, part });
}

/// The offices of a programme that somebody holds on a day.
pub(crate) fn held(terms: &[Term], programme: &ProgrammeKey, day: Date) -> BTreeSet<OfficeKey> {
    let theirs = terms.iter().filter(|term| term.programme.as_ref() == Some(programme));
    theirs.filter(|term| term.period.contains(day)).map(|term| term.office.clone()).collect()
}

fn documents(reading: &mut Reading, standard: &Standard, one: &Gathered, terms: &[Term], day: Date) {
    let held = held(terms, &one.programme.key, day);
    let months = standard.threshold(ThresholdKey::ReviewedWithinMonths);
    for document in one.programme.governance.iter().filter(|one| one.counts_for.contains(&standard.counted_as)) {
        let kept = one.entries.iter().find(|entry| entry.document == document.key).map(|entry| &entry.kept);
        let needs = governance::needs(document, kept, &held, months, day);
        reading.figure().add_all(&governance::counted(document, &needs));
        let needs = needs.into_iter().map(|(need, part)| (in_words(&one.programme, document, need), part)).collect();
        reading.items.push(Item::Document { name: document.name.clone(), needs });
        let accepted = one.accepted.iter().filter(|(name, ..)| *name == document.name);
        reading.beside.extend(accepted.map(|(name, accepted, of)| Beside::Accepted {
            name: name.clone(),
            accepted: *accepted,
            of: *of,
        }));
    }
}

/// A need with the programme's words for it.
pub(crate) fn in_words(programme: &Programme, document: &GovernanceDocument, need: Need) -> NeedOf {
    match need {
        Need::Approved => NeedOf::Approved,
        Need::ReviewedInTime => NeedOf::ReviewedInTime,
        Need::OwnerInPost => NeedOf::OwnerInPost,
        Need::Held(office) => NeedOf::Held(programme.words.office(&office).to_owned()),
        Need::Says(key) => {
            let said = document.states.iter().find(|statement| statement.key == key);
            NeedOf::Says(said.map_or_else(|| key.to_string(), |statement| statement.name.clone()))
        }
    }
}

fn lengths(reading: &mut Reading, ctx: &Context, one: &Gathered, day: Date) {
    reading.figure();
    for row in &one.lengths {
        let version = ctx.programmes.version(&row.version).unwrap_or(&one.programme);
        let lasting = Lasting {
            starts_on: row.starts_on,
            planned_end_on: row.planned_end_on,
            ended_on: row.ended_on,
            by_programme_on: version.planned_end(row.starts_on),
            // Before it took effect, or it is no exception.
            is_agreed: row.agreed_on.is_some_and(|on| row.ended_on.or(row.planned_end_on).is_none_or(|end| on <= end)),
        };
        if let Some(part) = lasting.part(day) {
            let (about, on) = (About::Length(row.journey), row.ended_on.or(row.planned_end_on));
            reading.count(Counted { name: row.name.clone(), about, part, due_on: lasting.by_programme_on, on });
        }
    }
}

fn trainings(reading: &mut Reading, standard: &Standard, one: &Gathered, day: Date) {
    if one.programme.supporter_role().training.is_none() {
        return;
    }
    reading.figure();
    let months = standard.threshold(ThresholdKey::TrainedWithinMonths);
    let on_record = one.supporters.iter().any(|row| !row.trained_on.is_empty());
    for row in &one.supporters {
        let part = standards::training(row.began_on, &row.trained_on, on_record, months, day);
        let on = row.trained_on.last().copied();
        let (name, due_on) = (row.name.clone(), Some(row.began_on));
        reading.count(Counted { name, about: About::Training, part, due_on, on });
    }
}

fn content(reading: &mut Reading, standard: &Standard, one: &Gathered, day: Date) {
    let months = standard.threshold(ThresholdKey::ReviewedWithinMonths);
    let reviewed_on = one.review.as_ref().map(|review| review.reviewed_on);
    let known = reviewed_on.is_some() || !one.resources.is_empty();
    for theme in &one.programme.content {
        let theirs = one.resources.iter().filter(|resource| resource.themes.contains(&theme.key)).count();
        let shipped = one.programme.resources.iter().filter(|resource| resource.themes.contains(&theme.key)).count();
        let part = governance::theme(theirs + shipped > 0, known, reviewed_on, months, day);
        reading.figure().add(part);
        reading.items.push(Item::Theme { name: theme.name.clone(), resources: theirs + shipped, part });
    }
    if reading.figure.is_some() {
        let all = one.resources.iter().map(|resource| resource.mix);
        let all: Vec<Mix> = all.chain(one.programme.resources.iter().map(|resource| resource.mix)).collect();
        let own = all.iter().filter(|mix| **mix == Mix::OwnProfession).count();
        reading.beside.push(Beside::ContentReviewed(reviewed_on));
        reading.beside.push(Beside::Mix { own, multi: all.len() - own });
    }
}
