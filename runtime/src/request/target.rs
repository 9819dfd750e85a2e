//! Where requests go.

use std::fmt;

use http::Method;

use crate::exchange::client::Client;
use crate::model::codec::{Datum, DynModel, Mentions, Model, TypeInfo, to_json, to_typed_json};
use crate::model::patch::Patch;
use crate::model::values::Json;
use crate::odata::path::{self, KeyLiteral, KeySegment};
use crate::request::fault::Fault;
use crate::request::message::Request;
use crate::request::response::FromResponse;

/// A resource of a service: what generated request builders are made of.
///
/// ```
/// use msgraph_core::{Bytes, Client, Cloud, StaticToken};
///
/// # let transport = msgraph_core::transport_fn(|_| async { unreachable!() });
/// let client = Client::with_transport(Cloud::Global, StaticToken::new("…"), transport);
/// let users = client.service("v1.0").segment("users");
/// let request = users.key("a_b#EXT#@contoso.com").segment("photo").segment("$value").get::<Bytes>();
/// assert_eq!(
///     request.url(),
///     "https://graph.microsoft.com/v1.0/users/a_b%23EXT%23%40contoso.com/photo/$value",
/// );
/// ```
#[derive(Clone)]
pub struct Target {
    client: Client,
    url: String,
    /// The path below the root, with `{id}` in the place of keys: for people to read.
    template: String,
    /// How much of the URL is the root of the service.
    root: usize,
    /// Parameter aliases.
    query: Vec<(String, String)>,
    /// The URL ends with a path of names, which a colon closes where something follows.
    has_names: bool,
    /// Why there is no URL for this target.
    fault: Option<Fault>,
    /// The enumeration members in parameters.
    mentions: Mentions,
}

impl Target {
    pub(crate) fn new(client: Client, url: String) -> Self {
        Self {
            client,
            root: url.len(),
            template: String::new(),
            url,
            query: Vec::new(),
            has_names: false,
            fault: None,
            mentions: Mentions::default(),
        }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// This one as the root of a service.
    pub(crate) fn as_root(&self) -> Self {
        Self {
            root: self.url.len(),
            template: String::new(),
            ..self.clone()
        }
    }

    /// Below this one, by a name from the schema.
    #[must_use]
    pub fn segment(&self, name: &str) -> Self {
        let segment = format!("/{}", path::name(name));
        self.followed_by(&segment, &segment)
    }

    /// An item of this collection, its key a segment of its own.
    ///
    /// The empty key, `.` and `..` cannot be spelled like this; a request to such a target is an
    /// error when it is sent.
    #[must_use]
    pub fn key(&self, key: impl KeySegment) -> Self {
        if let Some(segment) = path::key(&key.into_segment()) {
            self.followed_by(&format!("/{segment}"), "/{id}")
        } else {
            self.faulty("a key that is empty, `.` or `..` cannot be a segment of a URL")
        }
    }

    /// The item at a path of names below this one, such as a file below a folder:
    /// [`root:/Documents/a b.txt`](https://learn.microsoft.com/graph/onedrive-addressing-driveitems).
    ///
    /// Names are separated by `/`, as they are and not percent-encoded. One `/` at the start and one at the end do not
    /// count; the empty path and `/` are this item itself. A name that is empty, `.` or `..` cannot be spelled; a request to
    /// such a target is an error when it is sent.
    ///
    /// ```
    /// use msgraph_core::{Bytes, Client, Cloud, StaticToken};
    ///
    /// # let transport = msgraph_core::transport_fn(|_| async { unreachable!() });
    /// let client = Client::with_transport(Cloud::Global, StaticToken::new("…"), transport);
    /// let root = client.service("v1.0").segment("me").segment("drive").segment("root");
    /// let request = root.by_path("Documents/50% #1.txt").segment("content").get::<Bytes>();
    /// assert_eq!(
    ///     request.url(),
    ///     "https://graph.microsoft.com/v1.0/me/drive/root:/Documents/50%25%20%231.txt:/content",
    /// );
    /// ```
    #[must_use]
    pub fn by_path(&self, names: &str) -> Self {
        let names = names.strip_prefix('/').unwrap_or(names);
        if names.is_empty() {
            return self.clone();
        }
        let names = names.strip_suffix('/').unwrap_or(names);
        let Some(names) = path::names(names) else {
            return self.faulty("a name in a path cannot be empty, `.` or `..`");
        };
        // A path goes on where another one ended.
        let colon = if self.has_names { "" } else { ":" };
        let template = if self.has_names { "" } else { ":/{path}" };
        Self {
            url: format!("{}{colon}/{names}", self.url),
            template: format!("{}{template}", self.template),
            has_names: true,
            ..self.clone()
        }
    }

    /// An item of this collection, its key in parentheses: `(1)`, or `(a=1,b='x')`.
    #[must_use]
    pub fn key_predicate(&self, key: &[(&str, &dyn KeyLiteral)]) -> Self {
        let parts = key.iter().map(|(name, value)| (*name, value.to_literal()));
        self.followed_by(&path::list(parts), "({id})")
    }

    /// What a composable function returns.
    #[must_use]
    pub fn function_target(&self, name: &str, parameters: &(impl Parameters + ?Sized)) -> Self {
        let mut target = self.segment(name);
        if let Some(parameters) = parameters.as_model() {
            target.mentions = target.mentions.and(Mentions::of(parameters));
        }
        let mut list = Vec::new();
        // Functions earlier in the path may have parameters of the same name.
        let before = target.query.len();
        for (name, view) in parameters
            .as_model()
            .map(present_members)
            .unwrap_or_default()
        {
            if path::is_structured(&view) {
                let is_taken = |alias: &str| target.query.iter().any(|(other, _)| other == alias);
                let mut alias = format!("@{name}");
                if is_taken(&alias) {
                    alias = format!("@{name}{before}");
                }
                target.query.push((alias.clone(), path::json(&view)));
                list.push((name, alias));
            } else {
                list.push((name, path::literal(&view)));
            }
        }
        target.followed_by(&path::list(list), "()")
    }

    /// Reads the resource.
    pub fn get<T: FromResponse>(&self) -> Request<T> {
        self.request(Method::GET, None)
    }

    /// Changes the resource; if the patch is for a certain state of it, only in that state.
    #[allow(clippy::needless_pass_by_value)] // it is the request's from now on
    pub fn patch<T: FromResponse>(&self, patch: Patch<T>) -> Request<T> {
        let request = self.request(Method::PATCH, Some(patch.to_json()));
        let request = match patch.etag() {
            Some(etag) => request.with_if_match(etag),
            None => request,
        };
        request.mentioning(patch.mentions())
    }

    /// Deletes the resource.
    pub fn delete(&self) -> Request<()> {
        self.request(Method::DELETE, None)
    }

    /// Adds an item to this collection, which is declared to be of type `T`.
    ///
    /// `@odata.type` is written where the type of `model` cannot be told from the declaration.
    pub fn create<T: Model + FromResponse>(&self, model: &impl Model) -> Request<T> {
        self.send(Method::POST, &T::TYPE, model)
    }

    /// Sends a value to a place that is declared to be of a type.
    fn send<T: FromResponse>(
        &self,
        method: Method,
        declared: &TypeInfo,
        model: &DynModel,
    ) -> Request<T> {
        let evident = model.info().name() == declared.name() && !declared.is_abstract();
        let json = if evident {
            to_json(model)
        } else {
            to_typed_json(model)
        };
        let request = self.request(method, Some(json));
        request.mentioning(Mentions::of(model))
    }

    /// Puts a value in the place of this resource, which is declared to be of type `T`, or makes it
    /// where there is none.
    ///
    /// `@odata.type` is written as by [`create`](Self::create).
    pub fn put<T: Model + FromResponse>(&self, model: &impl Model) -> Request<T> {
        self.send(Method::PUT, &T::TYPE, model)
    }

    /// Calls an action.
    pub fn action<T: FromResponse>(
        &self,
        name: &str,
        parameters: &(impl Parameters + ?Sized),
    ) -> Request<T> {
        let body = parameters.as_model().map(to_json);
        let request = self.segment(name).request(Method::POST, body);
        request.mentioning(parameters.as_model().map(Mentions::of).unwrap_or_default())
    }

    /// Calls a function.
    pub fn function<T: FromResponse>(
        &self,
        name: &str,
        parameters: &(impl Parameters + ?Sized),
    ) -> Request<T> {
        self.function_target(name, parameters).get()
    }

    /// Sends JSON of any kind: what no model describes.
    pub fn send_json<T: FromResponse>(&self, method: Method, body: &Json) -> Request<T> {
        self.request(method, Some(body.as_str().to_owned()))
    }

    pub(crate) fn request<T: FromResponse>(
        &self,
        method: Method,
        json: Option<String>,
    ) -> Request<T> {
        let request = Request::new(
            self.client.clone(),
            method,
            self.url.clone(),
            json,
            self.fault.clone(),
        )
        .rooted(self.root)
        .described(self.template.clone())
        .mentioning(self.mentions.clone());
        self.query.iter().fold(request, |request, (name, value)| {
            request.with_query(name, value)
        })
    }

    fn faulty(&self, fault: &'static str) -> Self {
        Self {
            fault: Some(fault.into()),
            ..self.clone()
        }
    }

    fn followed_by(&self, more: &str, template: &str) -> Self {
        let colon = if self.has_names { ":" } else { "" };
        Self {
            url: format!("{}{colon}{more}", self.url),
            template: format!("{}{colon}{template}", self.template),
            has_names: false,
            ..self.clone()
        }
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Target").field(&self.url).finish()
    }
}

/// The members that have a value, the root's first.
fn present_members(model: &DynModel) -> Vec<(&'static str, Datum<'_>)> {
    let members = model.info().members().iter().enumerate();
    members
        .map(|(n, name)| (*name, model.member(n).datum()))
        .filter(|(_, view)| !view.is_empty())
        .collect()
}

/// The parameters of an action or function: a model, or [`NoParameters`].
///
/// ```
/// use msgraph_core::{Parameters, Request, Target};
///
/// fn start(method: &Target, parameters: &impl Parameters) -> Request<()> {
///     method.action("resetPassword", parameters)
/// }
/// # let _ = |method: &Target| start(method, &msgraph_core::NoParameters);
/// ```
pub trait Parameters {
    /// The parameters as a model, if there are any.
    #[doc(hidden)]
    fn as_model(&self) -> Option<&DynModel>;
}

impl<M: Model> Parameters for M {
    fn as_model(&self) -> Option<&DynModel> {
        Some(self)
    }
}

/// The parameters of an operation that has none.
///
/// ```
/// use msgraph_core::{Bytes, NoParameters, Target};
///
/// fn recent(drive: &Target) -> msgraph_core::Request<Bytes> {
///     drive.function("recent", &NoParameters)
/// }
/// # let _ = recent;
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct NoParameters;

impl Parameters for NoParameters {
    fn as_model(&self) -> Option<&DynModel> {
        None
    }
}
