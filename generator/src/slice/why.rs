//! Why an element is in the slice, or what would bring it in.

use std::fmt;

use super::bound::BoundOperations;
use super::closure::reachable;
use super::keys::key_text;
use super::{Element, Node, Slice};
use crate::diagnostics::nearest;
use crate::foreign;
use crate::schema::{AlternateKeys, ElementId, ItemType, OperationKind, Schema, TypeKind};

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
        return Explanation::Unknown(similar(schema, name));
    };
    Explanation::Missing {
        what: element.describe(schema),
        remedies: remedies(schema, &found),
    }
}

fn nodes(ty: ItemType) -> [Element; 2] {
    [false, true].map(|many| Element::Node(Node { ty, many }))
}

/// What was probably meant by a name that stands for nothing: a member of the type that it names, if there is
/// one, or else anything by its simple name.
fn similar(schema: &Schema, name: &str) -> Option<String> {
    let (owner, member) = name.split_once('/').unwrap_or((name, ""));
    let owners = find(schema, owner).into_iter();
    let structures = owners.filter_map(|element| match element {
        Element::Declared(ElementId::Type(id)) => schema[id].structure(),
        _ => None,
    });
    let members = structures.flat_map(|structure| {
        let properties = structure.properties.iter().map(|p| p.name);
        properties.chain(structure.navigation.iter().map(|n| n.name))
    });
    if !member.is_empty()
        && let Some(near) = nearest(member, members)
    {
        return Some(format!("{owner}/{near}"));
    }
    let simple = owner.rsplit('.').next().unwrap_or(owner);
    let types = schema.types.iter().map(|ty| ty.name.name);
    let operations = schema.operations.iter().map(|o| o.name.name);
    let container = schema.container.iter();
    let sources = container.flat_map(|container| container.sources.iter().map(|s| s.name));
    nearest(simple, types.chain(operations).chain(sources)).map(str::to_owned)
}

/// All elements that a name can stand for.
fn find(schema: &Schema, name: &str) -> Vec<Element> {
    let name = &*schema.in_full(name);
    let (owner, member) = match name.split_once('/') {
        Some((owner, member)) => (owner, Some(member)),
        None => (name, None),
    };
    let is_named = |found: crate::schema::QualifiedName| {
        owner == found.name || (owner.contains('.') && owner == found.to_string())
    };
    let mut found = Vec::new();
    let language = schema.items().filter(|item| item.named().is_none());
    found.extend(
        language
            .filter(|&item| member.is_none() && owner == schema.name_of(item).to_string())
            .flat_map(nodes),
    );
    for id in schema.type_ids().filter(|&id| is_named(schema[id].name)) {
        let Some(member) = member else {
            found.push(Element::Declared(ElementId::Type(id)));
            found.extend(nodes(id.into()));
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
        found.extend(properties.flat_map(|(_, n)| {
            [
                Element::Declared(ElementId::Property(id, n)),
                Element::Segment(id, n),
            ]
        }));
        let navigation = structure
            .navigation
            .iter()
            .zip(0..)
            .filter(|(p, _)| p.name == member);
        found.extend(navigation.map(|(_, n)| Element::Declared(ElementId::Navigation(id, n))));
    }
    if member.is_none() {
        let operations = schema
            .operation_ids()
            .filter(|&id| is_named(schema[id].name));
        found.extend(operations.map(ElementId::Operation).map(Element::Declared));
        let sources = schema
            .container
            .iter()
            .flat_map(|c| c.sources.iter().zip(0..));
        found.extend(
            sources
                .filter(|(s, _)| s.name == name)
                .map(|(_, n)| Element::Declared(ElementId::Source(n))),
        );
    }
    found
}

/// Roots that would bring one of the elements in: a type by its name, anything by a path.
fn remedies(schema: &Schema, elements: &[Element]) -> Vec<String> {
    let mut remedies = Vec::new();
    let reachable = reachable(schema);
    let bound = BoundOperations::new(schema);
    for &element in elements {
        match element {
            Element::Declared(ElementId::Type(id) | ElementId::Property(id, _))
                if !matches!(schema[id].kind, TypeKind::Definition(_)) =>
            {
                remedies.push(format!("type:{}", schema[id].name));
            }
            _ => {}
        }
        let path = request_for(schema, &bound, &reachable, element);
        remedies.extend(path);
    }
    remedies.dedup();
    remedies
}

/// A request whose path leads to the element.
fn request_for(
    schema: &Schema,
    bound: &BoundOperations,
    reachable: &Slice,
    element: Element,
) -> Option<String> {
    let mut path = String::new();
    let mut method = "GET";
    // The node that the path has come to, until a segment leaves it.
    let mut here = None;
    for step in reachable.chain(element)?.elements {
        let segment = match step {
            Element::Declared(
                id @ (ElementId::Source(_) | ElementId::Import(_) | ElementId::Navigation(..)),
            ) => schema.simple_name(id)?.to_owned(),
            Element::Cast(_, id) => schema[id].name.to_string(),
            Element::Declared(ElementId::Operation(id)) => {
                if schema[id].kind == OperationKind::Action {
                    method = "POST";
                }
                schema[id].name.name.to_owned()
            }
            Element::Node(node) => {
                let from = here.replace(node);
                path.extend(from.and_then(|from| segment_between(schema, bound, from, node)));
                continue;
            }
            Element::Request(_, verb) => {
                path.push_str(verb.segment());
                continue;
            }
            Element::Declared(ElementId::AlternateKey(id, n)) => {
                let mut keys = AlternateKeys::new(schema).of(id).into_iter();
                let key = keys.nth(n as usize)?;
                path = format!("{path}({})", key_text(&key));
                here = None;
                continue;
            }
            Element::Segment(id, n) => schema.property(id, n)?.name.to_owned(),
            Element::Position(_) | Element::Declared(_) => return None,
        };
        path = format!("{path}/{segment}");
        here = None;
    }
    (!path.is_empty()).then(|| format!("{method} {path}"))
}

/// What leads from one node to the next: the key, a property or a function.
fn segment_between(
    schema: &Schema,
    bound: &BoundOperations,
    from: Node,
    to: Node,
) -> Option<String> {
    if from.many && !to.many && from.ty == to.ty {
        return Some("/{id}".to_owned());
    }
    let structures = || {
        schema
            .lineage(from.ty)
            .filter_map(|id| schema[id].structure())
    };
    let navigation = structures()
        .flat_map(|structure| &structure.navigation)
        .find(|n| !from.many && to.ty == n.target.into() && n.is_collection == to.many)
        .map(|navigation| navigation.name);
    let property = || {
        let properties = structures().flat_map(|structure| &structure.properties);
        let mut leading = properties.filter(|p| !from.many && bound.behind(p) == Some(to));
        leading.next().map(|property| property.name)
    };
    let function = || {
        let leads = |id: &_| bound.leads_to(schema, &schema[*id]) == Some(to);
        let found = bound.of(schema, from).find(leads);
        found.map(|id| schema[id].name.name)
    };
    let name = navigation.or_else(property).or_else(function)?;
    Some(format!("/{name}"))
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Because(chain) => {
                for (depth, step) in chain.iter().map(|step| foreign::line(step)).enumerate() {
                    if depth == 0 {
                        write!(f, "{step}")?;
                    } else {
                        write!(f, "\n{:indent$}-> {step}", "", indent = 2 * depth)?;
                    }
                }
                Ok(())
            }
            Self::Missing { what, remedies } => {
                let what = foreign::line(what);
                write!(f, "{what} is in the metadata, but not in the slice")?;
                if !remedies.is_empty() {
                    write!(f, "\nany of these lines in `roots` would bring it in:")?;
                }
                remedies
                    .iter()
                    .try_for_each(|line| write!(f, "\n    \"{}\"", foreign::line(line)))
            }
            Self::Unknown(Some(near)) => {
                let near = foreign::line(near);
                write!(
                    f,
                    "the metadata has nothing of that name; did you mean `{near}`?"
                )
            }
            Self::Unknown(None) => write!(f, "the metadata has nothing of that name"),
        }
    }
}
