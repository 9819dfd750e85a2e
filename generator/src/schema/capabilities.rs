//! What the service says that it does not do
//! ([Capabilities vocabulary](https://github.com/oasis-tcs/odata-vocabularies/blob/main/vocabularies/Org.OData.Capabilities.V1.md)).

use super::{Annotations, Expression};

/// The service sets the property.
pub(crate) const COMPUTED: &str = "Org.OData.Core.V1.Computed";
/// The property stays as it was created.
pub(crate) const IMMUTABLE: &str = "Org.OData.Core.V1.Immutable";
const PERMISSIONS: &str = "Org.OData.Core.V1.Permissions";

const NAMESPACE: &str = "Org.OData.Capabilities.V1";

/// Something that can be done with an entity or collection, unless the service says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Capability {
    Read,
    ReadByKey,
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
    Reference,
    FilterSegment,
}

/// Something that the service does not do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Restriction<'a> {
    /// Where: at a navigation property below, or at what is annotated.
    pub(crate) below: Option<&'a str>,
    /// What it does not do.
    pub(crate) capability: Capability,
    /// With which members; with none at all if there are none here.
    pub(crate) members: Vec<&'a str>,
}

/// A term that says what the service does not do.
struct Term {
    name: &'static str,
    capability: Capability,
    /// The property of its record that says so. Without one, the value of the term does.
    says: &'static str,
    /// The properties of its record that list members. Without any, the value of the term does.
    lists: &'static [&'static str],
}

#[rustfmt::skip] // a table
const TERMS: [Term; 18] = [
    term("ReadRestrictions", Capability::Read, "Readable", &[]),
    term("ReadByKeyRestrictions", Capability::ReadByKey, "Readable", &[]),
    term("IndexableByKey", Capability::Key, "", &[]),
    term("InsertRestrictions", Capability::Insert, "Insertable", &["NonInsertableProperties", "NonInsertableNavigationProperties"]),
    term("NonInsertableProperties", Capability::Insert, "", &[]),
    term("UpdateRestrictions", Capability::Update, "Updatable", &["NonUpdatableProperties", "NonUpdatableNavigationProperties"]),
    term("NonUpdatableProperties", Capability::Update, "", &[]),
    term("DeleteRestrictions", Capability::Delete, "Deletable", &[]),
    term("FilterRestrictions", Capability::Filter, "Filterable", &["NonFilterableProperties"]),
    term("SortRestrictions", Capability::Sort, "Sortable", &["NonSortableProperties"]),
    term("SearchRestrictions", Capability::Search, "Searchable", &[]),
    term("SelectSupport", Capability::Select, "Supported", &[]),
    term("ExpandRestrictions", Capability::Expand, "Expandable", &["NonExpandableProperties"]),
    term("CountRestrictions", Capability::Count, "Countable", &[]),
    term("TopSupported", Capability::Top, "", &[]),
    term("SkipSupported", Capability::Skip, "", &[]),
    term("NavigationRestrictions", Capability::Reference, "Referenceable", &[]),
    term("OperationRestrictions", Capability::FilterSegment, "FilterSegmentSupported", &[]),
];

const fn term(
    name: &'static str,
    capability: Capability,
    says: &'static str,
    lists: &'static [&'static str],
) -> Term {
    Term {
        name,
        capability,
        says,
        lists,
    }
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
        found.extend(restriction(None, term, value));
        match term {
            "NavigationRestrictions" => found.extend(below(value)),
            "ReadRestrictions" => {
                let by_key = "ReadByKeyRestrictions";
                let value = value.property(by_key);
                found.extend(value.and_then(|value| restriction(None, by_key, value)));
            }
            _ => {}
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Does an annotation say that changes are made with `PUT`?
pub(crate) fn updates_by_put(annotations: &Annotations<'_>) -> bool {
    let restrictions = annotations.get("Org.OData.Capabilities.V1.UpdateRestrictions");
    let method = restrictions.and_then(|restrictions| restrictions.property("UpdateMethod"));
    matches!(method, Some(Expression::EnumMember(names)) if names.iter().skip(1).any(|&name| name == "PUT"))
}

/// Can clients read a property and not change it?
pub(crate) fn is_read_only(annotations: &Annotations<'_>) -> bool {
    let may_only_read = matches!(annotations.get(PERMISSIONS), Some(Expression::EnumMember(names))
        if names.len() == 1 && names.iter().all(|name| name.ends_with("/Read")));
    annotations.flag(COMPUTED) || annotations.flag(IMMUTABLE) || may_only_read
}

/// What `NavigationRestrictions` say of navigation properties.
fn below<'a>(restrictions: &Expression<'a>) -> Vec<Restriction<'a>> {
    let Some(Expression::Collection(records)) = restrictions.property("RestrictedProperties")
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for record in records {
        let (Some(Expression::Path(_, path)), Expression::Record(values)) =
            (record.property("NavigationProperty"), record)
        else {
            continue;
        };
        let terms = values.iter();
        found.extend(terms.filter_map(|(term, value)| restriction(Some(path), term, value)));
    }
    found
}

fn restriction<'a>(
    below: Option<&'a str>,
    term: &str,
    value: &Expression<'a>,
) -> Option<Restriction<'a>> {
    let term = TERMS.iter().find(|known| known.name == term)?;
    let said = if term.says.is_empty() {
        Some(value)
    } else {
        value.property(term.says)
    };
    let lists = term.lists.iter().filter_map(|list| value.property(list));
    let members = lists.chain(term.lists.is_empty().then_some(value));
    let members: Vec<_> = members.flat_map(paths).collect();
    let is_restricted = said == Some(&Expression::Bool(false));
    (is_restricted || !members.is_empty()).then(|| Restriction {
        below,
        capability: term.capability,
        members: if is_restricted { Vec::new() } else { members },
    })
}

/// The paths in a collection of them.
fn paths<'a>(list: &Expression<'a>) -> Vec<&'a str> {
    let Expression::Collection(items) = list else {
        return Vec::new();
    };
    let paths = items.iter().map(|item| match item {
        Expression::Path(_, path) => Some(*path),
        _ => None,
    });
    paths.flatten().collect()
}
