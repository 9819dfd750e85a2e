//! The wanted part of the schema in Rust's terms: plain sorted data, ready to be written.

mod builders;
mod call;
mod calls;
mod capabilities;
mod catalogue;
mod clouds;
mod derived;
mod docs;
mod enumerations;
mod features;
mod keys;
mod lower;
mod meaning;
mod methods;
mod models;
pub mod names;
mod operations;
mod parameters;
mod paths;
mod permissions;
mod signature;
mod types;
mod verbs;

pub use call::{Call, KeyPart, OperationCall, Returns};
pub use calls::{MadeRequest, Requests};
pub use catalogue::{Catalogue, Readable};
pub(crate) use docs::code;
pub use docs::markdown;
pub(crate) use features::RUNTIME_FEATURES;
pub use features::divide;
pub use lower::Lowering;
pub use meaning::{Meaning, PathMeaning};
pub use permissions::Permissions;
pub use signature::Type;

use std::collections::BTreeSet;

use crate::clouds::Clouds;
use crate::overlay::Status;
use crate::schema::ElementId;
use names::Name;

/// The features of the crate that something is there with, any of them will do. None: it is always there.
pub type Features = BTreeSet<String>;

/// One service description: a module of the crate.
#[derive(Debug)]
pub struct Api {
    /// The module's name: `v1_0`.
    pub module: Name,
    /// The path of the service below its host.
    pub service: String,
    /// What the service root offers; absent when no path is wanted.
    pub root: Option<Root>,
    /// Models and builders by namespace; the main one first.
    pub namespaces: Vec<Namespace>,
    /// What requests need to be allowed.
    pub permissions: Vec<Permissions>,
}

/// The builder that everything starts from.
#[derive(Debug)]
pub struct Root {
    /// `Graph`
    pub name: Name,
    /// The entity container in the schema.
    pub element: ElementId,
    /// What the metadata says that cannot be done with all that is here.
    pub caveats: Vec<String>,
    /// Entity sets, singletons and imports.
    pub methods: Vec<Method>,
    /// The parameters of imports.
    pub parameters: Vec<Structure>,
}

/// The models and builders of a namespace.
#[derive(Debug)]
pub struct Namespace {
    /// Its module; the main namespace has none of its own.
    pub module: Option<Name>,
    /// The namespace's own name.
    pub wire: String,
    /// Structures and enumerations, sorted by module.
    pub models: Vec<Model>,
    /// Request builders, sorted by module.
    pub builders: Vec<BuilderFile>,
    /// It has models, if only others than those.
    pub has_models: bool,
    /// It has request builders, if only others than those.
    pub has_requests: bool,
}

/// A type, in a file of its own.
#[derive(Debug)]
pub struct Model {
    /// The file.
    pub module: Name,
    /// What is in it.
    pub kind: ModelKind,
    /// What brings it.
    pub features: Features,
}

/// What a model is.
#[derive(Debug)]
pub enum ModelKind {
    /// An entity type or complex type.
    Structure(Box<Structure>),
    /// An enumeration type.
    Enumeration(Enumeration),
}

/// Where an item is: the modules below that of the API, and its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// `["models"]`, or `["security", "models"]`.
    pub modules: Vec<Name>,
    /// `LongRunningOperation`
    pub item: Name,
}

/// What is said about an item: paragraphs of Markdown, and whether it is deprecated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// Paragraphs that rustdoc takes without a warning.
    pub paragraphs: Vec<String>,
    /// Why it should not be used any more.
    pub deprecated: Option<String>,
}

impl Docs {
    /// A single paragraph.
    fn line(line: String) -> Self {
        Self {
            paragraphs: vec![line],
            deprecated: None,
        }
    }
}

/// A struct with members.
#[derive(Debug)]
pub struct Structure {
    /// Its name.
    pub name: Name,
    /// Its qualified name in the schema.
    pub wire: String,
    /// What in the schema it comes from: the type, or an action or function.
    pub element: ElementId,
    /// What its name means on the wire.
    pub meaning: Meaning,
    /// What is said about it.
    pub docs: Docs,
    /// The base type and its bases, nearest first.
    pub ancestors: Vec<Path>,
    /// Inherited members by base type, nearest first.
    pub inherited: Vec<Inherited>,
    /// Wanted types that derive from it.
    pub derived: Vec<Derived>,
    /// The enum of what a value may really be: its name.
    pub kind: Option<Name>,
    /// How its values tell how far an operation has come, if they do.
    pub status: Option<Status>,
    /// Facts of the type itself.
    pub facts: TypeFacts,
    /// Its own members.
    pub members: Vec<Member>,
    /// Its members have property descriptors.
    pub has_descriptors: bool,
}

impl Structure {
    /// Its own members that have property descriptors: all or none.
    pub(crate) fn described(&self) -> &[Member] {
        if self.has_descriptors {
            &self.members
        } else {
            &[]
        }
    }
}

/// Facts of a type that do not depend on its members. Parameters of operations have none.
#[derive(Debug, Default, Clone, Copy)]
pub struct TypeFacts {
    /// No value is of exactly this type.
    pub is_abstract: bool,
    /// Its values may have members that it does not declare.
    pub is_open: bool,
    /// Its values are entities.
    pub is_entity: bool,
}

/// The members that a base type declares.
#[derive(Debug)]
pub struct Inherited {
    /// The base type.
    pub base: Path,
    /// The module of its property descriptors.
    pub module: Path,
    /// The fields.
    pub fields: Vec<Name>,
}

/// A type that derives from another one.
#[derive(Debug)]
pub struct Derived {
    /// The type.
    pub path: Path,
    /// The type in the schema.
    pub element: ElementId,
    /// Its qualified name in the schema.
    pub wire: String,
    /// Its variant in the enum of kinds.
    pub variant: Name,
    /// What brings it, beside what brings the base.
    pub features: Features,
}

/// A field and its property descriptor.
#[derive(Debug)]
pub struct Member {
    /// The field.
    pub field: Name,
    /// What in the schema it comes from.
    pub element: ElementId,
    /// The name on the wire.
    pub wire: String,
    /// What it holds.
    pub ty: FieldType,
    /// What a request may do to it.
    pub access: Access,
    /// What is said about it.
    pub docs: Docs,
}

/// What a request may do to a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Set it and clear it.
    Nullable,
    /// Set it.
    Required,
    /// Neither.
    ReadOnly,
    /// Neither, but fill it by `$expand`.
    Navigation,
}

impl Access {
    /// What the runtime calls it, where it is not the usual.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::Nullable => None,
            Self::Required => Some("Required"),
            Self::ReadOnly => Some("ReadOnly"),
            Self::Navigation => Some("Navigation"),
        }
    }
}

/// The type of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldType {
    /// The value or, of a list, each of its items.
    pub item: Item,
    /// A list of such items.
    pub is_collection: bool,
}

/// The type of one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// Of the language: `bool`, `i32`, `String`.
    Std(&'static str),
    /// Of the runtime: `DateTimeOffset`.
    Runtime(&'static str),
    /// A generated enum.
    Enumeration(Path),
    /// A set of members of a generated enum.
    Flags(Path),
    /// A generated struct.
    Structure(Path),
}

/// An enum that grows.
#[derive(Debug)]
pub struct Enumeration {
    /// Its name.
    pub name: Name,
    /// The type in the schema.
    pub element: ElementId,
    /// Its qualified name in the schema.
    pub wire: String,
    /// What is said about it.
    pub docs: Docs,
    /// The known members.
    pub variants: Vec<Variant>,
}

/// A known member of an enum.
#[derive(Debug)]
pub struct Variant {
    /// Its name.
    pub name: Name,
    /// The member in the schema.
    pub element: ElementId,
    /// The name on the wire.
    pub wire: String,
    /// Its number.
    pub value: i64,
    /// What is said about it.
    pub docs: Docs,
}

/// The builders of an entity or complex type, in a file of their own.
#[derive(Debug)]
pub struct BuilderFile {
    /// The file.
    pub module: Name,
    /// The type in the schema.
    pub element: ElementId,
    /// The qualified name of the type in the schema.
    pub wire: String,
    /// For one entity, for many, or both; none when only derived types are on a path.
    pub builders: Vec<Builder>,
    /// The parameters of operations that are bound to the type.
    pub parameters: Vec<Structure>,
    /// What brings it.
    pub features: Features,
}

/// A request builder.
#[derive(Debug)]
pub struct Builder {
    /// Its name.
    pub name: Name,
    /// The type in the schema.
    pub element: ElementId,
    /// For many, and not for one.
    pub many: bool,
    /// The qualified name of the type in the schema.
    pub wire: String,
    /// What is said about it.
    pub docs: Docs,
    /// What can be done with it.
    pub methods: Vec<Method>,
}

/// A method of a builder.
#[derive(Debug)]
pub struct Method {
    /// Its name.
    pub name: Name,
    /// What in the schema it comes from: a member, an operation, or for a verb the type.
    pub element: ElementId,
    /// What its name means on the wire.
    pub meaning: Meaning,
    /// What is said about it.
    pub docs: Docs,
    /// What it does.
    pub call: Call,
    /// What brings the builder that it leads to, beside what brings its own.
    pub features: Features,
    /// The constants of what its requests need to be allowed, as far as it is known.
    pub permissions: Vec<Name>,
    /// The clouds that offer any of its requests, if it is not all of them.
    pub clouds: Option<Clouds>,
}
