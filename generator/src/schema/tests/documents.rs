//! Several documents as one, and documents that are not at hand.

use super::*;

/// What is inherited from a type that is not at hand cannot be known.
#[test]
fn a_base_of_another_document_is_refused() {
    let text = document(r#"<EntityType Name="cat" BaseType="far.animal" />"#, "");
    let hint = "put the document beside this one, or name both in `metadata`";
    assert_eq!(
        findings(&text),
        [("E0203", vec!["far.animal"], Some(hint.to_owned()))]
    );
}

/// A namespace with two types: one of its own name, and one that has these properties.
fn file(name: &str, includes: &str, properties: &str) -> Source {
    let text = format!(
        r#"<?xml version="1.0"?><Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx">{includes}
        <DataServices><Schema Namespace="{name}" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
        <ComplexType Name="{name}"/><ComplexType Name="holder">{properties}</ComplexType>
        </Schema></DataServices></Edmx>"#
    );
    Source::new(format!("{name}.xml"), text)
}

fn reference(namespace: &str) -> String {
    format!(r#"<Reference Uri="x"><Include Namespace="{namespace}" Alias="a"/></Reference>"#)
}

/// `a` is another namespace in each.
fn cats_and_dogs() -> [Source; 2] {
    let dogs = r#"<Property Name="p" Type="a.cats"/><Property Name="q" Type="self.dogs"/>"#;
    [
        file(
            "cats",
            &reference("dogs"),
            r#"<Property Name="p" Type="a.dogs"/>"#,
        ),
        file("dogs", &reference("cats"), dogs),
    ]
}

#[test]
fn aliases_are_those_of_their_document() {
    let source = Source::joined("two", cats_and_dogs());
    let mut diagnostics = Diagnostics::new();
    let document = crate::documents::read(&source, 0, &mut diagnostics).unwrap();
    let schema = resolve(&document, &mut diagnostics).unwrap();
    let holds = |namespace: &str, n: usize| {
        let name = "holder";
        let holder = schema.find_type(QualifiedName { namespace, name });
        let structure = schema[holder.unwrap()].structure().unwrap();
        schema.type_name(structure.properties[n].ty)
    };
    assert_eq!(
        [holds("cats", 0), holds("dogs", 0), holds("dogs", 1)],
        ["dogs.dogs", "cats.cats", "dogs.dogs"]
    );
    assert!(schema.aliases.is_empty(), "{:?}", schema.aliases);
}

#[test]
fn an_alias_of_another_document_is_unknown() {
    let [cats, dogs] = cats_and_dogs();
    let mice = file("mice", "", r#"<Property Name="p" Type="a.cats"/>"#);
    let source = Source::joined("three", [cats, dogs, mice]);
    let mut diagnostics = Diagnostics::new();
    let document = crate::documents::read(&source, 0, &mut diagnostics).unwrap();
    assert!(resolve(&document, &mut diagnostics).is_none());
    let report = Renderer::plain().render(&diagnostics, &[source]);
    assert!(
        report.contains("there is no type `a.cats`") && report.contains("mice.xml:3:"),
        "{report}"
    );
}
