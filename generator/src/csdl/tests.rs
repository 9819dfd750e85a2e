mod expressions;
mod lenient;

use super::syntax::{Document, Expression, Schema};
use super::*;
use crate::diagnostics::{Diagnostics, Severity, Span};
use crate::limits;

/// A document with one schema that has this in it.
fn document(schema: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="zoo" Alias="z" xmlns="http://docs.oasis-open.org/odata/ns/edm">{schema}</Schema>
</edmx:DataServices></edmx:Edmx>"#
    )
}

/// The codes of the findings, and what the primary label of each covers.
fn findings(text: &str) -> Vec<(&'static str, String)> {
    let mut diagnostics = Diagnostics::new();
    let document = parse(text, 0, &mut diagnostics);
    assert!(document.is_some() || diagnostics.has_errors());
    let covered = |span: Span| {
        text.get(span.start as usize..span.end as usize)
            .unwrap_or("?")
    };
    diagnostics
        .sorted()
        .into_iter()
        .map(|d| {
            let first = d.labels.first();
            (
                d.code,
                first.map_or("", |label| covered(label.span)).to_owned(),
            )
        })
        .collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    findings(text).into_iter().map(|(code, _)| code).collect()
}

/// Reads the content of a schema without any finding.
fn check(content: &str, check: impl FnOnce(&Schema<'_>)) {
    let text = document(content);
    let mut diagnostics = Diagnostics::new();
    let document = parse(&text, 0, &mut diagnostics).unwrap();
    assert!(diagnostics.is_empty(), "{:?}", findings(&text));
    check(&document.schemas[0]);
}

#[test]
fn structured_types() {
    check(
        r#"<EntityType Name="animal" BaseType="z.entity" Abstract="true" OpenType="true" HasStream="false">
             <Key><PropertyRef Name="id" /><PropertyRef Name="at/cage" Alias="cage" /></Key>
             <Property Name="id" Type="Edm.String" Nullable="false" MaxLength="max" Unicode="false" DefaultValue="x" />
             <Property Name="weight" Type="Edm.Decimal" Precision="9" Scale="variable" />
             <NavigationProperty Name="keeper" Type="z.person" Partner="animals" ContainsTarget="true" Nullable="false">
               <ReferentialConstraint Property="keeperId" ReferencedProperty="id" />
               <OnDelete Action="SetNull" />
               <Annotation Term="z.t" />
             </NavigationProperty>
           </EntityType>
           <ComplexType Name="place" />"#,
        |schema| {
            let animal = &schema.structures[0];
            assert!(animal.is_entity && animal.is_abstract);
            assert_eq!(
                (animal.is_open, animal.has_stream),
                (Some(true), Some(false))
            );
            assert_eq!(animal.base.as_deref(), Some("z.entity"));
            assert_eq!(&*animal.key[1].path, "at/cage");
            assert_eq!(animal.key[1].alias.as_deref(), Some("cage"));
            let facets = animal.properties[0].facets.as_ref().unwrap();
            assert_eq!(facets.max_length.as_deref(), Some("max"));
            assert_eq!(
                (facets.unicode, facets.default.as_deref()),
                (Some(false), Some("x"))
            );
            assert_eq!(animal.properties[0].nullable, Some(false));
            assert_eq!(animal.properties[1].nullable, None);
            let keeper = &animal.navigation[0];
            assert!(keeper.contains_target);
            assert_eq!(keeper.partner.as_deref(), Some("animals"));
            assert_eq!(&*keeper.constraints[0].referenced, "id");
            assert_eq!(&*keeper.on_delete.as_ref().unwrap().action, "SetNull");
            assert_eq!(keeper.annotations.len(), 1);
            assert!(!schema.structures[1].is_entity);
        },
    );
}

#[test]
fn simple_types_and_terms() {
    check(
        r#"<EnumType Name="food" UnderlyingType="Edm.Byte" IsFlags="true">
             <Member Name="hay" Value="1"><Annotation Term="z.t" /></Member><Member Name="fish" />
           </EnumType>
           <TypeDefinition Name="weight" UnderlyingType="Edm.Decimal" Scale="2"><Annotation Term="z.t" /></TypeDefinition>
           <Term Name="t" Type="Edm.Boolean" BaseTerm="z.u" AppliesTo="Property" Nullable="false" DefaultValue="true" />"#,
        |schema| {
            let food = &schema.enumerations[0];
            assert!(food.is_flags);
            assert_eq!(food.members[0].value.as_deref(), Some("1"));
            assert!(food.members[1].value.is_none());
            assert_eq!(&*schema.definitions[0].underlying, "Edm.Decimal");
            assert_eq!(schema.terms[0].base.as_deref(), Some("z.u"));
        },
    );
}

#[test]
fn operations_and_the_container() {
    check(
        r#"<Function Name="find" IsBound="true" IsComposable="true" EntitySetPath="it/friends">
             <Parameter Name="it" Type="z.animal" Nullable="false" /><Parameter Name="n" Type="Edm.Int32" />
             <ReturnType Type="Collection(z.animal)" Nullable="false"><Annotation Term="z.t" /></ReturnType>
           </Function>
           <Action Name="feed" />
           <EntityContainer Name="service" Extends="z.base">
             <EntitySet Name="animals" EntityType="z.animal" IncludeInServiceDocument="false">
               <NavigationPropertyBinding Path="keeper" Target="people" />
             </EntitySet>
             <Singleton Name="boss" Type="z.person" />
             <ActionImport Name="feed" Action="z.feed" />
             <FunctionImport Name="find" Function="z.find" EntitySet="animals" IncludeInServiceDocument="true" />
           </EntityContainer>"#,
        |schema| {
            let find = &schema.operations[0];
            assert!(find.is_function && find.is_bound && find.is_composable);
            assert_eq!(&*find.entity_set_path.as_ref().unwrap().text, "it/friends");
            assert_eq!(find.parameters.len(), 2);
            assert_eq!(find.returns.as_ref().unwrap().annotations.len(), 1);
            assert!(!schema.operations[1].is_function && schema.operations[1].returns.is_none());
            let container = &schema.containers[0];
            assert_eq!(container.extends.as_deref(), Some("z.base"));
            assert!(!container.sources[0].in_service_document && container.sources[1].is_singleton);
            assert_eq!(&*container.sources[0].bindings[0].target.text, "people");
            assert!(!container.imports[0].is_function && container.imports[1].in_service_document);
        },
    );
}

#[test]
fn references() {
    let text = document("").replace(
        "<edmx:DataServices>",
        r#"<edmx:Reference Uri="other.xml"><edmx:Include Namespace="o.ther" Alias="o"><Annotation xmlns="http://docs.oasis-open.org/odata/ns/edm" Term="z.t" /></edmx:Include>
           <edmx:IncludeAnnotations TermNamespace="t" Qualifier="q" TargetNamespace="n" /></edmx:Reference><edmx:DataServices>"#,
    );
    let mut diagnostics = Diagnostics::new();
    let document: Document<'_> = parse(&text, 0, &mut diagnostics).unwrap();
    assert!(diagnostics.is_empty());
    let reference = &document.references[0];
    assert_eq!(&*reference.uri, "other.xml");
    assert_eq!(reference.includes[0].alias.as_deref(), Some("o"));
    assert_eq!(reference.includes[0].annotations.len(), 1);
    assert_eq!(
        reference.include_annotations[0].target_namespace.as_deref(),
        Some("n")
    );
}

#[test]
fn texts_are_unescaped_and_normalized() {
    check(
        "<Annotation Term='z.a' String='a&lt;b&#x0A;c\td\r\ne &quot;&apos;' />\
         <Annotation Term='z.b'><String> a&amp;b<!-- not this --><![CDATA[<c> &amp;]]>\r\nd </String></Annotation>",
        |schema| {
            let text = |n: usize| match &schema.annotations[n].value {
                Some(Expression::Constant("String", text)) => text.to_string(),
                other => panic!("{other:?}"),
            };
            assert_eq!(text(0), "a<b\nc d e \"'");
            assert_eq!(text(1), " a&b<c> &amp;\nd ");
        },
    );
}

#[test]
fn what_needs_no_change_is_borrowed() {
    check(
        r#"<EnumType Name="food"><Member Name="hay" /></EnumType>"#,
        |schema| {
            assert!(matches!(
                schema.enumerations[0].name.value,
                std::borrow::Cow::Borrowed("food")
            ));
        },
    );
}

#[test]
fn what_is_not_csdl_4_is_refused() {
    let edmx = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">"#;
    for (text, code) in [
        ("", "E0103"),
        (r#"{"$Version": "4.01"}"#, "E0103"),
        ("[]", "E0103"),
        ("<!DOCTYPE HTML><html>", "E0103"),
        ("<html lang='en'>", "E0103"),
        ("openapi: 3.0.4", "E0103"),
        (
            "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x/>",
            "E0105",
        ),
        ("<?xml version='1.0'?><rss/>", "E0106"),
        ("<?xml version='1.0'?><Edmx Version='4.0'/>", "E0106"),
        (
            "<?xml version='1.0'?><Edmx Version='1.0' xmlns='http://schemas.microsoft.com/ado/2007/06/edmx'/>",
            "E0107",
        ),
        (
            &format!(
                "<?xml version='1.0'?>{}</edmx:Edmx>",
                edmx.replace("4.0", "1.0")
            ),
            "E0107",
        ),
        (&format!("<?xml version='1.0'?>{edmx}</edmx:Edmx>"), "E0111"),
        ("<?xml version='1.0'?>", "E0104"),
        ("<?xml version='1.0'?>\nx<!-- y -->", "E0104"),
        (&format!("<?xml version='1.0'?>{edmx}"), "E0104"),
        (&format!("<?xml version='1.0'?>{edmx}</edmx:Edmy>"), "E0104"),
        (&format!("{}<x/>", document("")), "E0104"),
        (&document("<EnumType Name='a&nbsp;b'/>"), "E0104"),
        (&document("<EnumType Name='a<b'/>"), "E0104"),
        (&document("<EnumType Name='a' Name='b'/>"), "E0104"),
        (&document("<EnumType Name=a />"), "E0104"),
        (
            &document("<Annotation Term='z.t'><String>&nbsp;</String></Annotation>"),
            "E0104",
        ),
        (&document(&"<a>".repeat(200)), "E0108"),
        (&document(&"<Annotation Term='z.t'>".repeat(200)), "E0108"),
    ] {
        let mut diagnostics = Diagnostics::new();
        assert!(parse(text, 7, &mut diagnostics).is_none(), "{text}");
        let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
        let errors: Vec<_> = errors.map(|d| (d.code, d.source)).collect();
        assert_eq!(errors, [(code, 7)], "{text}");
    }
    let wide = (0..100).fold(String::new(), |wide, n| wide + &format!(" a{n}='1'"));
    assert_eq!(codes(&document(&format!("<EnumType{wide}/>"))), ["E0108"]);
}

#[test]
fn bytes_must_be_utf_8() {
    let mut diagnostics = Diagnostics::new();
    assert_eq!(decode("é".as_bytes(), 0, &mut diagnostics), Some("é"));
    assert_eq!(decode(b"\xFF\xFE<\0", 0, &mut diagnostics), None);
    assert_eq!(decode(b"<a>\xE9</a>", 0, &mut diagnostics), None);
    let found: Vec<_> = diagnostics
        .iter()
        .map(|d| (d.code, d.labels[0].span.start))
        .collect();
    assert_eq!(found, [("E0101", 0), ("E0101", 3)]);
}

#[test]
fn too_large_a_document_is_refused() {
    assert_eq!(codes(&" ".repeat(limits::BYTES + 1)), ["E0102"]);
}

#[test]
fn what_is_missing_or_repeated_is_an_error_and_reading_goes_on() {
    let text = document(
        "<EntityType><Key/><Key/></EntityType><Property/><Action Name='a'><ReturnType/><ReturnType Type='z.t'/></Action>
         <EntityContainer Name='c'><EntitySet Name='s'/></EntityContainer><Annotation Term='z.t'><Apply/></Annotation>",
    );
    let wanted = [
        ("E0109", "<EntityType>"),
        ("E0110", "<Key/>"),
        ("W0104", "<Property/>"),
        ("E0109", "<ReturnType/>"),
        ("E0110", "<ReturnType Type='z.t'/>"),
        ("E0109", "<EntitySet Name='s'/>"),
        ("W0111", "<Apply/>"),
    ];
    let found = findings(&text);
    let found: Vec<_> = found
        .iter()
        .map(|(code, text)| (*code, text.as_str()))
        .collect();
    assert_eq!(found, wanted);
}

#[test]
fn what_is_odd_is_a_warning() {
    for (content, code, covered) in [
        (
            "<Using Namespace='x'><a><b/></a></Using>",
            "W0104",
            "<Using Namespace='x'>",
        ),
        ("<EnumType Name='a' Colour='red'/>", "W0105", "red"),
        ("<EnumType Name='a'>x</EnumType>", "W0106", "x"),
        ("<EnumType Name='a' IsFlags='yes'/>", "W0108", "yes"),
        (
            "<ComplexType Name='a'><Property Name='b' Type='Edm.String' MaxLength='-1'/></ComplexType>",
            "W0108",
            "-1",
        ),
        (
            "<Annotation Term='z.t' Int='1'><Int>2</Int></Annotation>",
            "W0110",
            "<Int>",
        ),
    ] {
        assert_eq!(
            findings(&document(content)),
            [(code, covered.to_owned())],
            "{content}"
        );
    }
    let text = document("");
    assert_eq!(codes(&format!("\u{feff}{text}")), ["W0102"]);
    assert_eq!(
        codes(text.split_once("?>").unwrap().1.trim_start()),
        ["W0101"]
    );
    assert_eq!(
        findings(&text.replace("4.0\"", "4.02\"")),
        [("W0107", "4.02".to_owned())]
    );
    assert_eq!(codes(&text.replace("utf-8", "iso-8859-1")), ["W0109"]);
    let bare = "<?xml version='1.0'?><Schema Namespace='z' xmlns='http://docs.oasis-open.org/odata/ns/edm'/>";
    assert_eq!(codes(bare), ["W0103"]);
}

#[test]
fn what_is_not_of_odata_is_none_of_our_business() {
    let content = "<x:y xmlns:x='urn:x' a='1'><EnumType/>text</x:y><EnumType Name='a' x:b='c' xmlns:x='urn:x'><x:z/></EnumType>";
    check(content, |schema| assert_eq!(schema.enumerations.len(), 1));
}

#[test]
fn a_prefix_is_as_good_as_the_default_namespace() {
    let text = document("<EnumType Name='a'/>").replace("xmlns=\"", "xmlns:e=\"");
    let text = text
        .replace("<Schema", "<e:Schema")
        .replace("</Schema", "</e:Schema")
        .replace("<EnumType", "<e:EnumType");
    let mut diagnostics = Diagnostics::new();
    let document = parse(&text, 0, &mut diagnostics).unwrap();
    assert_eq!(document.schemas[0].enumerations.len(), 1);
    assert!(diagnostics.is_empty());
}
