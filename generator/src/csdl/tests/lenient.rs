//! What is imperfect in the documents of real services, and harmless.

use super::*;

/// Real services have them, and nothing else is lost.
#[test]
fn annotations_without_a_name_are_left_out() {
    let text = document(
        "<Annotations><Annotation Term='z.t'/></Annotations>
         <ComplexType Name='c'><Annotation String='x'/><Annotation Term='z.t'><Record>
           <PropertyValue String='x'/><PropertyValue Property='p' String='y'/></Record></Annotation></ComplexType>",
    );
    let found = findings(&text);
    let found: Vec<_> = found
        .iter()
        .map(|(code, text)| (*code, text.as_str()))
        .collect();
    let wanted = [
        "<Annotations>",
        "<Annotation String='x'/>",
        "<PropertyValue String='x'/>",
    ];
    assert_eq!(found, wanted.map(|tag| ("W0111", tag)));
    let mut diagnostics = Diagnostics::new();
    let document = parse(&text, 0, &mut diagnostics).unwrap();
    let schema = &document.schemas[0];
    assert!(schema.external.is_empty());
    let [annotation] = &schema.structures[0].annotations[..] else {
        panic!("one is left")
    };
    let Some(Expression::Record(record)) = &annotation.value else {
        panic!("a record")
    };
    assert_eq!(record.values.len(), 1);
}

#[test]
fn flags_are_read_as_people_write_them() {
    for (text, is_bound) in [
        ("true", true),
        ("True", true),
        ("TRUE", true),
        ("1", true),
        ("false", false),
        ("False", false),
        ("0", false),
    ] {
        check(&format!("<Action Name='a' IsBound='{text}'/>"), |schema| {
            assert_eq!(schema.operations[0].is_bound, is_bound, "{text}");
        });
    }
    let text = document("<Action Name='a' IsBound='yes'/>");
    assert_eq!(findings(&text), [("W0108", "yes".to_owned())]);
}
