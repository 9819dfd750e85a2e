//! Looking at a few types against looking at all of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::skipped::skipped;

use msgraph_generator::config::{Api, Config};
use msgraph_generator::diagnostics::Diagnostics;
use msgraph_generator::drift::{self, Input, Options};
use msgraph_generator::rust::Lowering;
use msgraph_generator::surface::{Surface, compare};
use msgraph_generator::{csdl, overlay, schema, slice};

const SETTINGS: &str = r#"
[crate]
name = "everything"

[[api]]
module = "api"
service = "v1.0"
metadata = "v1.0.csdl"
roots = ["*"]
"#;

/// The items that change: as seen in whole crates, and as a report tells them that looks at what changed only.
fn changes(texts: [&str; 2], api: &Api) -> [BTreeSet<String>; 2] {
    let mut ignored = Diagnostics::new();
    let documents = texts.map(|text| csdl::parse(text, 0, &mut ignored).unwrap());
    let schemas = documents
        .each_ref()
        .map(|document| schema::resolve(document, &mut ignored).unwrap());
    let surfaces = schemas.each_ref().map(|schema| {
        let slice = slice::slice(schema, &["*"]).unwrap();
        let overlay = overlay::resolve(schema, &slice, api, 1, &mut Diagnostics::new());
        Surface::of(&Lowering::new(schema, &slice, &overlay, api).lower(|_| true))
    });
    let of_all = compare(&surfaces[0], &surfaces[1]);
    let inputs = [0, 1].map(|n| Input {
        name: "",
        text: texts[n],
        schema: &schemas[n],
    });
    let report = drift::compare(&inputs[0], &inputs[1], &Options::default());
    let occurrences = report.findings.iter().flat_map(|f| &f.occurrences);
    let told = occurrences.flat_map(|occurrence| &occurrence.rust);
    let shown = |item: &str, lines: [Option<&str>; 2]| format!("{item}: {lines:?}");
    [
        (of_all.iter())
            .map(|c| shown(&c.item, [c.before.as_deref(), c.after.as_deref()]))
            .collect(),
        told.map(|change| {
            let lines = [&change.before, &change.after];
            let lines = lines.map(|line| line.as_ref().map(|line| line.text.as_str()));
            shown(&change.item, lines)
        })
        .collect(),
    ]
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
        skipped(history.display());
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
        let [of_all, told] = changes(texts.each_ref().map(String::as_str), &config.apis[0]);
        let missing: Vec<_> = of_all.difference(&told).collect();
        let invented: Vec<_> = told.difference(&of_all).collect();
        assert!(missing.is_empty(), "{name}: {missing:#?}");
        assert!(invented.is_empty(), "{name}: {invented:#?}");
    }
}
