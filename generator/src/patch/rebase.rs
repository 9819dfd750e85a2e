//! Another base type, or none.

use toml::Spanned;

use super::Outcome;
use super::target::{declares, descendants, is_entity, own_members, structure_mut, type_ref};
use crate::config::NO_BASE;
use crate::diagnostics::Diagnostic;
use crate::limits;
use crate::schema::{ElementId, ItemType, Schema, TypeId};

/// Gives a type another base, with all that is inherited from it.
pub(super) fn rebase(
    schema: &mut Schema<'_>,
    target: ElementId,
    base: &Spanned<String>,
) -> Result<Outcome, Diagnostic> {
    let structure = match target {
        ElementId::Type(id) => schema[id].structure().map(|structure| (id, structure.base)),
        _ => None,
    };
    let Some((id, old)) = structure else {
        return Ok(Outcome::unfit(
            "only entity and complex types have a base type",
        ));
    };
    let new = match base.get_ref().as_str() {
        NO_BASE => None,
        _ => match type_ref(schema, base)?.item {
            ItemType::Named(id) => Some(id),
            ItemType::Primitive(_) => return Ok(Outcome::unfit(KIND)),
        },
    };
    if new == old {
        return Ok(Outcome::Same);
    }
    if let Some(why) = new.and_then(|new| in_the_way(schema, id, new)) {
        return Ok(Outcome::unfit(why));
    }
    link(schema, id, new);
    if let Some(why) = lost_key(schema, id) {
        link(schema, id, old);
        return Ok(Outcome::unfit(why));
    }
    Ok(Outcome::Changed)
}

const KIND: &str =
    "the base of an entity type is an entity type, that of a complex type is a complex type";

/// Why a type cannot be derived from another one, if it cannot.
fn in_the_way(schema: &Schema, id: TypeId, base: TypeId) -> Option<String> {
    let is_structure = schema[base].structure().is_some();
    if !is_structure || is_entity(schema, id) != is_entity(schema, base) {
        return Some(KIND.to_owned());
    }
    if schema.lineage(base).any(|above| above == id) {
        return Some(format!(
            "`{}` is derived from it, and nothing is its own base",
            schema[base].name
        ));
    }
    let mut family = descendants(schema, id);
    family.insert(0, id);
    let above = schema.lineage(base).count();
    for &ty in &family {
        let name = schema[ty].name;
        let below = schema.lineage(ty).take_while(|&up| up != id).count() + 1;
        if above + below > limits::BASES {
            let most = limits::BASES;
            return Some(format!(
                "`{name}` would have more than {} types above it",
                most - 1
            ));
        }
        let has_key = schema[ty].structure().is_some_and(|s| !s.key.is_empty());
        if has_key && !schema.key(base).is_empty() {
            return Some(format!(
                "`{name}` would inherit a key and has its own: remove `{name}/$Key` first"
            ));
        }
        for member in own_members(schema, ty) {
            if let Some(owner) = declares(schema, base, member) {
                let owner = schema[owner].name;
                return Some(format!(
                    "`{name}` would inherit `{member}` of `{owner}` and has its own: remove `{name}/{member}` first"
                ));
            }
        }
    }
    None
}

/// What a key was made of and is not inherited any more.
fn lost_key(schema: &Schema, id: TypeId) -> Option<String> {
    let family = [id].into_iter().chain(descendants(schema, id));
    for ty in family {
        for part in schema[ty].structure().map_or(&[][..], |s| &s.key) {
            if schema.type_at(ty, part.path).is_none() {
                let name = schema[ty].name;
                return Some(format!(
                    "`{}` is in the key of `{name}`, and would not be inherited any more",
                    part.path
                ));
            }
        }
    }
    None
}

fn link(schema: &mut Schema<'_>, id: TypeId, base: Option<TypeId>) {
    let old = structure_mut(schema, id).and_then(|s| std::mem::replace(&mut s.base, base));
    if let Some(old) = old.and_then(|old| structure_mut(schema, old)) {
        old.derived.retain(|&derived| derived != id);
    }
    let Some(new) = base.and_then(|base| structure_mut(schema, base)) else {
        return;
    };
    new.derived.push(id);
    new.derived.sort_unstable();
    // What is derived from an open type is open (CSDL 6.3), and media entities have media children (CSDL 6.4).
    let (is_open, has_stream) = (new.is_open, new.has_stream);
    for ty in [id].into_iter().chain(descendants(schema, id)) {
        if let Some(structure) = structure_mut(schema, ty) {
            structure.is_open |= is_open;
            structure.has_stream |= has_stream;
        }
    }
}
