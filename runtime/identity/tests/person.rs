//! People who sign in, at an authority on this machine.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)] // failing is what a test is for

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::{SCOPE, application, chain, get, no_secret_in};
use msgraph_core::{Credential as _, Permissions, VirtualTimer};
use msgraph_identity::test_support::LoopbackAuthority;
use msgraph_identity::{FileStore, Person, Secret, TokenStore as _};

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
const USER_READ: Permissions = Permissions::of(&["GET /me"]).delegated(&["User.Read"], &[]);

/// A person who counts how often they are asked.
fn person(authority: &LoopbackAuthority) -> (Person, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let application = application(authority).with_timer(VirtualTimer::new());
    let person = Person::device_code(application, move |prompt| {
        assert_eq!(prompt.user_code(), "ABCD-EFGH");
        assert!(prompt.message().contains(prompt.user_code()));
        assert!(!format!("{prompt:?}").contains(prompt.user_code()));
        counter.fetch_add(1, Ordering::SeqCst);
    });
    (person, asked)
}

#[tokio::test]
async fn a_device_code_is_waited_for() {
    let authority = LoopbackAuthority::start().unwrap();
    authority.set_pending(3);
    let timer = VirtualTimer::new();
    let application = application(&authority).with_timer(timer.clone());
    let person = Person::device_code(application, |_| {}).scopes(&[USER_READ]);
    assert_eq!(person.token(SCOPE).await.unwrap().secret(), "access-1");
    assert_eq!(timer.sleeps(), [Duration::from_secs(1); 3]);
    let requests = authority.requests();
    assert_eq!(requests[0].endpoint(), "devicecode");
    let scope = requests[0].parameter("scope").unwrap();
    assert_eq!(
        scope,
        "https://graph.microsoft.com/User.Read offline_access"
    );
    assert_eq!(authority.grants(), [DEVICE_CODE; 4]);
}

#[tokio::test]
async fn the_service_may_ask_for_slower_questions() {
    let authority = LoopbackAuthority::start().unwrap();
    authority.refuse("slow_down", "");
    let timer = VirtualTimer::new();
    let application = application(&authority).with_timer(timer.clone());
    let person = Person::device_code(application, |_| {});
    person.token(SCOPE).await.unwrap();
    assert_eq!(timer.sleeps(), [Duration::from_secs(6)]);
}

#[tokio::test]
async fn nobody_waits_for_ever() {
    let authority = LoopbackAuthority::start().unwrap();
    authority.set_pending(usize::MAX);
    let (person, _) = person(&authority);
    let person = person.with_timeout(Duration::from_secs(20));
    let error = person.token(SCOPE).await.unwrap_err();
    let text = chain(&error);
    assert!(text.contains("in time"), "{text}");
    assert_eq!(authority.grants().len(), 21);
}

#[tokio::test]
async fn who_declines_is_not_asked_again_by_the_same_request() {
    let authority = LoopbackAuthority::start().unwrap();
    authority.refuse(
        "authorization_declined",
        "AADSTS65004: User declined to consent.",
    );
    let (person, asked) = person(&authority);
    let error = person.token(SCOPE).await.unwrap_err();
    assert!(
        error.message().contains("AADSTS65004: User declined"),
        "{error}"
    );
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn refresh_tokens_are_rotated_and_the_person_is_left_in_peace() {
    let authority = LoopbackAuthority::start().unwrap();
    let (person, asked) = person(&authority);
    for n in 1..=3 {
        let token = person.token(SCOPE).await.unwrap();
        assert_eq!(token.secret(), format!("access-{n}"));
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    let grants = authority.grants();
    assert_eq!(grants, [DEVICE_CODE, "refresh_token", "refresh_token"]);

    authority.revoke();
    assert_eq!(person.token(SCOPE).await.unwrap().secret(), "access-4");
    assert_eq!(asked.load(Ordering::SeqCst), 2);

    person.sign_out().await.unwrap();
    person.token(SCOPE).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn however_many_wait_the_person_is_asked_once() {
    let authority = LoopbackAuthority::start().unwrap();
    let (person, asked) = person(&authority);
    let person = Arc::new(person);
    let waiting: Vec<_> = (0..20)
        .map(|_| {
            let person = Arc::clone(&person);
            tokio::spawn(async move { person.token(SCOPE).await.unwrap().secret().to_owned() })
        })
        .collect();
    for token in waiting {
        assert_eq!(token.await.unwrap(), "access-1");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn all_who_wait_learn_that_it_failed() {
    let authority = LoopbackAuthority::start().unwrap();
    authority.refuse("access_denied", "AADSTS53003: Access has been blocked.");
    let (person, asked) = person(&authority);
    let person = Arc::new(person);
    let tokens = (0..5).map(|_| {
        let person = Arc::clone(&person);
        async move { chain(&person.token(SCOPE).await.unwrap_err()) }
    });
    let waiting: Vec<_> = tokens.map(tokio::spawn).collect();
    for error in waiting {
        let error = error.await.unwrap();
        assert!(error.contains("conditional access"), "{error}");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_claims_challenge_reaches_the_person() {
    let authority = LoopbackAuthority::start().unwrap();
    let (person, asked) = person(&authority);
    person.token(SCOPE).await.unwrap();
    let claims = r#"{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}"#;
    // What the sign-in that is kept cannot give, the person can.
    authority.refuse(
        "interaction_required",
        "AADSTS50076: Due to a configuration change.",
    );
    let challenged = person.token_with_claims(SCOPE, claims).await.unwrap();
    assert_eq!(challenged.secret(), "access-2");
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    for request in authority.requests().iter().skip(2) {
        let sent = request.parameter("claims").unwrap();
        assert!(
            sent.contains("1604106651") && sent.contains("cp1"),
            "{sent}"
        );
    }
}

#[tokio::test]
async fn a_sign_in_is_kept_in_a_file_for_its_owner() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/sign-in");
    let authority = LoopbackAuthority::start().unwrap();
    for (round, asked_in_all) in [(1, 1), (2, 0), (3, 0)] {
        let (person, asked) = person(&authority);
        let person = person.with_store(FileStore::new(&path));
        let token = person.token(SCOPE).await.unwrap();
        assert_eq!(token.secret(), format!("access-{round}"));
        assert_eq!(asked.load(Ordering::SeqCst), asked_in_all);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
    let left = std::fs::read_dir(path.parent().unwrap()).unwrap();
    assert_eq!(left.count(), 1, "nothing is left beside the file");
}

#[tokio::test]
async fn a_refresh_token_goes_to_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let store = FileStore::new(folder.path().join("sign-in"));
    let (first, second) = (
        LoopbackAuthority::start().unwrap(),
        LoopbackAuthority::start().unwrap(),
    );
    for authority in [&first, &second] {
        let (person, asked) = person(authority);
        let person = person.with_store(store.clone());
        person.token(SCOPE).await.unwrap();
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        assert_eq!(authority.grants(), [DEVICE_CODE]);
    }
    // What is no sign-in is as good as none.
    store.save(&Secret::new("{")).await.unwrap();
    let (person, asked) = person(&second);
    person.with_store(store).token(SCOPE).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn another_program_may_have_rotated_the_token() {
    let folder = tempfile::tempdir().unwrap();
    let store = FileStore::new(folder.path().join("sign-in"));
    let authority = LoopbackAuthority::start().unwrap();
    let (one, _) = person(&authority);
    let one = one.with_store(store.clone());
    one.token(SCOPE).await.unwrap();
    let (other, asked) = person(&authority);
    other.with_store(store.clone()).token(SCOPE).await.unwrap();
    one.token(SCOPE).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_browser_comes_back_with_a_code() {
    let authority = LoopbackAuthority::start().unwrap();
    let person = Person::browser(application(&authority), authority.browser());
    assert_eq!(person.token(SCOPE).await.unwrap().secret(), "access-1");
    assert_eq!(person.token(SCOPE).await.unwrap().secret(), "access-2");
    assert_eq!(authority.grants(), ["authorization_code", "refresh_token"]);
    let authorize = &authority.requests()[0];
    assert_eq!(authorize.parameter("code_challenge_method"), Some("S256"));
    assert_eq!(authorize.parameter("response_type"), Some("code"));
}

#[tokio::test]
async fn who_does_not_know_the_state_cannot_sign_in_for_the_person() {
    let authority = LoopbackAuthority::start().unwrap();
    let browser = authority.browser();
    let pages = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&pages);
    let person = Person::browser(application(&authority), move |url| {
        let (_, port) = url.split_once("localhost%3A").unwrap();
        let port: u16 = port.split('&').next().unwrap().parse().unwrap();
        let mut seen = seen.lock().unwrap();
        seen.push(get(port, "/?code=stolen&state=guessed"));
        seen.push(get(port, "/favicon.ico"));
        browser(url)
    });
    assert_eq!(person.token(SCOPE).await.unwrap().secret(), "access-1");
    for page in pages.lock().unwrap().iter() {
        assert!(page.starts_with("HTTP/1.1 404"), "{page}");
        assert!(
            !page.contains("stolen") && !page.contains("guessed"),
            "{page}"
        );
    }
}

#[tokio::test]
async fn the_window_tells_that_it_can_be_closed_and_no_more() {
    let authority = LoopbackAuthority::start().unwrap();
    let page = Arc::new(Mutex::new(String::new()));
    let seen = Arc::clone(&page);
    let person = Person::browser(application(&authority), move |url| {
        let parameter = |name: &str| {
            let (_, rest) = url.split_once(name).unwrap();
            rest.split('&').next().unwrap().to_owned()
        };
        let port: u16 = parameter("localhost%3A").parse().unwrap();
        let state = parameter("&state=");
        let description = "AADSTS65004%3A+%3Cscript%3E";
        let query = format!("/?error=access_denied&error_description={description}&state={state}");
        *seen.lock().unwrap() = get(port, &query);
        Ok(())
    });
    let error = person.token(SCOPE).await.unwrap_err();
    assert!(error.message().contains("AADSTS65004"), "{error}");
    let page = page.lock().unwrap();
    assert!(page.contains("You can close this window"), "{page}");
    assert!(page.contains("content-security-policy"), "{page}");
    assert!(!page.contains("script"), "{page}");
}

#[tokio::test]
async fn a_browser_that_does_not_come_back_is_not_waited_for() {
    let authority = LoopbackAuthority::start().unwrap();
    let timer = VirtualTimer::new();
    let application = application(&authority).with_timer(timer.clone());
    let person = Person::browser(application, |_| Ok(()));
    let waiting = tokio::spawn(async move { person.token(SCOPE).await });
    tokio::time::sleep(Duration::from_millis(50)).await;
    timer.advance(Duration::from_secs(301));
    let error = waiting.await.unwrap().unwrap_err();
    let text = chain(&error);
    assert!(text.contains("in time"), "{text}");
}

#[tokio::test]
async fn secrets_are_not_shown() {
    let authority = LoopbackAuthority::start().unwrap();
    let (person, _) = person(&authority);
    person.token(SCOPE).await.unwrap();
    // An authority that repeats what it was sent, and one whose answer is half a token.
    authority.refuse("invalid_request", "AADSTS9002313: refresh-1 is malformed");
    let repeated = person.token(SCOPE).await.unwrap_err();
    authority.interrupt(
        200,
        r#"{"access_token":"refresh-1","expires_in":"refresh-1"}"#,
    );
    let unreadable = person.token(SCOPE).await.unwrap_err();
    authority.interrupt(200, r#"{"access_token":"refresh-1","token_type":"mac"}"#);
    let other_type = person.token(SCOPE).await.unwrap_err();
    authority.interrupt(502, "<html>refresh-1</html>");
    let no_json = person.token(SCOPE).await.unwrap_err();
    assert!(chain(&no_json).contains("502"), "{no_json}");
    for error in [&repeated, &unreadable, &other_type, &no_json] {
        no_secret_in(&format!("{} {error:?}", chain(error)), "refresh-1");
        let source = std::error::Error::source(error);
        no_secret_in(&format!("{source:?}"), "refresh-1");
    }
    no_secret_in(&format!("{person:?}"), "refresh-1");
}
