//! The document lists what the service answers: with `*`, too, there are no other requests.

use super::run;

const SETTINGS: &str = "[crate]\nname = \"zoo\"\n[[api]]\nmodule = \"v1\"\nservice = \"v1\"\nmetadata = \"api.yaml\"\nroots = [\"*\"]\n";

const DOCUMENT: &str = r"
openapi: 3.0.4
info: { title: Zoo, version: v1.0 }
paths:
  /me/messages:
    get:
      responses:
        2XX: { description: ok, content: { application/json: { schema: { properties: { value: { type: array, items: { $ref: '#/components/schemas/zoo.message' } } } } } } }
  /zoos/{zoo-id}:
    get:
      parameters: [{ name: zoo-id, in: path, required: true, schema: { type: string } }]
      responses:
        2XX: { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/zoo.zoo' } } } }
components:
  schemas:
    zoo.zoo: { type: object, properties: { id: { type: string }, best: { $ref: '#/components/schemas/zoo.message', x-ms-navigationProperty: true } } }
    zoo.message: { type: object, properties: { id: { type: string }, next: { $ref: '#/components/schemas/zoo.message', x-ms-navigationProperty: true } } }
    zoo.unused: { type: object, properties: { text: { type: string } } }
";

#[test]
fn everything_is_what_is_listed() {
    let (tree, report) = run(SETTINGS, DOCUMENT);
    let tree = tree.unwrap_or_else(|| panic!("{report}"));
    let (_, file) = tree.files().find(|(path, _)| *path == "api.txt").unwrap();
    let functions = file
        .text
        .lines()
        .filter(|line| line.starts_with("fn ") && line.contains("RequestBuilder::"));
    let functions: Vec<_> = functions.collect();
    let expected = [
        "fn v1::requests::MeRequestBuilder::messages(&self) -> requests::MessageCollectionRequestBuilder  = /messages",
        "fn v1::requests::MessageCollectionRequestBuilder::list(&self) -> Request<Page<models::Message>>  = GET",
        "fn v1::requests::ZooCollectionRequestBuilder::by_id(&self, id: impl AsRef<str>) -> requests::ZooRequestBuilder  = /{id}",
        "fn v1::requests::ZooRequestBuilder::get(&self) -> Request<models::Zoo>  = GET",
    ];
    assert_eq!(functions, expected, "{}", file.text);
    // Models have all members that the document has, those that navigation leads to among them.
    for model in ["models::Unused", "Zoo::best", "Message::next"] {
        assert!(file.text.contains(model), "{model}: {}", file.text);
    }
}

/// The same path under another name of its parameter is no other request.
#[test]
fn requests_are_counted_once() {
    let again = DOCUMENT.replace("  /zoos/{zoo-id}:", "  '/zoos/{id}': { get: { responses: { '204': { description: the same } } } }\n  /zoos/{zoo-id}:");
    let count = |document: &str| {
        let mut diagnostics = msgraph_generator::diagnostics::Diagnostics::new();
        let profile = msgraph_generator::config::OpenApi::default();
        let reading =
            msgraph_generator::openapi::parse(document, 0, &profile, &[], &mut diagnostics);
        reading.unwrap().requests.unwrap().len()
    };
    assert_eq!((count(DOCUMENT), count(&again)), (2, 2));
}
