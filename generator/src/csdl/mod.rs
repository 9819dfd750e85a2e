//! Reads CSDL XML, versions 4.0 and 4.01, into a syntax tree.
//!
//! One pass over the text; the tree borrows from it. One file per family of elements, each function
//! one element:
//!
//! | elements | file |
//! |---|---|
//! | `Edmx`, `DataServices`, `Reference`, `Include`, `IncludeAnnotations` | `edmx.rs` |
//! | `Schema` | `schema.rs` |
//! | `EntityType`, `ComplexType`, `Key`, `Property`, `NavigationProperty` | `structure.rs` |
//! | `EnumType`, `TypeDefinition`, `Term` | `simple.rs` |
//! | `Action`, `Function`, `Parameter`, `ReturnType` | `operation.rs` |
//! | `EntityContainer`, `EntitySet`, `Singleton`, `ActionImport`, `FunctionImport` | `container.rs` |
//! | `Annotations`, `Annotation` | `annotation.rs` |
//! | `Collection`, `Record`, `Apply` and all other expressions | `expression.rs` |
//!
//! Section numbers in the documentation are those of
//! [CSDL XML 4.01](https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html).

mod annotation;
mod container;
mod edmx;
mod expression;
mod namespaces;
mod operation;
mod reader;
mod schema;
mod simple;
mod sniff;
mod structure;
pub mod syntax;
#[cfg(test)]
mod tests;

pub use sniff::decode;
pub use syntax::Document;

use crate::diagnostics::{Diagnostics, File, Source};

/// Reads an input of one or more documents, each a file, as one. `number` is the index of the input that diagnostics
/// are to name.
///
/// `None` if one of the documents cannot be read to its end.
///
/// ```
/// use msgraph_generator::{csdl, diagnostics::{Diagnostics, Source}};
///
/// let file = |namespace: &str| {
///     let text = format!(
///         r#"<?xml version="1.0"?><Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx"><DataServices>
///         <Schema Namespace="{namespace}" xmlns="http://docs.oasis-open.org/odata/ns/edm"/></DataServices></Edmx>"#
///     );
///     Source::new(format!("{namespace}.xml"), text)
/// };
/// let source = Source::joined("zoo", [file("animals"), file("staff")]);
/// let document = csdl::read(&source, 0, &mut Diagnostics::new()).unwrap();
/// assert_eq!(document.schemas.len(), 2);
/// ```
pub fn read<'a>(
    source: &'a Source,
    number: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'a>> {
    let parts: Vec<_> = source
        .files()
        .map(|file| parse_part(&source.text, file, number, diagnostics))
        .collect();
    let starts = source.files().skip(1).map(|file| offset(file.start));
    let mut whole = Document {
        source: number,
        starts: starts.collect(),
        references: Vec::new(),
        schemas: Vec::new(),
    };
    for part in parts {
        let part = part?;
        whole.references.extend(part.references);
        whole.schemas.extend(part.schemas);
    }
    Some(whole)
}

/// Is it CSDL in JSON (CSDL JSON 4.01, 3), and not in XML or another kind of document?
pub fn is_json(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('{') && text.contains("\"$Version\"")
}

/// The URIs of the documents that a document refers to, in order.
///
/// ```
/// let text = r#"<Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx">
///   <Reference Uri="http://zoo.example/staff.xml"><Include Namespace="staff"/></Reference><DataServices/></Edmx>"#;
/// assert_eq!(msgraph_generator::csdl::references(text), ["http://zoo.example/staff.xml"]);
/// ```
pub fn references(text: &str) -> Vec<String> {
    if !text.contains("Reference ") {
        return Vec::new();
    }
    // What is wrong with the document is told when it is read for what is in it.
    let document = parse(text, 0, &mut Diagnostics::new());
    let references = document
        .into_iter()
        .flat_map(|document| document.references);
    references
        .map(|reference| reference.uri.value.into_owned())
        .collect()
}

/// Reads one file of a text. Spans are ranges of all of it.
fn parse_part<'a>(
    text: &'a str,
    file: File<'_>,
    number: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'a>> {
    let text = text.get(..file.start + file.text.len())?;
    let start = sniff::start_of_xml(text, file.start, number, diagnostics)?;
    let mut reader = reader::Reader::new(text, start, number, diagnostics);
    let document = edmx::document(&mut reader, number);
    reader.finish();
    document.filter(|_| !reader.is_broken())
}

/// The size of inputs is limited to far less than 4 GB.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Reads a document. `source` is the index of the input that diagnostics are to name.
///
/// `None` if the document cannot be read to its end, which is then an error among the diagnostics.
/// With a tree there can be errors too: elements that could not be understood are left out of it.
///
/// ```
/// use msgraph_generator::{csdl, diagnostics::Diagnostics};
///
/// let text = r#"<?xml version="1.0" encoding="utf-8"?>
/// <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
///   <edmx:DataServices>
///     <Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm">
///       <EnumType Name="food"><Member Name="hay" Value="0" /></EnumType>
///     </Schema>
///   </edmx:DataServices>
/// </edmx:Edmx>"#;
/// let mut diagnostics = Diagnostics::new();
/// let document = csdl::parse(text, 0, &mut diagnostics).unwrap();
/// assert_eq!(&*document.schemas[0].enumerations[0].name, "food");
/// assert!(diagnostics.is_empty());
/// ```
pub fn parse<'a>(
    text: &'a str,
    source: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'a>> {
    let file = File {
        name: "",
        text,
        start: 0,
    };
    parse_part(text, file, source, diagnostics)
}
