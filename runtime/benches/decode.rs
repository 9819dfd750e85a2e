//! How long it takes to read a page of 1,000 operations, beside `serde_json`'s `Value` and beside
//! structs with serde's derive that ignore what they do not know.
//!
//! `cargo bench -p msgraph-core`

#![allow(clippy::print_stdout, clippy::expect_used)] // a program that measures and prints

#[path = "../tests/common/models/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    missing_docs,
    unreachable_pub,
    clippy::result_large_err
)] // as if generated
mod models;

use std::hint::black_box;
use std::time::{Duration, Instant};

use models::{LongRunningOperation, RichLongRunningOperation};
use msgraph_core::{Model as _, Page};
use serde::Deserialize;

#[derive(Deserialize)]
#[allow(dead_code)] // only read into
struct DerivedPage {
    value: Vec<DerivedOperation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)] // only read into
struct DerivedOperation {
    id: Option<String>,
    created_date_time: Option<String>,
    last_action_date_time: Option<String>,
    resource_location: Option<String>,
    status: Option<Status>,
    status_detail: Option<String>,
    error: Option<Box<DerivedError>>,
    percentage_complete: Option<i32>,
    resource_id: Option<String>,
    r#type: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)] // only read into
struct DerivedError {
    code: Option<String>,
    message: Option<String>,
    target: Option<String>,
    #[serde(default)]
    details: Vec<DerivedError>,
    inner_error: Option<Box<DerivedError>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Status {
    NotStarted,
    Running,
    Succeeded,
    Failed,
    #[serde(other)]
    Other,
}

/// A page as the service writes it; every fourth operation has failed and says why.
fn page() -> String {
    let items: Vec<_> = (0..1000).map(|n| {
        let outcome = if n % 4 == 0 {
            r#""status":"failed","error":{"code":"conflict","message":"The item is locked by another user.","details":[{"code":"locked","message":"Try again later.","target":"item"}]}"#.to_owned()
        } else {
            format!(r#""status":"succeeded","percentageComplete":{}"#, n % 101)
        };
        format!(
            r##"{{"@odata.type":"#microsoft.graph.richLongRunningOperation","id":"contentTypeCopy,0x010100298A15181454D84EBB62EDD7559F{n:04X}","createdDateTime":"2022-01-24T16:28:23Z","lastActionDateTime":"2022-01-24T16:28:25.0296021Z","resourceLocation":"https://graph.microsoft.com/v1.0/sites/5b3ea0e2-5fed-45ab-a8b8-7f7cd97189d6/contentTypes/0x010100298A15181454D84EBB62EDD7559FCBFE","statusDetail":null,{outcome},"resourceId":"0x010100298A15181454D84EBB62EDD7559FCBFE","type":"contentTypeCopy"}}"##
        )
    }).collect();
    format!(
        r#"{{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#x","value":[{}]}}"#,
        items.join(",")
    )
}

/// What is measured: its name, and a run of it.
type Contender<'a> = (&'static str, Box<dyn Fn() -> Duration + 'a>);

fn contender<'a, T>(name: &'static str, run: impl Fn() -> T + 'a) -> Contender<'a> {
    let timed = move || {
        let start = Instant::now();
        let result = black_box(run());
        let elapsed = start.elapsed();
        drop(result);
        elapsed
    };
    (name, Box::new(timed))
}

fn main() {
    let json = page();
    let bytes = json.as_bytes();
    let written = Page::<RichLongRunningOperation>::from_json(bytes).expect("operations");
    let contenders = [
        contender("serde_json::Value", || {
            serde_json::from_slice::<serde_json::Value>(bytes).expect("JSON")
        }),
        contender("serde derive, unknown ignored", || {
            serde_json::from_slice::<DerivedPage>(bytes).expect("operations")
        }),
        contender("Page<RichLongRunningOperation>", || {
            Page::<RichLongRunningOperation>::from_json(bytes).expect("operations")
        }),
        contender("Page<LongRunningOperation>", || {
            Page::<LongRunningOperation>::from_json(bytes).expect("operations")
        }),
        contender("writing it", || written.to_json()),
    ];
    // The fastest of many runs, taken in turns: what the machine can do when nothing disturbs it.
    let mut fastest = contenders.each_ref().map(|_| Duration::MAX);
    for _ in 0..500 {
        for ((_, run), fastest) in contenders.iter().zip(&mut fastest) {
            *fastest = run().min(*fastest);
        }
    }
    let [value, derive, ..] = fastest.map(|time| time.as_secs_f64());
    println!("{} bytes", bytes.len());
    for ((name, _), time) in contenders.iter().zip(fastest) {
        let seconds = time.as_secs_f64();
        println!(
            "{name:32} {time:>10.1?}  {:.2} of Value, {:.2} of derive",
            seconds / value,
            seconds / derive,
        );
    }
}
