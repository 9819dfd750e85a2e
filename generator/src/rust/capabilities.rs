//! What the metadata says that cannot be done, in a sentence. Nothing is left out because of it: the
//! service may do it all the same, and it is the service that decides.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::code;
use crate::schema::{Annotations, Capability, Restriction, Schema, restrictions};
use crate::slice::{BoundOperations, Element, Node, Slice, Verb};

/// What is said of a node wherever it is: of its type, and of all ways that lead to it.
pub(super) struct NodeRestrictions<'a>(BTreeMap<Node, BTreeSet<Restriction<'a>>>);

impl<'a> NodeRestrictions<'a> {
    pub(super) fn new(schema: &Schema<'a>, slice: &Slice, bound: &BoundOperations) -> Self {
        let mut by_node: BTreeMap<Node, BTreeSet<Restriction<'a>>> = BTreeMap::new();
        for (node, found) in ways(schema, slice, bound) {
            let found = found.into_iter().filter(|r| r.below.is_none());
            let found: BTreeSet<_> = found.collect();
            by_node
                .entry(node)
                .and_modify(|all| all.retain(|restriction| found.contains(restriction)))
                .or_insert(found);
        }
        for node in slice.nodes() {
            let own = schema
                .lineage(node.ty)
                .flat_map(|id| restrictions(&schema[id].annotations));
            by_node.entry(node).or_default().extend(own);
        }
        Self(by_node)
    }

    /// The sentence about a request.
    pub(super) fn of_request(&self, node: Node, verb: Verb) -> Option<String> {
        let relevant = capabilities(verb);
        let restrictions = self.0.get(&node)?.iter();
        let restrictions = restrictions.filter(|r| relevant.contains(&r.capability));
        sentence("this", restrictions)
    }
}

/// The sentences about what a segment leads to.
pub(super) fn of_segment(annotations: &Annotations<'_>) -> Vec<String> {
    let mut by_place: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for restriction in restrictions(annotations) {
        by_place
            .entry(restriction.below)
            .or_default()
            .push(restriction);
    }
    by_place
        .iter()
        .filter_map(|(below, restrictions)| match below {
            None => sentence("this", restrictions.iter()),
            Some(path) => sentence(&format!("its {}", code(path)), restrictions.iter()),
        })
        .collect()
}

/// The nodes that segments lead to, each with what the segment's annotations say.
fn ways<'a>(
    schema: &Schema<'a>,
    slice: &Slice,
    bound: &BoundOperations,
) -> Vec<(Node, Vec<Restriction<'a>>)> {
    let mut ways = Vec::new();
    let mut add = |node: Node, annotations: Option<&Annotations<'a>>| {
        let found = annotations.map(restrictions).unwrap_or_default();
        if node.many {
            let one = Node {
                many: false,
                ..node
            };
            ways.push((one, found.clone()));
        }
        ways.push((node, found));
    };
    for element in slice.elements() {
        match element {
            Element::Source(n) => {
                let container = schema.container.as_ref();
                if let Some(source) = container.and_then(|c| c.sources.get(n as usize)) {
                    let node = Node {
                        ty: source.target.into(),
                        many: !source.is_singleton,
                    };
                    add(node, Some(&source.annotations));
                }
            }
            Element::Navigation(id, n) => {
                let structure = schema[id].structure();
                if let Some(navigation) = structure.and_then(|s| s.navigation.get(n as usize)) {
                    let node = Node {
                        ty: navigation.target.into(),
                        many: navigation.is_collection,
                    };
                    add(node, Some(&navigation.annotations));
                }
            }
            Element::Cast(node, id) => {
                let ty = id.into();
                add(Node { ty, ..node }, None);
            }
            Element::Operation(id) => {
                if let Some(node) = bound.leads_to(schema, &schema[id]) {
                    add(node, None);
                }
            }
            _ => {}
        }
    }
    ways
}

/// What matters to a request.
fn capabilities(verb: Verb) -> &'static [Capability] {
    use Capability as C;
    match verb {
        Verb::Get => &[C::Read, C::ReadByKey, C::Key, C::Select, C::Expand],
        Verb::List => &[
            C::Read,
            C::Filter,
            C::Sort,
            C::Search,
            C::Select,
            C::Expand,
            C::Count,
            C::Top,
            C::Skip,
        ],
        Verb::Create => &[C::Insert],
        Verb::Update | Verb::Put => &[C::Update],
        Verb::Delete => &[C::Delete],
        Verb::Count => &[C::Count],
        Verb::Media => &[],
        Verb::Reference => &[C::Reference],
    }
}

fn sentence<'r, 'a: 'r>(
    subject: &str,
    restrictions: impl Iterator<Item = &'r Restriction<'a>>,
) -> Option<String> {
    let phrases: Vec<_> = restrictions.map(phrase).collect();
    let (last, others) = phrases.split_last()?;
    let all = if others.is_empty() {
        last.clone()
    } else {
        format!("{} or {last}", others.join(", "))
    };
    Some(format!(
        "The service's metadata says that {subject} cannot be {all}."
    ))
}

fn phrase(restriction: &Restriction<'_>) -> String {
    let (plain, with) = match restriction.capability {
        Capability::Read => ("read", "read with"),
        Capability::ReadByKey => ("read by key", "read by"),
        Capability::Key => ("addressed by key", "addressed by"),
        Capability::Insert => ("added to", "added to with"),
        Capability::Update => ("changed", "changed in"),
        Capability::Delete => ("deleted", "deleted with"),
        Capability::Filter => ("filtered", "filtered by"),
        Capability::Sort => ("sorted", "sorted by"),
        Capability::Search => ("searched", "searched for"),
        Capability::Select => ("narrowed by `$select`", "narrowed to"),
        Capability::Expand => ("expanded", "expanded by"),
        Capability::Count => ("counted", "counted by"),
        Capability::Top => ("limited by `$top`", "limited by"),
        Capability::Skip => ("skipped into by `$skip`", "skipped by"),
        Capability::Reference => ("referred to by `$ref`", "referred to by"),
        Capability::FilterSegment => ("called behind `$filter(…)`", "called behind"),
    };
    if restriction.members.is_empty() {
        return plain.to_owned();
    }
    let members: Vec<_> = restriction.members.iter().map(|path| code(path)).collect();
    format!("{with} {}", members.join(" or "))
}
