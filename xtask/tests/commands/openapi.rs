//! The zoo as OpenAPI.

use super::{METADATA, Zoo};

const OPENAPI: &str = r"openapi: 3.0.4
paths:
  /animals:
    get:
      responses:
        '200':
          content:
            application/json:
              schema:
                properties:
                  value: { type: array, items: { $ref: '#/components/schemas/zoo.animal' } }
  '/animals/{id}': {}
components:
  schemas:
    zoo.mood: { type: string, enum: [calm, angry] }
    zoo.cage:
      type: object
      properties:
        size: { type: integer, format: int32, nullable: true }
    zoo.animal:
      type: object
      properties:
        id: { type: string }
        cage: { $ref: '#/components/schemas/zoo.cage' }
        mood: { anyOf: [{ $ref: '#/components/schemas/zoo.mood' }, { enum: [null] }] }
";

pub(super) fn zoo() -> Zoo {
    let zoo = Zoo::new();
    zoo.write("zoo.yaml", OPENAPI);
    zoo.edit("slices.toml", "zoo.csdl", "zoo.yaml");
    let text = zoo.read("slices.toml") + "[api.openapi]\ncontainer = \"Service\"\n";
    zoo.write("slices.toml", text);
    zoo
}

#[test]
fn the_crate_is_the_same_as_from_csdl() {
    let (zoo, csdl) = (zoo(), Zoo::new());
    for zoo in [&zoo, &csdl] {
        zoo.edit("slices.toml", "\"*\"", "\"GET /animals\"");
        zoo.run("generate").expect(0);
    }
    assert!(zoo.files().values().eq(csdl.files().values()));
    zoo.run("check").expect(0);
}

#[test]
fn the_slice_is_csdl() {
    let outcome = zoo().run("slice --from zoo.yaml --api v1").expect(0);
    assert_eq!(outcome.out, METADATA);
    assert_eq!(outcome.err, "");
}

#[test]
fn what_the_document_does_not_say_is_explained() {
    let zoo = zoo();
    let explained = |zoo: &Zoo, line: &str| zoo.run(line).expect(0).err;
    let slice = explained(&zoo, "slice --from zoo.yaml --api v1 --explain-loss");
    for said in [
        "not abstract:\n    zoo.animal\n    zoo.cage\n",
        "may be null:\n    zoo.animal/cage\n",
        "counted from 0, in the order of `enum`:\n    zoo.mood\n",
    ] {
        assert!(slice.contains(said), "{slice}");
    }
    let patch = "[[api.patch]]\ntarget = \"zoo.cage\"\nabstract = true\nwhy = \"known\"\n";
    zoo.write("slices.toml", zoo.read("slices.toml") + patch);
    let patched = explained(&zoo, "generate --explain-loss");
    assert!(
        patched.contains("not abstract:\n    zoo.animal\n\n"),
        "{patched}"
    );
    let csdl = explained(&Zoo::new(), "generate --explain-loss");
    assert_eq!(csdl, "The metadata says all that there is to say.\n");
}

#[test]
fn what_cannot_be_read_is_refused() {
    let zoo = zoo();
    zoo.edit("zoo.yaml", "openapi: 3.0.4", "openapi: 3.2.0");
    zoo.run("generate")
        .expect(3)
        .complains(&["error[E0501]", "zoo.yaml:1:10", "3.0 and 3.1"]);
    zoo.edit("zoo.yaml", "openapi: 3.2.0", "openapi: 3.1.0");
    zoo.edit(
        "slices.toml",
        "\"*\"",
        "\"GET /animals\", \"DELETE /animals/{id}\"",
    );
    zoo.run("generate").expect(2).complains(&[
        "error[E0512]",
        "slices.toml:10",
        "names of parameters do not count",
    ]);
}
