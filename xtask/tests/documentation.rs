//! The reports in `docs/drift`, made by the command from real versions of Graph. `UPDATE_EXPECT=1` renews them.

#![allow(clippy::unwrap_used)] // the helpers of tests may fail as tests do

#[path = "../../generator/tests/common/skipped.rs"]
mod skipped;

use std::fs;
use std::path::Path;
use std::process::Command;

use skipped::skipped;

/// The report of a pair as Markdown. What the metadata says in prose is left out: nothing of it is copied.
fn report(pair: &Path, options: &str) -> String {
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/slices.toml");
    let output = Command::new(env!("CARGO_BIN_EXE_msgraph-codegen"))
        .args([
            "drift",
            "old.csdl",
            "new.csdl",
            "--format",
            "markdown",
            "--fail-on",
            "none",
        ])
        .args(["--config", config, "--api", "v1_0"])
        .args(options.split(' '))
        .current_dir(pair)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().map(|line| {
        if line.starts_with("> ") {
            "> …"
        } else {
            line
        }
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn reports_are_what_the_command_makes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let history = root.join("../shared/graph/history");
    if !history.exists() {
        skipped(history.display());
        return;
    }
    for (pair, options) in [
        ("01-reset-password-loses-a-parameter", "--today 2022-11-17"),
        (
            "12-announced-mass-removal",
            "--today 2026-05-02 --scope all",
        ),
    ] {
        let path = root.join(format!("docs/drift/{pair}.md"));
        let made = report(&history.join(pair), options);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &made).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, made, "{pair}; UPDATE_EXPECT=1 renews it");
    }
}

/// Every command line of the page names a command and options that there are.
#[test]
fn commands_in_the_page_are_commands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("docs/drift.md")).unwrap();
    let commands = page
        .lines()
        .filter_map(|line| line.strip_prefix("    cargo xtask "));
    let mut count = 0;
    for command in commands {
        let words = command.split('#').next().unwrap().split_whitespace();
        let mut words = words.map(|word| {
            if word.starts_with("https:") {
                "http://127.0.0.1:9"
            } else {
                word
            }
        });
        let name = words.next().unwrap();
        let help = Command::new(env!("CARGO_BIN_EXE_msgraph-codegen"))
            .args([name, "--help"])
            .output()
            .unwrap();
        let help = String::from_utf8(help.stdout).unwrap();
        for option in words.filter(|word| word.starts_with("--")) {
            assert!(help.contains(option), "{option} in {help}");
        }
        count += 1;
    }
    assert!(count > 8, "{count}");
}
