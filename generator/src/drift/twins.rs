//! Which element of one schema is which of the other one.

use std::cell::OnceCell;
use std::mem::{Discriminant, discriminant};

use rustc_hash::FxHashMap;

use super::changes::{Change, Pairing};
use crate::schema::{ElementId, ItemType, OperationId, Schema, TypeId, TypeRef};
use crate::slice::{Element, Node};

/// The elements of two schemas in pairs: by what they are called, and by what changes say of them.
pub(super) struct Twins<'c> {
    schemas: [&'c Schema<'c>; 2],
    types: &'c Pairing,
    /// Those that are called otherwise, or moved.
    told: FxHashMap<(usize, ElementId), ElementId>,
    /// The elements that are declared in another one, by name; made where they are looked for.
    named: [OnceCell<Named<'c>>; 2],
}

/// By what it is declared in, kind and name.
type Named<'c> = FxHashMap<(ElementId, Discriminant<ElementId>, &'c str), ElementId>;

impl<'c> Twins<'c> {
    pub(super) fn new(
        schemas: [&'c Schema<'c>; 2],
        types: &'c Pairing,
        changes: &[Change],
    ) -> Self {
        let mut told = FxHashMap::default();
        for change in changes.iter().filter(|change| change.alias.is_some()) {
            if let [Some(old), Some(new)] = change.ids {
                told.insert((0, old), new);
                told.insert((1, new), old);
            }
        }
        Self {
            schemas,
            types,
            told,
            named: [OnceCell::new(), OnceCell::new()],
        }
    }

    /// The element of that kind and name that is declared in another one.
    fn declared(
        &self,
        side: usize,
        parent: ElementId,
        like: ElementId,
        name: &str,
    ) -> Option<ElementId> {
        let schema = self.schema(side);
        let named = self.named.get(side)?.get_or_init(|| {
            let types = schema.type_ids().map(ElementId::Type);
            let operations = schema.operation_ids().map(ElementId::Operation);
            let mut named = Named::default();
            for parent in types.chain(operations).chain([ElementId::Container]) {
                for child in schema.children(parent) {
                    if let Some(name) = schema.simple_name(child) {
                        named
                            .entry((parent, discriminant(&child), name))
                            .or_insert(child);
                    }
                }
            }
            named
        });
        named.get(&(parent, discriminant(&like), name)).copied()
    }

    fn schema(&self, side: usize) -> &'c Schema<'c> {
        let [old, new] = self.schemas;
        if side == 0 { old } else { new }
    }

    /// The element of the other side that an element of this side is.
    pub(super) fn of(&self, side: usize, id: ElementId) -> Option<ElementId> {
        if let Some(&told) = self.told.get(&(side, id)) {
            return Some(told);
        }
        let here = self.schema(side);
        let in_parent = |parent| self.declared(1 - side, parent, id, here.simple_name(id)?);
        let container = self.schema(1 - side).container.as_ref();
        Some(match id {
            ElementId::Container => container.map(|_| ElementId::Container)?,
            ElementId::Language(_) => id,
            ElementId::Source(_) | ElementId::Import(_) => in_parent(ElementId::Container)?,
            ElementId::Type(ty) => ElementId::Type(self.of_type(side, ty)?),
            ElementId::Key(ty) => ElementId::Key(self.of_type(side, ty)?),
            ElementId::AlternateKey(ty, n) => ElementId::AlternateKey(self.of_type(side, ty)?, n),
            ElementId::Property(ty, _)
            | ElementId::Navigation(ty, _)
            | ElementId::Member(ty, _) => self.of_member(side, ty, id)?,
            ElementId::Operation(operation) => {
                ElementId::Operation(self.of_operation(side, operation)?)
            }
            ElementId::Parameter(operation, _) => {
                in_parent(ElementId::Operation(self.of_operation(side, operation)?))?
            }
            ElementId::ReturnType(operation) => {
                ElementId::ReturnType(self.of_operation(side, operation)?)
            }
        })
    }

    /// The same for what a slice is made of.
    pub(super) fn of_element(&self, side: usize, element: Element) -> Option<Element> {
        let node = |node: Node| self.of_node(side, node);
        let ty = |id: TypeId| self.of_type(side, id);
        Some(match element {
            Element::Declared(id) => Element::Declared(self.of(side, id)?),
            Element::Node(of) => Element::Node(node(of)?),
            Element::Cast(from, to) => Element::Cast(node(from)?, ty(to)?),
            Element::Request(of, verb) => Element::Request(node(of)?, verb),
            Element::Position(id) => Element::Position(ty(id)?),
            Element::Segment(..) => match self.of(side, element.id())? {
                ElementId::Property(id, n) => Element::Segment(id, n),
                _ => return None,
            },
        })
    }

    fn of_type(&self, side: usize, id: TypeId) -> Option<TypeId> {
        if side == 0 {
            self.types.new_of(id)
        } else {
            self.types.old_of(id)
        }
    }

    fn of_node(&self, side: usize, node: Node) -> Option<Node> {
        let ty = match node.ty {
            ItemType::Named(id) => self.of_type(side, id)?.into(),
            ItemType::Primitive(_) => node.ty,
        };
        Some(Node { ty, ..node })
    }

    /// The member of that name and kind, of the type or of a base.
    fn of_member(&self, side: usize, ty: TypeId, id: ElementId) -> Option<ElementId> {
        let there = self.schema(1 - side);
        let name = self.schema(side).simple_name(id)?;
        let mut lineage = there.lineage(self.of_type(side, ty)?);
        lineage.find_map(|ty| self.declared(1 - side, ElementId::Type(ty), id, name))
    }

    /// The operation of that name and binding; of several that with the same parameters, if there is one.
    fn of_operation(&self, side: usize, id: OperationId) -> Option<OperationId> {
        let (here, there) = (self.schema(side), self.schema(1 - side));
        let operation = &here[id];
        let binding = operation.binding.as_ref().map(|binding| binding.ty);
        let binding = match binding {
            Some(ty) => Some(Some(TypeRef {
                item: self.of_node(side, ty.into())?.ty,
                ..ty
            })),
            None => Some(None),
        }?;
        let start = there
            .operations
            .partition_point(|other| other.name < operation.name);
        let others = there.operation_ids().skip(start);
        let others = others.take_while(|&other| there[other].name == operation.name);
        let bound = |other: &OperationId| {
            there[*other].binding.as_ref().map(|binding| binding.ty) == binding
        };
        let overloads: Vec<_> = others.filter(bound).collect();
        let is_same = |other: &&OperationId| {
            let names = there[**other].parameters.iter().map(|p| p.name);
            names.eq(operation.parameters.iter().map(|p| p.name))
        };
        overloads
            .iter()
            .find(is_same)
            .or(overloads.first())
            .copied()
    }
}
