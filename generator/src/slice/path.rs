//! Follows the path of a requested operation through the schema.

use std::ops::Range;

use super::address::Names;
use super::bound::BoundOperations;
use super::find::{find_cast, find_navigation, find_segment, position_of};
use super::{Element, Node, RootError, Verb, keys, near};
use crate::diagnostics::did_you_mean;
use crate::schema::{
    ElementId, ItemType, Operation, OperationId, OperationKind, Primitive, Schema, TypeRef,
};

/// The elements that a request needs, in the order of the path; each needs the one before it.
pub(super) fn follow(
    schema: &Schema,
    bound: &BoundOperations,
    method: &str,
    segments: &[(Range<usize>, &str)],
) -> Result<Vec<Element>, RootError> {
    let mut walk = Walk {
        schema,
        bound,
        chain: Vec::new(),
        position: Position::Service,
        is_navigated: false,
        names: Names::Closed,
    };
    for (place, segment) in segments {
        walk.step(place, segment)?;
    }
    let end = segments.last().map_or(0..0, |(place, _)| place.clone());
    walk.end_names(&end)?;
    walk.finish(method, end)?;
    Ok(walk.chain)
}

/// Where a path has led so far.
#[derive(Clone, Copy)]
pub(super) enum Position {
    Service,
    Node(Node),
    /// A bound action or function, perhaps with a node behind it.
    Operation(OperationId, Option<Node>),
    Count(Node),
    Media(Node),
    Reference(Node),
    Stream,
}

pub(super) struct Walk<'s, 'a> {
    pub(super) schema: &'s Schema<'a>,
    bound: &'s BoundOperations,
    chain: Vec<Element>,
    pub(super) position: Position,
    /// The last segment but keys is a navigation property.
    pub(super) is_navigated: bool,
    /// The path of names that the segment is in.
    pub(super) names: Names,
}

impl Walk<'_, '_> {
    fn step(&mut self, place: &Range<usize>, segment: &str) -> Result<(), RootError> {
        if self.names != Names::Closed {
            self.pass_name(segment);
            return Ok(());
        }
        near::refuse_query(place, segment)?;
        let (segment, is_start) = match segment.strip_suffix(':') {
            Some(segment) => (segment, true),
            None => (segment, false),
        };
        let (name, key) = match segment.strip_suffix(')').and_then(|s| s.split_once('(')) {
            Some((name, key)) => (name, Some(key)),
            None => (segment, None),
        };
        self.step_by_name(place, segment, name)?;
        match (self.position, key) {
            // What functions have in parentheses are parameters.
            (Position::Node(node), Some(key)) if !name.is_empty() => {
                self.enter_key(place, node, key)?;
            }
            _ => {}
        }
        if is_start {
            self.open_names(place)?;
        }
        Ok(())
    }

    fn step_by_name(
        &mut self,
        place: &Range<usize>,
        segment: &str,
        name: &str,
    ) -> Result<(), RootError> {
        match self.position {
            Position::Service => self.enter_service(place, name),
            Position::Node(node) | Position::Operation(_, Some(node)) => {
                self.enter_node(place, node, segment, name)
            }
            Position::Operation(id, None) => Err(fault(
                place,
                format!("nothing can follow `{}`", self.schema[id].name.name),
                "only composable functions lead on, to entities, and to other values with something behind them",
            )),
            Position::Count(_) | Position::Media(_) | Position::Reference(_) | Position::Stream => {
                Err(fault(
                    place,
                    format!("nothing can follow the segment before `{segment}`"),
                    "end the path there",
                ))
            }
        }
    }

    fn enter_service(&mut self, place: &Range<usize>, name: &str) -> Result<(), RootError> {
        let Some(container) = &self.schema.container else {
            return Err(fault(
                place,
                "the metadata has no entity container, so it has no paths".to_owned(),
                "name types instead: `type:namespace.name`",
            ));
        };
        if let Some((n, source)) = position_of(&container.sources, |source| source.name == name) {
            self.chain.push(Element::Declared(ElementId::Source(n)));
            self.arrive(Node {
                ty: source.target.into(),
                many: !source.is_singleton,
            });
            return Ok(());
        }
        if let Some((n, import)) = position_of(&container.imports, |import| import.name == name) {
            self.chain.push(Element::Declared(ElementId::Import(n)));
            for &id in &import.operations {
                self.enter_operation(id);
            }
            return Ok(());
        }
        let known = container
            .sources
            .iter()
            .map(|source| source.name)
            .chain(container.imports.iter().map(|import| import.name));
        let hint = near::of_service(name);
        Err(unknown(place, name, "the service root", known, hint))
    }

    fn enter_node(
        &mut self,
        place: &Range<usize>,
        node: Node,
        segment: &str,
        name: &str,
    ) -> Result<(), RootError> {
        if segment.starts_with('{') || name.is_empty() {
            return self.enter_key(place, node, segment);
        }
        let is_navigated = std::mem::take(&mut self.is_navigated);
        match segment {
            "$ref" if is_navigated => {
                self.position = Position::Reference(node);
                return Ok(());
            }
            "$ref" => {
                return Err(fault(
                    place,
                    "nothing before `$ref` is a reference".to_owned(),
                    "`$ref` stands behind navigation properties and the keys behind them",
                ));
            }
            "$count" if node.many => {
                self.position = Position::Count(node);
                return Ok(());
            }
            "$value" if !node.many => {
                self.position = Position::Media(node);
                return Ok(());
            }
            _ if !node.many && self.enter_member(node, name) => return Ok(()),
            _ => {}
        }
        if let Some(to) = find_cast(self.schema, node.ty, name) {
            self.chain.push(Element::Cast(node, to));
            self.arrive(Node {
                ty: to.into(),
                ..node
            });
            return Ok(());
        }
        let overloads: Vec<_> = self
            .bound
            .of(self.schema, node)
            .filter(|&id| is_called(&self.schema[id], &self.schema.in_full(name)))
            .collect();
        if overloads.is_empty() {
            let place_name = format!(
                "{} `{}`",
                if node.many { "a collection of" } else { "one" },
                self.schema.name_of(node.ty)
            );
            let hint = near::of_collection(self.schema, node, name);
            return Err(unknown(place, name, &place_name, self.names_at(node), hint));
        }
        for id in overloads {
            self.enter_operation(id);
        }
        Ok(())
    }

    /// Goes on by a member of one value; false if it has none of that name that leads anywhere.
    fn enter_member(&mut self, node: Node, name: &str) -> bool {
        if let Some((owner, n, navigation)) = find_navigation(self.schema, node.ty, name) {
            self.chain
                .push(Element::Declared(ElementId::Navigation(owner, n)));
            self.arrive(Node {
                ty: navigation.target.into(),
                many: navigation.is_collection,
            });
            self.is_navigated = true;
            return true;
        }
        let Some((owner, n, property)) = find_segment(self.schema, node.ty, name) else {
            return false;
        };
        self.chain.push(Element::Segment(owner, n));
        match self.bound.behind(property) {
            Some(node) => self.arrive(node),
            None => self.position = Position::Stream,
        }
        true
    }

    fn enter_key(&mut self, place: &Range<usize>, node: Node, key: &str) -> Result<(), RootError> {
        if !node.many {
            return Err(fault(
                place,
                format!(
                    "`{key}` is a key, but what comes before it is one `{}`",
                    self.schema.name_of(node.ty)
                ),
                "leave the key out",
            ));
        }
        if self.schema.key(node.ty).is_empty() {
            return Err(fault(
                place,
                format!("`{}` has no key", self.schema.name_of(node.ty)),
                "end the path before the key",
            ));
        }
        self.chain
            .extend(keys::named(self.schema, node.ty, key, place)?);
        self.arrive(Node {
            many: false,
            ..node
        });
        Ok(())
    }

    fn enter_operation(&mut self, id: OperationId) {
        let operation = &self.schema[id];
        self.chain.push(Element::Declared(ElementId::Operation(id)));
        let behind = self.bound.leads_to(self.schema, operation);
        self.position = Position::Operation(id, behind);
        if let Some(node) = behind {
            self.chain.push(Element::Node(node));
        }
    }

    pub(super) fn arrive(&mut self, node: Node) {
        self.chain.push(Element::Node(node));
        self.position = Position::Node(node);
    }

    /// The method has to fit to where the path ended.
    fn finish(&mut self, method: &str, end: Range<usize>) -> Result<(), RootError> {
        let request = match (self.position, method) {
            (Position::Node(node), "GET" | "PUT" | "DELETE") if Self::is_stream(node) => {
                Element::Request(node, Verb::Media)
            }
            (Position::Node(node) | Position::Operation(_, Some(node)), "GET") => {
                let verb = if node.many { Verb::List } else { Verb::Get };
                Element::Request(node, verb)
            }
            (Position::Node(node), "POST") if node.many => Element::Request(node, Verb::Create),
            (Position::Node(node), "PATCH") if !node.many => Element::Request(node, Verb::Update),
            (Position::Node(node), "PUT") if !node.many => Element::Request(node, Verb::Put),
            (Position::Node(node), "DELETE") if !node.many => Element::Request(node, Verb::Delete),
            (Position::Count(node), "GET") => Element::Request(node, Verb::Count),
            (Position::Media(node), "GET" | "PUT" | "DELETE") => {
                Element::Request(node, Verb::Media)
            }
            (Position::Reference(node), "GET" | "DELETE") => {
                Element::Request(node, Verb::Reference)
            }
            (Position::Reference(node), "POST") if node.many => {
                Element::Request(node, Verb::Reference)
            }
            (Position::Reference(node), "PUT") if !node.many => {
                Element::Request(node, Verb::Reference)
            }
            (Position::Stream, "GET" | "PUT" | "DELETE") => return Ok(()),
            (Position::Operation(id, _), _) => {
                let expected = match self.schema[id].kind {
                    OperationKind::Action => "POST",
                    OperationKind::Function { .. } => "GET",
                };
                if method == expected {
                    return Ok(());
                }
                return Err(fault(
                    &end,
                    format!(
                        "`{}` is not called with {method}",
                        self.schema[id].name.name
                    ),
                    &format!("write {expected}"),
                ));
            }
            _ => return Err(meaningless(method, &end)),
        };
        if let Element::Request(node, verb) = request
            && self.schema.structure_of(node.ty).is_none()
            && !Verb::of(self.schema, node).any(|known| known == verb)
        {
            return Err(meaningless(method, &end));
        }
        self.chain.push(request);
        Ok(())
    }

    /// Something lies behind the bytes of a stream, which are asked for where the stream is.
    fn is_stream(node: Node) -> bool {
        node.ty == Primitive::Stream.into() && !node.many
    }

    fn names_at(&self, node: Node) -> impl Iterator<Item = &str> {
        let structures = self.schema.lineage(node.ty);
        let structures = structures.filter_map(|id| self.schema[id].structure());
        let members = structures.flat_map(|structure| {
            let properties = structure.properties.iter().map(|p| p.name);
            properties.chain(structure.navigation.iter().map(|n| n.name))
        });
        members.filter(move |_| !node.many).chain(
            self.bound
                .of(self.schema, node)
                .map(|id| self.schema[id].name.name),
        )
    }
}

fn is_called(operation: &Operation, name: &str) -> bool {
    name == operation.name.name || name == operation.name.to_string()
}

/// A stream property has no value in JSON; its bytes are asked for by path.
pub(crate) fn is_stream(ty: TypeRef) -> bool {
    ty == TypeRef {
        item: ItemType::Primitive(Primitive::Stream),
        is_collection: false,
    }
}

fn meaningless(method: &str, end: &Range<usize>) -> RootError {
    fault(
        end,
        format!("{method} has no meaning at the end of this path"),
        "collections have GET and POST, single entities GET, PATCH, PUT and DELETE, other values GET and DELETE",
    )
}

pub(super) fn fault(place: &Range<usize>, message: String, hint: &str) -> RootError {
    RootError {
        code: "E0403",
        place: place.clone(),
        message,
        hint: hint.to_owned(),
    }
}

fn unknown<'n>(
    place: &Range<usize>,
    name: &str,
    whole: &str,
    known: impl Iterator<Item = &'n str>,
    hint: Option<String>,
) -> RootError {
    RootError {
        code: "E0402",
        place: place.clone(),
        message: format!("{whole} has nothing called `{name}`"),
        hint: did_you_mean(name, known)
            .or(hint)
            .unwrap_or_else(|| "the command `why NAME` tells where a name occurs".to_owned()),
    }
}
