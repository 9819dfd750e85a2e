//! Annotations that stand somewhere else than what they are about (CSDL 14.2.2).

use rustc_hash::{FxHashMap, FxHashSet};

use super::annotations::annotation;
use super::context::Context;
use super::limits;
use super::operations::Signatures;
use super::{Annotations, Container, Operation, QualifiedName, Schema, TypeId, TypeKind};
use crate::csdl::Document;
use crate::csdl::syntax::ExternalAnnotations;
use crate::diagnostics::{Diagnostic, Span};

/// Adds them to their targets.
pub(super) fn apply<'a>(
    document: &'a Document<'a>,
    schema: &mut Schema<'a>,
    signatures: &Signatures<'a>,
    containers: &[QualifiedName<'a>],
    cx: &mut Context<'a, '_>,
) {
    let terms = document.schemas.iter().flat_map(|schema| {
        let namespace = &*schema.namespace;
        let terms = schema.terms.iter();
        terms.map(move |term| QualifiedName {
            namespace,
            name: &term.name,
        })
    });
    let mut targets = Targets {
        schema,
        signatures,
        containers,
        terms: terms.collect(),
        members: FxHashMap::default(),
        added: 0,
    };
    for group in document.schemas.iter().flat_map(|s| &s.external) {
        if targets.added > limits::COPIES {
            return limits::report_copies(group.target.span, cx);
        }
        targets.apply(group, cx);
    }
}

struct Targets<'s, 'a> {
    schema: &'s mut Schema<'a>,
    signatures: &'s Signatures<'a>,
    containers: &'s [QualifiedName<'a>],
    terms: FxHashSet<QualifiedName<'a>>,
    /// Where the members of enumerations are, by name: they are sorted by value.
    members: FxHashMap<TypeId, FxHashMap<&'a str, usize>>,
    /// How many annotations were added so far.
    added: usize,
}

/// What a target leads to.
enum Slots<'s, 'a> {
    /// One thing, or all overloads of an operation. Empty: nothing.
    These(Vec<&'s mut Annotations<'a>>),
    /// Something that the schema has no place for, such as a term or a path into an entity set.
    Elsewhere,
}

impl<'a> Targets<'_, 'a> {
    fn apply(&mut self, group: &'a ExternalAnnotations<'a>, cx: &mut Context<'a, '_>) {
        let mut target = std::borrow::Cow::Borrowed(&*group.target.value);
        if target.bytes().any(|byte| byte == b' ') {
            let message = "there are spaces in the target of annotations";
            cx.report(Diagnostic::warning("W0202", message).at(group.target.span, "ignored"));
            target.to_mut().retain(|c| c != ' ');
        }
        let at = group.target.span;
        let Slots::These(slots) = self.find(&target, at, cx) else {
            return;
        };
        if slots.is_empty() {
            if !cx.names.is_elsewhere(head(&target), at) {
                let message = format!("there is no `{}` to annotate", group.target.value);
                let warning = Diagnostic::warning("W0201", message);
                cx.report(warning.at(at, "not declared in this document"));
            }
            return;
        }
        let qualifier = group.qualifier.as_deref();
        let added = slots.len() * group.annotations.len();
        for slot in slots {
            let added = group.annotations.iter();
            slot.0.extend(added.map(|a| annotation(a, qualifier, cx)));
        }
        self.added += added;
    }

    fn find(&mut self, target: &str, at: Span, cx: &Context<'a, '_>) -> Slots<'_, 'a> {
        let head = head(target);
        let name = cx.names.qualified(head, at);
        let rest = target.get(head.len()..).unwrap_or_default();
        // A type and an action may share a name; only one of them has a signature.
        if let Some(id) = cx.names.type_id(name).filter(|_| !rest.starts_with('(')) {
            return self.of_type(id, rest);
        }
        if self.containers.contains(&name) {
            return self.of_container(rest);
        }
        if self.signatures.by_name.contains_key(&name) {
            return self.of_operations(name, (rest, at), cx);
        }
        if self.terms.contains(&name) {
            return Slots::Elsewhere;
        }
        Slots::These(Vec::new())
    }

    /// `ns.Type`, `ns.Type/Property`, `ns.Enum/Member`.
    fn of_type(&mut self, id: TypeId, rest: &str) -> Slots<'_, 'a> {
        let Some(ty) = self.schema.types.get_mut(id.0 as usize) else {
            return Slots::These(Vec::new());
        };
        let Some((member, deeper)) = member(rest) else {
            return Slots::These(vec![&mut ty.annotations]);
        };
        let slot = match &mut ty.kind {
            TypeKind::Entity(structure) | TypeKind::Complex(structure) => {
                let properties = &mut structure.properties;
                let navigation = &mut structure.navigation;
                if let Ok(at) = properties.binary_search_by_key(&member, |p| p.name) {
                    properties.get_mut(at).map(|p| &mut p.annotations)
                } else if let Ok(at) = navigation.binary_search_by_key(&member, |n| n.name) {
                    navigation.get_mut(at).map(|n| &mut n.annotations)
                } else {
                    None
                }
            }
            TypeKind::Enumeration(enumeration) => {
                let members = &mut enumeration.members;
                let places = self.members.entry(id).or_insert_with(|| {
                    let names = members.iter().map(|member| member.name);
                    names.enumerate().map(|(at, name)| (name, at)).collect()
                });
                let found = places.get(member).and_then(|&at| members.get_mut(at));
                found.map(|m| &mut m.annotations)
            }
            TypeKind::Definition(_) => None,
        };
        only(slot, deeper)
    }

    /// `ns.Container`, `ns.Container/Set`.
    fn of_container(&mut self, rest: &str) -> Slots<'_, 'a> {
        let Some(container) = &mut self.schema.container else {
            return Slots::These(Vec::new());
        };
        let Some((child, deeper)) = member(rest) else {
            return Slots::These(vec![&mut container.annotations]);
        };
        let Container {
            sources, imports, ..
        } = container;
        let slot = if let Ok(at) = sources.binary_search_by_key(&child, |s| s.name) {
            sources.get_mut(at).map(|s| &mut s.annotations)
        } else if let Ok(at) = imports.binary_search_by_key(&child, |i| i.name) {
            imports.get_mut(at).map(|i| &mut i.annotations)
        } else {
            None
        };
        only(slot, deeper)
    }

    /// `ns.Action`, `ns.Action(ns.Type)`, `ns.Function(ns.Type,Edm.String)/Parameter`,
    /// `ns.Function/$ReturnType`.
    fn of_operations(
        &mut self,
        name: QualifiedName<'_>,
        (rest, at): (&str, Span),
        cx: &Context<'a, '_>,
    ) -> Slots<'_, 'a> {
        let overloads = self.signatures.by_name.get(&name).cloned();
        let overloads = overloads.unwrap_or_default();
        let (signature, rest) = signature(rest);
        let types = self.signatures.types.get(overloads.clone());
        let operations = self.schema.operations.get_mut(overloads);
        let slots = operations
            .unwrap_or_default()
            .iter_mut()
            .zip(types.unwrap_or_default())
            .filter(|(operation, types)| match signature {
                None => true,
                Some(wanted) => {
                    let is_action = operation.kind == super::OperationKind::Action;
                    // Only the binding parameter tells overloads of an action apart.
                    let shown = match (is_action, &operation.binding) {
                        (true, Some(_)) if !wanted.contains(',') => types.get(..1),
                        _ => types.get(..),
                    };
                    is_signature((wanted, at), shown.unwrap_or_default(), cx)
                }
            })
            .filter_map(|(operation, _)| of_operation(operation, rest));
        Slots::These(slots.collect())
    }
}

fn of_operation<'s, 'a>(
    operation: &'s mut Operation<'a>,
    rest: &str,
) -> Option<&'s mut Annotations<'a>> {
    match member(rest) {
        None => Some(&mut operation.annotations),
        Some(("$ReturnType", _)) => operation.returns.as_mut().map(|r| &mut r.annotations),
        Some((name, _)) => {
            let parameters = operation
                .binding
                .iter_mut()
                .chain(&mut operation.parameters);
            let mut found = parameters.filter(|p| p.name == name);
            found.next().map(|p| &mut p.annotations)
        }
    }
}

/// What a path goes on to say below a member has no place in the schema.
fn only<'s, 'a>(slot: Option<&'s mut Annotations<'a>>, deeper: bool) -> Slots<'s, 'a> {
    match slot {
        Some(_) if deeper => Slots::Elsewhere,
        slot => Slots::These(slot.into_iter().collect()),
    }
}

/// The first segment after the name, and whether there are more.
fn member(rest: &str) -> Option<(&str, bool)> {
    let path = rest.strip_prefix('/')?;
    Some(match path.split_once('/') {
        Some((member, _)) => (member, true),
        None => (path, false),
    })
}

/// The types in parentheses, and what comes after them.
fn signature(rest: &str) -> (Option<&str>, &str) {
    let split = || {
        let inner = rest.strip_prefix('(')?;
        // Parameter names have no parentheses, so the last one closes the list.
        let (types, after) = inner.rsplit_once(')')?;
        Some((types, after))
    };
    match split() {
        Some((types, after)) => (Some(types), after),
        None => (None, rest),
    }
}

fn is_signature(
    (wanted, at): (&str, Span),
    types: &[super::TypeRef],
    cx: &Context<'_, '_>,
) -> bool {
    let mut wanted = wanted.split(',').filter(|text| !text.is_empty());
    let all = types
        .iter()
        .all(|ty| wanted.next().and_then(|text| cx.names.type_ref(text, at)) == Some(*ty));
    all && wanted.next().is_none()
}

/// What comes before a slash or parenthesis: the qualified name that a target starts with.
fn head(target: &str) -> &str {
    target.split(['/', '(']).next().unwrap_or(target)
}
