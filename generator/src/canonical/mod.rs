//! A schema as CSDL XML in canonical form: one text for one schema.
//!
//! One `Schema` element per namespace, elements grouped by kind and sorted by name, names always in
//! full, attributes with default values left out, annotations inline, two spaces of indent. So two
//! slices differ only where their schemas do.
//!
//! What the model does not keep is not written: aliases, the types of annotation records, facets of
//! parameters, and annotations whose values are computed (`If`, `Apply` and the like; CSDL 14.4).

mod annotations;
mod container;
mod excerpt;
mod operations;
mod types;
mod xml;

pub(crate) use excerpt::{excerpt, excerpt_of_annotation};

use std::collections::BTreeSet;

use self::xml::Xml;
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
    let mut xml = Xml::document();
    let edmx = [
        ("Version", Some("4.0".into())),
        (
            "xmlns:edmx",
            Some("http://docs.oasis-open.org/odata/ns/edmx".into()),
        ),
    ];
    xml.element("edmx:Edmx", &edmx, |xml| {
        xml.element("edmx:DataServices", &[], |xml| {
            for namespace in namespaces(schema) {
                write_namespace(xml, schema, namespace);
            }
        });
    });
    xml.finish()
}

fn write_namespace(xml: &mut Xml, schema: &Schema<'_>, namespace: &str) {
    let attributes = [
        ("Namespace", Some(namespace.into())),
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
