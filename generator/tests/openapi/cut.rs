//! A slice that is cut before the document is parsed is the slice that is cut afterwards.

use msgraph_codegen::config::Config;
use msgraph_codegen::diagnostics::{Diagnostics, Source};
use msgraph_codegen::{canonical, projected};

use super::changes::reverse_lists;
use super::document::{reversed, shipped};
use super::read;

/// Each request of the shipped slice alone, and all together.
#[test]
fn cut_before_or_after_is_the_same() {
    let yaml = read("schemas/v1.0.openapi.yaml");
    let json = shipped().to_string();
    let mut backwards = shipped();
    reverse_lists(&mut backwards);
    let backwards = reversed(&backwards);
    let config = Config::parse(&read("schemas/openapi.toml")).unwrap();
    let roots: Vec<_> = config.apis[0]
        .roots
        .iter()
        .map(|root| root.get_ref().as_str())
        .collect();
    for wanted in roots.chunks(1).chain([&roots[..]]) {
        let whole = sliced(wanted, &unreadable_in_parts(&yaml));
        assert!(whole.contains("<EntityType"), "{whole}");
        for text in [&yaml, &json, &backwards] {
            assert_eq!(sliced(wanted, text), whole, "{wanted:?}");
        }
    }
}

/// What nothing wanted refers to is not even looked at.
#[test]
fn what_is_not_wanted_is_not_parsed() {
    let yaml = read("schemas/v1.0.openapi.yaml");
    let wanted = ["GET /sites/{id}/operations"];
    let broken = yaml.replace(
        "    microsoft.graph.security:\n",
        "    microsoft.graph.security:\n      - [\n",
    );
    assert_ne!(broken, yaml);
    assert_eq!(sliced(&wanted, &broken), sliced(&wanted, &yaml));
}

/// The same document with a key that only a full parser reads.
fn unreadable_in_parts(yaml: &str) -> String {
    yaml.replace("\npaths:\n", "\n\"paths\":\n")
}

fn sliced(roots: &[&str], text: &str) -> String {
    let settings = format!(
        "[crate]\nname = \"cut\"\n[[api]]\nmodule = \"v1_0\"\nservice = \"v1.0\"\nmetadata = \"openapi\"\nroots = {roots:?}\n"
    );
    let config = Config::parse(&settings).unwrap();
    let source = Source {
        name: "openapi".to_owned(),
        text: text.to_owned(),
    };
    let mut diagnostics = Diagnostics::new();
    let csdl = projected(&config.apis[0], &source, &mut diagnostics, canonical::write);
    let errors: Vec<_> = diagnostics
        .iter()
        .map(|found| (found.code, &found.message))
        .collect();
    csdl.unwrap_or_else(|| panic!("{roots:?}: {errors:?}"))
}
