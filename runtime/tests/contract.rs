//! The contract between this crate and generated code. `contracts/v1`, a member of the workspace, is a crate as it was
//! generated for the first contract; that it compiles is the greater part of the test.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // failing is what a test is for

#[path = "common/sources.rs"]
mod sources;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use msgraph_core::Model as _;
use serde_json::Value;
use sources::sources;

fn contracts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contracts")
}

#[test]
fn a_crate_for_a_contract_that_is_unknown_says_so_before_anything_else() {
    let old = contracts().join("v1");
    let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join("contract");
    for path in sources(&old.join("src"), &["rs"]) {
        let text = fs::read_to_string(&path).unwrap();
        let text = text.replace("codegen::v1", "codegen::v2");
        let text = text.replace("contract!(v1)", "contract!(v2)");
        let path = new.join(path.strip_prefix(&old).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let manifest = fs::read_to_string(old.join("Cargo.toml")).unwrap();
    let runtime = env!("CARGO_MANIFEST_DIR");
    let manifest = manifest.replace("path = \"../../..\"", &format!("path = '{runtime}'"));
    fs::write(new.join("Cargo.toml"), format!("{manifest}\n[workspace]\n")).unwrap();
    fs::copy(
        Path::new(runtime).join("../Cargo.lock"),
        new.join("Cargo.lock"),
    )
    .unwrap();

    let errors = errors_of(&new);
    assert!(errors.len() > 100, "{errors:#?}");
    let first = &errors[0];
    for words in [
        "`contract-v1` was generated for contract `v2` of msgraph-core",
        "this msgraph-core knows `v1` alone",
        "cargo update --package msgraph-core",
        "generate the crate again",
    ] {
        assert!(first.contains(words), "{first}");
    }
}

/// The errors of the compiler about a crate, in its order.
fn errors_of(folder: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--no-default-features"])
        .arg("--message-format=json")
        .arg("--target-dir")
        .arg(folder.join("target"))
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(!output.status.success());
    let messages = String::from_utf8(output.stdout).unwrap();
    let messages = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let message = message.get("message")?;
        let text = message["message"].as_str()?;
        (message["level"] == "error").then(|| text.to_owned())
    });
    let errors: Vec<_> = messages.collect();
    assert!(
        !errors.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    errors
}

/// Two crates that were generated for themselves, and share this runtime.
#[test]
fn values_of_two_slices_convert_into_each_other() {
    use case_entity_types::api::models as new;
    use contract_v1::entity_types::models as old;

    let json = br##"{"@odata.type":"#demo.panoramaPhotoFile","id":"1","width":40,"size":7,"newer":[1.50]}"##;
    let photo = old::PhotoFile::from_json(json).unwrap();
    let converted: new::PhotoFile = photo.convert().unwrap();
    assert_eq!((converted.width, converted.size), (Some(40), Some(7)));
    let back: old::PhotoFile = converted.convert().unwrap();
    assert_eq!(back, photo);
    assert!(matches!(converted.kind(), new::PhotoFileKind::Panorama(_)));
    assert_eq!(converted.into_base().to_json(), photo.into_base().to_json());
}

/// A macro that no golden crate names could be taken from the contract unnoticed.
#[test]
fn the_old_crate_names_each_macro_of_the_contract() {
    let texts: String = sources(&contracts().join("v1/src"), &["rs"])
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    for name in ["model!", "enumeration!", "operation!", "parameters!"] {
        assert!(texts.contains(&format!("codegen::v1::{name}")), "{name}");
    }
}
