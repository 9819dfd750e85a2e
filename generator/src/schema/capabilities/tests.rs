//! Which terms of the vocabulary are told, and which are not.

use std::collections::BTreeSet;

use super::terms::{OF_REQUESTS, REQUESTS, Reading, TERMS, read, said_by};
use super::{Capability, restrictions};
use crate::csdl;
use crate::diagnostics::Diagnostics;
use crate::schema::{self, Annotations, Expression, Schema};

/// Told by where what they hold is told.
const HOLDERS: [&str; 4] = [
    "NavigationRestrictions/RestrictedProperties",
    "CollectionPropertyRestrictions",
    "DefaultCapabilities",
    "ReadRestrictions/ReadByKeyRestrictions",
];

/// Told where something else of the record is.
const WITH_OTHERS: &str = "Description";

/// What a program has no use for where it makes requests with builders.
const NOT_TOLD: &[(&str, &[&str])] = &[
    (
        "of no request",
        &[
            "ConformanceLevel",
            "SupportedFormats",
            "SupportedMetadataFormats",
            "AcceptableEncodings",
            "CallbackSupported",
            "IsolationSupported",
        ],
    ),
    (
        "there are no builders or options for it",
        &[
            "AsynchronousRequestsSupported",
            "BatchContinueOnErrorSupported",
            "CrossJoinSupported",
            "QuerySegmentSupported",
            "AnnotationValuesInQuerySupported",
            "ComputeSupported",
            "MediaLocationUpdateSupported",
            "UpdateRestrictions/DeltaUpdateSupported",
            "CollectionPropertyRestrictions/Insertable",
            "CollectionPropertyRestrictions/Updatable",
            "CollectionPropertyRestrictions/Deletable",
            "UpdateRestrictions/FilterSegmentSupported",
            "DeleteRestrictions/FilterSegmentSupported",
        ],
    ),
    (
        "options inside `$select` and `$expand`",
        &[
            "SelectSupport/InstanceAnnotationsSupported",
            "SelectSupport/Expandable",
            "SelectSupport/Filterable",
            "SelectSupport/Searchable",
            "SelectSupport/TopSupported",
            "SelectSupport/SkipSupported",
            "SelectSupport/ComputeSupported",
            "SelectSupport/Countable",
            "SelectSupport/Sortable",
        ],
    ),
    (
        "how requests in a batch refer to each other is told by what is sent",
        &[
            "BatchSupport/ContinueOnErrorSupported",
            "BatchSupport/ReferencesInRequestBodiesSupported",
            "BatchSupport/ReferencesAcrossChangeSetsSupported",
            "BatchSupport/EtagReferencesSupported",
            "BatchSupport/RequestDependencyConditionsSupported",
            "BatchSupport/SupportedFormats",
        ],
    ),
    (
        "what is allowed, not what is forbidden",
        &[
            "ChangeTracking/FilterableProperties",
            "ChangeTracking/ExpandableProperties",
            "DeepInsertSupport/ContentIDSupported",
            "DeepUpdateSupport/ContentIDSupported",
        ],
    ),
    (
        "what builders cannot ask for there",
        &[
            "ModificationQueryOptions/ComputeSupported",
            "ModificationQueryOptions/FilterSupported",
            "ModificationQueryOptions/SearchSupported",
            "ModificationQueryOptions/SortSupported",
        ],
    ),
    (
        "the setting `conventions` decides how keys are written",
        &["KeyAsSegmentSupported"],
    ),
    (
        "long, or about failures",
        &[
            "ReadRestrictions/LongDescription",
            "ReadRestrictions/ErrorResponses",
            "ReadByKeyRestrictions/LongDescription",
            "ReadByKeyRestrictions/ErrorResponses",
            "InsertRestrictions/LongDescription",
            "InsertRestrictions/ErrorResponses",
            "UpdateRestrictions/LongDescription",
            "UpdateRestrictions/ErrorResponses",
            "DeleteRestrictions/LongDescription",
            "DeleteRestrictions/ErrorResponses",
            "OperationRestrictions/ErrorResponses",
        ],
    ),
];

const INPUT: &str = include_str!("../../../tests/cases/capabilities/input.csdl");

fn with_schema(then: impl FnOnce(&Schema<'_>)) {
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(INPUT, 0, &mut diagnostics).unwrap();
    then(&schema::resolve(&document, &mut diagnostics).unwrap());
}

/// The terms that are told, and their properties.
fn told() -> BTreeSet<String> {
    let path = |term: &str, property: &str| {
        format!("{term}/{property}")
            .trim_end_matches('/')
            .to_owned()
    };
    let own = TERMS.iter().map(|term| path(term.name, term.property));
    let of_requests = REQUESTS.iter().flat_map(|(term, _)| {
        let properties = OF_REQUESTS.iter().map(|(property, _)| *property);
        properties
            .chain([WITH_OTHERS])
            .map(|property| path(term, property))
    });
    own.chain(of_requests)
        .chain(HOLDERS.map(str::to_owned))
        .collect()
}

#[test]
fn nothing_is_both_told_and_not() {
    let told = told();
    let mut seen = BTreeSet::new();
    for name in NOT_TOLD.iter().flat_map(|(_, names)| *names) {
        assert!(!told.contains(*name), "{name} is told");
        assert!(seen.insert(*name), "{name} stands there twice");
    }
}

#[test]
fn what_is_not_told_says_nothing() {
    for name in NOT_TOLD.iter().flat_map(|(_, names)| *names) {
        let (term, property) = name.split_once('/').unwrap_or((name, ""));
        let value = if property.is_empty() {
            Expression::Bool(false)
        } else {
            Expression::Record(vec![(property, Expression::Bool(false))])
        };
        assert_eq!(said_by(term, &value), [], "{name}");
    }
    assert_eq!(said_by("MadeUp", &Expression::Bool(false)), []);
}

/// The case of that name has each term that is told, where it says something.
#[test]
fn each_term_that_is_told_says_something() {
    with_schema(|schema| {
        let mut said = Vec::new();
        for annotation in all(schema)
            .into_iter()
            .flat_map(|annotations| &annotations.0)
        {
            gather(annotation.term.name, &annotation.value, &mut said);
        }
        let says = |name: &str, property, reading: Reading| {
            let mut values = said.iter().filter(|(term, _)| *term == name);
            values.any(|(_, value)| !read(value, property, reading).is_empty())
        };
        for term in TERMS {
            assert!(
                says(term.name, term.property, term.reading),
                "{}/{}",
                term.name,
                term.property
            );
        }
        for (property, reading) in OF_REQUESTS {
            assert!(
                REQUESTS
                    .iter()
                    .any(|(name, _)| says(name, property, reading)),
                "{property}"
            );
        }
    });
}

/// What is said about everything.
fn all<'s, 'a>(schema: &'s Schema<'a>) -> Vec<&'s Annotations<'a>> {
    let container = schema.container.as_ref().unwrap();
    let sources = container.sources.iter().map(|source| &source.annotations);
    let operations = schema
        .operations
        .iter()
        .map(|operation| &operation.annotations);
    let structures = schema.types.iter().filter_map(|ty| ty.structure());
    let navigation = structures.flat_map(|s| s.navigation.iter().map(|n| &n.annotations));
    sources
        .chain(operations)
        .chain(navigation)
        .chain([&container.annotations])
        .collect()
}

/// Terms, and properties of records, which may be called like terms.
fn gather<'e, 'a>(
    name: &'a str,
    value: &'e Expression<'a>,
    found: &mut Vec<(&'a str, &'e Expression<'a>)>,
) {
    found.push((name, value));
    match value {
        Expression::Record(values) => values
            .iter()
            .for_each(|(name, value)| gather(name, value, found)),
        Expression::Collection(items) => items.iter().for_each(|item| gather("", item, found)),
        _ => {}
    }
}

fn of_set(schema: &Schema<'_>, name: &str) -> Vec<(Capability, String)> {
    let container = schema.container.as_ref().unwrap();
    let set = container
        .sources
        .iter()
        .find(|source| source.name == name)
        .unwrap();
    let found = restrictions(&set.annotations).into_iter();
    found
        .map(|r| (r.capability, format!("{:?}", r.manner)))
        .collect()
}

#[test]
fn what_is_allowed_or_unknown_says_nothing() {
    with_schema(|schema| assert_eq!(of_set(schema, "buyers"), []));
}

#[test]
fn what_is_not_done_at_all_is_not_done_in_any_manner() {
    with_schema(|schema| {
        let wares = of_set(schema, "wares");
        let updates = wares
            .iter()
            .filter(|(capability, _)| *capability == Capability::Update);
        assert_eq!(updates.count(), 1, "{wares:?}");
    });
}
