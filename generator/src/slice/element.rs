//! The things that a slice is made of.

use crate::schema::{
    AlternateKeys, ElementId, ItemType, KeyProperty, Primitive, Schema, TypeId, TypeRef,
    updates_by_put,
};

/// Something that a slice contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// An element of the schema: an entity set, singleton or import, a type whose values are sent or received, one of its
    /// members or alternate keys, an action or function.
    Declared(ElementId),
    /// A place in the service that paths lead to.
    Node(Node),
    /// A way from a node to the same place seen as a derived type.
    Cast(Node, TypeId),
    /// A request that a node answers.
    Request(Node, Verb),
    /// A type that a position refers to: the values there may be of a derived type.
    Position(TypeId),
    /// A structural property as a segment of paths, by its place in the type that declares it.
    Segment(TypeId, u32),
}

impl From<ElementId> for Element {
    fn from(id: ElementId) -> Self {
        Self::Declared(id)
    }
}

/// One value or a collection of values of a type; each gets one request builder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// The type of the values.
    pub ty: ItemType,
    /// A collection, and not one value.
    pub many: bool,
}

impl Node {
    /// Are the values of a primitive type, an enumeration type or a type definition?
    pub fn is_primitive(self, schema: &Schema) -> bool {
        let mut types = schema.ancestry(self.ty);
        types.any(|ty| ty == Primitive::AnyPrimitive.into())
    }
}

impl From<TypeRef> for Node {
    fn from(ty: TypeRef) -> Self {
        Self {
            ty: ty.item,
            many: ty.is_collection,
        }
    }
}

/// What can be asked of a node, besides its operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// `GET` of one.
    Get,
    /// `GET` of many.
    List,
    /// `POST` to many.
    Create,
    /// `PATCH` of one.
    Update,
    /// `PUT` of one.
    Put,
    /// `DELETE` of one.
    Delete,
    /// `GET …/$count`.
    Count,
    /// `GET`, `PUT` and `DELETE` of bytes: the `…/$value` of a media entity or primitive value, or a stream
    /// property itself.
    Media,
    /// `GET`, `POST`, `PUT` and `DELETE` of `…/$ref`.
    Reference,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 9] = [
        Self::Get,
        Self::List,
        Self::Create,
        Self::Update,
        Self::Put,
        Self::Delete,
        Self::Count,
        Self::Media,
        Self::Reference,
    ];

    /// The verbs that a node has wherever it is.
    pub fn of(schema: &Schema, node: Node) -> impl Iterator<Item = Self> {
        let has_stream = schema
            .lineage(node.ty)
            .any(|id| schema[id].structure().is_some_and(|s| s.has_stream));
        let is_entity = schema.is_entity(node.ty);
        let is_structure = schema.structure_of(node.ty).is_some();
        let is_primitive = node.is_primitive(schema);
        let is_stream = node.ty == Primitive::Stream.into();
        let is_put = node
            .ty
            .named()
            .is_some_and(|id| updates_by_put(&schema[id].annotations));
        Self::ALL.into_iter().filter(move |verb| match verb {
            Self::List | Self::Count => node.many,
            Self::Create => node.many && is_entity,
            Self::Get | Self::Delete => !node.many && !is_stream,
            Self::Update => !node.many && is_structure,
            Self::Media => !node.many && (has_stream || is_primitive),
            Self::Put => !node.many && is_put,
            Self::Reference => false,
        })
    }

    /// Its HTTP method, the first one where there are several.
    pub fn method(self) -> &'static str {
        match self {
            Self::Get | Self::List | Self::Count | Self::Media | Self::Reference => "GET",
            Self::Create => "POST",
            Self::Update => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }

    /// What its path has behind that of the node.
    pub fn segment(self) -> &'static str {
        match self {
            Self::Count => "/$count",
            Self::Media => "/$value",
            Self::Reference => "/$ref",
            _ => "",
        }
    }
}

impl Element {
    /// The element of the schema that it is, or that it is a use of: of a node or a request, the type of its values.
    pub fn id(self) -> ElementId {
        match self {
            Self::Declared(id) => id,
            Self::Node(node) | Self::Request(node, _) => node.ty.into(),
            Self::Cast(_, id) | Self::Position(id) => ElementId::Type(id),
            Self::Segment(id, n) => ElementId::Property(id, n),
        }
    }

    /// Says in a few words what it is.
    pub fn describe(self, schema: &Schema) -> String {
        match self {
            Self::Declared(id) => declared(schema, id),
            Self::Node(node) => {
                let count = if node.many { "many" } else { "one" };
                format!("path to {count} `{}`", schema.name_of(node.ty))
            }
            Self::Cast(_, to) => format!("cast to `{}`", schema[to].name),
            Self::Request(node, verb) => {
                let (method, segment) = (verb.method(), verb.segment());
                format!("{method} of `{}{segment}`", schema.name_of(node.ty))
            }
            Self::Position(id) => format!("a value of `{}` or of a derived type", schema[id].name),
            Self::Segment(..) => declared(schema, self.id()),
        }
    }
}

fn declared(schema: &Schema, id: ElementId) -> String {
    match id {
        ElementId::Source(_) | ElementId::Import(_) => {
            let name = schema.simple_name(id).unwrap_or_default();
            format!("{} `{name}`", schema.kind_of(id))
        }
        ElementId::Type(id) => format!("type `{}`", schema[id].name),
        ElementId::Operation(id) => format!("operation `{}`", schema[id].name),
        ElementId::AlternateKey(id, n) => {
            let keys = AlternateKeys::new(schema).of(id);
            let key = keys.get(n as usize).map_or(&[][..], Vec::as_slice);
            let names: Vec<_> = key.iter().map(KeyProperty::name).collect();
            format!("alternate key `{}({})`", schema[id].name, names.join(","))
        }
        id => format!("{} `{}`", schema.kind_of(id), schema.spelled(id)),
    }
}
