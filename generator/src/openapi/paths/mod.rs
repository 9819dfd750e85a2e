//! What paths tell: entity sets and singletons, navigation, keys, actions and functions.

mod entities;
mod keys;
mod streams;
mod targets;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::bodies::{Answer, answer};
use super::context::Context;
use super::docs;
use super::loss::Fact;
use super::marks::Mark;
use super::operations::{self, Binding, Bound, Operation};
use super::position::{Item, Position, position};
use super::trie::{Trie, arguments, split};
use super::types::{Form, Type, TypeIndex};
use crate::csdl::syntax::Annotation;
use crate::diagnostics::{Diagnostic, Span};
use crate::tree::Node;

use streams::STREAM;

/// What all paths together tell, besides what they tell of types.
#[derive(Default)]
pub(super) struct Service<'a> {
    pub(super) sources: BTreeMap<String, Source<'a>>,
    pub(super) operations: Vec<Operation<'a>>,
}

/// An entity set or a singleton.
pub(super) struct Source<'a> {
    pub(super) target: TypeIndex,
    pub(super) is_singleton: bool,
    pub(super) span: Span,
    pub(super) annotations: Vec<Annotation<'a>>,
}

/// A navigation property, as far as paths tell of it.
pub(super) struct Navigation<'a> {
    pub(super) target: TypeIndex,
    pub(super) many: bool,
    pub(super) span: Span,
    /// There are requests that only contained entities have: by key, or to what is behind them.
    pub(super) goes_on: bool,
    /// There are references to it, which contained entities have none of.
    pub(super) has_references: bool,
    pub(super) annotations: Vec<Annotation<'a>>,
}

/// One thing or a collection of them, at which a path has arrived.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) ty: TypeIndex,
    pub(super) many: bool,
}

/// Goes along all paths.
pub(super) fn walk<'t, 'a>(cx: &mut Context<'t, 'a, '_>, trie: &Trie<'t, 'a>) -> Service<'a> {
    let mut walk = Walk {
        cx,
        service: Service::default(),
        values: FxHashSet::default(),
    };
    walk.find_values();
    walk.find_entities(trie, true);
    walk.cx.types.settle_families();
    for (segment, child) in &trie.children {
        walk.enter_service(trie, segment, child);
    }
    walk.service
}

struct Walk<'c, 't, 'a, 'd> {
    cx: &'c mut Context<'t, 'a, 'd>,
    service: Service<'a>,
    /// The types that properties hold as values, so that they are no entities unless something says so.
    values: FxHashSet<TypeIndex>,
}

impl<'t, 'a> Walk<'_, 't, 'a, '_> {
    /// The first segment: an entity set, a singleton, or the import of an action or function.
    fn enter_service(&mut self, root: &Trie<'t, 'a>, segment: &str, child: &Trie<'t, 'a>) {
        let (name, parentheses) = split(segment);
        if name.is_empty() || name.starts_with(['$', '{']) {
            return;
        }
        let values = parentheses.map(arguments);
        let has_set = root.children.contains_key(name);
        let is_call = values
            .as_ref()
            .is_some_and(|values| !has_set && values.iter().all(|(name, _)| name.is_some()));
        let kind = operations::kind(child);
        let posts_only =
            child.children.is_empty() && child.operations().all(|(method, _)| method == "post");
        let is_set = child.keys().next().is_some()
            || root.children.keys().any(|other| {
                other
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with('('))
            });
        if kind.is_some() || is_call || (posts_only && !is_set && child.item.is_some()) {
            return self.call(None, name, parentheses, child);
        }
        let (target, is_collection) = self.target(name, child);
        let place = Place {
            ty: target,
            many: is_collection || is_set || parentheses.is_some(),
        };
        if let Some(ty) = self.cx.types.get_mut(target) {
            ty.is_entity = true;
        }
        let annotations = child.item.map_or_else(Vec::new, docs::of_path);
        let source = self
            .service
            .sources
            .entry(name.to_owned())
            .or_insert(Source {
                target,
                is_singleton: !place.many,
                span: child.span,
                annotations: Vec::new(),
            });
        if source.annotations.is_empty() {
            source.annotations = annotations;
        }
        let place = Place {
            ty: source.target,
            many: !source.is_singleton,
        };
        match values {
            Some(values) => self.enter_key(place, &values, child),
            None => self.walk(place, child),
        }
    }

    /// Everything that goes on from a place.
    fn walk(&mut self, place: Place, trie: &Trie<'t, 'a>) {
        for (segment, child) in &trie.children {
            if segment.starts_with('{') {
                self.enter_key(place, &arguments(segment), child);
            } else {
                self.enter_member(place, segment, child);
            }
        }
    }

    fn enter_key(&mut self, place: Place, values: &[(Option<&str>, &str)], child: &Trie<'t, 'a>) {
        if !place.many {
            return;
        }
        self.learn_key(place.ty, values, child);
        self.walk(
            Place {
                many: false,
                ..place
            },
            child,
        );
    }

    fn enter_member(&mut self, place: Place, segment: &str, child: &Trie<'t, 'a>) {
        let (name, parentheses) = split(segment);
        if name == "$value"
            && !place.many
            && let Some(ty) = self.cx.types.get_mut(place.ty)
        {
            ty.has_stream = true;
            ty.is_entity = true;
        }
        if name.starts_with('$') || name.is_empty() {
            return;
        }
        if !place.many
            && let Some((owner, (own, schema))) = self.cx.types.property(place.ty, name)
        {
            return self.enter_property(owner, own, schema, parentheses, child);
        }
        if let Some(cast) = self.cast(place.ty, name).filter(|_| parentheses.is_none()) {
            return self.walk(Place { ty: cast, ..place }, child);
        }
        let posts_only =
            child.item.is_some() && child.operations().all(|(method, _)| method == "post");
        let is_call = parentheses.is_some()
            || name.contains('.') && (child.item.is_some() || self.is_qualified(name))
            || posts_only && child.children.is_empty();
        if is_call || operations::kind(child).is_some() || place.many {
            return self.call(Some(place.into()), name, parentheses, child);
        }
        self.learn_member(place.ty, name, child);
    }

    /// A segment that is a property of the type: navigation, or a value with something behind it.
    fn enter_property(
        &mut self,
        owner: TypeIndex,
        name: &'t str,
        schema: &'t Node<'a>,
        parentheses: Option<&str>,
        child: &Trie<'t, 'a>,
    ) {
        let described = self.qualified(owner, name);
        let Some(Position { item, many, .. }) = position(self.cx, schema, &described) else {
            return;
        };
        let Some(target) = self.structure(item) else {
            let value = Bound { item, many };
            if self.is_stream(value, child, &described) {
                if let Some(ty) = self.cx.types.get_mut(owner) {
                    ty.streams.insert(name.to_owned());
                }
                return self.walk_value(STREAM, child);
            }
            return self.walk_value(value, child);
        };
        let is_marked = schema.flag("x-ms-navigationProperty");
        let place = Place { ty: target, many };
        self.check_answer(place, parentheses, child);
        if is_marked || !self.cx.says(Mark::Navigation) && child.item.is_some() {
            self.learn_navigation(owner, name, place, parentheses.is_some(), child);
        }
        match parentheses {
            Some(values) => self.enter_key(place, &arguments(values), child),
            None => self.walk(place, child),
        }
    }

    /// What a property holds is what its path answers; where they disagree, the property counts.
    fn check_answer(&mut self, place: Place, parentheses: Option<&str>, child: &Trie<'t, 'a>) {
        let Some(answered) = self.answered(child).filter(|_| parentheses.is_none()) else {
            return;
        };
        if answered != place {
            let names = [answered, place].map(|place| {
                let ty = self.cx.types.get(place.ty).map(Type::qualified);
                let number = if place.many { "a collection of" } else { "one" };
                format!("{number} `{}`", ty.unwrap_or_default())
            });
            let [answered, declared] = names;
            let message = format!("the path answers {answered}, the property is {declared}");
            let warning = Diagnostic::warning("W0502", message);
            self.cx
                .report(warning.at(child.span, "the property counts"));
        }
    }

    /// A segment of which the type does not speak: navigation or a stream.
    fn learn_member(&mut self, owner: TypeIndex, name: &str, child: &Trie<'t, 'a>) {
        let described = self.qualified(owner, name);
        if self.brings_bytes(child, &described) {
            self.learn_stream(owner, name, child);
            return self.walk_value(STREAM, child);
        }
        let reading = child.operation("get");
        let reading = reading.and_then(|operation| answer(self.cx, operation, &described));
        if let Some(Answer::Value(Position { item, many, .. })) = reading
            && self.structure(item).is_none()
        {
            if let Some(ty) = self.cx.types.get_mut(owner) {
                let found = (Bound { item, many }, child.span);
                ty.told.entry(name.to_owned()).or_insert(found);
            }
            return self.walk_value(Bound { item, many }, child);
        }
        let (ty, many) = self.target(name, child);
        let place = Place { ty, many };
        self.learn_navigation(owner, name, place, false, child);
        self.walk(place, child);
    }

    fn learn_navigation(
        &mut self,
        owner: TypeIndex,
        name: &str,
        place: Place,
        is_keyed: bool,
        child: &Trie<'t, 'a>,
    ) {
        let changes = child
            .operations()
            .any(|(method, _)| matches!(method, "put" | "patch" | "delete"));
        let leads_on = child
            .children
            .keys()
            .any(|segment| !segment.starts_with('$'));
        let goes_on = if place.many {
            is_keyed || child.keys().next().is_some()
        } else {
            changes || leads_on
        };
        let keys = child.keys().map(|(_, key)| key);
        let has_references = [child]
            .into_iter()
            .chain(keys)
            .any(|trie| trie.children.contains_key("$ref"));
        if let Some(target) = self.cx.types.get_mut(place.ty) {
            target.is_entity = true;
        }
        let Some(ty) = self.cx.types.get_mut(owner) else {
            return;
        };
        let navigation = ty.navigation.entry(name.to_owned()).or_insert(Navigation {
            target: place.ty,
            many: place.many,
            span: child.span,
            goes_on: false,
            has_references: false,
            annotations: child.operation("get").map_or_else(Vec::new, docs::of),
        });
        navigation.goes_on |= goes_on;
        navigation.has_references |= has_references;
    }

    /// A type that a path is narrowed to, named in full or by the end of its namespace.
    fn cast(&self, from: TypeIndex, name: &str) -> Option<TypeIndex> {
        let (_, simple) = name.rsplit_once('.')?;
        let types = &self.cx.types;
        let is_derived = |&ty: &TypeIndex| types.lineage(ty).any(|base| base == from);
        let found = types.find(name);
        found.or_else(|| types.find(simple).filter(is_derived))
    }

    /// Is a name in one of the document's namespaces? Names of properties may have dots, too.
    fn is_qualified(&self, name: &str) -> bool {
        let Some((namespace, _)) = name.rsplit_once('.') else {
            return false;
        };
        let mut namespaces = self.cx.types.list().iter().map(|ty| ty.namespace.as_str());
        namespace == self.cx.types.namespace || namespaces.any(|known| known == namespace)
    }

    fn call(
        &mut self,
        binding: Option<Bound>,
        name: &str,
        parentheses: Option<&str>,
        child: &Trie<'t, 'a>,
    ) {
        let Some(item) = child.item else {
            self.cx
                .lose(Fact::Path, name, "left out: nothing tells what it answers");
            return;
        };
        let binding = binding.map(|bound| Binding {
            bound,
            follows: child.span,
        });
        let Some(operation) = operations::read(self.cx, binding, name, parentheses, item, child)
        else {
            return;
        };
        let behind = operation.returns.filter(|_| operation.is_function);
        self.service.operations.push(operation);
        let Some(Position { item, many, .. }) = behind else {
            return;
        };
        match self.structure(item) {
            Some(ty) => self.walk(Place { ty, many }, child),
            None => self.walk_value(Bound { item, many }, child),
        }
    }

    /// The type, if it is an entity or complex type.
    fn structure(&self, item: Item) -> Option<TypeIndex> {
        let Item::Type(index) = item else {
            return None;
        };
        let ty = self.cx.types.get(index)?;
        (ty.form == Form::Structure).then_some(index)
    }

    /// Actions and functions that are bound to other values: nothing else goes on from these.
    fn walk_value(&mut self, value: Bound, trie: &Trie<'t, 'a>) {
        for (segment, child) in &trie.children {
            let (name, parentheses) = split(segment);
            let is_name = !name.is_empty() && !name.starts_with(['$', '{']);
            let is_call = parentheses.is_some() || name.contains('.');
            if is_name && (is_call || operations::kind(child).is_some()) {
                self.call(Some(value), name, parentheses, child);
            }
        }
    }

    fn qualified(&self, owner: TypeIndex, name: &str) -> String {
        let owner = self.cx.types.get(owner).map(super::types::Type::qualified);
        format!("{}/{name}", owner.unwrap_or_default())
    }
}
