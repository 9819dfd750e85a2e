//! What the fuzz targets of the reader and of the generator do, done with their corpus.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

#[allow(unreachable_pub, reason = "a fuzz target uses it, too")]
#[path = "../../fuzz/src/metadata.rs"]
mod metadata;
#[allow(unreachable_pub, reason = "a fuzz target uses it, too")]
#[path = "../../fuzz/src/rust.rs"]
mod rust;

use std::fs;
use std::path::Path;

/// Calls the target with each file of its corpus.
fn each(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fuzz/corpus")
        .join(target);
    let files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert!(!files.is_empty());
    for file in files {
        println!("{}", file.display()); // shown where it fails
        check(&fs::read(file).unwrap());
    }
}

#[test]
fn read_csdl() {
    each("read_csdl", metadata::read);
}

#[test]
fn generate() {
    each("generate", metadata::generate);
}
