//! The flows with people at an authority that others have written: the npm package `oidc-provider`.
//!
//! ```text
//! npm install --prefix <folder> oidc-provider
//! MSGRAPH_OIDC_PROVIDER=<folder> cargo test -p msgraph-identity --test oidc_provider
//! ```

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)] // failing is what a test is for

#[path = "../../../generator/tests/common/counted.rs"]
mod counted;

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use counted::without;
use msgraph_core::{Credential as _, ReqwestTransport};
use msgraph_identity::{Application, Authority, MemoryStore, Person, Secret, TokenStore};

/// The authority and the person, until this is dropped.
struct Provider {
    process: Child,
    browser: Arc<Mutex<ChildStdin>>,
    authority: Authority,
    application: Application,
}

impl Provider {
    /// `None` where it is not installed.
    fn start() -> Option<Self> {
        let Ok(folder) = std::env::var("MSGRAPH_OIDC_PROVIDER") else {
            without("the folder MSGRAPH_OIDC_PROVIDER, with oidc-provider,");
            return None;
        };
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oidc_provider.mjs");
        let node = Command::new("node")
            .arg(script)
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut process = node.expect("node runs");
        let mut base = String::new();
        let output = process.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut base).unwrap();
        let at = |path| format!("{}/{path}", base.trim());
        let authority = Authority::custom(&at("auth"), &at("token"), &at("device/auth")).unwrap();
        let transport = ReqwestTransport::direct().unwrap();
        Some(Self {
            browser: Arc::new(Mutex::new(process.stdin.take().unwrap())),
            process,
            application: Application::new("app", authority.clone(), transport),
            authority,
        })
    }

    /// Lets the person go to a URL.
    fn browser(&self) -> impl Fn(&str) + Send + Sync + 'static {
        let browser = Arc::clone(&self.browser);
        move |url| writeln!(browser.lock().unwrap(), "{url}").unwrap()
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

/// A store that remembers all that was saved in it.
#[derive(Clone, Default)]
struct History(Arc<(MemoryStore, Mutex<Vec<Secret>>)>);

impl TokenStore for History {
    fn load(
        &self,
    ) -> msgraph_core::BoxFuture<'_, Result<Option<Secret>, msgraph_identity::StoreError>> {
        self.0.0.load()
    }

    fn save<'a>(
        &'a self,
        text: &'a Secret,
    ) -> msgraph_core::BoxFuture<'a, Result<(), msgraph_identity::StoreError>> {
        self.0.1.lock().unwrap().push(text.clone());
        self.0.0.save(text)
    }

    fn clear(&self) -> msgraph_core::BoxFuture<'_, Result<(), msgraph_identity::StoreError>> {
        self.0.0.clear()
    }
}

/// A token for the scope that every provider has.
const SCOPE: &str = "openid";
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_device_code_is_entered_and_refreshed() {
    let Some(provider) = Provider::start() else {
        return;
    };
    let (asked, history) = (Arc::new(AtomicUsize::new(0)), History::default());
    let (counter, visit) = (Arc::clone(&asked), provider.browser());
    let person = Person::device_code(provider.application.clone(), move |prompt| {
        counter.fetch_add(1, Ordering::SeqCst);
        visit(prompt.verification_uri_complete().unwrap());
    });
    let person = person.with_store(history.clone()).with_timeout(PATIENCE);
    let first = person.token(SCOPE).await.unwrap();
    let second = person.token(SCOPE).await.unwrap();
    assert_ne!(first.secret(), second.secret());
    assert_eq!(
        asked.load(Ordering::SeqCst),
        1,
        "the second token is a refreshed one"
    );

    // The refresh token was rotated; the authority revokes the whole sign-in of one that is used twice.
    let saved = history.0.1.lock().unwrap().clone();
    assert_ne!(saved[0], saved[1]);
    history.save(&saved[0]).await.unwrap();
    person.token(SCOPE).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_browser_signs_in_with_pkce() {
    let Some(provider) = Provider::start() else {
        return;
    };
    let visit = provider.browser();
    let person = Person::browser(provider.application.clone(), move |url| {
        visit(url);
        Ok(())
    });
    let person = person.with_timeout(PATIENCE);
    let first = person.token(SCOPE).await.unwrap();
    let second = person.token(SCOPE).await.unwrap();
    assert_ne!(first.secret(), second.secret());
}

#[tokio::test]
async fn an_unknown_application_is_refused_in_the_words_of_the_authority() {
    let Some(provider) = Provider::start() else {
        return;
    };
    let transport = ReqwestTransport::direct().unwrap();
    let unknown = Application::new("unknown", provider.authority.clone(), transport);
    let person = Person::device_code(unknown, |_| {});
    let error = person.token(SCOPE).await.unwrap_err();
    assert!(error.message().contains("invalid_client"), "{error}");
}
