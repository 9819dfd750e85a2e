//! What the fuzz target of decoding does, done with its corpus.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::print_stdout)]

#[allow(
    dead_code,
    unreachable_pub,
    reason = "other tests and a fuzz target use it, too"
)]
#[path = "../../fuzz/src/decode.rs"]
mod decode;
#[allow(
    dead_code,
    unreachable_pub,
    reason = "other tests and a fuzz target use it, too"
)]
#[path = "../../fuzz/src/json.rs"]
mod json;

use std::fs;
use std::path::Path;

#[test]
fn decode() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/decode");
    let files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert!(!files.is_empty());
    for file in files {
        println!("{}", file.display()); // shown where it fails
        decode::decode(&fs::read(file).unwrap());
    }
}
