//! `GET /journeys/{id}`.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access::{Decision, decide};
use domain::calendar::{clock_time, date_of, long_date, time_of, weekday_date};
use domain::ids::JourneyId;
use domain::keys::ItemKey;
use domain::programmes::{Onlooker, Party, Power, Programme, Requirement, capitalised};
use domain::records::item_of;
use jiff::civil::Date;
use store::overview::{self, Head};

use super::links;
use super::path::{self, Opens, Shape, Stone};
use super::picture::{self, Picture};
use crate::components::{Cell, Column, Link, Rich, SummaryRow, Table};
use crate::documents::{Line, lines};
use crate::error::Error;
use crate::home::next::{self, Next};
use crate::layout::Layout;
use crate::page;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

#[derive(Template)]
#[template(path = "journeys/show.html")]
struct JourneyPage {
    layout: Layout,
    way: Vec<Link>,
    over: String,
    names: String,
    facts: Vec<String>,
    path: Option<PathPart>,
    mine: Vec<Next>,
    theirs: Vec<(String, Vec<String>)>,
    plan: Vec<Link>,
    /// Rooms of the journey beside its meetings and documents.
    rooms: Vec<Link>,
    documents: Vec<Line>,
    people: Vec<SummaryRow>,
    /// For whoever matches people in the programme.
    look_after: Option<Link>,
    /// Pausing, changing and ending it, for those whose it is.
    changes: Option<Link>,
    seen: Vec<(String, Vec<String>)>,
}

/// The picture, the same as a list for a narrow page, and the same as a table.
struct PathPart {
    picture: Picture,
    legend: Vec<Shape>,
    earlier: Vec<Step>,
    near: Vec<Step>,
    later: Vec<Step>,
    table: Table,
}

/// A step of the narrow list: a stone, or today.
enum Step {
    Stone(Stone),
    Today(String),
}

pub(super) async fn get(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id: JourneyId = id.parse().map_err(|_| Error::NotFound)?;
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let standing = store::access::standing(reader, who.person(), id, today).await?;
    if standing.is_empty() {
        return Err(Error::NotFound);
    }
    let head = overview::head(reader, &state.ctx.programmes, id, today).await?.ok_or(Error::NotFound)?;
    let decision = decide(&head.programme.sharing, &standing, &item("progress"));
    if decision == Decision::Hide {
        return Err(Error::NotFound);
    }
    let mut page = frame(&state, &who, &head, today);
    if decision.allows() {
        let kinds = head.programme.meeting_kinds.iter();
        let reads = kinds.map(|kind| &kind.item).any(|item| decide(&head.programme.sharing, &standing, item).allows());
        fill(&state, &who, &head, &mut page, if reads { Opens::Yes } else { Opens::No }).await?;
    }
    for cover in store::covers::list(reader, head.journey, today).await? {
        page.facts.push(crate::covers::sentence(Words::english(), &cover, today));
    }
    let open = overview::open_in(reader, head.journey, next::horizon(today)).await?;
    let mut rooms = own(&state, &who, &head, &standing).await?;
    rooms.append(&mut page.rooms);
    rooms.extend(super::rooms::rooms(&state, &who, &head, &standing).await?);
    page.rooms = rooms;
    page.documents = lines(&state, &who, &head, &open.occurrences, today).await?;
    Ok(page::show(&page))
}

/// The doors to the plan, and to how somebody sees themselves, for whoever may go through.
async fn own(state: &AppState, who: &SignedIn, head: &Head, standing: &[Onlooker]) -> Result<Vec<Link>, Error> {
    let w = Words::english();
    let programme = &head.programme;
    let mut doors = Vec::new();
    if let Some(plan) = &programme.plan
        && decide(&programme.sharing, standing, &item_of(&plan.document)).allows()
    {
        let word = capitalised(programme.words.document(&plan.document));
        doors.push(Link::new(w.with("plan-door", [("plan", word.as_str())]), crate::plans::plan_of(head.journey)));
    }
    if programme.confidence.is_some() {
        let reader = state.ctx.db.reader();
        let seen = operations::confidence::seen(&state.ctx, reader, who.person(), head.journey).await?;
        if let Some(seen) = seen {
            let key = if seen.is_mine { "confidence-door-own" } else { "confidence-door" };
            let name = [("name", head.supportee_name.as_str())];
            doors.push(Link::new(w.with(key, name), crate::confidence::page_of(head.journey)));
        }
    }
    Ok(doors)
}

fn item(key: &str) -> ItemKey {
    key.parse().expect("written here, and a key")
}

/// What everybody sees who sees the journey at all.
fn frame(state: &AppState, who: &SignedIn, head: &Head, today: Date) -> JourneyPage {
    let w = Words::english();
    let programme = &head.programme;
    let supporter = head.supporters.first().map(|(_, _, name)| name.as_str());
    let names = match supporter {
        Some(supporter) => w.with("journey-names", [("one", head.supportee_name.as_str()), ("other", supporter)]),
        None => head.supportee_name.clone(),
    };
    let mut facts = vec![when(w, head, today)];
    facts.extend(met(w, head));
    let is_party =
        head.supportee == who.person() || head.supporters.iter().any(|(_, person, _)| *person == who.person());
    let way = if is_party {
        vec![Link::new(w.say("nav-home"), "/")]
    } else {
        let desk = format!("/organisations/{}", head.organisation_code);
        let at_desk = who.desks.iter().any(|desk| desk.code == head.organisation_code);
        let organisation = crate::text::organisation_name(&head.organisation_name);
        let mut way = vec![Link::new(w.say("nav-home"), "/")];
        if at_desk {
            way.push(Link::new(organisation, desk.clone()));
            way.push(Link::new(capitalised(programme.words.plural("journey")), format!("{desk}/journeys")));
        }
        way
    };
    let here = who.desks.iter().find(|desk| desk.code == head.organisation_code);
    let looks_after = head.ended_on.is_none() && here.is_some_and(|desk| desk.may_in(Power::Match, &programme.key));
    let main = Party::Role(programme.supporter.clone());
    let is_side = my_parts(who, head).iter().any(|mine| *mine == Party::Supportee || *mine == main);
    let changes = is_side || here.is_some_and(|desk| desk.may_in(Power::ManageCandidates, &programme.key));
    JourneyPage {
        layout: who.layout(state, names.clone()),
        way,
        over: capitalised(programme.words.say("programme")),
        names,
        facts,
        path: None,
        mine: Vec::new(),
        theirs: Vec::new(),
        plan: Vec::new(),
        rooms: Vec::new(),
        documents: Vec::new(),
        people: people(head),
        look_after: looks_after
            .then(|| Link::new(w.say("journey-people-look-after"), crate::pairs::people_of(head.journey))),
        changes: changes.then(|| Link::new(w.say("changes-link"), crate::endings::changes_of(head.journey))),
        seen: Vec::new(),
    }
}

/// “Month 3 of 12, until 30 October 2027”.
fn when(w: Words, head: &Head, today: Date) -> String {
    let end = head.ended_on.or(head.planned_end_on).map(long_date);
    let journey = capitalised(head.programme.words.say("journey"));
    if let Some(on) = head.ended_on.filter(|on| *on < today) {
        return w.with("journey-ended", &[("journey", journey), ("date", long_date(on))]);
    }
    if head.starts_on > today {
        return w.with("journey-begins", &[("journey", journey), ("date", weekday_date(head.starts_on))]);
    }
    let month = crate::home::cards::month_of(w, head.starts_on, head.planned_end_on, today);
    match end {
        Some(end) => w.with("journey-month", &[("month", month), ("date", end)]),
        None => month,
    }
}

fn met(w: Words, head: &Head) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(on) = head.last_met_on {
        let count = head.meetings_held.to_string();
        said.push(w.with("journey-met", &[("count", count), ("date", long_date(on))]));
    }
    if let Some(at) = head.next_meeting_at {
        let (date, time) = (weekday_date(date_of(at)), clock_time(time_of(at)));
        said.push(w.with("journey-next-meeting", &[("date", date), ("time", time)]));
    }
    said
}

fn people(head: &Head) -> Vec<SummaryRow> {
    let words = &head.programme.words;
    let about = format!("{} · {}", head.supportee_name, head.job_title);
    let mut rows = vec![SummaryRow::new(words.capital("supportee"), about)];
    for (party, _, name) in &head.supporters {
        rows.push(SummaryRow::new(capitalised(head.programme.party_word(party)), name.clone()));
    }
    rows
}

/// What only those see whom the programme lets see how it goes.
async fn fill(
    state: &AppState,
    who: &SignedIn,
    head: &Head,
    page: &mut JourneyPage,
    opens: Opens,
) -> Result<(), Error> {
    let w = Words::english();
    let reader = state.ctx.db.reader();
    let today = state.ctx.today();
    let meetings = store::meetings::list_for_journey(reader, head.journey).await?;
    let occurrences = overview::occurrences(reader, head.journey).await?;
    let pauses = overview::pauses(reader, head.journey).await?;
    if let Some(stage) = picture::stage_today(head, &occurrences, today) {
        page.facts.insert(1.min(page.facts.len()), w.with("journey-stage", &[("stage", stage)]));
    }
    let stones = path::stones(w, head, &meetings, &occurrences, today, opens);
    let table = table(w, &stones);
    let legend = Shape::ALL.into_iter().filter(|shape| stones.iter().any(|stone| stone.shape == *shape)).collect();
    let (earlier, near, later) = steps(w, stones.clone(), today);
    let picture = Picture::new(head, stones, &occurrences, &pauses, today);
    page.path = Some(PathPart { picture, legend, earlier, near, later, table });
    let open = overview::open_in(reader, head.journey, next::horizon(today)).await?;
    let mine = my_parts(who, head);
    for party in parties(head) {
        if mine.contains(&party) {
            page.mine.extend(next::for_party(w, head, &party, &open.occurrences, &open.meetings, today));
            continue;
        }
        let things = next::of_others(w, &head.programme, &party, &mine, &open.occurrences, today);
        if !things.is_empty() {
            page.theirs.push((name_of(head, &party), things));
        }
    }
    if opens == Opens::Yes {
        page.plan = vec![
            Link::new(w.say("journey-plan"), links::propose(head.journey, None)),
            Link::new(w.say("journey-note"), links::note_held(head.journey)),
            Link::new(w.say("journey-all-meetings"), links::meetings(head.journey)),
        ];
        let sides = domain::exceptions::sides(&head.programme);
        if head.ended_on.is_none() && my_parts(who, head).iter().any(|mine| sides.contains(mine)) {
            page.plan.push(Link::new(w.say("exceptions-link"), crate::exceptions::list_of(head.journey)));
        }
        page.plan.extend(crate::guides::links(w, head));
        page.plan.extend(head.programme.rotas.iter().map(|rota| Link::new(rota.question.clone(), "/today")));
    }
    page.plan.extend(notes(head, &mine));
    if !mine.is_empty() {
        page.rooms.push(Link::new(w.say("portfolio-title"), "/portfolio"));
    }
    let accounts = operations::time::accounts(&state.ctx, reader, who.viewer).await?;
    page.rooms.extend(crate::time::door(&accounts, head.journey).map(|href| Link::new(w.say("time-title"), href)));
    if mine.contains(&Party::Supportee) || mine.contains(&Party::Role(head.programme.supporter.clone())) {
        page.plan.extend(super::context::link(w, head));
    }
    page.seen = seen(w, &head.programme);
    Ok(())
}

/// What somebody may note although nothing asks for it: events that call for something.
fn notes(head: &Head, mine: &[Party]) -> Vec<Link> {
    let asked: Vec<_> = head.programme.expectations.iter().flat_map(|expectation| expectation.met_by.parts()).collect();
    let events = head.programme.facts.iter().filter(|fact| {
        let met =
            |part: &&Requirement| matches!(part, Requirement::FactConfirmed { fact: asked, .. } if *asked == fact.key);
        let may = mine.iter().any(|party| fact.may_be_confirmed_by(&Onlooker::Party(party.clone())));
        may && !asked.iter().any(met)
    });
    events.map(|fact| Link::new(fact.name.clone(), links::confirm(head.journey, &fact.key))).collect()
}

fn parties(head: &Head) -> Vec<Party> {
    let mut parties = vec![Party::Supportee];
    parties.extend(head.supporters.iter().map(|(party, ..)| party.clone()));
    parties.dedup();
    parties
}

fn my_parts(who: &SignedIn, head: &Head) -> Vec<Party> {
    let mut mine = Vec::new();
    if head.supportee == who.person() {
        mine.push(Party::Supportee);
    }
    let own = head.supporters.iter().filter(|(_, person, _)| *person == who.person());
    mine.extend(own.map(|(party, ..)| party.clone()));
    mine
}

fn name_of(head: &Head, party: &Party) -> String {
    match head.supporters.iter().find(|(each, ..)| each == party) {
        Some((_, _, name)) => name.clone(),
        None => head.supportee_name.clone(),
    }
}

/// For a narrow page: what lies around today at once, the rest behind a word each.
fn steps(w: Words, stones: Vec<Stone>, today: Date) -> (Vec<Step>, Vec<Step>, Vec<Step>) {
    let (past, ahead): (Vec<Stone>, Vec<Stone>) = stones.into_iter().partition(|stone| stone.on < today);
    let keep = past.len().saturating_sub(2);
    let mut past = past.into_iter().map(Step::Stone);
    let earlier: Vec<Step> = past.by_ref().take(keep).collect();
    let mut near: Vec<Step> = past.collect();
    near.push(Step::Today(w.with("path-today-is", &[("date", weekday_date(today))])));
    let mut ahead = ahead.into_iter().map(Step::Stone);
    near.extend(ahead.by_ref().take(3));
    (earlier, near, ahead.collect())
}

fn table(w: Words, stones: &[Stone]) -> Table {
    let columns = ["path-column-what", "path-column-when", "path-column-state"];
    let columns = columns.iter().map(|key| Column::words(w.say(key))).collect();
    let rows = stones.iter().enumerate().map(|(place, stone)| {
        let mut what = if stone.href.starts_with('#') {
            Cell::new(stone.name.clone())
        } else {
            Cell::link(stone.name.clone(), stone.href.clone())
        };
        what.attributes = format!("id=\"path-{}\"", place + 1);
        vec![what, Cell::new(long_date(stone.on)), Cell::new(stone.state.clone())]
    });
    Table::new(Rich::from(w.say("path-title")), columns, rows.collect())
}

/// Who can see what, in the programme's own sentences, by who it is.
fn seen(w: Words, programme: &Programme) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for rule in &programme.sharing.rules {
        let who = match &rule.who {
            Onlooker::Party(party) => capitalised(programme.party_word(party)),
            Onlooker::Office(office) => capitalised(programme.words.office(office)),
            Onlooker::LineManager => w.say("seen-line-manager"),
            Onlooker::Cover => w.say("seen-cover"),
        };
        match found.iter_mut().find(|(known, _)| *known == who) {
            Some((_, reasons)) if !reasons.contains(&rule.because) => reasons.push(rule.because.clone()),
            Some(_) => {}
            None => found.push((who, vec![rule.because.clone()])),
        }
    }
    found
}
