//! The style sheet, scripts and icons: made from `crates/web/assets` and the design system's package, kept out of git.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::tools::{self, Trouble};

/// Installs the design system when its lock file changed, and builds `dist` when it is missing or older than a source.
///
/// # Errors
/// Node is missing, or the packages or the style sheet cannot be made.
pub fn build() -> Result<(), Trouble> {
    let assets = tools::root().join("crates/web/assets");
    let sources = ["package-lock.json", "build.mjs", "scss", "js", "icons"];
    let changed = sources.iter().filter_map(|source| newest(&assets.join(source))).max();
    let built = newest(&assets.join("dist/manifest.txt"));
    if built.is_some() && built >= changed {
        return Ok(());
    }
    tools::need_node()?;
    tools::npm_install(&assets)?;
    tools::step("Style sheet and scripts", Command::new("node").arg("build.mjs").current_dir(&assets))
}

/// Prints, component by component, how many of the design system's examples our own components reproduce.
///
/// # Errors
/// They do not build, or fewer agree than the committed floor says.
pub fn fixtures() -> Result<(), Trouble> {
    build()?;
    let arguments = ["test", "--quiet", "--package", "web", "--test", "fixtures", "--", "--nocapture"];
    tools::step("Examples of the design system", tools::cargo().args(arguments))
}

/// When the file, or the newest file in the folder, was last written; nothing when there is none.
fn newest(path: &Path) -> Option<SystemTime> {
    if path.is_dir() {
        let entries = fs::read_dir(path).ok()?;
        return entries.filter_map(|entry| newest(&entry.ok()?.path())).max();
    }
    fs::metadata(path).and_then(|data| data.modified()).ok()
}
