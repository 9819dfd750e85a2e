//! Which terms say what the service does not do.

use super::{Capability, Manner};
use crate::schema::Expression;

/// What a value says, if it says anything.
pub(super) type Reading = for<'a> fn(&Expression<'a>) -> Vec<Manner<'a>>;

/// A term, or a property of its record, that says what the service does not do.
pub(super) struct Term {
    pub(super) name: &'static str,
    /// The property, or the path to it; empty if the value of the term says it.
    pub(super) property: &'static str,
    capability: Capability,
    pub(super) reading: Reading,
}

const fn term(
    name: &'static str,
    property: &'static str,
    capability: Capability,
    reading: Reading,
) -> Term {
    Term {
        name,
        property,
        capability,
        reading,
    }
}

#[rustfmt::skip] // a table
pub(super) const TERMS: &[Term] = &[
    term("ReadRestrictions", "Readable", Capability::Read, unsupported),
    term("ReadByKeyRestrictions", "Readable", Capability::ReadByKey, unsupported),
    term("IndexableByKey", "", Capability::Key, unsupported),
    term("InsertRestrictions", "Insertable", Capability::Insert, unsupported),
    term("InsertRestrictions", "NonInsertableProperties", Capability::Insert, members),
    term("InsertRestrictions", "NonInsertableNavigationProperties", Capability::Insert, members),
    term("InsertRestrictions", "RequiredProperties", Capability::Insert, required_members),
    term("InsertRestrictions", "MaxLevels", Capability::Insert, segments),
    term("NonInsertableProperties", "", Capability::Insert, members),
    term("DeepInsertSupport", "Supported", Capability::Insert, no_related),
    term("UpdateRestrictions", "Updatable", Capability::Update, unsupported),
    term("UpdateRestrictions", "Upsertable", Capability::Update, no_upsert),
    term("UpdateRestrictions", "UpdateMethod", Capability::Update, method),
    term("UpdateRestrictions", "NonUpdatableProperties", Capability::Update, members),
    term("UpdateRestrictions", "NonUpdatableNavigationProperties", Capability::Update, members),
    term("UpdateRestrictions", "RequiredProperties", Capability::Update, required_members),
    term("UpdateRestrictions", "MaxLevels", Capability::Update, segments),
    term("NonUpdatableProperties", "", Capability::Update, members),
    term("DeepUpdateSupport", "Supported", Capability::Update, no_related),
    term("OptimisticConcurrencyControl", "", Capability::Update, needs_etag),
    term("DeleteRestrictions", "Deletable", Capability::Delete, unsupported),
    term("DeleteRestrictions", "NonDeletableNavigationProperties", Capability::Unlink, members),
    term("DeleteRestrictions", "MaxLevels", Capability::Delete, segments),
    term("ModificationQueryOptions", "SelectSupported", Capability::Insert, no_select),
    term("ModificationQueryOptions", "ExpandSupported", Capability::Insert, no_expand),
    term("ModificationQueryOptions", "SelectSupported", Capability::Update, no_select),
    term("ModificationQueryOptions", "ExpandSupported", Capability::Update, no_expand),
    term("FilterRestrictions", "Filterable", Capability::Filter, unsupported),
    term("FilterRestrictions", "NonFilterableProperties", Capability::Filter, members),
    term("FilterRestrictions", "FilterExpressionRestrictions", Capability::Filter, expressions),
    term("FilterRestrictions", "MaxLevels", Capability::Filter, levels),
    term("FilterRestrictions", "RequiresFilter", Capability::List, needs_filter),
    term("FilterRestrictions", "RequiredProperties", Capability::List, needs_filter_by),
    term("FilterFunctions", "", Capability::Filter, functions),
    term("SortRestrictions", "Sortable", Capability::Sort, unsupported),
    term("SortRestrictions", "NonSortableProperties", Capability::Sort, members),
    term("SortRestrictions", "AscendingOnlyProperties", Capability::Sort, not_descending),
    term("SortRestrictions", "DescendingOnlyProperties", Capability::Sort, not_ascending),
    term("SearchRestrictions", "Searchable", Capability::Search, unsupported),
    term("SearchRestrictions", "UnsupportedExpressions", Capability::Search, forms),
    term("SelectSupport", "Supported", Capability::Select, unsupported),
    term("ExpandRestrictions", "Expandable", Capability::Expand, unsupported),
    term("ExpandRestrictions", "NonExpandableProperties", Capability::Expand, members),
    term("ExpandRestrictions", "NonExpandableStreamProperties", Capability::Expand, members),
    term("ExpandRestrictions", "StreamsExpandable", Capability::Expand, no_streams),
    term("ExpandRestrictions", "MaxLevels", Capability::Expand, levels),
    term("CountRestrictions", "Countable", Capability::Count, unsupported),
    term("CountRestrictions", "NonCountableProperties", Capability::Count, members),
    term("CountRestrictions", "NonCountableNavigationProperties", Capability::Count, members),
    term("TopSupported", "", Capability::Top, unsupported),
    term("SkipSupported", "", Capability::Skip, unsupported),
    term("ChangeTracking", "Supported", Capability::Track, unsupported),
    term("NavigationRestrictions", "Navigability", Capability::Navigate, navigability),
    term("NavigationRestrictions", "Referenceable", Capability::Reference, unsupported),
    term("Navigability", "", Capability::Navigate, navigability),
    term("OperationRestrictions", "FilterSegmentSupported", Capability::Call, no_filter_segment),
    term("CustomHeaders", "", Capability::Request, required_headers),
    term("CustomQueryOptions", "", Capability::Request, required_options),
    term("BatchSupported", "", Capability::Batch, unsupported),
    term("BatchSupport", "Supported", Capability::Batch, unsupported),
];

/// The terms whose records are about a kind of request.
pub(super) const REQUESTS: [(&str, Capability); 6] = [
    ("ReadRestrictions", Capability::Read),
    ("ReadByKeyRestrictions", Capability::ReadByKey),
    ("InsertRestrictions", Capability::Insert),
    ("UpdateRestrictions", Capability::Update),
    ("DeleteRestrictions", Capability::Delete),
    ("OperationRestrictions", Capability::Call),
];

/// What all of them may say.
pub(super) const OF_REQUESTS: [(&str, Reading); 6] = [
    ("TypecastSegmentSupported", no_casts),
    ("QueryOptions/SelectSupported", no_select),
    ("QueryOptions/ExpandSupported", no_expand),
    ("CustomHeaders", required_headers),
    ("CustomQueryOptions", required_options),
    ("Permissions", scopes),
];

/// What a term says, in the end in its own words where it has any.
pub(super) fn said_by<'a>(name: &str, value: &Expression<'a>) -> Vec<(Capability, Manner<'a>)> {
    let own = TERMS.iter().filter(|term| term.name == name);
    let own = own.map(|term| (term.property, term.capability, term.reading));
    let request = REQUESTS.into_iter().find(|(term, _)| *term == name);
    let common = request.into_iter().flat_map(|(_, capability)| {
        OF_REQUESTS.map(|(property, reading)| (property, capability, reading))
    });
    let mut found: Vec<(Capability, Manner<'a>)> = Vec::new();
    for (property, capability, reading) in own.chain(common) {
        for manner in read(value, property, reading) {
            match (found.last_mut(), manner) {
                (Some((last, Manner::With(all))), Manner::With(more)) if *last == capability => {
                    all.extend(more);
                }
                (_, manner) => found.push((capability, manner)),
            }
        }
    }
    let explained = found.first().map(|(capability, _)| *capability);
    let text = value.property("Description").and_then(text);
    found.extend(explained.zip(text.map(Manner::Explained)));
    found
}

/// What the value behind a path of properties says.
pub(super) fn read<'a>(value: &Expression<'a>, path: &str, reading: Reading) -> Vec<Manner<'a>> {
    let mut properties = path.split('/').filter(|property| !property.is_empty());
    let value = properties.try_fold(value, |value, property| value.property(property));
    value.map(reading).unwrap_or_default()
}

fn unsupported<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    not(value, Manner::AtAll)
}

fn no_casts<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    not(value, Manner::ThroughCasts)
}

fn no_related<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    not(value, Manner::WithRelated)
}

fn no_streams<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    not(value, Manner::Streams)
}

fn no_upsert<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    not(value, Manner::Anew)
}

fn no_select<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    not(value, Manner::Option("$select"))
}

fn no_expand<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    not(value, Manner::Option("$expand"))
}

fn no_filter_segment<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    not(value, Manner::BehindFilter)
}

fn needs_filter<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    only_if(value == &Expression::Bool(true), Manner::WithoutFilter)
}

fn needs_etag<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    only_if(value == &Expression::Bool(true), Manner::WithoutEtag)
}

fn members<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    of_names(value, Manner::With)
}

fn required_members<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    of_names(value, Manner::Without)
}

fn needs_filter_by<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    of_names(value, Manner::WithoutFilterBy)
}

fn not_ascending<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    of_names(value, Manner::Ascending)
}

fn not_descending<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    of_names(value, Manner::Descending)
}

fn functions<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    of_names(value, Manner::OtherThan)
}

/// Members of `SearchExpressions`; `none` is what can always be searched for.
fn forms<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    let names: Vec<_> = names(value)
        .into_iter()
        .filter(|name| *name != "none")
        .collect();
    only_if(!names.is_empty(), Manner::With(names))
}

fn levels<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    at_most(value).map(Manner::Deeper).into_iter().collect()
}

fn segments<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    at_most(value).map(Manner::Behind).into_iter().collect()
}

/// A greatest number; −1 is none.
fn at_most<'a>(value: &Expression<'a>) -> Option<&'a str> {
    text(value).filter(|number| !number.starts_with('-'))
}

/// Of changes by `PUT` alone.
fn method<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    let methods = names(value);
    let is_put = methods.contains(&"PUT") && !methods.contains(&"PATCH");
    only_if(is_put, Manner::Method("PATCH"))
}

fn navigability<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    match names(value).as_slice() {
        ["None"] => vec![Manner::AtAll],
        ["Single"] => vec![Manner::Deeper("1")],
        _ => Vec::new(),
    }
}

/// Records of a property and the form that filters by it may have.
fn expressions<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    let forms = items(value).iter().filter_map(|record| {
        let property = record.property("Property")?.path()?;
        let form = text(record.property("AllowedExpressions")?)?;
        Some(Manner::But(property, form))
    });
    forms.collect()
}

fn required_headers<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    required(value).map(Manner::WithoutHeader).collect()
}

fn required_options<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    required(value).map(Manner::WithoutOption).collect()
}

/// The names of headers or query options that are required.
fn required<'a>(value: &Expression<'a>) -> impl Iterator<Item = &'a str> {
    let parameters = items(value).iter();
    let required =
        parameters.filter(|record| record.property("Required") == Some(&Expression::Bool(true)));
    required.filter_map(|record| text(record.property("Name")?))
}

/// One of the sets of scopes is needed, all scopes of it.
fn scopes<'a>(value: &Expression<'a>) -> Vec<Manner<'a>> {
    let scopes = |set: &Expression<'a>| {
        let scopes = items(set.property("Scopes")?).iter();
        let scopes = scopes.filter_map(|record| text(record.property("Scope")?));
        Some(scopes.collect::<Vec<_>>()).filter(|scopes| !scopes.is_empty())
    };
    let sets: Vec<_> = items(value).iter().filter_map(scopes).collect();
    only_if(!sets.is_empty(), Manner::WithoutScopes(sets))
}

fn not<'a>(value: &Expression<'a>, manner: Manner<'a>) -> Vec<Manner<'a>> {
    only_if(value == &Expression::Bool(false), manner)
}

fn only_if(is_so: bool, manner: Manner<'_>) -> Vec<Manner<'_>> {
    is_so.then_some(manner).into_iter().collect()
}

fn of_names<'a>(value: &Expression<'a>, manner: fn(Vec<&'a str>) -> Manner<'a>) -> Vec<Manner<'a>> {
    let names = names(value);
    only_if(!names.is_empty(), manner(names))
}

/// The names in a collection of paths or texts, or in a set of enumeration members.
pub(super) fn names<'a>(value: &Expression<'a>) -> Vec<&'a str> {
    let name = |item: &Expression<'a>| match item {
        Expression::Path(_, path) => Some(*path),
        other => text(other),
    };
    match value {
        Expression::EnumMember(_) | Expression::Constant(..) => value.members(),
        list => items(list).iter().filter_map(name).collect(),
    }
}

fn items<'e, 'a>(value: &'e Expression<'a>) -> &'e [Expression<'a>] {
    match value {
        Expression::Collection(items) => items,
        _ => &[],
    }
}

fn text<'a>(value: &Expression<'a>) -> Option<&'a str> {
    match value {
        Expression::Constant(_, text) => Some(text),
        _ => None,
    }
}
