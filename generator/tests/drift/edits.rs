//! Edits of known kinds, any number of them at once: exactly those are told.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use msgraph_generator::compared;
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::drift::Options;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use crate::seed::seed;
use crate::shuffle::{Numbers, shuffled};

/// The rule of an edit, and what it makes of its place.
type Edit = (&'static str, &'static str);

const NONE: Edit = ("", "");

/// How many places there are of each kind.
const PLACES: usize = 6;

/// What may be done to a property. `{n}` is the number of the place.
const PROPERTIES: &[Edit] = &[
    ("", r#"<Property Name="property{n}" Type="Edm.String"/>"#),
    ("property-removed", ""),
    (
        "type-changed",
        r#"<Property Name="property{n}" Type="Edm.Boolean"/>"#,
    ),
    (
        "type-changed-alike",
        r#"<Property Name="property{n}" Type="Edm.Guid"/>"#,
    ),
    (
        "collection-changed",
        r#"<Property Name="property{n}" Type="Collection(Edm.String)"/>"#,
    ),
    (
        "null-forbidden",
        r#"<Property Name="property{n}" Type="Edm.String" Nullable="false"/>"#,
    ),
    (
        "facets-tightened",
        r#"<Property Name="property{n}" Type="Edm.String" MaxLength="7"/>"#,
    ),
    (
        "default-changed",
        r#"<Property Name="property{n}" Type="Edm.String" DefaultValue="x"/>"#,
    ),
    (
        "member-kind-changed",
        r#"<NavigationProperty Name="property{n}" Type="zoo.other"/>"#,
    ),
    (
        "made-read-only",
        r#"<Property Name="property{n}" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Computed"/></Property>"#,
    ),
    (
        "description-changed",
        r#"<Property Name="property{n}" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Description" String="x"/></Property>"#,
    ),
    (
        "annotation-changed",
        r#"<Property Name="property{n}" Type="Edm.String"><Annotation Term="Org.OData.Measures.V1.Unit" String="x"/></Property>"#,
    ),
];

/// What may be done to a type, but for its members.
const TYPES: &[Edit] = &[
    ("", r#"<ComplexType Name="type{n}"/>"#),
    ("type-removed", ""),
    (
        "type-opened",
        r#"<ComplexType Name="type{n}" OpenType="true"/>"#,
    ),
    (
        "type-made-abstract",
        r#"<ComplexType Name="type{n}" Abstract="true"/>"#,
    ),
    (
        "type-kind-changed",
        r#"<EnumType Name="type{n}"><Member Name="a"/></EnumType>"#,
    ),
    ("type-case-changed", r#"<ComplexType Name="Type{n}"/>"#),
];

/// What may be done to a member of an enumeration.
const ENUM_MEMBERS: &[Edit] = &[
    ("", r#"<Member Name="member{n}" Value="{n}"/>"#),
    ("enum-member-removed", ""),
    (
        "enum-member-value-changed",
        r#"<Member Name="member{n}" Value="10{n}"/>"#,
    ),
    (
        "enum-member-case-changed",
        r#"<Member Name="Member{n}" Value="{n}"/>"#,
    ),
];

/// What may be done to a parameter.
const PARAMETERS: &[Edit] = &[
    ("", r#"<Parameter Name="parameter{n}" Type="Edm.String"/>"#),
    ("parameter-removed", ""),
    (
        "parameter-type-changed",
        r#"<Parameter Name="parameter{n}" Type="Edm.Boolean"/>"#,
    ),
    (
        "parameter-made-required",
        r#"<Parameter Name="parameter{n}" Type="Edm.String" Nullable="false"/>"#,
    ),
    (
        "parameter-case-changed",
        r#"<Parameter Name="Parameter{n}" Type="Edm.String"/>"#,
    ),
];

/// What may be done to an action.
const ACTIONS: &[Edit] = &[
    (
        "",
        r#"<Action Name="action{n}" IsBound="true"><Parameter Name="it" Type="zoo.other"/></Action>"#,
    ),
    ("operation-removed", ""),
    (
        "operation-kind-changed",
        r#"<Function Name="action{n}" IsBound="true"><Parameter Name="it" Type="zoo.other"/></Function>"#,
    ),
    (
        "return-added",
        r#"<Action Name="action{n}" IsBound="true"><Parameter Name="it" Type="zoo.other"/><ReturnType Type="Edm.String"/></Action>"#,
    ),
];

/// What may be done to an entity set.
const SETS: &[Edit] = &[
    ("", r#"<EntitySet Name="set{n}" EntityType="zoo.other"/>"#),
    ("entity-set-removed", ""),
    (
        "source-kind-changed",
        r#"<Singleton Name="set{n}" Type="zoo.other"/>"#,
    ),
    (
        "source-case-changed",
        r#"<EntitySet Name="Set{n}" EntityType="zoo.other"/>"#,
    ),
    (
        "restriction-added",
        r#"<EntitySet Name="set{n}" EntityType="zoo.other"><Annotation Term="Org.OData.Capabilities.V1.TopSupported" Bool="false"/></EntitySet>"#,
    ),
];

/// What new things may come.
const ADDITIONS: &[(&str, &str, &str)] = &[
    ("property-added", "zoo.owner/", "property"),
    ("enum-member-added", "zoo.colour/", "member"),
    (
        "optional-parameter-added",
        "zoo.call(zoo.owner)/",
        "parameter",
    ),
];

/// The edits of each kind of place, and which additions there are.
type Plan = ([Vec<Edit>; 6], Vec<bool>);

fn plans() -> impl Strategy<Value = Plan> {
    let edits =
        |kinds: &'static [Edit]| vec(prop_oneof![3 => Just(kinds[0]), 1 => select(kinds)], PLACES);
    let edits = [
        edits(PROPERTIES),
        edits(TYPES),
        edits(ENUM_MEMBERS),
        edits(PARAMETERS),
        edits(ACTIONS),
        edits(SETS),
    ];
    (edits, vec(any::<bool>(), ADDITIONS.len()))
}

fn unchanged() -> Plan {
    let kinds = [PROPERTIES, TYPES, ENUM_MEMBERS, PARAMETERS, ACTIONS, SETS];
    (
        kinds.map(|kinds| std::vec![kinds[0]; PLACES]),
        std::vec![false; ADDITIONS.len()],
    )
}

/// The schema that a plan makes.
fn schema((places, additions): &Plan) -> String {
    let [properties, types, members, parameters, actions, sets] = places.each_ref().map(|edits| {
        let mut text = String::new();
        for (n, (_, element)) in edits.iter().enumerate() {
            text.push_str(&element.replace("{n}", &n.to_string()));
        }
        text
    });
    let added = |at: usize, text: &'static str| if additions[at] { text } else { "" };
    let mut text = String::from(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm">"#,
    );
    let key = r#"<Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>"#;
    write!(text, r#"<EntityType Name="other">{key}</EntityType>"#).unwrap();
    let property = added(0, r#"<Property Name="property9" Type="Edm.String"/>"#);
    write!(
        text,
        r#"<EntityType Name="owner">{key}{properties}{property}</EntityType>{types}"#
    )
    .unwrap();
    let member = added(1, r#"<Member Name="member9" Value="9"/>"#);
    write!(
        text,
        r#"<EnumType Name="colour">{members}{member}<Member Name="last" Value="50"/></EnumType>"#
    )
    .unwrap();
    let parameter = added(2, r#"<Parameter Name="parameter9" Type="Edm.String"/>"#);
    write!(text, r#"<Action Name="call" IsBound="true"><Parameter Name="it" Type="zoo.owner"/>{parameters}{parameter}</Action>{actions}"#).unwrap();
    write!(text, r#"<EntityContainer Name="Keeper"><EntitySet Name="owners" EntityType="zoo.owner"/>{sets}</EntityContainer>"#).unwrap();
    text.push_str("</Schema></edmx:DataServices></edmx:Edmx>");
    text
}

/// The rules and elements that a plan has to be told with.
fn expected((places, additions): &Plan) -> BTreeSet<(String, String)> {
    let names = [
        ("zoo.owner/property", "zoo.owner/Property"),
        ("zoo.type", "zoo.Type"),
        ("zoo.colour/member", "zoo.colour/Member"),
        (
            "zoo.call(zoo.owner)/parameter",
            "zoo.call(zoo.owner)/Parameter",
        ),
        ("zoo.action", ""),
        ("zoo.Keeper/set", "zoo.Keeper/Set"),
    ];
    let mut expected = BTreeSet::new();
    assert_eq!(places.len(), names.len());
    assert_eq!(ADDITIONS.len(), additions.len());
    for (edits, (name, respelled)) in places.iter().zip(names) {
        for (n, (rule, _)) in edits
            .iter()
            .enumerate()
            .filter(|(_, edit)| edit.0 != NONE.0)
        {
            let name = if rule.ends_with("case-changed") {
                respelled
            } else {
                name
            };
            let element = match (name, *rule) {
                ("zoo.action", "return-added") => format!("{name}{n}(zoo.other)/$ReturnType"),
                ("zoo.action", _) => format!("{name}{n}(zoo.other)"),
                _ => format!("{name}{n}"),
            };
            expected.insert(((*rule).to_owned(), element));
        }
    }
    for ((rule, owner, name), _) in ADDITIONS
        .iter()
        .zip(additions)
        .filter(|(_, is_there)| **is_there)
    {
        expected.insert(((*rule).to_owned(), format!("{owner}{name}9")));
    }
    expected
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(seed(5)), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn exactly_the_edits_are_told(plan in plans(), order in any::<u64>()) {
        let source = |text: String| Source::new("", text);
        let old = source(schema(&unchanged()));
        let new = source(shuffled(&schema(&plan), &mut Numbers(order)));
        let report = compared(&old, &new, &Options::default(), &mut Diagnostics::new()).unwrap();
        let found = report.findings.iter().flat_map(|finding| &finding.occurrences);
        let found: BTreeSet<_> = found.map(|o| (o.rule.name.to_owned(), o.element.clone())).collect();
        prop_assert_eq!(found, expected(&plan));
    }
}
