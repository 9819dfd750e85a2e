//! Shows how far the operations of a site are: `watch_site root`, with an access token in
//! `GRAPH_TOKEN` (`Sites.Read.All`).

#![allow(clippy::print_stdout)] // it is what the program is for

use std::io::{self, Write};

use msgraph_operations::msgraph_core::{Client, Cloud, ErrorKind, StaticToken};
use msgraph_operations::v1_0::Graph;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let site = std::env::args().nth(1).unwrap_or_else(|| "root".to_owned());
    let token = StaticToken::new(std::env::var("GRAPH_TOKEN")?);
    let graph = Graph::new(Client::new(Cloud::Global, token)?);
    watch_site(&graph, &site, &mut io::stdout()).await
}

/// Writes a bar for each operation, one after the other, and draws it anew until that is over.
pub async fn watch_site(
    graph: &Graph,
    site: &str,
    out: &mut impl Write,
) -> Result<(), Box<dyn std::error::Error>> {
    let operations = graph.sites().by_id(site).operations();
    let mut items = operations.list().stream();
    while let Some(operation) = items.try_next().await? {
        let id = operation.id.as_deref().unwrap_or_default();
        let name = operation.r#type.as_deref().unwrap_or(id);
        let mut poller = operations.by_id(id).get().poller();
        loop {
            match poller.try_next().await {
                Ok(Some(now)) => {
                    let percentage = now.percentage().unwrap_or_default();
                    let status = now.status().unwrap_or("no status");
                    write!(
                        out,
                        "\r{name} [{}] {percentage:3.0} % {status}",
                        bar(percentage)
                    )?;
                    out.flush()?;
                }
                Ok(None) => break,
                // One that has failed is no reason not to look at the others.
                Err(error) if error.kind() == ErrorKind::Operation => {
                    write!(out, "\n  {}", error.message())?;
                    break;
                }
                Err(error) => return Err(error.into()),
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// `####------`
fn bar(percentage: f64) -> String {
    let is_done = |part: u8| f64::from(part) * 10.0 < percentage;
    (0..10)
        .map(|part| if is_done(part) { '#' } else { '-' })
        .collect()
}
