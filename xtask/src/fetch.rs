//! Metadata from the service that it describes.

use std::time::Duration;

use msgraph_generator::limits;
use ureq::http::{StatusCode, Uri, header};
use ureq::tls::TlsConfig;
use ureq::{Agent, Error};

use crate::failure::{Failure, Reason};

/// For all of it: Graph takes about a second.
const TIMEOUT: Duration = Duration::from_secs(120);
/// Until there is somebody at the other end.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);
const REDIRECTS: u32 = 5;

/// What the service has.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// What it had when it gave that `ETag`.
    NotModified,
    /// The document, and what to ask with the next time.
    Document {
        bytes: Vec<u8>,
        etag: Option<String>,
    },
}

/// Asks for a document; with the `ETag` of the one that is here, for a newer one (RFC 9110, 13.1.2).
///
/// Nothing but https, except from this machine. No credentials are sent: metadata is public.
pub(crate) fn get(url: &str, etag: Option<&str>) -> Result<Answer, Failure> {
    let is_here = vet(url)?;
    let fault = |error: &Error| unusable(url, &reason(error));
    let mut request = agent(is_here)
        .get(url)
        .header(header::ACCEPT, "application/xml");
    if let Some(etag) = etag {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    let mut response = request.call().map_err(|error| fault(&error))?;
    match response.status() {
        StatusCode::OK => {}
        StatusCode::NOT_MODIFIED if etag.is_some() => return Ok(Answer::NotModified),
        status => return Err(unusable(url, &format!("the service answered {status}"))),
    }
    let etag = response.headers().get(header::ETAG);
    let etag = etag.and_then(|etag| etag.to_str().ok()).map(str::to_owned);
    let body = response.body_mut().with_config();
    let limit = u64::try_from(limits::BYTES).unwrap_or(u64::MAX);
    let bytes = body.limit(limit).read_to_vec().map_err(|e| fault(&e))?;
    Ok(Answer::Document { bytes, etag })
}

/// Refuses what is no https URL; tells whether it is a URL of this machine, which may be http.
fn vet(url: &str) -> Result<bool, Failure> {
    let refused = |why: &str| Err(Failure::usage(format!("cannot fetch {url}: {why}")));
    let Ok(uri) = url.parse::<Uri>() else {
        return refused("it is not a URL");
    };
    let is_here = matches!(uri.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match uri.scheme_str() {
        Some("https") => Ok(is_here),
        Some("http") if is_here => Ok(true),
        Some("http") => refused("only https, except from this machine"),
        _ => refused("it is not an https URL"),
    }
}

/// Proxies are those of the environment; what is on this machine needs none.
fn agent(is_here: bool) -> Agent {
    let mut config = Agent::config_builder()
        .https_only(!is_here)
        .http_status_as_error(false)
        .max_redirects(REDIRECTS)
        .timeout_global(Some(TIMEOUT))
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .tls_config(TlsConfig::default())
        .user_agent(concat!("msgraph-codegen/", env!("CARGO_PKG_VERSION")));
    if is_here {
        config = config.proxy(None);
    }
    config.build().new_agent()
}

fn reason(error: &Error) -> String {
    match error {
        Error::HostNotFound => "there is no such host".to_owned(),
        Error::TooManyRedirects => format!("more than {REDIRECTS} redirects"),
        Error::RequireHttpsOnly(to) => format!("it redirects to {to}, which is not https"),
        Error::BodyExceedsLimit(limit) => format!("it has more than {} MiB", limit >> 20),
        Error::Timeout(_) => "it takes too long".to_owned(),
        error => error.to_string(),
    }
}

/// Whatever comes from elsewhere and cannot be used ends with 3.
fn unusable(url: &str, reason: &str) -> Failure {
    Failure {
        exit_code: 3,
        reason: Reason::Message(format!("cannot fetch {url}: {reason}")),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::thread::JoinHandle;

    use super::{Answer, get, reason, unusable};
    use crate::failure::Failure;
    use crate::messages::MessageFormat;

    /// Answers requests one after the other, each on a connection of its own, and tells what was asked.
    fn service(answers: Vec<String>) -> (String, JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let root = format!("http://{}", listener.local_addr().unwrap());
        let asked = std::thread::spawn(move || {
            let answer = |answer: String| {
                let (mut stream, _) = listener.accept().unwrap();
                let lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let head: Vec<_> = lines
                    .map(Result::unwrap)
                    .take_while(|line| !line.is_empty())
                    .collect();
                stream.write_all(answer.as_bytes()).unwrap();
                head.join("\n").to_lowercase()
            };
            answers.into_iter().map(answer).collect()
        });
        (root, asked)
    }

    fn message(failure: &Failure) -> String {
        failure.text(MessageFormat::Human)
    }

    fn answer(status: &str, headers: &str, body: &str) -> String {
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}"
        )
    }

    fn fault(status: &str, headers: &str) -> String {
        let (root, _) = service(vec![answer(status, headers, "")]);
        let failure = get(&root, None).unwrap_err();
        assert_eq!(failure.exit_code, 3);
        message(&failure)
    }

    #[test]
    fn documents_come_with_their_etag() {
        let (root, asked) = service(vec![answer("200 OK", "ETag: W/\"7\"\r\n", "<Edmx/>")]);
        let document = get(&format!("{root}/v1.0/$metadata"), None).unwrap();
        let expected = Answer::Document {
            bytes: b"<Edmx/>".to_vec(),
            etag: Some("W/\"7\"".to_owned()),
        };
        assert_eq!(document, expected);
        let asked = asked.join().unwrap();
        assert!(
            asked[0].starts_with("get /v1.0/$metadata http/1.1"),
            "{asked:?}"
        );
        assert!(asked[0].contains("\naccept: application/xml"), "{asked:?}");
        assert!(!asked[0].contains("if-none-match"), "{asked:?}");
        assert!(!asked[0].contains("authorization"), "{asked:?}");
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        let (root, asked) = service(vec![answer("304 Not Modified", "", "")]);
        assert_eq!(get(&root, Some("\"7\"")).unwrap(), Answer::NotModified);
        assert!(asked.join().unwrap()[0].contains("\nif-none-match: \"7\""));
    }

    #[test]
    fn other_answers_are_faults() {
        assert!(fault("304 Not Modified", "").contains("304"));
        assert!(fault("503 Service Unavailable", "").contains("503"));
        assert!(fault("204 No Content", "").contains("204"));
    }

    #[test]
    fn redirects_are_followed_but_not_for_ever() {
        let elsewhere = answer("302 Found", "Location: /there\r\n", "");
        let (root, asked) = service(vec![elsewhere, answer("200 OK", "", "here")]);
        assert!(matches!(get(&root, None), Ok(Answer::Document { .. })));
        assert!(asked.join().unwrap()[1].starts_with("get /there "));

        let again = answer("302 Found", "Location: /again\r\n", "");
        let (root, _) = service(vec![again; 6]);
        let failure = get(&root, None).unwrap_err();
        assert!(
            message(&failure).contains("more than 5 redirects"),
            "{}",
            message(&failure)
        );
    }

    #[test]
    fn a_cause_is_told_once() {
        let refused = io::Error::new(io::ErrorKind::ConnectionRefused, "connection refused");
        let failure = unusable("https://zoo.example/", &reason(&refused.into()));
        assert_eq!(
            message(&failure),
            "error: cannot fetch https://zoo.example/: io: connection refused\n"
        );
    }

    #[test]
    fn what_was_cut_off_is_a_fault() {
        let cut = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<Edmx>".to_owned();
        let (root, _) = service(vec![cut]);
        assert_eq!(get(&root, None).unwrap_err().exit_code, 3);
    }

    #[test]
    fn what_is_too_large_is_not_read() {
        let large = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned()
            + &format!("100000\r\n{}\r\n", "x".repeat(1 << 20)).repeat(65);
        let (root, _) = service(vec![large]);
        let failure = get(&root, None).unwrap_err();
        assert!(
            message(&failure).contains("more than 64 MiB"),
            "{}",
            message(&failure)
        );
    }

    #[test]
    fn only_https_leaves_the_machine() {
        for url in [
            "http://example.com/",
            "ftp://127.0.0.1/",
            "graph",
            "http://127.0.0.1.example.com/",
            "",
        ] {
            assert_eq!(get(url, None).unwrap_err().exit_code, 2, "{url}");
        }
    }
}
