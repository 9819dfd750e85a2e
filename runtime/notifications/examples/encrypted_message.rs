//! Signs a person in by device code, reads `/me`, subscribes to messages, and reads the subject of one that comes in an
//! encrypted notification.
//!
//! The authority, Graph and the sender of the notification are stand-ins on this machine. In a program, the transport is
//! `ReqwestTransport::new()?`, and requests come in through a web framework: see `axum.rs`.

#![allow(clippy::print_stdout)] // that is what it is for

use std::error::Error;

use case_subscriptions::api::Graph;
use case_subscriptions::api::models::Message;
use http::{Request, Response};
use msgraph_core::test_support::{Answer, FakeGraph};
use msgraph_core::{Bytes, Client, Cloud, ReqwestTransport};
use msgraph_identity::test_support::LoopbackAuthority;
use msgraph_identity::{Application, Person};
use msgraph_notifications::test_support::FakeSender;
use msgraph_notifications::{
    Decryptor, EncryptionCertificate, Keeper, Receiver, Subscription, TokenValidator,
};
use serde_json::json;

const APPLICATION: &str = "8e460676-ae3f-4b1e-8790-ee0fb5d6148f";
const TENANT: &str = "84bd8158-6d4d-4958-8b9f-9d6445542f95";
const URL: &str = "https://example.org/notifications";
const CLIENT_STATE: &str = "a secret of this program and Graph";

/// What the web handler of the program has.
struct Inbox {
    receiver: Receiver,
    validator: TokenValidator,
    decryptor: Decryptor,
}

impl Inbox {
    /// The answer to a request, and the subjects of the messages that it tells of.
    async fn receive(
        &self,
        request: &Request<Bytes>,
    ) -> Result<(Response<Bytes>, Vec<String>), Box<dyn Error>> {
        let reception = self.receiver.receive(request);
        self.validator.validate(&reception).await?;
        let mut subjects = Vec::new();
        for notification in &reception.notifications {
            let message: Message = self.decryptor.decrypt(notification)?.read()?;
            subjects.extend(message.subject.clone());
        }
        Ok((reception.answer, subjects))
    }
}

/// The subjects that the program prints.
pub(crate) async fn run(
    graph: &Graph,
    client: &Client,
    sender: &FakeSender,
) -> Result<Vec<String>, Box<dyn Error>> {
    let me = graph.me().get().await?;
    println!(
        "signed in as {}",
        me.display_name.as_deref().unwrap_or("somebody")
    );

    let ours = certificate()?;
    let subscription =
        Subscription::new("me/messages", "created", URL, CLIENT_STATE).with_resource_data(&ours);
    let mut keeper = Keeper::new(client.service("v1.0"), subscription);
    println!("subscription: {:?}", keeper.keep().await?);

    let message = r##"{"@odata.type":"#Microsoft.Graph.Message","id":"1","subject":"Lunch?"}"##;
    let request = sender.request(
        URL,
        json!({
            "subscriptionId": "1",
            "clientState": CLIENT_STATE,
            "changeType": "created",
            "encryptedContent": FakeSender::encrypt(&ours, message)?,
        }),
    )?;
    let inbox = Inbox {
        receiver: Receiver::new(CLIENT_STATE),
        validator: TokenValidator::new(&Cloud::Global, [APPLICATION], [TENANT], sender.keys())?,
        decryptor: Decryptor::new().with_certificate(ours),
    };
    let (answer, subjects) = inbox.receive(&request).await?;
    println!("answered with {}", answer.status());
    Ok(subjects)
}

/// A certificate that the program has made for itself.
fn certificate() -> Result<EncryptionCertificate, Box<dyn Error>> {
    let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_RSA_SHA256)?;
    let certificate = rcgen::CertificateParams::default().self_signed(&key)?;
    let pem = certificate.pem() + &key.serialize_pem();
    Ok(EncryptionCertificate::from_pem("2026", pem.as_bytes())?)
}

/// A client of a Graph in memory, for a person who signs in at an authority on this machine.
pub(crate) fn client(authority: &LoopbackAuthority) -> Result<Client, Box<dyn Error>> {
    let fake = FakeGraph::new();
    fake.answer(
        "GET /v1.0/me",
        Answer::json(r#"{"id":"7","displayName":"Adele"}"#),
    );
    let made = r#"{"id":"1","expirationDateTime":"2100-01-01T00:00:00Z"}"#;
    fake.answer("POST /v1.0/subscriptions", Answer::json(made));

    let transport = ReqwestTransport::direct()?;
    let application = Application::new(APPLICATION, authority.authority()?, transport);
    let person = Person::device_code(application, |prompt| println!("{}", prompt.message()))
        .with_scopes(["User.Read", "Mail.Read"]);
    Ok(Client::with_transport(Cloud::Global, person, fake))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let authority = LoopbackAuthority::start()?;
    let client = client(&authority)?;
    let graph = Graph::new(client.clone());
    let sender = FakeSender::new(TENANT, APPLICATION)?;
    for subject in run(&graph, &client, &sender).await? {
        println!("message: {subject}");
    }
    Ok(())
}
