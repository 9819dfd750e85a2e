//! What a value of a base type may be: the variants of its enum of kinds.

use std::collections::BTreeMap;

use super::lower::Context;
use super::names::{Kind, Name, Scope, Style};
use super::{Derived, Features, Path};
use crate::schema::{ElementId, TypeId};

/// The wanted types below one; none below a root that most of the schema derives from.
pub(super) fn derived(context: &Context<'_, '_>, id: TypeId) -> Vec<Derived> {
    if !context.slice.has_kinds(context.schema, id) {
        return Vec::new();
    }
    let descendants: Vec<_> = context
        .slice
        .descendants(context.schema, id)
        .into_iter()
        .filter_map(|id| Some((id, context.paths.model(id)?)))
        .collect();
    let mut variants = variants(context, id, &descendants);
    let derived = descendants.into_iter().filter_map(|(id, path)| {
        Some(Derived {
            path: path.clone(),
            element: ElementId::Type(id),
            variant: variants.remove(&id)?,
            wire: context.schema[id].name.to_string(),
            features: Features::new(),
        })
    });
    derived.collect()
}

/// The variants for derived types. Those that are called so in full, and those of the namespace of the base, come before
/// others.
fn variants(
    context: &Context<'_, '_>,
    base: TypeId,
    derived: &[(TypeId, &Path)],
) -> BTreeMap<TypeId, Name> {
    let schema = context.schema;
    let kind = context.paths.kind_path(base);
    let owner = kind.map_or_else(String::new, |kind| context.in_crate(&kind));
    let given = context.published.of(Kind::Variant, &owner);
    let mut scope = Scope::with(["Other"]).keeping(Style::Variant, given);
    let base = schema[base].name;
    let base_name = Style::Type.name(base.name);
    let mut candidates: Vec<_> = derived
        .iter()
        .map(|&(id, path)| {
            let [short, full] = short_names(&base_name, path.item.as_str());
            let is_other = schema[id].name.namespace != base.namespace;
            ((short != full, is_other, id), [short, full])
        })
        .collect();
    candidates.sort();
    let named = candidates.into_iter().map(|((_, _, id), [short, full])| {
        let wire = schema[id].name.to_string();
        let name = scope.kept(&wire).unwrap_or_else(|| {
            let namespace = schema[id].name.namespace;
            let last = namespace.rsplit('.').next().unwrap_or_default();
            let with =
                |namespace: &str| Style::Variant.name(&format!("{namespace}_{}", full.as_str()));
            let candidates = [short, full.clone(), with(last), with(namespace)];
            scope.claim(Style::Variant, &wire, candidates)
        });
        (id, name)
    });
    named.collect()
}

/// `RichLongRunningOperation` below `LongRunningOperation` is `Rich`.
fn short_names(base: &Name, name: &str) -> [Name; 2] {
    let short = name.strip_suffix(base.as_str());
    let short = short.filter(|short| !short.is_empty());
    [short.unwrap_or(name), name].map(|n| Style::Variant.name(n))
}
