//! A notification URL in the web framework axum. Other frameworks have the same two things: a request with its bytes, and
//! an answer.

#![allow(clippy::print_stdout)] // that is what it is for

use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Request, Response, StatusCode};
use axum::routing::any;
use msgraph_notifications::{ChangeNotification, Receiver};
use tokio::net::TcpListener;
use tokio::sync::mpsc::Sender;

const MAX_BODY: usize = 4 * 1024 * 1024;

/// What the handler needs: who reads requests, and where notifications go.
pub(crate) struct Inbox {
    pub(crate) receiver: Receiver,
    pub(crate) notifications: Sender<ChangeNotification>,
}

/// Answers at once; somebody else works on the notifications.
async fn notify(State(inbox): State<Arc<Inbox>>, request: Request<Body>) -> Response<Body> {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        let mut answer = Response::default();
        *answer.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return answer;
    };
    let reception = inbox.receiver.receive(&Request::from_parts(head, body));
    for notification in reception.notifications {
        if inbox.notifications.try_send(notification).is_err() {
            // Nobody keeps up with it: Graph sends it again later.
            let mut answer = Response::default();
            *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            return answer;
        }
    }
    reception.answer.map(Body::from)
}

pub(crate) fn app(inbox: Inbox) -> Router {
    Router::new()
        .route("/notifications", any(notify))
        .with_state(Arc::new(inbox))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let (notifications, mut inbox) = tokio::sync::mpsc::channel(1000);
    let receiver = Receiver::new("a secret of this program and Graph");
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 8080)).await?;
    tokio::spawn(async move {
        while let Some(notification) = inbox.recv().await {
            println!("{notification:?}");
        }
    });
    let app = app(Inbox {
        receiver,
        notifications,
    });
    axum::serve(listener, app).await
}
