//! The ways to write the same, and what is made of what CSDL has no word for.

use msgraph_generator::Surroundings;
use msgraph_generator::config::{Config, OpenApi};
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::openapi::{self, Fact};

use super::run;

/// Settings with `*`, and what is said besides.
fn settings(more: &str) -> String {
    format!(
        "[crate]\nname = \"zoo\"\n[[api]]\nmodule = \"v1\"\nservice = \"v1\"\nmetadata = \"api.yaml\"\nroots = [\"*\"]\n{more}"
    )
}

/// The lines of `api.txt`, and the report.
fn surface(more: &str, document: &str) -> (String, String) {
    let (tree, report) = run(&settings(more), document);
    let tree = tree.unwrap_or_else(|| panic!("{report}"));
    let (_, file) = tree.files().find(|(path, _)| *path == "api.txt").unwrap();
    (file.text.clone(), report)
}

/// The report of what is refused.
fn refusal(more: &str, document: &str) -> String {
    let (tree, report) = run(&settings(more), document);
    assert!(tree.is_none(), "{report}");
    report
}

/// Schemas, as JSON in YAML.
fn schemas(schemas: &str) -> String {
    format!("openapi: 3.0.4\ncomponents: {{ schemas: {{ {schemas} }} }}\n")
}

/// Paths that answer collections, and schemas.
fn service(paths: &str, schemas: &str) -> String {
    let page = "{ get: { responses: { '200': { content: { application/json: { schema: { properties: { value: { type: array, items: { $ref: '#/components/schemas/zoo.cat' } } } } } } } } } }";
    format!(
        "openapi: 3.0.4\npaths:\n  /cats: {page}\n{paths}\ncomponents: {{ schemas: {{ zoo.cat: {{ properties: {{ id: {{ type: string }} }} }}, {schemas} }} }}\n"
    )
}

#[test]
fn flow_style_is_yaml_whatever_its_keys_look_like() {
    let block = schemas("zoo.cat: { properties: { name: { type: string } } }");
    let plain = "{ openapi: 3.0.4, components: { schemas: { zoo.cat: { properties: { name: { type: string } } } } } }";
    let quoted = "{ \"openapi\": 3.0.4, \"components\": { schemas: { zoo.cat: { properties: { name: { type: string } } } } } }";
    let json = "{ \"openapi\": \"3.0.4\", \"components\": { \"schemas\": { \"zoo.cat\": { \"properties\": { \"name\": { \"type\": \"string\" } } } } } }";
    let expected = surface("", &block).0;
    for document in [plain, quoted, json] {
        assert_eq!(surface("", document).0, expected, "{document}");
    }
}

#[test]
fn empty_schemas_take_anything() {
    let document = schemas(
        "zoo.cat: { properties: { a: {}, b: { type: array, items: {} }, c: { $ref: '#/components/schemas/any' }, d: { anyOf: [{}, { type: string }] } } }, any: {}",
    );
    let (surface, _) = surface("", &document);
    for field in [
        "a: Option<Json>",
        "b: Vec<Json>",
        "c: Option<Json>",
        "d: Option<Json>",
    ] {
        assert!(
            surface.contains(&format!("Cat::{field}")),
            "{field}: {surface}"
        );
    }
}

#[test]
fn built_in_schemas_are_types_of_the_language() {
    let document = schemas(
        "zoo.cat: { properties: { place: { $ref: '#/components/schemas/Edm.GeographyPoint' }, area: { $ref: '#/components/schemas/Edm.Geometry' }, \
         weight: { oneOf: [{ type: number, format: float }, { type: string }, { $ref: '#/components/schemas/ReferenceNumeric' }] } } }, \
         ReferenceNumeric: { type: string, enum: ['-INF', INF, NaN] }, Edm.GeographyPoint: { $ref: '#/components/schemas/Edm.Geometry' }, \
         Edm.Geometry: { oneOf: [{ type: object }, { type: string }] }",
    );
    let (surface, report) = surface("", &document);
    assert_eq!(report, "");
    assert!(surface.contains("Cat::weight: Option<f32>"), "{surface}");
    assert!(
        !surface.contains("ReferenceNumeric") && !surface.contains("Edm"),
        "{surface}"
    );
}

#[test]
fn unions_are_their_common_base() {
    let types = "zoo.base: { properties: { id: { type: string } } }, \
         zoo.d: { allOf: [{ $ref: '#/components/schemas/zoo.base' }, { properties: { x: { type: string } } }] }, \
         zoo.e: { allOf: [{ $ref: '#/components/schemas/zoo.base' }, { properties: { y: { type: string } } }] }, \
         zoo.other: { properties: { z: { type: string } } }, zoo.state: { type: string, enum: [on, off] }";
    let union = |branches: &str| {
        let holder =
            format!("zoo.holder: {{ properties: {{ b: {{ oneOf: [{branches}] }} }} }}, {types}");
        schemas(&holder)
    };
    let to = |name: &str| format!("{{ $ref: '#/components/schemas/zoo.{name}' }}");
    for (branches, ty) in [
        (
            format!("{}, {}", to("d"), to("e")),
            "Option<Box<models::Base>>",
        ),
        (
            format!("{}, {}", to("e"), to("base")),
            "Option<Box<models::Base>>",
        ),
        (
            format!("{}, {}", to("d"), to("d")),
            "Option<Box<models::D>>",
        ),
        (
            format!("{}, {{ type: string }}", to("state")),
            "Option<models::State>",
        ),
    ] {
        let (surface, _) = surface("", &union(&branches));
        assert!(
            surface.contains(&format!("Holder::b: {ty}")),
            "{branches}: {surface}"
        );
    }
    let others = format!("{}, {}", to("d"), to("other"));
    assert!(refusal("", &union(&others)).contains("error[E0509]"));
    // What the hint says can be done.
    for ty in ["Edm.Untyped", "zoo.base"] {
        let patch = format!(
            "[[api.patch]]\ntarget = \"zoo.holder/b\"\ntype = \"{ty}\"\nwhy = \"it is one of two\"\n"
        );
        let (_, report) = surface(&patch, &union(&others));
        assert_eq!(report, "");
    }
}

#[test]
fn enumerations_within_others_are_called_after_their_place() {
    let document = schemas(
        "zoo.order: { properties: { state: { type: string, enum: [open, closed] }, tags: { type: array, items: { type: string, enum: [a, b] } }, \
         level: { title: priority, type: string, enum: [low, high] }, size: { type: integer, enum: [1, 2] }, ratio: { enum: [0.5, 1] }, \
         sure: { enum: [true] } } }, zoo.list: { properties: { level: { title: priority, type: string, enum: [low, high] } } }, \
         zoo.width: { type: integer, format: int32, enum: [1, 2] }, zoo.crate: { properties: { width: { $ref: '#/components/schemas/zoo.width' } } }",
    );
    let (surface, report) = surface("", &document);
    assert_eq!(report, "");
    for line in [
        "Order::state: Option<models::OrderState>",
        "Order::tags: Vec<models::OrderTags>",
        "Order::level: Option<models::Priority>",
        "List::level: Option<models::Priority>",
        "Order::size: Option<i64>",
        "Order::ratio: Option<f64>",
        "Order::sure: Option<bool>",
        "Crate::width: Option<i32>",
    ] {
        assert!(surface.contains(line), "{line}: {surface}");
    }
}

#[test]
fn other_discriminators_are_told() {
    let base = |name: &str| {
        schemas(&format!(
            "zoo.base: {{ properties: {{ kind: {{ type: string }} }}, discriminator: {{ propertyName: '{name}', mapping: {{ d: '#/components/schemas/zoo.d' }} }} }}, \
             zoo.d: {{ allOf: [{{ $ref: '#/components/schemas/zoo.base' }}, {{ properties: {{ x: {{ type: string }} }} }}] }}"
        ))
    };
    assert!(surface("", &base("kind")).1.contains("warning[W0505]"));
    assert_eq!(surface("", &base("@odata.type")).1, "");
}

/// Entity types are told by paths and marks; that a segment is called like a complex type says nothing.
#[test]
fn a_name_does_not_change_the_kind_of_a_type() {
    let types = "zoo.identitySet: { properties: { user: { $ref: '#/components/schemas/zoo.identity' } } }, \
         zoo.identity: { properties: { id: { type: string, nullable: true }, displayName: { type: string } } }";
    let page = "{ get: { responses: { '200': { content: { application/json: { schema: { properties: { value: { type: array, items: { $ref: '#/components/schemas/zoo.cat' } } } } } } } } } }";
    for path in [
        "/identity/things",
        "/cats/{cat-id}/identity/things",
        "/identity/{identity-id}/things",
    ] {
        let document = service(&format!("  {path}: {page}"), types);
        let (surface, report) = surface("", &document);
        assert!(
            surface.contains("IdentitySet::user: Option<Box<models::Identity>>"),
            "{path}: {surface}"
        );
        assert!(
            surface.contains("IdentityEntityRequestBuilder"),
            "{path}: {surface}"
        );
        assert!(
            report.contains("warning[W0504]") && report.contains("`zoo.identityEntity` is made up"),
            "{report}"
        );
    }
    // The name that the hint asks for.
    let document = service(&format!("  /identity/things: {page}"), types);
    let patch = "[[api.patch]]\ntarget = \"zoo.identityEntity\"\nname = \"identityContainer\"\nwhy = \"so it is called\"\n";
    assert!(
        surface(patch, &document)
            .0
            .contains("IdentityContainerRequestBuilder")
    );
}

#[test]
fn segments_may_have_dots() {
    let words = "{ get: { responses: { '200': { content: { application/json: { schema: { properties: { value: { type: array, items: { type: string } } } } } } } } } }";
    let document = service(&format!("  /extensions/org.zoo/tags: {words}"), "");
    let settings = settings("").replace("\"*\"", "\"GET /extensions/org.zoo/tags\"");
    let (tree, report) = run(&settings, &document);
    assert!(tree.is_some(), "{report}");
}

#[test]
fn the_namespace_does_not_depend_on_how_many_schemas_there_are() {
    let namespace = |names: &[&str], title: &str| {
        let schemas: Vec<_> = names
            .iter()
            .map(|name| format!("{name}: {{ properties: {{ a: {{ type: string }} }} }}"))
            .collect();
        let document = format!(
            "openapi: 3.0.4\ninfo: {{ title: {title} }}\npaths: {{ /x: {{ post: {{ responses: {{ '204': {{ description: done }} }} }} }} }}\ncomponents: {{ schemas: {{ {} }} }}\n",
            schemas.join(", ")
        );
        let mut diagnostics = Diagnostics::new();
        let reading = openapi::parse(&document, 0, &OpenApi::default(), &[], &mut diagnostics);
        reading.and_then(|reading| {
            let schemas = reading.document.schemas.into_iter();
            let mut found = schemas.filter(|schema| !schema.containers.is_empty());
            found.next().map(|schema| schema.namespace.to_string())
        })
    };
    assert_eq!(
        namespace(&["a.b.x", "a.b.c.y", "a.b.c.z"], "t").as_deref(),
        Some("a.b")
    );
    assert_eq!(
        namespace(&["a.b.x", "a.b.w", "a.b.c.y"], "t").as_deref(),
        Some("a.b")
    );
    assert_eq!(
        namespace(&["a.b.c.y"], "OData Service for namespace a.b").as_deref(),
        Some("a.b")
    );
    assert_eq!(
        namespace(&["a.b.c.y"], "OData Service for namespace a.b - Subset").as_deref(),
        Some("a.b")
    );
    assert_eq!(namespace(&["a.x", "b.y"], "t"), None);
    assert_eq!(namespace(&["a.x", "y"], "t"), None);
}

#[test]
fn mixed_names_are_an_error_that_says_what_to_write() {
    let errors = "odata.error: { properties: { error: { $ref: '#/components/schemas/odata.error.main' } } }, odata.error.main: { properties: { code: { type: string } } }";
    let document = |names: &str| {
        format!(
            "openapi: 3.0.1\npaths:\n  /cats:\n    get:\n      responses:\n        '200': {{ content: {{ application/json: {{ schema: {{ properties: {{ value: {{ type: array, items: {{ $ref: '#/components/schemas/cat' }} }} }} }} }} }} }}\n        default: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/odata.error' }} }} }} }}\ncomponents: {{ schemas: {{ cat: {{ properties: {{ id: {{ type: string }} }} }}, {names} {errors} }} }}\n"
        )
    };
    // Models of errors do not count.
    let report = refusal("", &document(""));
    assert!(
        report.contains("error[E0514]") && report.contains("no namespace"),
        "{report}"
    );
    let report = refusal(
        "",
        &document("zoo.dog: { properties: { id: { type: string } } }, "),
    );
    assert!(report.contains("`namespace = \"zoo\"`"), "{report}");
    let said = "[api.openapi]\nnamespace = \"zoo\"\n";
    let (surface, report) = surface(
        said,
        &document("zoo.dog: { properties: { id: { type: string } } }, "),
    );
    assert!(
        surface.contains("models::Cat") && surface.contains("models::Dog"),
        "{surface}"
    );
    assert_eq!(report, "");
}

#[test]
fn prefixes_of_paths_are_found() {
    let cats = service("", "");
    let expected = surface("", &cats).0;
    for prefix in ["/v1.0", "/api/v2", "/odata", "/beta"] {
        let document = cats.replace("  /cats:", &format!("  {prefix}/cats:"));
        assert_eq!(surface("", &document).0, expected, "{prefix}");
    }
    let other = "  /v2.0/cats: { get: { responses: { '204': { description: no } } } }";
    let two = cats.replace("  /cats:", "  /v1.0/cats:");
    let two = two.replace("\ncomponents", &format!("\n{other}\ncomponents"));
    let report = refusal("", &two);
    assert!(
        report.contains("error[E0520]") && report.contains("`path-prefix = \"/v1.0\"`"),
        "{report}"
    );
    let said = "[api.openapi]\npath-prefix = \"/v1.0\"\n";
    assert_eq!(surface(said, &two).0, expected);
}

/// What the document says that requests need.
#[test]
fn scopes_are_permissions() {
    let document = service("", "").replace(
        "openapi: 3.0.4",
        "openapi: 3.0.4\nsecurity: [{ user: [Cats.Read] }, { user: [Cats.ReadWrite] }, { app: [Cats.Read.All] }, { key: [] }]",
    );
    let document = document.replace(
        "components: {",
        "components: { securitySchemes: { user: { type: oauth2, flows: { authorizationCode: {} } }, app: { type: oauth2, flows: { clientCredentials: {} } }, key: { type: apiKey } }, ",
    );
    let config = Config::parse(&settings("")).unwrap();
    let source = Source::new("api.yaml", document);
    let mut diagnostics = Diagnostics::new();
    let found = msgraph_generator::requirements(
        &config.apis[0],
        &source,
        &Surroundings::default(),
        &mut diagnostics,
    )
    .unwrap();
    let need = &found.known[0].need;
    assert_eq!(found.known[0].request, "GET /cats");
    assert_eq!(
        (
            need.delegated.least.as_slice(),
            need.delegated.higher.as_slice()
        ),
        (
            &["Cats.Read".to_owned()][..],
            &["Cats.ReadWrite".to_owned()][..]
        )
    );
    assert_eq!(need.application.least, ["Cats.Read.All"]);
}

#[test]
fn losses_are_complete() {
    let document = service(
        "  /cats/{cat-id}/zoo.near(): { get: { parameters: [{ name: x, in: query }], responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/zoo.cat' } } } } } } }",
        "zoo.dog: { properties: { state: { type: string, enum: [a] }, digest: { type: string, format: base64url } } }, zoo.kind: { type: string, enum: [b] }",
    );
    let mut diagnostics = Diagnostics::new();
    let reading = openapi::parse(&document, 0, &OpenApi::default(), &[], &mut diagnostics).unwrap();
    let lost = |fact, target: &str| {
        let found = reading
            .losses
            .iter()
            .any(|loss| loss.fact == fact && loss.target == target);
        assert!(found, "{fact:?} {target}: {:?}", reading.losses);
    };
    lost(Fact::Flags, "zoo.kind");
    lost(Fact::Flags, "zoo.dogState");
    lost(Fact::Enumeration, "zoo.dog/state");
    lost(Fact::Composable, "zoo.near");
    lost(Fact::Binding, "zoo.near");
    lost(Fact::Deprecation, "zoo.cat");
    lost(Fact::Stream, "zoo.dog/digest");
    lost(Fact::Parameter, "`x` (query)");
}
