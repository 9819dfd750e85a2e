//! What the metadata says that cannot be done, in a sentence. Nothing is left out because of it: the
//! service may do it all the same, and it is the service that decides.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::{code, markdown};
use crate::schema::{
    Annotations, Capability, ElementId, Manner, Place, Restriction, Schema, list, restrictions,
};
use crate::slice::{BoundOperations, Element, Node, Slice, Verb};

/// What is said of a node wherever it is: of all ways that lead to it.
///
/// The terms of the vocabulary apply to entity sets, singletons and collections, and to no type: what is said of a type
/// is not said of every collection of it, and Graph's own statements about types are often wrong.
pub(super) struct NodeRestrictions<'a>(BTreeMap<Node, BTreeSet<Restriction<'a>>>);

impl<'a> NodeRestrictions<'a> {
    pub(super) fn new(schema: &Schema<'a>, slice: &Slice, bound: &BoundOperations) -> Self {
        let mut by_node: BTreeMap<Node, BTreeSet<Restriction<'a>>> = BTreeMap::new();
        for (node, found) in ways(schema, slice, bound) {
            let found = found.into_iter().filter(|r| r.place == Place::Here);
            let found: BTreeSet<_> = found.collect();
            by_node
                .entry(node)
                .and_modify(|all| all.retain(|restriction| found.contains(restriction)))
                .or_insert(found);
        }
        Self(by_node)
    }

    /// The sentences about a request.
    pub(super) fn of_request(&self, node: Node, verb: Verb) -> Vec<String> {
        let relevant = capabilities(verb);
        let restrictions = self.0.get(&node).into_iter().flatten();
        let restrictions = restrictions.filter(|r| {
            relevant.contains(&r.capability)
                && match r.manner {
                    Manner::Method(_) => verb == Verb::Update,
                    Manner::Anew => verb == Verb::Put,
                    _ => true,
                }
        });
        sentences("this", restrictions)
    }
}

/// The sentences about what a segment leads to.
pub(super) fn of_segment(annotations: &Annotations<'_>) -> Vec<String> {
    of_places(annotations, "this")
}

/// The sentences about all that a service offers.
pub(super) fn of_service(annotations: &Annotations<'_>) -> Vec<String> {
    of_places(annotations, "what is here")
}

fn of_places(annotations: &Annotations<'_>, here: &str) -> Vec<String> {
    let mut by_place: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for restriction in restrictions(annotations) {
        let place = by_place.entry(restriction.place).or_default();
        place.push(restriction);
    }
    let places = by_place.iter().flat_map(|(place, restrictions)| {
        let subject = match place {
            Place::Here => here.to_owned(),
            Place::Below(path) => format!("its {}", code(path)),
            Place::Everywhere => "collections that do not say otherwise".to_owned(),
        };
        sentences(&subject, restrictions.iter())
    });
    places.collect()
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
            Element::Declared(ElementId::Source(n)) => {
                let container = schema.container.as_ref();
                if let Some(source) = container.and_then(|c| c.sources.get(n as usize)) {
                    let node = Node {
                        ty: source.target.into(),
                        many: !source.is_singleton,
                    };
                    add(node, Some(&source.annotations));
                }
            }
            Element::Declared(ElementId::Navigation(id, n)) if slice.goes_along(element) => {
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
            Element::Declared(ElementId::Operation(id)) => {
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
        Verb::Get => &[
            C::Read,
            C::ReadByKey,
            C::Key,
            C::Select,
            C::Expand,
            C::Request,
        ],
        Verb::List => &[
            C::Read,
            C::List,
            C::Filter,
            C::Sort,
            C::Search,
            C::Select,
            C::Expand,
            C::Count,
            C::Top,
            C::Skip,
            C::Request,
        ],
        Verb::Create => &[C::Insert, C::Request],
        Verb::Update | Verb::Put => &[C::Update, C::Request],
        Verb::Delete => &[C::Delete, C::Request],
        Verb::Count => &[C::Count, C::Request],
        Verb::Media => &[C::Request],
        Verb::Reference => &[C::Reference, C::Unlink, C::Request],
    }
}

/// One for all that is not done at all, or in one manner; one for each capability of several; then what the metadata
/// says itself.
fn sentences<'r, 'a: 'r>(
    subject: &str,
    restrictions: impl Iterator<Item = &'r Restriction<'a>>,
) -> Vec<String> {
    let mut manners: BTreeMap<Capability, Vec<String>> = BTreeMap::new();
    let mut explanations = Vec::new();
    for Restriction {
        capability, manner, ..
    } in restrictions
    {
        if let Manner::Explained(text) = manner {
            explanations.push(markdown(text));
        } else {
            let manners = manners.entry(*capability).or_default();
            manners.extend(words(*capability, manner));
        }
    }
    if manners.is_empty() {
        return Vec::new();
    }
    let phrase = |(capability, manners): (&Capability, &Vec<String>)| {
        let manners = list(manners.iter().cloned(), "or");
        format!("{} {manners}", verb_of(*capability))
            .trim_end()
            .to_owned()
    };
    let (single, several): (Vec<_>, Vec<_>) =
        manners.iter().partition(|(_, manners)| manners.len() < 2);
    let single = list(single.into_iter().map(phrase), "or");
    let several = several.into_iter().map(phrase);
    let all = [single].into_iter().filter(|one| !one.is_empty());
    let sentence = |what| format!("The service's metadata says that {subject} cannot be {what}.");
    let sentences = all.chain(several).map(sentence);
    sentences.chain(explanations).collect()
}

/// What cannot be.
fn verb_of(capability: Capability) -> &'static str {
    match capability {
        Capability::Read => "read",
        Capability::ReadByKey => "read by key",
        Capability::List => "listed",
        Capability::Key => "addressed by key",
        Capability::Insert => "added to",
        Capability::Update => "changed",
        Capability::Delete => "deleted",
        Capability::Filter => "filtered",
        Capability::Sort => "sorted",
        Capability::Search => "searched",
        Capability::Select => "narrowed by `$select`",
        Capability::Expand => "expanded",
        Capability::Count => "counted",
        Capability::Top => "limited by `$top`",
        Capability::Skip => "skipped into by `$skip`",
        Capability::Track => "tracked for changes",
        Capability::Navigate => "navigated",
        Capability::Reference => "referred to by `$ref`",
        Capability::Unlink => "unlinked",
        Capability::Call => "called",
        Capability::Request => "requested",
        Capability::Batch => "sent in batches",
    }
}

/// In which manner it cannot.
fn words(capability: Capability, manner: &Manner<'_>) -> Option<String> {
    let Manner::With(members) = manner else {
        return manner.words(code);
    };
    let with = match capability {
        Capability::Filter | Capability::Sort | Capability::Expand => "by",
        Capability::Update | Capability::Count => "in",
        Capability::Unlink => "from",
        _ => "with",
    };
    let members: Vec<_> = members.iter().map(|name| code(name)).collect();
    Some(format!("{with} {}", members.join(" or ")))
}
