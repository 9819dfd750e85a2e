//! The slices in `schemas/` against the metadata that Microsoft publishes.
//!
//! The roots of `slices.toml`, applied to published metadata, give a slice. Ours is to be the same but for
//! the annotations: the same types with all their members, bases, nullability, containment, enumeration
//! values, operations and parameters.

#![allow(clippy::panic, clippy::print_stderr, clippy::unwrap_used)] // the helpers of tests may do what tests do

#[path = "common/skipped.rs"]
mod skipped;

use std::fs;
use std::path::{Path, PathBuf};

use skipped::skipped;

use msgraph_generator::canonical;
use msgraph_generator::config::{Api, Config};
use msgraph_generator::diagnostics::{Diagnostics, Renderer, Source};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn api(module: &str) -> Api {
    let text = fs::read_to_string(repository().join("schemas/slices.toml")).unwrap();
    let config = Config::parse(&text).unwrap();
    config
        .apis
        .into_iter()
        .find(|api| api.module.get_ref() == module)
        .unwrap()
}

/// The slice that the roots of an API cut out of a document, in canonical form.
fn slice(api: &Api, path: &Path) -> String {
    let metadata = Source::new(
        path.display().to_string(),
        fs::read_to_string(path).unwrap(),
    );
    let mut diagnostics = Diagnostics::default();
    msgraph_generator::projected(api, &metadata, &mut diagnostics, canonical::write)
        .unwrap_or_else(|| panic!("{}", Renderer::plain().render(&diagnostics, &[metadata])))
}

/// A canonical document without its annotations, line by line.
fn structure(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut skipped_to = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        if skipped_to.is_some() {
            skipped_to = skipped_to.filter(|end| line != *end);
        } else if line.trim_start().starts_with("<Annotation ") {
            skipped_to = (!line.ends_with("/>")).then(|| format!("{:indent$}</Annotation>", ""));
        } else if line.trim_start().starts_with("</")
            && let Some(start) = lines.last_mut().filter(|l| is_start_of(l, line))
        {
            start.insert(start.len() - 1, '/');
        } else {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// Is this the start tag that the end tag belongs to?
fn is_start_of(start: &str, end: &str) -> bool {
    let name = end.replace("</", "<").replace('>', "");
    let is_open = start.ends_with('>') && !start.ends_with("/>");
    is_open && (start == format!("{name}>") || start.starts_with(&format!("{name} ")))
}

fn agrees(module: &str, published: &str) {
    let api = api(module);
    let ours = slice(
        &api,
        &repository()
            .join("schemas")
            .join(api.files.metadata.first().unwrap().get_ref()),
    );
    let path = repository().join("../shared/graph").join(published);
    if !path.exists() {
        skipped(path.display());
        return;
    }
    let theirs = slice(&api, &path);
    for (ours, theirs) in structure(&ours).iter().zip(structure(&theirs)) {
        assert_eq!(*ours, theirs, "ours and theirs");
    }
    assert_eq!(structure(&ours).len(), structure(&theirs).len());
}

#[test]
fn v1_0_agrees() {
    agrees("v1_0", "v1.0.csdl");
}

#[test]
fn beta_agrees() {
    agrees("beta", "beta-usnat.csdl");
}

/// The checked-in documents have nothing that their roots do not ask for, and lack nothing that they do.
#[test]
fn slices_are_their_own_slices() {
    for module in ["v1_0", "beta"] {
        let api = api(module);
        let path = repository()
            .join("schemas")
            .join(api.files.metadata.first().unwrap().get_ref());
        assert!(
            slice(&api, &path) == fs::read_to_string(&path).unwrap().replace("\r\n", "\n"),
            "{module}"
        );
    }
}

/// Every type, member, operation and parameter says what it is.
#[test]
fn everything_is_described() {
    for module in ["v1_0", "beta"] {
        let api = api(module);
        let path = repository()
            .join("schemas")
            .join(api.files.metadata.first().unwrap().get_ref());
        let text = fs::read_to_string(path).unwrap();
        let lines: Vec<_> = text.lines().map(str::trim_start).collect();
        let wants = |line: &str| {
            let kinds = [
                "Type ",
                "Type>",
                "Member ",
                "Property ",
                "Action ",
                "Function ",
                "Set ",
                "Singleton ",
            ];
            let is_parameter =
                line.starts_with("<Parameter ") && !line.contains("\"bindingParameter\"");
            line.starts_with('<')
                && !line.starts_with("</")
                && !line.starts_with("<ReturnType")
                && (is_parameter
                    || kinds
                        .iter()
                        .any(|kind| line.split('"').next().unwrap().contains(kind)))
        };
        for pair in lines.windows(5).filter(|lines| wants(lines[0])) {
            let after_key = if pair[1] == "<Key>" { pair[4] } else { pair[1] };
            assert!(
                after_key.starts_with("<Annotation Term=\"Org.OData.Core.V1.Description\""),
                "{}",
                pair[0]
            );
        }
    }
}
