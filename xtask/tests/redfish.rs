//! Redfish: 279 documents that are one service, with lines of 61 types that derive from each other.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // it is a test

#[path = "common/git.rs"]
mod git;
#[path = "common/kept.rs"]
mod kept;
#[path = "../../generator/tests/common/skipped.rs"]
mod skipped;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use git::git;
use kept::Kept;
use skipped::skipped;

/// Ten services at their newest versions, and what their container has for them.
const CONFIG: &str = r#"
[crate]
name = "redfish"
out = "crate"
runtime = { path = "RUNTIME" }

[[api]]
module = "v1"
service = "redfish/v1"
metadata = "documents"
conventions = "odata"
roots = [
  "GET /Service", "GET /Systems", "GET /Chassis", "GET /Tasks",
  "type:ServiceRoot.v1_21_0.ServiceRoot", "type:ComputerSystem.v1_28_0.ComputerSystem",
  "type:Chassis.v1_28_0.Chassis", "type:Manager.v1_25_0.Manager",
  "type:TaskService.v1_3_0.TaskService", "type:AccountService.v1_18_1.AccountService",
  "type:SessionService.v1_2_0.SessionService", "type:EventService.v1_12_0.EventService",
  "type:UpdateService.v1_17_1.UpdateService", "type:TelemetryService.v1_4_1.TelemetryService",
]
"#;

/// A folder with the configuration and the documents, under the control of git.
fn project() -> Option<Kept> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let shared = root.join("../shared/redfish");
    if !shared.is_dir() {
        skipped(shared.display());
        return None;
    }
    let kept = Kept::new("redfish");
    let folder = &kept.path;
    let runtime = root
        .join("runtime")
        .display()
        .to_string()
        .replace('\\', "/");
    let workspace = "[workspace]
resolver = \"3\"
members = [\"crate\"]
";
    fs::write(folder.join("Cargo.toml"), workspace).unwrap();
    fs::write(
        folder.join("slices.toml"),
        CONFIG.replace("RUNTIME", &runtime),
    )
    .unwrap();
    for old in ["documents", "new", "crate", ".git"] {
        let _ = fs::remove_dir_all(folder.join(old));
    }
    for copy in ["documents", "new"] {
        fs::create_dir_all(folder.join(copy)).unwrap();
        for entry in fs::read_dir(&shared).unwrap() {
            let file = entry.unwrap();
            // The copy may be written, whatever the original is.
            fs::write(
                folder.join(copy).join(file.file_name()),
                fs::read(file.path()).unwrap(),
            )
            .unwrap();
        }
    }
    Some(kept)
}

fn run(folder: &Path, line: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_msgraph-codegen"));
    command.args(line.split_whitespace()).current_dir(folder);
    command.output().unwrap()
}

/// The output of a command, which ends with that code.
#[track_caller]
fn printed(folder: &Path, line: &str, code: i32) -> String {
    let output = run(folder, line);
    let report = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{line}: {report}");
    String::from_utf8(output.stdout).unwrap()
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from} in {}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn ten_services_of_redfish_are_generated_compared_and_compiled() {
    let Some(kept) = project() else {
        return;
    };
    let folder = kept.path.as_path();
    let summary = printed(folder, "generate", 0);
    assert!(
        summary.contains("618 types") && summary.contains("66 enums"),
        "{summary}"
    );
    printed(folder, "check", 0);
    compile(folder);
    let shown = printed(folder, "show", 0);
    assert!(shown.contains("/Chassis  GET"), "{shown}");
    let why = printed(folder, "why Chassis.v1_0_0.Chassis", 0);
    assert!(
        why.starts_with("root `type:Chassis.v1_28_0.Chassis`"),
        "{why}"
    );
    printed(folder, "why Fan.v1_0_0.Fan", 1);
    git(folder, "init -q");
    git(folder, "add documents slices.toml");
    git(folder, "commit -q -m before");
    for documents in ["documents", "new"] {
        let manager = folder.join(documents).join("Manager_v1.xml");
        edit(
            &manager,
            r#"Name="FirmwareVersion""#,
            r#"Name="FirmwareRelease""#,
        );
    }
    let drift = printed(folder, "drift --since HEAD", 1);
    for words in [
        "Manager.v1_0_0.Manager/FirmwareVersion",
        "git:HEAD:./documents/Manager_v1.xml",
    ] {
        assert!(drift.contains(words), "{words} in {drift}");
    }
    printed(folder, "refresh --from new", 0);
    printed(folder, "check", 0);
    let manager = fs::read_to_string(folder.join("crate/src/v1/manager_v1_0_0/models/manager.rs"));
    assert!(manager.unwrap().contains("firmware_release"));
    faults_are_placed(folder);
}

/// The crate compiles, and a program reaches what the first of 61 types declares through the last.
fn compile(folder: &Path) {
    let examples = folder.join("crate/examples");
    fs::create_dir_all(&examples).unwrap();
    let program = "//! Reads members of bases.\nuse redfish::v1::service_root_v1_21_0::models::ServiceRoot;\n\
        fn main() {\n    let root = ServiceRoot::default();\n    assert_eq!(root.redfish_version, None);\n}\n";
    fs::write(examples.join("deep.rs"), program).unwrap();
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--quiet",
            "--offline",
            "--no-default-features",
            "--examples",
        ])
        .arg("--manifest-path")
        .arg(folder.join("crate/Cargo.toml"))
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn faults_are_placed(folder: &Path) {
    edit(
        &folder.join("new/Task_v1.xml"),
        "Edm.DateTimeOffset",
        "Edm.DateTimeOfset",
    );
    let refused = run(folder, "refresh --from new");
    assert_eq!(refused.status.code(), Some(3));
    let report = String::from_utf8_lossy(&refused.stderr);
    assert!(report.contains("new/Task_v1.xml:82:42"), "{report}");
}

/// All 279 are one service, which is written without an error.
#[test]
#[ignore = "writes 36,000 files"]
fn all_of_redfish_is_written() {
    let Some(kept) = project() else {
        return;
    };
    let all = printed(&kept.path, "conformance documents --no-compile", 0);
    assert!(all.contains("1 file: 1 good"), "{all}");
}
