//! Documents of a journey outside its meetings: shared and signed, one's own and handed in, renewed; who sees what.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use domain::forms::{Field, FieldKind, Form, Group, Moment};
use domain::ids::{PersonId, RecordId};
use domain::keys::DocumentKey;
use domain::programmes::{DocumentKind, Kept, Own, Party};
use domain::records::{AnswerValue, Row, Stage, missing};
use domain::signatures::{Confirmation, Effect, Shown};
use operations::documents::{SubmitRefusal, begin, submit};
use operations::records::{Entry, FileRefusal, Sheet, Which, add_file, save, sheet, sign};
use operations::{Context, Failure};
use pair::{Pair, pair};
use testkit::{both_engines, world};

fn kind(fits: impl Fn(&DocumentKind) -> bool) -> &'static DocumentKind {
    world::programme().documents.iter().find(|kind| fits(kind)).expect("the programme has such a document")
}

fn signed() -> &'static DocumentKind {
    kind(|kind| kind.marks.is_some() && !kind.signed_by.is_empty())
}

fn renewed() -> &'static DocumentKind {
    kind(|kind| kind.kept == Kept::Renewed)
}

fn own_of_both() -> &'static DocumentKind {
    kind(|kind| kind.own == Own::EachTheirs && kind.written_by.len() == 2)
}

fn form(kind: &DocumentKind) -> &'static Form {
    world::programme().form(&kind.form).unwrap()
}

fn answer(field: &Field) -> AnswerValue {
    match &field.kind {
        FieldKind::Choice { among } => AnswerValue::Choice(among[0].value.clone()),
        FieldKind::Choices { among, .. } => AnswerValue::Choices(vec![among[0].value.clone()]),
        FieldKind::Scale { .. } => AnswerValue::Scale(2),
        FieldKind::Date => AnswerValue::On(jiff::civil::date(2026, 12, 1)),
        FieldKind::Group(group) => AnswerValue::Rows(vec![row(group)]),
        _ => AnswerValue::Text("As we said".into()),
    }
}

fn row(group: &Group) -> Row {
    group.fields.iter().map(|field| (field.key.clone(), answer(field))).collect()
}

/// An answer to everything that is needed.
fn all_needed(kind: &DocumentKind) -> Vec<Entry> {
    let needed = form(kind).fields().filter(|field| field.need.at(Moment::Sign));
    needed.map(|field| Entry { field: field.key.clone(), base: 0, value: Some(answer(field)) }).collect()
}

async fn seen(ctx: &Context, who: PersonId, document: RecordId) -> Option<Sheet> {
    sheet(ctx, ctx.db.reader(), who, Which::Document(document)).await.unwrap()
}

async fn begun(ctx: &Context, who: PersonId, pair: &Pair, document: &DocumentKey) -> RecordId {
    begin(ctx, who, pair.journey, document).await.unwrap()
}

fn confirmed(ctx: &Context) -> Confirmation {
    Confirmation { confirmed_at: ctx.now(), method: "e-mail link".to_owned() }
}

async fn sign_as(ctx: &Context, who: PersonId, document: RecordId) -> Effect {
    let sheet = seen(ctx, who, document).await.expect("theirs to read");
    let shown = Shown { version: sheet.paper.record.version, text: sheet.paper.document.text.clone() };
    sign(ctx, who, document, &shown, confirmed(ctx)).await.unwrap()
}

both_engines! {
    async fn req_F4_a_document_is_signed_by_both_and_then_closed(ctx: Context) {
        let pair = pair(&ctx).await;
        let kind = signed();
        let document = begun(&ctx, pair.amara, &pair, &kind.key).await;
        // Whoever comes second is led to the same one.
        assert_eq!(begun(&ctx, pair.rhys, &pair, &kind.key).await, document);
        save(&ctx, pair.amara, document, "p", &all_needed(kind)).await.unwrap();
        assert_eq!(sign_as(&ctx, pair.amara, document).await, Effect::Waits);
        assert_eq!(sign_as(&ctx, pair.rhys, document).await, Effect::Closes);
        let sheet = seen(&ctx, pair.amara, document).await.unwrap();
        assert_eq!(sheet.subject.document().unwrap().stage, Stage::Closed);
        assert!(!sheet.rights.writes);
        let entry = Entry { base: 9, ..all_needed(kind).remove(0) };
        assert!(matches!(save(&ctx, pair.amara, document, "q", &[entry]).await, Err(Failure::Refused(_))));
        // What is renewed is begun again only when it is closed.
        assert_ne!(begun(&ctx, pair.amara, &pair, &kind.key).await, document);
    }

    async fn req_E1_a_signed_document_meets_what_was_expected_of_it(ctx: Context) {
        let pair = pair(&ctx).await;
        let kind = signed();
        let programme = world::programme();
        let expectation = programme.expectations.iter().find(|expectation| {
            matches!(&expectation.met_by, domain::programmes::Requirement::DocumentDone { document, .. } if *document == kind.key)
        });
        let expectation = expectation.expect("something expects it").key.clone();
        let met = async || {
            let rows = store::occurrences::of_journey(ctx.db.reader(), pair.journey).await.unwrap();
            let row = rows.into_iter().find(|row| row.expectation == expectation).expect("it is expected");
            matches!(row.outcome, domain::expectations::Outcome::Met { .. })
        };
        let document = begun(&ctx, pair.amara, &pair, &kind.key).await;
        save(&ctx, pair.amara, document, "p", &all_needed(kind)).await.unwrap();
        sign_as(&ctx, pair.amara, document).await;
        assert!(!met().await);
        sign_as(&ctx, pair.rhys, document).await;
        assert!(met().await);
    }

    async fn req_G1_what_is_ones_own_is_private_until_it_is_handed_in(ctx: Context) {
        let pair = pair(&ctx).await;
        let kind = own_of_both();
        let mine = begun(&ctx, pair.amara, &pair, &kind.key).await;
        let theirs = begun(&ctx, pair.rhys, &pair, &kind.key).await;
        assert_ne!(mine, theirs, "each writes their own");
        assert!(seen(&ctx, pair.rhys, mine).await.is_none());
        assert!(matches!(save(&ctx, pair.rhys, mine, "p", &all_needed(kind)).await, Err(Failure::NotFound)));
        assert!(matches!(submit(&ctx, pair.amara, mine).await, Err(Failure::Refused(SubmitRefusal::Missing))));
        save(&ctx, pair.amara, mine, "p", &all_needed(kind)).await.unwrap();
        assert!(matches!(submit(&ctx, pair.rhys, mine).await, Err(Failure::NotFound)));
        submit(&ctx, pair.amara, mine).await.unwrap();
        let read = seen(&ctx, pair.rhys, mine).await.expect("shared from now on");
        assert!(!read.rights.writes);
        assert!(read.paper.text.contains("As we said"));
        assert!(matches!(submit(&ctx, pair.amara, mine).await, Err(Failure::Refused(SubmitRefusal::Done))));
        assert!(seen(&ctx, pair.stranger, mine).await.is_none());
    }

    async fn req_F1_a_renewed_document_begins_with_what_the_last_one_says(ctx: Context) {
        let pair = pair(&ctx).await;
        let kind = renewed();
        let first = begun(&ctx, pair.amara, &pair, &kind.key).await;
        save(&ctx, pair.amara, first, "p", &all_needed(kind)).await.unwrap();
        sign_as(&ctx, pair.amara, first).await;
        sign_as(&ctx, pair.rhys, first).await;
        let second = begun(&ctx, pair.rhys, &pair, &kind.key).await;
        assert_ne!(first, second);
        let sheet = seen(&ctx, pair.rhys, second).await.unwrap();
        assert_eq!(sheet.paper.record.of.document().unwrap().number, 2);
        assert!(missing(&sheet.paper.form, &sheet.paper.values, Moment::Sign).is_empty());
        let old = seen(&ctx, pair.amara, first).await.expect("the old one stays readable");
        assert_eq!(old.paper.values, sheet.paper.values);
    }

    async fn req_F1_a_file_is_what_it_holds_and_only_for_readers(ctx: Context) {
        let pair = pair(&ctx).await;
        let has_file = |kind: &DocumentKind| form(kind).fields().any(|field| matches!(field.kind, FieldKind::File { .. }));
        let kind = kind(has_file);
        let field = form(kind).fields().find(|field| matches!(field.kind, FieldKind::File { .. })).unwrap();
        let document = begun(&ctx, pair.amara, &pair, &kind.key).await;
        let add = async |content: &'static [u8]| {
            add_file(&ctx, pair.amara, document, &field.key, ("p", 0), ("notes.pdf", content)).await
        };
        assert!(matches!(add(b"MZ\x90\x00\x03").await, Err(Failure::Refused(FileRefusal::WrongType))));
        assert!(matches!(add(b"").await, Err(Failure::Refused(FileRefusal::Empty))));
        add(b"%PDF-1.7 something").await.unwrap();
        let sheet = seen(&ctx, pair.amara, document).await.unwrap();
        let Some(AnswerValue::File(file)) = sheet.paper.values.get(&field.key) else { panic!("no file") };
        assert_eq!((file.name.as_str(), file.bytes), ("notes.pdf", 18));
        let kept = store::records::file(ctx.db.reader(), document, file.id).await.unwrap().unwrap();
        assert_eq!(kept.media_type, "application/pdf");
        // A file of another record is nobody's answer.
        let other = begun(&ctx, pair.amara, &pair, &signed().key).await;
        assert!(store::records::file(ctx.db.reader(), other, file.id).await.unwrap().is_none());
        let kept = AnswerValue::File(file.clone());
        let entry = Entry { field: field.key.clone(), base: 0, value: Some(kept) };
        assert!(save(&ctx, pair.amara, other, "p", &[entry]).await.is_err());
    }

    async fn req_G1_an_answer_for_some_is_hidden_from_everybody_else(ctx: Context) {
        let pair = pair(&ctx).await;
        let narrow = |field: &Field| !field.may_see(&[Party::Role(world::programme().supporter.clone())]);
        let kind = kind(|kind| form(kind).fields().any(narrow));
        let hidden = form(kind).fields().find(|field| narrow(field)).unwrap();
        let document = begun(&ctx, pair.amara, &pair, &kind.key).await;
        let mut entries = all_needed(kind);
        entries.push(Entry { field: hidden.key.clone(), base: 0, value: Some(AnswerValue::Text("Mine alone".into())) });
        save(&ctx, pair.amara, document, "p", &entries).await.unwrap();
        submit(&ctx, pair.amara, document).await.unwrap();
        let mine = seen(&ctx, pair.amara, document).await.unwrap();
        assert!(mine.paper.text.contains("Mine alone"));
        assert!(seen(&ctx, pair.rhys, document).await.is_none(), "handing in opens nothing");
        let opens = domain::confidence::Opens::Sentences;
        operations::confidence::open(&ctx, pair.amara, pair.journey, opens).await.unwrap();
        let theirs = seen(&ctx, pair.rhys, document).await.unwrap();
        assert!(!theirs.paper.text.contains("Mine alone") && !theirs.paper.text.contains(&hidden.label));
        assert_eq!(theirs.paper.hidden, 1);
        assert!(theirs.paper.answers.iter().all(|answer| answer.field != hidden.key));
        assert!(!theirs.paper.values.contains_key(&hidden.key));
    }
}
