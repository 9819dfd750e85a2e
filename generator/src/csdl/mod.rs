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

use crate::diagnostics::Diagnostics;

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
    parse_from(text, 0, source, diagnostics)
}

/// Reads the document that begins at an offset and goes to the end of the text.
pub(crate) fn parse_from<'a>(
    text: &'a str,
    begin: usize,
    source: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'a>> {
    let start = sniff::start_of_xml(text, begin, source, diagnostics)?;
    let mut reader = reader::Reader::new(text, start, source, diagnostics);
    let document = edmx::document(&mut reader, source);
    reader.finish();
    document.filter(|_| !reader.is_broken())
}
