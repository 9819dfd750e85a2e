//! What the service says that it does not do, or only in a certain manner
//! ([Capabilities vocabulary](https://github.com/oasis-tcs/odata-vocabularies/blob/main/vocabularies/Org.OData.Capabilities.V1.md)).
//!
//! `terms.rs` has a table of what is told; a test beside it has what is not.

mod manners;
mod terms;
#[cfg(test)]
mod tests;

pub(crate) use manners::{Manner, list};

use super::{Annotations, Expression};

/// The service sets the property.
pub(crate) const COMPUTED: &str = "Org.OData.Core.V1.Computed";
/// The property stays as it was created.
pub(crate) const IMMUTABLE: &str = "Org.OData.Core.V1.Immutable";
const PERMISSIONS: &str = "Org.OData.Core.V1.Permissions";

const NAMESPACE: &str = "Org.OData.Capabilities.V1";

/// Something that can be done with an entity, a collection, an operation or a service, unless it says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Capability {
    Read,
    ReadByKey,
    List,
    Key,
    Insert,
    Update,
    Delete,
    Filter,
    Sort,
    Search,
    Select,
    Expand,
    Count,
    Top,
    Skip,
    Track,
    Navigate,
    Reference,
    Unlink,
    Call,
    /// Any request.
    Request,
    Batch,
}

/// Something that the service does not do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Restriction<'a> {
    pub(crate) place: Place<'a>,
    /// What it does not do.
    pub(crate) capability: Capability,
    /// In which manner it does not.
    pub(crate) manner: Manner<'a>,
}

/// Where something is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place<'a> {
    /// At what is annotated.
    Here,
    /// At a navigation property or collection below.
    Below(&'a str),
    /// At all collections of the service that do not say otherwise.
    Everywhere,
}

/// What annotations say that the service does not do, sorted.
///
/// Their qualifiers are not looked at: Graph has some that repeat the term.
pub(crate) fn restrictions<'a>(annotations: &Annotations<'a>) -> Vec<Restriction<'a>> {
    let own = annotations.0.iter();
    let own = own.filter(|annotation| annotation.term.namespace == NAMESPACE);
    let mut found = Vec::new();
    for annotation in own {
        let (term, value) = (annotation.term.name, &annotation.value);
        found.extend(said_by(Place::Here, term, value));
        match (term, value) {
            ("NavigationRestrictions", _) => {
                let properties = value.property("RestrictedProperties");
                found.extend(said_below(properties, "NavigationProperty"));
            }
            ("CollectionPropertyRestrictions", _) => {
                found.extend(said_below(Some(value), "CollectionProperty"));
            }
            ("DefaultCapabilities", Expression::Record(terms)) => {
                let terms = terms.iter();
                found.extend(
                    terms.flat_map(|(term, value)| said_by(Place::Everywhere, term, value)),
                );
            }
            _ => {}
        }
    }
    found.sort();
    found.dedup();
    without_what_follows(found)
}

/// What a term says, with the nested one of `ReadRestrictions`.
fn said_by<'a>(place: Place<'a>, term: &str, value: &Expression<'a>) -> Vec<Restriction<'a>> {
    let by_key = "ReadByKeyRestrictions";
    let nested = value
        .property(by_key)
        .filter(|_| term == "ReadRestrictions");
    let said = terms::said_by(term, value);
    let nested = nested.map(|value| terms::said_by(by_key, value));
    let all = said.into_iter().chain(nested.into_iter().flatten());
    let restrictions = all.map(|(capability, manner)| Restriction {
        place,
        capability,
        manner,
    });
    restrictions.collect()
}

/// What records say of the properties that they name.
fn said_below<'a>(records: Option<&Expression<'a>>, names: &str) -> Vec<Restriction<'a>> {
    let Some(Expression::Collection(records)) = records else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for record in records {
        let below = record.property(names).and_then(Expression::path);
        let (Some(path), Expression::Record(terms)) = (below, record) else {
            continue;
        };
        let place = Place::Below(path);
        found.extend(
            terms
                .iter()
                .flat_map(|(term, value)| said_by(place, term, value)),
        );
    }
    found
}

/// What is not done at all is not done in any manner either.
fn without_what_follows(restrictions: Vec<Restriction<'_>>) -> Vec<Restriction<'_>> {
    let whole = restrictions.iter().filter(|r| r.manner == Manner::AtAll);
    let whole: Vec<_> = whole.map(|r| (r.place, r.capability)).collect();
    let follows = |r: &Restriction<'_>| {
        !matches!(r.manner, Manner::AtAll | Manner::Explained(_))
            && whole.contains(&(r.place, r.capability))
    };
    restrictions.into_iter().filter(|r| !follows(r)).collect()
}

/// Does an annotation say that changes are made with `PUT`?
pub(crate) fn updates_by_put(annotations: &Annotations<'_>) -> bool {
    let restrictions = annotations.get("Org.OData.Capabilities.V1.UpdateRestrictions");
    let method = restrictions.and_then(|restrictions| restrictions.property("UpdateMethod"));
    method.is_some_and(|method| terms::names(method).contains(&"PUT"))
}

/// Can clients read a property and not change it?
pub(crate) fn is_read_only(annotations: &Annotations<'_>) -> bool {
    let may_only_read = matches!(annotations.get(PERMISSIONS), Some(Expression::EnumMember(names))
        if names.len() == 1 && names.iter().all(|name| name.ends_with("/Read")));
    annotations.flag(COMPUTED) || annotations.flag(IMMUTABLE) || may_only_read
}
