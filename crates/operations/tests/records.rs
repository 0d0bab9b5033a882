//! Drafts, two people writing at once, signing against editing, closing and amending.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use std::collections::BTreeMap;

use domain::forms::{FieldKind, FilledBy, Form, Need};
use domain::ids::{MeetingId, PersonId};
use domain::keys::FieldKey;
use domain::meetings::HeldTime;
use domain::records::{AnswerValue, Saved};
use domain::signatures::{Confirmation, Effect, Refusal, Shown, TextHash};
use jiff::SignedDuration;
use operations::records::{Choice, ChooseRefusal, Entry, Paper, SaveRefusal, amend, choose, paper, save, sign};
use operations::{Context, Failure, Outcome};
use pair::{Pair, first_meeting, held_meeting, hours, pair};
use testkit::{both_engines, world};

async fn read(ctx: &Context, who: PersonId, id: MeetingId) -> Paper {
    let viewer = domain::access::Viewer { person: who, today: ctx.today() };
    let reader = ctx.db.reader();
    let found = store::meetings::visible_to(reader, &ctx.programmes, viewer, id).await.unwrap();
    let (meeting, circle) = found.expect("visible");
    paper(ctx, reader, &circle, &meeting).await.unwrap().expect("a record")
}

fn form() -> &'static Form {
    world::programme().form_of(&first_meeting()).unwrap()
}

/// A field in which anybody writes at length.
fn long_field() -> FieldKey {
    let fits = |field: &&domain::forms::Field| {
        matches!(field.kind, FieldKind::LongText { .. }) && field.filled_by == FilledBy::Anyone
    };
    form().fields().find(fits).unwrap().key.clone()
}

fn text(text: &str) -> Option<AnswerValue> {
    Some(AnswerValue::Text(text.to_owned()))
}

fn entry(base: i32, words: &str) -> Vec<Entry> {
    vec![Entry { field: long_field(), base, value: text(words) }]
}

/// An answer to everything that signing needs, as each party may give it.
async fn complete(ctx: &Context, pair: &Pair, id: MeetingId) {
    let mut by: BTreeMap<bool, Vec<Entry>> = BTreeMap::new();
    for field in form().fields().filter(|field| field.need == Need::ToSign) {
        let value = match &field.kind {
            FieldKind::Choice { among } => AnswerValue::Choice(among[0].value.clone()),
            FieldKind::Date => AnswerValue::On(jiff::civil::date(2026, 12, 1)),
            FieldKind::Time => AnswerValue::At(jiff::civil::time(10, 0, 0, 0)),
            FieldKind::Duration { .. } => AnswerValue::Minutes(60),
            FieldKind::Number { least, .. } => AnswerValue::Number(*least),
            _ => AnswerValue::Text("As we said".into()),
        };
        let by_supporter = matches!(&field.filled_by, FilledBy::Only(domain::programmes::Party::Role(_)));
        by.entry(by_supporter).or_default().push(Entry { field: field.key.clone(), base: 0, value: Some(value) });
    }
    for (by_supporter, entries) in by {
        let who = if by_supporter { pair.rhys } else { pair.amara };
        save(ctx, who, id, "completing", &entries).await.unwrap();
    }
}

fn confirmed(ctx: &Context) -> Confirmation {
    Confirmation { confirmed_at: ctx.now(), method: "e-mail link".to_owned() }
}

fn shown(paper: &Paper) -> Shown {
    Shown { version: paper.document.version, text: paper.document.text.clone() }
}

async fn sign_what_is_there(ctx: &Context, who: PersonId, id: MeetingId) -> Outcome<Effect, Refusal> {
    let seen = shown(&read(ctx, who, id).await);
    sign(ctx, who, id, &seen, confirmed(ctx)).await
}

both_engines! {
    async fn req_F4_the_second_signature_closes_the_record_and_the_text_is_kept(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = held_meeting(&ctx, &pair).await;
        let early = sign_what_is_there(&ctx, pair.amara, id).await;
        assert!(matches!(early, Err(Failure::Refused(Refusal::Missing))), "{early:?}");
        complete(&ctx, &pair, id).await;
        assert_eq!(sign_what_is_there(&ctx, pair.amara, id).await.unwrap(), Effect::Waits);
        let again = sign_what_is_there(&ctx, pair.amara, id).await;
        assert!(matches!(again, Err(Failure::Refused(Refusal::AlreadySigned))), "{again:?}");
        assert_eq!(sign_what_is_there(&ctx, pair.rhys, id).await.unwrap(), Effect::Closes);
        let closed = read(&ctx, pair.rhys, id).await;
        assert!(closed.is_closed() && closed.document.is_closed());
        for signature in &closed.signatures {
            let kept = store::records::text_of(ctx.db.reader(), &signature.text).await.unwrap().unwrap();
            assert_eq!(TextHash::of(&kept), signature.text);
            assert!(kept.contains("Amara Okafor, preceptee") && kept.contains("Rhys Bevan, preceptor"), "{kept}");
            assert!(kept.contains("(60 minutes)") && kept.contains("As we said"), "{kept}");
        }
        let late = save(&ctx, pair.rhys, id, "page", &entry(1, "One more thing")).await;
        assert!(matches!(late, Err(Failure::Refused(SaveRefusal::Closed))), "{late:?}");
        let times = HeldTime::new(hours(&ctx, -3), hours(&ctx, -1)).unwrap();
        assert!(operations::meetings::hold(&ctx, pair.rhys, id, times).await.is_err());
        amend(&ctx, pair.rhys, id, "It was the Tuesday clinic").await.unwrap();
        let amendments = store::records::amendments_of(ctx.db.reader(), closed.record.id).await.unwrap();
        assert_eq!(amendments[0].content, "It was the Tuesday clinic");
        assert_eq!(read(&ctx, pair.amara, id).await.text, closed.text, "what was signed stays");
    }

    async fn req_F4_a_change_takes_off_the_other_signature_and_says_so(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = held_meeting(&ctx, &pair).await;
        complete(&ctx, &pair, id).await;
        sign_what_is_there(&ctx, pair.amara, id).await.unwrap();
        let base = read(&ctx, pair.rhys, id).await.standing(&long_field()).unwrap().revision;
        let outcome = save(&ctx, pair.rhys, id, "page", &entry(base, "Not quite as we said")).await.unwrap();
        assert_eq!(outcome.voided, [pair.amara]);
        let after = read(&ctx, pair.amara, id).await;
        assert!(after.document.standing.is_empty() && after.signatures[0].voided_at.is_some());
        let letters = store::mail::list_for(ctx.db.reader(), pair.amara).await.unwrap();
        assert!(letters[0].subject.contains("please sign again"), "{:?}", letters[0].subject);
        assert!(!letters[0].body.contains("Not quite"), "a letter never says what was written");
        // The times are part of what is signed.
        sign_what_is_there(&ctx, pair.amara, id).await.unwrap();
        let times = HeldTime::new(hours(&ctx, -3), hours(&ctx, -1)).unwrap();
        operations::meetings::hold(&ctx, pair.rhys, id, times).await.unwrap();
        assert!(read(&ctx, pair.amara, id).await.document.standing.is_empty());
        assert_eq!(sign_what_is_there(&ctx, pair.amara, id).await.unwrap(), Effect::Waits);
        assert_eq!(sign_what_is_there(&ctx, pair.rhys, id).await.unwrap(), Effect::Closes);
    }

    async fn req_F4_signing_wants_a_fresh_confirmation_and_exactly_what_was_shown(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = held_meeting(&ctx, &pair).await;
        complete(&ctx, &pair, id).await;
        let seen = shown(&read(&ctx, pair.amara, id).await);
        let mut stale = confirmed(&ctx);
        stale.confirmed_at -= SignedDuration::from_mins(16);
        let refused = sign(&ctx, pair.amara, id, &seen, stale).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::ConfirmFirst))));
        // What was shown for one record signs no other.
        let other = held_meeting(&ctx, &pair).await;
        complete(&ctx, &pair, other).await;
        let base = read(&ctx, pair.amara, other).await.standing(&long_field()).unwrap().revision;
        save(&ctx, pair.amara, other, "page", &entry(base, "Something else")).await.unwrap();
        let crossed = sign(&ctx, pair.amara, other, &seen, confirmed(&ctx)).await;
        assert!(matches!(crossed, Err(Failure::Refused(Refusal::Changed))), "{crossed:?}");
        for who in [pair.lead, pair.manager, pair.contact, pair.stranger] {
            assert!(matches!(sign(&ctx, who, id, &seen, confirmed(&ctx)).await, Err(Failure::NotFound)));
        }
        assert!(sign(&ctx, pair.amara, id, &seen, confirmed(&ctx)).await.is_ok());
    }

    async fn req_F7_two_people_who_write_at_once_both_keep_their_words(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = held_meeting(&ctx, &pair).await;
        let field = long_field();
        let (hers, his) = (entry(0, "Hers"), entry(0, "His"));
        let (one, other) = tokio::join!(
            save(&ctx, pair.amara, id, "her page", &hers),
            save(&ctx, pair.rhys, id, "his page", &his),
        );
        let saved = [one.unwrap().entries[0].saved, other.unwrap().entries[0].saved];
        assert!(saved.contains(&Saved::Stands) && saved.contains(&Saved::Waits), "{saved:?}");
        let both = read(&ctx, pair.amara, id).await;
        let mut texts: Vec<&str> = both.answers.iter().filter_map(|answer| answer.value.as_str()).collect();
        texts.sort_unstable();
        assert_eq!(texts, ["Hers", "His"]);
        let undecided = sign_what_is_there(&ctx, pair.amara, id).await;
        assert!(matches!(undecided, Err(Failure::Refused(Refusal::Undecided))), "{undecided:?}");
        // Typing on while a choice waits replaces what the same page had set aside.
        let (page, who) = if saved[0] == Saved::Waits { ("her page", pair.amara) } else { ("his page", pair.rhys) };
        save(&ctx, who, id, page, &entry(0, "Typed on")).await.unwrap();
        assert_eq!(read(&ctx, pair.amara, id).await.waiting(&field).count(), 1);
        let unseen = Choice { field: field.clone(), value: text("Hers and his"), seen: 2 };
        let refused = choose(&ctx, pair.rhys, id, "choosing", &unseen).await;
        assert!(matches!(refused, Err(Failure::Refused(ChooseRefusal::Changed))), "{refused:?}");
        let seen = Choice { seen: 3, ..unseen };
        choose(&ctx, pair.rhys, id, "choosing", &seen).await.unwrap();
        let after = read(&ctx, pair.amara, id).await;
        assert!(!after.is_undecided());
        assert_eq!(after.standing(&field).unwrap().value, "Hers and his");
        // Nothing that was ever saved is gone.
        let record = after.record.id;
        let rows = format!("SELECT COUNT(*) AS n FROM answers WHERE field = '{field}'");
        assert_eq!(world::count(&ctx, &rows).await, 4);
        assert!(store::records::revision(ctx.db.reader(), record, &field, 1).await.unwrap().is_some());
    }

    async fn a_retry_and_an_untouched_box_are_no_conflict(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = held_meeting(&ctx, &pair).await;
        save(&ctx, pair.amara, id, "her page", &entry(0, "Her fir")).await.unwrap();
        // The answer to the first save was lost on the way; the page still has its old base.
        let again = save(&ctx, pair.amara, id, "her page", &entry(0, "Her first words")).await.unwrap();
        assert_eq!((again.entries[0].saved, again.entries[0].revision), (Saved::Stands, 2));
        let untouched = Entry { field: long_field(), base: 0, value: None };
        let outcome = save(&ctx, pair.rhys, id, "his page", &[untouched]).await.unwrap();
        assert_eq!(outcome.entries[0].saved, Saved::Unchanged);
        let paper = read(&ctx, pair.rhys, id).await;
        assert_eq!(paper.standing(&long_field()).unwrap().value, "Her first words");
        assert_eq!(paper.document.version.0, 3, "two changes since the first version");
    }

    async fn req_F4_signing_races_editing_and_every_signature_names_the_text_that_was_shown(ctx: Context) {
        let pair = pair(&ctx).await;
        for round in 0..6 * testkit::exam_factor() {
            let id = held_meeting(&ctx, &pair).await;
            complete(&ctx, &pair, id).await;
            let before = read(&ctx, pair.amara, id).await;
            let base = before.standing(&long_field()).unwrap().revision;
            let seen = shown(&before);
            let words = format!("Changed in round {round}");
            let change = entry(base, &words);
            let (hers, his, edited) = tokio::join!(
                sign(&ctx, pair.amara, id, &seen, confirmed(&ctx)),
                sign(&ctx, pair.rhys, id, &seen, confirmed(&ctx)),
                save(&ctx, pair.rhys, id, "his page", &change),
            );
            let after = read(&ctx, pair.amara, id).await;
            for signature in &after.signatures {
                assert_eq!(signature.text, seen.text, "signed what was shown");
                let kept = store::records::text_of(ctx.db.reader(), &signature.text).await.unwrap().unwrap();
                assert!(!kept.contains(&words));
            }
            match edited {
                // The change came first or in between: nothing of the old text stands.
                Ok(_) => {
                    assert!(after.document.standing.is_empty() && !after.is_closed());
                    assert!(after.text.contains(&words));
                }
                // Both had signed before.
                Err(Failure::Refused(SaveRefusal::Closed)) => {
                    assert!(hers.is_ok() && his.is_ok() && after.is_closed() && !after.text.contains(&words));
                }
                other => panic!("{other:?}"),
            }
            for outcome in [hers, his] {
                assert!(matches!(outcome, Ok(_) | Err(Failure::Refused(Refusal::Changed))), "{outcome:?}");
            }
        }
    }

    async fn req_F4_a_signature_pressed_twice_counts_once(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = held_meeting(&ctx, &pair).await;
        complete(&ctx, &pair, id).await;
        let seen = shown(&read(&ctx, pair.amara, id).await);
        let (one, other) = tokio::join!(
            sign(&ctx, pair.amara, id, &seen, confirmed(&ctx)),
            sign(&ctx, pair.amara, id, &seen, confirmed(&ctx)),
        );
        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1, "{one:?} {other:?}");
        assert_eq!(read(&ctx, pair.amara, id).await.signatures.len(), 1);
    }

    async fn a_question_for_one_party_is_not_answered_by_the_other(ctx: Context) {
        let pair = pair(&ctx).await;
        let programme = world::programme();
        let is_for_one = |form: &Form| form.fields().any(|field| field.filled_by != FilledBy::Anyone);
        let kind = programme.meeting_kinds.iter().find(|kind| programme.form(&kind.form).is_some_and(is_for_one)).unwrap();
        let field = programme.form(&kind.form).unwrap().fields().find(|field| field.filled_by != FilledBy::Anyone).unwrap();
        let for_supportee = field.filled_by == FilledBy::Only(domain::programmes::Party::Supportee);
        let (theirs, other) = if for_supportee { (pair.amara, pair.rhys) } else { (pair.rhys, pair.amara) };
        let held = pair::held(&ctx);
        let id = operations::meetings::record_held(&ctx, theirs, pair.journey, &kind.key, held).await.unwrap();
        let entries = [Entry { field: field.key.clone(), base: 0, value: text("Mine") }];
        let refused = save(&ctx, other, id, "page", &entries).await;
        assert!(matches!(refused, Err(Failure::Refused(SaveRefusal::NotYours))), "{refused:?}");
        assert!(save(&ctx, theirs, id, "page", &entries).await.is_ok());
        let unknown = [Entry { field: "no-such-field".parse().unwrap(), base: 0, value: text("Mine") }];
        assert!(matches!(save(&ctx, theirs, id, "page", &unknown).await, Err(Failure::NotFound)));
    }
}
