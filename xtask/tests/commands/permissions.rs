use super::Zoo;

const FACTS: &str = r#"
[[api.permission]]
requests = ["GET /animals", "GET /animals/{id}"]
delegated = { least = ["Animals.Read"], higher = ["Animals.ReadWrite"] }
application = { least = ["Animals.Read"] }

[[api.permission]]
requests = ["DELETE /animals/{id}"]
delegated = { least = ["Animals.ReadWrite"] }
"#;

const PROGRAM: &str = r#"
async fn name(zoo: Zoo) -> Result<(), Error> {
    let animal = zoo.animals().by_id("leo");
    let leo = animal.get().await?;
    Ok(())
}
"#;

fn zoo() -> Zoo {
    let zoo = Zoo::new();
    let config = zoo.read("slices.toml");
    zoo.write("slices.toml", config + FACTS);
    zoo
}

#[test]
fn the_least_for_the_slice() {
    let wanted = "\
v1: 3 requests
  delegated, work or school
    Animals.ReadWrite
      DELETE /animals/{id}
      GET /animals
      GET /animals/{id}
  application
    Animals.Read
      GET /animals
      GET /animals/{id}
    not possible:
      DELETE /animals/{id}
";
    assert_eq!(zoo().run("permissions").expect(0).out, wanted);
}

#[test]
fn the_least_for_what_a_program_calls() {
    let zoo = zoo();
    zoo.write("src/main.rs", PROGRAM);
    let wanted = "\
v1: 1 request
  delegated, work or school
    Animals.Read
      GET /animals/{id}
  application
    Animals.Read
      GET /animals/{id}
";
    assert_eq!(zoo.run("permissions --src src").expect(0).out, wanted);
    zoo.write(
        "src/more.rs",
        "fn f() { zoo.animals().by_id(x).update(patch); }",
    );
    zoo.run("permissions --src src").expect(0).says(&[
        "v1: 2 requests",
        "nothing is known of:\n      PATCH /animals/{id}",
    ]);
    // Files that are about another module are not about this one.
    let config = zoo.read("slices.toml");
    let (_, api) = config.split_once("[[api]]").unwrap();
    zoo.write(
        "slices.toml",
        format!("{config}[[api]]{}", api.replace("\"v1\"", "\"v2\"")),
    );
    zoo.write("src/main.rs", format!("use zoo::v2::Service;{PROGRAM}"));
    zoo.run("permissions --src src")
        .expect(0)
        .says(&["v1: 1 request\n", "v2: 2 requests\n"]);
}

#[test]
fn no_program_and_no_calls() {
    let zoo = zoo();
    zoo.write("src/main.rs", "fn main() {}");
    zoo.run("permissions --src src")
        .expect(1)
        .says(&["v1: 0 requests"]);
    zoo.write("src/main.rs", "fn main() {");
    zoo.run("permissions --src src")
        .expect(2)
        .complains(&["src/main.rs is not Rust"]);
    zoo.run("permissions --src nowhere")
        .expect(2)
        .complains(&["nowhere"]);
}

const LIST: &str = r#"{"permissions": {"Zoo.Visit": {"pathSets": [{
  "schemeKeys": ["DelegatedWork"], "methods": ["GET", "DELETE"],
  "paths": {"/Animals": "least=DelegatedWork", "/animals/{animal-id}": "", "/elsewhere": ""}
}]}}}"#;

#[test]
fn a_list_of_permissions_is_read() {
    let zoo = Zoo::new();
    zoo.write("list.json", LIST);
    zoo.run("permissions --permissions list.json")
        .expect(0)
        .says(&[
            "v1: 3 requests",
            "Zoo.Visit\n      DELETE /animals/{animal-id}\n      GET /animals\n",
        ]);
    zoo.run("generate --permissions list.json").expect(0);
    let builder = zoo.read("crate/src/v1/requests/animal.rs");
    assert!(
        builder.contains("| delegated, work or school | `Zoo.Visit` |"),
        "{builder}"
    );
    assert!(builder.contains("pub const LIST_PERMISSIONS: &'static [Permissions] = &["));
    zoo.run("check").expect(1).says(&["stale"]);
    zoo.edit(
        "slices.toml",
        "metadata =",
        "permissions = \"list.json\"\nmetadata =",
    );
    zoo.run("check").expect(0);
    zoo.write("list.json", LIST.replace("Zoo.Visit", "Zoo`Visit"));
    zoo.run("check").expect(2).complains(&[
        "error[E0309]",
        "list.json:1:",
        "is no name of a permission",
    ]);
    zoo.run("check --permissions none.json")
        .expect(2)
        .complains(&["none.json"]);
}

#[test]
fn what_is_said_of_a_request_wins_over_the_list() {
    let zoo = zoo();
    zoo.write("list.json", LIST);
    let outcome = zoo.run("permissions --permissions list.json").expect(0);
    assert!(!outcome.out.contains("Zoo.Visit"), "{}", outcome.out);
}
