//! Base types, derived types, and what is inherited.

use rustc_hash::FxHashSet;

use super::context::Context;
use super::lookup::found;
use super::types::Declared;
use super::{Schema, Structure, Type, TypeId, TypeKind};
use crate::csdl::syntax::Text;
use crate::diagnostics::{Diagnostic, Span};
use crate::limits;

/// Checks the bases, fills in the derived types, and hands down what is inherited.
pub(super) fn link<'a>(
    types: &mut [Type<'a>],
    declared: &[Declared<'a>],
    cx: &mut Context<'a, '_>,
) {
    cut_wrong_bases(types, declared, cx);
    cut_cycles(types, declared, cx);
    cut_long_lines(types, declared, cx);
    link_derived(types);
    inherit_flags(types);
    drop_redeclared(types, cx);
}

fn get<'t, 'a>(types: &'t [Type<'a>], id: TypeId) -> Option<&'t Structure<'a>> {
    types.get(id.0 as usize)?.structure()
}

fn get_mut<'t, 'a>(types: &'t mut [Type<'a>], id: TypeId) -> Option<&'t mut Structure<'a>> {
    match &mut types.get_mut(id.0 as usize)?.kind {
        TypeKind::Entity(structure) | TypeKind::Complex(structure) => Some(structure),
        _ => None,
    }
}

fn base(types: &[Type<'_>], id: TypeId) -> Option<TypeId> {
    get(types, id)?.base
}

fn ids(types: &[Type<'_>]) -> impl Iterator<Item = TypeId> + use<> {
    (0..u32::try_from(types.len()).unwrap_or(u32::MAX)).map(TypeId)
}

fn base_text<'a>(declared: &[Declared<'a>], id: TypeId) -> Option<&'a Text<'a>> {
    declared.get(id.0 as usize)?.structure()?.base.as_ref()
}

/// An enumeration type or type definition is not a base.
fn cut_wrong_bases<'a>(
    types: &mut [Type<'a>],
    declared: &[Declared<'a>],
    cx: &mut Context<'a, '_>,
) {
    for id in ids(types) {
        let Some(parent) = base(types, id) else {
            continue;
        };
        if get(types, parent).is_some() {
            continue;
        }
        if let Some(text) = base_text(declared, id) {
            let message = format!("`{}` is not a complex type", text.value);
            cx.report(Diagnostic::error("E0206", message).at(text.span, "expected a complex type"));
        }
        if let Some(structure) = get_mut(types, id) {
            structure.base = None;
        }
    }
}

/// Reports each cycle once and opens it, so that every lineage ends.
fn cut_cycles<'a>(types: &mut [Type<'a>], declared: &[Declared<'a>], cx: &mut Context<'a, '_>) {
    // The walk in which a type was first seen: meeting one of this walk again closes a cycle.
    let mut seen = vec![None; types.len()];
    for start in ids(types) {
        let mut at = Some(start);
        while let Some(id) = at {
            let Some(walk) = seen.get_mut(id.0 as usize) else {
                break;
            };
            match *walk {
                None => *walk = Some(start),
                Some(walk) if walk == start => {
                    report_cycle(types, declared, id, cx);
                    if let Some(structure) = get_mut(types, id) {
                        structure.base = None;
                    }
                    break;
                }
                Some(_) => break,
            }
            at = base(types, id);
        }
    }
}

/// Opens lines of bases that are too long, so that every lineage is short.
fn cut_long_lines<'a>(types: &mut [Type<'a>], declared: &[Declared<'a>], cx: &mut Context<'a, '_>) {
    // How many types a line has up to its root, as far as that is known.
    let mut lengths = vec![0_usize; types.len()];
    let mut line = Vec::new();
    for start in ids(types) {
        let mut at = Some(start);
        let mut length = 0;
        while let Some(id) = at {
            length = lengths.get(id.0 as usize).copied().unwrap_or_default();
            if length > 0 {
                break;
            }
            line.push(id);
            at = base(types, id);
        }
        while let Some(id) = line.pop() {
            length += 1;
            if length > limits::BASES {
                report_long_line(declared, id, cx);
                if let Some(structure) = get_mut(types, id) {
                    structure.base = None;
                }
                length = 1;
            }
            if let Some(known) = lengths.get_mut(id.0 as usize) {
                *known = length;
            }
        }
    }
}

fn report_long_line<'a>(declared: &[Declared<'a>], id: TypeId, cx: &mut Context<'a, '_>) {
    if let Some(text) = base_text(declared, id) {
        let message = format!("`{}` has {} types above it", text.value, limits::BASES - 1);
        let error = Diagnostic::error("E0214", message);
        cx.report(error.at(text.span, "nothing more can be derived from this"));
    }
}

fn report_cycle<'a>(
    types: &[Type<'a>],
    declared: &[Declared<'a>],
    start: TypeId,
    cx: &mut Context<'a, '_>,
) {
    let Some(name) = declared.get(start.0 as usize).map(|ty| ty.name) else {
        return;
    };
    let mut error = Diagnostic::error("E0205", format!("`{name}` is its own base type"));
    let mut at = start;
    while let Some(text) = base_text(declared, at) {
        error = error.at(text.span, "derived from this");
        if error.labels.len() == limits::BASES {
            break;
        }
        match base(types, at) {
            Some(next) if next != start => at = next,
            _ => break,
        }
    }
    cx.report(error);
}

fn link_derived(types: &mut [Type<'_>]) {
    // In the order of ids, so each list comes out sorted.
    for id in ids(types) {
        if let Some(parent) = base(types, id)
            && let Some(parent) = get_mut(types, parent)
        {
            parent.derived.push(id);
        }
    }
}

/// What is derived from an open type is open (CSDL 6.3), and media entities have media children (CSDL 6.4).
fn inherit_flags(types: &mut [Type<'_>]) {
    let mut roots: Vec<_> = ids(types).filter(|&id| base(types, id).is_none()).collect();
    while let Some(id) = roots.pop() {
        let Some(parent) = get(types, id) else {
            continue;
        };
        let (is_open, has_stream) = (parent.is_open, parent.has_stream);
        let from = roots.len();
        roots.extend_from_slice(&parent.derived);
        if is_open || has_stream {
            for &child in roots.get(from..).unwrap_or_default() {
                if let Some(child) = get_mut(types, child) {
                    child.is_open |= is_open;
                    child.has_stream |= has_stream;
                }
            }
        }
    }
}

/// A member that a base type has already is dropped.
fn drop_redeclared<'a>(types: &mut [Type<'a>], cx: &mut Context<'a, '_>) {
    for id in ids(types) {
        let Some(structure) = get(types, id).filter(|s| s.base.is_some()) else {
            continue;
        };
        let mut dropped: FxHashSet<&'a str> = FxHashSet::default();
        let own = structure.properties.iter().map(|p| (p.name, p.span));
        for (name, span) in own.chain(structure.navigation.iter().map(|n| (n.name, n.span))) {
            if let Some(first) = inherited(types, structure.base, name) {
                let message = format!("the property `{name}` is inherited");
                let warning = Diagnostic::warning("W0205", message)
                    .at(span, "ignored")
                    .and(first, "from here");
                cx.report(warning);
                dropped.insert(name);
            }
        }
        if !dropped.is_empty()
            && let Some(structure) = get_mut(types, id)
        {
            structure.properties.retain(|p| !dropped.contains(p.name));
            structure.navigation.retain(|n| !dropped.contains(n.name));
        }
    }
}

/// Where a base type declares a member of that name.
fn inherited(types: &[Type<'_>], from: Option<TypeId>, name: &str) -> Option<Span> {
    let bases = std::iter::successors(from, |&id| base(types, id));
    bases.filter_map(|id| get(types, id)).find_map(|base| {
        let property = found(&base.properties, |p| p.name.cmp(name));
        let navigation = found(&base.navigation, |n| n.name.cmp(name));
        property.map(|p| p.span).or(navigation.map(|n| n.span))
    })
}

/// Every part of a key is a property of the type, or of what its properties hold (CSDL 6.5).
pub(super) fn check_keys<'a>(
    schema: &Schema<'a>,
    declared: &[Declared<'a>],
    cx: &mut Context<'a, '_>,
) {
    for (id, ty) in schema.type_ids().zip(declared) {
        for part in ty.structure().map_or(&[][..], |element| &element.key) {
            if schema.type_at(id, &part.path).is_none() {
                let message = format!("`{}` has no property `{}`", ty.name, part.path.value);
                let error = Diagnostic::error("E0213", message);
                cx.report(error.at(part.path.span, "part of the key"));
            }
        }
    }
}
