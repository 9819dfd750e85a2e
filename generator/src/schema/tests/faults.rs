//! What is wrong or odd in a schema.

use super::{document, findings, finds};

#[test]
fn an_unknown_name_is_shown_with_a_similar_one() {
    for (ty, hint) in [
        ("z.anmial", Some("did you mean `the.zoo.animal`?")),
        (
            "Collection(z.animl)",
            Some("did you mean `the.zoo.animal`?"),
        ),
        ("Edm.Strng", Some("did you mean `Edm.String`?")),
        ("zo.somethingElse", None),
        ("animal", None),
    ] {
        let content = format!(
            r#"<ComplexType Name="animal"><Property Name="p" Type="{ty}" /></ComplexType>"#
        );
        let text = document(&content, "");
        let found = findings(&text);
        assert_eq!(found, [("E0203", vec![ty], hint.map(String::from))]);
    }
}

#[test]
fn errors_point_at_both_places() {
    let cat = r#"<ComplexType Name="cat" />"#;
    finds(&cat.repeat(2), "E0201", &["cat", "cat"]);
    finds(
        &format!(r#"{cat}<Term Name="cat" Type="Edm.String" />"#),
        "E0201",
        &["cat", "cat"],
    );
    finds(
        r#"<ComplexType Name="cat"><Property Name="a" Type="Edm.String" /><Property Name="a" Type="Edm.Int32" /></ComplexType>"#,
        "E0202",
        &["a", "a"],
    );
    finds(
        r#"<EntityType Name="cat"><Property Name="b" Type="Edm.String" /><NavigationProperty Name="b" Type="z.cat" /></EntityType>"#,
        "E0202",
        &["b", "b"],
    );
    finds(
        r#"<EnumType Name="e"><Member Name="m" Value="1" /><Member Name="m" Value="2" /></EnumType>"#,
        "E0202",
        &["m", "m"],
    );
    finds(
        r#"<Action Name="f"><Parameter Name="p" Type="Edm.String" /><Parameter Name="p" Type="Edm.String" /></Action>"#,
        "E0202",
        &["p", "p"],
    );
    let set = r#"<EntitySet Name="cats" EntityType="z.cat" />"#;
    finds(
        &format!(
            r#"<EntityType Name="cat" /><EntityContainer Name="c">{set}{set}</EntityContainer>"#
        ),
        "E0202",
        &["cats", "cats"],
    );
    let action = r#"<Action Name="f"><Parameter Name="p" Type="Edm.String" /></Action>"#;
    let tag = r#"<Action Name="f">"#;
    finds(&action.repeat(2), "E0209", &[tag, tag]);
    finds(
        r#"<EntityContainer Name="a" /><EntityContainer Name="b" />"#,
        "E0212",
        &["b", "a"],
    );
}

#[test]
fn errors_of_kind() {
    let cat = r#"<ComplexType Name="cat" />"#;
    let e = r#"<EnumType Name="e"><Member Name="m" /></EnumType>"#;
    finds(
        &format!(
            r#"{cat}<EntityType Name="a"><NavigationProperty Name="n" Type="z.cat" /></EntityType>"#
        ),
        "E0204",
        &["z.cat"],
    );
    finds(
        &format!(r#"{cat}<TypeDefinition Name="t" UnderlyingType="z.cat" />"#),
        "E0204",
        &["z.cat"],
    );
    finds(
        r#"<EnumType Name="e" UnderlyingType="Edm.String"><Member Name="m" /></EnumType>"#,
        "E0204",
        &["Edm.String"],
    );
    let tag = r#"<EntityType Name="a" BaseType="z.cat" />"#;
    finds(&format!("{cat}{tag}"), "E0206", &["z.cat", tag]);
    finds(
        &format!(r#"{e}<ComplexType Name="a" BaseType="z.e" />"#),
        "E0206",
        &["z.e"],
    );
}

#[test]
fn errors_of_value_and_what_is_missing() {
    finds(
        r#"<EnumType Name="e"><Member Name="m" Value="1.5" /></EnumType>"#,
        "E0207",
        &["1.5"],
    );
    finds(
        r#"<EnumType Name="e" UnderlyingType="Edm.Byte"><Member Name="m" Value="256" /></EnumType>"#,
        "E0207",
        &["256"],
    );
    finds(
        r#"<EnumType Name="e"><Member Name="m" Value="2147483647" /><Member Name="n" /></EnumType>"#,
        "E0207",
        &["n"],
    );
    finds(
        r#"<EntityContainer Name="c"><ActionImport Name="a" Action="z.a" /></EntityContainer>"#,
        "E0210",
        &["z.a"],
    );
    finds(
        r#"<Action Name="a" IsBound="true" />"#,
        "E0211",
        &[r#"<Action Name="a" IsBound="true" />"#],
    );
    finds(
        r#"<EntityType Name="a"><Key><PropertyRef Name="id" /></Key></EntityType>"#,
        "E0213",
        &["id"],
    );
    finds(
        r#"<EntityContainer Name="c" Extends="z.d" />"#,
        "E0203",
        &["z.d"],
    );
}

#[test]
fn cycles_are_found_once_and_told_in_full() {
    finds(
        r#"<ComplexType Name="a" BaseType="z.b" /><ComplexType Name="b" BaseType="z.c" />
           <ComplexType Name="c" BaseType="z.b" /><ComplexType Name="d" BaseType="z.c" />"#,
        "E0205",
        &["z.c", "z.b"],
    );
    finds(
        r#"<EntityType Name="a" BaseType="z.a" />"#,
        "E0205",
        &["z.a"],
    );
    finds(
        r#"<EntityContainer Name="a" Extends="z.b" /><EntityContainer Name="b" Extends="z.a" />"#,
        "E0205",
        &["z.a"],
    );
}

#[test]
fn what_is_odd_is_a_warning() {
    let cat = r#"<ComplexType Name="cat" />"#;
    finds(
        r#"<Annotations Target="z.dog"><Annotation Term="z.t" /></Annotations>"#,
        "W0201",
        &["z.dog"],
    );
    finds(
        &format!(r#"{cat}<Annotations Target="z.cat/dog"><Annotation Term="z.t" /></Annotations>"#),
        "W0201",
        &["z.cat/dog"],
    );
    finds(
        &format!(r#"{cat}<Annotations Target="z. cat"><Annotation Term="z.t" /></Annotations>"#),
        "W0202",
        &["z. cat"],
    );
    finds(
        r#"<EnumType Name="e" />"#,
        "W0204",
        &[r#"<EnumType Name="e" />"#],
    );
    finds(
        r#"<ComplexType Name="a"><Property Name="p" Type="Edm.String" /></ComplexType>
           <ComplexType Name="b" BaseType="z.a"><Property Name="p" Type="Edm.String" /></ComplexType>"#,
        "W0205",
        &["p", "p"],
    );
    finds(
        &format!(
            r#"{cat}<Action Name="a" IsBound="true"><Parameter Name="p" Type="z.cat" /></Action>
           <EntityContainer Name="c"><ActionImport Name="a" Action="z.a" /></EntityContainer>"#
        ),
        "W0207",
        &["z.a"],
    );
    finds(
        r#"<EntityType Name="a"><NavigationProperty Name="n" Type="Edm.EntityType" /></EntityType>"#,
        "W0208",
        &["Edm.EntityType"],
    );
    finds(
        &format!(r#"{cat}<Action Name="cat" />"#),
        "W0209",
        &["cat", "cat"],
    );
    finds(
        r#"<ComplexType Name="a"><Property Name="p" Type="Int32" /></ComplexType>"#,
        "W0210",
        &["Int32"],
    );
}

#[test]
fn many_errors_in_one_run() {
    let text = document(
        r#"<ComplexType Name="a" BaseType="z.x"><Property Name="p" Type="z.y" /></ComplexType><EnumType Name="e"><Member Name="m" Value="-" /></EnumType>"#,
        r#"<Function Name="f"><Parameter Name="p" Type="z.z" /><ReturnType Type="no.where" /></Function>"#,
    );
    let found: Vec<_> = findings(&text).into_iter().map(|f| f.0).collect();
    assert_eq!(found, ["E0203", "E0203", "E0207", "E0203", "E0203"]);
}
