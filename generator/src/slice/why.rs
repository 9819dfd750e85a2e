//! Why an element is in the slice, or what would bring it in.

use std::fmt;

use super::closure::reachable;
use super::{Element, Slice, slice};
use crate::schema::{Schema, TypeKind};

/// The answer to "why is this here?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Explanation {
    /// It is in the slice: the shortest chain from a root to it.
    Because(Vec<String>),
    /// It is in the metadata but not in the slice: what it is, and roots that would bring it in.
    Missing {
        /// What it is.
        what: String,
        /// Lines for `roots`.
        remedies: Vec<String>,
    },
    /// The metadata has no such name: the nearest one, if one is near.
    Unknown(Option<String>),
}

/// Explains a name: `microsoft.graph.user`, `user`, `user/id` or the name of an operation.
pub fn why(schema: &Schema, wanted: &Slice, roots: &[&str], name: &str) -> Explanation {
    let found = find(schema, name);
    let chains = found.iter().filter_map(|&element| wanted.chain(element));
    if let Some(chain) = chains.min_by_key(|chain| chain.elements.len()) {
        let root = format!("root `{}`", roots.get(chain.root).unwrap_or(&"?"));
        let steps = chain
            .elements
            .iter()
            .map(|element| element.describe(schema));
        return Explanation::Because([root].into_iter().chain(steps).collect());
    }
    let Some(&element) = found.first() else {
        let names = schema.types.iter().map(|ty| ty.name.name);
        let operations = schema
            .operations
            .iter()
            .map(|operation| operation.name.name);
        return Explanation::Unknown(
            super::nearest(name, names.chain(operations)).map(str::to_owned),
        );
    };
    Explanation::Missing {
        what: element.describe(schema),
        remedies: remedies(schema, &found),
    }
}

/// All elements that a name can stand for.
fn find(schema: &Schema, name: &str) -> Vec<Element> {
    let (owner, member) = match name.split_once('/') {
        Some((owner, member)) => (owner, Some(member)),
        None => (name, None),
    };
    let is_named = |found: crate::schema::QualifiedName| {
        owner == found.name || (owner.contains('.') && owner == found.to_string())
    };
    let mut found = Vec::new();
    for id in schema.type_ids().filter(|&id| is_named(schema[id].name)) {
        let Some(member) = member else {
            found.extend([Element::Type(id), Element::Position(id)]);
            found.extend([false, true].map(|many| Element::Node(super::Node { ty: id, many })));
            continue;
        };
        let Some(structure) = schema[id].structure() else {
            continue;
        };
        let properties = structure
            .properties
            .iter()
            .zip(0..)
            .filter(|(p, _)| p.name == member);
        found.extend(properties.map(|(_, n)| Element::Property(id, n)));
        let navigation = structure
            .navigation
            .iter()
            .zip(0..)
            .filter(|(p, _)| p.name == member);
        found.extend(navigation.map(|(_, n)| Element::Navigation(id, n)));
    }
    if member.is_none() {
        let operations = schema
            .operation_ids()
            .filter(|&id| is_named(schema[id].name));
        found.extend(operations.map(Element::Operation));
        let sources = schema
            .container
            .iter()
            .flat_map(|c| c.sources.iter().zip(0..));
        found.extend(
            sources
                .filter(|(s, _)| s.name == name)
                .map(|(_, n)| Element::Source(n)),
        );
    }
    found
}

/// Roots that would bring one of the elements in: a type by its name, anything by a path.
fn remedies(schema: &Schema, elements: &[Element]) -> Vec<String> {
    let mut remedies = Vec::new();
    let reachable = reachable(schema);
    for &element in elements {
        match element {
            Element::Type(id) | Element::Property(id, _)
                if !matches!(schema[id].kind, TypeKind::Definition(_)) =>
            {
                remedies.push(format!("type:{}", schema[id].name));
            }
            _ => {}
        }
        let path = request_for(schema, &reachable, element);
        remedies.extend(path);
    }
    remedies.dedup();
    remedies
}

/// A request whose path leads through the element.
fn request_for(schema: &Schema, reachable: &Slice, element: Element) -> Option<String> {
    let mut path = String::new();
    let mut verb = "GET";
    for step in reachable.chain(element)?.elements {
        match step {
            Element::Source(n) => {
                let source = schema.container.as_ref()?.sources.get(n as usize)?;
                path = format!("/{}", source.name);
            }
            Element::Navigation(id, n) => {
                let navigation = schema[id].structure()?.navigation.get(n as usize)?;
                path = format!("{path}/{}", navigation.name);
            }
            Element::Operation(id) => {
                path = format!("{path}/{}", schema[id].name.name);
                if schema[id].kind == crate::schema::OperationKind::Action {
                    verb = "POST";
                }
            }
            Element::Cast(_, id) => path = format!("{path}/{}", schema[id].name),
            Element::Node(node) if !node.many && path.ends_with('}') => {}
            Element::Node(node) if !node.many && needs_key(schema, &path) => path.push_str("/{id}"),
            Element::Node(_) | Element::Request(..) => {}
            _ => return None,
        }
    }
    (!path.is_empty()).then(|| format!("{verb} {path}"))
}

/// Does the path end at a collection? Follows it the way a root is followed.
fn needs_key(schema: &Schema, path: &str) -> bool {
    slice(schema, &[&format!("POST {path}")]).is_ok_and(|slice| {
        slice
            .elements()
            .any(|e| matches!(e, Element::Request(_, super::Verb::Create)))
    })
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Because(chain) => {
                for (depth, step) in chain.iter().enumerate() {
                    if depth == 0 {
                        write!(f, "{step}")?;
                    } else {
                        write!(f, "\n{:indent$}-> {step}", "", indent = 2 * depth)?;
                    }
                }
                Ok(())
            }
            Self::Missing { what, remedies } => {
                write!(f, "{what} is in the metadata, but not in the slice")?;
                if !remedies.is_empty() {
                    write!(f, "\nany of these lines in `roots` would bring it in:")?;
                }
                remedies
                    .iter()
                    .try_for_each(|line| write!(f, "\n    \"{line}\""))
            }
            Self::Unknown(Some(near)) => {
                write!(
                    f,
                    "the metadata has nothing of that name; did you mean `{near}`?"
                )
            }
            Self::Unknown(None) => write!(f, "the metadata has nothing of that name"),
        }
    }
}
