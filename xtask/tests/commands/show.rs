use std::fs;
use std::path::Path;

use super::Zoo;

#[test]
fn the_tree_has_paths_types_and_why() {
    let zoo = Zoo::new();
    zoo.edit(
        "slices.toml",
        "[\"*\"]",
        "[\"GET /animals\", \"GET /animals/{id}\"]",
    );
    let wanted = "\
v1
  /animals  GET
    /{id}  GET

  types
    animal: entity type, for GET /animals
    cage: complex type, for GET /animals
    mood: values, for GET /animals
";
    assert_eq!(zoo.run("show").expect(0).out, wanted);
}

#[test]
fn drawings_have_types_and_lines() {
    let zoo = Zoo::new();
    let wanted = "\
classDiagram
    direction LR
    class animal_[\"animal\"]
    class cage_[\"cage\"]
    <<complex>> cage_
    class mood_[\"mood\"]
    <<values>> mood_
    animal_ --> cage_ : cage
    animal_ --> mood_ : mood
";
    assert_eq!(zoo.run("show --format mermaid").expect(0).out, wanted);
    let svg = zoo.run("show --format svg").expect(0).out;
    assert_eq!(
        (svg.matches("<rect ").count(), svg.matches("<path ").count()),
        (3, 2)
    );
    let html = zoo.run("show --format html").expect(0).out;
    assert!(html.contains(&svg) && html.contains("<pre>v1\n"), "{html}");
    zoo.run("show --format png")
        .expect(2)
        .complains(&["mermaid"]);
}

/// Names of metadata are text wherever they are shown.
#[test]
fn names_are_no_markup() {
    let zoo = Zoo::new();
    let text = zoo
        .read("zoo.csdl")
        .replace("\"mood\"", "\"a&lt;script>&quot;]\"");
    zoo.write(
        "zoo.csdl",
        text.replace("zoo.mood", "zoo.a&lt;script>&quot;]"),
    );
    for format in ["mermaid", "svg", "html"] {
        let shown = zoo.run(&format!("show --format {format}")).expect(0).out;
        assert!(
            !shown.contains("<script") && !shown.contains("\"]\"]"),
            "{shown}"
        );
    }
}

/// `cargo xtask show --api v1_0 --format mermaid` renews it.
#[test]
fn the_page_on_slices_shows_the_slice() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let zoo = Zoo::new();
    let config = root.join("schemas/slices.toml");
    let line = format!(
        "show --api v1_0 --format mermaid --config {}",
        config.display()
    );
    let drawing = zoo.run_plain(&line).expect(0).out;
    let page = fs::read_to_string(root.join("docs/slices.md"))
        .unwrap()
        .replace("\r\n", "\n");
    assert!(
        page.contains(&format!("```mermaid\n{drawing}```\n")),
        "{drawing}"
    );
    zoo.run_plain(&line.replace("--api v1_0", ""))
        .expect(2)
        .complains(&["--api"]);
}
