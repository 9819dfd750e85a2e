//! What a fake service knows, and what it makes of a request.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode};
use serde_json::json;

use super::collection::Item;
use super::page::{Listing, selected};
use super::pattern::{Captures, Pattern, plain};
use super::start::Start;
use crate::test_support::{Answer, Received};

/// The segments of a path, not encoded; those on another host are behind its name.
type Path = Vec<String>;

#[derive(Debug)]
pub(super) struct State {
    pub(super) received: Vec<Received>,
    pub(super) interruptions: VecDeque<Answer>,
    pub(super) answers: Vec<(Pattern, Answer)>,
    pub(super) deltas: BTreeMap<Path, Vec<Vec<Item>>>,
    pub(super) page_size: usize,
    pub(super) pause: Duration,
    starts: Vec<(Pattern, Start)>,
    other_hosts: BTreeSet<String>,
    collections: BTreeMap<Path, Vec<Item>>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            received: Vec::new(),
            interruptions: VecDeque::new(),
            answers: Vec::new(),
            deltas: BTreeMap::new(),
            page_size: 100,
            pause: Duration::from_secs(2),
            starts: Vec::new(),
            other_hosts: BTreeSet::new(),
            collections: BTreeMap::new(),
        }
    }
}

impl State {
    pub(super) fn add(&mut self, collection: Path, items: impl IntoIterator<Item = Item>) {
        let known = self.collections.entry(collection).or_default();
        known.extend(items);
    }

    pub(super) fn start_with(&mut self, request: Pattern, start: Start) {
        self.other_hosts.extend(start.host().map(str::to_owned));
        self.starts.push((request, start));
    }

    /// Remembers a request, and answers it.
    pub(super) fn receive(&mut self, request: &Received) -> Answer {
        self.received.push(request.clone());
        if let Some(answer) = self.interruptions.pop_front() {
            return answer;
        }
        let has_token = request.header("authorization").is_some();
        match self.other_host(request) {
            None if has_token => self.answer(request),
            None => Answer::error(401, "InvalidAuthenticationToken", "There is no token."),
            Some(_) if has_token => Answer::error(401, "unauthenticated", "Not with this token."),
            Some(mut path) => {
                path.extend(request.segments());
                let monitor = self.item(&path, request, StatusCode::ACCEPTED);
                monitor.unwrap_or_else(|| self.unexpected(request))
            }
        }
    }

    /// The beginning of all paths on the host of the request, if that is not the service's own.
    fn other_host(&self, request: &Received) -> Option<Path> {
        let host = self.other_hosts.get(request.url().host()?)?;
        Some(vec![host.clone()])
    }

    fn answer(&mut self, request: &Received) -> Answer {
        let path: Vec<_> = request.segments().iter().map(|s| plain(s)).collect();
        let method = request.method().as_str();
        let captures = |pattern: &Pattern| pattern.captures(method, &path);
        let mut prepared = self.answers.iter().rev();
        if let Some((_, answer)) = prepared.find(|(pattern, _)| captures(pattern).is_some()) {
            return answer.clone();
        }
        let mut starts = self.starts.iter();
        let start = starts.find_map(|(pattern, start)| Some((start.clone(), captures(pattern)?)));
        if let Some((start, captures)) = start {
            return self.start(&start, &captures, request);
        }
        let is_batch = method == "POST" && path.last().is_some_and(|last| last == "$batch");
        let answer = match method {
            _ if is_batch => self.batch(request),
            "GET" => self
                .list(&path, request)
                .or_else(|| self.item(&path, request, StatusCode::OK)),
            _ => None,
        };
        answer.unwrap_or_else(|| self.unexpected(request))
    }

    fn start(&mut self, start: &Start, captures: &Captures, request: &Received) -> Answer {
        let path = start.collection(captures);
        let mut key = path.clone();
        let origin = match start.host() {
            Some(host) => {
                key.insert(0, host.to_owned());
                format!("https://{host}")
            }
            None => origin(request),
        };
        let known = self.collections.entry(key).or_default();
        let id = format!("op-{}", known.len());
        let item = start.item(&id);
        let path: Vec<_> = path
            .iter()
            .filter_map(|s| crate::odata::path::key(s))
            .collect();
        let location = format!("{origin}/{}/{id}", path.join("/"));
        let answer = start.answer(&item, &location, self.pause);
        known.push(item);
        answer
    }

    /// A page of a collection, or of the changes to one.
    fn list(&self, path: &[String], request: &Received) -> Option<Answer> {
        let (items, delta_token) = if let Some(items) = self.collections.get(path) {
            (items.iter().map(Item::now).collect(), None)
        } else {
            let rounds = self.deltas.get(path)?;
            let token = request
                .query()
                .get("$deltatoken")
                .map(|token| token.parse());
            let round = token.and_then(Result::ok).unwrap_or(0);
            let items = rounds.get(round).into_iter().flatten();
            (items.map(Item::now).collect(), Some(round + 1))
        };
        let listing = Listing {
            items,
            page_size: self.page_size,
            delta_token,
        };
        let page = listing.page(request);
        Some(page.unwrap_or_else(|option| {
            Answer::mistake(format!(
                "the fake does not understand `{option}` of {}; tell it the `answer`",
                request.line()
            ))
        }))
    }

    /// What has this path, which is one state further the next time, with this status until the last one.
    fn item(
        &mut self,
        path: &[String],
        request: &Received,
        unfinished: StatusCode,
    ) -> Option<Answer> {
        let (id, collection) = path.split_last()?;
        let items = self.collections.get_mut(collection)?;
        let Some(item) = items.iter_mut().find(|item| item.has_id(id)) else {
            return Some(Answer::error(404, "itemNotFound", "It is not there."));
        };
        let body = selected(item.now(), &request.query()).to_string();
        if !item.has_more_states() {
            return Some(Answer::json(body));
        }
        item.advance();
        let answer = Answer::status(unfinished.as_u16());
        let pause = self.pause.as_secs_f64().to_string();
        Some(
            answer
                .with_header("retry-after", &pause)
                .with_body("application/json", body),
        )
    }

    /// Answers each request of a batch
    /// ([JSON batching](https://learn.microsoft.com/graph/json-batching)). One that is not expected makes the whole fail.
    fn batch(&mut self, request: &Received) -> Option<Answer> {
        let batch = request.json()?;
        let line = request.url().to_string();
        let root = line.strip_suffix("/$batch")?.to_owned();
        let token = request.header("authorization")?.to_owned();
        let mut responses = Vec::new();
        for part in batch.get("requests")?.as_array()? {
            let body = part.get("body").map(ToString::to_string);
            let request = Request::builder()
                .method(part.get("method")?.as_str()?)
                .uri(format!("{root}{}", part.get("url")?.as_str()?))
                .header("authorization", &token)
                .body(Bytes::from(body.unwrap_or_default()));
            let answer = self.answer(&Received::new(request.ok()?));
            let Some(item) = answer.to_item(part.get("id")?) else {
                return Some(answer);
            };
            responses.push(item);
        }
        Some(Answer::json(json!({ "responses": responses })))
    }

    fn unexpected(&self, request: &Received) -> Answer {
        let collections = self.collections.keys().chain(self.deltas.keys());
        let collections = collections.map(|path| format!("GET /{}", path.join("/")));
        let answers = self.answers.iter().map(|(pattern, _)| pattern.show());
        let starts = self.starts.iter().map(|(pattern, _)| pattern.show());
        let known: Vec<_> = collections.chain(answers).chain(starts).collect();
        Answer::mistake(format!(
            "the fake does not expect {}; it knows {}",
            request.line(),
            if known.is_empty() {
                "nothing".to_owned()
            } else {
                known.join(", ")
            }
        ))
    }
}

/// `https://graph.microsoft.com`
fn origin(request: &Received) -> String {
    let scheme = request.url().scheme_str().unwrap_or("https");
    let authority = request.url().authority();
    let authority = authority.map_or("graph.microsoft.com", |authority| authority.as_str());
    format!("{scheme}://{authority}")
}
