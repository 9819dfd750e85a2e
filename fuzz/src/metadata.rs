//! Any bytes as metadata: diagnostics, or Rust in which every name is there once.

use std::collections::BTreeSet;

use msgraph_generator::Surroundings;
use msgraph_generator::canonical;
use msgraph_generator::config::{Config, OpenApi};
use msgraph_generator::diagnostics::{Diagnostics, Renderer, Source};
use msgraph_generator::{csdl, openapi, schema};

const SETTINGS: &str = r#"
[crate]
name = "fuzzed"

[[api]]
module = "api"
service = "v1"
metadata = "fuzzed.csdl"
documentation = "https://example.com/{type}"
roots = ["*"]
"#;

/// Reads and resolves the bytes, and writes what came of it, which can be read again.
pub fn read(bytes: &[u8]) {
    let mut diagnostics = Diagnostics::new();
    if let Some(text) = csdl::decode(bytes, 0, &mut diagnostics) {
        let document = csdl::parse(text, 0, &mut diagnostics);
        let schema = document
            .as_ref()
            .and_then(|document| schema::resolve(document, &mut diagnostics));
        assert_eq!(schema.is_none(), diagnostics.has_errors());
        drop(schema.map(|schema| canonical::write(&schema)));
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    let sources = [Source::new("fuzzed.csdl", text)];
    Renderer::plain().render(&diagnostics, &sources);
}

/// Reads the bytes as OpenAPI; what came of it can be written and read again.
pub fn read_openapi(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut diagnostics = Diagnostics::new();
    let reading = openapi::parse(&text, 0, &OpenApi::default(), &[], &mut diagnostics);
    assert_eq!(reading.is_none(), diagnostics.has_errors());
    if let Some(reading) = reading {
        let schema = schema::resolve(&reading.document, &mut diagnostics);
        assert_eq!(schema.is_none(), diagnostics.has_errors());
        let written = schema.map(|schema| canonical::write(&schema));
        openapi::explain(&reading.losses);
        if let Some(written) = written {
            let again = csdl::parse(&written, 0, &mut Diagnostics::new());
            assert!(again.is_some(), "{written}");
        }
    }
    let sources = [Source::new("fuzzed.yaml", text.into_owned())];
    Renderer::plain().render(&diagnostics, &sources);
}

/// Generates from the bytes; what is accepted gives Rust.
pub fn generate(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(config) = Config::parse(SETTINGS) else {
        return;
    };
    let sources = [Source::new("fuzzed.csdl", text.to_owned())];
    let generation = msgraph_generator::generate(&config, &sources, &Surroundings::default());
    let Some(tree) = generation.tree else {
        assert!(generation.diagnostics.has_errors());
        return;
    };
    let mut paths = BTreeSet::new();
    for (path, file) in tree.files().filter(|(path, _)| path.starts_with("src/")) {
        assert!(paths.insert(path.to_lowercase()), "{path} in two spellings");
        let file =
            syn::parse_file(&file.text).unwrap_or_else(|e| panic!("{path}: {e}\n{}", file.text));
        super::rust::check_names(path, &file.items);
    }
}
