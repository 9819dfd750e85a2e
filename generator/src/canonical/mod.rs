//! A schema as CSDL XML in canonical form: one text for one schema.
//!
//! One `Schema` element per namespace, elements grouped by kind and sorted by name, names always in
//! full, attributes with default values left out, annotations inline, two spaces of indent. So two
//! slices differ only where their schemas do.
//!
//! What the model does not keep is not written: the types of annotation records, facets of
//! parameters, and annotations whose values are computed (`If`, `Apply` and the like; CSDL 14.4).

mod annotations;
mod container;
mod excerpt;
mod operations;
mod types;
mod xml;

pub(crate) use excerpt::{excerpt, excerpt_of_annotation};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use self::xml::Xml;
use crate::diagnostics::{Source, Span};
use crate::schema::{QualifiedName, Schema};

/// Writes a schema in canonical form.
///
/// ```
/// use msgraph_generator::{canonical, schema::Schema};
///
/// let text = canonical::write(&Schema::default());
/// assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<edmx:Edmx Version=\"4.0\""));
/// ```
pub fn write(schema: &Schema<'_>) -> String {
    document(schema, &namespaces(schema), &[])
}

/// Writes a schema that was read from several files in canonical form, each namespace into the file that declares it
/// first. The first file refers to the others, so that they are found beside it.
///
/// The names are those of the files in `source`, without folders.
pub fn write_files(schema: &Schema<'_>, source: &Source) -> Vec<(String, String)> {
    let mut files: BTreeMap<usize, (&str, BTreeSet<&str>)> = BTreeMap::new();
    let first = source.file_at(0);
    files.insert(first.start, (simple_name(first.name), BTreeSet::new()));
    for (namespace, span) in declared(schema) {
        let file = source.file_at(span.start as usize);
        let known = files
            .values()
            .any(|(_, namespaces)| namespaces.contains(namespace));
        if !known {
            let entry = files.entry(file.start);
            let (_, namespaces) = entry.or_insert((simple_name(file.name), BTreeSet::new()));
            namespaces.insert(namespace);
        }
    }
    let others: Vec<_> = files.values().skip(1).cloned().collect();
    let mut references = &others[..];
    let mut written = Vec::new();
    for (name, namespaces) in files.values() {
        let text = document(schema, namespaces, references);
        written.push(((*name).to_owned(), text));
        references = &[];
    }
    written
}

/// The namespaces and where something in them is declared, by place.
fn declared<'a>(schema: &Schema<'a>) -> Vec<(&'a str, Span)> {
    let types = schema.types.iter().map(|ty| (ty.name, ty.span));
    let operations = schema.operations.iter().map(|o| (o.name, o.span));
    let container = schema.container.iter().map(|c| (c.name, c.span));
    let all = types.chain(operations).chain(container);
    let mut all: Vec<_> = all.map(|(name, span)| (name.namespace, span)).collect();
    all.sort_unstable_by_key(|(namespace, span)| (*span, *namespace));
    all
}

fn simple_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn document(
    schema: &Schema<'_>,
    wanted: &BTreeSet<&str>,
    references: &[(&str, BTreeSet<&str>)],
) -> String {
    let mut xml = Xml::document();
    let edmx = [
        ("Version", Some("4.0".into())),
        (
            "xmlns:edmx",
            Some("http://docs.oasis-open.org/odata/ns/edmx".into()),
        ),
    ];
    xml.element("edmx:Edmx", &edmx, |xml| {
        for (file, namespaces) in references {
            xml.element("edmx:Reference", &[("Uri", Some((*file).into()))], |xml| {
                for namespace in namespaces {
                    xml.empty("edmx:Include", &[("Namespace", Some((*namespace).into()))]);
                }
            });
        }
        xml.element("edmx:DataServices", &[], |xml| {
            for namespace in wanted {
                write_namespace(xml, schema, namespace);
            }
        });
    });
    xml.finish()
}

fn write_namespace(xml: &mut Xml, schema: &Schema<'_>, namespace: &str) {
    let attributes = [
        ("Namespace", Some(namespace.into())),
        ("Alias", alias_of(schema, namespace)),
        (
            "xmlns",
            Some("http://docs.oasis-open.org/odata/ns/edm".into()),
        ),
    ];
    xml.element("Schema", &attributes, |xml| {
        types::write(xml, schema, namespace);
        operations::write(xml, schema, namespace);
        if let Some(container) = &schema.container
            && container.name.namespace == namespace
        {
            container::write(xml, schema, container);
        }
    });
}

/// The alias of a namespace; roots of the configuration may use it. Of several it is the first.
fn alias_of<'s>(schema: &'s Schema<'_>, namespace: &str) -> Option<Cow<'s, str>> {
    let mut aliases = schema.aliases.iter();
    let (alias, _) = aliases.find(|(_, meant)| **meant == namespace)?;
    Some((*alias).into())
}

/// All namespaces that something is declared in, sorted.
fn namespaces<'a>(schema: &Schema<'a>) -> BTreeSet<&'a str> {
    let types = schema.types.iter().map(|ty| ty.name);
    let operations = schema.operations.iter().map(|operation| operation.name);
    let container = schema.container.iter().map(|container| container.name);
    types
        .chain(operations)
        .chain(container)
        .map(|name: QualifiedName<'a>| name.namespace)
        .collect()
}

#[cfg(test)]
mod tests;
