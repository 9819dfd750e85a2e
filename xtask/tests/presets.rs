//! Presets on the metadata of Graph.

#![allow(clippy::unwrap_used)] // failing is what a test is for

#[path = "../../generator/tests/common/skipped.rs"]
mod skipped;

use std::path::Path;
use std::process::Command;

use skipped::skipped;

#[test]
fn presets_are_what_graph_has() {
    let graph = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/graph/v1.0.csdl");
    if !graph.exists() {
        skipped(graph.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_msgraph-codegen"));
        let output = command.args(arguments).current_dir(&folder).output();
        let output = output.unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {complaint}");
        String::from_utf8(output.stdout).unwrap()
    };
    let list = run(&["init", "--list"]);
    let names = list.lines().filter_map(|line| line.split(' ').next());
    let names = names.collect::<Vec<_>>().join(",");
    std::fs::create_dir(folder.path().join("schemas")).unwrap();
    std::fs::copy(graph, folder.path().join("schemas/v1.0.csdl")).unwrap();
    run(&["init", "--preset", &names, "--runtime", "0.1"]);
    let said = run(&["generate"]);
    assert!(said.starts_with("graph in graph\n  v1_0 "), "{said}");
}
