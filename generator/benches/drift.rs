//! CPU time of comparing two schemas, the report as Markdown included, against that of reading both.
//!
//! `cargo bench -p msgraph-generator --bench drift`

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)] // a program for the terminal

#[path = "shared/stopwatch.rs"]
mod stopwatch;

use std::fs;
use std::path::Path;
use std::time::Duration;

use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::drift::report::{Comparison, MARKDOWN_LIMIT, markdown};
use msgraph_generator::drift::{Options, Scope};
use msgraph_generator::{compared, csdl, schema};
use stopwatch::{shortest, time};

const ROUNDS: usize = 9;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let settings = fs::read_to_string(root.join("schemas/slices.toml")).unwrap();
    let config = Config::parse(&settings).unwrap();
    let graph = root.join("../shared/graph");
    let pairs = [
        (
            "12-announced-mass-removal",
            "history/12-announced-mass-removal/old.csdl",
            "history/12-announced-mass-removal/new.csdl",
        ),
        (
            "Graph v1.0, three months later",
            "history/12-announced-mass-removal/new.csdl",
            "v1.0.csdl",
        ),
        ("another cloud", "v1.0.csdl", "v1.0-fairfax.csdl"),
    ];
    println!(
        "| | both | reading both | drift of the slice | | of all | |\n|---|---|---|---|---|---|---|"
    );
    for (what, old, new) in pairs {
        let (Some(old), Some(new)) = (load(&graph.join(old)), load(&graph.join(new))) else {
            return println!("skipped: {} is not there", graph.display());
        };
        row(what, &old, &new, &config);
    }
}

fn load(path: &Path) -> Option<Source> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).ok()?;
    Some(Source::new(name, text))
}

fn row(what: &str, old: &Source, new: &Source, config: &Config) {
    let api = config.apis.first().unwrap();
    let [reading, slice, all] = shortest(
        ROUNDS,
        [
            &mut || time(|| (read(old), read(new))),
            &mut || time(|| drift(old, new, Scope::Slice(api))),
            &mut || time(|| drift(old, new, Scope::All)),
        ],
    );
    let times = |time: Duration| time.as_secs_f64() / reading.as_secs_f64();
    let megabytes = (old.text.len() + new.text.len()) / 100_000;
    println!(
        "| {what} | {}.{} MB | {:.0} ms | {:.0} ms | {:.2} | {:.0} ms | {:.2} |",
        megabytes / 10,
        megabytes % 10,
        reading.as_secs_f64() * 1e3,
        slice.as_secs_f64() * 1e3,
        times(slice),
        all.as_secs_f64() * 1e3,
        times(all),
    );
}

fn read(source: &Source) -> usize {
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(&source.text, 0, &mut diagnostics).unwrap();
    schema::resolve(&document, &mut diagnostics)
        .unwrap()
        .types
        .len()
}

fn drift(old: &Source, new: &Source, scope: Scope<'_>) -> String {
    let options = Options {
        scope,
        ..Options::default()
    };
    let report = compared(old, new, &options, &mut Diagnostics::new()).unwrap();
    let title = String::new();
    markdown(
        &[Comparison {
            title,
            version: None,
            report,
        }],
        MARKDOWN_LIMIT,
    )
}
