//! Annotations, wherever they stand.

use super::*;

/// A target of each kind.
const TARGETS: [&str; 14] = [
    "z.cat",
    "the.zoo.cat/name",
    "z.cat/friend",
    "z.food",
    "z.food/hay",
    "z.weight",
    "z.service",
    "z.service/cats",
    "z.service/f",
    "z.f",
    "z.f()/$ReturnType",
    "z.feed(z.cat)",
    "z.feed(Collection(z.cat))/it",
    "z.feed(z.cat)/food",
];

/// A document that has the targets, with these annotations.
fn document_of_targets(annotations: &str) -> String {
    document(
        r#"<EntityType Name="cat"><Property Name="name" Type="Edm.String" /><NavigationProperty Name="friend" Type="z.cat" /></EntityType>
           <EnumType Name="food"><Member Name="hay" /></EnumType><TypeDefinition Name="weight" UnderlyingType="Edm.Int32" />
           <Function Name="f"><ReturnType Type="Edm.Int32" /></Function>
           <Action Name="feed" IsBound="true"><Parameter Name="it" Type="z.cat" /><Parameter Name="food" Type="z.food" /></Action>
           <Action Name="feed" IsBound="true"><Parameter Name="it" Type="Collection(z.cat)" /></Action>
           <EntityContainer Name="service"><EntitySet Name="cats" EntityType="z.cat" /><FunctionImport Name="f" Function="z.f" /></EntityContainer>
           <Term Name="t" Type="Edm.Boolean" /><Annotations Target="z.t"><Annotation Term="z.t" /></Annotations>
           <Annotations Target="z.feed" Qualifier="All"><Annotation Term="z.t" /><Annotation Term="z.t" Qualifier="Own" /></Annotations>
           <Annotations Target="far.cat/x"><Annotation Term="z.t" /></Annotations>
           <Annotations Target="z.service/cats/name"><Annotation Term="z.t" /></Annotations>"#,
        annotations,
    )
}

#[test]
fn annotations_reach_every_kind_of_target() {
    let about = |target: &str| {
        format!(
            r#"<Annotations Target="{target}"><Annotation Term="Core.Description" String="{target}" /></Annotations>"#
        )
    };
    let text = document_of_targets(&TARGETS.map(about).concat());
    check(&text, &[], |schema| {
        let said = |annotations: &Annotations<'_>| {
            annotations
                .text("Org.OData.Core.V1.Description")
                .unwrap_or("nothing")
                .to_owned()
        };
        let cat = structure(schema, "cat");
        let TypeKind::Enumeration(food) = &find(schema, "food").kind else {
            panic!("an enumeration")
        };
        let container = schema.container.as_ref().unwrap();
        let [f, of_one, of_many] = schema.operations.as_slice() else {
            panic!("three")
        };
        let found = [
            &find(schema, "cat").annotations,
            &cat.properties[0].annotations,
            &cat.navigation[0].annotations,
            &find(schema, "food").annotations,
            &food.members[0].annotations,
            &find(schema, "weight").annotations,
            &container.annotations,
            &container.sources[0].annotations,
            &container.imports[0].annotations,
            &f.annotations,
            &f.returns.as_ref().unwrap().annotations,
            &of_one.annotations,
            &of_many.binding.as_ref().unwrap().annotations,
            &of_one.parameters[0].annotations,
        ];
        assert_eq!(found.map(said), TARGETS);
        for overload in [of_one, of_many] {
            let qualifiers = overload
                .annotations
                .0
                .iter()
                .filter(|a| a.term.name == "t")
                .map(|a| a.qualifier);
            assert_eq!(qualifiers.collect::<Vec<_>>(), [Some("All"), Some("Own")]);
        }
    });
}

#[test]
fn values_have_no_aliases_left_and_records_are_sorted() {
    let text = document(
        r#"<ComplexType Name="cat">
             <Annotation Term="z.c"><EnumMember>Core.Permission/Read Core.Permission/Write</EnumMember></Annotation>
             <Annotation Term="z.b"><Record><PropertyValue Property="y" Path="@Core.X#q/z.cat/name" /><PropertyValue Property="x" /></Record></Annotation>
             <Annotation Term="z.a"><If><Bool>true</Bool><Cast Type="Collection(z.cat)"><Null /></Cast></If></Annotation>
             <Annotation Term="Core.Tag" /><Annotation Term="un.known.Term" Bool="false" />
           </ComplexType>"#,
        "",
    );
    check(&text, &[], |schema| {
        let annotations = &find(schema, "cat").annotations;
        let terms: Vec<_> = annotations.0.iter().map(|a| a.term.to_string()).collect();
        assert_eq!(
            terms,
            [
                "Org.OData.Core.V1.Tag",
                "the.zoo.a",
                "the.zoo.b",
                "the.zoo.c",
                "un.known.Term"
            ]
        );
        assert!(annotations.flag("Org.OData.Core.V1.Tag") && !annotations.flag("un.known.Term"));
        let permission =
            Expression::EnumMember(vec!["Org.OData.Core.V1.Permission", "Read", "Write"]);
        assert_eq!(annotations.get("the.zoo.c"), Some(&permission));
        let path = Expression::Path("Path", "@Org.OData.Core.V1.X#q/the.zoo.cat/name");
        let record = Expression::Record(vec![("x", Expression::Bool(true)), ("y", path)]);
        assert_eq!(annotations.get("the.zoo.b"), Some(&record));
        let ty = Expression::Constant("String", "Collection(the.zoo.cat)");
        let cast = Expression::Dynamic("Cast", vec![ty, Expression::Null]);
        let condition = Expression::Dynamic("If", vec![Expression::Bool(true), cast]);
        assert_eq!(annotations.get("the.zoo.a"), Some(&condition));
    });
}

#[test]
fn the_same_said_twice_is_said_once_and_of_a_contradiction_nothing_counts() {
    let said = |text: &str| {
        format!(
            r#"<Annotations Target="z.cat"><Annotation Term="Core.Description" String="{text}" /></Annotations>"#
        )
    };
    let cat = r#"<ComplexType Name="cat"><Annotation Term="Core.Description" String="b" /></ComplexType>"#;
    check(&document(cat, &said("b")), &[], |schema| {
        assert_eq!(find(schema, "cat").annotations.0.len(), 1);
    });
    for (first, second) in [("a", "c"), ("c", "a")] {
        let text = document(cat, &format!("{}{}", said(first), said(second)));
        check(&text, &["W0206"], |schema| {
            let annotations = &find(schema, "cat").annotations;
            assert!(annotations.0.is_empty(), "{annotations:?}");
        });
    }
}

/// `Bool` has its value in the attribute or in an element; what is neither of both stays a text.
#[test]
fn booleans_are_true_or_false() {
    let texts = ["true", "false", "maybe"];
    let attributes =
        texts.map(|text| format!(r#"<Annotation Term="z.t" Qualifier="{text}" Bool="{text}" />"#));
    let elements = texts.map(|text| {
        format!(r#"<Annotation Term="z.u" Qualifier="{text}"><Bool>{text}</Bool></Annotation>"#)
    });
    let text = format!(
        r#"<ComplexType Name="cat">{}{}</ComplexType>"#,
        attributes.concat(),
        elements.concat()
    );
    check(&document(&text, ""), &[], |schema| {
        let annotations = &find(schema, "cat").annotations.0;
        assert_eq!(annotations.len(), 6);
        for annotation in annotations {
            let expected = match annotation.qualifier {
                Some("true") => Expression::Bool(true),
                Some("false") => Expression::Bool(false),
                _ => Expression::Constant("Bool", "maybe"),
            };
            assert_eq!(annotation.value, expected, "{:?}", annotation.qualifier);
        }
    });
}
