//! The one identity of an element.

use super::{Annotations, Enumeration, ItemType, OperationId, Primitive, Schema, TypeId, TypeKind};
use crate::diagnostics::Span;

/// An element of a schema, by its place there. It means nothing in another schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ElementId {
    /// The entity container.
    Container,
    /// An entity set or singleton, by its place in the container.
    Source(u32),
    /// An action or function import, by its place in the container.
    Import(u32),
    /// A type of the schema.
    Type(TypeId),
    /// A type of the language itself, which has request builders where operations are bound to it.
    Language(Primitive),
    /// The key that a type declares.
    Key(TypeId),
    /// An alternate key, by its place among those of the type that declares it.
    AlternateKey(TypeId, u32),
    /// A structural property, by its place in the type that declares it.
    Property(TypeId, u32),
    /// A navigation property, by its place in the type that declares it.
    Navigation(TypeId, u32),
    /// A member of an enumeration type, by its place there.
    Member(TypeId, u32),
    /// An action or function; each overload is one.
    Operation(OperationId),
    /// A parameter, by its place among those that are not the binding parameter.
    Parameter(OperationId, u32),
    /// The return type of an action or function.
    ReturnType(OperationId),
}

impl From<ItemType> for ElementId {
    fn from(item: ItemType) -> Self {
        match item {
            ItemType::Named(id) => Self::Type(id),
            ItemType::Primitive(primitive) => Self::Language(primitive),
        }
    }
}

impl ElementId {
    /// The element that this one is declared in: the type of a member, the operation of a parameter, the container of a
    /// singleton. Operations are declared by themselves; what they are bound to is [`Schema::bound_to`].
    pub fn parent(self) -> Option<Self> {
        match self {
            Self::Source(_) | Self::Import(_) => Some(Self::Container),
            Self::Key(id)
            | Self::AlternateKey(id, _)
            | Self::Property(id, _)
            | Self::Navigation(id, _)
            | Self::Member(id, _) => Some(Self::Type(id)),
            Self::Parameter(id, _) | Self::ReturnType(id) => Some(Self::Operation(id)),
            Self::Container | Self::Type(_) | Self::Language(_) | Self::Operation(_) => None,
        }
    }
}

impl<'a> Schema<'a> {
    /// The type that an operation, or a part of it, is bound to.
    pub fn bound_to(&self, element: ElementId) -> Option<ElementId> {
        let (ElementId::Operation(id) | ElementId::Parameter(id, _) | ElementId::ReturnType(id)) =
            element
        else {
            return None;
        };
        let binding = self[id].binding.as_ref()?;
        Some(binding.ty.item.into())
    }

    /// The elements that are declared in this one, in the order of the schema.
    pub fn children(&self, element: ElementId) -> Vec<ElementId> {
        match element {
            ElementId::Container => self.container.as_ref().map_or_else(Vec::new, |container| {
                let sources = numbered(&container.sources).map(ElementId::Source);
                sources
                    .chain(numbered(&container.imports).map(ElementId::Import))
                    .collect()
            }),
            ElementId::Type(id) => self.members_of(id),
            ElementId::Operation(id) => {
                let parameters = numbered(&self[id].parameters);
                let returns = self[id].returns.iter();
                parameters
                    .map(|n| ElementId::Parameter(id, n))
                    .chain(returns.map(|_| ElementId::ReturnType(id)))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    fn members_of(&self, id: TypeId) -> Vec<ElementId> {
        match &self[id].kind {
            TypeKind::Entity(structure) | TypeKind::Complex(structure) => {
                let key = (!structure.key.is_empty()).then_some(ElementId::Key(id));
                let properties = numbered(&structure.properties);
                let navigation = numbered(&structure.navigation);
                key.into_iter()
                    .chain(properties.map(|n| ElementId::Property(id, n)))
                    .chain(navigation.map(|n| ElementId::Navigation(id, n)))
                    .collect()
            }
            TypeKind::Enumeration(enumeration) => numbered(&enumeration.members)
                .map(|n| ElementId::Member(id, n))
                .collect(),
            TypeKind::Definition(_) => Vec::new(),
        }
    }

    /// The simple name of an element; keys and return types have none.
    pub fn simple_name(&self, element: ElementId) -> Option<&'a str> {
        Some(match element {
            ElementId::Container => self.container.as_ref()?.name.name,
            ElementId::Source(n) => self.source(n)?.name,
            ElementId::Import(n) => self.import(n)?.name,
            ElementId::Type(id) => self[id].name.name,
            ElementId::Language(primitive) => primitive.name().name,
            ElementId::Property(id, n) => self.property(id, n)?.name,
            ElementId::Navigation(id, n) => self.navigation(id, n)?.name,
            ElementId::Member(id, n) => {
                let members = &self.enumeration(id)?.members;
                members.get(n as usize)?.name
            }
            ElementId::Operation(id) => self[id].name.name,
            ElementId::Parameter(id, n) => self[id].parameters.get(n as usize)?.name,
            ElementId::Key(_) | ElementId::AlternateKey(..) | ElementId::ReturnType(_) => {
                return None;
            }
        })
    }

    /// The place where an element is declared. Keys are where their types are.
    pub fn span(&self, element: ElementId) -> Option<Span> {
        Some(match element {
            ElementId::Container => self.container.as_ref()?.span,
            ElementId::Source(n) => self.source(n)?.span,
            ElementId::Import(n) => self.import(n)?.span,
            ElementId::Type(id) | ElementId::Key(id) | ElementId::AlternateKey(id, _) => {
                self[id].span
            }
            ElementId::Language(_) => return None,
            ElementId::Property(id, n) => self.property(id, n)?.span,
            ElementId::Navigation(id, n) => self.navigation(id, n)?.span,
            ElementId::Member(id, n) => self.enumeration(id)?.members.get(n as usize)?.span,
            ElementId::Operation(id) => self[id].span,
            ElementId::Parameter(id, n) => self[id].parameters.get(n as usize)?.span,
            ElementId::ReturnType(id) => self[id].returns.as_ref()?.span,
        })
    }

    /// The kind of an element, as CSDL calls it.
    pub fn kind_of(&self, element: ElementId) -> &'static str {
        match element {
            ElementId::Container => "entity container",
            ElementId::Source(n) if self.source(n).is_some_and(|s| s.is_singleton) => "singleton",
            ElementId::Source(_) => "entity set",
            ElementId::Import(_) => "import",
            ElementId::Type(id) => match self[id].kind {
                TypeKind::Entity(_) => "entity type",
                TypeKind::Complex(_) => "complex type",
                TypeKind::Enumeration(_) => "enumeration type",
                TypeKind::Definition(_) => "type definition",
            },
            ElementId::Language(_) => "type of the language",
            ElementId::Key(_) => "key",
            ElementId::AlternateKey(..) => "alternate key",
            ElementId::Property(..) => "property",
            ElementId::Navigation(..) => "navigation property",
            ElementId::Member(..) => "enumeration member",
            ElementId::Operation(_) => "operation",
            ElementId::Parameter(..) => "parameter",
            ElementId::ReturnType(_) => "return type",
        }
    }

    /// The types that an element mentions: that of a member, those that an operation takes and returns. Of a type, its
    /// base and what its members mention.
    pub fn mentioned(&self, element: ElementId) -> Vec<ItemType> {
        let one = |item: Option<ItemType>| item.into_iter().collect();
        match element {
            ElementId::Source(n) => one(self.source(n).map(|source| source.target.into())),
            ElementId::Import(n) => {
                let operations = self.import(n).into_iter().flat_map(|i| &i.operations);
                operations
                    .flat_map(|&id| self.mentioned(ElementId::Operation(id)))
                    .collect()
            }
            ElementId::Type(id) => {
                let base = self[id].structure().and_then(|structure| structure.base);
                let members = self.members_of(id).into_iter();
                let members = members.flat_map(|member| self.mentioned(member));
                base.map(ItemType::Named)
                    .into_iter()
                    .chain(members)
                    .collect()
            }
            ElementId::Property(id, n) => one(self.property(id, n).map(|p| p.ty.item)),
            ElementId::Navigation(id, n) => one(self.navigation(id, n).map(|n| n.target.into())),
            ElementId::Operation(id) => {
                let children = self.children(element).into_iter();
                let binding = self[id].binding.iter().map(|binding| binding.ty.item);
                children
                    .flat_map(|child| self.mentioned(child))
                    .chain(binding)
                    .collect()
            }
            ElementId::Parameter(id, n) => {
                one(self[id].parameters.get(n as usize).map(|p| p.ty.item))
            }
            ElementId::ReturnType(id) => one(self[id].returns.as_ref().map(|r| r.ty.item)),
            _ => Vec::new(),
        }
    }

    /// The members of an enumeration type.
    pub fn enumeration(&self, id: TypeId) -> Option<&Enumeration<'a>> {
        match &self[id].kind {
            TypeKind::Enumeration(enumeration) => Some(enumeration),
            _ => None,
        }
    }

    /// Returns what is said about an element.
    pub fn annotations(&self, element: ElementId) -> Option<&Annotations<'a>> {
        Some(match element {
            ElementId::Container => &self.container.as_ref()?.annotations,
            ElementId::Source(n) => &self.source(n)?.annotations,
            ElementId::Import(n) => &self.import(n)?.annotations,
            ElementId::Type(id) => &self[id].annotations,
            ElementId::Property(id, n) => &self.property(id, n)?.annotations,
            ElementId::Navigation(id, n) => &self.navigation(id, n)?.annotations,
            ElementId::Member(id, n) => {
                let members = &self.enumeration(id)?.members;
                &members.get(n as usize)?.annotations
            }
            ElementId::Operation(id) => &self[id].annotations,
            ElementId::Parameter(id, n) => &self[id].parameters.get(n as usize)?.annotations,
            ElementId::ReturnType(id) => &self[id].returns.as_ref()?.annotations,
            ElementId::Language(_) | ElementId::Key(_) | ElementId::AlternateKey(..) => {
                return None;
            }
        })
    }
}

fn numbered<T>(list: &[T]) -> impl Iterator<Item = u32> + use<T> {
    0..u32::try_from(list.len()).unwrap_or(u32::MAX)
}
