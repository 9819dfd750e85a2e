//! Metadata that is quick to write and could be slow to read: nesting, entities, cycles, crowds, and
//! what multiplies. Each ends in a diagnostic or in a crate, in time that grows with its size.
//!
//! The sizes here suit a debug build. The full ones, a million where nothing else is said, want an
//! optimised one:
//!
//! ```text
//! cargo test --release -p msgraph-generator --test bombs -- --ignored --nocapture
//! ```

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

#[path = "bombs/growth.rs"]
mod growth;

use std::time::{Duration, Instant};

use msgraph_generator::Surroundings;
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Renderer, Severity, Source};
use msgraph_generator::generate;

const SETTINGS: &str = r#"
[crate]
name = "bomb"

[[api]]
module = "api"
service = "v1"
metadata = "bomb.csdl"
roots = ["*"]
"#;

/// What is said about the worst of them is still for people to read.
const LONGEST_REPORT: usize = 200_000;

/// However large, none takes longer, on a machine that does other things at the same time.
const DEADLINE: Duration = Duration::from_secs(60);

struct Bomb {
    name: &'static str,
    metadata: fn(usize) -> String,
    /// The size for a debug build, and the code of the first error there.
    small: (usize, Option<&'static str>),
    /// The full size, and the code of the first error there.
    full: (usize, Option<&'static str>),
}

const MILLION: usize = 1_000_000;

#[rustfmt::skip] // a table
const BOMBS: &[Bomb] = &[
    Bomb { name: "nested elements", metadata: |n| document(&"<a>".repeat(n)), small: (1_000, Some("E0108")), full: (MILLION, Some("E0108")) },
    Bomb { name: "nested expressions", metadata: |n| document(&format!(r#"<Annotation Term="z.t">{}"#, "<Collection>".repeat(n))), small: (1_000, Some("E0108")), full: (MILLION, Some("E0108")) },
    Bomb { name: "nested annotations", metadata: |n| document(&r#"<Annotation Term="z.t">"#.repeat(n)), small: (1_000, Some("E0108")), full: (MILLION, Some("E0108")) },
    Bomb { name: "nested foreign elements", metadata: |n| document(&r#"<x:a xmlns:x="urn:x">"#.repeat(n)), small: (1_000, Some("E0108")), full: (MILLION, Some("E0108")) },
    Bomb { name: "entity expansion", metadata: entities, small: (10, Some("E0105")), full: (MILLION, Some("E0105")) },
    Bomb { name: "references to undeclared entities", metadata: |n| document(&format!("<EnumType Name='{}'/>", "&a0;".repeat(n))), small: (1_000, Some("E0104")), full: (200_000, Some("E0104")) },
    Bomb { name: "attributes", metadata: |n| document(&format!("<EnumType Name='a' {}/>", many(n, |i| format!("a{i}='' ")))), small: (1_000, Some("E0108")), full: (MILLION, Some("E0108")) },
    Bomb { name: "namespace declarations", metadata: |n| document(&format!("<EnumType Name='a' {}/>", many(n, |i| format!("xmlns:a{i}='' ")))), small: (1_000, Some("E0108")), full: (MILLION, Some("E0108")) },
    Bomb { name: "a long name", metadata: |n| document(&format!("<ComplexType Name='{}'/>", "a".repeat(n))), small: (10_000, None), full: (10 * MILLION, Some("E0108")) },
    Bomb { name: "a long unknown type", metadata: |n| document(&format!("<ComplexType Name='a'><Property Name='p' Type='z.{}'/></ComplexType>", "a".repeat(n))), small: (10_000, Some("E0203")), full: (10 * MILLION, Some("E0108")) },
    Bomb { name: "a long description", metadata: |n| document(&format!("<ComplexType Name='a'><Annotation Term='Org.OData.Core.V1.Description' String='{}'/></ComplexType>", "- ".repeat(n))), small: (10_000, None), full: (10 * MILLION, Some("E0108")) },
    Bomb { name: "a description of many lines", metadata: |n| document(&format!("<ComplexType Name='a'><Annotation Term='Org.OData.Core.V1.Description'><String>{}</String></Annotation></ComplexType>", "x\n".repeat(n))), small: (10_000, None), full: (10 * MILLION, Some("E0108")) },
    Bomb { name: "a description in pieces", metadata: |n| document(&format!("<ComplexType Name='a'><Annotation Term='Org.OData.Core.V1.Description'><String>{}</String></Annotation></ComplexType>", "x&amp;<!-- -->".repeat(n))), small: (10_000, None), full: (MILLION, Some("E0108")) },
    Bomb { name: "as many properties as there may be", metadata: |n| document(&format!("<ComplexType Name='a'>{}</ComplexType>", many(n, |i| format!("<Property Name='p{i}' Type='Edm.String'/>")))), small: (1_000, None), full: (99_999, None) },
    Bomb { name: "as many members as there may be", metadata: |n| document(&format!("<EnumType Name='a'>{}</EnumType>", many(n, |i| format!("<Member Name='m{i}'/>")))), small: (1_000, None), full: (99_999, None) },
    Bomb { name: "as long a text as there may be", metadata: |n| document(&format!("<ComplexType Name='a'><Annotation Term='Org.OData.Core.V1.Description' String='{}'/></ComplexType>", "- ".repeat(n / 2))), small: (10_000, None), full: (1 << 20, None) },
    Bomb { name: "as long a name as there may be", metadata: |n| document(&format!("<ComplexType Name='{}'/>", "a".repeat(n))), small: (10_000, None), full: (1 << 20, None) },
    Bomb { name: "comments", metadata: |n| document(&"<!-- -->".repeat(n)), small: (1_000, None), full: (MILLION, None) },
    Bomb { name: "properties", metadata: |n| document(&format!("<ComplexType Name='a'>{}</ComplexType>", many(n, |i| format!("<Property Name='p{i}' Type='Edm.String'/>")))), small: (1_000, None), full: (MILLION, Some("E0108")) },
    Bomb { name: "properties of one name", metadata: |n| document(&format!("<ComplexType Name='a'>{}</ComplexType>", "<Property Name='p' Type='Edm.String'/>".repeat(n))), small: (1_000, Some("E0202")), full: (99_999, Some("E0202")) },
    Bomb { name: "properties that read alike", metadata: |n| document(&format!("<ComplexType Name='a'>{}</ComplexType>", many(n, |i| format!("<Property Name='p{}' Type='Edm.String'/>", blanks(i))))), small: (1_000, None), full: (50_000, None) },
    Bomb { name: "members", metadata: |n| document(&format!("<EnumType Name='a'>{}</EnumType>", many(n, |i| format!("<Member Name='m{i}'/>")))), small: (1_000, None), full: (MILLION, Some("E0108")) },
    Bomb { name: "members, annotated elsewhere", metadata: |n| document(&format!("<EnumType Name='a'>{}</EnumType>{}", many(n, |i| format!("<Member Name='m{i}'/>")), many(n, |i| format!("<Annotations Target='z.a/m{i}'><Annotation Term='z.t'/></Annotations>")))), small: (1_000, None), full: (49_999, None) },
    Bomb { name: "bad members", metadata: |n| document(&format!("<EnumType Name='a'>{}</EnumType>", many(n, |i| format!("<Member Name='m{i}' Value='x'/>")))), small: (1_000, Some("E0207")), full: (99_999, Some("E0207")) },
    Bomb { name: "key parts", metadata: |n| document(&format!("<EntityType Name='a'><Key>{}</Key>{}</EntityType>", many(n, |i| format!("<PropertyRef Name='p{i}'/>")), many(n, |i| format!("<Property Name='p{i}' Type='Edm.String'/>")))), small: (1_000, Some("E0216")), full: (100_000, Some("E0108")) },
    Bomb { name: "a path into a key", metadata: |n| document(&format!("<EntityType Name='a'><Key><PropertyRef Name='{}' Alias='k'/></Key><Property Name='p' Type='z.c'/></EntityType><ComplexType Name='c'><Property Name='p' Type='z.c'/></ComplexType>", "p/".repeat(n))), small: (1_000, Some("E0213")), full: (400_000, Some("E0213")) },
    Bomb { name: "types", metadata: |n| document(&many(n, |i| format!("<ComplexType Name='c{i}'/>"))), small: (300, None), full: (20_000, None) },
    Bomb { name: "too many types", metadata: |n| document(&many(n, |i| format!("<ComplexType Name='c{i}'/>"))), small: (60_000, Some("E0216")), full: (MILLION, Some("E0108")) },
    Bomb { name: "types of one name", metadata: |n| document(&"<ComplexType Name='c'/>".repeat(n)), small: (1_000, Some("E0201")), full: (50_000, Some("E0201")) },
    Bomb { name: "schemas", metadata: schemas, small: (100, None), full: (5_000, None) },
    Bomb { name: "type definitions", metadata: |n| document(&many(n, |i| format!("<TypeDefinition Name='d{i}' UnderlyingType='z.d{}'/>", (i + 1) % n))), small: (1_000, Some("E0204")), full: (50_000, Some("E0204")) },
    Bomb { name: "a cycle of bases", metadata: |n| document(&many(n, |i| format!("<ComplexType Name='c{i}' BaseType='z.c{}'/>", (i + 1) % n))), small: (1_000, Some("E0205")), full: (50_000, Some("E0205")) },
    Bomb { name: "a long line of bases", metadata: |n| document(&many(n, |i| format!("<ComplexType Name='c{}' BaseType='z.c{i}'/>", i + 1)).replacen(" BaseType='z.c0'", "", 1)), small: (1_000, Some("E0214")), full: (50_000, Some("E0214")) },
    Bomb { name: "a cycle of containment", metadata: |n| document(&many(n, |i| format!("<EntityType Name='e{i}'><Key><PropertyRef Name='id'/></Key><Property Name='id' Type='Edm.String'/><NavigationProperty Name='n' Type='z.e{}' ContainsTarget='true'/></EntityType>", (i + 1) % n))), small: (200, None), full: (5_000, None) },
    Bomb { name: "a cycle of values", metadata: |n| document(&many(n, |i| format!("<ComplexType Name='c{i}'><Property Name='n' Type='z.c{}' Nullable='false'/></ComplexType>", (i + 1) % n))), small: (200, None), full: (5_000, None) },
    Bomb { name: "much to inherit", metadata: |n| document(&format!("<ComplexType Name='a'>{}</ComplexType>{}", many(n, |i| format!("<Property Name='p{i}' Type='Edm.String'/>")), many(n, |i| format!("<ComplexType Name='c{i}' BaseType='z.a'/>")))), small: (1_000, Some("E0215")), full: (10_000, Some("E0215")) },
    Bomb { name: "operations to inherit", metadata: |n| document(&format!("<EntityType Name='a'/>{}{}", many(n, |i| format!("<Action Name='a{i}' IsBound='true'><Parameter Name='it' Type='z.a'/></Action>")), many(n, |i| format!("<EntityType Name='c{i}' BaseType='z.a'/>")))), small: (1_000, Some("E0215")), full: (20_000, Some("E0215")) },
    Bomb { name: "redeclared properties", metadata: |n| document(&format!("<ComplexType Name='a'>{0}</ComplexType><ComplexType Name='c' BaseType='z.a'>{0}</ComplexType>", many(n, |i| format!("<Property Name='p{i}' Type='Edm.String'/>")))), small: (500, None), full: (10_000, None) },
    Bomb { name: "overloads", metadata: |n| document(&many(n, |i| format!("<Function Name='f'><Parameter Name='p{i}' Type='Edm.String'/><ReturnType Type='Edm.String'/></Function>"))), small: (1_100, Some("E0216")), full: (400_000, Some("E0108")) },
    Bomb { name: "the same overload", metadata: |n| document(&"<Action Name='f'/>".repeat(n)), small: (1_000, Some("E0209")), full: (50_000, Some("E0209")) },
    Bomb { name: "overloads on types", metadata: |n| document(&many(n, |i| format!("<EntityType Name='e{i}'/><Action Name='f' IsBound='true'><Parameter Name='it' Type='z.e{i}'/></Action>"))), small: (100, None), full: (2_000, Some("E0216")) },
    Bomb { name: "annotated overloads", metadata: |n| document(&format!("{}{}", many(n, |i| format!("<Function Name='f'><Parameter Name='p{i}' Type='Edm.String'/><ReturnType Type='Edm.String'/></Function>")), "<Annotations Target='z.f'><Annotation Term='z.t'/></Annotations>".repeat(20 * n))), small: (50, None), full: (1_000, Some("E0215")) },
    Bomb { name: "imported overloads", metadata: |n| document(&format!("{}<EntityContainer Name='c'>{}</EntityContainer>", many(n, |i| format!("<Function Name='f'><Parameter Name='p{i}' Type='Edm.String'/><ReturnType Type='Edm.String'/></Function>")), many(n, |i| format!("<FunctionImport Name='i{i}' Function='z.f'/>")))), small: (30, None), full: (1_000, Some("E0215")) },
    Bomb { name: "imports", metadata: |n| document(&format!("{}<EntityContainer Name='c'>{}</EntityContainer>", many(n, |i| format!("<Action Name='a{i}'/>")), many(n, |i| format!("<ActionImport Name='i{i}' Action='z.a{i}'/>")))), small: (300, None), full: (10_000, None) },
    Bomb { name: "parameters", metadata: |n| document(&format!("<Action Name='f'>{}</Action>", many(n, |i| format!("<Parameter Name='p{i}' Type='Edm.String'/>")))), small: (1_000, None), full: (10_000, None) },
    Bomb { name: "annotations", metadata: |n| document(&format!("<EnumType Name='a'>{}</EnumType>", "<Annotation Term='z.t'/>".repeat(n))), small: (1_000, None), full: (MILLION, Some("E0108")) },
    Bomb { name: "annotations elsewhere", metadata: |n| document(&format!("<EnumType Name='a'/>{}", "<Annotations Target='z.a'><Annotation Term='z.t' String='x'/></Annotations>".repeat(n))), small: (1_000, None), full: (50_000, None) },
    Bomb { name: "dangling annotations", metadata: |n| document(&many(n, |i| format!("<Annotations Target='z.a{i}'><Annotation Term='z.t'/></Annotations>"))), small: (1_000, None), full: (50_000, None) },
    Bomb { name: "entity sets, annotated elsewhere", metadata: |n| document(&format!("<EntityType Name='e'/><EntityContainer Name='c'>{}</EntityContainer>{}", many(n, |i| format!("<EntitySet Name='s{i}' EntityType='z.e'/>")), many(n, |i| format!("<Annotations Target='z.c/s{i}'><Annotation Term='z.t'/></Annotations>")))), small: (300, None), full: (10_000, None) },
    Bomb { name: "containers", metadata: |n| document(&many(n, |i| format!("<EntityContainer Name='c{i}' Extends='z.c{}'/>", (i + 1) % n))), small: (1_000, Some("E0205")), full: (20_000, Some("E0205")) },
    Bomb { name: "containers side by side", metadata: |n| document(&many(n, |i| format!("<EntityContainer Name='c{i}'/>"))), small: (1_000, Some("E0212")), full: (50_000, Some("E0212")) },
    Bomb { name: "unknown elements", metadata: |n| document(&"<Unknown/>".repeat(n)), small: (1_000, None), full: (50_000, None) },
    Bomb { name: "unknown attributes", metadata: |n| document(&format!("<EnumType Name='a'>{}</EnumType>", many(n, |i| format!("<Member Name='m{i}' Value='{i}' x='{i}'/>")))), small: (1_000, None), full: (10_000, None) },
    Bomb { name: "unknown types", metadata: |n| document(&many(n, |i| format!("<ComplexType Name='c{i}'><Property Name='p' Type='z.d{i}'/></ComplexType>"))), small: (1_000, Some("E0203")), full: (50_000, Some("E0203")) },
    Bomb { name: "stray text", metadata: |n| document(&"x<!-- -->".repeat(n)), small: (1_000, None), full: (MILLION, None) },
];

fn document(content: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="z" xmlns="http://docs.oasis-open.org/odata/ns/edm">{content}</Schema>
</edmx:DataServices></edmx:Edmx>"#
    )
}

/// `n` pieces, one after the other.
fn many(n: usize, piece: impl Fn(usize) -> String) -> String {
    (0..n).map(piece).collect()
}

/// The bits of a number as characters that an identifier cannot have.
fn blanks(number: usize) -> String {
    format!("{number:b}").replace('1', "-").replace('0', ".")
}

/// Each entity is ten of the one before it.
fn entities(n: usize) -> String {
    let declarations = (1..n.min(1_000))
        .map(|n| format!("<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(10)));
    let declarations: String = declarations.collect();
    let document = document("<EnumType Name='&a9;'/>");
    document.replace(
        "?>\n",
        &format!("?>\n<!DOCTYPE x [<!ENTITY a0 'x'>{declarations}]>\n"),
    )
}

fn schemas(n: usize) -> String {
    let (before, after) = ("<Schema Namespace=\"z\"", "</Schema>");
    let document = document("");
    let start = document.find(before).unwrap();
    let end = document.find(after).unwrap() + after.len();
    let schema = |n| {
        document[start..end]
            .replace("\"z\"", &format!("\"z.n{n}\""))
            .replace("></", "><EnumType Name='e'/></")
    };
    let schemas: String = (0..n).map(schema).collect();
    format!("{}{schemas}{}", &document[..start], &document[end..])
}

/// Sets a bomb off: its first error, and how much there is to read about it.
fn explode(metadata: String) -> (Option<&'static str>, usize) {
    let sources = [Source::new("bomb.csdl", metadata)];
    let generation = generate(
        &Config::parse(SETTINGS).unwrap(),
        &sources,
        &Surroundings::default(),
    );
    let report = Renderer::plain().render(&generation.diagnostics, &sources);
    let errors = generation
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error);
    let code = errors.map(|error| error.code).next();
    assert_eq!(code.is_none(), generation.tree.is_some());
    (code, report.len())
}

#[test]
fn none_is_read_for_long() {
    for bomb in BOMBS {
        let (size, code) = bomb.small;
        let (found, report) = explode((bomb.metadata)(size));
        assert_eq!(found, code, "{}", bomb.name);
        assert!(report < LONGEST_REPORT, "{}: {report} bytes", bomb.name);
    }
}

#[test]
#[ignore = "for an optimised build"]
fn nor_at_full_size() {
    let only = std::env::var("BOMB").unwrap_or_default();
    let mut failures = Vec::new();
    for bomb in BOMBS.iter().filter(|bomb| bomb.name.contains(&only)) {
        let (size, code) = bomb.full;
        let metadata = (bomb.metadata)(size);
        let bytes = metadata.len();
        let start = Instant::now();
        let (found, report) = explode(metadata);
        let took = start.elapsed();
        println!(
            "{:>8.1?}  {:>9} bytes  {}: {size}, {found:?}, report {report}",
            took, bytes, bomb.name
        );
        if found != code || report >= LONGEST_REPORT || took >= DEADLINE {
            failures.push(bomb.name);
        }
    }
    assert!(failures.is_empty(), "{failures:?}");
}
