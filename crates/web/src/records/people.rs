//! People who are named on a form: chosen from the journey's own, or found by name or address.

use domain::forms::{Among, Field, FieldKind};
use domain::records::{AnswerValue, NamedPerson, Raw};
use operations::records::Sheet;

use crate::error::Error;
use crate::state::AppState;

/// Those of the journey who can be named here.
pub(super) fn choosable(sheet: &Sheet, among: &[Among]) -> Vec<NamedPerson> {
    let mut people: Vec<NamedPerson> = Vec::new();
    for participant in &sheet.circle.everyone {
        let is_one = among.iter().any(|among| matches!(among, Among::Party(party) if *party == participant.party));
        if is_one && people.iter().all(|known| known.id != participant.person) {
            people.push(NamedPerson { id: participant.person, name: participant.name.clone() });
        }
    }
    people
}

/// Can anybody of the organisation be named, so that a name is typed?
pub(super) fn is_typed(among: &[Among]) -> bool {
    among.contains(&Among::AnyoneHere)
}

/// Looks up whom the texts in the boxes name. Who is not found stays unknown, and the page says so.
pub(super) async fn look_up(
    state: &AppState,
    sheet: &Sheet,
    raws: impl IntoIterator<Item = (&Field, &mut Raw)>,
) -> Result<(), Error> {
    let mut open: Vec<&mut Raw> = Vec::new();
    for (field, raw) in raws {
        let stood = sheet.paper.values.get(&field.key);
        match &field.kind {
            FieldKind::Person { among } => open.extend(known(sheet, among, stood, raw)),
            FieldKind::Group(group) => {
                let rows = match stood {
                    Some(AnswerValue::Rows(rows)) => rows.as_slice(),
                    _ => &[],
                };
                for raw in &mut raw.rows {
                    for (key, raw) in raw {
                        let Some(FieldKind::Person { among }) = group.field(key).map(|field| &field.kind) else {
                            continue;
                        };
                        let stood = rows.iter().filter_map(|row| row.get(key));
                        let same = stood.into_iter().find(|value| is_named(value, &raw.text));
                        open.extend(known(sheet, among, same, raw));
                    }
                }
            }
            _ => {}
        }
    }
    if open.is_empty() {
        return Ok(());
    }
    let texts: Vec<String> = open.iter().map(|raw| raw.text.clone()).collect();
    let reader = state.ctx.db.reader();
    let found = store::people::meant_by(reader, sheet.circle.organisation, state.ctx.today(), &texts).await?;
    for (raw, found) in open.into_iter().zip(found) {
        raw.found = found;
    }
    Ok(())
}

/// Fills in who is meant when that is known already; gives back what has to be looked up.
fn known<'r>(sheet: &Sheet, among: &[Among], stood: Option<&AnswerValue>, raw: &'r mut Raw) -> Option<&'r mut Raw> {
    let typed = raw.text.trim().to_owned();
    if typed.is_empty() {
        return None;
    }
    let chosen =
        choosable(sheet, among).into_iter().find(|person| person.id.to_string() == typed || person.name == typed);
    let stood = match stood {
        Some(AnswerValue::Person(person)) if person.name == typed => Some(person.clone()),
        _ => None,
    };
    raw.found = stood.or(chosen);
    (raw.found.is_none() && is_typed(among)).then_some(raw)
}

fn is_named(value: &AnswerValue, typed: &str) -> bool {
    matches!(value, AnswerValue::Person(person) if person.name == typed.trim())
}
