//! The compiler's answer.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use msgraph_generator::config::Config;
use msgraph_generator::emit;
use msgraph_generator::output::Tree;
use msgraph_generator::rust::Features;
use serde_json::Value;

use crate::consumer::Use;

/// What every function may use.
const HELPERS: &str = "\
#![allow(warnings)]
use std::{fmt::Debug, hash::Hash};
use the::msgraph_core::{self, serde_core::{Serialize, de::DeserializeOwned}, *};
fn is_model<T: Model + Clone + Debug + Default + PartialEq + Serialize + DeserializeOwned>() {}
fn is_parameters<T: Model + Clone + Debug + Default>() {}
fn is_enumeration<T: Enumeration + Clone + Debug + std::fmt::Display + Eq + Hash + Serialize + DeserializeOwned>() {}
fn is_kind<T: Clone + Debug + PartialEq>() {}
fn is_builder<T: Clone + Debug>() {}
fn is_a<T: IsA<B>, B>() {}
fn handle<T: IsA<B>, B, F, A>(_: &'static Property<B, F, A>) {}
";

/// The names of the runtime in types; imported by name, they stand before what the module of an API has.
const RUNTIME: &str = "Additional, AsyncJobStatus, Binary, Bytes, Client, Count, Date, DateTimeOffset, Decimal, Duration, \
    Enumeration, Flags, Guid, IntoField, IsA, Json, LongRunning, Media, Model, Navigation, Page, Patch, Property, ReadOnly, Reference, \
    References, Request, Required, Started, TimeOfDay, Unrecognized, Single";

/// The items whose use does not compile against the crate, with what the compiler says.
pub(crate) fn failing(
    name: &str,
    trees: impl Iterator<Item = Tree>,
    uses: &[Use],
) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("proof")
        .join(name);
    write_crate(&folder.join("new"), trees, uses);
    write_manifest(&folder.join("consumer"));
    let mut failing: BTreeMap<String, String> = BTreeMap::new();
    // What names things that are not there is told first, and the rest perhaps not at all.
    loop {
        let left = uses.iter().filter(|item| !failing.contains_key(&item.item));
        let (text, items) = consumer(left);
        write(&folder.join("consumer/src/lib.rs"), &text);
        let errors = check(&folder);
        if errors.is_empty() {
            return failing;
        }
        for (line, message) in errors {
            let item = line.and_then(|line| items.get(&line));
            let item = item.unwrap_or_else(|| panic!("not about an item: {message}"));
            failing.entry(item.clone()).or_default().push_str(&message);
        }
    }
}

/// The crate of all pairs: a module each.
fn write_crate(folder: &Path, trees: impl Iterator<Item = Tree>, uses: &[Use]) {
    let mut tree = Tree::default();
    trees.for_each(|part| tree.extend(part));
    let config = Config::parse(
        "[crate]\nname = \"the\"\n[[api]]\nmodule = \"m\"\nservice = \"\"\nmetadata = \"m\"\nroots = [\"*\"]\n",
    );
    let mut modules: Vec<_> = uses
        .iter()
        .map(|item| (item.api.clone(), String::new()))
        .collect();
    modules.sort();
    modules.dedup();
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let runtime = runtime.display().to_string().replace('\\', "/");
    let package = config.unwrap().package;
    emit::package(
        &mut tree,
        &package,
        Some(&runtime),
        &modules,
        &Features::new(),
    );
    let _ = fs::remove_dir_all(folder.join("src"));
    for (path, file) in tree.files() {
        write(&folder.join(path), &file.text);
    }
}

fn write_manifest(folder: &Path) {
    let manifest = "[package]\nname = \"consumer\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
        [workspace]\n[dependencies]\nthe = { path = \"../new\", default-features = false, features = [\"serde\"] }\n";
    write(&folder.join("Cargo.toml"), manifest);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
}

fn write(path: &PathBuf, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A function a line, and which item is used in which line.
fn consumer<'u>(uses: impl Iterator<Item = &'u Use>) -> (String, BTreeMap<usize, String>) {
    let mut by_api: BTreeMap<&str, Vec<&Use>> = BTreeMap::new();
    for item in uses {
        by_api.entry(&item.api).or_default().push(item);
    }
    let mut lines: Vec<_> = HELPERS.lines().map(str::to_owned).collect();
    let mut items = BTreeMap::new();
    for (api, uses) in by_api {
        lines.push(format!("mod {api}_items {{"));
        lines.push(format!("use super::*; use the::{api}::{{self, *}};"));
        lines.push(format!("use msgraph_core::{{{RUNTIME}}};"));
        for (n, item) in uses.into_iter().enumerate() {
            lines.push(item.code.replacen("NAME", &format!("f{n}"), 1));
            items.insert(lines.len(), item.item.clone());
        }
        lines.push("}".to_owned());
    }
    (lines.join("\n"), items)
}

/// The errors in the consumer, with their lines.
fn check(folder: &Path) -> Vec<(Option<usize>, String)> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["check", "--quiet", "--offline", "--message-format=json"])
        .arg("--target-dir")
        .arg(folder.parent().unwrap().join("target"))
        .current_dir(folder.join("consumer"))
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    let messages = stdout
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let messages = messages.filter(|message| message["reason"] == "compiler-message");
    let mut errors = Vec::new();
    for message in messages {
        let rendered = message["message"]["rendered"].as_str().unwrap_or_default();
        let is_error = message["message"]["level"] == "error";
        let spans = message["message"]["spans"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        if !is_error || spans.is_empty() {
            continue;
        }
        let of_consumer = message["target"]["name"] == "consumer";
        assert!(of_consumer, "the new crate does not compile:\n{rendered}");
        let primary = spans.iter().find(|span| span["is_primary"] == true);
        let line = primary.and_then(|span| span["line_start"].as_u64());
        errors.push((
            line.and_then(|line| usize::try_from(line).ok()),
            rendered.to_owned(),
        ));
    }
    let is_told = !errors.is_empty();
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || is_told, "{report}");
    errors
}
