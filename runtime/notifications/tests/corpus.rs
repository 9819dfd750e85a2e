//! What the fuzz target of notifications does, done with its corpus.

// Clippy knows tests, but not the functions that they share.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used
)]

#[allow(unreachable_pub, reason = "a fuzz target uses it, too")]
#[path = "../../../fuzz/src/notifications.rs"]
mod notifications;

use std::fs;
use std::path::Path;

#[test]
fn receive() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/notifications");
    let files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert!(!files.is_empty());
    for file in files {
        println!("{}", file.display()); // shown where it fails
        let bytes = fs::read(file).unwrap();
        for end in 0..=bytes.len() {
            notifications::receive(&bytes[..end]);
        }
    }
}
