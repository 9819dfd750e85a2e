//! Single elements, in one line each.

use super::xml::Xml;
use super::{annotations, container, operations, types};
use crate::schema::{Annotation, Annotations, ElementId, Schema};

/// The start tag of an element; nothing for what has no tag of its own.
pub(crate) fn excerpt(schema: &Schema<'_>, element: ElementId) -> String {
    let mut xml = Xml::fragment();
    // An element that is not there is written as nothing.
    let _ = write(&mut xml, schema, element);
    let text = xml.finish();
    text.lines().next().unwrap_or_default().to_owned()
}

fn write(xml: &mut Xml, schema: &Schema<'_>, element: ElementId) -> Option<()> {
    match element {
        ElementId::Container => container::write(xml, schema, schema.container.as_ref()?),
        ElementId::Source(n) => container::write_any_source(xml, schema, schema.source(n)?),
        ElementId::Import(n) => container::write_import(xml, schema, schema.import(n)?),
        ElementId::Type(id) | ElementId::Key(id) | ElementId::AlternateKey(id, _) => {
            types::write_type(xml, schema, &schema[id]);
        }
        ElementId::Language(_) => {}
        ElementId::Property(id, n) => types::write_property(xml, schema, schema.property(id, n)?),
        ElementId::Navigation(id, n) => {
            types::write_navigation(xml, schema, schema.navigation(id, n)?);
        }
        ElementId::Member(id, n) => {
            types::write_enum_member(xml, schema.enumeration(id)?.members.get(n as usize)?);
        }
        ElementId::Operation(id) => operations::write_any(xml, schema, &schema[id]),
        ElementId::Parameter(id, n) => {
            let parameter = schema[id].parameters.get(n as usize)?;
            operations::write_parameter(xml, schema, parameter);
        }
        ElementId::ReturnType(id) => {
            operations::write_return_type(xml, schema, schema[id].returns.as_ref()?);
        }
    }
    Some(())
}

/// An annotation as a whole.
pub(crate) fn excerpt_of_annotation(annotation: &Annotation<'_>) -> String {
    let mut xml = Xml::fragment();
    annotations::write(&mut xml, &Annotations(vec![annotation.clone()]));
    let text = xml.finish();
    text.lines().map(str::trim_start).collect()
}
