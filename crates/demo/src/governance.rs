//! The governance files of the three: one in good order, one that has lapsed, one hardly begun; the content of their
//! programme, and what they think of their standards themselves.

use std::collections::BTreeSet;

use domain::calendar::{instant, plus_days};
use domain::ids::{OrganisationId, PersonId};
use domain::keys::{GovernanceKey, OfficeRef, ProgrammeKey};
use domain::programmes::{Mix, ResourceKind};
use domain::standards::Judgement;
use jiff::civil::{Date, time};
use operations::governance::{self, Entering, NewResource, Text};
use operations::standards::{self, Judging};
use operations::{Actor, Context};

use crate::Problem;
use crate::houses::HOUSES;
use crate::telling::{PROGRAMME, unexpected};

/// A document as one of the houses keeps it; days before today.
struct Paper {
    house: usize,
    document: &'static str,
    approved: Option<i32>,
    reviewed: Option<i32>,
    owned: Owned,
    kept_at: &'static str,
    states: &'static [&'static str],
    note: &'static str,
}

/// So many days ago the first documents were entered.
const ENTERED_FROM: i32 = 320;

/// Whether the lead looks after a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owned {
    ByTheLead,
    ByNobody,
}

use Owned::{ByNobody, ByTheLead};

const fn paper(
    house: usize,
    document: &'static str,
    approved: Option<i32>,
    reviewed: Option<i32>,
    owned: Owned,
    states: &'static [&'static str],
    note: &'static str,
) -> Paper {
    Paper { house, document, approved, reviewed, owned, kept_at: "Policies, folder 12", states, note }
}

const PAPERS: &[Paper] = &[
    paper(
        0,
        "policy",
        Some(520),
        Some(150),
        ByTheLead,
        &["equality", "reporting", "alignment"],
        "The reporting line to the board is named now.",
    ),
    paper(0, "preceptee-descriptor", Some(345), None, ByTheLead, &[], "Written with six preceptees."),
    paper(0, "preceptor-descriptor", Some(300), Some(60), ByTheLead, &[], "Looked over with the preceptors’ network."),
    paper(0, "champion-descriptor", Some(200), None, ByTheLead, &[], ""),
    paper(0, "lead-descriptor", Some(200), None, ByTheLead, &[], ""),
    paper(
        1,
        "policy",
        Some(460),
        None,
        ByNobody,
        &["equality", "alignment"],
        "Taken over from the trust before the merger.",
    ),
    paper(1, "preceptor-descriptor", Some(410), None, ByTheLead, &[], ""),
    paper(1, "preceptee-descriptor", Some(90), None, ByTheLead, &[], ""),
    paper(2, "policy", None, None, ByTheLead, &["equality"], "A first draft; the board sees it next month."),
];

/// A session or resource of a house.
struct Piece {
    house: usize,
    title: &'static str,
    kind: ResourceKind,
    mix: Mix,
    themes: &'static [&'static str],
}

const fn piece(
    house: usize,
    title: &'static str,
    kind: ResourceKind,
    mix: Mix,
    themes: &'static [&'static str],
) -> Piece {
    Piece { house, title, kind, mix, themes }
}

const PIECES: &[Piece] = &[
    piece(
        0,
        "Welcome day for all new starters",
        ResourceKind::Session,
        Mix::MultiProfession,
        &["the-offer", "structures", "roles-of-others"],
    ),
    piece(
        0,
        "Difficult conversations, with actors",
        ResourceKind::Session,
        Mix::MultiProfession,
        &["communication", "team-working"],
    ),
    piece(0, "A week that works", ResourceKind::Session, Mix::MultiProfession, &["time-management", "wellbeing"]),
    piece(
        0,
        "Reflection group of the profession",
        ResourceKind::Session,
        Mix::OwnProfession,
        &["self-reflection", "confidence", "positivity"],
    ),
    piece(0, "Journal club", ResourceKind::Session, Mix::OwnProfession, &["inquisitiveness"]),
    piece(0, "Who helps with what: one page", ResourceKind::Resource, Mix::MultiProfession, &["signposting"]),
    piece(
        1,
        "Shadowing on three wards",
        ResourceKind::Session,
        Mix::MultiProfession,
        &["roles-of-others", "structures"],
    ),
    piece(1, "Speaking up, a film", ResourceKind::Resource, Mix::MultiProfession, &["communication"]),
];

/// What a house thinks of a standard.
const VIEWS: &[(usize, &str, Judgement, &str, &str)] = &[
    (0, "nhse-ahp/1.1", Judgement::InPlace, "Agreed by the board in spring.", "Minutes of the board, item 7"),
    (0, "nhse-ahp/2.3", Judgement::Partly, "The survey is done, the report is not.", "Survey of preceptees"),
    (0, "nhse-ahp/5.3", Judgement::Partly, "Theatres find the first week hard; they now plan it with the rota.", ""),
    (1, "nhse-ahp/1.1", Judgement::NotInPlace, "The policy is to be written anew after the merger.", ""),
    (1, "nhse-ahp/2.5", Judgement::InPlace, "Every small profession has a named contact.", "List of contacts"),
];

/// Lets each of the three keep its file, up to today.
///
/// # Errors
/// The database failed, or something was refused.
pub async fn keep(ctx: &Context, today: Date) -> Result<(), Problem> {
    let programme: ProgrammeKey = PROGRAMME.parse().expect("a valid key");
    let now = ctx.now();
    let mut houses = Vec::new();
    for house in &HOUSES {
        let found = store::access::organisation_by_code(ctx.db.reader(), house.code).await?;
        let (organisation, _) = found.ok_or_else(|| Problem::Refused(format!("{} is missing", house.code)))?;
        let office = OfficeRef { programme: Some(programme.clone()), office: "lead".parse().expect("a valid key") };
        let leads = store::access::holders(ctx.db.reader(), organisation, &office, today).await?;
        let lead = *leads.first().ok_or_else(|| Problem::Refused(format!("{} has no lead", house.code)))?;
        houses.push((organisation, lead));
    }
    let mut papers: Vec<&Paper> = PAPERS.iter().collect();
    papers.sort_by_key(|paper| std::cmp::Reverse(paper.approved));
    for one in papers {
        keep_paper(ctx, &programme, houses[one.house], one, today).await?;
    }
    ctx.clock.move_to(instant(plus_days(today, -120), time(11, 0, 0, 0)));
    for one in PIECES {
        let (organisation, lead) = houses[one.house];
        let themes = one.themes.iter().map(|key| key.parse().expect("a valid key")).collect();
        let new = NewResource { title: one.title, kind: one.kind, mix: one.mix, link: "", themes };
        governance::add_resource(ctx, Actor::Person(lead), organisation, &programme, &new)
            .await
            .map_err(unexpected("content"))?;
    }
    let (organisation, lead) = houses[0];
    let (reviewed_on, note) = (plus_days(today, -120), "Two sessions were new.");
    governance::review_content(ctx, Actor::Person(lead), organisation, &programme, reviewed_on, note)
        .await
        .map_err(unexpected("review of the content"))?;
    ctx.clock.move_to(now);
    judge(ctx, &houses).await?;
    accept(ctx, &programme, &houses).await
}

async fn keep_paper(
    ctx: &Context,
    programme: &ProgrammeKey,
    (organisation, lead): (OrganisationId, PersonId),
    one: &Paper,
    today: Date,
) -> Result<(), Problem> {
    let mut addresses = store::candidacies::recipients(ctx.db.reader(), &[lead]).await?;
    let address = addresses.remove(&lead).and_then(|lead| lead.work).unwrap_or_default();
    let document: GovernanceKey = one.document.parse().expect("a valid key");
    let day = |days: Option<i32>| days.map(|days| plus_days(today, -days));
    // As it was approved, and once more when it was looked over: a document has a history.
    for (reviewed, entered) in [(None, one.approved), (one.reviewed, one.reviewed)] {
        if entered.is_none() && reviewed.is_none() && one.approved.is_some() {
            continue;
        }
        // What is older than the programme here was entered soon after it began.
        let entered = day(entered.map(|days| days.min(ENTERED_FROM))).unwrap_or(plus_days(today, -9));
        ctx.clock.move_to(instant(entered, time(14, 30, 0, 0)));
        let entering = Entering {
            approved_on: day(one.approved),
            reviewed_on: day(reviewed),
            review_due_on: None,
            owner_email: if one.owned == ByTheLead { &address } else { "" },
            link: "",
            kept_at: one.kept_at,
            states: one.states.iter().map(|key| key.parse().expect("a valid key")).collect::<BTreeSet<_>>(),
            note: if reviewed.is_some() || one.reviewed.is_none() { one.note } else { "" },
            text: Text::Same,
        };
        governance::keep(ctx, Actor::Person(lead), organisation, programme, &document, &entering)
            .await
            .map_err(unexpected("a document"))?;
        if one.approved.is_none() {
            break;
        }
    }
    Ok(())
}

async fn judge(ctx: &Context, houses: &[(OrganisationId, PersonId)]) -> Result<(), Problem> {
    for (house, standard, judgement, comment, evidence) in VIEWS {
        let (organisation, lead) = houses[*house];
        let standard = standard.parse().expect("a valid reference");
        let judging = Judging { judgement: *judgement, comment, evidence };
        standards::judge(ctx, Actor::Person(lead), organisation, &standard, judging)
            .await
            .map_err(unexpected("a judgement"))?;
    }
    let overlay = ["example-overlay".parse().expect("a valid key")];
    let (organisation, lead) = houses[1];
    standards::choose(ctx, Actor::Person(lead), organisation, &overlay).await.map_err(unexpected("a choice of sets"))
}

/// Two of three of those who support at the first house, and its lead, have accepted what their role asks.
async fn accept(ctx: &Context, programme: &ProgrammeKey, houses: &[(OrganisationId, PersonId)]) -> Result<(), Problem> {
    let (organisation, lead) = houses[0];
    let today = ctx.today();
    let belonging = store::governance::belonging(ctx.db.reader(), organisation, programme, None, today).await?;
    let roles = belonging.into_iter().filter(|(way, _)| matches!(way, store::governance::Way::Role(_)));
    let mut people: Vec<PersonId> = roles.map(|(_, person)| person).collect();
    people.sort_unstable();
    people.dedup();
    let chosen = people.iter().enumerate().filter(|(place, _)| place % 3 != 0).take(24).map(|(_, person)| *person);
    for person in chosen.chain([lead]) {
        for mine in governance::about(ctx, ctx.db.reader(), person).await? {
            let (document, edition) = (&mine.document.key, mine.entry.edition);
            governance::accept(ctx, person, mine.organisation, &mine.programme, document, edition)
                .await
                .map_err(unexpected("an acceptance"))?;
        }
    }
    Ok(())
}
