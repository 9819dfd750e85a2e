//! Looking at a few types against looking at all of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use msgraph_codegen::config::{Api, Config};
use msgraph_codegen::diagnostics::Diagnostics;
use msgraph_codegen::rust::Lowering;
use msgraph_codegen::surface::{Change, Surface, between, compare};
use msgraph_codegen::{csdl, overlay, schema, slice};

const SETTINGS: &str = r#"
[crate]
name = "everything"

[[api]]
module = "v1_0"
service = "v1.0"
metadata = "v1.0.csdl"
roots = ["*"]
"#;

/// What changes as seen in whole crates, and as seen from the elements that changed.
fn changes(texts: [&str; 2], api: &Api) -> [Vec<Change>; 2] {
    let mut ignored = Diagnostics::new();
    let documents = texts.map(|text| csdl::parse(text, 0, &mut ignored).unwrap());
    let schemas = documents
        .each_ref()
        .map(|d| schema::resolve(d, &mut ignored).unwrap());
    let slices = schemas.each_ref().map(|s| slice::slice(s, &["*"]).unwrap());
    let overlays = [0, 1].map(|n| overlay::resolve(&schemas[n], &slices[n], api, 1, &mut ignored));
    let sides = [0, 1].map(|n| Lowering::new(&schemas[n], &slices[n], &overlays[n], api));
    let [old, new] = sides
        .each_ref()
        .map(|side| Surface::of(&side.lower(|_| true)));
    let of_all = compare(&old, &new);
    let elements: BTreeSet<_> = of_all.iter().map(|change| change.element.clone()).collect();
    let of_few = between(&sides[0], &sides[1], elements.iter().map(String::as_str));
    [of_all, of_few]
}

/// The smallest pair, and those in which members move.
#[test]
fn few_types_tell_what_all_do() {
    check(&["02", "06"]);
}

#[test]
#[ignore = "takes minutes"]
fn few_types_tell_what_all_do_in_every_pair() {
    check(&[""]);
}

fn check(wanted: &[&str]) {
    let history = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/graph/history");
    let Ok(pairs) = fs::read_dir(&history) else {
        println!("skipped: {} is not there", history.display());
        return;
    };
    let config = Config::parse(SETTINGS).unwrap();
    for pair in pairs {
        let pair = pair.unwrap().path();
        let name = pair.file_name().unwrap().to_string_lossy();
        if !wanted.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        let texts = ["old", "new"]
            .map(|name| fs::read_to_string(pair.join(name).with_extension("csdl")).unwrap());
        let [of_all, of_few] = changes(texts.each_ref().map(String::as_str), &config.apis[0]);
        assert_eq!(of_few, of_all, "{}", pair.display());
    }
}
