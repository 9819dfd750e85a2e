//! Streams of bytes.

use bytes::Bytes;
use http::Method;

use crate::exchange::transport::Body;
use crate::request::message::Request;
use crate::request::target::Target;

impl Target {
    /// The bytes of this resource, a stream property.
    #[must_use]
    pub fn bytes(&self) -> Media {
        Media(self.clone())
    }

    /// The bytes behind a segment: a stream property, or `$value` for those of a media entity and of a primitive
    /// value.
    #[must_use]
    pub fn media(&self, name: &str) -> Media {
        Media(self.segment(name))
    }
}

/// The bytes of a stream property or of a media entity
/// ([Protocol 4.01, 11.2.4 and 11.4.7](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ManagingMediaEntities)).
///
/// ```
/// use msgraph_core::{Client, Cloud, StaticToken};
///
/// # let transport = msgraph_core::transport_fn(|_| async { unreachable!() });
/// let client = Client::with_transport(Cloud::Global, StaticToken::new("…"), transport);
/// let photo = client.service("v1.0").segment("me").segment("photo").media("$value");
/// let request = photo.put("image/png", &b"\x89PNG"[..]);
/// assert_eq!(request.method(), "PUT");
/// assert_eq!(request.url(), "https://graph.microsoft.com/v1.0/me/photo/$value");
/// assert_eq!(request.headers()["content-type"], "image/png");
/// ```
#[derive(Clone, Debug)]
pub struct Media(Target);

impl Media {
    /// Reads the bytes.
    pub fn get(&self) -> Request<Bytes> {
        self.0.get()
    }

    /// Puts other bytes in their place: bytes, a stream or a file, see [`Body`]. `content_type` is their media type:
    /// `image/png`.
    ///
    /// Services answer nothing or, as OneDrive does, the changed entity as JSON.
    pub fn put(&self, content_type: &str, bytes: impl Into<Body>) -> Request<Bytes> {
        let request = self.0.request(Method::PUT, None);
        request.with_body(content_type, bytes.into())
    }

    /// Deletes the bytes: a stream property becomes null. A media entity goes with them.
    pub fn delete(&self) -> Request<()> {
        self.0.delete()
    }
}
