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
    println!("{}", watch(&graph, &id).await?);
    Ok(())
}

/// Waits for the status with which the operation ends.
async fn watch(graph: &Graph, id: &str) -> Result<Status, Error> {
    let operation = graph.sites().by_id("root").operations().by_id(id);
    loop {
        let now = operation.get().await?;
        match &now.status {
            Some(end @ (Status::Succeeded | Status::Failed)) => return Ok(end.clone()),
            Some(status) if status.is_known() => println!("{status}"),
            Some(newer) => println!("{newer}, which this crate does not know yet"),
            None => println!("no status"),
        }
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}
// ✂

#[cfg(test)]
mod tests {
    use super::*;
    use msgraph_operations::msgraph_core::{Bytes, transport_fn};
    use std::sync::Mutex;
    use tokio::time::Instant;

    #[tokio::test(start_paused = true)]
    async fn it_asks_until_the_operation_is_over() {
        let statuses = ["succeeded", "pausedByPolicy", "running", "notStarted"];
        let answers = Mutex::new(Vec::from(statuses));
        let transport = transport_fn(move |request| {
            let url = "https://graph.microsoft.com/v1.0/sites/root/operations/copy%2C0x01";
            assert_eq!(request.uri(), url);
            let status = answers.lock().unwrap().pop().unwrap();
            let body = format!(r#"{{"id":"copy,0x01","status":"{status}"}}"#);
            async { Ok(http::Response::new(Bytes::from(body))) }
        });
        let client = Client::with_transport(Cloud::Global, StaticToken::new("secret"), transport);
        let start = Instant::now();
        let end = watch(&Graph::new(client), "copy,0x01").await;
        assert_eq!(end.unwrap(), Status::Succeeded);
        assert_eq!(start.elapsed(), Duration::from_secs(3 * 5));
    }
}
