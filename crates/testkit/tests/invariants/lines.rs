//! Invariants that a look at single lines can check.

use crate::tree::SourceFile;

/// A rule, where it applies and what offends it.
pub struct Rule {
    pub name: &'static str,
    pub because: &'static str,
    applies: fn(&SourceFile) -> bool,
    offends: fn(&str) -> bool,
    /// A path and a line that must be found, and ones that must not.
    pub bad: (&'static str, &'static str),
    pub good: (&'static str, &'static str),
}

impl Rule {
    /// Every place that breaks the rule.
    pub fn findings(&self, file: &SourceFile) -> Vec<String> {
        if file.path.starts_with("crates/testkit/tests/invariants/") || !(self.applies)(file) {
            return Vec::new();
        }
        let found = file.code().filter(|(_, line)| (self.offends)(line));
        found.map(|(number, line)| format!("{}:{number}: {}", file.path, line.trim())).collect()
    }
}

pub const RULES: &[Rule] = &[
    Rule {
        name: "entities_stay_inside_store",
        because: "What the database library makes appears in no public signature of store",
        applies: |file| file.path.starts_with("crates/store/src/") && !file.path.contains("/entities/"),
        offends: |line| {
            let public = line.trim_start().strip_prefix("pub ").unwrap_or_default();
            has_any(
                public,
                &["mod entities", "entities::", "ActiveModel", "::Model", "QueryResult", "use sea_orm::entity"],
            )
        },
        bad: ("crates/store/src/people.rs", "pub async fn find(db: &Reader) -> Option<entities::person::Model> {"),
        good: ("crates/store/src/people.rs", "pub(crate) fn read(row: &QueryResult) -> Person {"),
    },
    Rule {
        name: "only_operations_opens_a_write_transaction",
        because: "Only operations opens a write transaction",
        applies: |file| {
            is_rust(file) && !in_crate(file, &["operations"]) && file.path != "crates/store/src/db.rs" && !file.is_for_tests()
                // Migrations change the schema, before anybody can operate.
                && !file.path.starts_with("crates/store/src/migrations/")
        },
        offends: |line| has_any(line, &["store::write!", "crate::write!", ".begin(", "begin_with_options("]),
        bad: ("crates/web/src/people/pages/show.rs", "store::write!(ctx.db, |tx| { Ok(()) })"),
        good: ("crates/operations/src/people/rename.rs", "store::write!(ctx.db, |tx| { Ok(()) })"),
    },
    Rule {
        name: "web_holds_no_sql_and_no_transaction",
        because: "web holds no SQL and writes only through operations",
        applies: |file| in_crate(file, &["web"]) && is_rust(file) && !file.is_for_tests(),
        offends: |line| {
            let sql = ["\"SELECT ", "\"INSERT INTO", "\"UPDATE ", "\"DELETE FROM", "sea_orm", "sqlx"];
            has_any(line, &sql) || has_any(line, &["store::Tx", "store::db::Tx"])
        },
        bad: ("crates/web/src/people/pages/show.rs", "let sql = \"SELECT name FROM people\";"),
        good: ("crates/web/src/people/pages/show.rs", "let person = store::people::get(db, id).await?;"),
    },
    Rule {
        name: "only_store_speaks_to_the_database_library",
        because: "store is the only crate that knows the database",
        applies: |file| is_rust(file) && !in_crate(file, &["store"]) && !file.is_for_tests(),
        offends: |line| has_any(line, &["sea_orm::", "sqlx::", "rusqlite::", "Statement::from_sql"]),
        bad: ("crates/operations/src/people/rename.rs", "use sea_orm::Statement;"),
        good: ("crates/store/src/people.rs", "use sea_orm::Statement;"),
    },
    Rule {
        name: "only_app_reads_the_environment",
        because: "Only app reads the environment; everything else is given its settings",
        applies: |file| is_rust(file) && !in_crate(file, &["app"]) && !file.is_for_tests(),
        offends: |line| has_any(line, &["env::var", "env::vars", "env::args", "env::current_dir", "env::temp_dir"]),
        bad: ("crates/web/src/router.rs", "let port = std::env::var(\"PORT\");"),
        good: ("crates/app/src/settings.rs", "let port = std::env::var(\"PORT\");"),
    },
    Rule {
        name: "no_programme_and_no_role_is_named_in_code",
        because: "Programmes are data: their names and roles belong in programmes/ and standards/",
        applies: |file| {
            let code = [".rs", ".html", ".js", ".ftl"].iter().any(|end| file.path.ends_with(end));
            let demo = file.path.contains("/demo/") || file.path.ends_with("/demo.rs") || file.path.contains("seed");
            // The lists of what ships under programmes/ and standards/.
            let lists = ["crates/domain/src/programmes/shipped.rs", "crates/domain/src/standards/shipped.rs"];
            let list = lists.contains(&file.path.as_str());
            file.path.starts_with("crates/") && code && !demo && !list && !file.is_for_tests()
        },
        offends: names_a_role,
        bad: ("crates/web/templates/journeys/show.html", "<p>Your Preceptor is {{ name }}</p>"),
        good: (
            "crates/web/templates/journeys/show.html",
            "<p>Your {{ role }} is {{ name }}: a document or a comment or</p>",
        ),
    },
    Rule {
        name: "one_file_names_a_database_engine",
        because: "Only store/src/dialect.rs knows that there is more than one database",
        applies: |file| {
            // The program's own help and settings tell people which addresses they can give.
            is_rust(file)
                && file.path != "crates/store/src/dialect.rs"
                && !in_crate(file, &["app"])
                && !file.is_for_tests()
        },
        offends: |line| has_any(&line.to_lowercase(), &["sqlite", "postgres"]),
        bad: ("crates/store/src/people.rs", "if engine == Engine::Sqlite {"),
        good: ("crates/store/src/dialect.rs", "if engine == Engine::Sqlite {"),
    },
    Rule {
        name: "a_page_never_waits_for_the_mail_server",
        because: "Letters are rows, sent by a worker: a page never waits for the mail server",
        applies: |file| in_crate(file, &["web"]) && is_rust(file) && !file.is_for_tests(),
        offends: |line| has_any(line, &["lettre", "SmtpTransport", "mail::deliver", "mail::send"]),
        bad: ("crates/web/src/offers/pages/send.rs", "operations::mail::deliver(&ctx).await?;"),
        good: ("crates/web/src/offers/pages/send.rs", "operations::offers::send(&ctx, offer).await?;"),
    },
    Rule {
        name: "no_machine_and_no_registry_is_named",
        because: "What is in the tree holds on every machine",
        applies: |file| file.path != "Cargo.lock",
        offends: |line| {
            let machine = ["/root/", "/home/", "C:\\Users"];
            let registries = ["registry.npmjs", "static.crates", "index.crates", "deb.debian.org", "pypi.org"];
            has_any(line, &machine) || has_any(line, &registries)
        },
        bad: ("docs/benchmarks.md", "measured in /home/ada/alongside"),
        good: ("docs/benchmarks.md", "measured in the folder of the workspace"),
    },
    Rule {
        name: "nothing_is_left_open",
        because: "What is in the tree is finished, and outside tests nothing unwraps",
        applies: |file| is_rust(file) && !file.is_for_tests() && !file.path.starts_with("xtask/"),
        offends: |line| has_any(line, &["todo!(", "unimplemented!(", ".unwrap()", "#[ignore", "FIXME"]),
        bad: ("crates/web/src/router.rs", "let person = people.first().unwrap();"),
        good: ("crates/web/src/router.rs", "let person = people.first().unwrap_or(&nobody);"),
    },
];

fn has_any(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| line.contains(word))
}

fn is_rust(file: &SourceFile) -> bool {
    file.path.starts_with("crates/") && file.path.ends_with(".rs")
}

fn in_crate(file: &SourceFile, names: &[&str]) -> bool {
    names.iter().any(|name| file.path.starts_with(&format!("crates/{name}/")))
}

/// Does a word of the line begin with the name of a role or programme? (“comment or” and “documentor” do not.)
fn names_a_role(line: &str) -> bool {
    const ROLES: &[&str] = &["precept", "mentor", "mentee", "tutee", "supervisee", "supervisor"];
    let line = line.to_lowercase();
    let starts_word = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric());
    ROLES.iter().any(|role| line.match_indices(role).any(|(at, _)| starts_word(at)))
}
