//! Annotations and the expressions in them.

use super::*;

/// Every form of a constant is read, and comes out with its own name.
#[test]
fn every_constant() {
    let constants = [
        "String",
        "Bool",
        "Int",
        "Date",
        "DateTimeOffset",
        "Decimal",
        "Duration",
        "Float",
        "Guid",
        "TimeOfDay",
        "Binary",
    ];
    for form in constants {
        for text in [
            format!(r#"<Annotation Term="z.t" {form}="1" />"#),
            format!(r#"<Annotation Term="z.t"><{form}>1</{form}></Annotation>"#),
        ] {
            check(&text, |schema| match &schema.annotations[0].value {
                Some(Expression::Constant(found, value)) => {
                    assert_eq!((*found, &**value), (form, "1"));
                }
                other => panic!("{other:?}"),
            });
        }
    }
}

#[test]
fn every_path() {
    for form in [
        "Path",
        "PropertyPath",
        "NavigationPropertyPath",
        "AnnotationPath",
        "ModelElementPath",
    ] {
        check(
            &format!(r#"<Annotation Term="z.t" {form}="a/b" />"#),
            |schema| {
                assert!(
                    matches!(&schema.annotations[0].value, Some(Expression::Path(found, _)) if *found == form)
                );
            },
        );
    }
}

#[test]
fn every_operator() {
    let binary = [
        "And", "Or", "Eq", "Ne", "Gt", "Ge", "Lt", "Le", "Has", "In", "Add", "Sub", "Mul", "Div",
        "DivBy", "Mod", "If",
    ];
    for form in binary.into_iter().chain(["Not", "Neg", "UrlRef"]) {
        let text = format!(
            r#"<Annotation Term="z.t"><{form}><Annotation Term="z.u" /><Path>a</Path><Null /></{form}></Annotation>"#
        );
        check(&text, |schema| match &schema.annotations[0].value {
            Some(Expression::Dynamic(found)) => {
                assert_eq!(
                    (found.form, found.operands.len(), found.annotations.len()),
                    (form, 2, 1)
                );
            }
            other => panic!("{other:?}"),
        });
    }
}

#[test]
fn every_expression_with_an_argument() {
    for (text, argument, operands) in [
        (
            r#"<Apply Function="odata.concat"><String>a</String><Int>1</Int></Apply>"#,
            "odata.concat",
            2,
        ),
        (
            r#"<Cast Type="Edm.String" MaxLength="3"><Path>a</Path></Cast>"#,
            "Edm.String",
            1,
        ),
        (r#"<IsOf Type="z.cat"><Path>a</Path></IsOf>"#, "z.cat", 1),
        (r#"<LabeledElement Name="l" Path="a" />"#, "l", 1),
        (
            r"<LabeledElementReference>z.l</LabeledElementReference>",
            "z.l",
            0,
        ),
    ] {
        check(
            &format!(r#"<Annotation Term="z.t">{text}</Annotation>"#),
            |schema| {
                let Some(Expression::Dynamic(found)) = &schema.annotations[0].value else {
                    panic!("{text}")
                };
                assert_eq!(&*found.argument.as_ref().unwrap().text, argument);
                assert_eq!(found.operands.len(), operands);
            },
        );
    }
}

#[test]
fn records_collections_and_annotations_of_annotations() {
    check(
        r#"<Annotations Target="z.cat" Qualifier="Q">
             <Annotation Term="z.t" Qualifier="R">
               <Annotation Term="z.about" String="outer"><Annotation Term="z.deep" /></Annotation>
               <Record Type="z.r">
                 <PropertyValue Property="a" Bool="true" />
                 <PropertyValue Property="b"><Collection><Record /><EnumMember>z.e/x z.e/y</EnumMember></Collection></PropertyValue>
                 <Annotation Term="z.in" />
               </Record>
             </Annotation>
           </Annotations>"#,
        |schema| {
            let group = &schema.external[0];
            assert_eq!(
                (&*group.target, group.qualifier.as_deref()),
                ("z.cat", Some("Q"))
            );
            let annotation = &group.annotations[0];
            assert_eq!(annotation.annotations[0].annotations.len(), 1);
            let Some(Expression::Record(record)) = &annotation.value else {
                panic!("a record")
            };
            assert_eq!((record.values.len(), record.annotations.len()), (2, 1));
            let Some(Expression::Collection(items)) = &record.values[1].value else {
                panic!("a collection")
            };
            assert!(
                matches!(&items[1], Expression::EnumMember(text) if &*text.text == "z.e/x z.e/y")
            );
        },
    );
}
