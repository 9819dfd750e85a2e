//! Real metadata: written without an error, compiled without a warning, or refused at the right place.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // it is a test

#[path = "../../generator/tests/common/skipped.rs"]
mod skipped;

#[path = "common/kept.rs"]
mod kept;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use skipped::skipped;

use kept::Kept;

/// A folder of metadata, if it is there.
fn metadata(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let path = path.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    skipped(path.display());
    None
}

fn command(arguments: &str, paths: &[(&str, &Path)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_msgraph-codegen"));
    command.args(arguments.split_whitespace());
    for (flag, path) in paths {
        command.args(Some(flag).filter(|flag| !flag.is_empty()));
        command.arg(path);
    }
    command.output().unwrap()
}

/// The result of each file in the table. No crate may be broken.
fn results(folder: &Path, scratch: &Path, flags: &str) -> Vec<(String, String)> {
    let line = format!("conformance {flags}");
    let output = command(&line, &[("", folder), ("--out", scratch)]);
    let table = String::from_utf8(output.stdout).unwrap();
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{table}\n{report}");
    let result = |row: &str| {
        let mut columns = row.split_whitespace();
        let file = columns.next().unwrap_or_default().to_owned();
        (file, columns.skip(4).collect::<Vec<_>>().join(" "))
    };
    let rows: Vec<_> = table.lines().skip(1).collect();
    let (_, rows) = rows.split_last().unwrap();
    rows.iter().map(|row| result(row)).collect()
}

#[test]
fn other_services_compile_or_are_refused() {
    let Some(folder) = metadata("odata") else {
        return;
    };
    let results = results(&folder, &Kept::new("odata").path, "");
    let expected = [
        ("AdventureWorksPlus.csdl", "compiles"),
        ("ExampleService.xml", "compiles"),
        ("KeywordsAsNames.xml", "compiles"),
        ("Northwind-v2.csdl", "refused, E0107 at 2:1"),
        ("Northwind.xml", "compiles"),
        ("TripPin.xml", "compiles"),
        ("containment.xml", "compiles"),
        ("csdl-16.1.xml", "compiles"),
        ("csdl-16.2.xml", "compiles"),
        ("invalid-1.xml", "refused, E0110 at 9:9"),
        ("library-aspnet.xml", "compiles"),
        ("miscellaneous.json", "compiles"),
        ("miscellaneous.xml", "compiles"),
    ];
    let expected = expected.map(|(file, result)| (file.to_owned(), result.to_owned()));
    assert_eq!(results, expected);
}

#[test]
fn other_clouds_and_beta_are_written() {
    let Some(folder) = metadata("graph") else {
        return;
    };
    let flags = "--no-compile --only v1.0- --only beta-";
    let results = results(&folder, &Kept::new("clouds").path, flags);
    assert_eq!(results.len(), 6);
    assert!(
        results.iter().all(|(_, result)| result == "written"),
        "{results:?}"
    );
}

/// The whole matrix, compiled.
#[test]
#[ignore = "takes half an hour"]
fn everything_compiles() {
    let Some(folder) = metadata("graph") else {
        return;
    };
    let results = results(&folder, &Kept::new("everything").path, "");
    assert_eq!(results.len(), 31);
    assert!(
        results.iter().all(|(_, result)| result == "compiles"),
        "{results:?}"
    );
}

#[test]
fn what_is_refused_ends_with_exit_code_3_and_its_place() {
    let Some(folder) = metadata("odata") else {
        return;
    };
    let kept = Kept::new("refused");
    let scratch = &kept.path;
    for (file, place) in [
        ("invalid-1.xml", "invalid-1.xml:9:9"),
        ("Northwind-v2.csdl", "Northwind-v2.csdl:2:"),
    ] {
        let metadata = folder.join(file).display().to_string().replace('\\', "/");
        let config = scratch.join("slices.toml");
        let text = format!(
            "[crate]\nname = \"refused\"\nruntime = {{ version = \"0.1\" }}\n[[api]]\nmodule = \"api\"\nservice = \"\"\n\
             metadata = \"{metadata}\"\nroots = [\"*\"]\n"
        );
        fs::write(&config, text).unwrap();
        let out = scratch.join("crate");
        let output = command("generate", &[("--config", &config), ("--out", &out)]);
        let report = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{report}");
        assert!(report.contains(place), "{place} in {report}");
        assert!(!out.exists());
    }
}
