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
    let mut schema = Schema {
        alias: r.take("Alias"),
        ..Schema::default()
    };
    while let Some(child) = r.child() {
        match child {
            "EntityType" => schema.structures.extend(structured_type(r, true)),
            "ComplexType" => schema.structures.extend(structured_type(r, false)),
            "EnumType" => schema.enumerations.extend(enum_type(r)),
            "TypeDefinition" => schema.definitions.extend(type_definition(r)),
            "Action" => schema.operations.extend(operation(r, false)),
            "Function" => schema.operations.extend(operation(r, true)),
            "EntityContainer" => schema.containers.extend(entity_container(r)),
            "Term" => schema.terms.extend(term(r)),
            "Annotations" => schema.external.extend(external_annotations(r)),
            "Annotation" => schema.annotations.extend(annotation(r)),
            _ => r.skip_unknown(),
        }
    }
    schema.namespace = namespace?;
    Some(schema)
}
