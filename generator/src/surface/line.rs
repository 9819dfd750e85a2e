//! One public item, and how it is written.

use std::cmp::Ordering;
use std::fmt;

use crate::rust::names::{Kind, MEANS};
use crate::rust::{Access, Features, Meaning};
use crate::schema::ElementId;

/// A public item. Displays as its line in `api.txt`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it is: `v1_0::models::User::display_name`.
    pub path: String,
    /// What it is, with its whole type.
    pub public: Public,
    /// It is there if any of these features is on; with none it always is. What is in a type is there no more
    /// often than the type.
    pub features: Features,
    /// The element of the schema that it comes from; none for modules and features.
    pub element: Option<ElementId>,
    /// What its name means on the wire.
    pub meaning: Meaning,
}

/// What a public item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Public {
    /// A feature of the crate.
    Feature,
    /// A module.
    Module,
    /// An entity or complex type, or the parameters of an operation.
    Model {
        /// The path of the base type, which it derefs to.
        base: Option<String>,
        /// The path of the module with its property descriptors.
        module: String,
    },
    /// The enum of an enumeration type.
    Enumeration,
    /// The enum of what a value of a model may really be.
    Kind {
        /// The path of the model.
        of: String,
    },
    /// A request builder, or the root of the service.
    Builder,
    /// A field of a model.
    Field {
        /// Its type.
        ty: String,
    },
    /// A property descriptor.
    Handle {
        /// The path of the model that declares the member.
        owner: String,
        /// The type of the field.
        ty: String,
        /// What requests may do to it.
        access: Access,
    },
    /// A variant of an enum.
    Variant {
        /// The type of the value in it.
        of: Option<String>,
    },
    /// A method, or a function of a type.
    Method {
        /// How it takes the value.
        receiver: Receiver,
        /// Names and types.
        parameters: Vec<(String, String)>,
        /// What it returns.
        returns: String,
    },
    /// The implementation of a trait that not all types of a kind implement.
    Implementation {
        /// `LongRunning`
        of: &'static str,
    },
}

/// How a method takes the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receiver {
    /// Not at all.
    None,
    /// `&self`
    Reference,
    /// `self`
    Value,
}

/// Items in different spaces can have one path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    /// Features of the crate.
    Feature,
    /// Types and modules.
    Type,
    /// Implementations of traits.
    Implementation,
    /// Fields.
    Field,
    /// Functions, constants and variants.
    Value,
}

/// What is in a type comes right after it: the colon is the least character.
pub(super) fn order(a: (&str, Space), b: (&str, Space)) -> Ordering {
    let rank = |byte: u8| if byte == b':' { 0 } else { byte };
    let by_path = a.0.bytes().map(rank).cmp(b.0.bytes().map(rank));
    (a.1 != Space::Feature)
        .cmp(&(b.1 != Space::Feature))
        .then(by_path)
        .then(a.1.cmp(&b.1))
}

impl Line {
    /// Which of the items with its path it is.
    pub fn space(&self) -> Space {
        match self.public {
            Public::Feature => Space::Feature,
            Public::Module
            | Public::Model { .. }
            | Public::Enumeration
            | Public::Kind { .. }
            | Public::Builder => Space::Type,
            Public::Implementation { .. } => Space::Implementation,
            Public::Field { .. } => Space::Field,
            Public::Handle { .. } | Public::Variant { .. } | Public::Method { .. } => Space::Value,
        }
    }

    /// What its name is of, if it is a name that means something on the wire.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self.public {
            Public::Module => Some(Kind::Module),
            Public::Model { .. } | Public::Enumeration => Some(Kind::Type),
            Public::Kind { .. } => Some(Kind::Downcast),
            Public::Builder => Some(Kind::Builder),
            Public::Field { .. } => Some(Kind::Field),
            Public::Variant { .. } => Some(Kind::Variant),
            Public::Method { .. } => Some(Kind::Method),
            Public::Feature | Public::Handle { .. } | Public::Implementation { .. } => None,
        }
    }

    pub(super) fn key(&self) -> (&str, Space) {
        (&self.path, self.space())
    }

    /// The last part of its path.
    pub fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or_default()
    }

    /// What its path begins with: the type or module that it is in.
    pub fn owner(&self) -> &str {
        self.path.rsplit_once("::").map_or("", |(owner, _)| owner)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.public {
            Public::Feature => write!(f, "feature {path}"),
            Public::Module => write!(f, "mod {path}"),
            Public::Model { base, .. } => {
                write!(f, "model {path}")?;
                match base {
                    Some(base) => write!(f, ": {}", in_api(base)),
                    None => Ok(()),
                }
            }
            Public::Enumeration => write!(f, "enum {path}"),
            Public::Kind { .. } => write!(f, "kind {path}"),
            Public::Builder => write!(f, "builder {path}"),
            Public::Field { ty } => write!(f, "field {path}: {ty}"),
            Public::Handle { owner, ty, access } => {
                let owner = in_api(owner);
                write!(f, "const {path}: &Property<{owner}, {ty}")?;
                match access.name() {
                    Some(access) => write!(f, ", {access}>"),
                    None => f.write_str(">"),
                }
            }
            Public::Variant { of: None } => write!(f, "variant {path}"),
            Public::Variant { of: Some(of) } => write!(f, "variant {path}({of})"),
            Public::Method {
                receiver,
                parameters,
                returns,
            } => write_method(f, path, *receiver, parameters, returns),
            Public::Implementation { of } => write!(f, "impl {of} for {path}"),
        }?;
        for (n, feature) in self.features.iter().enumerate() {
            let word = if n == 0 { "  if" } else { " or" };
            write!(f, "{word} {feature}")?;
        }
        if self.meaning != Meaning::None {
            write!(f, "{MEANS}{}", self.meaning)?;
        }
        Ok(())
    }
}

fn write_method(
    f: &mut fmt::Formatter<'_>,
    path: &str,
    receiver: Receiver,
    parameters: &[(String, String)],
    returns: &str,
) -> fmt::Result {
    write!(f, "fn {path}(")?;
    let mut separator = match receiver {
        Receiver::None => "",
        Receiver::Reference => {
            f.write_str("&self")?;
            ", "
        }
        Receiver::Value => {
            f.write_str("self")?;
            ", "
        }
    };
    for (name, ty) in parameters {
        write!(f, "{separator}{name}: {ty}")?;
        separator = ", ";
    }
    write!(f, ") -> {returns}")
}

/// `models::User` for `v1_0::models::User`. What is right in the module of the API keeps its whole path: its
/// name alone could mean something else.
pub(super) fn in_api(path: &str) -> &str {
    match path.split_once("::") {
        Some((_, inner)) if inner.contains("::") => inner,
        _ => path,
    }
}
