//! Single elements, in one line each.

use super::xml::Xml;
use super::{annotations, container, operations, types};
use crate::schema::{
    Annotation, Annotations, EnumMember, NavigationProperty, NavigationSource, Operation,
    OperationImport, Parameter, Property, ReturnType, Schema, Type,
};

/// An element that can be written by itself.
#[derive(Clone, Copy)]
pub(crate) enum Part<'s, 'a> {
    Type(&'s Type<'a>),
    EnumMember(&'s EnumMember<'a>),
    Property(&'s Property<'a>),
    Navigation(&'s NavigationProperty<'a>),
    Operation(&'s Operation<'a>),
    Parameter(&'s Parameter<'a>),
    ReturnType(&'s ReturnType<'a>),
    Source(&'s NavigationSource<'a>),
    Import(&'s OperationImport<'a>),
    Annotation(&'s Annotation<'a>),
}

/// The start tag of an element; an annotation as a whole.
pub(crate) fn excerpt(schema: &Schema<'_>, part: Part<'_, '_>) -> String {
    let mut xml = Xml::fragment();
    match part {
        Part::Type(ty) => types::write_type(&mut xml, schema, ty),
        Part::EnumMember(member) => types::write_enum_member(&mut xml, member),
        Part::Property(property) => types::write_property(&mut xml, schema, property),
        Part::Navigation(property) => types::write_navigation(&mut xml, schema, property),
        Part::Operation(operation) => operations::write_any(&mut xml, schema, operation),
        Part::Parameter(parameter) => operations::write_parameter(&mut xml, schema, parameter),
        Part::ReturnType(returns) => operations::write_return_type(&mut xml, schema, returns),
        Part::Source(source) => container::write_any_source(&mut xml, schema, source),
        Part::Import(import) => container::write_import(&mut xml, schema, import),
        Part::Annotation(annotation) => {
            annotations::write(&mut xml, &Annotations(vec![annotation.clone()]));
            let text = xml.finish();
            return text.lines().map(str::trim_start).collect();
        }
    }
    let text = xml.finish();
    text.lines().next().unwrap_or_default().to_owned()
}
