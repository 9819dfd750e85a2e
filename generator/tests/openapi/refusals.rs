//! What cannot be read: each refusal has a code, the JSON pointer of its place, and a hint.

use super::tree;

const SETTINGS: &str = r#"
[crate]
name = "refused"
[[api]]
module = "v1_0"
service = "v1"
metadata = "api.yaml"
roots = ["*"]
"#;

/// Code, pointer, what stands below `openapi: 3.0.4`.
const REFUSALS: &[(&str, &str, &str)] = &[
    ("E0504", "", "paths: {}\npaths: {}"),
    (
        "E0505",
        "#/components/schemas/a.b/properties/c/$ref",
        "components: { schemas: { a.b: { properties: { c: { $ref: 'https://x.example/y.yaml' } } } } }",
    ),
    (
        "E0506",
        "#/components/schemas/a.b/properties/c/$ref",
        "components: { schemas: { a.b: { properties: { c: { $ref: '#/components/schemas/none' } } } } }",
    ),
    (
        "E0506",
        "#/components/schemas/a.b/properties/c/$ref",
        "components: { schemas: { a.b: { properties: { c: { $ref: '#/paths/~1x' } } } } }",
    ),
    (
        "E0506",
        "#/components/schemas/a.b/allOf/0/$ref",
        "components: { schemas: { a.b: { allOf: [{ $ref: '#/components/schemas/none' }] } } }",
    ),
    (
        "E0507",
        "#/components/schemas/c",
        "components: { schemas: { a.b: { properties: { d: { $ref: '#/components/schemas/c' } } }, c: { $ref: '#/components/schemas/c' } } }",
    ),
    (
        "E0508",
        "#/components/schemas/a.b/allOf/1/$ref",
        "components: { schemas: { a.b: { allOf: [{ $ref: '#/components/schemas/a.c' }, { $ref: '#/components/schemas/a.d' }] }, a.c: { type: object }, a.d: { type: object } } }",
    ),
    (
        "E0509",
        "#/components/schemas/a.b/properties/c/oneOf",
        "components: { schemas: { a.b: { properties: { c: { oneOf: [{ type: string }, { type: boolean }] } } } } }",
    ),
    (
        "E0509",
        "#/components/schemas/a.b/properties/c/anyOf",
        "components: { schemas: { a.b: { properties: { c: { anyOf: [{ $ref: '#/components/schemas/a.b' }, { $ref: '#/components/schemas/a.d' }] } } }, a.d: { type: object } } }",
    ),
    (
        "E0510",
        "#/components/schemas/a.b/properties/c/prefixItems",
        "components: { schemas: { a.b: { properties: { c: { type: array, prefixItems: [{ type: string }] } } } } }",
    ),
    (
        "E0510",
        "#/components/schemas/a.b/properties/c/items",
        "components: { schemas: { a.b: { properties: { c: { type: array, items: [{ type: string }] } } } } }",
    ),
    (
        "E0511",
        "#/components/schemas/a.b/enum/1",
        "components: { schemas: { a.b: { enum: [x, 2] } } }",
    ),
    (
        "E0511",
        "#/components/schemas/a.b/properties/c/enum/0",
        "components: { schemas: { a.b: { properties: { c: { enum: [true, x] } } } } }",
    ),
    (
        "E0514",
        "#/components/schemas/b",
        "paths: { /x: { get: { parameters: [{ name: $top, in: query }] } } }\ncomponents: { schemas: { b: { type: object } } }",
    ),
];

#[test]
fn refusals_have_a_code_a_pointer_and_a_hint() {
    for (code, pointer, document) in REFUSALS {
        let report = tree(SETTINGS, &format!("openapi: 3.0.4\n{document}\n")).unwrap_err();
        assert!(
            report.contains(&format!("error[{code}]")),
            "{document}: {report}"
        );
        assert!(
            report.contains(&format!("`{pointer}`")) || pointer.is_empty(),
            "{document}: {report}"
        );
        let has_hint = report.contains("= help: ") || *code == "E0504";
        assert!(has_hint, "{document}: {report}");
    }
}

#[test]
fn other_versions_are_refused() {
    for version in [
        "swagger: '2.0'",
        "openapi: 3.2.0",
        "openapi: 4.0.0",
        "openapi: 2.0",
        "openapi: {}",
        "{\"openapi\": \"3.2.0\"}",
        "{\"swagger\": \"2.0\"}",
    ] {
        let report = tree(SETTINGS, version).unwrap_err();
        assert!(
            report.contains("error[E0501]") && report.contains("help: "),
            "{version}: {report}"
        );
    }
}

#[test]
fn names_that_are_the_same_are_refused() {
    let settings = format!("{SETTINGS}[api.openapi]\nnamespace = \"a\"\n");
    let document =
        "openapi: 3.1.0\ncomponents: { schemas: { b: { type: object }, a.b: { type: object } } }";
    let report = tree(&settings, document).unwrap_err();
    assert!(
        report.contains("error[E0513]") && report.contains("`#/components/schemas/a.b`"),
        "{report}"
    );
}

#[test]
fn what_is_no_yaml_or_json_is_refused() {
    for (code, text) in [
        ("E0502", "openapi: 3.0.4\npaths: ["),
        ("E0502", "openapi: 3.0.4\n---\nopenapi: 3.0.4"),
        ("E0502", "openapi: 3.0.4\n? [a]\n: b"),
        ("E0502", "{\"openapi\": \"3.0.4\", \"paths\": {"),
        ("E0502", "{\"openapi\": \"3.0.4\"} x"),
        ("E0503", "openapi: 3.0.4\nx-a: &a [1]\nx-b: *a"),
        ("E0503", "openapi: 3.0.4\nx-a: !!str 1"),
        ("E0503", "openapi: 3.0.4\npaths: { <<: {} }"),
    ] {
        let report = tree(SETTINGS, text).unwrap_err();
        assert!(
            report.contains(&format!("error[{code}]")),
            "{text}: {report}"
        );
    }
}

#[test]
fn bombs_end_in_a_diagnostic() {
    let deep_json = format!(
        "{{\"openapi\": \"3.0.4\", \"x-a\": {}{}}}",
        "[".repeat(110),
        "]".repeat(110)
    );
    let deeper_json = format!("{{\"openapi\": \"3.0.4\", \"x-a\": {}", "[".repeat(100_000));
    let deep_yaml = format!(
        "openapi: 3.0.4\nx-a: {}{}",
        "[".repeat(110),
        "]".repeat(110)
    );
    let deeper_yaml = format!("openapi: 3.0.4\nx-a: {}", "[".repeat(100_000));
    let indented: String = (0..110)
        .flat_map(|n| [" ".repeat(n), "a:\n".to_owned()])
        .collect();
    let laughs = (0..20).fold("openapi: 3.0.4\nx-0: &x0 [a]\n".to_owned(), |text, n| {
        text + &format!("x-{}: &x{} [*x{n}, *x{n}, *x{n}]\n", n + 1, n + 1)
    });
    let wide = format!("openapi: 3.0.4\nx-a: [{}]", "0,".repeat(100_001));
    let long = format!("openapi: 3.0.4\nx-a: {}", "a".repeat((1 << 20) + 1));
    // Each schema is two of the next: a million million of the last.
    let unions: String = (0..40)
        .flat_map(|n| {
            let next = format!("{{ $ref: '#/components/schemas/s{}' }}", n + 1);
            [format!("    s{n}: {{ anyOf: [{next}, {next}] }}\n")]
        })
        .collect();
    let unions = format!(
        "openapi: 3.0.4\ncomponents:\n  schemas:\n    a.b: {{ properties: {{ c: {{ $ref: '#/components/schemas/s0' }} }} }}\n{unions}    s40: {{ type: string }}\n"
    );
    for (code, text) in [
        ("E0507", &unions),
        ("E0108", &deep_json),
        ("E0108", &deeper_json),
        ("E0108", &deep_yaml),
        ("E0502", &deeper_yaml),
        ("E0108", &format!("openapi: 3.0.4\n{indented}")),
        ("E0503", &laughs),
        ("E0108", &wide),
        ("E0108", &long),
        (
            "E0102",
            &format!("openapi: 3.0.4\n#{}", " ".repeat(64 << 20)),
        ),
    ] {
        let report = tree(SETTINGS, text).unwrap_err();
        let start: String = report.chars().take(200).collect();
        assert!(start.contains(&format!("error[{code}]")), "{start}");
    }
}
