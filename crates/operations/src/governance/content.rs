//! Sessions and resources of an organisation's own, and that the whole was looked over (B5).

use domain::ids::{ContentId, OrganisationId};
use domain::keys::{ProgrammeKey, ThemeKey};
use domain::programmes::{Mix, ResourceKind};
use jiff::civil::Date;
use store::events::Event;
use store::governance::{ContentResource, Review};

use super::programme_here;
use crate::error::refuse;
use crate::{Actor, Context, Failure, Outcome};

/// The longest title or note, in characters.
const LONGEST: usize = 500;

/// A session or a resource as somebody enters it.
#[derive(Debug, Clone)]
pub struct NewResource<'a> {
    pub title: &'a str,
    pub kind: ResourceKind,
    pub mix: Mix,
    pub link: &'a str,
    pub themes: Vec<ThemeKey>,
}

/// Why something about the content is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContentRefusal {
    #[error("give it a title")]
    NoTitle,
    #[error("choose at least one theme")]
    NoTheme,
    #[error("this is not an address of a page")]
    NotALink,
    #[error("the text is too long")]
    TooLong,
    #[error("the day lies in the future")]
    InFuture,
}

/// Adds a session or a resource, mapped to themes of the programme.
///
/// # Errors
/// The organisation does not run the programme, or something entered is wrong.
pub async fn add_resource(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    new: &NewResource<'_>,
) -> Outcome<ContentId, ContentRefusal> {
    let (title, link) = (new.title.trim(), new.link.trim());
    if title.is_empty() {
        return refuse(ContentRefusal::NoTitle);
    }
    if [title, link].iter().any(|text| text.chars().count() > LONGEST) {
        return refuse(ContentRefusal::TooLong);
    }
    if !link.is_empty() && !link.starts_with("https://") && !link.starts_with("http://") {
        return refuse(ContentRefusal::NotALink);
    }
    store::write!(ctx.db, |tx| {
        let programme = programme_here(ctx, tx, organisation, programme).await?;
        let themes = programme.content.iter().map(|theme| &theme.key);
        let themes: Vec<ThemeKey> = themes.filter(|key| new.themes.contains(key)).cloned().collect();
        if themes.is_empty() {
            return refuse(ContentRefusal::NoTheme);
        }
        let resource = ContentResource {
            id: ctx.new_id(),
            title: title.to_owned(),
            kind: new.kind,
            mix: new.mix,
            link: link.to_owned(),
            themes,
        };
        let (key, by) = (&programme.key, actor.person());
        store::governance::add_resource(tx, organisation, key, &resource, by, ctx.now()).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), by, "content.add", resource.id);
        let sentence = format!("Added “{title}” to the content");
        store::events::record(tx, &event.at(organisation).saying(sentence)).await?;
        Ok(resource.id)
    })
}

/// Takes a session or a resource off the content.
///
/// # Errors
/// There is none such at the organisation.
pub async fn remove_resource(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    resource: ContentId,
) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        if !store::governance::remove_resource(tx, organisation, programme, resource, ctx.now()).await? {
            return Err(Failure::NotFound);
        }
        let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "content.remove", resource);
        let event = event.at(organisation).saying("Took something off the content");
        store::events::record(tx, &event).await?;
        Ok(())
    })
}

/// Keeps that the content was looked over on a day.
///
/// # Errors
/// The organisation does not run the programme, or the day is still to come.
pub async fn review_content(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    reviewed_on: Date,
    note: &str,
) -> Outcome<(), ContentRefusal> {
    if reviewed_on > ctx.today() {
        return refuse(ContentRefusal::InFuture);
    }
    if note.chars().count() > LONGEST {
        return refuse(ContentRefusal::TooLong);
    }
    store::write!(ctx.db, |tx| {
        let programme = programme_here(ctx, tx, organisation, programme).await?;
        let review = Review { reviewed_on, note: note.trim().to_owned() };
        let (key, by) = (&programme.key, actor.person());
        store::governance::review(tx, organisation, key, &review, by, ctx.now()).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), by, "content.review", organisation);
        store::events::record(tx, &event.at(organisation).saying("Looked the content over")).await?;
        Ok(())
    })
}
