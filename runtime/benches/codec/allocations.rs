//! How often and how much is allocated to read and write pages of 1,000 items.
//!
//! `cargo bench -p msgraph-core --bench allocations`

#![allow(clippy::print_stdout, clippy::expect_used)] // a program that measures and prints

mod shared;

use std::alloc::System;

use shared::contenders::{Meter, NAMES, rows};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What is allocated between start and stop.
struct Allocated {
    region: Region<'static, System>,
    stats: Stats,
}

impl Meter for Allocated {
    fn start(&mut self) {
        self.region.reset();
    }

    fn stop(&mut self) {
        self.stats = self.region.change();
    }
}

fn main() {
    println!(
        "| | {} |\n|---|{}",
        NAMES.join(" | "),
        "---:|".repeat(NAMES.len())
    );
    for row in rows() {
        let cells = row.runs.map(|run| {
            let mut meter = Allocated {
                region: Region::new(ALLOCATOR),
                stats: Stats::default(),
            };
            run(&mut meter);
            cell(meter.stats)
        });
        println!("| {} | {} |", row.name, cells.join(" | "));
    }
}

/// How many blocks, grown ones counted again, and how much is held at the end.
fn cell(stats: Stats) -> String {
    let held = stats.bytes_allocated - stats.bytes_deallocated;
    format!(
        "{}, {} kB",
        stats.allocations + stats.reallocations,
        held / 1000
    )
}
