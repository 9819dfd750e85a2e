//! How long it takes to read and write pages of 1,000 items, beside `serde_json`'s `Value` and beside
//! structs with serde's derive.
//!
//! `cargo bench -p msgraph-core --bench time`

#![allow(clippy::print_stdout, clippy::expect_used)] // a program that measures and prints

mod shared;

use std::time::Duration;

use cpu_time::ThreadTime;
use shared::contenders::{Meter, NAMES, rows};

/// The fastest run so far: what the machine can do when nothing disturbs it.
struct Fastest {
    started: ThreadTime,
    time: Duration,
}

impl Meter for Fastest {
    fn start(&mut self) {
        self.started = ThreadTime::now();
    }

    fn stop(&mut self) {
        self.time = self.time.min(self.started.elapsed());
    }
}

fn main() {
    let rounds = 60;
    println!(
        "| | {} |\n|---|{}",
        NAMES.join(" | "),
        "---:|".repeat(NAMES.len())
    );
    for row in rows() {
        let mut fastest = NAMES.map(|_| Fastest {
            started: ThreadTime::now(),
            time: Duration::MAX,
        });
        for _ in 0..rounds {
            for (run, fastest) in row.runs.iter().zip(&mut fastest) {
                // Twice, as the first run finds the heap and the caches as another contender left them.
                run(fastest);
                run(fastest);
            }
        }
        println!(
            "| {} | {} |",
            row.name,
            cells(&fastest.map(|meter| meter.time))
        );
    }
}

/// The first time, and how it compares with each of the others.
fn cells(times: &[Duration]) -> String {
    let Some((own, others)) = times.split_first() else {
        return String::new();
    };
    let ratios = others
        .iter()
        .map(|time| own.as_secs_f64() / time.as_secs_f64());
    let cells: Vec<_> = ratios.map(|ratio| format!("{ratio:.2}")).collect();
    format!("{:.2} ms | {}", own.as_secs_f64() * 1e3, cells.join(" | "))
}
