//! The page of what beta has beyond v1.0 is what `drift` prints.

#![allow(clippy::unwrap_used)] // failing is what a test is for

use std::fs;
use std::path::Path;
use std::process::Command;

const MARK: &str = "<!-- msgraph-codegen: drift -->";

#[test]
fn the_page_of_the_versions_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = root.join("docs/v1.0-and-beta.md");
    let old = fs::read_to_string(&page).unwrap();
    let (introduction, _) = old.split_once(MARK).unwrap();
    let command = introduction
        .lines()
        .find_map(|line| line.strip_prefix("    cargo xtask "));
    let output = Command::new(env!("CARGO_BIN_EXE_msgraph-codegen"))
        .args(command.unwrap().split_whitespace())
        .current_dir(&root)
        .output()
        .unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(
        report.starts_with(MARK),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let new = format!("{introduction}{report}");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&page, &new).unwrap();
    }
    assert!(
        old == new || std::env::var_os("UPDATE_EXPECT").is_some(),
        "the page says something else now:\n{report}"
    );
}
