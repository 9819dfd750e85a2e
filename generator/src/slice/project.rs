//! A slice as a schema of its own, for the canonical file that is checked in.

use std::collections::BTreeMap;

use super::{Element, Slice};
use crate::schema::{
    Annotations, Container, ElementId, EnumMember, Enumeration, ItemType, NavigationBinding,
    NavigationProperty, NavigationSource, Operation, OperationId, OperationImport, Parameter,
    Property, ReturnType, Schema, Structure, Type, TypeId, TypeKind, TypeRef,
};

/// The wanted elements alone, with bases that are not wanted skipped.
pub fn project<'a>(schema: &Schema<'a>, slice: &Slice) -> Schema<'a> {
    let projection = Projection::new(schema, slice);
    let mut types: Vec<_> = projection
        .types
        .keys()
        .map(|&id| projection.project_type(id))
        .collect();
    link_derived(&mut types);
    Schema {
        aliases: schema.aliases.clone(),
        types,
        operations: projection
            .operations
            .keys()
            .map(|&id| projection.operation(id))
            .collect(),
        container: schema
            .container
            .as_ref()
            .and_then(|c| projection.container(c)),
    }
}

struct Projection<'s, 'a> {
    schema: &'s Schema<'a>,
    slice: &'s Slice,
    /// Old ids to new ones.
    types: BTreeMap<TypeId, TypeId>,
    operations: BTreeMap<OperationId, OperationId>,
}

impl<'s, 'a> Projection<'s, 'a> {
    fn new(schema: &'s Schema<'a>, slice: &'s Slice) -> Self {
        let mut types: Vec<TypeId> = Vec::new();
        let mut operations: Vec<OperationId> = Vec::new();
        for element in slice.elements() {
            match element {
                Element::Declared(
                    ElementId::Type(id)
                    | ElementId::Property(id, _)
                    | ElementId::Navigation(id, _)
                    | ElementId::AlternateKey(id, _),
                )
                | Element::Segment(id, _) => types.push(id),
                Element::Node(node) => types.extend(node.ty.named()),
                Element::Declared(ElementId::Operation(id)) => {
                    operations.push(id);
                    let binding = schema[id].binding.iter().map(|binding| binding.ty.item);
                    types.extend(binding.filter_map(ItemType::named));
                }
                _ => {}
            }
        }
        Self {
            schema,
            slice,
            types: renumber(types, TypeId),
            operations: renumber(operations, OperationId),
        }
    }

    fn project_type(&self, id: TypeId) -> Type<'a> {
        let ty = &self.schema[id];
        Type {
            name: ty.name,
            span: ty.span,
            kind: match &ty.kind {
                TypeKind::Entity(s) => TypeKind::Entity(self.structure(id, s)),
                TypeKind::Complex(s) => TypeKind::Complex(self.structure(id, s)),
                TypeKind::Enumeration(e) => TypeKind::Enumeration(enumeration(e)),
                TypeKind::Definition(primitive) => TypeKind::Definition(*primitive),
            },
            annotations: clone(&ty.annotations),
        }
    }

    fn structure(&self, id: TypeId, structure: &Structure<'a>) -> Structure<'a> {
        let base = self
            .schema
            .lineage(id)
            .skip(1)
            .find_map(|id| self.types.get(&id).copied());
        Structure {
            base,
            derived: Vec::new(),
            is_abstract: structure.is_abstract,
            is_open: structure.is_open,
            has_stream: structure.has_stream,
            addressing: structure.addressing,
            key: structure.key.clone(),
            properties: structure
                .properties
                .iter()
                .zip(0..)
                .filter(|&(_, n)| {
                    self.slice.contains(ElementId::Property(id, n))
                        || self.slice.contains(Element::Segment(id, n))
                })
                .map(|(property, _)| self.property(property))
                .collect(),
            navigation: structure
                .navigation
                .iter()
                .zip(0..)
                .filter(|&(_, n)| self.slice.contains(ElementId::Navigation(id, n)))
                .filter_map(|(navigation, _)| self.navigation(navigation))
                .collect(),
        }
    }

    fn property(&self, property: &Property<'a>) -> Property<'a> {
        Property {
            name: property.name,
            span: property.span,
            ty: self.type_ref(property.ty),
            nullable: property.nullable,
            default: property.default,
            facets: property.facets,
            annotations: clone(&property.annotations),
        }
    }

    fn navigation(&self, navigation: &NavigationProperty<'a>) -> Option<NavigationProperty<'a>> {
        Some(NavigationProperty {
            name: navigation.name,
            span: navigation.span,
            target: *self.types.get(&navigation.target)?,
            is_collection: navigation.is_collection,
            nullable: navigation.nullable,
            contains_target: navigation.contains_target,
            partner: None,
            annotations: clone(&navigation.annotations),
        })
    }

    fn operation(&self, id: OperationId) -> Operation<'a> {
        let operation = &self.schema[id];
        Operation {
            name: operation.name,
            span: operation.span,
            kind: operation.kind,
            binding: operation.binding.as_ref().map(|p| self.parameter(p)),
            parameters: operation
                .parameters
                .iter()
                .map(|p| self.parameter(p))
                .collect(),
            returns: operation.returns.as_ref().map(|returns| ReturnType {
                span: returns.span,
                ty: self.type_ref(returns.ty),
                nullable: returns.nullable,
                annotations: clone(&returns.annotations),
            }),
            entity_set_path: operation.entity_set_path,
            annotations: clone(&operation.annotations),
        }
    }

    fn parameter(&self, parameter: &Parameter<'a>) -> Parameter<'a> {
        Parameter {
            name: parameter.name,
            span: parameter.span,
            ty: self.type_ref(parameter.ty),
            nullable: parameter.nullable,
            is_optional: parameter.is_optional,
            annotations: clone(&parameter.annotations),
        }
    }

    fn container(&self, container: &Container<'a>) -> Option<Container<'a>> {
        let sources: Vec<_> = container
            .sources
            .iter()
            .zip(0..)
            .filter(|&(_, n)| self.slice.contains(ElementId::Source(n)))
            .filter_map(|(source, _)| {
                Some(NavigationSource {
                    name: source.name,
                    span: source.span,
                    target: *self.types.get(&source.target)?,
                    is_singleton: source.is_singleton,
                    in_service_document: source.in_service_document,
                    bindings: self.bindings(container, &source.bindings),
                    annotations: clone(&source.annotations),
                })
            })
            .collect();
        let imports: Vec<_> = container
            .imports
            .iter()
            .zip(0..)
            .filter(|&(_, n)| self.slice.contains(ElementId::Import(n)))
            .map(|(import, _)| OperationImport {
                name: import.name,
                span: import.span,
                operations: import
                    .operations
                    .iter()
                    .filter_map(|id| self.operations.get(id).copied())
                    .collect(),
                entity_set: import.entity_set,
                in_service_document: import.in_service_document,
                annotations: clone(&import.annotations),
            })
            .collect();
        (!sources.is_empty() || !imports.is_empty()).then(|| Container {
            name: container.name,
            span: container.span,
            sources,
            imports,
            annotations: clone(&container.annotations),
        })
    }

    /// The bindings of navigation properties and sources that are both still there.
    fn bindings(
        &self,
        container: &Container<'a>,
        bindings: &[NavigationBinding<'a>],
    ) -> Vec<NavigationBinding<'a>> {
        let is_kept = |name: &str| {
            let target = name.split('/').next().unwrap_or(name);
            container.sources.iter().zip(0..).any(|(source, n)| {
                source.name == target && self.slice.contains(ElementId::Source(n))
            })
        };
        let leads = |path: &str| {
            let last = path.rsplit('/').next().unwrap_or(path);
            self.types.keys().any(|&id| {
                self.schema[id].structure().is_some_and(|s| {
                    s.navigation.iter().zip(0..).any(|(navigation, n)| {
                        navigation.name == last && self.slice.contains(ElementId::Navigation(id, n))
                    })
                })
            })
        };
        bindings
            .iter()
            .filter(|b| is_kept(b.target) && leads(b.path))
            .copied()
            .collect()
    }

    fn type_ref(&self, ty: TypeRef) -> TypeRef {
        let item = match ty.item {
            ItemType::Named(id) => self
                .types
                .get(&id)
                .map_or(ty.item, |&new| ItemType::Named(new)),
            ItemType::Primitive(_) => ty.item,
        };
        TypeRef { item, ..ty }
    }
}

fn renumber<I: Ord + Copy>(mut ids: Vec<I>, new: fn(u32) -> I) -> BTreeMap<I, I> {
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().zip((0..).map(new)).collect()
}

fn link_derived(types: &mut [Type<'_>]) {
    let bases: Vec<_> = types
        .iter()
        .map(|ty| ty.structure().and_then(|s| s.base))
        .collect();
    for (base, derived) in bases.into_iter().zip((0..).map(TypeId)) {
        let base = base.and_then(|id| types.get_mut(id.0 as usize));
        if let Some(TypeKind::Entity(s) | TypeKind::Complex(s)) = base.map(|ty| &mut ty.kind) {
            s.derived.push(derived);
        }
    }
}

fn enumeration<'a>(enumeration: &Enumeration<'a>) -> Enumeration<'a> {
    Enumeration {
        underlying: enumeration.underlying,
        is_flags: enumeration.is_flags,
        members: enumeration
            .members
            .iter()
            .map(|member| EnumMember {
                name: member.name,
                span: member.span,
                value: member.value,
                annotations: clone(&member.annotations),
            })
            .collect(),
    }
}

fn clone<'a>(annotations: &Annotations<'a>) -> Annotations<'a> {
    Annotations(annotations.0.clone())
}
