//! What a small service's slices contain, and why.

use super::{Element, Explanation, Slice, slice, why};
use crate::csdl;
use crate::diagnostics::Diagnostics;
use crate::schema::{self, ElementId, Schema};

const ZOO: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityType Name="thing" Abstract="true">
    <Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
  </EntityType>
  <EntityType Name="house" BaseType="zoo.thing">
    <Property Name="roof" Type="zoo.roof"/><Property Name="wing" Type="zoo.wing"/><Property Name="plan" Type="Edm.Stream"/>
    <NavigationProperty Name="animals" Type="Collection(zoo.animal)" ContainsTarget="true"/>
  </EntityType>
  <EntityType Name="animal" BaseType="zoo.thing"><Property Name="name" Type="Edm.String"/>
    <Property Name="weight" Type="Edm.Double"/></EntityType>
  <EntityType Name="cat" BaseType="zoo.animal"><Property Name="fur" Type="zoo.fur"/></EntityType>
  <EntityType Name="keeper" BaseType="zoo.thing"><Property Name="badge" Type="Edm.String"/></EntityType>
  <ComplexType Name="roof"/><ComplexType Name="fur"/>
  <ComplexType Name="wing"><NavigationProperty Name="warden" Type="zoo.keeper"/></ComplexType>
  <Function Name="oldest" IsBound="true" IsComposable="true">
    <Parameter Name="it" Type="Collection(zoo.animal)"/><ReturnType Type="zoo.animal"/>
  </Function>
  <Action Name="feed" IsBound="true"><Parameter Name="it" Type="zoo.animal"/></Action>
  <Function Name="inPounds" IsBound="true">
    <Parameter Name="it" Type="Edm.Double"/><ReturnType Type="Edm.Double"/>
  </Function>
  <EntityContainer Name="C"><EntitySet Name="houses" EntityType="zoo.house"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

fn with_slice<T>(roots: &[&str], then: impl FnOnce(&Schema, &Slice) -> T) -> T {
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(ZOO, 0, &mut diagnostics).unwrap();
    let schema = schema::resolve(&document, &mut diagnostics).unwrap();
    then(&schema, &slice(&schema, roots).unwrap())
}

fn types(roots: &[&str]) -> Vec<String> {
    with_slice(roots, |schema, slice| {
        let types = slice.elements().filter_map(|element| match element {
            Element::Declared(ElementId::Type(id)) => Some(schema[id].name.name.to_owned()),
            _ => None,
        });
        types.collect()
    })
}

fn explain(roots: &[&str], name: &str) -> String {
    with_slice(roots, |schema, slice| {
        why(schema, slice, roots, name).to_string()
    })
}

#[test]
fn containers_bring_no_types() {
    let root = "POST /houses/{id}/animals/{id}/feed";
    assert_eq!(types(&[root]), Vec::<String>::new());
}

#[test]
fn positions_bring_derived_types_and_bases_do_not() {
    let animals = types(&["GET /houses/{id}/animals"]);
    assert_eq!(animals, ["animal", "cat", "fur", "thing"]);
    assert_eq!(types(&["type:zoo.keeper"]), ["keeper", "thing"]);
    assert_eq!(types(&["type:zoo.animal"]), ["animal", "thing"]);
}

#[test]
fn a_reason_begins_at_the_root_that_asks() {
    let roots = [
        "GET /houses/{id}/animals",
        "POST /houses/{id}/animals/{id}/feed",
    ];
    let reason = explain(&roots, "feed");
    assert!(
        reason.starts_with("root `POST /houses/{id}/animals/{id}/feed`\n"),
        "{reason}"
    );
    let reason = explain(&roots, "fur");
    assert!(
        reason.starts_with("root `GET /houses/{id}/animals`\n"),
        "{reason}"
    );
    assert!(reason.ends_with("-> type `zoo.fur`"), "{reason}");
}

#[test]
fn what_is_missing_comes_with_roots_that_work() {
    with_slice(&["type:zoo.roof"], |schema, wanted| {
        for name in [
            "cat",
            "feed",
            "oldest",
            "animal",
            "house/animals",
            "keeper",
            "house/plan",
            "wing/warden",
        ] {
            let explanation = why(schema, wanted, &["type:zoo.roof"], name);
            let Explanation::Missing { remedies, .. } = explanation else {
                panic!("{explanation}");
            };
            assert!(!remedies.is_empty(), "{name}");
            for root in remedies {
                let slice = slice(schema, &[root.as_str()]).unwrap();
                let answer = why(schema, &slice, &[&root], name);
                assert!(
                    matches!(answer, Explanation::Because(_)),
                    "{name}: {root}: {answer}"
                );
            }
        }
    });
}

#[test]
fn paths_go_through_complex_values_to_what_lies_behind() {
    let requests = |root: &str| {
        with_slice(&[root], |schema, slice| {
            let requests = slice.elements().filter_map(|element| match element {
                Element::Request(..) | Element::Segment(..) => Some(element.describe(schema)),
                _ => None,
            });
            requests.collect::<Vec<_>>().join(", ")
        })
    };
    assert_eq!(
        requests("PUT /houses/{id}/wing/warden/$ref"),
        "GET of `zoo.keeper/$ref`, property `zoo.house/wing`"
    );
    assert_eq!(
        requests("PUT /houses/{id}/plan"),
        "property `zoo.house/plan`"
    );
    assert!(types(&["DELETE /houses/{id}/wing"]).is_empty());
    let everything = requests("*");
    assert!(
        everything.contains("property `zoo.house/wing`"),
        "{everything}"
    );
    // Nothing lies behind a roof.
    assert!(
        !everything.contains("property `zoo.house/roof`"),
        "{everything}"
    );
}

/// What a slice has of the members of types.
fn members(text: &str, root: &str) -> Vec<String> {
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(text, 0, &mut diagnostics).unwrap();
    let schema = schema::resolve(&document, &mut diagnostics).unwrap();
    let slice = slice(&schema, &[root]).unwrap();
    let members = slice.elements().filter_map(|element| match element {
        Element::Declared(ElementId::Property(..) | ElementId::Navigation(..)) => {
            Some(element.describe(&schema))
        }
        _ => None,
    });
    members.collect()
}

/// Requests name the entities on the way by their keys, so a slice that is checked in has these, too.
#[test]
fn entities_that_a_path_only_passes_through_keep_their_keys() {
    let passed = members(ZOO, "POST /houses/{id}/animals/{id}/feed");
    assert_eq!(
        passed,
        [
            "property `zoo.thing/id`",
            "navigation property `zoo.house/animals`"
        ]
    );
    let text = ZOO.replace(
        "<EntityType Name=\"house\" BaseType=\"zoo.thing\">",
        "<EntityType Name=\"house\"><Key><PropertyRef Name=\"street\"/><PropertyRef Name=\"at/number\" Alias=\"n\"/></Key>
         <Property Name=\"street\" Type=\"Edm.String\" Nullable=\"false\"/><Property Name=\"at\" Type=\"zoo.at\" Nullable=\"false\"/>",
    );
    let text = text.replace(
        "<ComplexType Name=\"fur\"/>",
        "<ComplexType Name=\"fur\"/><ComplexType Name=\"at\"><Property Name=\"number\" Type=\"Edm.Int32\" Nullable=\"false\"/></ComplexType>",
    );
    let mut passed = members(&text, "POST /houses/{id}/animals/{id}/feed");
    passed.sort_unstable();
    assert_eq!(
        passed,
        [
            "navigation property `zoo.house/animals`",
            "property `zoo.at/number`",
            "property `zoo.house/at`",
            "property `zoo.house/street`",
            "property `zoo.thing/id`",
        ]
    );
}

/// A type that declares an inherited member again does not lose the navigation of its own.
#[test]
fn navigation_beside_a_redeclared_member_is_followed() {
    let text = ZOO.replace(
        "<EntityType Name=\"cat\" BaseType=\"zoo.animal\">",
        "<EntityType Name=\"cat\" BaseType=\"zoo.animal\"><Property Name=\"name\" Type=\"Edm.String\"/>
         <NavigationProperty Name=\"servant\" Type=\"zoo.keeper\"/>",
    );
    let root = "GET /houses/{id}/animals/{id}/zoo.cat/servant";
    let found = members(&text, root);
    assert!(
        found.contains(&"navigation property `zoo.cat/servant`".to_owned()),
        "{found:?}"
    );
    assert!(
        !found.iter().any(|member| member.contains("zoo.cat/name")),
        "{found:?}"
    );
}

#[test]
fn unknown_names_are_told_the_nearest() {
    assert!(explain(&["*"], "annimal").contains("did you mean `animal`?"));
}

#[test]
fn operations_of_values_are_reached_through_properties() {
    let root = "GET /houses/{id}/animals/{id}/weight/inPounds";
    let told = explain(&["type:zoo.roof"], "inPounds");
    assert!(told.contains(&format!("\"{root}\"")), "{told}");
    let told = explain(&[root], "Edm.Double");
    assert!(told.ends_with("-> path to one `Edm.Double`"), "{told}");
    let told = explain(&[root], "animal/weight");
    assert!(told.ends_with("-> property `zoo.animal/weight`"), "{told}");
    assert_eq!(types(&[root]), Vec::<String>::new());
}
