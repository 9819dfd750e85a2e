mod refusals;

use super::{Texts, apply};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::{canonical, csdl, schema};

const METADATA: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices>
<Schema Namespace="zoo" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="mood">
    <Member Name="hapy" Value="0" />
    <Member Name="sad" Value="1" />
  </EnumType>
  <EntityType Name="thing" Abstract="true">
    <Key><PropertyRef Name="idd" /></Key>
    <Property Name="idd" Type="Edm.String" Nullable="false" />
  </EntityType>
  <EntityType Name="animl" BaseType="self.thing" OpenType="true">
    <Property Name="mood" Type="self.mood" DefaultValue="hapy" />
    <Property Name="homme" Type="self.place" />
    <NavigationProperty Name="frends" Type="Collection(self.animl)" Partner="frends" />
    <Annotation Term="Org.OData.Core.V1.AlternateKeys">
      <Collection><Record><PropertyValue Property="Key"><Collection>
        <Record><PropertyValue Property="Name" PropertyPath="homme/strete" /></Record>
      </Collection></PropertyValue></Record></Collection>
    </Annotation>
    <Annotation Term="demo.Feels" EnumMember="self.mood/hapy" />
  </EntityType>
  <EntityType Name="cat" BaseType="self.animl">
    <Property Name="prey" Type="Edm.String" />
  </EntityType>
  <EntityType Name="keeper">
    <Key><PropertyRef Name="number" /></Key>
    <Property Name="number" Type="Edm.String" Nullable="false" />
    <Property Name="mood" Type="Edm.String" />
    <NavigationProperty Name="ward" Type="self.animl" />
  </EntityType>
  <EntityType Name="visitor">
    <Property Name="ticket" Type="Edm.String" />
  </EntityType>
  <ComplexType Name="place">
    <Property Name="strete" Type="Edm.String" />
  </ComplexType>
  <Action Name="feed" IsBound="true" EntitySetPath="it/frends">
    <Parameter Name="it" Type="self.animl" />
    <Parameter Name="fod" Type="Edm.String" />
    <ReturnType Type="self.animl" />
  </Action>
  <Action Name="feed" IsBound="true">
    <Parameter Name="it" Type="self.keeper" />
    <Parameter Name="fod" Type="Edm.String" />
  </Action>
  <Function Name="sing" IsBound="true">
    <Parameter Name="it" Type="self.animl" />
    <ReturnType Type="Edm.String" />
  </Function>
  <Function Name="sing" IsBound="true">
    <Parameter Name="it" Type="self.animl" />
    <Parameter Name="loud" Type="Edm.Boolean" />
    <ReturnType Type="Edm.String" />
  </Function>
  <Function Name="count"><ReturnType Type="Edm.Int32" /></Function>
  <EntityContainer Name="service">
    <EntitySet Name="animls" EntityType="self.animl">
      <NavigationPropertyBinding Path="frends" Target="animls" />
      <NavigationPropertyBinding Path="self.cat/frends" Target="animls" />
      <Annotation Term="Org.OData.Capabilities.V1.NavigationRestrictions">
        <Record><PropertyValue Property="RestrictedProperties"><Collection><Record>
          <PropertyValue Property="NavigationProperty" NavigationPropertyPath="self.animl/frends" />
        </Record></Collection></PropertyValue></Record>
      </Annotation>
    </EntitySet>
    <Singleton Name="boss" Type="self.keeper">
      <NavigationPropertyBinding Path="ward/frends" Target="animls" />
    </Singleton>
    <FunctionImport Name="cuont" Function="self.count" EntitySet="animls" />
  </EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

/// The metadata with a patch after the other: its target and what it changes.
fn patched(patches: &[(&str, &str)]) -> Result<String, String> {
    let mut config = "[crate]\nname = \"zoo\"\n[[api]]\nmodule = \"api\"\nservice = \"\"\n\
                      metadata = \"zoo.csdl\"\nroots = [\"*\"]\n"
        .to_owned();
    for (target, change) in patches {
        let why = "why = \"for a test\"";
        config.extend([
            "[[api.patch]]\ntarget = \"",
            target,
            "\"\n",
            change,
            "\n",
            why,
            "\n",
        ]);
    }
    let told = |diagnostics: &Diagnostics| {
        let first = diagnostics.iter().find(|d| d.code.starts_with('E'))?;
        let span = first.labels.first()?.span;
        let place = &config[span.start as usize..span.end as usize];
        let hint = first.hint.clone().unwrap_or_default();
        Some(format!(
            "{} at {place}: {}; {hint}",
            first.code, first.message
        ))
    };
    let parsed = Config::parse(&config).map_err(|faults| told(&faults).unwrap())?;
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(METADATA, 0, &mut diagnostics).unwrap();
    let texts = Texts::default();
    let mut schema = schema::resolve(&document, &mut diagnostics).unwrap();
    apply(
        &mut schema,
        &parsed.apis[0].patches,
        &texts,
        0,
        &mut diagnostics,
    );
    told(&diagnostics).map_or_else(|| Ok(canonical::write(&schema)), Err)
}

/// What is only in the first, and what is only in the second, line by line.
fn difference(patches: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let (before, after) = (patched(&[]).unwrap(), patched(patches).unwrap());
    // The result is metadata again.
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(&after, 0, &mut diagnostics).unwrap();
    schema::resolve(&document, &mut diagnostics).expect("what patches make can be read");
    let only = |all: &str, others: &str| {
        let others: Vec<_> = others.lines().collect();
        let lines = all.lines().filter(|line| !others.contains(line));
        lines.map(|line| line.trim().to_owned()).collect()
    };
    (only(&before, &after), only(&after, &before))
}

fn added(patches: &[(&str, &str)]) -> Vec<String> {
    difference(patches).1
}

#[track_caller]
fn assert_refused(patches: &[(&str, &str)], expected: &str) {
    assert_eq!(patched(patches).expect_err("refused"), expected);
}

#[test]
fn members_are_added() {
    let property = "add = { kind = \"property\", type = \"Edm.Int32\", nullable = false }";
    assert_eq!(
        added(&[("zoo.animl/age", property)]),
        ["<Property Name=\"age\" Type=\"Edm.Int32\" Nullable=\"false\"/>"]
    );
    let navigation =
        "add = { kind = \"navigation-property\", type = \"zoo.keeper\", contains-target = true }";
    assert_eq!(
        added(&[("zoo.animl/keeper", navigation)]),
        ["<NavigationProperty Name=\"keeper\" Type=\"zoo.keeper\" ContainsTarget=\"true\"/>"]
    );
    assert_eq!(
        added(&[("zoo.mood/angry", "add = { kind = \"member\", value = -1 }")]),
        ["<Member Name=\"angry\" Value=\"-1\"/>"]
    );
    let parameter =
        "binding = \"zoo.animl\"\nadd = { kind = \"parameter\", type = \"Edm.Boolean\" }";
    assert_eq!(
        added(&[("zoo.feed/twice", parameter)]),
        ["<Parameter Name=\"twice\" Type=\"Edm.Boolean\"/>"]
    );
}

#[test]
fn sets_and_types_are_added() {
    assert_eq!(
        added(&[(
            "zoo.service/cats",
            "add = { kind = \"entity-set\", type = \"zoo.cat\" }"
        )]),
        ["<EntitySet Name=\"cats\" EntityType=\"zoo.cat\"/>"]
    );
    assert_eq!(
        added(&[(
            "zoo.service/me",
            "add = { kind = \"singleton\", type = \"zoo.keeper\" }"
        )]),
        ["<Singleton Name=\"me\" Type=\"zoo.keeper\"/>"]
    );
    let lines = added(&[
        (
            "zoo.dog",
            "add = { kind = \"entity-type\", base-type = \"zoo.animl\" }",
        ),
        (
            "zoo.bark",
            "add = { kind = \"enum-type\", is-flags = true }",
        ),
        ("zoo.bark/loud", "add = { kind = \"member\", value = 1 }"),
        (
            "zoo.dog/bark",
            "add = { kind = \"property\", type = \"zoo.bark\" }",
        ),
        (
            "zoo.yard",
            "add = { kind = \"complex-type\", base-type = \"zoo.place\" }",
        ),
    ]);
    assert_eq!(
        lines,
        [
            "<EnumType Name=\"bark\" IsFlags=\"true\">",
            "<Member Name=\"loud\" Value=\"1\"/>",
            "<ComplexType Name=\"yard\" BaseType=\"zoo.place\"/>",
            "<EntityType Name=\"dog\" BaseType=\"zoo.animl\" OpenType=\"true\">",
            "<Property Name=\"bark\" Type=\"zoo.bark\"/>",
        ]
    );
}

#[test]
fn all_mentions_follow_a_name() {
    let (before, after) = difference(&[("zoo.animl", "name = \"animal\"")]);
    assert_eq!(
        before
            .iter()
            .map(|line| line
                .replace("animl\"", "animal\"")
                .replace("animl)", "animal)")
                .replace("animl/", "animal/"))
            .filter(|line| !after.contains(line))
            .collect::<Vec<_>>(),
        Vec::<String>::new()
    );
    assert!(
        after.iter().any(|line| line.contains("zoo.animal/frends")),
        "{after:#?}"
    );
    assert!(
        after.iter().any(|line| line.contains("\"animls\"")),
        "sets have names of their own"
    );
}

#[test]
fn mentions_of_members_follow_a_name() {
    let after = added(&[("zoo.animl/frends", "name = \"friends\"")]);
    assert_eq!(
        after,
        [
            "<NavigationProperty Name=\"friends\" Type=\"Collection(zoo.animl)\" Partner=\"friends\"/>",
            "<Action Name=\"feed\" IsBound=\"true\" EntitySetPath=\"it/friends\">",
            "<PropertyValue Property=\"NavigationProperty\" NavigationPropertyPath=\"zoo.animl/friends\"/>",
            "<NavigationPropertyBinding Path=\"friends\" Target=\"animls\"/>",
            "<NavigationPropertyBinding Path=\"zoo.cat/friends\" Target=\"animls\"/>",
            "<NavigationPropertyBinding Path=\"ward/friends\" Target=\"animls\"/>",
        ]
    );

    let after = added(&[("zoo.thing/idd", "name = \"id\"")]);
    assert_eq!(
        after,
        [
            "<PropertyRef Name=\"id\"/>",
            "<Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>",
        ]
    );

    let after = added(&[
        ("zoo.animl/homme", "name = \"home\""),
        ("zoo.place/strete", "name = \"street\""),
        ("zoo.mood/hapy", "name = \"happy\""),
    ]);
    assert_eq!(
        after,
        [
            "<Member Name=\"happy\" Value=\"0\"/>",
            "<Property Name=\"street\" Type=\"Edm.String\"/>",
            "<PropertyValue Property=\"Name\" PropertyPath=\"home/street\"/>",
            "<Annotation Term=\"demo.Feels\" EnumMember=\"zoo.mood/happy\"/>",
            "<Property Name=\"home\" Type=\"zoo.place\"/>",
            "<Property Name=\"mood\" Type=\"zoo.mood\" DefaultValue=\"happy\"/>",
        ]
    );

    let after = added(&[
        ("zoo.service/animls", "name = \"animals\""),
        ("zoo.service/cuont", "name = \"count\""),
        ("zoo.count", "name = \"number\""),
        ("zoo.feed", "name = \"nourish\""),
        ("zoo.nourish/fod", "name = \"food\""),
    ]);
    assert_eq!(
        after,
        [
            "<Action Name=\"nourish\" IsBound=\"true\" EntitySetPath=\"it/frends\">",
            "<Parameter Name=\"food\" Type=\"Edm.String\"/>",
            "<Action Name=\"nourish\" IsBound=\"true\">",
            "<Parameter Name=\"food\" Type=\"Edm.String\"/>",
            "<Function Name=\"number\">",
            "<EntitySet Name=\"animals\" EntityType=\"zoo.animl\">",
            "<NavigationPropertyBinding Path=\"frends\" Target=\"animals\"/>",
            "<NavigationPropertyBinding Path=\"zoo.cat/frends\" Target=\"animals\"/>",
            "<NavigationPropertyBinding Path=\"ward/frends\" Target=\"animals\"/>",
            "<FunctionImport Name=\"count\" Function=\"zoo.number\" EntitySet=\"animals\"/>",
        ]
    );
}

#[test]
fn members_of_enumerations_and_keys_are_removed() {
    let (before, after) = difference(&[("zoo.mood/sad", "remove = true")]);
    assert_eq!(before, ["<Member Name=\"sad\" Value=\"1\"/>"]);
    assert!(after.is_empty(), "{after:?}");
    let (before, _) = difference(&[("zoo.thing/$Key", "remove = true")]);
    assert_eq!(before, ["<PropertyRef Name=\"idd\"/>"]);
}

#[test]
fn types_get_another_base() {
    assert_eq!(
        difference(&[("zoo.cat", "base-type = \"zoo.thing\"")]),
        (
            vec!["<EntityType Name=\"cat\" BaseType=\"zoo.animl\" OpenType=\"true\">".to_owned()],
            vec!["<EntityType Name=\"cat\" BaseType=\"zoo.thing\" OpenType=\"true\">".to_owned()],
        )
    );
    assert_eq!(
        added(&[("zoo.cat", "base-type = \"none\"")]),
        ["<EntityType Name=\"cat\" OpenType=\"true\">"]
    );
    // From an open type, openness is inherited.
    assert_eq!(
        added(&[("zoo.visitor", "base-type = \"zoo.animl\"")]),
        ["<EntityType Name=\"visitor\" BaseType=\"zoo.animl\" OpenType=\"true\">"]
    );
    // With what is in the way removed, one after the other.
    assert_eq!(
        added(&[
            ("zoo.keeper/$Key", "remove = true"),
            ("zoo.keeper/number", "remove = true"),
            ("zoo.keeper", "base-type = \"zoo.thing\""),
        ]),
        ["<EntityType Name=\"keeper\" BaseType=\"zoo.thing\">"]
    );
}
