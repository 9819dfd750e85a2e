//! What the example `watch_operation` does, by hand: the program that it is measured against.

use std::time::Duration;

use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = std::env::args().nth(1).ok_or("which operation?")?;
    let token = std::env::var("GRAPH_TOKEN")?;
    let client = reqwest::Client::new();
    let url = format!("https://graph.microsoft.com/v1.0/sites/root/operations/{id}");
    loop {
        let answer = client.get(&url).bearer_auth(&token).send().await?;
        let operation: Value = serde_json::from_slice(&answer.error_for_status()?.bytes().await?)?;
        match operation["status"].as_str() {
            Some(end @ ("succeeded" | "failed")) => {
                println!("{end}");
                return Ok(());
            }
            Some(status) => println!("{status}"),
            None => println!("no status"),
        }
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}
