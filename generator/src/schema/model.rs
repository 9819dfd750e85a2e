//! The one model that every reader fills: names resolved, inheritance linked, everything sorted.
//!
//! It borrows its texts from the input. Lists are sorted by name (enum members by value), so the
//! order of elements in the input cannot be seen from here on.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use super::{Annotations, Primitive};
use crate::diagnostics::Span;

/// A whole service description.
#[derive(Debug, Default)]
pub struct Schema<'a> {
    /// Other names of namespaces, for those who refer to elements of the schema from outside of it.
    pub aliases: BTreeMap<&'a str, &'a str>,
    /// Entity, complex, enumeration types and type definitions, sorted by name.
    pub types: Vec<Type<'a>>,
    /// Actions and functions, sorted by name, then binding parameter, then parameter names.
    pub operations: Vec<Operation<'a>>,
    /// What the service root offers. A document of types alone has none.
    pub container: Option<Container<'a>>,
}

/// The place of a type in [`Schema::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// The place of an action or function in [`Schema::operations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub u32);

/// A namespace and a name in it: `microsoft.graph` and `user`. Displays as `microsoft.graph.user`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct QualifiedName<'a> {
    /// The namespace, never an alias.
    pub namespace: &'a str,
    /// The simple name.
    pub name: &'a str,
}

impl Ord for QualifiedName<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        // Nearly all names are of one namespace, and have it from one place of the document.
        let of_one = std::ptr::eq(self.namespace, other.namespace);
        let namespaces = (!of_one).then(|| self.namespace.cmp(other.namespace));
        let namespaces = namespaces.unwrap_or(Ordering::Equal);
        namespaces.then_with(|| self.name.cmp(other.name))
    }
}

impl PartialOrd for QualifiedName<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for QualifiedName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.namespace, self.name)
    }
}

/// A named type.
#[derive(Debug)]
pub struct Type<'a> {
    /// Its name.
    pub name: QualifiedName<'a>,
    /// Where it is declared.
    pub span: Span,
    /// What it is.
    pub kind: TypeKind<'a>,
    /// What is said about it.
    pub annotations: Annotations<'a>,
}

/// The four kinds of named types (CSDL 6, 9, 10, 11).
#[derive(Debug)]
pub enum TypeKind<'a> {
    /// An entity type.
    Entity(Structure<'a>),
    /// A complex type.
    Complex(Structure<'a>),
    /// An enumeration type.
    Enumeration(Enumeration<'a>),
    /// Another name for a primitive type.
    Definition(Primitive),
}

impl<'a> Type<'a> {
    /// The members, if this is an entity or complex type.
    pub fn structure(&self) -> Option<&Structure<'a>> {
        match &self.kind {
            TypeKind::Entity(structure) | TypeKind::Complex(structure) => Some(structure),
            _ => None,
        }
    }
}

/// What entity and complex types have in common.
#[derive(Debug, Default)]
pub struct Structure<'a> {
    /// The base type.
    pub base: Option<TypeId>,
    /// The types that name this one as their base, sorted.
    pub derived: Vec<TypeId>,
    /// Has no instances of exactly this type.
    pub is_abstract: bool,
    /// Instances may have members that are not declared.
    pub is_open: bool,
    /// Each instance is a media stream (entity types only).
    pub has_stream: bool,
    /// The ways to instances (entity types only).
    pub addressing: Addressing,
    /// The key that is declared here; inherited ones are at the base.
    pub key: Vec<KeyProperty<'a>>,
    /// Own properties, without the inherited ones.
    pub properties: Vec<Property<'a>>,
    /// Own navigation properties, without the inherited ones.
    pub navigation: Vec<NavigationProperty<'a>>,
}

/// The ways to the entities of a type, besides navigation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Addressing {
    /// Keys.
    #[default]
    Key,
    /// Keys, and paths of names that begin at another entity: `root:/a/b.txt`. Only patches say so.
    KeyAndPath,
}

/// One part of a key (CSDL 6.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyProperty<'a> {
    /// A property, or a path through complex properties: `Info/ID`.
    pub path: &'a str,
    /// The name in key predicates; for a path it is required.
    pub alias: Option<&'a str>,
}

impl<'a> KeyProperty<'a> {
    /// The name in key predicates: the alias, or the property.
    pub fn name(&self) -> &'a str {
        self.alias.unwrap_or(self.path)
    }
}

/// A structural property.
#[derive(Debug)]
pub struct Property<'a> {
    /// Its name on the wire.
    pub name: &'a str,
    /// Where it is declared.
    pub span: Span,
    /// What it holds.
    pub ty: TypeRef,
    /// May be `null`; of a collection: may its items be `null`.
    pub nullable: bool,
    /// The value that the service takes where none is given.
    pub default: Option<&'a str>,
    /// Length, precision and the like.
    pub facets: Facets<'a>,
    /// What is said about it.
    pub annotations: Annotations<'a>,
}

/// The facets that say which values a type allows (CSDL 7.2). `None` is "not said".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facets<'a> {
    /// `MaxLength`: a number or `max`.
    pub max_length: Option<&'a str>,
    /// `Precision`.
    pub precision: Option<&'a str>,
    /// `Scale`: a number, `floating` or `variable`.
    pub scale: Option<&'a str>,
    /// `SRID`.
    pub srid: Option<&'a str>,
    /// `Unicode`.
    pub unicode: Option<bool>,
}

/// A navigation property.
#[derive(Debug)]
pub struct NavigationProperty<'a> {
    /// Its name on the wire.
    pub name: &'a str,
    /// Where it is declared.
    pub span: Span,
    /// The entity type that it leads to.
    pub target: TypeId,
    /// Leads to many.
    pub is_collection: bool,
    /// May lead nowhere. Always false for collections.
    pub nullable: bool,
    /// The target lives inside this entity.
    pub contains_target: bool,
    /// The navigation property that leads back.
    pub partner: Option<&'a str>,
    /// What is said about it.
    pub annotations: Annotations<'a>,
}

/// The type of a position: a property, a parameter, a return value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeRef {
    /// The type of the value or, of a collection, of its items.
    pub item: ItemType,
    /// A list of such items.
    pub is_collection: bool,
}

/// A type that is not a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemType {
    /// A type of the language itself.
    Primitive(Primitive),
    /// A type of the schema.
    Named(TypeId),
}

/// What an enumeration type declares.
#[derive(Debug)]
pub struct Enumeration<'a> {
    /// The integer type beneath.
    pub underlying: Primitive,
    /// Values are sets of members.
    pub is_flags: bool,
    /// The members, sorted by value, then name.
    pub members: Vec<EnumMember<'a>>,
}

/// A member of an enumeration type.
#[derive(Debug)]
pub struct EnumMember<'a> {
    /// Its name on the wire.
    pub name: &'a str,
    /// Where it is declared.
    pub span: Span,
    /// Its number.
    pub value: i64,
    /// What is said about it.
    pub annotations: Annotations<'a>,
}

/// An action or a function; each overload is one.
#[derive(Debug)]
pub struct Operation<'a> {
    /// Its name, shared by its overloads.
    pub name: QualifiedName<'a>,
    /// Where it is declared.
    pub span: Span,
    /// Action or function.
    pub kind: OperationKind,
    /// The binding parameter, if it is bound.
    pub binding: Option<Parameter<'a>>,
    /// The other parameters, sorted by name.
    pub parameters: Vec<Parameter<'a>>,
    /// What it returns.
    pub returns: Option<ReturnType<'a>>,
    /// Leads from the binding parameter to the returned entity.
    pub entity_set_path: Option<&'a str>,
    /// What is said about it.
    pub annotations: Annotations<'a>,
}

/// Has side effects, or has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OperationKind {
    /// May have side effects; called with POST.
    Action,
    /// Has none; called with GET.
    Function {
        /// A path may go on after it.
        is_composable: bool,
    },
}

/// A parameter of an action or function.
#[derive(Debug)]
pub struct Parameter<'a> {
    /// Its name on the wire.
    pub name: &'a str,
    /// Where it is declared.
    pub span: Span,
    /// What it holds.
    pub ty: TypeRef,
    /// May be `null`.
    pub nullable: bool,
    /// May be left out (`Core.OptionalParameter`).
    pub is_optional: bool,
    /// What is said about it.
    pub annotations: Annotations<'a>,
}

/// What an action or function returns.
#[derive(Debug)]
pub struct ReturnType<'a> {
    /// Where it is declared.
    pub span: Span,
    /// What it holds.
    pub ty: TypeRef,
    /// May be `null`.
    pub nullable: bool,
    /// What is said about it.
    pub annotations: Annotations<'a>,
}

/// The entity container: what the service root offers (CSDL 13).
#[derive(Debug)]
pub struct Container<'a> {
    /// Its name.
    pub name: QualifiedName<'a>,
    /// Where it is declared.
    pub span: Span,
    /// Entity sets and singletons, sorted by name.
    pub sources: Vec<NavigationSource<'a>>,
    /// Action and function imports, sorted by name.
    pub imports: Vec<OperationImport<'a>>,
    /// What is said about it.
    pub annotations: Annotations<'a>,
}

/// An entity set or a singleton.
#[derive(Debug)]
pub struct NavigationSource<'a> {
    /// Its name in URLs.
    pub name: &'a str,
    /// Where it is declared.
    pub span: Span,
    /// The entity type that it holds.
    pub target: TypeId,
    /// Holds one entity and not a set of them.
    pub is_singleton: bool,
    /// Is listed in the service document.
    pub in_service_document: bool,
    /// Where its navigation properties lead, sorted by path.
    pub bindings: Vec<NavigationBinding<'a>>,
    /// What is said about it.
    pub annotations: Annotations<'a>,
}

/// Tells in which entity set the targets of a navigation property live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NavigationBinding<'a> {
    /// The path to the navigation property.
    pub path: &'a str,
    /// The entity set or singleton that it leads to.
    pub target: &'a str,
}

/// An unbound action or function that the service root offers.
#[derive(Debug)]
pub struct OperationImport<'a> {
    /// Its name in URLs.
    pub name: &'a str,
    /// Where it is declared.
    pub span: Span,
    /// The overloads that it stands for.
    pub operations: Vec<OperationId>,
    /// The entity set that returned entities belong to.
    pub entity_set: Option<&'a str>,
    /// Is listed in the service document (functions only).
    pub in_service_document: bool,
    /// What is said about it.
    pub annotations: Annotations<'a>,
}
