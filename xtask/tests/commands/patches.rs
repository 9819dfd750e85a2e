//! What patches make of metadata is what every command tells of it; only slices are of the metadata as it is.

use super::{METADATA, Zoo, openapi};

/// The set has another name, animals have food, and keepers are there at all.
const PATCHES: &str = r#"
[[api.patch]]
target = "zoo.Service/animals"
name = "beasts"
why = "404 for the other"

[[api.patch]]
target = "zoo.keeper"
add = { kind = "entity-type", base-type = "zoo.animal" }
why = "they are served among the animals"

[[api.patch]]
target = "zoo.animal/keeper"
add = { kind = "navigation-property", type = "zoo.keeper" }
why = "it is documented"

[[api.patch]]
target = "zoo.animal/food"
add = { kind = "property", type = "zoo.cage" }
why = "it is documented"
"#;

const ROOTS: &str = "\"GET /beasts/{id}\", \"GET /beasts/{id}/keeper\"";

fn patched(zoo: Zoo) -> Zoo {
    zoo.edit("slices.toml", "\"*\"", ROOTS);
    zoo.write("slices.toml", zoo.read("slices.toml") + PATCHES);
    zoo
}

#[test]
fn the_crate_has_what_is_patched_and_the_slice_has_not() {
    let zoo = patched(Zoo::new());
    zoo.run("generate").expect(0);
    let files = zoo.files();
    let surface = zoo.read("crate/api.txt");
    for line in [
        "fn v1::Graph::beasts(&self) -> requests::AnimalCollectionRequestBuilder",
        "fn v1::requests::AnimalRequestBuilder::keeper(&self) -> requests::KeeperRequestBuilder",
        "field v1::models::Animal::food: Option<Box<models::Cage>>",
    ] {
        assert!(surface.contains(line), "{surface}");
    }
    // What patches do not need is cut out, and what they need is as it was.
    let more = "<EntityType Name=\"visitor\"/></Schema>";
    zoo.edit("zoo.csdl", "</Schema>", more);
    let slice = zoo.run("slice --from zoo.csdl --api v1").expect(0).out;
    assert_eq!(slice, METADATA);
    zoo.write("zoo.csdl", slice);
    zoo.run("check").expect(0);
    assert!(zoo.files() == files);
    let why = zoo.run("why keeper").expect(0).out;
    assert!(
        why.contains("navigation property `zoo.animal/keeper`"),
        "{why}"
    );
    let show = zoo.run("show").expect(0).out;
    assert!(show.contains("/beasts"), "{show}");
}

#[test]
fn it_is_the_same_from_openapi() {
    let csdl = patched(Zoo::new());
    csdl.run("generate").expect(0);
    let openapi = patched(openapi::zoo());
    openapi.run("generate").expect(0);
    assert!(csdl.files().values().eq(openapi.files().values()));
    openapi.edit("slices.toml", "/beasts/{id}/keeper", "/animals/{id}");
    openapi.run("generate").expect(2).complains(&[
        "error[E0402]",
        "the service root has nothing called `animals`",
    ]);
}

#[test]
fn drift_is_told_of_what_is_patched() {
    let zoo = patched(Zoo::new());
    // The service's metadata says it by now, which is no change for those who knew.
    let property = "<Property Name=\"food\" Type=\"zoo.cage\"/><Property Name=\"mood\"";
    let corrected = METADATA.replace("<Property Name=\"mood\"", property);
    zoo.write("new.csdl", &corrected);
    zoo.run("drift zoo.csdl new.csdl --fail-on any").expect(0);
    zoo.run("drift new.csdl --fail-on any").expect(0);
    zoo.write(
        "new.csdl",
        METADATA.replace("\"zoo.mood\"", "\"Edm.String\""),
    );
    let drift = zoo.run("drift new.csdl").expect(1).out;
    assert!(drift.contains("zoo.animal/mood"), "{drift}");
    // And then the patch is to go.
    zoo.write("zoo.csdl", corrected);
    zoo.run("generate").expect(2).complains(&[
        "error[E0407]: `zoo.animal/food` is there already",
        "the metadata says it by now: delete the patch",
    ]);
}

#[test]
fn the_metadata_of_clouds_is_patched_too() {
    let zoo = patched(Zoo::new());
    zoo.edit(
        "slices.toml",
        "metadata =",
        "clouds = [\"China\"]\nmetadata =",
    );
    let clouds = "[api.cloud-metadata]\nChina = \"china.csdl\"\n";
    zoo.write("slices.toml", zoo.read("slices.toml") + clouds);
    zoo.write("china.csdl", METADATA);
    let outcome = zoo.run("generate").expect(0);
    assert_eq!(outcome.err, "");
    // A cloud that really lacks it.
    zoo.write("china.csdl", METADATA.replace("\"animals\"", "\"plants\""));
    let outcome = zoo.run("generate").expect(0);
    let told = "`GET /beasts/{id}` is not offered by the cloud China";
    assert!(outcome.err.contains(told), "{}", outcome.err);
}
