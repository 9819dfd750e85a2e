//! `Schema` (CSDL 5).

use super::annotation::{annotation, external_annotations};
use super::container::entity_container;
use super::operation::operation;
use super::reader::Reader;
use super::simple::{enum_type, term, type_definition};
use super::structure::structured_type;
use super::syntax::Schema;

pub(super) fn schema<'a>(r: &mut Reader<'a, '_>) -> Option<Schema<'a>> {
    let namespace = r.required("Namespace");
    let alias = r.take("Alias");
    let mut structures = Vec::new();
    let mut enumerations = Vec::new();
    let mut definitions = Vec::new();
    let mut operations = Vec::new();
    let mut containers = Vec::new();
    let mut terms = Vec::new();
    let mut external = Vec::new();
    let mut annotations = Vec::new();
    while let Some(child) = r.child() {
        match child {
            "EntityType" => structures.extend(structured_type(r, true)),
            "ComplexType" => structures.extend(structured_type(r, false)),
            "EnumType" => enumerations.extend(enum_type(r)),
            "TypeDefinition" => definitions.extend(type_definition(r)),
            "Action" => operations.extend(operation(r, false)),
            "Function" => operations.extend(operation(r, true)),
            "EntityContainer" => containers.extend(entity_container(r)),
            "Term" => terms.extend(term(r)),
            "Annotations" => external.extend(external_annotations(r)),
            "Annotation" => annotations.extend(annotation(r)),
            _ => r.skip_unknown(),
        }
    }
    Some(Schema {
        namespace: namespace?,
        alias,
        structures,
        enumerations,
        definitions,
        operations,
        containers,
        terms,
        external,
        annotations,
    })
}
