//! Resets the password of a user and waits until that is done: `reset_password adele@contoso.com`,
//! with an access token in `GRAPH_TOKEN` (`UserAuthenticationMethod.ReadWrite.All`, delegated).

#![allow(clippy::print_stdout)] // it is what the program is for

use std::time::Duration;

use msgraph_operations::msgraph_core::{Client, Cloud, Error, StaticToken};
use msgraph_operations::v1_0::Graph;
use msgraph_operations::v1_0::models::LongRunningOperation;
use msgraph_operations::v1_0::requests::authentication_method::ResetPassword;

/// The password of every user has this id
/// ([passwordAuthenticationMethod](https://learn.microsoft.com/graph/api/resources/passwordauthenticationmethod)).
const PASSWORD: &str = "28c10230-6103-485e-b985-444c60001490";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let user = std::env::args().nth(1).ok_or("whose password?")?;
    let token = StaticToken::new(std::env::var("GRAPH_TOKEN")?);
    let graph = Graph::new(Client::new(Cloud::Global, token)?);
    match reset_password(&graph, &user).await {
        Ok(password) => println!("done; the new password is {password}"),
        Err(error) => match error.operation::<LongRunningOperation>() {
            Some(operation) => println!("{error}; the operation is {:?}", operation.id),
            None => return Err(error.into()),
        },
    }
    Ok(())
}

/// Lets the service make up a password, which is good from the moment on when this returns.
pub async fn reset_password(graph: &Graph, user: &str) -> Result<String, Error> {
    let methods = graph.users().by_id(user).authentication().methods();
    let method = methods.by_id(PASSWORD);
    let reset = method.reset_password(ResetPassword::new()).await?;
    reset
        .poller()
        .with_timeout(Duration::from_secs(300))
        .await?;
    Ok(reset.body.new_password.unwrap_or_default())
}
