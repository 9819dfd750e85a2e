//! Alternate keys
//! ([Core vocabulary](https://github.com/oasis-tcs/odata-vocabularies/blob/main/vocabularies/Org.OData.Core.V1.md#AlternateKeys)).

use super::{Annotations, Expression, KeyProperty, Schema, TypeId};

const ALTERNATE_KEYS: &str = "Org.OData.Core.V1.AlternateKeys";

impl<'a> Schema<'a> {
    /// The alternate keys of an entity type, without inherited ones: those that are declared for the
    /// type itself, then those of entity sets of it.
    ///
    /// What names a property that the type does not have is none.
    pub fn alternate_keys(&self, id: TypeId) -> Vec<Vec<KeyProperty<'a>>> {
        let sources = self.container.iter().flat_map(|c| &c.sources);
        let sources = sources.filter(|source| source.target == id);
        let all = [&self[id].annotations].into_iter();
        let mut keys = Vec::new();
        for annotations in all.chain(sources.map(|source| &source.annotations)) {
            for key in declared(annotations) {
                let is_there = |part: &KeyProperty<'_>| {
                    let head = part.path.split('/').next();
                    head.is_some_and(|head| self.has_property(id, head))
                };
                if !keys.contains(&key) && key.iter().all(is_there) {
                    keys.push(key);
                }
            }
        }
        keys
    }

    /// Whether a type declares or inherits a structural property of that name.
    pub(crate) fn has_property(&self, id: TypeId, name: &str) -> bool {
        let mut structures = self.lineage(id).filter_map(|id| self[id].structure());
        structures.any(|s| s.properties.iter().any(|p| p.name == name))
    }
}

/// The keys of an annotation; what is malformed is left out.
fn declared<'a>(annotations: &Annotations<'a>) -> impl Iterator<Item = Vec<KeyProperty<'a>>> {
    let keys = match annotations.get(ALTERNATE_KEYS) {
        Some(Expression::Collection(keys)) => keys.as_slice(),
        _ => &[],
    };
    keys.iter().filter_map(|key| {
        let Some(Expression::Collection(parts)) = key.property("Key") else {
            return None;
        };
        let parts: Option<Vec<_>> = parts.iter().map(part).collect();
        parts.filter(|parts| !parts.is_empty())
    })
}

fn part<'a>(part: &Expression<'a>) -> Option<KeyProperty<'a>> {
    let text = |name| match part.property(name) {
        Some(Expression::Path(_, text) | Expression::Constant(_, text)) => Some(*text),
        _ => None,
    };
    Some(KeyProperty {
        path: text("Name")?,
        alias: text("Alias").filter(|alias| !alias.is_empty()),
    })
}
