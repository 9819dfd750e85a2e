//! CPU time of the generator, against what the libraries beneath it cost on the same input.
//!
//! `cargo bench -p msgraph-generator --bench time`; behind `--`, `reading`, `writing` or `growth` for
//! one of the tables.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)] // a program for the terminal

mod shared;
#[path = "shared/stopwatch.rs"]
mod stopwatch;

use std::collections::BTreeMap;
use std::time::Duration;

use msgraph_generator::diagnostics::Diagnostics;
use msgraph_generator::output::Tree;
use msgraph_generator::{csdl, schema, slice};
use proc_macro2::TokenStream;
use quick_xml::events::Event;
use shared::{Graph, SIZES, everything, read, source, synthetic, table, whole};
use stopwatch::{shortest, time};

fn main() {
    // Cargo adds `--bench`.
    let wanted: Vec<_> = std::env::args()
        .skip(1)
        .filter(|arg| arg != "--bench")
        .collect();
    let is_wanted = |table: &str| wanted.is_empty() || wanted.iter().any(|name| name == table);
    if (is_wanted("reading") || is_wanted("writing"))
        && let Some(graph) = Graph::load()
    {
        if is_wanted("reading") {
            reading(&graph);
        }
        if is_wanted("writing") {
            writing(&graph);
        }
    }
    if is_wanted("growth") {
        growth();
    }
}

fn row(what: &str, time: Duration, bare: Duration) -> Vec<String> {
    vec![
        what.to_owned(),
        format!("{:.2} ms", time.as_secs_f64() * 1e3),
        format!("{:.2}", time.as_secs_f64() / bare.as_secs_f64()),
    ]
}

/// A bare scan: every event, and nothing done with it.
fn scan(text: &str) -> usize {
    let mut xml = quick_xml::Reader::from_str(text);
    let mut events = 0;
    while !matches!(xml.read_event().unwrap(), Event::Eof) {
        events += 1;
    }
    events
}

fn reading(graph: &Graph) {
    let text = &graph.text;
    let roots = graph.roots();
    let diagnostics = &mut Diagnostics::new();
    let document = csdl::parse(text, 0, diagnostics).unwrap();
    let model = schema::resolve(&document, diagnostics).unwrap();
    let no = Diagnostics::new;
    let [bare, parse, resolve, slice, all] = shortest(
        60,
        [
            &mut || time(|| scan(text)),
            &mut || time(|| drop(csdl::parse(text, 0, &mut no()).unwrap())),
            &mut || time(|| drop(schema::resolve(&document, &mut no()).unwrap())),
            &mut || time(|| slice::slice(&model, &roots).unwrap()),
            &mut || time(|| read(text, &roots, |_, slice| slice.nodes().count())),
        ],
    );
    println!(
        "Reading Graph v1.0, {} bytes, for the slice of this repository:\n",
        text.len()
    );
    table(
        &["", "CPU time", "bare scans"],
        &[
            row("quick-xml, every event", bare, bare),
            row("parse", parse, bare),
            row("resolve", resolve, bare),
            row("slice", slice, bare),
            row("**parse, resolve, slice**", all, bare),
        ],
    );
}

/// What parsing and printing the tokens of each file takes. Making the tokens is not counted.
fn format(tree: &Tree) -> Duration {
    let format = |text: &str| {
        let tokens: TokenStream = text.parse().unwrap();
        time(|| prettyplease::unparse(&syn::parse2(tokens).unwrap()))
    };
    let files = tree.files().filter(|(path, _)| path.starts_with("src/"));
    files.map(|(_, file)| format(&file.text)).sum()
}

fn writing(graph: &Graph) {
    let config = everything();
    let source = source(&graph.text);
    let tree = whole(&config, &source);
    let existing: BTreeMap<_, _> = tree
        .files()
        .map(|(path, file)| (path.to_owned(), file.text.clone().into_bytes()))
        .collect();
    let text = &graph.text;
    let [bare, all, check] = shortest(
        3,
        [
            &mut || time(|| scan(text)) + format(&tree),
            &mut || time(|| whole(&config, &source)),
            &mut || time(|| whole(&config, &source).compare(&existing)),
        ],
    );
    println!(
        "All of Graph v1.0, from bytes to {} files in memory:\n",
        tree.files().count()
    );
    table(
        &["", "CPU time", "bare"],
        &[
            row("quick-xml, and prettyplease on the same tokens", bare, bare),
            row("**generate**", all, bare),
            row("check: generate, compare with what is there", check, bare),
        ],
    );
}

fn growth() {
    let config = everything();
    let mut rows = Vec::new();
    for size in SIZES {
        let text = &synthetic(size);
        let source = source(text);
        let rounds = (3_000 / size).clamp(2, 20);
        let [bare, read_all, all] = shortest(
            rounds,
            [
                &mut || time(|| scan(text)),
                &mut || time(|| read(text, &["*"], |_, slice| slice.nodes().count())),
                &mut || time(|| whole(&config, &source)),
            ],
        );
        let count = u32::try_from(size).unwrap();
        let per_type = |time: Duration| format!("{:.2} µs", (time / count).as_secs_f64() * 1e6);
        rows.push(vec![
            size.to_string(),
            per_type(bare),
            per_type(read_all),
            per_type(all),
        ]);
    }
    println!("Schemas of growing size, CPU time for each type:\n");
    table(
        &["types", "quick-xml", "parse, resolve, slice", "generate"],
        &rows,
    );
}
