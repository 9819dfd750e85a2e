//! Metadata in whichever format it is, in one document or several, as one syntax tree.

mod json;

use crate::csdl::{self, Document};
use crate::diagnostics::{Diagnostic, Diagnostics, File, Source};
use crate::limits;

/// Reads an input of one or more documents, each a file in XML or JSON, as one. `number` is the index of the input that
/// diagnostics are to name.
///
/// `None` if one of the documents cannot be read to its end.
///
/// ```
/// use msgraph_generator::diagnostics::{Diagnostics, Source};
/// use msgraph_generator::documents;
///
/// let xml = r#"<?xml version="1.0"?><Edmx Version="4.0" xmlns="http://docs.oasis-open.org/odata/ns/edmx"><DataServices>
///   <Schema Namespace="animals" xmlns="http://docs.oasis-open.org/odata/ns/edm"/></DataServices></Edmx>"#;
/// let json = r#"{"$Version": "4.01", "staff": {"keeper": {"$Kind": "ComplexType", "name": {}}}}"#;
/// let source = Source::joined("zoo", [Source::new("animals.xml", xml), Source::new("staff.json", json)]);
/// let document = documents::read(&source, 0, &mut Diagnostics::new()).unwrap();
/// assert_eq!(document.schemas.len(), 2);
/// ```
pub fn read<'a>(
    source: &'a Source,
    number: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'a>> {
    if source.text.len() > limits::BYTES {
        refuse_size(source, number, diagnostics);
        return None;
    }
    let mut parts = Vec::new();
    for file in source.files() {
        parts.push(part(&source.text, file, number, diagnostics));
    }
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

fn refuse_size(source: &Source, number: usize, diagnostics: &mut Diagnostics) {
    let message = format!("the metadata has {} bytes", source.text.len());
    let error = Diagnostic::error("E0102", message).in_source(number);
    diagnostics.push(error.hint(format!("at most {} are read", limits::BYTES)));
}

/// Reads one file of a text. Spans are ranges of all of it.
fn part<'a>(
    text: &'a str,
    file: File<'_>,
    number: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'a>> {
    let text = text.get(..file.start + file.text.len())?;
    if is_json(file.text) {
        json::document(text, file.start, number, diagnostics)
    } else {
        csdl::parse_from(text, file.start, number, diagnostics)
    }
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
/// assert_eq!(msgraph_generator::documents::references(text), ["http://zoo.example/staff.xml"]);
/// let text = r#"{"$Version": "4.01", "$Reference": {"staff.json": {"$Include": [{"$Namespace": "staff"}]}}}"#;
/// assert_eq!(msgraph_generator::documents::references(text), ["staff.json"]);
/// ```
pub fn references(text: &str) -> Vec<String> {
    if !text.contains("Reference ") && !text.contains("\"$Reference\"") {
        return Vec::new();
    }
    let file = File {
        name: "",
        text,
        start: 0,
    };
    // What is wrong with the document is told when it is read for what is in it.
    let document = part(text, file, 0, &mut Diagnostics::new());
    let references = document
        .into_iter()
        .flat_map(|document| document.references);
    references
        .map(|reference| reference.uri.value.into_owned())
        .collect()
}

/// The size of inputs is limited to far less than 4 GB.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
