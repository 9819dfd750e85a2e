//! From the roots to all that they need, breadth first, so that each reason is a shortest one.

use std::collections::BTreeMap;

use super::bound::BoundOperations;
use super::find::find_type;
use super::path::follow;
use super::{Element, Reason, Root, RootError, Roots, Slice, Start, parse_root};
use crate::schema::{AlternateKeys, ElementId, Schema, TypeId, TypeKind};

/// Cuts the wanted part out of a schema.
///
/// # Errors
/// One for each root that is malformed or matches nothing, with the root's place in the list.
pub fn slice<'r>(
    schema: &Schema,
    roots: impl Into<Roots<'r>>,
) -> Result<Slice, Vec<(usize, RootError)>> {
    let Roots { lines, listed } = roots.into();
    let mut wanted = Wanted::new(schema);
    let mut errors = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        if let Err(error) = parse_root(line).and_then(|root| wanted.add(n, &root, listed)) {
            errors.push((n, error));
        }
    }
    if errors.is_empty() {
        Ok(wanted.close())
    } else {
        Err(errors)
    }
}

/// All that paths lead to, with the shortest path to each.
pub(super) fn reachable(schema: &Schema) -> Slice {
    let mut wanted = Wanted::new(schema);
    wanted.everything = true;
    wanted.start_at_each(0, entry_points(schema));
    wanted.close()
}

pub(super) struct Wanted<'s, 'a> {
    pub(super) schema: &'s Schema<'a>,
    pub(super) bound: BoundOperations,
    pub(super) alternate_keys: AlternateKeys<'s, 'a>,
    pub(super) everything: bool,
    /// All that types declare is wanted, and of paths those that the description lists.
    pub(super) all_listed: bool,
    starts: Vec<Start>,
}

impl<'s, 'a> Wanted<'s, 'a> {
    pub(super) fn new(schema: &'s Schema<'a>) -> Self {
        Self {
            schema,
            bound: BoundOperations::new(schema),
            alternate_keys: AlternateKeys::new(schema),
            everything: false,
            all_listed: false,
            starts: Vec::new(),
        }
    }

    pub(super) fn add(
        &mut self,
        n: usize,
        root: &Root<'_>,
        listed: Option<&[String]>,
    ) -> Result<(), RootError> {
        match root {
            Root::Everything => {
                if let Some(requests) = listed {
                    self.add_listed(n, requests);
                } else {
                    self.everything = true;
                    self.start_at_each(n, everything(self.schema));
                }
            }
            Root::Type(name) => {
                let id = find_type(self.schema, name)?;
                self.start_at_each(n, vec![Element::Declared(ElementId::Type(id))]);
            }
            Root::Request { method, segments } => {
                let path = follow(self.schema, &self.bound, method, segments)?;
                self.starts.push(Start { root: n, path });
            }
        }
        Ok(())
    }

    /// All types, and of requests those that the description lists.
    fn add_listed(&mut self, n: usize, requests: &[String]) {
        self.all_listed = true;
        for request in requests {
            // Those that have no meaning in OData are told of where the description is read.
            if let Ok(Root::Request { method, segments }) = parse_root(request)
                && let Ok(path) = follow(self.schema, &self.bound, method, &segments)
            {
                self.starts.push(Start { root: n, path });
            }
        }
        self.start_at_each(
            n,
            self.schema
                .type_ids()
                .map(ElementId::Type)
                .map(Element::Declared)
                .collect(),
        );
    }

    pub(super) fn start_at_each(&mut self, root: usize, elements: Vec<Element>) {
        let starts = elements.into_iter().map(|element| Start {
            root,
            path: vec![element],
        });
        self.starts.extend(starts);
    }

    /// Goes outwards step by step, so that the first reason found is a shortest one.
    pub(super) fn close(self) -> Slice {
        let mut by_distance: BTreeMap<usize, Vec<(Element, Reason)>> = BTreeMap::new();
        for (start, Start { path, .. }) in self.starts.iter().enumerate() {
            for (step, &element) in path.iter().enumerate() {
                let reason = Reason::Step { start, step };
                by_distance.entry(step).or_default().push((element, reason));
            }
        }
        let mut reasons = BTreeMap::new();
        while let Some((distance, elements)) = by_distance.pop_first() {
            for (element, reason) in elements {
                if reasons.contains_key(&element) {
                    continue;
                }
                reasons.insert(element, reason);
                let needed = self.needs(element).into_iter();
                let needed = needed.map(|needed| (needed, Reason::NeededBy(element)));
                by_distance.entry(distance + 1).or_default().extend(needed);
            }
        }
        let navigation =
            |element: &Element| matches!(element, Element::Declared(ElementId::Navigation(..)));
        let steps = self.starts.iter().flat_map(|start| &start.path);
        let ways = steps.copied().filter(navigation).collect();
        Slice {
            reasons,
            everything: self.everything,
            ways: self.all_listed.then_some(ways),
            starts: self.starts,
        }
    }
}

fn everything(schema: &Schema) -> Vec<Element> {
    let types = schema
        .type_ids()
        .map(ElementId::Type)
        .map(Element::Declared);
    let operations = schema
        .operation_ids()
        .map(ElementId::Operation)
        .map(Element::Declared);
    entry_points(schema)
        .into_iter()
        .chain(types)
        .chain(operations)
        .collect()
}

fn entry_points(schema: &Schema) -> Vec<Element> {
    let container = schema.container.iter();
    let sources = container
        .clone()
        .flat_map(|c| numbered(&c.sources))
        .map(ElementId::Source)
        .map(Element::Declared);
    let imports = container
        .flat_map(|c| numbered(&c.imports))
        .map(ElementId::Import)
        .map(Element::Declared);
    sources.chain(imports).collect()
}

pub(super) fn numbered<T>(list: &[T]) -> impl Iterator<Item = u32> + use<T> {
    0..u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// Below a common root, paths go on to derived types if there are no more of them than that.
///
/// A service with a few types is one whose types have something in common, and a cast is often the only way to an
/// operation of one of them. Where most of a schema derives from the root, as in Microsoft Graph (702 types), casts from
/// each place would be most of the crate, and a root of the slice can name the one that is needed.
const MOST_CASTS: usize = 50;

/// Do paths go on from a type to those that derive from it?
pub(crate) fn has_casts(schema: &Schema, id: TypeId) -> bool {
    if !says_nothing(schema, id) {
        return true;
    }
    let mut open = vec![id];
    let mut count = 0;
    while let Some(next) = open.pop() {
        let derived = schema[next].structure().map_or(&[][..], |s| &s.derived);
        count += derived.len();
        if count > MOST_CASTS {
            return false;
        }
        open.extend(derived);
    }
    true
}

/// A common root such as `microsoft.graph.entity`, which declares nothing but its key: being one
/// tells nothing of a value, and all of its descendants would be most of the schema.
pub(crate) fn says_nothing(schema: &Schema, id: TypeId) -> bool {
    match &schema[id].kind {
        TypeKind::Entity(s) => {
            s.is_abstract
                && s.base.is_none()
                && s.navigation.is_empty()
                && s.properties.len() <= s.key.len()
        }
        _ => false,
    }
}
