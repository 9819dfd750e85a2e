//! Memory that the generator has in use at its peak, besides the text that it reads.
//!
//! `cargo bench -p msgraph-generator --bench memory`

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)] // a program for the terminal

mod shared;

use peak_alloc::PeakAlloc;
use shared::{Graph, SIZES, everything, read, source, synthetic, table, whole};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

fn main() {
    println!("Memory in use at the peak:\n");
    let mut rows = Vec::new();
    if let Some(graph) = Graph::load() {
        let roots = graph.roots();
        rows.push(row(
            "Graph v1.0, the slice of this repository",
            3_822,
            &graph.text,
            &roots,
        ));
        rows.push(row("Graph v1.0, everything", 3_822, &graph.text, &["*"]));
    }
    for size in SIZES {
        rows.push(row(
            &format!("{size} types"),
            size,
            &synthetic(size),
            &["*"],
        ));
    }
    table(
        &[
            "",
            "parse, resolve, slice",
            "for each type",
            "generate",
            "for each type",
        ],
        &rows,
    );
}

/// Bytes in use at the peak of some work, above those in use before it.
fn peak<T>(work: impl FnOnce() -> T) -> usize {
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    drop(work());
    ALLOCATOR.peak_usage() - before
}

fn row(what: &str, types: usize, text: &str, roots: &[&str]) -> Vec<String> {
    let megabytes = |bytes: usize| format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10);
    let per_type = |bytes: usize| format!("{} B", bytes / types);
    let reading = peak(|| read(text, roots, |_, slice| slice.nodes().count()));
    let mut row = vec![what.to_owned(), megabytes(reading), per_type(reading)];
    if roots == ["*"] {
        let config = everything();
        let source = source(text);
        let all = peak(|| whole(&config, &source));
        row.extend([megabytes(all), per_type(all)]);
    } else {
        row.extend([String::new(), String::new()]);
    }
    row
}
