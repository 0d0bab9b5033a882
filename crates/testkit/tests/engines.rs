//! The ground that other tests stand on: each test has a database of its own, migrated and empty.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::ids::PersonId;
use operations::Context;
use testkit::{Address, both_engines};

both_engines! {
    async fn each_test_has_a_database_of_its_own(address: Address) {
        let one = store::Db::open(&address.0).await.expect("opens");
        let other = testkit::TestDatabase::on_disk();
        assert_ne!(address.0, other.address());
        one.close().await.expect("closes");
    }

    async fn the_clock_stands_still_and_ids_are_counted(ctx: Context) {
        assert_eq!(ctx.now(), testkit::now());
        assert_eq!(ctx.today(), testkit::today());
        assert_ne!(ctx.new_id::<PersonId>(), ctx.new_id::<PersonId>());
    }
}
