//! CSDL in JSON gives the crate that CSDL in XML gives, byte for byte.

#![allow(clippy::unwrap_used)] // it is a test

use msgraph_generator::Surroundings;
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Diagnostics, Renderer, Source};
use msgraph_generator::documents;
use msgraph_generator::output::Tree;

const SETTINGS: &str = r#"
[crate]
name = "zoo"
[[api]]
module = "v1"
service = "v1"
metadata = "metadata"
conventions = "odata"
roots = ["*"]
"#;

const XML: &str = include_str!("json/zoo.xml");
const JSON: &str = include_str!("json/zoo.json");

fn generated(sources: Source) -> Tree {
    let config = Config::parse(SETTINGS).unwrap();
    let sources = [sources];
    let generation = msgraph_generator::generate(&config, &sources, &Surroundings::default());
    let report = Renderer::plain().render(&generation.diagnostics, &sources);
    assert!(generation.diagnostics.is_empty(), "{report}");
    generation.tree.unwrap()
}

fn files(tree: &Tree) -> Vec<(String, String)> {
    let files = tree.files();
    files
        .map(|(path, file)| (path.to_owned(), file.text.clone()))
        .collect()
}

#[test]
fn both_formats_give_the_same_crate() {
    let xml = files(&generated(Source::new("zoo.xml", XML)));
    let json = files(&generated(Source::new("zoo.json", JSON)));
    for (xml, json) in xml.iter().zip(&json) {
        assert_eq!(xml, json);
    }
    assert_eq!(xml.len(), json.len());
    assert!(
        xml.iter()
            .any(|(path, _)| path.ends_with("models/keeper.rs"))
    );
}

/// Faults are at their places in the JSON.
#[test]
fn faults_have_places() {
    for (from, to, wanted) in [
        ("\"z.food\"", "\"z.foot\"", "did you mean `zoo.food`?"),
        (
            "\"$UnderlyingType\": \"Edm.Decimal\"",
            "\"$Scale\": 1",
            "`$UnderlyingType` is missing",
        ),
        (
            "\"$Kind\": \"ComplexType\"",
            "\"$Kind\": \"Complex\"",
            "`Complex` is no kind of element",
        ),
        (
            "\"$Version\": \"4.01\",",
            "\"$Version\": \"4.01\"",
            "this is not JSON",
        ),
    ] {
        assert!(JSON.contains(from), "{from}");
        let source = Source::new("zoo.json", JSON.replacen(from, to, 1));
        let mut diagnostics = Diagnostics::new();
        let document = documents::read(&source, 0, &mut diagnostics);
        if let Some(document) = &document {
            msgraph_generator::schema::resolve(document, &mut diagnostics);
        }
        let report = Renderer::plain().render(&diagnostics, &[source]);
        assert!(
            report.contains(wanted) && report.contains("zoo.json:"),
            "{report}"
        );
    }
}
