//! Schemas that nobody thought of: what is accepted gives Rust, the same each time, in which every name
//! is there once, and which compiles without a warning.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::panic, clippy::unwrap_used)]

mod arbitrary;
#[allow(dead_code, reason = "another test uses more of it")]
#[path = "common/outline.rs"]
mod outline;
#[allow(unreachable_pub, reason = "a fuzz target uses it, too")]
#[path = "../../fuzz/src/rust.rs"]
mod rust;
#[path = "common/seed.rs"]
mod seed;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use arbitrary::{Schema, schema};
use msgraph_generator::Surroundings;
use msgraph_generator::diagnostics::{Renderer, Source};
use msgraph_generator::generate;
use msgraph_generator::output::Tree;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// The crate of some schemas, a module for each.
fn tree(schemas: &[Schema]) -> Tree {
    let mut settings = String::from("[crate]\nname = \"arbitrary\"\n");
    let mut sources = Vec::new();
    for (n, schema) in schemas.iter().enumerate() {
        let _ = write!(
            settings,
            r#"
[[api]]
module = "api{n}"
service = "v1"
metadata = "{n}.csdl"
documentation = "https://example.com/{{type}}"
roots = ["*"]
"#
        );
        sources.push(Source::new(format!("{n}.csdl"), schema.metadata()));
    }
    let settings = msgraph_generator::config::Config::parse(&settings).unwrap();
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");
    let generation = generate(
        &settings,
        &sources,
        &Surroundings {
            runtime_path: Some(runtime.to_owned()),
            ..Surroundings::default()
        },
    );
    generation.tree.unwrap_or_else(|| {
        panic!(
            "{}",
            Renderer::plain().render(&generation.diagnostics, &sources)
        )
    })
}

proptest! {
    #![proptest_config(Config {
        cases: 200,
        rng_seed: RngSeed::Fixed(seed::seed(4)),
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn valid_schemas_give_rust(schema in schema()) {
        let schemas = [schema];
        let tree = tree(&schemas);
        outline::check_paths(&tree);
        for (path, file) in tree.files().filter(|(path, _)| path.starts_with("src/")) {
            let file = syn::parse_file(&file.text).unwrap_or_else(|e| panic!("{path}: {e}\n{}", file.text));
            rust::check_names(path, &file.items);
        }
        prop_assert!(tree == self::tree(&schemas), "the same twice");
    }
}

/// How many schemas are compiled: as many modules of one crate.
const SAMPLE: usize = 20;

#[test]
fn a_sample_compiles() {
    let mut runner = TestRunner::new(Config {
        rng_seed: RngSeed::Fixed(seed::seed(7)),
        ..Config::default()
    });
    let schemas: Vec<_> = (0..SAMPLE)
        .map(|_| schema().new_tree(&mut runner).unwrap().current())
        .collect();
    let mut tree = tree(&schemas);
    let manifest = tree.get("Cargo.toml").unwrap().text.clone();
    // A workspace of its own, wherever it lies.
    tree.scaffold("Cargo.toml", manifest + "\n[workspace]\n");
    // The versions that this repository is tested with.
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
    tree.scaffold("Cargo.lock", fs::read_to_string(lock).unwrap());

    // Kept between runs, so that the dependencies are compiled once.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("arbitrary");
    let _ = fs::remove_dir_all(folder.join("src"));
    for (path, file) in tree.files() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.text).unwrap();
    }
    let check = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--no-default-features"])
        .args(["--target-dir", "target"])
        .current_dir(&folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&check.stderr);
    assert!(check.status.success(), "{}:\n{report}", folder.display());
}
