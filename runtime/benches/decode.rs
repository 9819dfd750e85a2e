//! How long it takes to read a page of 1,000 operations, beside serde_json's `Value` and beside
//! structs with serde's derive that ignore what they do not know.
//!
//! `cargo bench -p msgraph-core`

#![allow(clippy::print_stdout, clippy::expect_used)] // a program that measures and prints

#[path = "../tests/common/models/mod.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, clippy::result_large_err)] // as if generated
mod models;

use std::hint::black_box;
use std::time::{Duration, Instant};

use models::{LongRunningOperation, RichLongRunningOperation};
use msgraph_core::Page;
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

/// The fastest of many runs: what the machine can do when nothing disturbs it.
fn fastest<T>(mut run: impl FnMut() -> T) -> Duration {
    (0..200)
        .map(|_| {
            let start = Instant::now();
            let result = black_box(run());
            let elapsed = start.elapsed();
            drop(result);
            elapsed
        })
        .min()
        .expect("there were runs")
}

fn main() {
    let json = page();
    let bytes = json.as_bytes();
    let value = fastest(|| serde_json::from_slice::<serde_json::Value>(bytes).expect("JSON"));
    let derive = fastest(|| serde_json::from_slice::<DerivedPage>(bytes).expect("operations"));
    let rich = fastest(|| Page::<RichLongRunningOperation>::from_json(bytes).expect("operations"));
    let base = fastest(|| Page::<LongRunningOperation>::from_json(bytes).expect("operations"));
    let page = Page::<RichLongRunningOperation>::from_json(bytes).expect("operations");
    let write = fastest(|| page.to_json());
    println!("{} bytes", bytes.len());
    for (name, time) in [
        ("serde_json::Value", value),
        ("serde derive, unknown ignored", derive),
        ("Page<RichLongRunningOperation>", rich),
        ("Page<LongRunningOperation>", base),
        ("writing it", write),
    ] {
        println!(
            "{name:32} {time:>10.1?}  {:.2} of Value, {:.2} of derive",
            time.as_secs_f64() / value.as_secs_f64(),
            time.as_secs_f64() / derive.as_secs_f64(),
        );
    }
}
