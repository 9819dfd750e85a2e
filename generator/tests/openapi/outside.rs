//! What OData has no words for: documents that describe something else, and single requests.

use super::run;

const SETTINGS: &str = "[crate]\nname = \"shop\"\n[[api]]\nmodule = \"v1\"\nservice = \"v1\"\nmetadata = \"api.yaml\"\nroots = [\"*\"]\n";

/// A shop as most OpenAPI documents describe one.
const PLAIN: &str = r"
openapi: 3.0.3
info: { title: Shop, version: '1' }
paths:
  /orders:
    parameters: [{ name: X-Tenant, in: header, required: true, schema: { type: string } }]
    get:
      parameters: [{ name: customer, in: query, required: true, schema: { type: string } }]
      responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } }
  /orders/{orderId}/receipt:
    post:
      requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { file: { type: string, format: binary } } } } } }
      responses: { '204': { description: ok } }
components:
  schemas:
    Order: { type: object, properties: { orderId: { type: integer } } }
";

/// One answer, with all reasons, whatever `slices.toml` says.
#[test]
fn a_document_without_odata_is_refused_as_a_whole() {
    for more in ["", "[api.openapi]\nnamespace = \"shop\"\n"] {
        let (tree, report) = run(&format!("{SETTINGS}{more}"), PLAIN);
        assert!(tree.is_none(), "{report}");
        assert_eq!(report.matches("error[").count(), 1, "{report}");
        for part in [
            "error[E0516]",
            "`progenitor`",
            "OData does not have it",
            "neither JSON nor bytes",
            "a bare list",
        ] {
            assert!(report.contains(part), "{part}: {report}");
        }
    }
}

/// Each sign is enough.
#[test]
fn signs_of_odata_are_seen() {
    for (from, to) in [
        ("title: Shop", "title: OData Service for namespace shop"),
        ("name: customer", "name: $filter"),
        ("/receipt:", "/$value:"),
        ("    Order:", "    shop.Order: { type: object }\n    Order:"),
        ("orderId: {", "'@odata.etag': { type: string }, orderId: {"),
        (
            "schema: { type: array, items: { $ref: '#/components/schemas/Order' } }",
            "schema: { properties: { value: { type: array, items: { $ref: '#/components/schemas/Order' } } } }",
        ),
    ] {
        let document = PLAIN.replace(from, to);
        assert_ne!(document, PLAIN);
        let (_, report) = run(SETTINGS, &document);
        assert!(!report.contains("E0516"), "{from}: {report}");
    }
}

/// A service with one good request, and one more.
fn with(request: &str) -> String {
    format!(
        "openapi: 3.0.4\npaths:\n  /cats:\n    get:\n      responses: {{ '200': {{ content: {{ application/json: {{ schema: {{ properties: {{ value: {{ type: array, items: {{ $ref: '#/components/schemas/zoo.cat' }} }} }} }} }} }} }} }}\n  /others:\n    {request}\ncomponents: {{ schemas: {{ zoo.cat: {{ properties: {{ id: {{ type: string }} }} }} }} }}\n"
    )
}

const OK: &str = "responses: { '204': { description: done } }";

#[test]
fn requests_outside_of_odata_are_refused_where_they_are_wanted() {
    let list = "responses: { '200': { content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/zoo.cat' } } } } } }";
    let xml = "responses: { '200': { content: { application/xml: { schema: { $ref: '#/components/schemas/zoo.cat' } } } } }";
    for (code, request) in [
        ("E0517", format!("get: {{ {list} }}")),
        (
            "E0518",
            format!("get: {{ parameters: [{{ name: color, in: query, required: true }}], {OK} }}"),
        ),
        (
            "E0518",
            format!(
                "get: {{ parameters: [{{ name: X-Color, in: header, required: true }}], {OK} }}"
            ),
        ),
        (
            "E0518",
            format!("get: {{ parameters: [{{ name: color, in: cookie, required: true }}], {OK} }}"),
        ),
        (
            "E0519",
            format!(
                "post: {{ requestBody: {{ content: {{ multipart/form-data: {{ schema: {{ type: object }} }} }} }}, {OK} }}"
            ),
        ),
        (
            "E0519",
            format!(
                "post: {{ requestBody: {{ content: {{ application/x-www-form-urlencoded: {{ schema: {{ type: object }} }} }} }}, {OK} }}"
            ),
        ),
        ("E0519", format!("get: {{ {xml} }}")),
    ] {
        let document = with(&request);
        let (tree, report) = run(SETTINGS, &document);
        assert!(
            tree.is_none() && report.contains(&format!("error[{code}]")),
            "{request}: {report}"
        );
        assert!(report.contains("`#/paths/~1others/"), "{request}: {report}");
        // Nobody asks for it.
        let (tree, report) = run(&SETTINGS.replace("\"*\"", "\"GET /cats\""), &document);
        assert!(tree.is_some(), "{request}: {report}");
    }
}

#[test]
fn what_odata_has_is_no_reason() {
    for request in [
        format!("get: {{ parameters: [{{ name: $top, in: query, required: true }}, {{ name: If-Match, in: header, required: true }}, {{ name: color, in: query }}], {OK} }}"),
        "get: { responses: { '200': { content: { application/octet-stream: {} } } } }".to_owned(),
        "get: { responses: { '200': { content: { 'image/*': { schema: { type: string, format: binary } } } } } }".to_owned(),
        "get: { responses: { '200': { content: { '*/*': { schema: { $ref: '#/components/schemas/zoo.cat' } } } } } }".to_owned(),
    ] {
        let (_, report) = run(SETTINGS, &with(&request));
        assert!(!report.contains("error["), "{request}: {report}");
    }
}

/// Where no collection is in `value`, lists are what the document calls collections.
#[test]
fn bare_lists_alone_are_told_once() {
    let document = "openapi: 3.0.4\npaths:\n  /cats:\n    get:\n      responses: { '200': { content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/zoo.cat' } } } } } }\ncomponents: { schemas: { zoo.cat: { properties: { id: { type: string } } } } }\n";
    let (tree, report) = run(SETTINGS, document);
    assert!(
        tree.is_some() && report.contains("warning[W0506]"),
        "{report}"
    );
}
