//! Says plainly what to do when the style sheet and scripts have not been built yet: they are somebody else's code, so
//! they are made from the package registry and not kept in the tree.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=assets/dist");
    println!("cargo::rerun-if-changed=words");
    println!("cargo::rerun-if-changed=templates");
    if !Path::new("assets/dist/manifest.txt").exists() {
        println!(
            "cargo::error=The style sheet and scripts are missing. Run `cargo xtask assets` (it needs Node) and build again."
        );
    }
}
