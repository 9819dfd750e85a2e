//! Programs that are wrong and do not compile. Each file in `compile_fail/` says `//~ CODE` on
//! the lines that are errors, or `//~^ CODE` below them; the rest of it must be right. `//~ CODE: words` are words that
//! the message has.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // failing is what a test is for

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A file, a line, the code of the error there.
type Mistake = (String, u64, String);

#[test]
fn wrong_programs_do_not_compile() {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let programs = programs(&crate_folder.join("tests/compile_fail"));
    assert!(programs.len() > 3, "{programs:?}");
    let expected: BTreeMap<_, _> = programs.iter().flat_map(|path| marks(path)).collect();
    let found = check(crate_folder, &programs);
    let (wanted, seen): (BTreeSet<_>, BTreeSet<_>) =
        (expected.keys().collect(), found.keys().collect());
    let missing: Vec<_> = wanted.difference(&seen).collect();
    let surplus: Vec<_> = seen.difference(&wanted).collect();
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "compiles, but should not: {missing:#?}\nshould compile, but does not: {surplus:#?}"
    );
    assert!(expected.values().filter(|words| !words.is_empty()).count() > 8);
    for (mistake, words) in &expected {
        let text = &found[mistake];
        assert!(
            text.contains(words),
            "{mistake:?} does not say `{words}`: {text}"
        );
    }
}

fn programs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn name(program: &Path) -> String {
    program.file_stem().unwrap().to_str().unwrap().to_owned()
}

/// The errors that a program says it has, and words of their messages.
fn marks(program: &Path) -> Vec<(Mistake, String)> {
    let text = fs::read_to_string(program).unwrap();
    let marks = (1..).zip(text.lines()).filter_map(|(number, line)| {
        let (_, mark) = line.split_once("//~")?;
        let (number, mark) = match mark.strip_prefix('^') {
            Some(mark) => (number - 1, mark),
            None => (number, mark),
        };
        let (code, words) = mark.split_once(':').unwrap_or((mark, ""));
        let mistake = (name(program), number, code.trim().to_owned());
        Some((mistake, words.trim().to_owned()))
    });
    marks.collect()
}

/// The errors that the compiler finds, in one package that has all the programs, and their messages.
fn check(crate_folder: &Path, programs: &[PathBuf]) -> BTreeMap<Mistake, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile_fail");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest(crate_folder, programs)).unwrap();
    let lock = crate_folder.join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env::var("CARGO").unwrap())
        .args([
            "check",
            "--offline",
            "--keep-going",
            "--message-format=json",
        ])
        .arg("--target-dir")
        .arg(folder.join("target"))
        .current_dir(&folder)
        .output()
        .unwrap();
    let messages = String::from_utf8(output.stdout).unwrap();
    let found: BTreeMap<_, _> = messages.lines().filter_map(mistake).collect();
    let progress = String::from_utf8_lossy(&output.stderr);
    assert!(!found.is_empty(), "{progress}");
    found
}

fn manifest(crate_folder: &Path, programs: &[PathBuf]) -> String {
    let path = crate_folder.display();
    let mut manifest = format!(
        "[package]\nname = \"compile-fail\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nmsgraph-operations = {{ path = '{path}', default-features = false }}\n"
    );
    for program in programs {
        let (name, path) = (name(program), program.display());
        write!(manifest, "\n[[bin]]\nname = '{name}'\npath = '{path}'\n").unwrap();
    }
    manifest
}

/// The error that a message of cargo is about.
fn mistake(message: &str) -> Option<(Mistake, String)> {
    let message: Value = serde_json::from_str(message).ok()?;
    let diagnostic = message.get("message")?;
    if diagnostic["level"] != "error" {
        return None;
    }
    let code = diagnostic["code"]["code"].as_str()?;
    let spans = diagnostic["spans"].as_array()?;
    let primary = spans.iter().find(|span| span["is_primary"] == true)?;
    let name = message["target"]["name"].as_str()?;
    let mistake = (
        name.to_owned(),
        primary["line_start"].as_u64()?,
        code.to_owned(),
    );
    Some((mistake, diagnostic["rendered"].as_str()?.to_owned()))
}
