//! What the fuzz targets of the reader and of the generator do, done with their corpus.

// Clippy knows tests, but not the functions that they share.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used
)]

#[allow(unreachable_pub, reason = "a fuzz target uses it, too")]
#[path = "../../fuzz/src/metadata.rs"]
mod metadata;
#[allow(unreachable_pub, reason = "a fuzz target uses it, too")]
#[path = "../../fuzz/src/rust.rs"]
mod rust;
#[path = "common/seed.rs"]
mod seed;

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
fn read_openapi() {
    each("read_openapi", metadata::read_openapi);
}

/// A short run without a fuzzer: the corpus with bytes changed, dropped, repeated and swapped.
#[test]
fn read_openapi_with_noise() {
    noise(200);
}

/// A long one: `cargo test -p msgraph-generator --release --test corpus -- --ignored`
#[test]
#[ignore = "takes minutes"]
fn read_openapi_with_much_noise() {
    noise(100_000);
}

fn noise(rounds: u64) {
    let mut seed = seed::seed(1);
    let mut below = |bound: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % bound.max(1)
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/read_openapi");
    let mut seeds: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    seeds.sort();
    let seeds: Vec<_> = seeds.iter().map(|path| fs::read(path).unwrap()).collect();
    for _ in 0..rounds {
        let mut bytes = seeds[below(seeds.len())].clone();
        for _ in 0..=below(4) {
            if bytes.is_empty() {
                break;
            }
            let (at, length) = (below(bytes.len()), below(40));
            let end = (at + length).min(bytes.len());
            match below(5) {
                0 => bytes[at] = b"{}[]:,-'\"# \n$&*!|>%@\xFF\0"[below(22)],
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let piece = bytes[at..end].to_vec();
                    let to = below(bytes.len());
                    drop(bytes.splice(to..to, piece));
                }
                3 => bytes.truncate(at.max(1)),
                _ => {
                    let to = below(bytes.len());
                    bytes.swap(at, to);
                }
            }
        }
        metadata::read_openapi(&bytes);
    }
}

#[test]
fn generate() {
    each("generate", metadata::generate);
}
