//! A service on this machine that works on operations: each question finds them one step further.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use msgraph_operations::msgraph_core::{Client, VirtualTimer};

use super::service::{Answer, Received, read};

/// What the service knows.
#[derive(Default)]
struct State {
    /// By the path of the collection that they are in.
    operations: BTreeMap<String, Vec<Operation>>,
    /// The states that new operations go through.
    plan: Vec<&'static str>,
    received: Vec<Received>,
}

#[derive(Clone)]
struct Operation {
    id: String,
    plan: Vec<&'static str>,
    step: usize,
    is_rich: bool,
}

impl Operation {
    fn status(&self) -> &'static str {
        let last = self.plan.len() - 1;
        self.plan[self.step.min(last)]
    }

    fn is_over(&self) -> bool {
        matches!(self.status(), "succeeded" | "failed")
    }

    fn json(&self) -> String {
        let (id, status) = (&self.id, self.status());
        let percentage = 100 * self.step.min(self.plan.len() - 1) / (self.plan.len() - 1).max(1);
        let rich = match status {
            _ if !self.is_rich => String::new(),
            "failed" => r#","error":{"code":"accessDenied","message":"No."}"#.to_owned(),
            _ => format!(r#","percentageComplete":{percentage},"type":"contentTypeCopy""#),
        };
        format!(
            r#"{{"id":"{id}","createdDateTime":"2026-01-28T19:14:27Z","status":"{status}"{rich}}}"#
        )
    }
}

/// Microsoft Graph, as far as its operations go.
pub(crate) struct FakeGraph {
    base: String,
    state: Arc<Mutex<State>>,
    pub(crate) timer: VirtualTimer,
}

impl FakeGraph {
    /// New operations go through the states of `plan`, one for each question.
    pub(crate) fn new(plan: &[&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State {
            plan: plan.to_vec(),
            ..State::default()
        }));
        let fake = Self {
            base,
            state: Arc::clone(&state),
            timer: VirtualTimer::new(),
        };
        let base = fake.base.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let request = read(&mut stream);
                let mut state = state.lock().unwrap();
                let answer = state.answer(&base, &request);
                state.received.push(request);
                stream.write_all(&answer.to_bytes()).unwrap();
            }
        });
        fake
    }

    /// An operation that goes on in the collection with this path.
    pub(crate) fn start(&self, collection: &str, id: &str) {
        self.state.lock().unwrap().start(collection, id, true);
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// A client whose waits are over at once.
    pub(crate) fn client(&self) -> Client {
        Client::loopback(&self.base)
            .unwrap()
            .with_timer(self.timer.clone())
    }

    /// The lines of the requests so far.
    pub(crate) fn lines(&self) -> Vec<String> {
        let state = self.state.lock().unwrap();
        state.received.iter().map(|r| r.line().to_owned()).collect()
    }

    /// Whole seconds of every wait.
    pub(crate) fn waits(&self) -> Vec<u64> {
        self.timer.sleeps().iter().map(Duration::as_secs).collect()
    }
}

impl State {
    fn answer(&mut self, base: &str, request: &Received) -> Answer {
        if request.header("authorization") != Some("Bearer loopback") {
            return error("401 Unauthorized", "InvalidAuthenticationToken");
        }
        let segments = request.segments();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let is_read = request.line().starts_with("GET ");
        match segments.as_slice() {
            [version, "$batch"] if !is_read => self.batch(base, version, request),
            [
                version,
                "users",
                user,
                "authentication",
                _,
                _,
                "resetPassword",
            ] if !is_read => {
                let collection = format!("/{version}/users/{user}/authentication/operations");
                let password = r#"{"newPassword":"Xoza0921"}"#;
                let body = if request.body == "{}" { password } else { "" };
                self.accept(base, &collection, body)
            }
            [
                version,
                area @ "identityGovernance",
                part,
                "alerts",
                "refresh",
            ] if !is_read => self.accept(base, &format!("/{version}/{area}/{part}/operations"), ""),
            [.., "operations"] if is_read => self.list(base, request),
            [parents @ .., "operations", id] if is_read => {
                self.one(&format!("/{}/operations", parents.join("/")), id)
            }
            _ => error("404 Not Found", "itemNotFound"),
        }
    }

    /// Answers each part of a batch as if it had come alone.
    fn batch(&mut self, base: &str, version: &str, request: &Received) -> Answer {
        let batch: serde_json::Value = serde_json::from_str(&request.body).unwrap();
        let parts = batch["requests"].as_array().unwrap();
        let responses = parts.iter().map(|part| {
            let text = |name: &str| part[name].as_str().unwrap();
            let line = format!("{} /{version}{}", text("method"), text("url"));
            let body = part.get("body").map(ToString::to_string);
            let token = request.header("authorization");
            let part = Received::part(&line, token, body.unwrap_or_default());
            self.answer(base, &part).to_item(text("id"))
        });
        let responses: Vec<_> = responses.collect();
        Answer::json(serde_json::json!({ "responses": responses }).to_string())
    }

    fn start(&mut self, collection: &str, id: &str, is_rich: bool) {
        let operation = Operation {
            id: id.to_owned(),
            plan: self.plan.clone(),
            step: 0,
            is_rich,
        };
        let operations = self.operations.entry(collection.to_owned());
        operations.or_default().push(operation);
    }

    fn accept(&mut self, base: &str, collection: &str, body: &str) -> Answer {
        let count = self.operations.get(collection).map_or(0, Vec::len);
        let id = format!("op-{count}");
        self.start(collection, &id, false);
        Answer::new("202 Accepted", "application/json", body)
            .with_header("location", &format!("{base}{collection}/{id}"))
            .with_header("retry-after", "3")
    }

    fn one(&mut self, collection: &str, id: &str) -> Answer {
        let operations = self.operations.get_mut(collection);
        let operation = operations.and_then(|all| all.iter_mut().find(|one| one.id == id));
        let Some(operation) = operation else {
            return error("404 Not Found", "itemNotFound");
        };
        let answer = Answer::json(operation.json());
        let is_over = operation.is_over();
        operation.step += 1;
        if is_over {
            answer
        } else {
            answer.with_header("retry-after", "2.5")
        }
    }

    /// A page of a collection: `$top` items from `$skip` on, of those that `$filter` leaves.
    fn list(&self, base: &str, request: &Received) -> Answer {
        let path = format!("/{}", request.segments().join("/"));
        let options = request.query();
        let option = |name: &str| options.get(name).map(String::as_str);
        let wanted = option("$filter").map(|filter| {
            let status = filter.strip_prefix("status eq '").unwrap();
            status.strip_suffix('\'').unwrap().to_owned()
        });
        let number = |name, default| option(name).map_or(default, |n| n.parse().unwrap());
        let (skip, top): (usize, usize) = (number("$skip", 0), number("$top", 2));
        let all = self.operations.get(&path).cloned().unwrap_or_default();
        let matches = |one: &&Operation| wanted.as_deref().is_none_or(|s| s == one.status());
        let matching: Vec<_> = all.iter().filter(matches).collect();
        let items: Vec<_> = matching.iter().skip(skip).take(top).collect();
        let mut members = Vec::new();
        if option("$count") == Some("true") {
            members.push(format!(r#""@odata.count":{}"#, matching.len()));
        }
        if skip + top < matching.len() {
            let rest = request.line().split_once('?').map_or("", |(_, rest)| rest);
            let kept = rest
                .split('&')
                .filter(|o| !o.starts_with("$skip") && !o.is_empty());
            let mut options: Vec<_> = kept.map(str::to_owned).collect();
            options.push(format!("$skip={}", skip + top));
            let target = request.line().split(['?', ' ']).nth(1).unwrap();
            let link = format!("{base}{target}?{}", options.join("&"));
            members.push(format!(r#""@odata.nextLink":"{link}""#));
        }
        let items: Vec<_> = items.iter().map(|one| one.json()).collect();
        members.push(format!(r#""value":[{}]"#, items.join(",")));
        Answer::json(format!("{{{}}}", members.join(",")))
    }
}

fn error(status: &'static str, code: &str) -> Answer {
    let body = format!(r#"{{"error":{{"code":"{code}","message":"It is not there."}}}}"#);
    Answer::new(status, "application/json", body)
}
