//! Names resolved, inheritance linked: the one model that every reader fills.
//!
//! [`resolve`] takes the syntax tree of a CSDL document. It goes on after an error, so that one run
//! tells of many:
//!
//! | step | file |
//! |---|---|
//! | aliases and namespaces; which name is which type | `names.rs` |
//! | entity and complex types | `structures.rs` |
//! | base types, derived types, what is inherited | `inheritance.rs` |
//! | enumeration types | `enumerations.rs` |
//! | actions and functions | `operations.rs` |
//! | the container | `container.rs` |
//! | what a small document can multiply | `limits.rs` |
//! | annotations and their values | `annotations.rs` |
//! | annotations that stand somewhere else | `targets.rs` |
//!
//! `model.rs` is what comes of it, `element.rs` says which of its elements is which, and `lookup.rs` finds things in it. What annotations mean is told by `alternate_keys.rs` and `capabilities.rs`.

mod alternate_keys;
mod annotations;
mod capabilities;
mod container;
mod context;
mod element;
mod enumerations;
mod inheritance;
mod items;
mod limits;
mod lookup;
mod model;
mod names;
mod operations;
mod primitives;
mod spelling;
mod structures;
mod targets;
#[cfg(test)]
mod tests;
mod types;

pub use alternate_keys::AlternateKeys;
pub use annotations::{Annotation, Annotations, Expression};
pub(crate) use capabilities::{
    COMPUTED, Capability, IMMUTABLE, Manner, Place, Restriction, is_read_only, list, restrictions,
    updates_by_put,
};
pub use element::ElementId;
pub(crate) use enumerations::range;
pub use model::*;
pub(crate) use operations::order as order_of_operations;
pub use primitives::{Primitive, Shape};
pub(crate) use primitives::{primitive, primitive_names};

use crate::csdl;
use crate::diagnostics::Diagnostics;
use context::Context;

/// Resolves a document: every name becomes the thing that it names.
///
/// `None` if there are errors, of this step or of an earlier one, among the diagnostics.
///
/// ```
/// use msgraph_generator::{csdl, diagnostics::Diagnostics, schema};
///
/// let text = r#"<?xml version="1.0" encoding="utf-8"?>
/// <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
///   <edmx:DataServices>
///     <Schema Namespace="zoo.animals" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
///       <ComplexType Name="cat"><Property Name="prey" Type="Collection(self.mouse)" /></ComplexType>
///       <ComplexType Name="mouse"><Property Name="name" Type="Edm.String" /></ComplexType>
///     </Schema>
///   </edmx:DataServices>
/// </edmx:Edmx>"#;
/// let mut diagnostics = Diagnostics::new();
/// let document = csdl::parse(text, 0, &mut diagnostics).unwrap();
/// let schema = schema::resolve(&document, &mut diagnostics).unwrap();
/// let cat = schema.types[0].structure().unwrap();
/// let schema::ItemType::Named(prey) = cat.properties[0].ty.item else { panic!() };
/// assert_eq!(schema[prey].name.to_string(), "zoo.animals.mouse");
/// ```
pub fn resolve<'a>(
    document: &'a csdl::Document<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Schema<'a>> {
    let mut cx = Context::new(document, diagnostics);
    let declared = types::declare(document, &mut cx);
    limits::check_types(&declared, &mut cx);
    let mut schema = Schema {
        aliases: cx.names.aliases(),
        types: types::resolve(&declared, &mut cx),
        ..Schema::default()
    };
    inheritance::link(&mut schema.types, &declared, &mut cx);
    inheritance::check_keys(&schema, &declared, &mut cx);
    let signatures = operations::resolve(document, &mut schema, &mut cx);
    limits::check_overloads(&schema, &signatures, &mut cx);
    let merged = container::resolve(document, &mut schema, &signatures, &mut cx);
    limits::check_copies(&schema, &mut cx);
    targets::apply(document, &mut schema, &signatures, &merged, &mut cx);
    annotations::settle(&mut schema, &mut cx);
    operations::mark_optional_parameters(&mut schema);
    (!diagnostics.has_errors()).then_some(schema)
}
