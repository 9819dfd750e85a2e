//! Asks after an operation, again and again. Nothing here depends on the type of the operation.

use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, HeaderMap, HeaderValue, LOCATION};
use http::{Method, StatusCode};

use super::{LongRunning, OperationInfo, OperationState, outcome};
use crate::error::{Error, ErrorKind};
use crate::exchange::future::Exclusive;
use crate::exchange::links;
use crate::exchange::pipeline::{Exchange, SeeOther, host_only, retry_after, within};
use crate::exchange::transport::Body;
use crate::model::codec::{from_json, member_text};
use crate::model::json;
use crate::request::fault::Fault;
use crate::request::message::Place;

/// When to ask, and when to give up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    pub(super) deadline: Duration,
    pub(super) interval: Duration,
    pub(super) floor: Duration,
    pub(super) ceiling: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(60 * 60),
            interval: Duration::from_secs(5),
            floor: Duration::from_secs(1),
            ceiling: Duration::from_secs(5 * 60),
        }
    }
}

impl Pace {
    /// How long to wait where the service asks for `wanted`. The ceiling wins over the floor.
    fn wait(&self, wanted: Option<Duration>) -> Duration {
        wanted
            .unwrap_or(self.interval)
            .max(self.floor)
            .min(self.ceiling)
    }
}

/// Reads the status of an operation as its model does: by name, by number, in any case.
pub(super) type ReadStatus = fn(&[u8]) -> Option<String>;

/// Reads the status of an `O`, in the spelling of the schema where the model knows it.
pub(super) fn status_of<O: LongRunning>(document: &[u8]) -> Option<String> {
    let operation: O = from_json(document).ok()?;
    member_text(&operation, O::INFO.status)
}

/// Whether to go on after this error, the nth in a row.
pub(super) type Patience = Exclusive<Box<dyn FnMut(&Error, u32) -> bool + Send>>;

const NOWHERE: &str = "the service did not say where the operation can be asked for";
const UNENCRYPTED: &str = "the operation can only be asked for without encryption";

/// How many errors in a row are put up with.
const MAX_ERRORS: u32 = 3;

/// Who asks where, and what was seen so far.
pub(super) struct Watch {
    place: Result<Place, Fault>,
    headers: HeaderMap,
    info: &'static OperationInfo,
    status: ReadStatus,
    /// The request that started the operation, if that is known.
    start: Option<Exchange>,
    pub(super) pace: Pace,
    pub(super) patience: Patience,
    /// What was answered already.
    answered: Option<http::Response<Bytes>>,
    /// There is nothing to wait for yet.
    at_once: bool,
    /// How long the service wants to be left alone.
    retry_after: Option<Duration>,
    began: Option<Duration>,
    last: Option<Seen>,
    errors: u32,
}

impl Watch {
    /// Asks at `place`, at once.
    pub(super) fn at(
        place: Result<Place, Fault>,
        headers: HeaderMap,
        info: &'static OperationInfo,
        status: ReadStatus,
    ) -> Self {
        let place = place.and_then(|place| {
            let can_be_asked = place.client.can_ask(&place.url);
            can_be_asked.then_some(place).ok_or(UNENCRYPTED.into())
        });
        Self {
            place,
            headers,
            info,
            status,
            start: None,
            pace: Pace::default(),
            patience: Exclusive::new(Box::new(|_, errors| errors <= MAX_ERRORS)),
            answered: None,
            at_once: true,
            retry_after: None,
            began: None,
            last: None,
            errors: 0,
        }
    }

    /// Asks where the answer to a request says, as late as it says.
    pub(super) fn started(
        location: Option<&str>,
        response: &http::Response<Bytes>,
        info: &'static OperationInfo,
        status: ReadStatus,
    ) -> Self {
        let body = json::utf8(response.body()).unwrap_or_default();
        let is_operation = json::member(body, info.status).is_some();
        let start = response.extensions().get::<Exchange>();
        let place = location.zip(start).map(|(url, start)| Place {
            client: start.into(),
            url: url.to_owned(),
            template: host_only(url),
        });
        let now = start.map(|start| start.settings().timer.wall_clock());
        let wait = now.and_then(|now| retry_after(response.headers(), now));
        Self {
            answered: is_operation.then(|| response.clone()),
            at_once: false,
            retry_after: wait,
            start: start.cloned(),
            ..Self::at(place.ok_or(NOWHERE.into()), json_only(), info, status)
        }
    }

    pub(super) fn url(&self) -> Option<&str> {
        self.place.as_ref().ok().map(|place| &*place.url)
    }

    /// Asks once more, when it is time, until there is an answer.
    pub(super) async fn look(&mut self) -> Result<Seen, Error> {
        let seen = self.look_again().await;
        seen.map_err(|error| match &self.start {
            Some(start) => error.after_start(start.call()),
            None => error,
        })
    }

    async fn look_again(&mut self) -> Result<Seen, Error> {
        loop {
            let response = match self.answered.take() {
                Some(response) => response,
                None => match self.ask_in_time().await {
                    Ok(response) => response,
                    Err(error) if self.bears_with(&error) => continue,
                    Err(error) => return Err(error),
                },
            };
            self.errors = 0;
            let seen = Seen::read(response, self.info, self.status)?;
            self.last = Some(seen.clone());
            return Ok(seen);
        }
    }

    fn bears_with(&mut self, error: &Error) -> bool {
        self.errors += 1;
        is_transient(error) && self.patience.get_mut()(error, self.errors)
    }

    async fn ask_in_time(&mut self) -> Result<http::Response<Bytes>, Error> {
        let place = self.place.clone()?;
        let client = &place.client;
        let timer = client.timer();
        let began = *self.began.get_or_insert_with(|| timer.now());
        let end = began.saturating_add(self.pace.deadline);
        if !self.at_once {
            let wait = self.pace.wait(self.retry_after.take());
            if timer.now().saturating_add(wait) > end {
                return Err(self.out_of_time());
            }
            timer.sleep(wait).await;
        }
        self.at_once = false;
        let left = end.saturating_sub(timer.now());
        let answer = within(timer, Some(left), ask(&place, &self.headers)).await;
        let response = answer.unwrap_or_else(|| Err(self.out_of_time()))?;
        self.retry_after = retry_after(response.headers(), timer.wall_clock());
        if response.status().is_success() || response.status() == StatusCode::SEE_OTHER {
            Ok(response)
        } else {
            Err(Error::service(&response))
        }
    }

    fn out_of_time(&self) -> Error {
        outcome::timeout(self.last.as_ref())
    }
}

/// Whether the same question may be answered later.
fn is_transient(error: &Error) -> bool {
    match error.status().map(|status| status.as_u16()) {
        Some(status) => matches!(status, 408 | 429 | 500 | 502 | 503 | 504 | 509),
        None => error.kind() == ErrorKind::Transport,
    }
}

async fn ask(place: &Place, headers: &HeaderMap) -> Result<http::Response<Bytes>, Error> {
    let Place {
        client,
        url,
        template,
    } = place;
    let exchange = client.begin(&Method::GET, url, template, headers);
    let mut request = http::Request::new(Body::default());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = url
        .parse()
        .map_err(|_| Error::request("the location of the operation is no URL"))?;
    *request.headers_mut() = headers.clone();
    request.extensions_mut().insert(SeeOther);
    client.send(request, exchange).await
}

pub(super) fn json_only() -> HeaderMap {
    HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("application/json"))])
}

/// An answer about an operation.
#[derive(Clone)]
pub(super) struct Seen {
    pub(super) state: OperationState,
    pub(super) status: Option<String>,
    pub(super) percentage: Option<f64>,
    pub(super) response: http::Response<Bytes>,
}

impl Seen {
    fn read(
        response: http::Response<Bytes>,
        info: &OperationInfo,
        read_status: ReadStatus,
    ) -> Result<Self, Error> {
        if response.status() == StatusCode::SEE_OTHER {
            return Ok(Self::led_to(response, info));
        }
        let text = json::utf8(response.body()).map_err(Error::decode)?;
        let is_accepted = response.status() == StatusCode::ACCEPTED;
        if text.trim().is_empty() && is_accepted {
            let state = OperationState::Running;
            return Ok(Self {
                state,
                status: None,
                percentage: None,
                response,
            });
        }
        if !text.trim_start().starts_with('{') {
            return Err(Error::unexpected_body(&response));
        }
        json::validate(text).map_err(|error| Error::decode(error).with_response(&response))?;
        if json::member(text, info.status).is_none() && !is_accepted && !info.ends_without_status {
            return Err(Error::no_operation(info.status, &response));
        }
        let status = read_status(response.body());
        let percentage = info.percentage.and_then(|name| json::member(text, name));
        Ok(Self {
            state: state(status.as_deref(), is_accepted, info),
            status,
            percentage: percentage.and_then(|number| number.parse().ok()),
            response,
        })
    }

    /// 303 leads to what the operation has made. It is told as a document that says so.
    fn led_to(response: http::Response<Bytes>, info: &OperationInfo) -> Self {
        let status = info.succeeded.first().copied().unwrap_or_default();
        let location = response.headers().get(LOCATION);
        let location = location
            .and_then(|url| url.to_str().ok())
            .unwrap_or_default();
        let exchange = response.extensions().get::<Exchange>();
        let location = exchange
            .and_then(|exchange| links::resolve(&exchange.url(), location))
            .unwrap_or_default();
        let mut document = String::new();
        for (before, text) in [
            ("{", info.status),
            (":", status),
            (",", "resourceLocation"),
            (":", &location),
        ] {
            document.push_str(before);
            json::write_string(text, &mut document);
        }
        document.push('}');
        Self {
            state: OperationState::Succeeded,
            status: Some(status.to_owned()),
            percentage: None,
            response: response.map(|_| Bytes::from(document)),
        }
    }
}

/// What a status means: running, unless it is known to be final.
fn state(status: Option<&str>, is_accepted: bool, info: &OperationInfo) -> OperationState {
    let is_one_of = |names: &[&str]| {
        let mut names = names.iter();
        status.is_some_and(|status| names.any(|name| name.eq_ignore_ascii_case(status)))
    };
    if is_one_of(info.succeeded) {
        OperationState::Succeeded
    } else if is_one_of(info.failed) {
        OperationState::Failed
    } else if status.is_none() && info.ends_without_status && !is_accepted {
        OperationState::Succeeded
    } else {
        OperationState::Running
    }
}
