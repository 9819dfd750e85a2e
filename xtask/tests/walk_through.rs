//! The commands and the program of the README's "A crate of your own", in a fresh folder, offline.
//!
//! Three things are otherwise than for a reader: the command is the one that was built here and not an installed one,
//! the metadata is copied and not fetched, and the crate goes without its default features, so that no TLS is compiled.

#![cfg(unix)] // the commands are those of a shell
#![allow(clippy::unwrap_used)] // failing is what a test is for

#[path = "../../generator/tests/common/skipped.rs"]
mod skipped;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use skipped::skipped;

/// What stands in for what the test must not do.
const STAND_INS: &str = r#"
curl() { mkdir -p "${3%/*}"; cp "$METADATA" "$3"; }
cargo() {
    case "$*" in
        install*) ;;
        "add --path graph" | "add --dev --path"*) command cargo "$@" --no-default-features ;;
        test*) cp "$LOCK" Cargo.lock; command cargo "$@" ;;
        *) command cargo "$@" ;;
    esac
}
"#;

/// For those who do not have Graph's: users with folders of mail.
const METADATA: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="mailFolder">
        <Key>
          <PropertyRef Name="id"/>
        </Key>
        <Property Name="displayName" Type="Edm.String"/>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="unreadItemCount" Type="Edm.Int32"/>
      </EntityType>
      <EntityType Name="user">
        <Key>
          <PropertyRef Name="id"/>
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <NavigationProperty Name="mailFolders" Type="Collection(microsoft.graph.mailFolder)" ContainsTarget="true"/>
      </EntityType>
      <EntityContainer Name="GraphService">
        <EntitySet Name="users" EntityType="microsoft.graph.user"/>
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

#[test]
fn the_readme_leads_to_a_crate_and_a_tested_program() {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap();
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    symlink(&root, folder.path().join("msgraph-codegen")).unwrap();
    let script = script(&readme);
    for step in ["init", "generate", "check", "drift"] {
        assert!(
            script.contains(&format!("\nmsgraph-codegen {step}")),
            "{script}"
        );
    }
    let output = run(&script, folder.path(), &root);
    let transcript = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{transcript}\n{complaints}");
    for part in [
        "wrote schemas/slices.toml\n\nNext:\n  msgraph-codegen generate\n  cargo add --path graph\n",
        "graph in graph\n  v1_0 ",
        "test tests::folders_without_new_mail_are_left_out ... ok\n",
        "graph is up to date",
        "Nothing changed.\n",
    ] {
        assert!(
            transcript.contains(part),
            "{part}\n{transcript}\n{complaints}"
        );
    }
}

/// The section as a script: its commands, and its program as a file.
fn script(readme: &str) -> String {
    let section = readme.split("\n## A crate of your own\n").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let mut script = format!("set -eu\n{STAND_INS}");
    let mut is_program = false;
    for line in section.lines() {
        match line {
            "```rust" => {
                is_program = true;
                script.push_str("cat > src/lib.rs <<'END'\n");
            }
            "```" => {
                is_program = false;
                script.push_str("END\n");
            }
            line if is_program => script.extend([line, "\n"]),
            line => {
                let command = line.strip_prefix("    ");
                script.extend(command.into_iter().flat_map(|command| [command, "\n"]));
            }
        }
    }
    script
}

fn run(script: &str, folder: &Path, root: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_msgraph-codegen"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path).chain([program.parent().unwrap().to_owned()]);
    let mut shell = Command::new("sh");
    shell
        .args(["-c", script])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(places).unwrap())
        .env("METADATA", metadata(folder, root))
        .env("LOCK", root.join("Cargo.lock"))
        .env("CARGO_NET_OFFLINE", "true")
        .env(
            "CARGO_TARGET_DIR",
            concat!(env!("CARGO_TARGET_TMPDIR"), "/walk-through"),
        )
        .env("CARGO_INCREMENTAL", "0")
        .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "Adele")))
        .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "adele@contoso.com")))
        .env_remove("RUSTFLAGS");
    shell.output().unwrap()
}

/// Graph's metadata, where it lies beside the repository.
fn metadata(folder: &Path, root: &Path) -> PathBuf {
    let graph = root.join("../shared/graph/v1.0.csdl");
    if graph.exists() {
        return graph;
    }
    skipped(graph.display());
    let made_up = folder.join("made-up.csdl");
    fs::write(&made_up, METADATA).unwrap();
    made_up
}
