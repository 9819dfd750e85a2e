//! Metadata in several files: lists, folders, references, and what the commands make of it.

use super::git::git;
use super::{CONFIG, Zoo};

fn document(references: &str, schema: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
{references}
<edmx:DataServices>
{schema}
</edmx:DataServices>
</edmx:Edmx>
"#
    )
}

/// Animals live in cages, which are in another document, and so is what both are. `a` is another namespace in each.
fn animals() -> String {
    let references = r#"<edmx:Reference Uri="http://zoo.example/v1/cages.xml"><edmx:Include Namespace="zoo.cages" Alias="a"/></edmx:Reference>
<edmx:Reference Uri="base.xml"><edmx:Include Namespace="zoo.base"/></edmx:Reference>"#;
    let schema = r#"<Schema Namespace="zoo.animals" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="animal" BaseType="zoo.base.thing">
<Property Name="home" Type="a.cage"/>
</EntityType>
<EntityContainer Name="Service"><EntitySet Name="animals" EntityType="zoo.animals.animal"/></EntityContainer>
</Schema>"#;
    document(references, schema)
}

fn cages() -> String {
    let references = r#"<edmx:Reference Uri="base.xml"><edmx:Include Namespace="zoo.base" Alias="a"/></edmx:Reference>"#;
    let schema = r#"<Schema Namespace="zoo.cages" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="cage"><Property Name="colour" Type="a.colour"/><Property Name="size" Type="Edm.Int32"/></ComplexType>
<ComplexType Name="unused"/>
</Schema>"#;
    document(references, schema)
}

fn base() -> String {
    let schema = r#"<Schema Namespace="zoo.base" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing" Abstract="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EnumType Name="colour"><Member Name="red"/></EnumType>
</Schema>"#;
    document("", schema)
}

fn zoo(metadata: &str) -> Zoo {
    let zoo = Zoo::new();
    zoo.write(
        "slices.toml",
        CONFIG
            .replace("\"zoo.csdl\"", metadata)
            .replace("\"*\"", "\"GET /animals\""),
    );
    zoo.write("many/animals.xml", animals());
    zoo.write("many/cages.xml", cages());
    zoo.write("many/base.xml", base());
    zoo
}

/// A list, a folder, and one document whose references lie beside it are the same.
#[test]
fn however_the_files_are_named_the_crate_is_the_same() {
    let crates = [
        r#"["many/animals.xml", "many/cages.xml", "many/base.xml"]"#,
        r#"["many/base.xml", "many/cages.xml", "many/animals.xml"]"#,
        r#""many""#,
        r#""many/animals.xml""#,
        r#"["many/animals.xml"]"#,
    ]
    .map(|metadata| {
        let zoo = zoo(metadata);
        zoo.run("generate").expect(0);
        zoo.run("check").expect(0);
        let files = zoo.files().into_iter();
        let named = |(path, bytes): (std::path::PathBuf, _)| {
            (path.strip_prefix(zoo.path("")).unwrap().to_owned(), bytes)
        };
        files.map(named).collect::<Vec<_>>()
    });
    assert!(crates.iter().all(|files| *files == crates[0]));
    assert!(
        crates[0]
            .iter()
            .any(|(path, _)| path.ends_with("models/cage.rs"))
    );
}

#[test]
fn a_reference_leads_where_the_configuration_says() {
    let zoo = zoo(r#""many/animals.xml""#);
    zoo.write("elsewhere.xml", cages());
    std::fs::remove_file(zoo.path("many/cages.xml")).unwrap();
    let outcome = zoo.run("generate").expect(0);
    assert!(
        outcome.err.contains("1 warning (1 W0203)"),
        "{}",
        outcome.err
    );
    let config = zoo.read("slices.toml");
    let told = "[api.references]\n\"http://zoo.example/v1/cages.xml\" = \"elsewhere.xml\"\n";
    zoo.write("slices.toml", format!("{config}\n{told}"));
    // Its own references lie beside it.
    zoo.write("base.xml", base());
    std::fs::remove_file(zoo.path("many/base.xml")).unwrap();
    zoo.run("generate").expect(0).says(&["1 enum"]);
    zoo.edit("slices.toml", "\"elsewhere.xml\"", "\"nowhere.xml\"");
    zoo.run("generate").expect(2).complains(&["nowhere.xml"]);
}

#[test]
fn places_name_the_right_file() {
    let zoo = zoo(r#""many""#);
    zoo.edit("many/cages.xml", "Edm.Int32", "Edm.Itn32");
    let outcome = zoo.run("generate").expect(3);
    outcome.complains(&["many/cages.xml:6:", "did you mean `Edm.Int32`?"]);
    let outcome = zoo.run("--message-format json generate").expect(3);
    outcome.complains(&[r#""file":"many/cages.xml""#, r#""line_start":6"#]);
}

#[test]
fn what_is_not_at_hand_is_untyped_but_for_bases() {
    let zoo = zoo(r#""many/animals.xml""#);
    std::fs::remove_file(zoo.path("many/base.xml")).unwrap();
    zoo.run("generate")
        .expect(3)
        .complains(&["E0203", "`zoo.base.thing`", "many/animals.xml:"]);
}

#[test]
fn commands_take_several_files_for_one() {
    let zoo = zoo(r#""many""#);
    zoo.run("show").expect(0).says(&["animals", "cage"]);
    zoo.run("why zoo.cages.cage")
        .expect(0)
        .says(&["zoo.cages.cage"]);
    zoo.run("why zoo.cages.unused").expect(1);
    git(&zoo.path(""), "init -q");
    git(&zoo.path(""), "add .");
    git(&zoo.path(""), "commit -q -m before");
    zoo.edit(
        "many/cages.xml",
        r#"<Property Name="size" Type="Edm.Int32"/>"#,
        "",
    );
    let outcome = zoo.run("drift --since HEAD").expect(1);
    outcome.says(&[
        "zoo.cages.cage/size",
        "old line 6 of git:HEAD:./many/cages.xml",
    ]);
}

/// The slice is written into the files that there are; those without a part in it go.
#[test]
fn refresh_writes_each_file() {
    let zoo = zoo(r#""many""#);
    zoo.write("new/animals.xml", animals());
    zoo.write(
        "new/cages.xml",
        cages().replace(
            "</ComplexType>\n<ComplexType",
            "<Property Name=\"new\" Type=\"Edm.String\"/></ComplexType>\n<ComplexType",
        ),
    );
    zoo.write("new/base.xml", base());
    zoo.write(
        "many/other.xml",
        document(
            "",
            r#"<Schema Namespace="other" xmlns="http://docs.oasis-open.org/odata/ns/edm"/>"#,
        ),
    );
    let outcome = zoo.run("refresh --from new --format html").expect(0);
    outcome.says(&["zoo.cages.cage/new", "new line "]);
    assert!(!zoo.path("many/other.xml").exists());
    let cages = zoo.read("many/cages.xml");
    assert!(
        cages.contains("Name=\"new\"")
            && !cages.contains("unused")
            && !cages.contains("zoo.base\" xmlns"),
        "{cages}"
    );
    zoo.run("check").expect(0);
    let animals = zoo.read("many/animals.xml");
    zoo.run("refresh --from new").expect(0);
    assert_eq!(zoo.read("many/animals.xml"), animals, "what is right stays");
}

#[test]
fn documents_that_refer_to_each_other_are_one_row() {
    let zoo = zoo(r#""many""#);
    zoo.write("many/alone.xml", base().replace("zoo.base", "alone"));
    let outcome = zoo.run_plain("conformance many --no-compile").expect(0);
    outcome.says(&["alone.xml ", "animals.xml+2 ", "2 files: 2 good"]);
}
