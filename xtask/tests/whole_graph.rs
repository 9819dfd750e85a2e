//! All of Microsoft Graph: written without an error, compiled without a warning, and no documented request or
//! response loses anything in it.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // it is a test

#[path = "../../generator/tests/common/skipped.rs"]
mod skipped;

#[path = "common/kept.rs"]
mod kept;

use std::fs;
use std::path::Path;
use std::process::Command;

use skipped::skipped;

use kept::Kept;

/// What the metadata of Graph does not say rightly.
const PATCHES: &str = r#"
[crate]
name = "graph"

[[api]]
module = "v1_0"
service = "v1.0"
metadata = "v1.0.csdl"
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
fn documented_examples_survive_all_of_graph() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let metadata = shared.join("graph/v1.0.csdl");
    let examples = shared.join("graph-examples/v1.0.jsonl");
    if !metadata.exists() || !examples.exists() {
        skipped(shared.display());
        return;
    }
    let kept = Kept::new("whole-graph");
    let folder = &kept.path;
    fs::write(folder.join("slices.toml"), PATCHES).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_msgraph-codegen"))
        .args(["examples", "--format", "json", "--metadata"])
        .arg(metadata)
        .arg("--examples")
        .arg(examples)
        .arg("--patches")
        .arg(folder.join("slices.toml"))
        .arg("--out")
        .arg(folder.join("crate"))
        .env("CARGO_NET_OFFLINE", "true")
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    // They were read, and not passed over.
    for (part, least) in [("response", 750), ("request", 300), ("derived", 25)] {
        let exact = report["totals"][part]["exact"].as_u64().unwrap();
        assert!(exact > least, "{}", report["totals"]);
    }
}
