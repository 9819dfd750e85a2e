//! All of Microsoft Graph: written without an error, compiled without a warning.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // it is a test

use std::fs;
use std::path::Path;
use std::process::Command;

const CONFIG: &str = r#"
[crate]
name = "graph"
runtime = { path = "RUNTIME" }

[[api]]
module = "v1_0"
service = "v1.0"
metadata = "METADATA"
roots = ["*"]

[[api.patch]]
target = "microsoft.graph.Json"
underlying-type = "Edm.Untyped"
why = "any JSON"

[[api.patch]]
target = "microsoft.graph.report"
underlying-type = "Edm.Stream"
why = "reports are files"
"#;

#[test]
fn all_of_graph_compiles() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let metadata = workspace.join("../shared/graph/v1.0.csdl");
    let Ok(metadata) = metadata.canonicalize() else {
        eprintln!("skipped: {} is not there", metadata.display());
        return;
    };
    // Kept between runs, so that what the crate depends on is compiled once.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("whole-graph");
    fs::create_dir_all(&folder).unwrap();
    let runtime = workspace.join("runtime").canonicalize().unwrap();
    let config = CONFIG
        .replace("RUNTIME", &runtime.display().to_string())
        .replace("METADATA", &metadata.display().to_string());
    fs::write(folder.join("slices.toml"), config).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["generate", "--config", "slices.toml", "--out", "crate"])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );

    // A workspace of its own, with the versions of this one.
    let manifest = folder.join("crate/Cargo.toml");
    let mut text = fs::read_to_string(&manifest).unwrap();
    if !text.contains("[workspace]") {
        text.push_str("\n[workspace]\n");
        fs::write(&manifest, text).unwrap();
    }
    fs::copy(
        workspace.join("Cargo.lock"),
        folder.join("crate/Cargo.lock"),
    )
    .unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--no-default-features"])
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-D warnings")
        .current_dir(folder.join("crate"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
