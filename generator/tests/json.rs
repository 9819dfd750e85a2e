//! CSDL in JSON gives the crate that CSDL in XML gives, byte for byte.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // it is a test

#[path = "common/skipped.rs"]
mod skipped;

use std::fs;
use std::path::Path;
use std::process::Command;

use skipped::skipped;

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

fn generated(source: Source) -> Tree {
    generated_with(source, Diagnostics::is_empty)
}

/// Of a document that has warnings.
fn lenient(source: Source) -> Tree {
    generated_with(source, |diagnostics| !diagnostics.has_errors())
}

fn generated_with(source: Source, is_fine: impl Fn(&Diagnostics) -> bool) -> Tree {
    let config = Config::parse(SETTINGS).unwrap();
    let sources = [source];
    let generation = msgraph_generator::generate(&config, &sources, &Surroundings::default());
    let report = Renderer::plain().render(&generation.diagnostics, &sources);
    assert!(is_fine(&generation.diagnostics), "{report}");
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

/// Documents of others, converted by the tool that `ODATA_CSDL_XML2JSON` names: the npm package `odata-csdl` has it.
#[test]
fn converted_documents_give_the_same_crates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/odata");
    let Some(converter) = std::env::var_os("ODATA_CSDL_XML2JSON") else {
        return skipped::counted::without("the converter of `ODATA_CSDL_XML2JSON`");
    };
    if !folder.is_dir() {
        return skipped(folder.display());
    }
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("converted");
    fs::create_dir_all(&scratch).unwrap();
    let mut compared = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        // Two are refused, and of one the converter leaves out what is wrong.
        if !["xml", "csdl"].contains(&&*ending) || ["Northwind-v2", "invalid-1"].contains(&&*stem) {
            continue;
        }
        let xml = scratch.join(format!("{stem}.xml"));
        fs::write(&xml, convertible(&fs::read_to_string(&path).unwrap())).unwrap();
        let output = Command::new(&converter).arg(&xml).output().unwrap();
        assert!(output.status.success(), "{stem}: {output:?}");
        let [xml, json] = ["xml", "json"].map(|ending| {
            let text = fs::read_to_string(xml.with_extension(ending)).unwrap();
            files(&lenient(Source::new("metadata", text)))
        });
        assert_eq!(xml.len(), json.len(), "{stem}");
        for (xml, json) in xml.iter().zip(&json) {
            assert_eq!(xml, json, "{stem}");
        }
        compared += 1;
    }
    assert!(compared > 8, "{compared}");
}

/// A document that the converter reads: with `Edmx`, and without digits that the numbers of JavaScript have not.
fn convertible(xml: &str) -> String {
    let xml = xml.replace("3.1415926535897931", "3.141592653589793");
    let Some(at) = xml.find("<Schema").filter(|_| !xml.contains("<edmx:Edmx")) else {
        return xml;
    };
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>{}\
         </edmx:DataServices></edmx:Edmx>",
        &xml[at..]
    )
}
