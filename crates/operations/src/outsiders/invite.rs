//! Inviting somebody without an account to one record, sending a fresh link, and taking the invitation back.

use domain::ids::{Id, OutsiderId, PersonId};
use store::Tx;
use store::mail::Letter;
use store::outsiders::{Asked, Outsider};

use super::{LINK_LIFE, NOUN, note};
use crate::error::{Failure, refuse};
use crate::records::{Sheet, Which, subject};
use crate::sessions::hash;
use crate::{Context, Outcome};

/// Nobody asks more people than this about one record.
const MOST_PER_RECORD: usize = 10;

/// Whom to invite, and to what.
#[derive(Debug, Clone)]
pub struct Invitation {
    pub name: String,
    pub email: String,
    pub why: String,
    pub asked: Asked,
}

/// Why nobody is invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InviteRefusal {
    #[error("enter their name")]
    Name,
    #[error("enter an e-mail address")]
    Email,
    #[error("say why, in up to 500 letters")]
    Why,
    #[error("this person takes part already and can sign in")]
    TakesPart,
    #[error("ten people have been asked already")]
    TooMany,
    #[error("the invitation was taken back")]
    Withdrawn,
}

impl InviteRefusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "outside-refused-name",
            Self::Email => "outside-refused-email",
            Self::Why => "outside-refused-why",
            Self::TakesPart => "outside-refused-takes-part",
            Self::TooMany => "outside-refused-too-many",
            Self::Withdrawn => "outside-refused-withdrawn",
        }
    }
}

impl Invitation {
    /// The same, tidied.
    ///
    /// # Errors
    /// Something is missing or cannot be.
    pub fn checked(&self) -> Result<Self, InviteRefusal> {
        let line = |text: &str, most: usize| {
            let text = text.trim().to_owned();
            (!text.is_empty() && text.chars().count() <= most && !text.chars().any(char::is_control)).then_some(text)
        };
        let name = line(&self.name, 120).ok_or(InviteRefusal::Name)?;
        let email = line(&self.email, 254).ok_or(InviteRefusal::Email)?.to_lowercase();
        let is_address = email.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && domain.contains('.') && !email.contains(char::is_whitespace) && !domain.contains('@')
        });
        if !is_address {
            return Err(InviteRefusal::Email);
        }
        let why = self.why.trim().to_owned();
        if why.is_empty() || why.chars().count() > 500 {
            return Err(InviteRefusal::Why);
        }
        Ok(Self { name, email, why, asked: self.asked })
    }
}

/// A record exactly as somebody without an account would see it if the person invited them: for the page before sending.
///
/// # Errors
/// The record is not there for the person, or they may not let others see it.
pub async fn shown_to_outsiders(ctx: &Context, by: PersonId, which: Which) -> Outcome<Sheet, InviteRefusal> {
    let sheet: Sheet = subject::load(ctx, ctx.db.reader(), by, which).await?;
    if sheet.may_invite() { Ok(sheet.for_outsider()) } else { Err(Failure::NotFound) }
}

/// Invites somebody to one record; they get a link that works once.
///
/// # Errors
/// The record is not there for the person, or something about the invitation is not right.
pub async fn invite(
    ctx: &Context,
    by: PersonId,
    which: Which,
    invitation: &Invitation,
) -> Outcome<OutsiderId, InviteRefusal> {
    let invitation = invitation.checked().map_err(Failure::Refused)?;
    let now = ctx.now();
    let secret = ctx.new_secret();
    store::write!(ctx.db, |tx| {
        let sheet = inviting(ctx, tx, by, which).await?;
        if sheet.circle.everyone.iter().any(|one| one.email.as_deref() == Some(invitation.email.as_str())) {
            return refuse(InviteRefusal::TakesPart);
        }
        let known = store::outsiders::of_record(tx, sheet.paper.record.id).await?;
        if known.len() >= MOST_PER_RECORD {
            return refuse(InviteRefusal::TooMany);
        }
        let outsider = Outsider {
            id: ctx.new_id(),
            record: sheet.paper.record.id,
            invited_by: by,
            name: invitation.name.clone(),
            email: invitation.email.clone(),
            why: invitation.why.clone(),
            asked: invitation.asked,
            invited_at: now,
            expires_at: now + LINK_LIFE,
            opened_at: None,
            session_expires_at: None,
            asked_again_at: None,
            withdrawn_at: None,
        };
        store::outsiders::insert(tx, &outsider, &hash(&secret)).await?;
        send(ctx, tx, &sheet, &outsider, &secret).await?;
        let what = sheet.subject.called(&sheet.circle);
        let sentence = format!("{} asked {} to look at the {what}.", sheet.my_name(), outsider.name);
        note(ctx, tx, &sheet, ("outsiders.invite", Some(by)), &sentence).await?;
        Ok(outsider.id)
    })
}

/// Sends a fresh link in place of the one that was used, ran out or got lost; the old one and its session are dead.
///
/// # Errors
/// The record is not there for the person, or the invitation was taken back.
pub async fn renew(ctx: &Context, by: PersonId, which: Which, id: OutsiderId) -> Outcome<(), InviteRefusal> {
    let now = ctx.now();
    let secret = ctx.new_secret();
    store::write!(ctx.db, |tx| {
        let (sheet, mut outsider) = invited(ctx, tx, by, which, id).await?;
        if outsider.withdrawn_at.is_some() {
            return refuse(InviteRefusal::Withdrawn);
        }
        outsider.expires_at = now + LINK_LIFE;
        store::outsiders::renew(tx, id, &hash(&secret), (now, outsider.expires_at)).await?;
        send(ctx, tx, &sheet, &outsider, &secret).await?;
        let sentence = format!("{} sent {} a fresh link.", sheet.my_name(), outsider.name);
        note(ctx, tx, &sheet, ("outsiders.renew", Some(by)), &sentence).await?;
        Ok(())
    })
}

/// Takes an invitation back: its link and its session work no more. What was written or signed stays.
///
/// # Errors
/// The record is not there for the person.
pub async fn withdraw(ctx: &Context, by: PersonId, which: Which, id: OutsiderId) -> Outcome<(), InviteRefusal> {
    store::write!(ctx.db, |tx| {
        let (sheet, outsider) = invited(ctx, tx, by, which, id).await?;
        store::outsiders::withdraw(tx, id, ctx.now()).await?;
        let sentence = format!("{} took back the invitation of {}.", sheet.my_name(), outsider.name);
        note(ctx, tx, &sheet, ("outsiders.withdraw", Some(by)), &sentence).await?;
        Ok(())
    })
}

async fn inviting(ctx: &Context, tx: &Tx, by: PersonId, which: Which) -> Outcome<Sheet, InviteRefusal> {
    let sheet: Sheet = subject::load(ctx, tx, by, which).await?;
    if sheet.may_invite() { Ok(sheet) } else { Err(Failure::NotFound) }
}

/// An invitation to this record. Anybody who may invite may also send a fresh link or take one back, but a fresh link
/// stays bound to whoever invited.
async fn invited(
    ctx: &Context,
    tx: &Tx,
    by: PersonId,
    which: Which,
    id: OutsiderId,
) -> Outcome<(Sheet, Outsider), InviteRefusal> {
    let sheet = inviting(ctx, tx, by, which).await?;
    let outsider = store::outsiders::find(tx, id).await?.filter(|one| one.record == sheet.paper.record.id);
    Ok((sheet, outsider.ok_or(Failure::NotFound)?))
}

/// The letter with the link. Neither why nor what: that is behind the link.
async fn send(ctx: &Context, tx: &Tx, sheet: &Sheet, outsider: &Outsider, secret: &str) -> Result<(), store::Fault> {
    let organisation = store::records::organisation_name(tx, sheet.circle.organisation).await?;
    let until = domain::calendar::weekday_date(domain::calendar::date_of(outsider.expires_at));
    let what = match outsider.asked {
        Asked::Contribute => "add something to a record",
        Asked::ContributeAndSign => "add something to a record and sign it",
    };
    let who = sheet.my_name();
    let body = format!(
        "Hello {name}\n\n{who} ({organisation}) asks you to {what}. You need no account. The link shows this one record \
         and nothing else:\n\n{address}/outside/link/{secret}\n\nIt opens once, on one device, and works until {until}. \
         Once open, you have two hours. Please do not pass it on.\n\nIf you do not know {who}, or this is not for you, you \
         need do nothing.\n",
        name = outsider.name,
        address = ctx.address,
    );
    let letter = Letter {
        id: ctx.new_id(),
        person: None,
        recipient: outsider.email.clone(),
        kind: "outsiders.link".to_owned(),
        subject: format!("{who} asks you to look at a record"),
        body,
        calendar: None,
        about: Some((NOUN.to_owned(), outsider.id.uuid())),
        created_at: ctx.now(),
        send_after: ctx.now(),
    };
    store::mail::queue(tx, &letter).await
}
