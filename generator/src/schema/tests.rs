mod annotations;
mod documents;
mod faults;

use super::*;
use crate::diagnostics::{Diagnostics, Renderer, Source};

const REFERENCES: &str = r#"<edmx:Reference Uri="core.xml"><edmx:Include Namespace="Org.OData.Core.V1" Alias="Core" /></edmx:Reference>
<edmx:Reference Uri="far.xml"><edmx:Include Namespace="far.away" Alias="far" /></edmx:Reference>"#;

/// A document with two schemas that have these in them.
fn document(zoo: &str, more: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">{REFERENCES}<edmx:DataServices>
<Schema Namespace="the.zoo" Alias="z" xmlns="http://docs.oasis-open.org/odata/ns/edm">{zoo}</Schema>
<Schema Namespace="the.zoo.staff" xmlns="http://docs.oasis-open.org/odata/ns/edm">{more}</Schema>
</edmx:DataServices></edmx:Edmx>"#
    )
}

/// Resolves a document that has nothing wrong in it but these warnings.
fn check(text: &str, warnings: &[&str], check: impl FnOnce(&Schema<'_>)) {
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(text, 0, &mut diagnostics).unwrap();
    let schema = resolve(&document, &mut diagnostics);
    let found: Vec<_> = diagnostics.sorted().iter().map(|d| d.code).collect();
    let name = "zoo.csdl";
    let source = Source::new(name, text);
    assert_eq!(
        found,
        warnings,
        "{}",
        Renderer::plain().render(&diagnostics, &[source])
    );
    check(&schema.unwrap());
}

/// The codes of the findings, what their labels cover, and their hints.
fn findings(text: &str) -> Vec<(&'static str, Vec<&str>, Option<String>)> {
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(text, 0, &mut diagnostics).unwrap();
    assert_eq!(
        resolve(&document, &mut diagnostics).is_none(),
        diagnostics.has_errors()
    );
    let covered = |label: &crate::diagnostics::Label| {
        &text[label.span.start as usize..label.span.end as usize]
    };
    let found = diagnostics.sorted().into_iter();
    found
        .map(|d| {
            (
                d.code,
                d.labels.iter().map(covered).collect(),
                d.hint.clone(),
            )
        })
        .collect()
}

/// A document in which just one thing is wrong.
fn finds(zoo: &str, code: &str, covered: &[&str]) {
    let text = document(zoo, "");
    let found = findings(&text);
    let found: Vec<_> = found.iter().map(|(c, l, _)| (*c, l.as_slice())).collect();
    assert_eq!(found, [(code, covered)], "{zoo}");
}

fn find<'s, 'a>(schema: &'s Schema<'a>, name: &str) -> &'s Type<'a> {
    schema.types.iter().find(|ty| ty.name.name == name).unwrap()
}

fn structure<'s, 'a>(schema: &'s Schema<'a>, name: &str) -> &'s Structure<'a> {
    find(schema, name).structure().unwrap()
}

#[test]
fn names_by_alias_by_namespace_and_of_the_longest_namespace() {
    let text = document(
        r#"<ComplexType Name="cage"><Property Name="a" Type="z.food" /><Property Name="b" Type="Collection(the.zoo.food)" />
           <Property Name="c" Type="the.zoo.staff.food" Nullable="false" /><Property Name="d" Type="Edm.GeographyPoint" />
           <Property Name="e" Type="Edm.ComplexType" /><Property Name="f" Type="Collection(Edm.PrimitiveType)" /></ComplexType>
           <EnumType Name="food"><Member Name="hay" /></EnumType>"#,
        r#"<EnumType Name="food"><Member Name="soup" /></EnumType>"#,
    );
    check(&text, &[], |schema| {
        let names: Vec<_> = schema.types.iter().map(|t| t.name.to_string()).collect();
        assert_eq!(
            names,
            ["the.zoo.cage", "the.zoo.food", "the.zoo.staff.food"]
        );
        let types: Vec<_> = structure(schema, "cage")
            .properties
            .iter()
            .map(|p| p.ty)
            .collect();
        let of = |item, is_collection| TypeRef {
            item,
            is_collection,
        };
        let primitive = ItemType::Primitive;
        assert_eq!(
            types,
            [
                of(ItemType::Named(TypeId(1)), false),
                of(ItemType::Named(TypeId(1)), true),
                of(ItemType::Named(TypeId(2)), false),
                of(primitive(Primitive::Geography(Shape::Point)), false),
                of(primitive(Primitive::AnyComplex), false),
                of(primitive(Primitive::AnyPrimitive), true),
            ]
        );
    });
}

#[test]
fn inheritance_is_linked_and_hands_down() {
    let text = document(
        r#"<EntityType Name="tiger" BaseType="z.cat"><Property Name="stripes" Type="Edm.Int32" /></EntityType>
           <EntityType Name="cat" BaseType="z.animal" OpenType="true" HasStream="true" />
           <EntityType Name="bear" BaseType="z.animal" />
           <EntityType Name="animal" Abstract="true"><Key><PropertyRef Name="id" /><PropertyRef Name="at/cage" Alias="cage" /></Key>
             <Property Name="id" Type="Edm.String" Nullable="false" /><Property Name="at" Type="z.place" Nullable="false" />
             <NavigationProperty Name="mate" Type="z.animal" Partner="mate" />
             <NavigationProperty Name="cubs" Type="Collection(z.animal)" ContainsTarget="true" Nullable="false" /></EntityType>
           <ComplexType Name="place"><Property Name="cage" Type="Edm.Int32" /></ComplexType>"#,
        "",
    );
    check(&text, &[], |schema| {
        let id = |name| {
            schema
                .find_type(QualifiedName {
                    namespace: "the.zoo",
                    name,
                })
                .unwrap()
        };
        let animal = structure(schema, "animal");
        assert!(animal.is_abstract && !animal.is_open);
        assert_eq!(animal.derived, [id("bear"), id("cat")]);
        let tiger = structure(schema, "tiger");
        assert!(tiger.is_open && tiger.has_stream && !structure(schema, "bear").is_open);
        assert_eq!(
            schema.lineage(id("tiger")).collect::<Vec<_>>(),
            [id("tiger"), id("cat"), id("animal")]
        );
        let key: Vec<_> = schema
            .key(id("tiger"))
            .iter()
            .map(|k| (k.path, k.alias))
            .collect();
        assert_eq!(key, [("id", None), ("at/cage", Some("cage"))]);
        let [cubs, mate] = animal.navigation.as_slice() else {
            panic!("two")
        };
        assert!(cubs.is_collection && cubs.contains_target && !cubs.nullable);
        assert!(!mate.is_collection && mate.nullable && mate.partner == Some("mate"));
    });
}

#[test]
fn enumeration_members_without_values_and_type_definitions() {
    let text = document(
        r#"<EnumType Name="a" IsFlags="true" UnderlyingType="Edm.Int64"><Member Name="x" /><Member Name="y" /></EnumType>
           <EnumType Name="b"><Member Name="last" Value="9" /><Member Name="first" Value="-1" /><Member Name="next" /></EnumType>
           <TypeDefinition Name="weight" UnderlyingType="Edm.Decimal" />"#,
        "",
    );
    check(&text, &[], |schema| {
        let members = |name| match &find(schema, name).kind {
            TypeKind::Enumeration(e) => e
                .members
                .iter()
                .map(|m| (m.name, m.value))
                .collect::<Vec<_>>(),
            _ => panic!("an enumeration"),
        };
        assert_eq!(members("a"), [("x", 0), ("y", 1)]);
        assert_eq!(members("b"), [("first", -1), ("next", 0), ("last", 9)]);
        assert!(matches!(
            find(schema, "weight").kind,
            TypeKind::Definition(Primitive::Decimal)
        ));
    });
}

#[test]
fn operations_overloads_and_parameters() {
    let text = document(
        r#"<ComplexType Name="cat" />
           <Function Name="count" IsBound="true" IsComposable="true"><Parameter Name="it" Type="Collection(z.cat)" />
             <Parameter Name="b" Type="Edm.String" /><Parameter Name="a" Type="Edm.Int32" Nullable="false"><Annotation Term="Core.OptionalParameter" /></Parameter>
             <ReturnType Type="Edm.Int32" Nullable="false" /></Function>
           <Function Name="count"><ReturnType Type="Edm.Int32" /></Function>
           <Action Name="count"><Parameter Name="a" Type="Edm.Int32" /></Action>
           <Annotations Target="z.count(Collection(z.cat),Edm.String,Edm.Int32)/b"><Annotation Term="Org.OData.Core.V1.OptionalParameter" /></Annotations>"#,
        "",
    );
    check(&text, &[], |schema| {
        let [plain, action, bound] = schema.operations.as_slice() else {
            panic!("three")
        };
        assert_eq!(
            plain.kind,
            OperationKind::Function {
                is_composable: false
            }
        );
        assert_eq!(action.kind, OperationKind::Action);
        assert!(!action.parameters[0].is_optional && action.returns.is_none());
        assert!(bound.binding.as_ref().unwrap().ty.is_collection);
        let parameters: Vec<_> = bound
            .parameters
            .iter()
            .map(|p| (p.name, p.nullable, p.is_optional))
            .collect();
        assert_eq!(parameters, [("a", false, true), ("b", true, true)]);
        assert!(!bound.returns.as_ref().unwrap().nullable);
    });
}

#[test]
fn the_container_takes_in_what_it_extends() {
    let text = document(
        r#"<EntityType Name="cat" /><Function Name="f"><ReturnType Type="z.cat" /></Function>
           <EntityContainer Name="all" Extends="the.zoo.staff.some">
             <EntitySet Name="dogs" EntityType="z.cat"><NavigationPropertyBinding Path="z.cat/friend" Target="z.all/cats" />
               <NavigationPropertyBinding Path="a" Target="the.zoo.staff.some/cats" /></EntitySet>
             <FunctionImport Name="f" Function="z.f" EntitySet="z.all/cats" IncludeInServiceDocument="true" />
           </EntityContainer>"#,
        r#"<EntityContainer Name="some"><Singleton Name="boss" Type="z.cat" /><EntitySet Name="cats" EntityType="the.zoo.cat" /></EntityContainer>
           <Annotations Target="z.all/cats"><Annotation Term="Core.Description" String="of all" /></Annotations>
           <Annotations Target="the.zoo.staff.some/boss"><Annotation Term="Core.Description" String="of some" /></Annotations>"#,
    );
    check(&text, &[], |schema| {
        let container = schema.container.as_ref().unwrap();
        assert_eq!(container.name.name, "all");
        let [boss, cats, dogs] = container.sources.as_slice() else {
            panic!("three")
        };
        assert!(boss.is_singleton && !cats.is_singleton && dogs.in_service_document);
        let bindings: Vec<_> = dogs.bindings.iter().map(|b| (b.path, b.target)).collect();
        assert_eq!(bindings, [("a", "cats"), ("the.zoo.cat/friend", "cats")]);
        assert_eq!(
            cats.annotations.text("Org.OData.Core.V1.Description"),
            Some("of all")
        );
        assert_eq!(
            boss.annotations.text("Org.OData.Core.V1.Description"),
            Some("of some")
        );
        let import = &container.imports[0];
        assert_eq!(
            (import.entity_set, import.in_service_document),
            (Some("cats"), true)
        );
        assert_eq!(import.operations, [OperationId(0)]);
    });
}

#[test]
fn types_of_other_documents_are_untyped_or_left_out() {
    let text = document(
        r#"<EntityType Name="cat"><Property Name="home" Type="Collection(far.place)" />
             <NavigationProperty Name="mate" Type="far.animal" /></EntityType>
           <Action Name="move" IsBound="true"><Parameter Name="it" Type="far.animal" /></Action>"#,
        "",
    );
    check(&text, &["W0203"; 3], |schema| {
        let cat = structure(schema, "cat");
        assert!(cat.navigation.is_empty() && schema.operations.is_empty());
        let untyped = ItemType::Primitive(Primitive::Untyped);
        assert_eq!(
            cat.properties[0].ty,
            TypeRef {
                item: untyped,
                is_collection: true
            }
        );
    });
}

#[test]
fn an_alias_stands_for_one_namespace() {
    let text = document("", "").replace(r#""the.zoo.staff""#, r#""the.zoo.staff" Alias="z""#);
    assert_eq!(findings(&text), [("E0208", vec!["z", "z"], None)]);
    let text = text
        .replace(r#"Alias="z""#, r#"Alias="far.away""#)
        .replacen("far.away", "z", 1);
    assert_eq!(findings(&text).first().map(|f| f.0), Some("E0208"));
}

/// The order of siblings in the document cannot be seen in the model.
#[test]
fn order_does_not_matter() {
    let parts = [
        r#"<EntityType Name="cat"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" /><Property Name="b" Type="z.food" /></EntityType>"#,
        r#"<EntityType Name="tiger" BaseType="z.cat" />"#,
        r#"<EntityType Name="lion" BaseType="z.cat" />"#,
        r#"<EnumType Name="food"><Member Name="hay" Value="2" /><Member Name="fish" Value="1" /></EnumType>"#,
        r#"<Function Name="f"><Parameter Name="a" Type="z.cat" /><ReturnType Type="z.cat" /></Function>"#,
        r#"<Function Name="f" IsBound="true"><Parameter Name="it" Type="z.lion" /><ReturnType Type="z.cat" /></Function>"#,
        r#"<EntityContainer Name="c"><EntitySet Name="cats" EntityType="z.cat" /><FunctionImport Name="f" Function="z.f" /></EntityContainer>"#,
        r#"<Annotations Target="z.f"><Annotation Term="z.t" String="x" /><Annotation Term="z.s" /></Annotations>"#,
        r#"<Annotations Target="z.cat/b"><Annotation Term="z.t" String="x" /></Annotations>"#,
    ];
    let model = |parts: &[&str]| {
        let text = document(&parts.concat(), "");
        let mut diagnostics = Diagnostics::new();
        let document = csdl::parse(&text, 0, &mut diagnostics).unwrap();
        let model = format!("{:?}", resolve(&document, &mut diagnostics).unwrap());
        without_spans(&model)
    };
    let wanted = model(&parts);
    let mut shuffled = parts;
    for turn in 0..parts.len() {
        shuffled.rotate_left(2);
        shuffled.swap(turn, (turn * 5 + 3) % parts.len());
        assert_eq!(model(&shuffled), wanted);
    }
}

fn without_spans(model: &str) -> String {
    let mut pieces = model.split("Span {");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once('}').unwrap().1)
}
