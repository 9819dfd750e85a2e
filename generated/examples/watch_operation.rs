//! Waits until an operation on the root site is over: `watch_operation contentTypeCopy,0x0101…`,
//! with an access token in `GRAPH_TOKEN`. The README shows what is between the scissors.

#![allow(clippy::print_stdout)] // it is what the program is for

// ✂
use msgraph_operations::msgraph_core::{Client, Cloud, Error, StaticToken};
use msgraph_operations::v1_0::Graph;
use msgraph_operations::v1_0::models::LongRunningOperationStatus as Status;
use std::time::Duration;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = std::env::args().nth(1).ok_or("which operation?")?;
    let token = StaticToken::new(std::env::var("GRAPH_TOKEN")?);
    let graph = Graph::new(Client::new(Cloud::Global, token)?);
    watch(&graph, &id).await?;
    Ok(())
}

/// Says how far the operation is until it has succeeded. If it fails, that is the error.
pub async fn watch(graph: &Graph, id: &str) -> Result<(), Error> {
    let operation = graph.sites().by_id("root").operations().by_id(id);
    let mut poller = operation
        .get()
        .poller()
        .with_timeout(Duration::from_secs(600));
    while let Some(now) = poller.try_next().await? {
        match &now.status {
            Some(Status::Succeeded) => println!("done: {:?}", now.resource_location),
            Some(status) if status.is_known() => println!("{status}: {:?} %", now.percentage()),
            Some(newer) => println!("{newer}, which this crate does not know yet"),
            None => println!("no status"),
        }
    }
    Ok(())
}
// ✂
