//! `cargo xtask bench`: runs the benchmarks of the release build and prints each figure beside its baseline.
//!
//! A benchmark is a program `crates/testkit/src/bin/bench_NAME.rs` that prints lines of JSON:
//! `{"name": …, "ours": …, "baseline": …, "unit": …}`; the ratio is worked out here.

use std::process::Stdio;

use crate::postgres;
use crate::tools::{self, Trouble};

/// One figure of a benchmark.
struct Figure {
    name: String,
    ours: f64,
    baseline: f64,
    unit: String,
}

/// Runs all benchmarks, or those whose name has one of the given words in it.
///
/// # Errors
/// A benchmark does not build, fails, or prints nothing.
pub fn run(arguments: &[String]) -> Result<(), Trouble> {
    let json = arguments.iter().any(|argument| argument == "--json");
    let wanted: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let names = benchmarks(&wanted)?;
    let mut build = tools::cargo();
    build.args(["build", "--release", "--package", "testkit", "--package", "app", "--bins"]);
    if json {
        build.stdout(Stdio::null());
    }
    let built = build.status()?;
    if !built.success() {
        return Err(Trouble::new("The benchmarks do not build."));
    }
    let cluster = postgres::start()?;
    let mut figures = Vec::new();
    for name in names {
        eprintln!("── {name}");
        let output = std::process::Command::new(tools::target().join("release").join(&name))
            .env(postgres::VARIABLE, cluster.url())
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()?;
        if !output.status.success() {
            return Err(Trouble::new(format!("{name} failed ({})", output.status)));
        }
        let before = figures.len();
        figures.extend(String::from_utf8_lossy(&output.stdout).lines().filter_map(figure));
        if figures.len() == before {
            return Err(Trouble::new(format!("{name} printed no figure")));
        }
    }
    print(&figures, json);
    Ok(())
}

fn benchmarks(wanted: &[&String]) -> Result<Vec<String>, Trouble> {
    let mut names: Vec<String> = std::fs::read_dir("crates/testkit/src/bin")?
        .flatten()
        .filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned()))
        .filter(|name| name.starts_with("bench_"))
        .filter(|name| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())))
        .collect();
    names.sort();
    if names.is_empty() { Err(Trouble::new("There is no such benchmark.")) } else { Ok(names) }
}

fn figure(line: &str) -> Option<Figure> {
    Some(Figure {
        name: text_of(line, "name")?,
        ours: number_of(line, "ours")?,
        baseline: number_of(line, "baseline")?,
        unit: text_of(line, "unit").unwrap_or_default(),
    })
}

fn value_of<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let (_, after) = line.split_once(&format!("\"{key}\":"))?;
    Some(after.trim_start())
}

fn text_of(line: &str, key: &str) -> Option<String> {
    Some(value_of(line, key)?.strip_prefix('"')?.split('"').next()?.to_owned())
}

fn number_of(line: &str, key: &str) -> Option<f64> {
    value_of(line, key)?.split([',', '}']).next()?.trim().parse().ok()
}

fn print(figures: &[Figure], json: bool) {
    if json {
        let entries: Vec<String> = figures
            .iter()
            .map(|figure| {
                let Figure { name, ours, baseline, unit } = figure;
                let ratio = ours / baseline;
                format!(
                    "  \"{name}\": {{\"ours\": {ours}, \"baseline\": {baseline}, \"ratio\": {ratio:.3}, \"unit\": \"{unit}\"}}"
                )
            })
            .collect();
        println!("{{\n{}\n}}", entries.join(",\n"));
        return;
    }
    println!("\n{:<58} {:>14} {:>14} {:>8}  unit", "figure", "ours", "baseline", "ratio");
    for Figure { name, ours, baseline, unit } in figures {
        println!("{name:<58} {ours:>14.1} {baseline:>14.1} {:>8.2}  {unit}", ours / baseline);
    }
}
