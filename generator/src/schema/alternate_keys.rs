//! Alternate keys
//! ([Core vocabulary](https://github.com/oasis-tcs/odata-vocabularies/blob/main/vocabularies/Org.OData.Core.V1.md#AlternateKeys)).

use std::collections::BTreeMap;

use super::{Annotations, Expression, KeyProperty, Schema, TypeId};

const ALTERNATE_KEYS: &str = "Org.OData.Core.V1.AlternateKeys";

/// The alternate keys of all entity types.
#[derive(Debug)]
pub struct AlternateKeys<'s, 'a> {
    schema: &'s Schema<'a>,
    /// What is said about entity sets that declare any, by the type of their entities.
    of_sources: BTreeMap<TypeId, Vec<&'s Annotations<'a>>>,
}

impl<'s, 'a> AlternateKeys<'s, 'a> {
    /// Those of a schema. What its entity sets declare is looked for here, once for all types.
    pub fn new(schema: &'s Schema<'a>) -> Self {
        let mut of_sources: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for source in schema.container.iter().flat_map(|c| &c.sources) {
            if source.annotations.get(ALTERNATE_KEYS).is_some() {
                let annotations = of_sources.entry(source.target).or_default();
                annotations.push(&source.annotations);
            }
        }
        Self { schema, of_sources }
    }

    /// Those of an entity type, without inherited ones: those that are declared for the
    /// type itself, then those of entity sets of it.
    ///
    /// What names a property that the type does not have is none.
    pub fn of(&self, id: TypeId) -> Vec<Vec<KeyProperty<'a>>> {
        let of_type = &self.schema[id].annotations;
        let of_sources = self.of_sources.get(&id).into_iter().flatten().copied();
        let mut keys = Vec::new();
        for annotations in [of_type].into_iter().chain(of_sources) {
            for key in declared(annotations) {
                let is_there = |part: &KeyProperty<'_>| {
                    let head = part.path.split('/').next();
                    head.is_some_and(|head| self.schema.has_property(id, head))
                };
                if !keys.contains(&key) && key.iter().all(is_there) {
                    keys.push(key);
                }
            }
        }
        keys
    }
}

impl Schema<'_> {
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
