//! What the document says of a type does not depend on which requests are asked for.

use super::{module, tree};

/// The path to messages tells that `id` is the key of all entities.
const DOCUMENT: &str = "
openapi: 3.0.4
paths:
  '/users/{user-id}/settings':
    patch:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/zoo.settings' } } } }
      responses: { 2XX: { content: { application/json: { schema: { $ref: '#/components/schemas/zoo.settings' } } } } }
  '/users/{user-id}/messages/{message-id}':
    get:
      responses: { 2XX: { content: { application/json: { schema: { $ref: '#/components/schemas/zoo.message' } } } } }
components:
  schemas:
    zoo.entity: { type: object, properties: { id: { type: string } } }
    zoo.message:
      allOf:
        - $ref: '#/components/schemas/zoo.entity'
        - properties:
            reply: { $ref: '#/components/schemas/zoo.message', x-ms-navigationProperty: true }
    zoo.settings:
      allOf:
        - $ref: '#/components/schemas/zoo.entity'
        - properties: { theme: { type: string, nullable: true } }
";

/// The line about the key.
fn key(roots: &[&str]) -> String {
    let settings = format!(
        "[crate]\nname = \"zoo\"\n[[api]]\nmodule = \"v1_0\"\nservice = \"v1.0\"\nmetadata = \"api.yaml\"\nroots = {roots:?}\n"
    );
    let tree = tree(&settings, DOCUMENT).unwrap_or_else(|report| panic!("{report}"));
    let files = module(&tree);
    let (_, text) = (files.iter())
        .find(|(path, _)| path.ends_with("models/entity.rs"))
        .unwrap();
    let mut lines = text.lines();
    lines.find(|line| line.contains("ID:")).unwrap().to_owned()
}

#[test]
fn keys_are_the_same_whatever_the_roots() {
    let settings = "PATCH /users/{id}/settings";
    let message = "GET /users/{id}/messages/{id}";
    let both = key(&[settings, message]);
    assert!(both.contains("ReadOnly"), "{both}");
    assert_eq!(key(&[settings]), both);
    assert_eq!(key(&[message]), both);
}
