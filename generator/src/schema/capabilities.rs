//! What the service says that it does not do
//! ([Capabilities vocabulary](https://github.com/oasis-tcs/odata-vocabularies/blob/main/vocabularies/Org.OData.Capabilities.V1.md)).

use super::{Annotations, Expression};

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

/// The terms: in a record the property that says so, and the one that lists members.
const TERMS: [(&str, Capability, &str, &str); 15] = [
    ("ReadRestrictions", Capability::Read, "Readable", ""),
    (
        "ReadByKeyRestrictions",
        Capability::ReadByKey,
        "Readable",
        "",
    ),
    ("IndexableByKey", Capability::Key, "", ""),
    ("InsertRestrictions", Capability::Insert, "Insertable", ""),
    ("UpdateRestrictions", Capability::Update, "Updatable", ""),
    ("DeleteRestrictions", Capability::Delete, "Deletable", ""),
    (
        "FilterRestrictions",
        Capability::Filter,
        "Filterable",
        "NonFilterableProperties",
    ),
    (
        "SortRestrictions",
        Capability::Sort,
        "Sortable",
        "NonSortableProperties",
    ),
    ("SearchRestrictions", Capability::Search, "Searchable", ""),
    ("SelectSupport", Capability::Select, "Supported", ""),
    (
        "ExpandRestrictions",
        Capability::Expand,
        "Expandable",
        "NonExpandableProperties",
    ),
    ("CountRestrictions", Capability::Count, "Countable", ""),
    ("TopSupported", Capability::Top, "", ""),
    ("SkipSupported", Capability::Skip, "", ""),
    (
        "NavigationRestrictions",
        Capability::Reference,
        "Referenceable",
        "",
    ),
];

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
    let (_, capability, says, lists) = TERMS.iter().find(|(name, ..)| *name == term)?;
    let said = if says.is_empty() {
        Some(value)
    } else {
        value.property(says)
    };
    let members = match value.property(lists) {
        Some(Expression::Collection(paths)) => paths.iter().filter_map(path).collect(),
        _ => Vec::new(),
    };
    let is_restricted = said == Some(&Expression::Bool(false));
    (is_restricted || !members.is_empty()).then(|| Restriction {
        below,
        capability: *capability,
        members: if is_restricted { Vec::new() } else { members },
    })
}

fn path<'a>(expression: &Expression<'a>) -> Option<&'a str> {
    match expression {
        Expression::Path(_, path) => Some(path),
        _ => None,
    }
}
