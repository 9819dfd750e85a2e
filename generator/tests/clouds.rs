//! What `schemas/slices.toml` says of national clouds is what their metadata says.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::print_stderr, clippy::unwrap_used)]

#[path = "common/skipped.rs"]
mod skipped;

use std::fs;
use std::path::{Path, PathBuf};

use skipped::skipped;

use msgraph_generator::clouds::Cloud;
use msgraph_generator::config::{Api, Config};
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::offered;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn api(module: &str) -> Api {
    let text = fs::read_to_string(repository().join("schemas/slices.toml")).unwrap();
    let mut apis = Config::parse(&text).unwrap().apis.into_iter();
    apis.find(|api| api.module.get_ref() == module).unwrap()
}

#[test]
fn the_metadata_of_clouds_says_the_same() {
    for (module, cloud, file) in [
        ("v1_0", Cloud::Global, "v1.0.csdl"),
        ("v1_0", Cloud::UsGovernmentL4, "v1.0-fairfax.csdl"),
        ("v1_0", Cloud::UsGovernmentL5, "v1.0-fairfax.csdl"),
        ("v1_0", Cloud::China, "v1.0-mooncake.csdl"),
    ] {
        let path = repository().join("../shared/graph").join(file);
        let Ok(text) = fs::read_to_string(&path) else {
            skipped(path.display());
            continue;
        };
        let api = api(module);
        let name = file.to_owned();
        let roots = || api.wanted.roots.iter().map(|root| root.get_ref().as_str());
        let mut diagnostics = Diagnostics::default();
        let offer = offered(&api, &Source::new(name, text), &mut diagnostics).unwrap();
        for root in roots() {
            let mut entries = api.facts.availability.iter();
            let entry = entries.find(|entry| entry.requests.iter().any(|r| r.get_ref() == root));
            let is_said = entry.is_none_or(|entry| entry.clouds.contains(&cloud));
            assert_eq!(offer.requests.contains(root), is_said, "{cloud}: {root}");
        }
        for entry in &api.facts.availability {
            for name in &entry.types {
                let is_said = entry.clouds.contains(&cloud);
                assert_eq!(
                    offer.types.contains(name.get_ref()),
                    is_said,
                    "{cloud}: {name:?}"
                );
            }
        }
    }
}
