//! Faults are found wherever they are, needed or not.

use super::generate;
use crate::config::Config;
use crate::diagnostics::Source;

/// A document in which `POST /cats/{id}/feed` does not need what stands in place of `REST`.
const ZOO: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityType Name="cat"><Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.String" Nullable="false"/>
    <Property Name="home" Type="zoo.cage"/>
  </EntityType>
  REST
  <ComplexType Name="food" what="?"/>
  <Action Name="feed" IsBound="true">
    <Parameter Name="it" Type="zoo.cat"/><Parameter Name="with" Type="zoo.food"/>
  </Action>
  <EntityContainer Name="C"><EntitySet Name="cats" EntityType="zoo.cat"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

/// The codes of what is found in the zoo, and whether something is generated.
fn zoo(rest: &str, root: &str) -> (Vec<&'static str>, bool) {
    let settings = format!(
        "[crate]\nname = \"x\"\n[[api]]\nmodule = \"m\"\nservice = \"\"\nmetadata = \"m\"\nroots = [{root:?}]"
    );
    let config = Config::parse(&settings).unwrap();
    let metadata = Source::new("metadata", ZOO.replace("REST", rest));
    let generation = generate(&config, &[metadata], &crate::Surroundings::default());
    let found = generation.diagnostics.sorted();
    let codes = found.iter().map(|diagnostic| diagnostic.code).collect();
    (codes, generation.tree.is_some())
}

#[test]
fn faults_are_found_in_parts_that_no_root_needs() {
    let feed = "POST /cats/{id}/feed";
    let cage = r#"<ComplexType Name="cage"/>"#;
    assert_eq!(zoo(cage, feed), (vec!["W0105"], true));
    let broken = r#"<ComplexType Name="cage"><Property Name="bars" Type="zoo.bar"/></ComplexType>"#;
    for root in [feed, "GET /cats", "type:zoo.cage"] {
        assert_eq!(zoo(broken, root), (vec!["E0203", "W0105"], false), "{root}");
    }
    let faults = [
        (cage.repeat(2), "E0201"),
        (cage.replace('/', r#" BaseType="zoo.pen"/"#), "E0203"),
        (cage.replace("/>", "><Property></ComplexType>"), "E0104"),
        (
            cage.replace("/>", &format!(">{}</ComplexType>", "<a>".repeat(200))),
            "E0108",
        ),
        (cage.replace("Name", "name"), "E0109"),
    ];
    for (rest, code) in faults {
        let (codes, is_made) = zoo(&rest, feed);
        assert!(codes.contains(&code) && !is_made, "{rest}: {codes:?}");
    }
}
