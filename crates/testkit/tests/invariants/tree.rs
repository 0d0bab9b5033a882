//! The files of the tree, without what is built, and what of them is code.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A file by its path in the workspace, with forward slashes.
pub struct SourceFile {
    pub path: String,
    pub text: String,
    /// Another file declares it as a module for tests.
    for_tests: bool,
}

impl SourceFile {
    /// A file that a checker is tried on.
    pub fn sample(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), for_tests: false }
    }

    /// Its lines that are neither comments nor unit tests, with their numbers.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = if self.path.ends_with(".rs") { self.text.find("#[cfg(test)]\nmod ") } else { None };
        let code = &self.text[..tests.unwrap_or(self.text.len())];
        code.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !is_comment(line.trim_start()))
    }

    /// Is it a test, or only there for tests?
    pub fn is_for_tests(&self) -> bool {
        self.for_tests
            || self.path.starts_with("crates/testkit/")
            || self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
    }
}

fn is_comment(line: &str) -> bool {
    ["//", "{#", "<!--", "# ", "* ", "/*"].iter().any(|start| line.starts_with(start))
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let testkit = Path::new(env!("CARGO_MANIFEST_DIR"));
    testkit.ancestors().nth(2).expect("testkit lies two folders deep").to_path_buf()
}

/// A file of the workspace.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every text file of the workspace that people wrote.
pub fn all() -> &'static [SourceFile] {
    static FILES: LazyLock<Vec<SourceFile>> = LazyLock::new(|| {
        let mut files = Vec::new();
        walk(&root(), &root(), &mut files);
        let declared: Vec<String> = files.iter().flat_map(test_modules).collect();
        for file in &mut files {
            file.for_tests = declared.contains(&file.path);
        }
        assert!(files.len() > 50, "the tree was not found");
        files
    });
    &FILES
}

/// The files that a file declares as modules for tests: `#[cfg(test)]` above `mod name;`.
fn test_modules(file: &SourceFile) -> Vec<String> {
    let folder = ["/mod.rs", "/lib.rs", "/main.rs", ".rs"].iter().find_map(|end| file.path.strip_suffix(end));
    let lines: Vec<&str> = file.text.lines().collect();
    let pairs = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]");
    let names = pairs.filter_map(|pair| pair[1].strip_prefix("mod ")?.strip_suffix(';'));
    folder.into_iter().flat_map(|folder| names.clone().map(move |name| format!("{folder}/{name}.rs"))).collect()
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
    const BUILT: &[&str] = &["target", "node_modules", ".git", "data", "dist"];
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder of the tree").flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            // A data folder beside the sources is somebody's database; one deeper in is reference data.
            let kept = name == "data" && folder != root;
            if kept || !BUILT.contains(&name.as_str()) {
                walk(root, &path, files);
            }
        } else if name != ".git"
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            let path = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            files.push(SourceFile { path, text, for_tests: false });
        }
    }
}
