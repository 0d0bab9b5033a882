//! Files of staff and organisations, whole and small, on both databases (requirements A1, A4 and A7).

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use operations::files::HandedIn;
use operations::staff::{self, BadRows, Completeness, Listener, Refused, Request, Summary};
use operations::{Actor, Context, Failure, organisations};
use testkit::both_engines;

const ETR: &[u8] = include_bytes!("fixtures/etr.csv");
const BOARDS: &[u8] = include_bytes!("fixtures/boards.csv");
const STAFF: &str = include_str!("fixtures/staff.csv");
const WORKBOOK: &[u8] = include_bytes!("fixtures/staff.xlsx");
const WITH_ERRORS: &str = include_str!("fixtures/staff_with_errors.csv");

async fn with_organisations(ctx: &Context) {
    for (name, bytes) in [("etr.csv", ETR), ("boards.csv", BOARDS)] {
        organisations::import(ctx, Actor::System, HandedIn::held(name, bytes)).await.expect("the file is right");
    }
}

fn request(bytes: impl AsRef<[u8]>) -> Request {
    Request::of(HandedIn::held("staff.csv", bytes.as_ref()))
}

async fn import(ctx: &Context, request: &Request) -> Result<Summary, Summary> {
    ended(staff::import(ctx, request, Listener::Nobody).await)
}

async fn preview(ctx: &Context, request: &Request) -> Result<Summary, Summary> {
    ended(staff::preview(ctx, request, Listener::Nobody).await)
}

fn ended(outcome: Result<Summary, Failure<Refused>>) -> Result<Summary, Summary> {
    match outcome {
        Ok(summary) => Ok(summary),
        Err(Failure::Refused(Refused::Problems(summary))) => Err(summary),
        Err(failure) => panic!("{failure}"),
    }
}

/// What an import that changes nothing counts.
fn nothing_but(rows: u64) -> Summary {
    Summary { rows, ..Summary::default() }
}

both_engines! {
    async fn req_A1_reading_organisations_twice_changes_nothing(ctx: Context) {
        let read = async |name: &str, bytes: &[u8]| {
            organisations::import(&ctx, Actor::System, HandedIn::held(name, bytes)).await.expect("the file is right")
        };
        let first = read("etr.csv", ETR).await;
        assert_eq!((first.rows, first.organisations_created), (3, 3));
        let named = read("boards.csv", BOARDS).await;
        assert_eq!(named.systems_updated, 1, "the system gets its name from the list of boards");
        for (name, bytes) in [("etr.csv", ETR), ("boards.csv", BOARDS)] {
            let again = read(name, bytes).await;
            let changed = again.organisations_created + again.organisations_updated + again.systems_created;
            assert_eq!(changed + again.systems_updated, 0, "{name}");
        }
        let known = store::organisations::list(ctx.db.reader()).await.expect("the database answers");
        assert_eq!(known[0].name, "Fenwold Community Health NHS Trust");
        let kind = domain::organisations::GroupingKind::System;
        let system = store::organisations::grouping_of(ctx.db.reader(), known[0].id, kind, ctx.today()).await;
        let system = system.expect("the database answers").expect("it belongs to a system");
        assert_eq!(system.name, "NHS Westmarch and Fenwold Integrated Care Board");
        let together = store::organisations::members(ctx.db.reader(), system.id, ctx.today()).await;
        assert_eq!(together.expect("the database answers").len(), 3);
    }

    async fn req_A1_a_closed_organisation_is_kept_with_its_dates(ctx: Context) {
        let closed = String::from_utf8_lossy(ETR).replacen("\"20150401\",\"\"", "\"20150401\",\"20250331\"", 1);
        with_organisations(&ctx).await;
        let again = organisations::import(&ctx, Actor::System, HandedIn::held("etr.csv", closed.as_bytes())).await;
        assert_eq!(again.expect("the file is right").organisations_updated, 1);
        let code = "X4H7K".parse().expect("a code");
        let known = store::organisations::find(ctx.db.reader(), &code).await.expect("the database answers");
        assert_eq!(known.expect("it is kept").closed_on, Some(jiff::civil::date(2025, 3, 31)));
    }

    async fn req_A4_a_staff_file_is_imported_whole_and_a_second_time_changes_nothing(ctx: Context) {
        with_organisations(&ctx).await;
        let before = preview(&ctx, &request(STAFF)).await.expect("the file is right");
        let done = import(&ctx, &request(STAFF)).await.expect("the file is right");
        assert_eq!(before, done, "a preview says what will happen, and did not happen");
        // 240 employee numbers, of which three people hold two each in two organisations.
        assert_eq!((done.rows, done.people_created, done.posts_created), (243, 237, 243));
        assert!(done.candidates > 0, "somebody has just started");
        let again = import(&ctx, &request(STAFF)).await.expect("the file is right");
        assert_eq!(again, nothing_but(243));
    }

    async fn req_A4_with_bad_rows_nothing_is_imported_unless_they_are_left_out(ctx: Context) {
        with_organisations(&ctx).await;
        let refused = import(&ctx, &request(WITH_ERRORS)).await.expect_err("rows are wrong");
        let lines: Vec<u64> = refused.errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [8, 17, 21, 23, 26, 28, 30, 33, 34, 37, 39, 42, 43]);
        assert_eq!((refused.people_created, refused.posts_created), (0, 0));
        let right = Request { bad_rows: BadRows::LeaveOut, ..request(WITH_ERRORS) };
        let done = import(&ctx, &right).await.expect("a person chose to leave them out");
        assert_eq!((done.rows, done.left_out, done.posts_created), (43, 13, 30));
    }

    async fn req_A4_other_encodings_separators_and_title_lines_are_the_same_file(ctx: Context) {
        with_organisations(&ctx).await;
        import(&ctx, &request(STAFF)).await.expect("the file is right");
        let titled = format!("\"Staff in post, all trusts\"\r\n\r\n{}", STAFF.replace('\n', "\r\n"));
        let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(titled.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let western: Vec<u8> = STAFF.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        let semicolons = STAFF.lines().map(semicolons).collect::<Vec<_>>().join("\n");
        for bytes in [titled.into_bytes(), utf16, western, semicolons.into_bytes()] {
            let again = import(&ctx, &request(bytes)).await.expect("the file is right");
            assert_eq!(again, nothing_but(243));
        }
    }

    async fn req_A4_a_workbook_says_what_the_text_file_says(ctx: Context) {
        with_organisations(&ctx).await;
        let done = import(&ctx, &request(WORKBOOK)).await.expect("the workbook is right");
        assert_eq!((done.rows, done.posts_created), (40, 40));
        let mut whole = import(&ctx, &request(STAFF)).await.expect("the file is right");
        // The workbook lacks most of the managers; nothing else of its forty posts differs.
        assert!(whole.posts_updated <= 40);
        whole = import(&ctx, &request(STAFF)).await.expect("the file is right");
        assert_eq!(whole, nothing_but(243));
    }

    async fn req_A7_a_corrected_start_keeps_the_old_day_the_reason_and_who(ctx: Context) {
        with_organisations(&ctx).await;
        import(&ctx, &request(STAFF)).await.expect("the file is right");
        let line = STAFF.lines().nth(1).expect("a row");
        let day = line.split(',').find(|cell| cell.len() == 10 && cell.contains('/')).expect("a start");
        let corrected = STAFF.replacen(line, &line.replacen(day, "02/02/2019", 1), 1);
        let done = import(&ctx, &request(corrected)).await.expect("the file is right");
        assert_eq!((done.posts_created, done.posts_updated), (0, 1));
        let corrections = store::people::start_corrections(ctx.db.reader()).await.expect("the database answers");
        let [correction] = corrections.as_slice() else { panic!("one correction: {corrections:?}") };
        assert_eq!(correction.new, jiff::civil::date(2019, 2, 2));
        assert_eq!(correction.reason, "Corrected by the staff file staff.csv");
    }

    async fn req_A7_one_person_at_two_organisations_is_recognised_by_number_and_never_by_name(ctx: Context) {
        with_organisations(&ctx).await;
        import(&ctx, &request(STAFF)).await.expect("the file is right");
        let doubts = store::people::open_doubts(ctx.db.reader()).await.expect("the database answers");
        let reasons: Vec<&str> = doubts.iter().map(|doubt| doubt.reason.as_str()).collect();
        // Two pairs of strangers share a number by mistake, two namesakes an address.
        assert_eq!(reasons.iter().filter(|reason| reason.contains("number")).count(), 2, "{reasons:?}");
        assert_eq!(reasons.iter().filter(|reason| reason.contains("address")).count(), 1, "{reasons:?}");
    }

    async fn req_A7_nobody_is_ended_by_absence_from_a_complete_file(ctx: Context) {
        with_organisations(&ctx).await;
        import(&ctx, &request(STAFF)).await.expect("the file is right");
        let shorter: Vec<&str> = STAFF.lines().collect();
        let missing = shorter.iter().rposition(|line| line.contains("Staff Nurse")).expect("a nurse");
        let shorter = shorter.iter().enumerate().filter(|(at, _)| *at != missing).map(|(_, line)| *line);
        let shorter = shorter.collect::<Vec<_>>().join("\n");
        let part = import(&ctx, &request(&shorter)).await.expect("the file is right");
        assert_eq!(part.possible_leavers, 0, "a file that was not declared complete says nothing of who is missing");
        let whole = Request { completeness: Completeness::Whole, ..request(&shorter) };
        let done = import(&ctx, &whole).await.expect("the file is right");
        assert_eq!((done.possible_leavers, done.posts_updated), (1, 0));
        let back = Request { completeness: Completeness::Whole, ..request(STAFF) };
        assert_eq!(import(&ctx, &back).await.expect("the file is right").possible_leavers, 0);
    }

    async fn req_A4_a_person_may_import_only_for_their_organisations(ctx: Context) {
        with_organisations(&ctx).await;
        let may = Some(["X4H7K".parse().expect("a code")].into());
        let refused = import(&ctx, &Request { may, ..request(STAFF) }).await.expect_err("other organisations' rows");
        assert!(refused.errors.iter().all(|error| error.problem.starts_with("you may not")), "{:?}", refused.errors[0]);
    }
}

/// A line with semicolons for separators; the fixture quotes only cells with commas.
fn semicolons(line: &str) -> String {
    let mut quoted = false;
    let swap = |c: char| match c {
        '"' => {
            quoted = !quoted;
            c
        }
        ',' if !quoted => ';',
        c => c,
    };
    line.chars().map(swap).collect()
}

/// The doubt about two records of the same address, with the first person's and the other's posts.
async fn doubt_about_an_address(ctx: &Context) -> store::people::Doubt {
    let doubts = store::people::open_doubts(ctx.db.reader()).await.expect("the database answers");
    doubts.into_iter().find(|doubt| doubt.reason.contains("address")).expect("two namesakes share an address")
}

async fn records_of(ctx: &Context, doubt: &store::people::Doubt) -> Vec<store::people::PersonRecord> {
    store::people::records(ctx.db.reader(), &[doubt.person, doubt.other]).await.expect("the database answers")
}

both_engines! {
    async fn req_A7_two_records_are_merged_by_a_human_and_a_wrong_merge_is_undone_exactly(ctx: Context) {
        with_organisations(&ctx).await;
        import(&ctx, &request(STAFF)).await.expect("the file is right");
        let doubt = doubt_about_an_address(&ctx).await;
        let before = records_of(&ctx, &doubt).await;
        let at = before[0].posts[0].organisation;
        operations::people::merge(&ctx, Actor::System, at, doubt.id).await.expect("nothing stands in the way");
        let merged = records_of(&ctx, &doubt).await;
        assert_eq!(merged[1].merged_into, Some(doubt.person));
        assert_eq!((merged[1].posts.len(), merged[1].registrations.len()), (0, 0));
        assert_eq!(merged[0].posts.len(), before[0].posts.len() + before[1].posts.len());
        assert_eq!(merged[0].registrations.len(), 2);
        let again = import(&ctx, &request(STAFF)).await.expect("the file is right");
        assert_eq!((again.people_created, again.posts_created), (0, 0), "a merged person is recognised as one");
        operations::people::undo_merge(&ctx, Actor::System, at, doubt.id).await.expect("it was merged");
        let undone = records_of(&ctx, &doubt).await;
        for (now, then) in undone.iter().zip(&before) {
            assert_eq!((&now.posts, &now.registrations, &now.addresses), (&then.posts, &then.registrations, &then.addresses));
        }
        let open = store::people::open_doubts(ctx.db.reader()).await.expect("the database answers");
        assert!(open.iter().all(|it| it.id != doubt.id), "the human has decided: they are two people");
    }

    async fn req_A7_a_decided_doubt_is_not_raised_again(ctx: Context) {
        with_organisations(&ctx).await;
        import(&ctx, &request(STAFF)).await.expect("the file is right");
        let doubt = doubt_about_an_address(&ctx).await;
        let at = records_of(&ctx, &doubt).await[0].posts[0].organisation;
        operations::people::keep_apart(&ctx, Actor::System, at, doubt.id).await.expect("it was open");
        let twice = operations::people::keep_apart(&ctx, Actor::System, at, doubt.id).await;
        assert!(matches!(twice, Err(Failure::Refused(_))));
        assert_eq!(import(&ctx, &request(STAFF)).await.expect("the file is right").doubts, 0);
    }

    async fn req_A7_whoever_is_missing_left_only_when_a_person_says_so(ctx: Context) {
        with_organisations(&ctx).await;
        import(&ctx, &request(STAFF)).await.expect("the file is right");
        let lines: Vec<&str> = STAFF.lines().collect();
        let missing = lines.iter().rposition(|line| line.contains("Staff Nurse")).expect("a nurse");
        let shorter = [&lines[..missing], &lines[missing + 1..]].concat().join("\n");
        let whole = Request { completeness: Completeness::Whole, ..request(&shorter) };
        import(&ctx, &whole).await.expect("the file is right");
        let code = lines[missing].split(',').find(|cell| cell.len() == 5 && cell.starts_with('X')).expect("a code");
        let (at, _) = store::access::organisation_by_code(ctx.db.reader(), code).await.expect("it answers").expect("known");
        let leavers = store::people::possible_leavers(ctx.db.reader(), at).await.expect("the database answers");
        let post = leavers[0].post;
        let early = operations::people::confirm_left(&ctx, Actor::System, at, post, jiff::civil::date(1990, 1, 1)).await;
        assert!(matches!(early, Err(Failure::Refused(_))));
        operations::people::confirm_left(&ctx, Actor::System, at, post, ctx.today()).await.expect("a person says so");
        let left = store::people::possible_leavers(ctx.db.reader(), at).await.expect("the database answers");
        assert!(left.is_empty());
    }
}
