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

/// A target, what is added, how that is refused.
const REFUSED_ADDITIONS: &[(&str, &str, &str)] = &[
    // It is there.
    (
        "zoo.animl/mood",
        "add = { kind = \"property\", type = \"zoo.mood\" }",
        "E0407 at \"zoo.animl/mood\": `zoo.animl/mood` is there already; \
             the metadata says it by now: delete the patch",
    ),
    (
        "zoo.cat/idd",
        "add = { kind = \"property\", type = \"Edm.String\" }",
        "E0407 at \"zoo.cat/idd\": `zoo.cat/idd` is there already; \
             the metadata says it by now: delete the patch",
    ),
    (
        "zoo.mood/sad",
        "add = { kind = \"member\", value = 1 }",
        "E0407 at \"zoo.mood/sad\": `zoo.mood/sad` is there already; \
             the metadata says it by now: delete the patch",
    ),
    (
        "zoo.service/boss",
        "add = { kind = \"singleton\", type = \"zoo.keeper\" }",
        "E0407 at \"zoo.service/boss\": `zoo.service/boss` is there already; \
             the metadata says it by now: delete the patch",
    ),
    (
        "zoo.place",
        "add = { kind = \"complex-type\" }",
        "E0407 at \"zoo.place\": `zoo.place` is there already; \
             the metadata says it by now: delete the patch",
    ),
    (
        "zoo.feed/fod",
        "add = { kind = \"parameter\", type = \"Edm.String\" }",
        "E0407 at \"zoo.feed/fod\": `zoo.feed/fod` is there already; \
             the metadata says it by now: delete the patch",
    ),
    // Something else of that name is there.
    (
        "zoo.animl/mood",
        "add = { kind = \"property\", type = \"Edm.String\" }",
        "E0408 at \"zoo.animl/mood\": `zoo.animl/mood` cannot be added like that; \
             a member of that name says something else: patch its attributes, or remove it first",
    ),
    (
        "zoo.animl/prey",
        "add = { kind = \"property\", type = \"Edm.String\" }",
        "E0408 at \"zoo.animl/prey\": `zoo.animl/prey` cannot be added like that; \
             `zoo.cat` has a member of that name, and would inherit this one: remove its own first",
    ),
    (
        "zoo.mood/sad",
        "add = { kind = \"member\", value = 2 }",
        "E0408 at \"zoo.mood/sad\": `zoo.mood/sad` cannot be added like that; \
             its number is 1: remove it first",
    ),
    (
        "zoo.service/cuont",
        "add = { kind = \"entity-set\", type = \"zoo.cat\" }",
        "E0408 at \"zoo.service/cuont\": `zoo.service/cuont` cannot be added like that; \
             something else in the container has that name: remove it first",
    ),
    (
        "zoo.feed/it",
        "add = { kind = \"parameter\", type = \"Edm.String\" }",
        "E0408 at \"zoo.feed/it\": `zoo.feed/it` cannot be added like that; \
             what it is bound to is called that",
    ),
    (
        "zoo.mood",
        "add = { kind = \"complex-type\" }",
        "E0408 at \"zoo.mood\": `zoo.mood` cannot be added like that; \
             a type of that name is of another kind",
    ),
    // There is nothing to add it to.
    (
        "zoo.animal/age",
        "add = { kind = \"property\", type = \"Edm.Int32\" }",
        "E0407 at \"zoo.animal/age\": the metadata has no entity or complex type `zoo.animal` to add to; \
             did you mean `zoo.animl`?",
    ),
    (
        "zoo.animl/angry",
        "add = { kind = \"member\", value = 7 }",
        "E0408 at \"zoo.animl/angry\": `zoo.animl` is not an enumeration type; \
             types have properties, enumeration types members, operations parameters, the container sets",
    ),
    (
        "zoo.fed/twice",
        "add = { kind = \"parameter\", type = \"Edm.Boolean\" }",
        "E0407 at \"zoo.fed/twice\": the metadata has no action or function `zoo.fed` to add to; \
             did you mean `zoo.feed`?",
    ),
    (
        "zoo.feed/twice",
        "binding = \"zoo.cat\"\nadd = { kind = \"parameter\", type = \"Edm.Boolean\" }",
        "E0407 at \"zoo.cat\": `zoo.feed/twice` is not bound to `zoo.cat`; \
             it is bound to `zoo.animl`, `zoo.keeper`",
    ),
    (
        "zoo.services/cats",
        "add = { kind = \"entity-set\", type = \"zoo.cat\" }",
        "E0407 at \"zoo.services/cats\": the metadata has no entity container `zoo.services` to add to; \
             it is called `zoo.service`",
    ),
    (
        "zo.dog",
        "add = { kind = \"complex-type\" }",
        "E0408 at \"zo.dog\": `zo.dog` cannot be added like that; did you mean `zoo`?",
    ),
    // It is not of that kind.
    (
        "zoo.animl/best",
        "add = { kind = \"property\", type = \"zoo.animl\" }",
        "E0408 at \"zoo.animl/best\": `zoo.animl/best` cannot be added like that; \
             properties hold no entities: `navigation-property` leads to them",
    ),
    (
        "zoo.animl/best",
        "add = { kind = \"navigation-property\", type = \"zoo.place\" }",
        "E0408 at \"zoo.animl/best\": `zoo.animl/best` cannot be added like that; \
             navigation leads to entity types; others are held by `property`",
    ),
    (
        "zoo.service/cats",
        "add = { kind = \"entity-set\", type = \"Collection(zoo.cat)\" }",
        "E0408 at \"zoo.service/cats\": `zoo.service/cats` cannot be added like that; \
             the type of an entity set or singleton is an entity type, not a collection",
    ),
    (
        "zoo.mood/vast",
        "add = { kind = \"member\", value = 3_000_000_000 }",
        "E0408 at \"zoo.mood/vast\": `zoo.mood/vast` cannot be added like that; \
             3000000000 is not a number of the type Int32",
    ),
    (
        "zoo.animl/age",
        "add = { kind = \"property\", type = \"zoo.moood\" }",
        "E0408 at \"zoo.moood\": there is no type `zoo.moood`; did you mean `zoo.mood`?",
    ),
    (
        "zoo.sing/loud",
        "binding = \"zoo.animl\"\nadd = { kind = \"parameter\", type = \"Edm.Boolean\" }",
        "E0408 at \"zoo.sing/loud\": `zoo.sing/loud` cannot be added like that; \
             another overload has just these parameters",
    ),
];

#[test]
fn what_is_added_must_fit() {
    for (target, change, expected) in REFUSED_ADDITIONS {
        assert_refused(&[(target, change)], expected);
    }
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
fn names_must_be_free() {
    let cases = [
        (
            "zoo.animl",
            "name = \"animl\"",
            "E0407 at \"zoo.animl\": `zoo.animl` is so already; \
             the metadata says it by now: delete the patch",
        ),
        (
            "zoo.animal",
            "name = \"animl\"",
            "E0407 at \"zoo.animal\": `zoo.animal` is called `animl` already; \
             the metadata says it by now: delete the patch",
        ),
        (
            "zoo.anmial/age",
            "name = \"aeg\"",
            "E0407 at \"zoo.anmial/age\": the metadata has no `zoo.anmial/age` to patch; \
             if it is gone from the metadata, delete the patch",
        ),
        (
            "zoo.animl",
            "name = \"cat\"",
            "E0408 at \"zoo.animl\": `zoo.animl` cannot be changed like that; \
             the type `zoo.cat` is called `cat` already",
        ),
        (
            "zoo.animl/mood",
            "name = \"idd\"",
            "E0408 at \"zoo.animl/mood\": `zoo.animl/mood` cannot be changed like that; \
             a member of `zoo.thing` is called `idd` already",
        ),
        (
            "zoo.animl/mood",
            "name = \"prey\"",
            "E0408 at \"zoo.animl/mood\": `zoo.animl/mood` cannot be changed like that; \
             a member of `zoo.cat` is called `prey` already",
        ),
        (
            "zoo.mood/hapy",
            "name = \"sad\"",
            "E0408 at \"zoo.mood/hapy\": `zoo.mood/hapy` cannot be changed like that; \
             another member is called `sad` already",
        ),
        (
            "zoo.service/animls",
            "name = \"boss\"",
            "E0408 at \"zoo.service/animls\": `zoo.service/animls` cannot be changed like that; \
             something else in the container is called `boss` already",
        ),
        (
            "zoo.feed/fod",
            "name = \"it\"",
            "E0408 at \"zoo.feed/fod\": `zoo.feed/fod` cannot be changed like that; \
             another parameter is called `it` already",
        ),
        (
            "zoo.sing/$ReturnType",
            "name = \"song\"",
            "E0408 at \"zoo.sing/$ReturnType\": `zoo.sing/$ReturnType` cannot be changed like that; \
             keys and return types have no names",
        ),
        (
            "zoo.animl",
            "name = \"ns.animal\"",
            "E0305 at \"ns.animal\": `ns.animal` cannot be `name`; ",
        ),
    ];
    for (target, change, expected) in cases {
        assert_refused(&[(target, change)], expected);
    }
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

#[test]
fn a_base_must_fit() {
    let cases: [(&[(&str, &str)], &str); 8] = [
        (
            &[("zoo.cat", "base-type = \"zoo.animl\"")],
            "E0407 at \"zoo.cat\": `zoo.cat` is so already; \
             the metadata says it by now: delete the patch",
        ),
        (
            &[("zoo.place", "base-type = \"none\"")],
            "E0407 at \"zoo.place\": `zoo.place` is so already; \
             the metadata says it by now: delete the patch",
        ),
        (
            &[("zoo.thing", "base-type = \"zoo.cat\"")],
            "E0408 at \"zoo.thing\": `zoo.thing` cannot be changed like that; \
             `zoo.cat` is derived from it, and nothing is its own base",
        ),
        (
            &[("zoo.place", "base-type = \"zoo.thing\"")],
            "E0408 at \"zoo.place\": `zoo.place` cannot be changed like that; \
             the base of an entity type is an entity type, that of a complex type is a complex type",
        ),
        (
            &[("zoo.keeper", "base-type = \"zoo.animl\"")],
            "E0408 at \"zoo.keeper\": `zoo.keeper` cannot be changed like that; \
             `zoo.keeper` would inherit a key and has its own: remove `zoo.keeper/$Key` first",
        ),
        (
            &[
                ("zoo.keeper/$Key", "remove = true"),
                ("zoo.keeper", "base-type = \"zoo.animl\""),
            ],
            "E0408 at \"zoo.keeper\": `zoo.keeper` cannot be changed like that; \
             `zoo.keeper` would inherit `mood` of `zoo.animl` and has its own: remove `zoo.keeper/mood` first",
        ),
        (
            &[("zoo.mood", "base-type = \"zoo.place\"")],
            "E0408 at \"zoo.mood\": `zoo.mood` cannot be changed like that; \
             only entity and complex types have a base type",
        ),
        (
            &[("zoo.cat", "base-type = \"dog\"")],
            "E0408 at \"dog\": there is no type `dog`; \
             types are named in full: `Edm.String`, `Collection(microsoft.graph.user)`",
        ),
    ];
    for (patches, expected) in cases {
        assert_refused(patches, expected);
    }
}
