//! The syntax tree: what a document says, element by element, with the place of everything that
//! could be complained about. Texts are borrowed from the document wherever they stand there as they are.

mod annotation;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Deref;

pub use annotation::{Annotation, Dynamic, Expression, ExternalAnnotations, PropertyValue, Record};

use crate::diagnostics::Span;

/// The value of an attribute, or the text in an element, and its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text<'a> {
    /// The text, references such as `&amp;` replaced.
    pub value: Cow<'a, str>,
    /// Where it stands.
    pub span: Span,
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.value
    }
}

/// A path, or a name in one, that may use aliases.
#[derive(Debug, Clone)]
pub struct PathText<'a> {
    /// As it is written.
    pub text: Text<'a>,
    /// With namespaces for aliases: kept here by the resolver, and only if that differs.
    pub expanded: OnceCell<Box<str>>,
}

/// A CSDL document (CSDL 3).
#[derive(Debug)]
pub struct Document<'a> {
    /// Which of the inputs it is, for diagnostics.
    pub source: usize,
    /// Where each document but the first begins, if the input is of several.
    pub starts: Vec<u32>,
    /// What it takes from other documents.
    pub references: Vec<Reference<'a>>,
    /// Its schemas.
    pub schemas: Vec<Schema<'a>>,
}

/// `edmx:Reference` (CSDL 4.1).
#[derive(Debug)]
pub struct Reference<'a> {
    /// Where the other document is.
    pub uri: Text<'a>,
    /// The namespaces taken from it.
    pub includes: Vec<Include<'a>>,
    /// The annotations taken from it.
    pub include_annotations: Vec<IncludeAnnotations<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `edmx:Include` (CSDL 4.2).
#[derive(Debug)]
pub struct Include<'a> {
    /// The namespace.
    pub namespace: Text<'a>,
    /// A short name for it.
    pub alias: Option<Text<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `edmx:IncludeAnnotations` (CSDL 4.3).
#[derive(Debug)]
pub struct IncludeAnnotations<'a> {
    /// Terms of this namespace only.
    pub term_namespace: Text<'a>,
    /// Annotations with this qualifier only.
    pub qualifier: Option<Text<'a>>,
    /// Targets in this namespace only.
    pub target_namespace: Option<Text<'a>>,
}

/// `Schema` (CSDL 5).
#[derive(Debug, Default)]
pub struct Schema<'a> {
    /// Its namespace.
    pub namespace: Text<'a>,
    /// A short name for it.
    pub alias: Option<Text<'a>>,
    /// Entity and complex types.
    pub structures: Vec<StructuredType<'a>>,
    /// Enumeration types.
    pub enumerations: Vec<EnumType<'a>>,
    /// Type definitions.
    pub definitions: Vec<TypeDefinition<'a>>,
    /// Actions and functions.
    pub operations: Vec<Operation<'a>>,
    /// Entity containers.
    pub containers: Vec<EntityContainer<'a>>,
    /// Terms.
    pub terms: Vec<Term<'a>>,
    /// Annotations of targets somewhere else.
    pub external: Vec<ExternalAnnotations<'a>>,
    /// What is said about the schema.
    pub annotations: Vec<Annotation<'a>>,
}

/// `EntityType` or `ComplexType` (CSDL 6, 9).
#[derive(Debug, Default)]
pub struct StructuredType<'a> {
    /// Is it an entity type?
    pub is_entity: bool,
    /// Its simple name.
    pub name: Text<'a>,
    /// The start tag.
    pub span: Span,
    /// The qualified name of the base type.
    pub base: Option<Text<'a>>,
    /// `Abstract`.
    pub is_abstract: bool,
    /// `OpenType`; not given, it is inherited.
    pub is_open: Option<bool>,
    /// `HasStream`; not given, it is inherited.
    pub has_stream: Option<bool>,
    /// The key.
    pub key: Vec<PropertyRef<'a>>,
    /// Structural properties.
    pub properties: Vec<Property<'a>>,
    /// Navigation properties.
    pub navigation: Vec<NavigationProperty<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `PropertyRef` (CSDL 6.5).
#[derive(Debug)]
pub struct PropertyRef<'a> {
    /// The path to the property.
    pub path: Text<'a>,
    /// Its name in key predicates.
    pub alias: Option<Text<'a>>,
}

/// `Property` (CSDL 7).
#[derive(Debug)]
pub struct Property<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its type, as written.
    pub ty: Text<'a>,
    /// `Nullable`.
    pub nullable: Option<bool>,
    /// Facets. Most properties have none.
    pub facets: Option<Box<Facets<'a>>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// The facets besides `Nullable` (CSDL 7.2).
#[derive(Debug, Default)]
pub struct Facets<'a> {
    /// `MaxLength`.
    pub max_length: Option<Text<'a>>,
    /// `Precision`.
    pub precision: Option<Text<'a>>,
    /// `Scale`.
    pub scale: Option<Text<'a>>,
    /// `SRID`.
    pub srid: Option<Text<'a>>,
    /// `Unicode`.
    pub unicode: Option<bool>,
    /// `DefaultValue`.
    pub default: Option<Text<'a>>,
}

/// `NavigationProperty` (CSDL 8).
#[derive(Debug)]
pub struct NavigationProperty<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its type, as written.
    pub ty: Text<'a>,
    /// `Nullable`.
    pub nullable: Option<bool>,
    /// `Partner`.
    pub partner: Option<Text<'a>>,
    /// `ContainsTarget`.
    pub contains_target: bool,
    /// Referential constraints.
    pub constraints: Vec<ReferentialConstraint<'a>>,
    /// What happens to the targets when the source is deleted.
    pub on_delete: Option<OnDelete<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `ReferentialConstraint` (CSDL 8.5).
#[derive(Debug)]
pub struct ReferentialConstraint<'a> {
    /// The dependent property.
    pub property: Text<'a>,
    /// The property that it must equal.
    pub referenced: Text<'a>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `OnDelete` (CSDL 8.6).
#[derive(Debug)]
pub struct OnDelete<'a> {
    /// `Cascade`, `None`, `SetNull` or `SetDefault`.
    pub action: Text<'a>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `EnumType` (CSDL 10).
#[derive(Debug, Default)]
pub struct EnumType<'a> {
    /// Its simple name.
    pub name: Text<'a>,
    /// The start tag.
    pub span: Span,
    /// `UnderlyingType`.
    pub underlying: Option<Text<'a>>,
    /// `IsFlags`.
    pub is_flags: bool,
    /// Its members.
    pub members: Vec<Member<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `Member` (CSDL 10.3).
#[derive(Debug)]
pub struct Member<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its value, as written.
    pub value: Option<Text<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `TypeDefinition` (CSDL 11).
#[derive(Debug)]
pub struct TypeDefinition<'a> {
    /// Its simple name.
    pub name: Text<'a>,
    /// The start tag.
    pub span: Span,
    /// `UnderlyingType`.
    pub underlying: Text<'a>,
    /// Facets.
    pub facets: Option<Box<Facets<'a>>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `Term` (CSDL 14.1).
#[derive(Debug)]
pub struct Term<'a> {
    /// Its simple name.
    pub name: Text<'a>,
    /// The type of its values, as written.
    pub ty: Text<'a>,
    /// The qualified name of the term that it specializes.
    pub base: Option<Text<'a>>,
    /// `AppliesTo`.
    pub applies_to: Option<Text<'a>>,
    /// `Nullable`.
    pub nullable: Option<bool>,
    /// Facets.
    pub facets: Option<Box<Facets<'a>>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `Action` or `Function` (CSDL 12).
#[derive(Debug)]
pub struct Operation<'a> {
    /// Is it a function?
    pub is_function: bool,
    /// Its simple name.
    pub name: Text<'a>,
    /// The start tag.
    pub span: Span,
    /// `IsBound`.
    pub is_bound: bool,
    /// `IsComposable` (functions only).
    pub is_composable: bool,
    /// `EntitySetPath`.
    pub entity_set_path: Option<PathText<'a>>,
    /// Its parameters, in order; of a bound one the first is the binding parameter.
    pub parameters: Vec<Parameter<'a>>,
    /// What it returns.
    pub returns: Option<ReturnType<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `Parameter` (CSDL 12.9).
#[derive(Debug)]
pub struct Parameter<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its type, as written.
    pub ty: Text<'a>,
    /// `Nullable`.
    pub nullable: Option<bool>,
    /// Facets.
    pub facets: Option<Box<Facets<'a>>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `ReturnType` (CSDL 12.8).
#[derive(Debug)]
pub struct ReturnType<'a> {
    /// The start tag.
    pub span: Span,
    /// The type, as written.
    pub ty: Text<'a>,
    /// `Nullable`.
    pub nullable: Option<bool>,
    /// Facets.
    pub facets: Option<Box<Facets<'a>>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `EntityContainer` (CSDL 13).
#[derive(Debug)]
pub struct EntityContainer<'a> {
    /// Its simple name.
    pub name: Text<'a>,
    /// The start tag.
    pub span: Span,
    /// The qualified name of the container that it extends.
    pub extends: Option<Text<'a>>,
    /// Entity sets and singletons.
    pub sources: Vec<NavigationSource<'a>>,
    /// Action and function imports.
    pub imports: Vec<OperationImport<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `EntitySet` or `Singleton` (CSDL 13.2, 13.3).
#[derive(Debug)]
pub struct NavigationSource<'a> {
    /// Is it a singleton?
    pub is_singleton: bool,
    /// Its name.
    pub name: Text<'a>,
    /// Its entity type, as written.
    pub ty: Text<'a>,
    /// `IncludeInServiceDocument`.
    pub in_service_document: bool,
    /// Navigation property bindings.
    pub bindings: Vec<NavigationPropertyBinding<'a>>,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}

/// `NavigationPropertyBinding` (CSDL 13.4).
#[derive(Debug)]
pub struct NavigationPropertyBinding<'a> {
    /// The path to the navigation property.
    pub path: PathText<'a>,
    /// Where it leads.
    pub target: PathText<'a>,
}

/// `ActionImport` or `FunctionImport` (CSDL 13.5, 13.6).
#[derive(Debug)]
pub struct OperationImport<'a> {
    /// Is it a function import?
    pub is_function: bool,
    /// Its name.
    pub name: Text<'a>,
    /// The qualified name of the operation.
    pub operation: Text<'a>,
    /// `EntitySet`.
    pub entity_set: Option<PathText<'a>>,
    /// `IncludeInServiceDocument` (function imports only).
    pub in_service_document: bool,
    /// What is said about it.
    pub annotations: Vec<Annotation<'a>>,
}
