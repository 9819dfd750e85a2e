//! Lists the operations of a site that are not over: `list_with_filter root`, with an access token
//! in `GRAPH_TOKEN` (`Sites.Read.All`).

#![allow(clippy::print_stdout)] // it is what the program is for

use msgraph_operations::msgraph_core::{Client, Cloud, Error, StaticToken};
use msgraph_operations::v1_0::Graph;
use msgraph_operations::v1_0::models::{
    LongRunningOperationStatus as Status, RichLongRunningOperation,
    rich_long_running_operation as operation,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let site = std::env::args().nth(1).unwrap_or_else(|| "root".to_owned());
    let token = StaticToken::new(std::env::var("GRAPH_TOKEN")?);
    let graph = Graph::new(Client::new(Cloud::Global, token)?);
    for running in running_operations(&graph, &site).await? {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        println!("{} {}", text(&running.id), text(&running.r#type));
    }
    Ok(())
}

/// Reads all pages; only the members that are shown are asked for.
pub async fn running_operations(
    graph: &Graph,
    site: &str,
) -> Result<Vec<RichLongRunningOperation>, Error> {
    let operations = graph.sites().by_id(site).operations();
    let mut items = operations
        .list()
        .filter(operation::STATUS.eq(Status::Running))
        .select((operation::ID, operation::TYPE, operation::STATUS))
        .top(50)
        .stream();
    let mut running = Vec::new();
    while let Some(operation) = items.try_next().await? {
        running.push(operation);
    }
    Ok(running)
}
