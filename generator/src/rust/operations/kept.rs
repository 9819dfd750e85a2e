//! Which of several operations has a name: the one that had it before, else the first one.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Alike, OverloadedCall, verb};
use crate::config::Conventions;
use crate::rust::lower::Context;
use crate::rust::names::{Name, Scope, Style};
use crate::rust::{Meaning, PathMeaning};
use crate::schema::QualifiedName;

/// The namespace that need not be said: that of the entity container.
pub(super) fn default_namespace<'a>(context: &Context<'_, 'a>) -> Option<&'a str> {
    let container = context.schema.container.as_ref();
    container.map(|container| container.name.namespace)
}

pub(super) fn is_other(name: QualifiedName<'_>, default: Option<&str>) -> bool {
    default != Some(name.namespace)
}

/// Of operations with one simple name the one whose segment is that: the one that had it before, else the first one.
/// Others are called by their qualified names, which all services understand.
pub(super) fn unqualified<'a>(
    context: &Context<'_, 'a>,
    same: &[(QualifiedName<'a>, Alike<'_, 'a>)],
    import: Option<(u32, &str)>,
    scope: &Scope,
) -> Option<QualifiedName<'a>> {
    if import.is_some() || context.config.service.conventions == Conventions::OData {
        return None;
    }
    let default = default_namespace(context);
    let had_it = |(name, alike): &&(QualifiedName<'a>, Alike<'_, 'a>)| {
        let kinds = alike.keys().map(|(_, kind, _)| *kind);
        kinds.into_iter().any(|kind| {
            let meaning = PathMeaning {
                verb: Some(verb(kind)),
                template: format!("/{}", name.name),
                parameters: None,
                namespace: is_other(*name, default).then(|| name.namespace.to_owned()),
            };
            let mut given = scope.given().keys();
            given.any(|text| meaning.is_published_as(text))
        })
    };
    let found = same.iter().find(had_it).or(same.first());
    found.map(|(name, _)| *name)
}

/// Of operations with one simple name the one whose method is called so: the one that had that name before, else the
/// first one.
pub(super) fn holder<'a>(
    same: &[(QualifiedName<'a>, Alike<'_, 'a>)],
    default: Option<&str>,
    scope: &Scope,
) -> Option<QualifiedName<'a>> {
    let had_it = |(name, alike): &&(QualifiedName<'a>, Alike<'_, 'a>)| {
        let plain = Style::Method.name(name.name);
        alike.keys().any(|(_, kind, _)| {
            let namespace = is_other(*name, default).then(|| name.namespace.to_owned());
            let simple = (format!("/{}", name.name), namespace);
            [simple, (format!("/{name}"), None)]
                .into_iter()
                .any(|(template, namespace)| {
                    let meaning = PathMeaning {
                        verb: Some(verb(*kind)),
                        template,
                        parameters: None,
                        namespace,
                    };
                    let mut given = scope.given().iter();
                    given.any(|(text, name)| *name == plain && meaning.is_published_as(text))
                })
        })
    };
    let found = same.iter().find(had_it).or(same.first());
    found.map(|(name, _)| *name)
}

/// Names calls, or what belongs to them. A name that was given to a call before stays with it: with the one that has the
/// same parameters or, if none has, the one that has most of them.
pub(in crate::rust) fn assign<'s, 'a>(
    scope: &mut Scope,
    style: Style,
    calls: &[OverloadedCall<'s, 'a>],
    meaning: impl Fn(&OverloadedCall<'s, 'a>) -> PathMeaning,
    candidates: impl Fn(&OverloadedCall<'s, 'a>) -> Vec<Name>,
) -> Vec<Name> {
    let meanings: Vec<_> = calls.iter().map(meaning).collect();
    let exact = |meaning: &PathMeaning| scope.kept(&Meaning::Path(meaning.clone()).to_string());
    let mut names: Vec<_> = meanings.iter().map(exact).collect();
    let mut used: BTreeSet<_> = names.iter().flatten().cloned().collect();
    for (meaning, name) in meanings.iter().zip(&mut names) {
        if name.is_none() {
            *name = similar(scope, meaning, &meanings, &used);
            used.extend(name.clone());
        }
    }
    let pairs = calls.iter().zip(names);
    pairs
        .map(|(call, name)| {
            name.unwrap_or_else(|| scope.claim(style, &call.wire, candidates(call)))
        })
        .collect()
}

/// The name of a call that had parameters in common with this one, or of the one without any.
fn similar(
    scope: &Scope,
    meaning: &PathMeaning,
    all: &[PathMeaning],
    used: &BTreeSet<Name>,
) -> Option<Name> {
    let now = meaning.parameters.as_deref().unwrap_or_default();
    let free = meaning.published(scope.given()).filter_map(|(text, then)| {
        let name = scope.kept(text).filter(|name| !used.contains(name))?;
        // What is spelled in another letter case, and is there, is another one.
        let is_there = all.iter().any(|other| other.is_published_as(text));
        if is_there && !meaning.is_published_as(text) {
            return None;
        }
        let common = then
            .iter()
            .filter(|name| now.iter().any(|now| now == *name));
        let common = common.count();
        (common > 0 || then.is_empty() || now.is_empty()).then_some((Reverse(common), name))
    });
    free.min().map(|(_, name)| name)
}
