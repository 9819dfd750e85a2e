//! All of Microsoft Graph as Rust. Its metadata is not part of the repository: where it is missing,
//! the test says so and passes.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

#[path = "common/skipped.rs"]
mod skipped;

#[allow(unreachable_pub, reason = "a fuzz target uses it, too")]
#[path = "../../fuzz/src/rust.rs"]
mod rust;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use skipped::skipped;

use msgraph_generator::Surroundings;
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Renderer, Source};
use msgraph_generator::generate;

const SETTINGS: &str = r#"
[crate]
name = "everything"

[[api]]
module = "v1_0"
service = "v1.0"
metadata = "v1.0.csdl"
roots = ["*"]
"#;

#[test]
fn everything_is_rust_and_has_names_of_its_own() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/v1.0.csdl");
    assert_rust(Path::new(own), 30);
    let real = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/graph/v1.0.csdl"
    ));
    if real.exists() {
        assert_rust(real, 4_000);
    } else {
        skipped(real.display());
    }
}

/// Generates all of it, which is more than `least` files.
fn assert_rust(metadata: &Path, least: usize) {
    let text = fs::read_to_string(metadata).unwrap();
    let sources = [Source::new(metadata.display().to_string(), text)];
    let generation = generate(
        &Config::parse(SETTINGS).unwrap(),
        &sources,
        &Surroundings::default(),
    );
    let Some(tree) = generation.tree else {
        panic!(
            "{}",
            Renderer::plain().render(&generation.diagnostics, &sources)
        );
    };
    let mut paths = BTreeSet::new();
    for (path, file) in tree.files().filter(|(path, _)| path.starts_with("src/")) {
        assert!(paths.insert(path.to_lowercase()), "{path} in two spellings");
        let file = syn::parse_file(&file.text).unwrap_or_else(|e| panic!("{path}: {e}"));
        rust::check_names(path, &file.items);
    }
    assert!(paths.len() > least, "{}", paths.len());
}
