//! A crate that is divided into features compiles with each of them, with none and with all.

#![allow(clippy::unwrap_used)] // it is a test

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn crate_folder() -> PathBuf {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    cases.join("features/expected")
}

/// Compiles the crate without its default features but with these, warnings being errors.
fn compiles(features: &str) -> Result<(), String> {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--no-default-features"])
        .args(["--features", features])
        .arg("--target-dir")
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("features"))
        .env("RUSTFLAGS", "-D warnings")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .current_dir(crate_folder())
        .output()
        .unwrap();
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn each_alone_none_and_all() {
    let manifest = fs::read_to_string(crate_folder().join("Cargo.toml")).unwrap();
    let features: Vec<_> = manifest
        .lines()
        .filter_map(|line| line.strip_suffix(" = []"))
        .collect();
    assert_eq!(features.len(), 8, "{features:?}");
    compiles("").unwrap();
    for feature in &features {
        assert_eq!(compiles(feature), Ok(()), "with {feature}");
    }
    assert_eq!(compiles(&features.join(",")), Ok(()), "with all");
}
