//! CPU time and memory for a slice of a large OpenAPI document, against what the libraries beneath cost to read it.
//!
//! `cargo bench -p msgraph-generator --bench openapi`

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)] // a program for the terminal

#[path = "shared/stopwatch.rs"]
mod stopwatch;

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use granit_parser::{Event, Parser};
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::{canonical, projected};
use peak_alloc::PeakAlloc;
use stopwatch::{shortest, time};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const SIZE: usize = 30 << 20;
const ROUNDS: usize = 3;

fn main() {
    let yaml = document(SIZE);
    let json = to_json(&yaml);
    println!("A slice of a made-up document in the manner of Graph's:\n");
    println!("| | bytes | CPU time | reader alone | memory |");
    println!("|---|---:|---:|---:|---:|");
    let config = config(SLICE);
    let [yaml_source, json_source] =
        [&yaml, &json].map(|text| Source::new("openapi", text.clone()));
    let yaml_slice = || slice(&config, &yaml_source);
    let json_slice = || slice(&config, &json_source);
    let [bare, all] = shortest(
        ROUNDS,
        [&mut || time(|| scan(&yaml)), &mut || time(yaml_slice)],
    );
    row(
        "granit-parser, every event",
        &yaml,
        bare,
        bare,
        peak(|| scan(&yaml)),
    );
    row("**slice of YAML**", &yaml, all, bare, peak(yaml_slice));
    let [bare, all] = shortest(
        ROUNDS,
        [&mut || time(|| value(&json)), &mut || time(json_slice)],
    );
    row(
        "serde_json, a `Value`",
        &json,
        bare,
        bare,
        peak(|| value(&json)),
    );
    row("**slice of JSON**", &json, all, bare, peak(json_slice));
    real();
}

/// Published documents beside the repository, everything that they list.
const REAL: [&str; 2] = [
    "ps2022/Sites.yml",
    "converter/TripService.OpenApi.V3.1.json",
];

fn real() {
    println!("\nAll of a published document:\n");
    println!("| | bytes | CPU time | reader alone | memory |");
    println!("|---|---:|---:|---:|---:|");
    let config = config("*");
    for name in REAL {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/openapi/real");
        let Ok(text) = std::fs::read_to_string(format!("{path}/{name}")) else {
            println!("skipped: ../shared/openapi/real/{name} is not there");
            continue;
        };
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let source = Source::new(name, text.clone());
        let read = if text.starts_with('{') { value } else { scan };
        let crate_of = || whole(&config, &source);
        let [bare, all] = shortest(
            ROUNDS,
            [&mut || time(|| read(&text)), &mut || time(crate_of)],
        );
        row(
            &format!("{name}, read"),
            &text,
            bare,
            bare,
            peak(|| read(&text)),
        );
        row(
            &format!("**{name}, a crate**"),
            &text,
            all,
            bare,
            peak(crate_of),
        );
    }
}

/// The crate of all that a document lists.
fn whole(config: &Config, source: &Source) {
    let generation = msgraph_generator::generate(
        config,
        std::slice::from_ref(source),
        &msgraph_generator::Surroundings::default(),
    );
    assert!(!generation.diagnostics.has_errors());
    black_box(generation);
}

/// Bytes in use at the peak of some work, above those in use before it.
fn peak(work: impl Fn()) -> usize {
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    work();
    ALLOCATOR.peak_usage() - before
}

fn row(what: &str, text: &str, time: Duration, bare: Duration, peak: usize) {
    println!(
        "| {what} | {} | {:.0} ms | {:.2} | {:.1} MB |",
        text.len(),
        time.as_secs_f64() * 1e3,
        time.as_secs_f64() / bare.as_secs_f64(),
        f64::from(u32::try_from(peak).unwrap()) / 1e6,
    );
}

/// Every event of a YAML text, and nothing done with it.
fn scan(text: &str) {
    let mut events = 0;
    for event in Parser::new_from_str(text) {
        events += usize::from(!matches!(event.unwrap().0, Event::StreamEnd));
    }
    black_box(events);
}

fn value(text: &str) {
    black_box(serde_json::from_str::<serde_json::Value>(text).unwrap());
}

fn slice(config: &Config, source: &Source) {
    let mut diagnostics = Diagnostics::new();
    let api = config.apis.first().unwrap();
    let csdl = projected(api, source, &mut diagnostics, canonical::write).unwrap();
    assert!(!diagnostics.has_errors() && csdl.contains("part7"));
    black_box(csdl);
}

/// One request of the document.
const SLICE: &str = "GET /things7/{id}/children";

fn config(root: &str) -> Config {
    let settings = format!(
        "[crate]\nname = \"slice\"\n[[api]]\nmodule = \"v1_0\"\nservice = \"v1.0\"\nmetadata = \"openapi\"\nroots = [\"{root}\"]\n"
    );
    Config::parse(&settings).unwrap()
}

/// A document of that many bytes: entities with properties and navigation, complex types, enumerations, and the paths to
/// all that, in the spelling of Microsoft's converter.
fn document(size: usize) -> String {
    let mut paths = String::new();
    let mut schemas = String::new();
    for n in 0.. {
        if paths.len() + schemas.len() >= size {
            break;
        }
        thing_paths(n, &mut paths);
        thing_schemas(n, &mut schemas);
    }
    format!(
        "openapi: 3.0.4\ninfo:\n  title: Made up\n  version: v1.0\npaths:\n{paths}components:\n  schemas:\n{schemas}{ENTITY}"
    )
}

const ENTITY: &str = "    made.up.entity:
      title: entity
      type: object
      properties:
        id:
          type: string
          description: The unique identifier for an entity. Read-only.
";

fn thing_paths(n: usize, paths: &mut String) {
    for (path, many) in [
        ("", true),
        ("/{thing-id}", false),
        ("/{thing-id}/children", true),
        ("/{thing-id}/children/{thing-id1}", false),
        ("/{thing-id}/owner", false),
    ] {
        let reference = format!("$ref: '#/components/schemas/made.up.thing{n}'");
        let schema = if many {
            format!(
                "type: object\n                properties:\n                  value:\n                    type: array\n                    items:\n                      {reference}\n                  '@odata.nextLink':\n                    type: string"
            )
        } else {
            reference.clone()
        };
        write!(paths, "  '/things{n}{path}':
    description: Provides operations to manage the collection of thing entities.
    get:
      tags:
        - things{n}.thing
      summary: Get things from things{n}
      description: Retrieve the properties and relationships of a thing object, as far as they are there.
      externalDocs:
        description: Find more info here
        url: https://docs.example/graph/api/thing{n}-get
      operationId: things{n}.Get
      parameters:
        - name: $select
          in: query
          description: Select properties to be returned
          style: form
          explode: false
          schema:
            uniqueItems: true
            type: array
            items:
              type: string
      responses:
        2XX:
          description: Retrieved navigation property
          content:
            application/json:
              schema:
                {schema}
      x-ms-docs-operation-type: operation
    parameters:
      - name: thing-id
        in: path
        description: The unique identifier of thing
        required: true
        schema:
          type: string
        x-ms-docs-key-type: thing{n}
").unwrap();
    }
}

fn thing_schemas(n: usize, schemas: &mut String) {
    write!(
        schemas,
        "    made.up.thing{n}:
      allOf:
        - $ref: '#/components/schemas/made.up.entity'
        - title: thing{n}
          required:
            - '@odata.type'
          type: object
          properties:
"
    )
    .unwrap();
    for member in 0..12 {
        write!(schemas, "            member{member}:
              type: string
              description: What the member {member} of a thing is about, in a sentence of some length.
              nullable: true
").unwrap();
    }
    links_of_thing(n, schemas);
}

/// The members of a thing that lead to others, and what is a part of it.
fn links_of_thing(n: usize, schemas: &mut String) {
    write!(schemas, "            part:
              anyOf:
                - $ref: '#/components/schemas/made.up.part{n}'
                - type: object
                  nullable: true
            createdDateTime:
              pattern: '^[0-9]{{4,}}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{{1,12}})?(Z|[+-][0-9][0-9]:[0-9][0-9])$'
              type: string
              format: date-time
              nullable: true
            children:
              type: array
              items:
                $ref: '#/components/schemas/made.up.thing{n}'
              x-ms-navigationProperty: true
            owner:
              anyOf:
                - $ref: '#/components/schemas/made.up.thing{}'
                - type: object
                  nullable: true
              x-ms-navigationProperty: true
            '@odata.type':
              type: string
    made.up.part{n}:
      title: part{n}
      type: object
      properties:
        kind:
          anyOf:
            - $ref: '#/components/schemas/made.up.kind{n}'
            - type: object
              nullable: true
        count:
          maximum: 2147483647
          minimum: -2147483648
          type: number
          format: int32
    made.up.kind{n}:
      title: kind{n}
      enum:
        - none
        - some
        - unknownFutureValue
      type: string
", n / 2).unwrap();
}

/// The same in JSON.
fn to_json(yaml: &str) -> String {
    let mut json = String::with_capacity(yaml.len());
    // Whether a key comes next, for each object that is open; `None` in lists.
    let mut open: Vec<(Option<bool>, bool)> = Vec::new();
    for event in Parser::new_from_str(yaml) {
        let event = event.unwrap().0;
        let is_end = matches!(event, Event::MappingEnd | Event::SequenceEnd);
        let is_value = matches!(
            event,
            Event::Scalar(..) | Event::MappingStart(..) | Event::SequenceStart(..)
        );
        if is_end {
            open.pop();
        }
        if is_value && let Some((key, is_first)) = open.last_mut() {
            match key {
                Some(false) => json.push_str(": "),
                _ if !*is_first => json.push_str(", "),
                _ => *is_first = false,
            }
            if let Some(key) = key {
                *key = !*key;
            }
        }
        match event {
            Event::Scalar(text, granit_parser::ScalarStyle::Plain, ..) if text == "true" => {
                json.push_str("true");
            }
            Event::Scalar(text, ..) => json.push_str(&serde_json::Value::from(&*text).to_string()),
            Event::MappingStart(..) => {
                json.push('{');
                open.push((Some(true), true));
            }
            Event::SequenceStart(..) => {
                json.push('[');
                open.push((None, true));
            }
            Event::MappingEnd => json.push('}'),
            Event::SequenceEnd => json.push(']'),
            _ => {}
        }
    }
    json
}
