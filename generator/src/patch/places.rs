//! The places of a schema that refer to its types, and those that mention something by name.

use crate::schema::{
    Annotations, Expression, ItemType, OperationId, Schema, TypeId, TypeKind, TypeRef,
};

/// The types of all properties, parameters and return values.
pub(super) fn each_type_ref(schema: &mut Schema<'_>, f: &mut impl FnMut(&mut TypeRef)) {
    for ty in &mut schema.types {
        if let TypeKind::Entity(structure) | TypeKind::Complex(structure) = &mut ty.kind {
            structure.properties.iter_mut().for_each(|p| f(&mut p.ty));
        }
    }
    for operation in &mut schema.operations {
        let parameters = operation
            .binding
            .iter_mut()
            .chain(&mut operation.parameters);
        parameters.for_each(|p| f(&mut p.ty));
        operation.returns.iter_mut().for_each(|r| f(&mut r.ty));
    }
}

/// All ids of types.
pub(super) fn each_type_id(schema: &mut Schema<'_>, f: &mut impl FnMut(&mut TypeId)) {
    each_type_ref(schema, &mut |ty| {
        if let ItemType::Named(id) = &mut ty.item {
            f(id);
        }
    });
    for ty in &mut schema.types {
        if let TypeKind::Entity(structure) | TypeKind::Complex(structure) = &mut ty.kind {
            structure.base.iter_mut().for_each(&mut *f);
            structure.derived.iter_mut().for_each(&mut *f);
            let navigation = structure.navigation.iter_mut();
            navigation.for_each(|navigation| f(&mut navigation.target));
        }
    }
    let sources = schema.container.iter_mut().flat_map(|c| &mut c.sources);
    sources.for_each(|source| f(&mut source.target));
}

/// What the first segment of a path is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Start {
    /// Entity sets and singletons.
    Service,
    /// The members of a type.
    Type(TypeId),
    /// The parameters of an operation.
    Operation(OperationId),
}

/// Something that is mentioned by name.
pub(super) enum Mention<'m, 'a> {
    /// A path.
    Path(Start, &'m mut &'a str),
    /// Members of an enumeration type: its qualified name, then theirs.
    Members(&'m mut [&'a str]),
}

type Visit<'v, 'a> = &'v mut dyn FnMut(Mention<'_, 'a>);

/// All that is mentioned: in keys, bindings, partners, annotations.
pub(super) fn each_mention<'a>(schema: &mut Schema<'a>, f: Visit<'_, 'a>) {
    for (ty, id) in schema.types.iter_mut().zip((0..).map(TypeId)) {
        let start = Start::Type(id);
        in_annotations(&mut ty.annotations, start, f);
        match &mut ty.kind {
            TypeKind::Entity(structure) | TypeKind::Complex(structure) => {
                for part in &mut structure.key {
                    f(Mention::Path(start, &mut part.path));
                }
                for property in &mut structure.properties {
                    in_annotations(&mut property.annotations, start, f);
                }
                for navigation in &mut structure.navigation {
                    in_annotations(&mut navigation.annotations, start, f);
                    if let Some(partner) = &mut navigation.partner {
                        f(Mention::Path(Start::Type(navigation.target), partner));
                    }
                }
            }
            TypeKind::Enumeration(enumeration) => {
                for member in &mut enumeration.members {
                    in_annotations(&mut member.annotations, start, f);
                }
            }
            TypeKind::Definition(_) => {}
        }
    }
    in_operations(schema, f);
    in_container(schema, f);
}

fn in_operations<'a>(schema: &mut Schema<'a>, f: Visit<'_, 'a>) {
    for (operation, id) in schema.operations.iter_mut().zip((0..).map(OperationId)) {
        let start = Start::Operation(id);
        if let Some(path) = &mut operation.entity_set_path {
            f(Mention::Path(start, path));
        }
        in_annotations(&mut operation.annotations, start, f);
        let parameters = operation.binding.iter_mut();
        for parameter in parameters.chain(&mut operation.parameters) {
            in_annotations(&mut parameter.annotations, start, f);
        }
        if let Some(returns) = &mut operation.returns {
            in_annotations(&mut returns.annotations, start, f);
        }
    }
}

fn in_container<'a>(schema: &mut Schema<'a>, f: Visit<'_, 'a>) {
    let Some(container) = &mut schema.container else {
        return;
    };
    in_annotations(&mut container.annotations, Start::Service, f);
    for source in &mut container.sources {
        let start = Start::Type(source.target);
        in_annotations(&mut source.annotations, start, f);
        for binding in &mut source.bindings {
            f(Mention::Path(start, &mut binding.path));
            f(Mention::Path(Start::Service, &mut binding.target));
        }
    }
    for import in &mut container.imports {
        in_annotations(&mut import.annotations, Start::Service, f);
        if let Some(path) = &mut import.entity_set {
            f(Mention::Path(Start::Service, path));
        }
    }
}

fn in_annotations<'a>(annotations: &mut Annotations<'a>, start: Start, f: Visit<'_, 'a>) {
    for annotation in &mut annotations.0 {
        let of_key = annotation.term.name == "AlternateKeys";
        in_expression(&mut annotation.value, start, of_key, f);
    }
}

/// Documents say in strings, too, which properties are in alternate keys.
fn in_expression<'a>(value: &mut Expression<'a>, start: Start, of_key: bool, f: Visit<'_, 'a>) {
    match value {
        Expression::Path(_, path) => f(Mention::Path(start, path)),
        Expression::EnumMember(members) => f(Mention::Members(members)),
        Expression::Record(values) => {
            for (name, value) in values {
                match value {
                    Expression::Constant(_, text) if of_key && *name == "Name" => {
                        f(Mention::Path(start, text));
                    }
                    value => in_expression(value, start, of_key, f),
                }
            }
        }
        Expression::Dynamic("Cast" | "IsOf", operands) => {
            for (n, operand) in operands.iter_mut().enumerate() {
                match operand {
                    Expression::Constant(_, ty) if n == 0 => f(Mention::Path(start, ty)),
                    operand => in_expression(operand, start, of_key, f),
                }
            }
        }
        Expression::Collection(items) | Expression::Dynamic(_, items) => {
            for item in items {
                in_expression(item, start, of_key, f);
            }
        }
        Expression::Bool(_) | Expression::Constant(..) | Expression::Null => {}
    }
}
