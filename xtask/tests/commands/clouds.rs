use super::Zoo;

#[test]
fn what_a_cloud_lacks_is_told() {
    let zoo = Zoo::new();
    zoo.edit(
        "slices.toml",
        "[\"*\"]",
        "[\"GET /animals\", \"GET /animals/{id}\"]",
    );
    let facts = "[[api.availability]]\nrequests = [\"GET /animals\"]\ntypes = [\"zoo.mood\"]\nclouds = [\"Global\"]\n";
    let config = zoo.read("slices.toml");
    zoo.write("slices.toml", config + facts);
    let outcome = zoo.run("generate").expect(0);
    assert!(!outcome.err.contains("W0301"), "{}", outcome.err);
    let builder = zoo.read("crate/src/v1/requests/animal.rs");
    assert_eq!(
        builder.matches(".offered_by(&[Cloud::Global])").count(),
        1,
        "{builder}"
    );
    assert!(
        builder.contains("/// Not everywhere: the cloud `Global` only."),
        "{builder}"
    );
    assert!(
        zoo.read("crate/src/v1/models/mood.rs")
            .contains("/// Not everywhere:")
    );
    zoo.edit(
        "slices.toml",
        "metadata =",
        "clouds = [\"Global\", \"China\"]\nmetadata =",
    );
    let outcome = zoo.run("check").expect(0);
    for words in [
        "warning[W0301]",
        "`GET /animals` is not offered by the cloud China",
        "slices.toml:11",
    ] {
        assert!(outcome.err.contains(words), "{}", outcome.err);
    }
    assert_eq!(outcome.err.matches("W0301").count(), 1, "{}", outcome.err);
    zoo.edit("slices.toml", "\"China\"", "\"Chian\"");
    zoo.run("check")
        .expect(2)
        .complains(&["E0305", "did you mean `China`?"]);
}

#[test]
fn the_metadata_of_clouds_is_read() {
    let zoo = Zoo::new();
    zoo.edit(
        "slices.toml",
        "[\"*\"]",
        "[\"GET /animals\", \"type:zoo.mood\"]",
    );
    let config = zoo.read("slices.toml");
    zoo.write(
        "slices.toml",
        config + "[api.cloud-metadata]\nChina = \"china.csdl\"\n",
    );
    let text = zoo
        .read("zoo.csdl")
        .replace("\"mood\"", "\"humour\"")
        .replace("zoo.mood", "zoo.humour");
    zoo.write("china.csdl", text.replace("\"animals\"", "\"beasts\""));
    zoo.run("generate").expect(0);
    let elsewhere =
        "/// Not everywhere: the clouds `Global`, `UsGovernmentL4`, `UsGovernmentL5` only.";
    for file in ["models/mood.rs", "requests/animal.rs"] {
        let text = zoo.read(&format!("crate/src/v1/{file}"));
        assert!(text.contains(elsewhere), "{text}");
    }
    assert!(
        !zoo.read("crate/src/v1/models/cage.rs")
            .contains("Not everywhere")
    );
    zoo.write("china.csdl", "<html>");
    zoo.run("check")
        .expect(3)
        .complains(&["china.csdl", "E0103"]);
}
